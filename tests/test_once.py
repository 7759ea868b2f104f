"""What is made once."""

from __future__ import annotations

import os
import threading

import pytest

from newsparse.once import lazy, unforked


class Sum:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    @lazy
    def whole(self) -> int:
        """The sum."""
        self.asked += 1
        return 3 + 4


def test_what_is_lazy_is_made_once() -> None:
    one = Sum()
    assert [one.whole, one.whole, one.asked] == [7, 7, 1]
    assert Sum.__dict__["whole"].__doc__ == "The sum."


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_child_waits_for_no_thread_of_its_parent() -> None:
    """`functools.cached_property` of Python 3.11 has one lock for all instances, held in the child for ever."""
    inside, go = threading.Event(), threading.Event()

    class Slow:
        @lazy
        def waits(self) -> int:
            inside.set()
            return int(go.wait(30))

    thread = threading.Thread(target=lambda: Slow().waits)
    thread.start()
    inside.wait(30)
    child = os.fork()
    if not child:
        go.set()
        os._exit(0 if Slow().waits else 1)
    code = os.waitpid(child, 0)[1]
    go.set()
    thread.join()
    assert code == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_waits_until_nobody_works_outside_of_python() -> None:
    inside, forking, left = threading.Event(), threading.Event(), []

    def work() -> None:
        with unforked():
            inside.set()
            forking.wait(30)
            left.append("left")

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait(30)
    threading.Timer(0.2, forking.set).start()
    child = os.fork()
    if not child:
        with unforked():  # open again, for the child too
            os._exit(0 if left else 1)
    with unforked():
        assert left
    assert os.waitpid(child, 0)[1] == 0
    thread.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_does_not_wait_for_its_own_thread() -> None:
    with unforked():
        child = os.fork()
        if not child:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
