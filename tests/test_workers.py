"""Worker processes: what dies or is slow costs one piece of work, and others go on; scripts without a main guard.

In the first tests threads stand for the processes.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import workers
from newsparse.errors import ModelError, NewsparseError
from newsparse.workers import DiedError, Pool, SlowError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
            text = self.theirs.recv()
            if text == "die":
                self.terminate()
                return
            if text != "slow":
                self.theirs.send(NewsparseError("no") if text == "stuck" else f"did {text}")

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
    monkeypatch.setattr(workers, "WorkerProcess", Process)
    monkeypatch.setattr(workers, "PAUSES", (0.0,))
    monkeypatch.setattr(workers, "LOOK", 0.01)
    Process.made = Process.broken = 0


@pytest.fixture
def pool() -> Iterator[Pool]:
    found = Pool(None, 2, 0.2, patient=True)  # type: ignore[arg-type]
    found.start()
    yield found
    found.close()


def test_jobs_are_done(pool: Pool) -> None:
    futures = [pool.submit(f"text {number}") for number in range(50)]
    assert [each.result(5) for each in futures] == [f"did text {number}" for number in range(50)]
    assert (pool.size, pool.alive, pool.waiting, Process.made) == (2, 2, 0, 2)


@pytest.mark.parametrize(("text", "error"), [("die", DiedError), ("slow", SlowError), ("stuck", NewsparseError)])
def test_one_job_is_lost_with_its_process(pool: Pool, text: str, error: type[Exception]) -> None:
    first, lost, *others = (pool.submit(each) for each in ("a", text, "b", "c"))
    with pytest.raises(error):
        lost.result(5)
    assert [each.result(5) for each in (first, *others)] == ["did a", "did b", "did c"]
    assert pool.submit("d").result(5) == "did d"
    until(lambda: pool.alive == 2)
    assert Process.made == 3


def test_work_that_cannot_be_sent_harms_no_process(pool: Pool) -> None:
    assert pool.submit(lambda: 0).exception(5) is not None
    assert (pool.submit("a").result(5), Process.made) == ("did a", 2)


def test_a_process_that_dies_idle_costs_no_job(pool: Pool) -> None:
    for place in pool._places:
        assert place.process is not None
        place.process.terminate()  # type: ignore[attr-defined]
    until(lambda: Process.made == 4 and pool.alive == 2)
    assert [pool.submit("a").result(5) for _ in range(4)] == ["did a"] * 4


def test_processes_that_die_while_they_load_are_tried_again(pool: Pool) -> None:
    Process.broken = 3
    assert isinstance(pool.submit("die").exception(5), DiedError)
    assert pool.submit("a").result(5) == "did a"
    until(lambda: pool.alive == 2)
    assert Process.made == 6


def test_a_job_that_is_given_up_is_not_done(pool: Pool) -> None:
    busy = [pool.submit("slow") for _ in range(2)]
    given_up = pool.submit("a")
    assert given_up.cancel()
    assert pool.submit("b").result(5) == "did b"
    assert all(isinstance(each.exception(5), SlowError) for each in busy)


def test_closing_refuses_what_is_left() -> None:
    found = Pool(None, 1, 60)  # type: ignore[arg-type]
    found.start()
    futures = [found.submit("slow") for _ in range(3)]
    while not futures[0].running():
        time.sleep(0.001)
    found.close()
    assert all(isinstance(each.exception(5), StoppedError) for each in futures)
    assert found.alive == 0


def test_a_model_that_cannot_be_loaded_is_told_at_the_start() -> None:
    with pytest.raises(ModelError, match="no model"):
        Pool(ModelError("no model"), 2, 1).start()  # type: ignore[arg-type]
    Process.broken = 1
    with pytest.raises(NewsparseError, match="died while it loaded"):
        Pool(None, 2, 1).start()  # type: ignore[arg-type]


def test_a_pool_that_is_not_patient_says_what_keeps_it() -> None:
    found = Pool(None, 1)  # type: ignore[arg-type]
    found.start()
    Process.broken = 1
    lost, next_, last = (found.submit(each) for each in ("die", "a", "b"))
    assert isinstance(lost.exception(5), DiedError)
    assert "died while it loaded" in str(next_.exception(5))
    assert last.result(5) == "did b"
    found.close()


# The pipeline is made inside the script: workers get it as it is, and import nothing of the script.
SETUP = """
import os
import spacy, newsparse
from spacy.training import Example

nlp = spacy.blank("en")
nlp.add_pipe("ner").add_label("ORG")
nlp.add_pipe("parser").add_label("dep")
nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("A b"), {"heads": [1, 1], "deps": ["dep", "ROOT"]})])
ruler = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
ruler.add_patterns([{"label": "PERSON", "pattern": "Ada Obi"}])
"""


def run(code: str) -> str:
    script = SETUP + textwrap.dedent(code)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# One run shows the order, records that fail and a worker that dies: each worker takes seconds to start.
CHECKS = """
import json
import newsparse.work as work
original = work._sendable
class Deadly:
    def __reduce__(self):
        return os._exit, (9,)
def sendable(item):
    return work.replace(item, source=Deadly()) if item.source == "kill" else original(item)
work._sendable = sendable
records = [{"text": f"Ada Obi said so {n}.", "id": n, "extra": lambda: 0} for n in range(20)]
records += [None, open(os.devnull), "kill", "e", "f"]
alone = list(newsparse.extract_many(records, on_error="record", model=nlp))
many = list(newsparse.extract_many(iter(records), n_process=2, batch_size=3, on_error="record", model=nlp))
told = {
    "texts": [a.text for a in many] == [a.text for a in alone],
    "articles": many[:20] == alone[:20],
    "warnings": [a.warnings[0] if a.warnings else "" for a in many[20:]],
    "person": many[3].people[0].name,
}
try:
    list(newsparse.extract_many(["a", "b", "kill"], n_process=2, batch_size=2, model=nlp))
except newsparse.NewsparseError as error:
    told["raised"] = str(error)
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(CHECKS))
    return found


@pytest.mark.slow
def test_order_and_failures(told: dict[str, Any]) -> None:
    assert told["texts"]
    assert told["articles"]
    assert told["person"] == "Ada Obi"
    assert all(f"record {n}" in warning for n, warning in zip((21, 22), told["warnings"], strict=False))


@pytest.mark.slow
def test_a_worker_that_dies(told: dict[str, Any]) -> None:
    assert [bool(warning) for warning in told["warnings"]] == [True, True, True, False, False]
    assert "died" in told["warnings"][2]
    assert "died" in told["raised"]
