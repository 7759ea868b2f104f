"""The pool: what dies or is slow costs one job, and others go on. Threads stand for the processes."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import suppress
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.errors import ModelError, NewsparseError
from newsparse.serve import pool as pools
from newsparse.serve.jobs import Answer, Job, Refusal
from newsparse.serve.pool import Pool
from newsparse.work import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPTIONS = Options()


def job(text: str) -> Job:
    return Job({"text": text}, OPTIONS)


class Process:
    """A worker that lives in a thread: it dies of "die", sleeps for ever on "slow", and cannot go on after "stuck"."""

    made = 0
    broken = 0  # so many of the next die before they are ready

    def __init__(self, setting: Any) -> None:
        Process.made += 1
        self.connection, self.theirs = Pipe()
        self.process = self
        self.living = True
        threading.Thread(target=self.run, args=(setting,), daemon=True).start()

    def run(self, setting: Any) -> None:
        with suppress(EOFError, OSError):
            self.work(setting)

    def work(self, setting: Any) -> None:
        if Process.broken:
            Process.broken -= 1
            self.theirs.close()
            return
        self.theirs.send(setting)
        while True:
            text = self.theirs.recv().record["text"]
            if text == "die":
                self.terminate()
                return
            if text != "slow":
                self.theirs.send(NewsparseError("no") if text == "stuck" else Answer(text.encode()))

    def is_alive(self) -> bool:
        return self.living

    def terminate(self) -> None:
        self.living = False
        with suppress(OSError), socket.socket(fileno=os.dup(self.theirs.fileno())) as both:
            both.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        self.connection.close()
        self.living = False


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.001)
    assert holds()


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "WorkerProcess", Process)
    monkeypatch.setattr(pools, "PAUSES", (0.0,))
    monkeypatch.setattr(pools, "LOOK", 0.01)
    Process.made = Process.broken = 0


@pytest.fixture
def pool() -> Iterator[Pool]:
    found = Pool(None, 2, 0.2)  # type: ignore[arg-type]
    found.start()
    yield found
    found.close()


def test_jobs_are_done(pool: Pool) -> None:
    futures = [pool.submit(job(f"text {number}")) for number in range(50)]
    assert [each.result(5) for each in futures] == [Answer(b"text %d" % number) for number in range(50)]
    assert (pool.size, pool.alive, pool.waiting, Process.made) == (2, 2, 0, 2)


@pytest.mark.parametrize(("text", "problem"), [("die", "died"), ("slow", "too-long"), ("stuck", "failed")])
def test_one_job_is_lost_with_its_process(pool: Pool, text: str, problem: str) -> None:
    futures = [pool.submit(job(each)) for each in ("a", text, "b", "c")]
    first, lost, *others = (each.result(5) for each in futures)
    assert isinstance(lost, Refusal)
    assert lost.problem == problem
    assert [first, *others] == [Answer(b"a"), Answer(b"b"), Answer(b"c")]
    assert pool.submit(job("d")).result(5) == Answer(b"d")
    until(lambda: pool.alive == 2)
    assert Process.made == 3


def test_a_process_that_dies_idle_costs_no_job(pool: Pool) -> None:
    for place in pool._workers:
        assert place.process is not None
        place.process.terminate()  # type: ignore[attr-defined]
    until(lambda: Process.made == 4 and pool.alive == 2)
    assert [pool.submit(job("a")).result(5) for _ in range(4)] == [Answer(b"a")] * 4


def test_processes_that_die_while_they_load_are_tried_again(pool: Pool) -> None:
    Process.broken = 3
    assert isinstance(pool.submit(job("die")).result(5), Refusal)
    assert pool.submit(job("a")).result(5) == Answer(b"a")
    until(lambda: pool.alive == 2)
    assert Process.made == 6


def test_a_job_that_is_given_up_is_not_done(pool: Pool) -> None:
    busy = [pool.submit(job("slow")) for _ in range(2)]
    given_up = pool.submit(job("a"))
    assert given_up.cancel()
    assert pool.submit(job("b")).result(5) == Answer(b"b")
    assert all(isinstance(each.result(5), Refusal) for each in busy)


def test_closing_refuses_what_is_left() -> None:
    found = Pool(None, 1, 60)  # type: ignore[arg-type]
    found.start()
    futures = [found.submit(job("slow")) for _ in range(3)]
    while not futures[0].running():
        time.sleep(0.001)
    found.close()
    assert {each.result(5) for each in futures} == {Refusal("unavailable", "the service is stopping")}
    assert found.alive == 0


def test_a_model_that_cannot_be_loaded_is_told_at_the_start() -> None:
    with pytest.raises(ModelError, match="no model"):
        Pool(ModelError("no model"), 2, 1).start()  # type: ignore[arg-type]
    Process.broken = 1
    with pytest.raises(NewsparseError, match="died while it loaded"):
        Pool(None, 2, 1).start()  # type: ignore[arg-type]
