"""Worker processes: each loads the model, takes work and returns what came of it. `extract_many` gives them batches.

Processes are started fresh (spawned): a fork of a process whose model has threads can hang. What they run is in this
package, so the user's main module is not imported again, and scripts need no `if __name__ == "__main__"`. Each worker
has a pipe of its own, so that the death of one is seen at once, with the batch that it had, and harms no other.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import connection
from multiprocessing.context import SpawnContext, SpawnProcess
from queue import SimpleQueue
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

from newsparse.errors import ModelError, NewsparseError
from newsparse.pool import WORN
from newsparse.sources.fields import cell, field_of
from newsparse.work import Failure, Item, Options, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from spacy.language import Language

    from newsparse.names.own import OwnWords
    from newsparse.types import Article

__all__ = ["DIED", "Setting", "WorkerProcess", "cores", "outcomes_of_workers", "packed", "unpacked"]

# Batches in the hands of each worker: one being done, one waiting, so that none is idle and memory stays bounded.
AHEAD = 2
# What bounds the threads of the numeric libraries. A worker is one of several, each with its share of the cores: with
# threads for all cores in each, they would wait for one another.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
DIED = "the worker process died (out of memory, or killed)"

Outcomes = list["Article | Failure"]


@dataclass(eq=False, slots=True)
class _Task:
    """A batch, whether a worker has it, and what came of it."""

    batch: list[Item]
    given: bool = False
    outcomes: Outcomes | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a worker needs to begin: the model as `packed` gives it, and the function that does a piece of work.

    `work` takes the pipeline and what was sent; it is one that can be imported, or a `partial` of one.
    """

    model: bytes
    threads: int
    work: Callable[[Language, Any], Any]


