"""Days by which everybody calls what happened on them (`data/events.toml`): "9/11", "the October 7 attacks"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsparse.dates.expression import When
from newsparse.tables import load

if TYPE_CHECKING:
    from datetime import date

    from newsparse.dates.expression import Expression
    from newsparse.dates.scan import Atom

__all__ = ["by_event", "in_digits"]

_NEAR = 160
"""Characters on either side in which a word must stand that tells what a day in figures means."""


@cache
def _events() -> list[tuple[date, str, re.Pattern[str], re.Pattern[str]]]:
    """The day of each, its form in figures, the words around that, and the words after the date that name it."""
    return [
        (each["day"], each.get("digits", ""), _any(each.get("near", "")), _any(each["called"]))
        for each in load("newsparse.dates", "events.toml")["event"]
    ]


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE)


def in_digits(text: str, start: int, end: int) -> date | None:
    """The day of "9/11"; of "7/7" only where the words around speak of what happened."""
    around = text[max(0, start - _NEAR) : end + _NEAR]
    return next((day for day, digits, near, _ in _events() if digits == text[start:end] and near.search(around)), None)


def by_event(text: str, atom: Atom, e: Expression, published: date | None) -> Expression:
    """A day without a year by which something is called is the day of that: "9/11", "the October 7 attacks"."""
    if not isinstance(e, When) or not (e == When(month=e.month, day=e.day) or e == When(orders=e.orders)):
        return e
    following = " ".join(re.findall(r"[a-z]+", text[atom.end : atom.end + 30].lower())[:3])
    called = [d for d, _, _, name in _events() if (d.month, d.day) == (e.month, e.day) and name.search(following)]
    past = (d for d in called if published is None or d < published)
    known = in_digits(text, atom.start, atom.end) or next(past, None)
    return When(year=known.year, month=known.month, day=known.day) if known else e
