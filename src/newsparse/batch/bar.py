"""Progress bars on a terminal, with rich; nothing where there is no terminal or no rich."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsparse.archive.store import Progress as Step
    from newsparse.batch.run import Progress

__all__ = ["records_bar", "steps_bar"]


@contextmanager
def _board(*columns: str, quiet: bool) -> Iterator[Any]:
    """Rich's board with the columns named: its own, or a text with fields; None where none can or should be shown."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    try:
        from rich import progress
        from rich.console import Console
    except ImportError:
        yield None
        return
    made = [progress.TextColumn(name) if "{" in name else getattr(progress, name)() for name in columns]
    with progress.Progress(*made, console=Console(stderr=True)) as board:
        yield board


@contextmanager
def records_bar(*, quiet: bool = False) -> Iterator[Callable[[Progress], None] | None]:
    """A function that shows how far a batch run is, or None."""
    with _board("BarColumn", "TaskProgressColumn", "{task.fields[told]}", "TimeRemainingColumn", quiet=quiet) as board:
        if board is None:
            yield None
            return
        task = board.add_task("", total=None, told="loading the model")
        first: list[int] = []

        def update(now: Progress) -> None:
            first[:] = first or [now.records - 1]
            elapsed = board.tasks[0].elapsed or 1e-9
            said = f"{now.records} articles, {(now.records - first[0]) / elapsed:.1f}/s, {now.failed} failed"
            total = None if now.share is None else 1.0
            board.update(task, total=total, completed=now.share or 0, told=said)

        yield update


@contextmanager
def steps_bar(*, quiet: bool = False) -> Iterator[Callable[[Step], None] | None]:
    """A function that shows how far each step over an archive is, or None."""
    with _board("{task.description}", "BarColumn", "MofNCompleteColumn", "TimeRemainingColumn", quiet=quiet) as board:
        if board is None:
            yield None
            return
        tasks: dict[str, Any] = {}

        def update(now: Step) -> None:
            if now.step not in tasks:
                tasks[now.step] = board.add_task(now.step, total=now.total)
            board.update(tasks[now.step], completed=now.done, total=now.total)

        yield update
