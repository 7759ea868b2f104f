"""A pipeline for each thread that works: what spaCy keeps of a text belongs to one thread at a time.

The vocabulary of a pipeline changes with every text, and a memory zone, at whose end the strings of a text are
forgotten, is one of the whole vocabulary. So `extract` takes a pipeline that nobody else has. Those of the packaged
model share its network and cost about a megabyte each; a pipeline that the user brings is lent to one thread at a time.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import BoundedSemaphore, RLock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from newsparse import once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

__all__ = ["Pool", "alone"]


# Words that a vocabulary has seen, forgotten ones with them, when its pipeline is given up for a fresh one: the tables
# of spaCy keep the places of forgotten words, and would grow for ever. Making one takes as long as a few articles.
WORN = 50_000


class Pool:
    """Up to `limit` pipelines, made by `make` when all others are lent."""

    def __init__(self, make: Callable[[], Language], limit: int) -> None:
        self._make = make
        self._limit = limit
        self._free: list[Language] = []
        self._renew()
        once.in_child(self._renew)

    def _renew(self) -> None:
        """All pipelines are back: in a forked child those that threads of its parent have are not missed."""
        self._room = BoundedSemaphore(self._limit)

    @contextmanager
    def lent(self) -> Iterator[Language]:
        """A pipeline that no other thread has; waits for one where all are lent."""
        with self._room:
            try:
                nlp = self._free.pop()
            except IndexError:
                nlp = self._make()
            try:
                yield nlp
            finally:
                if len(nlp.vocab) < WORN:
                    self._free.append(nlp)


_locks: WeakKeyDictionary[Language, RLock] = WeakKeyDictionary()


@contextmanager
def alone(nlp: Language) -> Iterator[Language]:
    """A pipeline of the user's, for one thread at a time."""
    with once.one_at_a_time():
        lock = _locks.setdefault(nlp, RLock())
    with lock:
        yield nlp


once.in_child(_locks.clear)
