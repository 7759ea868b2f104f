"""What the clause makes of an expression of its kind: past, to come, or the nearest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.dates.expression import When
from newsparse.dates.tense import told_by_clause

if TYPE_CHECKING:
    from newsparse.dates.expression import Expression
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["direction"]

_DIRECTED = ("weekday", "month", "season", "quarter", "half", "day", "holiday", "weekend")
_UP_TO = re.compile(r"\b(?:through|thru)\s+$", re.I)


def direction(text: str, atom: Atom, e: Expression, words: Words) -> str | None:
    """One of "past", "future", "nearest", "planned" (of a month: the next if it is soon); None where nothing tells."""
    if not isinstance(e, When):
        return None
    inner = _innermost(e)
    if inner.year is not None or not any(getattr(inner, name) for name in _DIRECTED):
        return None
    if e.month and e.only == "month" and _UP_TO.search(text, max(0, atom.start - 9), atom.start):
        return "nearest"
    told = told_by_clause(text, atom.start, atom.end, words)
    return _of_month(told) if inner == When(month=inner.month, mod=inner.mod) else _of_other(told, inner, e)


def _innermost(e: When) -> When:
    """What an expression counts from in the end."""
    return _innermost(e.base) if e.base is not None else e


def _of_month(told: str | None) -> str | None:
    return {"present": None, "waited": "nearest", "aimed": "planned", "sought": "planned"}.get(told or "", told)


def _of_other(told: str | None, inner: When, e: When) -> str | None:
    # "convenes Friday" is to come; "is worth less than in October" tells nothing
    announced = inner.weekday or inner.day or e.base
    meant = {
        "present": "future" if announced else None,
        "waited": "future",
        "aimed": "future" if inner.is_day else "past",
        "sought": "past",
    }
    return meant.get(told or "", told)
