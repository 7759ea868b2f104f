"""Two expressions that stand one after the other, of which the second starts from the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.dates.when import Expression, When

if TYPE_CHECKING:
    from newsparse.dates.scan import Atom

__all__ = ["ends_range", "next_in_list"]

_THROUGH = re.compile(r"\s(?:to|through|thru|until|till)\s", re.I)
_HOURS = re.compile(r"\s(?:to|until|till|and)\s", re.I)
_FROM = re.compile(r"\bfrom\s$", re.I)
_MARK = re.compile(r"(?:^|\n)[^\S\n]*(?:[-*•·–—]\s*)?$")
_LINE = 200
"""The longest entry of a programme."""


def ends_range(text: str, first: Atom, second: Atom) -> bool:
    """Whether they are the two ends of a range in words: "Monday through Thursday", "from May to July"."""
    a, b, gap = first.expression, second.expression, text[first.end : second.start]
    if first.kind == second.kind == "clock":
        return bool(_HOURS.fullmatch(gap)) and b.hour is not None and a.hour is not None and b.hour < a.hour  # type: ignore[union-attr]
    if not (_plain(a) and _plain(b)) or not _THROUGH.fullmatch(gap):
        return False
    if (a.weekday is None) != (b.weekday is None) or (a.month is None) != (b.month is None):  # type: ignore[union-attr]
        return False
    if first.kind == "weekday" and gap.strip().lower() == "to":
        return True
    return gap.strip().lower() not in {"to", "until", "till"} or (
        _FROM.search(text, max(0, first.start - 6), first.start) is not None
    )


def next_in_list(text: str, first: Atom, second: Atom) -> bool:
    """Whether each is a day at the beginning of its line: a programme goes on in the order of the calendar."""
    if not (_day(first.expression) and _day(second.expression)) or second.start - first.end > _LINE:
        return False
    return _starts_line(text, first) and _starts_line(text, second)


def _starts_line(text: str, atom: Atom) -> bool:
    return (
        _MARK.search(text[max(0, atom.start - 8) : atom.start] if atom.start >= 8 else text[: atom.start]) is not None
    )


def _day(e: Expression) -> bool:
    """Whether it is a day with its month and nothing more."""
    return isinstance(e, When) and e.day is not None and e == When(month=e.month, day=e.day) and e.month is not None


def _plain(e: Expression) -> bool:
    """Whether it is a weekday or a month and nothing more."""
    return isinstance(e, When) and e in (When(weekday=e.weekday), When(month=e.month))
