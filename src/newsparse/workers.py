"""Worker processes: each loads the model, does one piece of work at a time and says what came of it.

Processes are started fresh (spawned): a fork of a process whose model has threads can hang. What they run is in this
package, so the user's main module is not imported again, and scripts need no `if __name__ == "__main__"`. Each has a
pipe of its own and a thread of ours that stands for it, so that its death is seen at once and costs what it had alone.
"""

from __future__ import annotations

import itertools
import os
import pickle
import signal
import sys
import time
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

from newsparse.errors import ModelError, NewsparseError
from newsparse.pool import WORN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from spacy.language import Language

    from newsparse.names.own import OwnWords

__all__ = ["DiedError", "Pool", "Setting", "SlowError", "StoppedError", "WorkerProcess", "cores", "packed", "unpacked"]

# What bounds the threads of the numeric libraries. A worker is one of several, each with its share of the cores: with
# threads for all cores in each, they would wait for one another.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
# Seconds between tries to start a process where one after the other dies before its model is loaded, the last for ever.
PAUSES = (0.0, 1.0, 5.0, 30.0)
# Seconds after which a process that has nothing to do is looked at.
LOOK = 1.0
# The share of the last piece of work in the mean of the time that they take.
LAST = 0.1


class DiedError(NewsparseError):
    """A process died while it had the work."""


class SlowError(NewsparseError):
    """The work took longer than it may."""


class StoppedError(NewsparseError):
    """The pool was closed before the work was done."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a worker needs to begin: the model as `packed` gives it, and the function that does a piece of work.

    `work` takes the pipeline and what was sent; it is one that can be imported, or a `partial` of one.
    """

    model: bytes
    threads: int
    work: Callable[[Language, Any], Any]


def cores() -> int:
    """The cores that this process may use: a container or `taskset` may give it fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """`size` processes of one setting. A piece of work may take `seconds`, or as long as it takes.

    A process that died or was too slow costs its piece alone: a new one takes its place. A `patient` pool tries until
    one has loaded the model; of another whoever has work hears what keeps it. `told` hears of each that ended.
    """

    def __init__(
        self,
        setting: Setting,
        size: int,
        seconds: float | None = None,
        *,
        patient: bool = False,
        told: Callable[..., None] = lambda event, **known: None,
    ) -> None:
        self.setting = setting
        self.seconds = seconds
        self.patient = patient
        self.told = told
        self.mean = 0.1  # seconds a piece
        self.tasks: SimpleQueue[tuple[Any, Future[Any]] | None] = SimpleQueue()
        self.closing = Event()
        self.starting = Lock()
        self._places = [_Place(self) for _ in range(size)]

    def start(self) -> None:
        """Start the processes and wait until all have loaded the model. Raises what keeps one from it."""
        for place in self._places:
            place.begin()
        try:
            for place in self._places:
                place.load()
        except BaseException:
            self.close()
            raise
        for place in self._places:
            place.thread.start()

    @property
    def size(self) -> int:
        """How many processes there should be."""
        return len(self._places)

    @property
    def alive(self) -> int:
        """How many processes have loaded the model and live."""
        return sum(place.lives for place in self._places)

    @property
    def waiting(self) -> int:
        """How many pieces of work no process has yet."""
        return self.tasks.qsize()

    def submit(self, work: Any) -> Future[Any]:
        """What will come of the work; if it is cancelled before a process has it, it is never done.

        It raises `DiedError`, `SlowError` or `StoppedError`, or the `NewsparseError` of a process that cannot go on.
        """
        future: Future[Any] = Future()
        self.tasks.put((work, future))
        return future

    def close(self) -> None:
        """End the processes; what is not done is given up."""
        self.closing.set()
        for place in self._places:
            self.tasks.put(None)
            place.end()
        for place in self._places:
            if place.thread.is_alive():
                place.thread.join()
            place.stop()
        while not self.tasks.empty():
            if (task := self.tasks.get()) is not None and task[1].set_running_or_notify_cancel():
                task[1].set_exception(StoppedError(_STOPPED))


_STOPPED = "the workers are stopping"


class _Place:
    """The place of one process, and the thread that stands for it."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.ready = False
        self.process: WorkerProcess | None = None
        self.thread = Thread(target=self._run, daemon=True)

    @property
    def lives(self) -> bool:
        """Whether it has loaded the model and can work."""
        return self.ready and self.process is not None and self.process.process.is_alive()

    def begin(self) -> None:
        with self.pool.starting:
            if not self.pool.closing.is_set():
                self.process = WorkerProcess(self.pool.setting)

    def load(self) -> None:
        """Wait for the model. Raises `NewsparseError` where the process ends before."""
        if self.process is None:
            raise StoppedError(_STOPPED)
        try:
            found = self.process.connection.recv()
        except (EOFError, OSError):
            raise NewsparseError("a worker process died while it loaded the model (out of memory, or killed)") from None
        if isinstance(found, Exception):
            raise found
        self.ready = True

    def end(self) -> None:
        """End the process; the thread that waits for it sees its end."""
        with self.pool.starting:
            if self.process is not None:
                self.process.process.terminate()

    def stop(self) -> None:
        self.ready = False
        with self.pool.starting:
            if self.process is not None:
                self.process.stop()
                self.process = None

    def _run(self) -> None:
        while (task := self._next()) is not None:
            work, future = task
            if future.set_running_or_notify_cancel():
                began = time.monotonic()
                try:
                    future.set_result(self._done(work))
                except Exception as error:
                    future.set_exception(error)
                self.pool.mean += LAST * (time.monotonic() - began - self.pool.mean)

    def _next(self) -> tuple[Any, Future[Any]] | None:
        """The next piece of work, None where the pool is closing. A process that dies meanwhile is replaced."""
        while True:
            try:
                if self.pool.patient and not self.lives:
                    self._renew()
                with suppress(Empty):
                    return self.pool.tasks.get(timeout=LOOK)
            except StoppedError:
                return None

    def _done(self, work: Any) -> Any:
        """What the process makes of the work; one that failed at it is given up."""
        if not self.lives:
            self._renew()
        try:
            return self._answer(work)
        except NewsparseError:
            self.ready = False
            raise

    def _answer(self, work: Any) -> Any:
        assert self.process is not None, "it lives"  # noqa: S101 - for the type
        pipe = self.process.connection
        try:
            pipe.send(work)
            if not pipe.poll(self.pool.seconds):
                raise SlowError(f"more than {self.pool.seconds:g} seconds of work")
            found = pipe.recv()
        except (EOFError, OSError):
            if self.pool.closing.is_set():
                raise StoppedError(_STOPPED) from None
            raise DiedError("the worker process died (out of memory, or killed)") from None
        if isinstance(found, Exception):
            raise found
        return found

    def _renew(self) -> None:
        """Put a new process in the place. Raises `StoppedError` where the pool is closing, or what keeps it from it."""
        for number in itertools.count():
            self.stop()
            if self.pool.closing.wait(PAUSES[min(number, len(PAUSES) - 1)]):
                raise StoppedError(_STOPPED)
            self.pool.told("worker ended", tries=number)
            try:
                self.begin()
                self.load()
                return
            except NewsparseError:
                if not self.pool.patient:
                    raise