def outcomes_of_workers(
    waiting: Iterator[list[Item]],
    *,
    n_process: int,
    options: Options,
    model: str | Path | Language | None,
    isolate: bool,
    lexicon: OwnWords | None = None,
) -> Iterator[Article | Failure]:
    """The outcome of every record of the batches, in order.

    Where a worker dies (out of memory, a crash in native code), the run ends with a `NewsparseError`, or, with
    `isolate`, the batch is done again one record at a time, and the record that kills its worker is a `Failure`.
    """
    setting = Setting(packed(model, lexicon), max(1, cores() // n_process), partial(_outcomes, options=options))
    pool = _Pool(setting, n_process, isolate=isolate)
    try:
        while pool.fill(waiting):
            yield from pool.first()
    finally:
        pool.close()


def _outcomes(nlp: Language, batch: list[Item], options: Options) -> Outcomes:
    """The work of `extract_many`. Causes stay here: tracebacks cannot be sent."""
    found = run(nlp, batch, options)
    return [replace(each, cause=None) if isinstance(each, Failure) else each for each in found]


def cores() -> int:
    """The cores that this process may use: a container or `taskset` may give it fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Pool:
    """The workers and the tasks under way, in the order of the input."""

    def __init__(self, setting: Setting, n_process: int, *, isolate: bool) -> None:
        self.setting = setting
        self.isolate = isolate
        self.tasks: deque[_Task] = deque()
        self.workers = [_Worker(setting) for _ in range(n_process)]

    def fill(self, waiting: Iterator[list[Item]]) -> bool:
        """Take as many batches as the workers may have; whether any task is left."""
        while len(self.tasks) < AHEAD * len(self.workers) and (batch := next(waiting, None)) is not None:
            self.tasks.append(_Task(batch))
        return bool(self.tasks)

    def first(self) -> Outcomes:
        """The outcomes of the first task, when it is done."""
        while True:
            self._hand_out()
            outcomes = self.tasks[0].outcomes
            if outcomes is not None:
                self.tasks.popleft()
                return outcomes
            self._receive()

    def close(self) -> None:
        for worker in self.workers:
            worker.stop()

    def _hand_out(self) -> None:
        for task in self.tasks:
            worker = min(self.workers, key=lambda each: len(each.tasks))
            if len(worker.tasks) >= AHEAD:
                return
            if not task.given:
                worker.give(task)

    def _receive(self) -> None:
        """Wait for the next message of any worker, or the end of one."""
        ready = connection.wait([worker.connection for worker in self.workers if worker.tasks])
        for place, worker in enumerate(self.workers):
            if worker.connection not in ready:
                continue
            try:
                worker.take(worker.connection.recv())
            except (EOFError, OSError):
                self._bury(place, worker)

    def _bury(self, place: int, worker: _Worker) -> None:
        """Put a new worker in the place of one that died, and do again what it had, or end the run."""
        worker.stop()
        culprit, *others = worker.tasks
        if not worker.ready:
            raise NewsparseError("a worker process died while it loaded the model (out of memory, or killed)")
        if not self.isolate:
            raise NewsparseError(_died(culprit.batch))
        for task in others:
            task.given = False
        if len(culprit.batch) == 1:
            culprit.outcomes = [Failure(culprit.batch[0], "NewsparseError", DIED)]
        else:
            at = self.tasks.index(culprit)
            self.tasks.remove(culprit)
            for item in reversed(culprit.batch):
                self.tasks.insert(at, _Task([item]))
        self.workers[place] = _Worker(self.setting)


def _died(batch: Sequence[Item]) -> str:
    first, last = batch[0].number, batch[-1].number
    where = f"record {first}" if first == last else f"one of the records {first} to {last}"
    return f"{where}: {DIED}"


class WorkerProcess:
    """A process and our end of its pipe, which gives None when the model is loaded, then an answer to each message.

    It gives a `NewsparseError` where the process cannot go on. One thread at a time may start processes.
    """

    def __init__(self, setting: Setting) -> None:
        context = _Context()
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, setting), daemon=True)
        with _environment(dict.fromkeys(THREADS, str(setting.threads))):
            self.process.start()
        theirs.close()

    def stop(self) -> None:
        """End it, whatever it does, and wait for its end."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


class _Worker(WorkerProcess):
    """A process with the tasks that it has, in their order."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.tasks: deque[_Task] = deque()
        self.ready = False

    def give(self, task: _Task) -> None:
        task.given = True
        self.tasks.append(task)
        with suppress(OSError):  # it may have died, which is seen when it is waited for
            self.connection.send([_sendable(item) for item in task.batch])

    def take(self, message: Any) -> None:
        """A message: None when the model is loaded, the outcomes of a task, or the error that ends the run."""
        if isinstance(message, Exception):
            raise message
        if message is None:
            self.ready = True
        else:
            self.tasks.popleft().outcomes = message


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


def _sendable(item: Item) -> Item:
    """A record as it travels: the workers do not know the user's classes, and need no value that is not read."""
    source = item.source
    if isinstance(source, Mapping):
        return replace(item, source={key: _travelling(key, value) for key, value in source.items()})
    return item if isinstance(source, str | bytes | int | float | type(None)) else replace(item, source=_Opaque(source))


def _travelling(key: Any, value: object) -> object:
    """What a record holds; of what is not read only that it is there."""
    if field_of(key) is not None:
        return value
    return None if cell(value) is None else True


class _Opaque:
    """Stands for an object that is no source; shown as it was."""

    def __init__(self, value: object) -> None:
        self.shown = repr(value)

    def __repr__(self) -> str:
        return self.shown


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
    """Take batches from the pipe at once, so that the parent never waits to send; end when the parent has ended."""
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
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    """These variables for the processes that are started meanwhile, but where the user has set them."""
    added = {name: value for name, value in wanted.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module, which a starting process would otherwise import again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class _Process(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name that multiprocessing calls
        with _without_main():
            return SpawnProcess._Popen(process_obj)


class _Context(SpawnContext):
    Process = _Process
