"""Cells of CSV files that a spreadsheet would run as formulas, and the exact way back.

A cell that begins with one of `= + - @`, their wide forms, a tab or a line end, after any white space, is written
with an apostrophe before it, which spreadsheets take as the mark of plain text. So is one that begins so after
apostrophes of its own; hence each cell that is read can be told from one that was written as it is.
"""

from __future__ import annotations

import re

__all__ = ["guarded", "unguarded"]

_RUNS = r"'*(?:[\t\r\n]|[\s\x00]*[=+\-@＝＋－＠])"
_TO_GUARD = re.compile(_RUNS)
_GUARDED = re.compile("'" + _RUNS)


def guarded(cell: str) -> str:
    """The cell as it is written: with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if _TO_GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given, exactly."""
    return cell[1:] if _GUARDED.match(cell) else cell
