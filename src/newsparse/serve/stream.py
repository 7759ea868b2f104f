"""POST /extract/batch: JSON lines in, JSON lines out, in their order, while the body still comes.

What is read never waits for what is written: lines that come faster than they are done lie in a temporary file. So a
client that sends all before it reads anything is served as well, and memory holds a few lines of each batch.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, closing
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from newsparse.serve.body import Gone, chunks, left, unless
from newsparse.serve.problems import Problem
from newsparse.serve.requests import LINES, line_job

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Mapping

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from newsparse.serve.gate import Gate

    _Tasks = asyncio.Queue[asyncio.Task[tuple[bytes, bool]] | None]

__all__ = ["JsonLines", "Spool", "split"]

IN_MEMORY = 1 << 20
# Lines of a batch that each worker may have at a time: one being done, one waiting.
AHEAD = 2


class Spool:
    """Lines with their numbers, from who reads them to who does them. An empty line stands for one that is too long."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by `close`
        self._written = self._read = 0
        self._changed = asyncio.Event()
        self._end: Problem | None = None
        self._ended = False

    def put(self, number: int, line: bytes) -> None:
        """Add a line, which has no line end."""
        self._file.seek(self._written)
        self._written += self._file.write(b"%d %b\n" % (number, line))
        self._changed.set()

    def end(self, error: Problem | None = None) -> None:
        """There is no more, or no more because of an error, which is raised after the last line."""
        self._ended, self._end = True, error
        self._changed.set()

    async def lines(self) -> AsyncIterator[tuple[int, bytes]]:
        """The lines as they come."""
        while True:
            while self._read < self._written:
                yield self._next()
            if self._ended:
                break
            self._changed.clear()
            await self._changed.wait()
        if self._end is not None:
            raise self._end

    def _next(self) -> tuple[int, bytes]:
        self._file.seek(self._read)
        number, _, line = self._file.readline().partition(b" ")
        self._read = self._file.tell()
        if self._read == self._written:
            self._read = self._written = 0
            self._file.seek(0)
            self._file.truncate()
        return int(number), line.removesuffix(b"\n")

    def close(self) -> None:
        """Forget the lines."""
        self._file.close()


async def split(body: AsyncIterator[bytes], most: int) -> AsyncIterator[tuple[int, bytes]]:
    """The lines of a body that are not blank, with their numbers from 1; one of more than `most` bytes is empty."""
    number = 1
    rest = b""
    long = False
    async for chunk in body:
        *done, rest = (rest + chunk).split(b"\n")
        for line in done:
            if line.strip() or long:
                yield number, b"" if long or len(line) > most else line.strip()
            number, long = number + 1, False
        if len(rest) > most:
            rest, long = b"", True
    if rest.strip() or long:
        yield number, b"" if long or len(rest) > most else rest.strip()


@dataclass(frozen=True, slots=True)
class JsonLines:
    """The response to a batch; `options` are for lines that have none of their own."""

    request: Request
    gate: Gate
    options: Mapping[str, Any]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        async with self.gate.batch():
            with closing(Spool()) as spool:
                await unless(self._fill(spool), self._write(spool, scope["state"]["known"], send))

    async def _write(self, spool: Spool, counts: dict[str, int], send: Send) -> None:
        counts |= {"lines": 0, "failed": 0}
        headers = [(b"content-type", LINES[0].encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async with aclosing(self._answers(spool)) as answers:
            async for line, failed in answers:
                counts["lines"] += 1
                counts["failed"] += failed
                await send({"type": "http.response.body", "body": line + b"\n", "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _fill(self, spool: Spool) -> None:
        """Read the body into the spool, then watch until the client goes."""
        settings = self.gate.settings
        try:
            body = chunks(self.request, settings.most_batch_bytes, settings.time_to_send)
            async for number, line in split(body, settings.most_bytes):
                spool.put(number, line)
            spool.end()
        except Problem as problem:
            spool.end(problem)
        except Gone:
            return
        await left(self.request)

    async def _answers(self, spool: Spool) -> AsyncGenerator[tuple[bytes, bool], None]:
        """The lines of the answer, in order, and whether each is a problem."""
        tasks: _Tasks = asyncio.Queue()
        room = asyncio.Semaphore(AHEAD * self.gate.settings.workers)
        feeder = asyncio.create_task(self._begin(spool, room, tasks))
        try:
            while (task := await tasks.get()) is not None:
                yield await task
                room.release()
        finally:
            feeder.cancel()
            while not tasks.empty():
                if (task := tasks.get_nowait()) is not None:
                    task.cancel()

    async def _begin(self, spool: Spool, room: asyncio.Semaphore, tasks: _Tasks) -> None:
        """Begin the work on each line as soon as there is room for it."""
        try:
            async for number, line in spool.lines():
                await room.acquire()
                tasks.put_nowait(asyncio.create_task(self._answer(number, line)))
        except Problem as problem:
            tasks.put_nowait(asyncio.create_task(_told(problem)))
        tasks.put_nowait(None)

    async def _answer(self, number: int, line: bytes) -> tuple[bytes, bool]:
        try:
            if not line:
                raise Problem("too-large", f"the line has more than {self.gate.settings.most_bytes} bytes")
            job = line_job(line, self.options)
            async with self.gate.entered(wait=True):
                return (await self.gate.done(job)).body, False
        except Problem as problem:
            return problem.body(line=number), True


async def _told(problem: Problem) -> tuple[bytes, bool]:
    return problem.body(), True
