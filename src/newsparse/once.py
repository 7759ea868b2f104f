"""What is made once a process: threads that ask for it at the same time wait for the first, and forks do not hang."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache, wraps
from threading import Condition, RLock, get_ident
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["in_child", "lazy", "once", "one_at_a_time", "unforked"]

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


class _Gate:
    """Open to any number of threads, and shut while a fork goes on; a thread's own fork does not wait for itself."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Open, and nobody is inside: in a forked child there are no other threads."""
        self.turn = RLock()  # a fork that waits lets nobody in before it
        self.left = Condition()
        self.inside: set[int] = set()

    def enter(self) -> None:
        """This thread is inside."""
        with self.turn, self.left:
            self.inside.add(get_ident())

    def leave(self) -> None:
        """This thread is outside again."""
        with self.left:
            self.inside.discard(get_ident())
            self.left.notify_all()

    def shut(self) -> None:
        """Wait until all other threads are outside; they stay there until `open`."""
        self.turn.acquire()
        self.left.acquire()
        while self.inside - {get_ident()}:
            self.left.wait()

    def open(self) -> None:
        """The fork is over."""
        self.left.release()
        self.turn.release()


@contextmanager
def unforked() -> Iterator[None]:
    """No fork begins while a thread is in here; one that is asked for waits.

    For libraries that work without Python's own lock: a child that is forked while one of their threads holds a lock of
    theirs waits for it for ever (OpenBLAS does, in a product of matrices). Short work only: whoever forks waits for it.
    """
    _gate.enter()
    try:
        yield
    finally:
        _gate.leave()


_gate = _Gate()


def _renew() -> None:
    global _lock  # noqa: PLW0603 - a lock cannot be renewed in its place
    _lock = RLock()


in_child(_renew)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_gate.shut, after_in_parent=_gate.open, after_in_child=_gate.renew)
