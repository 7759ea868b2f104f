"""What is made once a process: threads that ask for it at the same time wait for the first, and forks do not hang."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache, wraps
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["in_child", "once", "one_at_a_time"]

_T = TypeVar("_T")
_lock = RLock()


def in_child(renew: Callable[[], None]) -> None:
    """Call `renew` in every process that is forked from this one: locks that other threads held are held for ever."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=renew)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """One thread at a time is in here, or in a function that `once` decorates."""
    with _lock:
        yield


def once(make: Callable[..., _T]) -> Callable[..., _T]:
    """`functools.cache` that calls `make` once for each arguments, whatever threads ask."""
    remembered = cache(make)

    @wraps(make)
    def call(*given: Any) -> _T:
        with one_at_a_time():
            return remembered(*given)

    return call


def _renew() -> None:
    global _lock  # noqa: PLW0603 - a lock cannot be renewed in its place
    _lock = RLock()


in_child(_renew)