class WorkerProcess:
    """A process and our end of its pipe, which gives None when the model is loaded, then an answer to each message.

    It gives a `NewsparseError` where the process cannot go on. One thread at a time may start processes.
    """

    def __init__(self, setting: Setting) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, setting), daemon=True)
        with _environment(setting.threads):
            self.process.start()
        theirs.close()

    def stop(self) -> None:
        """End it, whatever it does, and wait for its end."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


def packed(model: str | Path | Language | None, lexicon: OwnWords | None = None) -> bytes:
    """The model (its name, or the pipeline itself) and the user's words as they travel. Raises `ModelError` for a model
    that cannot.
    """
    try:
        return pickle.dumps((model, lexicon))
    except Exception as error:
        raise ModelError(
            f"the pipeline cannot be sent to worker processes ({type(error).__name__}: {error}): give the model by its "
            "name or directory, or use n_process=1"
        ) from error


def _serve(pipe: Connection, setting: Setting) -> None:
    """The life of a process: load the model, say so, then an answer to each message. Ctrl-C is its parent's business.

    A pipeline whose vocabulary is worn is given up for a fresh one: see `newsparse.pool`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(pipe, messages), daemon=True).start()
    try:
        nlp = unpacked(setting.model, setting.threads)
        pipe.send(None)
        while True:
            pipe.send(setting.work(nlp, pickle.loads(messages.get())))  # noqa: S301 - the parent wrote it
            if len(nlp.vocab) >= WORN:
                nlp = unpacked(setting.model, setting.threads)
    except OSError:
        return  # nobody is there to take the results
    except NewsparseError as error:
        pipe.send(error)
    except Exception as error:
        pipe.send(NewsparseError(f"a worker process failed: {type(error).__name__}: {error}"))


def _listen(pipe: Connection, messages: SimpleQueue[bytes]) -> None:
    """Take work from the pipe at once, so that the parent never waits to send; end when the parent has ended."""
    while True:
        try:
            messages.put(pipe.recv_bytes())
        except (EOFError, OSError):
            os._exit(1)


def unpacked(model: bytes, threads: int) -> Language:
    """The pipeline of what `packed` gave, fresh if it is one of the packaged model.

    Raises `ModelError` where this process cannot read or load it.
    """
    from newsparse.api import fresh, load

    try:
        given, lexicon = pickle.loads(model)  # noqa: S301 - newsparse wrote it
    except Exception as error:
        raise ModelError(
            f"a worker process cannot read the pipeline ({type(error).__name__}: {error}): its components must be in "
            "modules that can be imported; or give the model by its name or directory, or use n_process=1"
        ) from error
    return fresh(threads, lexicon) if given is None else load(given, threads=threads, lexicon=lexicon)


@contextmanager
def _environment(threads: int) -> Iterator[None]:
    """What a process finds that is started meanwhile: so many threads, unless the user has set them otherwise, and no
    main module, which it would import again.
    """
    added = [name for name in THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(added, str(threads)))
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        for name in added:
            os.environ.pop(name, None)
