"""A progress bar for the long steps over an archive; nothing where there is no terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsparse.archive.store import Progress

__all__ = ["bar"]


@contextmanager
def bar() -> Iterator[Callable[[Progress], None] | None]:
    """A function that shows progress on a terminal with rich; None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        from rich import progress as bars
        from rich.console import Console
    except ImportError:
        yield None
        return
    shown = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*shown, console=Console(stderr=True)) as board:
        tasks: dict[str, bars.TaskID] = {}

        def update(now: Progress) -> None:
            if now.step not in tasks:
                tasks[now.step] = board.add_task(now.step, total=now.total)
            board.update(tasks[now.step], completed=now.done, total=now.total)

        yield update
