"""What is made once a process: threads that ask for it at the same time wait for the first, and forks do not hang."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache, wraps
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["in_child", "lazy", "once", "one_at_a_time"]

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


class lazy(Generic[_T]):  # noqa: N801 - it is written like `property`
    """`functools.cached_property` without the lock that it has up to Python 3.11: one for all instances, and a child
    that is forked while another thread holds it waits for ever. Two threads may both call `make`.
    """

    def __init__(self, make: Callable[[Any], _T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Called with the name of the attribute."""
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> _T:
        """What was made, from the second time on without a call."""
        if instance is None:
            return self  # type: ignore[return-value]
        found = instance.__dict__[self.name] = self.make(instance)
        return found


def _renew() -> None:
    global _lock  # noqa: PLW0603 - a lock cannot be renewed in its place
    _lock = RLock()


in_child(_renew)
