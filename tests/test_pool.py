"""Pipelines lent to threads, and what is made once a process."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import newsparse
from newsparse import once, pool

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = 'Ada Obi said on 2 May 2025: "We will come back." She left Accra.'


class Fake:
    """Stands for a pipeline: counts the threads that are in it."""

    def __init__(self, words: int = 0) -> None:
        self.vocab = range(words)
        self.inside = 0


def test_no_pipeline_is_lent_twice_at_a_time() -> None:
    made: list[Fake] = []

    def make() -> Fake:
        made.append(Fake())
        return made[-1]

    lender = pool.Pool(make, limit=3)  # type: ignore[arg-type]

    def use(_: int) -> int:
        with lender.lent() as nlp:
            nlp.inside += 1
            time.sleep(0.001)
            seen = nlp.inside
            nlp.inside -= 1
            return seen

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(use, range(50))) == {1}
    assert 1 <= len(made) <= 3


def test_a_pipeline_is_taken_back_after_an_error_and_given_up_when_worn() -> None:
    sizes = iter([10, pool.WORN, 10])
    lender = pool.Pool(lambda: Fake(next(sizes)), limit=1)  # type: ignore[arg-type, return-value]
    try:
        with lender.lent() as first:
            raise ValueError
    except ValueError:
        pass
    with lender.lent() as again:
        assert again is first
    lender._free.clear()
    with lender.lent() as worn:
        pass
    with lender.lent() as fresh:
        assert fresh is not worn


def test_a_pipeline_of_the_user_is_for_one_thread_at_a_time(rules_nlp: Language) -> None:
    texts = [f"{TEXT} Number {number} is Kofi Mensah{number}." for number in range(40)]
    alone = [newsparse.extract(text, model=rules_nlp) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: newsparse.extract(text, model=rules_nlp), texts)) == alone


def test_once_is_once_in_all_threads() -> None:
    made: list[int] = []

    @once.once
    def make(number: int) -> list[int]:
        time.sleep(0.01)
        made.append(number)
        return [number]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(make, [1, 2] * 8))
    assert sorted(made) == [1, 2]
    assert all(each is found[at % 2] for at, each in enumerate(found))


def test_locks_are_fresh_after_a_fork() -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with once.one_at_a_time():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    before = once._lock
    try:
        once._renew()  # what a forked child does, in which that thread is not
        assert once._lock.acquire(blocking=False)
        once._lock.release()
    finally:
        once._lock = before
        done.set()
        thread.join()
