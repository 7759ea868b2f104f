"""The worker processes of the service: each does one job at a time, and its death or slowness costs that job alone.

A thread stands for each process: it takes a job, sends it, waits for the answer as long as it may take, and puts a new
process in the place of one that died or was too slow.
"""

from __future__ import annotations

import time
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from newsparse.errors import NewsparseError
from newsparse.serve.jobs import Refusal
from newsparse.workers import WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.serve.jobs import Answer, Job
    from newsparse.workers import Setting

__all__ = ["Pool"]

# Seconds between tries to start a process where one after the other dies before its model is loaded, the last for ever.
PAUSES = (0.0, 1.0, 5.0, 30.0)
# Seconds after which a process that has nothing to do is looked at.
LOOK = 1.0
# The share of the last job in the mean of the time that jobs take.
LAST = 0.1

STOPPING = Refusal("unavailable", "the service is stopping")

Task = tuple["Job", "Future[Answer | Refusal]"]


class Pool:
    """`workers` processes of one setting; a job may take `seconds`. `told` hears of processes that end.

    `start` waits until all have loaded the model, and raises what keeps one from it.
    """

    def __init__(
        self, setting: Setting, workers: int, seconds: float, told: Callable[..., None] = lambda event, **known: None
    ) -> None:
        self.mean = 0.1  # seconds a job
        self._setting = setting
        self._seconds = seconds
        self._told = told
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._closing = Event()
        self._starting = Lock()
        self._workers = [_Place(self) for _ in range(workers)]

    def start(self) -> None:
        """Start the processes."""
        for place in self._workers:
            place.begin()
        try:
            for place in self._workers:
                place.load()
        except BaseException:
            self.close()
            raise
        for place in self._workers:
            place.thread.start()

    @property
    def size(self) -> int:
        """How many processes there should be."""
        return len(self._workers)

    @property
    def alive(self) -> int:
        """How many processes have loaded the model and live."""
        return sum(place.lives for place in self._workers)

    @property
    def waiting(self) -> int:
        """How many jobs no process has yet."""
        return self._tasks.qsize()

    def submit(self, job: Job) -> Future[Answer | Refusal]:
        """The answer that will be; one that is cancelled before a process has the job is never made."""
        future: Future[Answer | Refusal] = Future()
        self._tasks.put((job, future))
        return future

    def close(self) -> None:
        """End the processes; jobs that are not done are refused."""
        self._closing.set()
        for place in self._workers:
            self._tasks.put(None)
            place.end()
        for place in self._workers:
            if place.thread.is_alive():
                place.thread.join()
            place.stop()
        while not self._tasks.empty():
            if (task := self._tasks.get()) is not None:
                _tell(task[1], STOPPING)


class _Place:
    """The place of one process, and the thread that stands for it."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.ready = False
        self.process: WorkerProcess | None = None
        self.thread = Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        with self.pool._starting:
            if not self.pool._closing.is_set():
                self.process = WorkerProcess(self.pool._setting)

    def load(self) -> None:
        """Wait for the model. Raises `NewsparseError` where the process ends before."""
        if self.process is None:
            raise NewsparseError("the service is stopping")
        try:
            found = self.process.connection.recv()
        except (EOFError, OSError):
            raise NewsparseError("a worker process died while it loaded the model (out of memory, or killed)") from None
        if isinstance(found, Exception):
            raise found
        self.ready = True

    def end(self) -> None:
        """End the process; the thread that waits for it sees its end."""
        with self.pool._starting:
            if self.process is not None:
                self.process.process.terminate()

    def stop(self) -> None:
        self.ready = False
        with self.pool._starting:
            if self.process is not None:
                self.process.stop()
                self.process = None

    def _run(self) -> None:
        while (task := self._next()) is not None:
            job, future = task
            if not future.set_running_or_notify_cancel():
                continue
            if not self.lives and not self._renew():
                _tell(future, STOPPING)
                return
            began = time.monotonic()
            found = self._do(job)
            self.pool.mean += LAST * (time.monotonic() - began - self.pool.mean)
            _tell(future, found)
            if not self.ready and not self._renew():
                return

    def _next(self) -> Task | None:
        """The next job, None where the pool is closing. A process that dies meanwhile is replaced."""
        while True:
            try:
                return self.pool._tasks.get(timeout=LOOK)
            except Empty:
                if not self.lives and not self._renew():
                    return None

    @property
    def lives(self) -> bool:
        """Whether it has loaded the model and can work."""
        return self.ready and self.process is not None and self.process.process.is_alive()

    def _do(self, job: Job) -> Answer | Refusal:
        """The answer of the process, or what became of it, after which it is not ready."""
        process = self.process
        if process is None:
            return STOPPING
        try:
            process.connection.send(job)
            if process.connection.poll(self.pool._seconds):
                found: Any = process.connection.recv()
                if not isinstance(found, Exception):
                    return found  # type: ignore[no-any-return]
                self.ready = False
                return Refusal("failed", "the worker process cannot go on")
            self.ready = False
            return Refusal("too-long", f"more than {self.pool._seconds:g} seconds of work")
        except (EOFError, OSError):
            self.ready = False
            if self.pool._closing.is_set():
                return STOPPING
            return Refusal("died", "the worker process died on this article (out of memory, or killed)")

    def _renew(self) -> bool:
        """Put a new process in the place; False where the pool is closing."""
        for number in range(1_000_000):
            self.stop()
            if self.pool._closing.wait(PAUSES[min(number, len(PAUSES) - 1)]):
                return False
            self.pool._told("worker ended", tries=number)
            try:
                self.begin()
                self.load()
            except NewsparseError:
                continue
            return True
        return False


def _tell(future: Future[Answer | Refusal], found: Answer | Refusal) -> None:
    with suppress(InvalidStateError):
        if not future.cancelled():
            future.set_result(found)
