"""The bound on what waits: requests enter or are told when to come back; lines of a batch wait for room."""

from __future__ import annotations

import asyncio
import logging
import math
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from newsparse.errors import NewsparseError
from newsparse.serve import log
from newsparse.serve.jobs import Answer, Refusal
from newsparse.serve.problems import Problem
from newsparse.workers import DiedError, SlowError, StoppedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from newsparse.serve.jobs import Job
    from newsparse.serve.settings import Settings
    from newsparse.workers import Pool

__all__ = ["Gate"]

# The problems that the ends of a worker are.
_ENDED: dict[type[NewsparseError], str] = {DiedError: "died", SlowError: "too-long", StoppedError: "unavailable"}


class Gate:
    """The room before the pool, and the answers of it."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self.pool = pool
        self.settings = settings
        self.room = settings.room * settings.workers
        self._free = asyncio.Semaphore(self.room)
        self._batches = asyncio.Semaphore(settings.batches)

    @asynccontextmanager
    async def entered(self, *, wait: bool = False) -> AsyncIterator[None]:
        """A place in the room. Raises `Problem` where there is none, unless it may `wait` for one."""
        if not wait and self._free.locked():
            raise Problem("busy", f"{self.room} requests are waiting", retry_after=str(self.pause()))
        async with self._free:
            yield

    @asynccontextmanager
    async def batch(self) -> AsyncIterator[None]:
        """A place among the batches. Raises `Problem` where there are as many as may be."""
        if self._batches.locked():
            raise Problem("busy", f"{self.settings.batches} batches are under way", retry_after=str(self.pause()))
        async with self._batches:
            yield

    def pause(self) -> int:
        """Seconds after which half of what waits will be done."""
        return max(1, math.ceil(self.pool.mean * self.room / self.settings.workers / 2))

    async def done(self, job: Job) -> Answer:
        """The answer to a job. Raises `Problem` where there is none."""
        future = asyncio.wrap_future(self.pool.submit(job))
        try:
            found = await asyncio.wait_for(future, self.settings.time_to_wait + self.settings.time_to_work)
        except asyncio.TimeoutError:
            found = Refusal("unavailable", "no worker was free in time")
        except NewsparseError as error:
            ended = _ENDED.get(type(error))
            found = Refusal(ended, str(error)) if ended else Refusal("failed", "the worker process cannot go on")
        if isinstance(found, Answer):
            return found
        if found.where:
            log.tell("internal error", level=logging.ERROR, where=list(found.where))
        headers = {"retry_after": str(self.pause())} if found.problem == "unavailable" else {}
        raise Problem(found.problem, found.detail, **headers)
