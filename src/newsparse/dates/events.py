"""Days by which everybody calls what happened on them (`data/events.toml`): "9/11", "the October 7 attacks"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from newsparse.dates.expression import When
from newsparse.tables import load

if TYPE_CHECKING:
    from newsparse.dates.expression import Expression
    from newsparse.dates.scan import Atom

__all__ = ["by_event", "in_digits"]

_NEAR = 160
"""Characters on either side in which a word must stand that tells what a day in figures means."""


@dataclass(frozen=True)
class Event:
    """A day, the words after its date that name it, its forms in figures and the words that must stand near them."""

    day: date
    called: frozenset[str]
    digits: tuple[str, ...]
    near: frozenset[str]


@cache
def _events() -> tuple[Event, ...]:
    table = load("newsparse.dates", "events.toml")
    return tuple(
        Event(
            date.fromisoformat(each["day"]),
            frozenset(each["called"].split()),
            tuple(each.get("digits", ())),
            frozenset(each.get("near", "").split()),
        )
        for each in table["event"]
    )


def _called(text: str, end: int, month: int, day: int, published: date | None) -> date | None:
    """The day that the words after a date without a year name: "the October 7 attacks"; None for any other."""
    following = re.findall(r"[a-z]+", text[end : end + 30].lower())[:3]
    fitting = [
        e.day for e in _events() if (e.day.month, e.day.day) == (month, day) and not e.called.isdisjoint(following)
    ]
    return next((d for d in fitting if published is None or d < published), None)


def in_digits(text: str, start: int, end: int) -> date | None:
    """The day of "9/11"; of "7/7" only where the words around speak of what happened."""
    said = text[start:end]
    event = next((e for e in _events() if said in e.digits), None)
    if event is None:
        return None
    around = re.findall(r"[a-z]+", (text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]).lower())
    return event.day if not event.near or not event.near.isdisjoint(around) else None


def by_event(text: str, atom: Atom, e: Expression, published: date | None) -> Expression:
    """A day without a year by which something is called is the day of that: "9/11", "the October 7 attacks"."""
    if not isinstance(e, When) or not (e == When(month=e.month, day=e.day) or e == When(orders=e.orders)):
        return e
    known = in_digits(text, atom.start, atom.end)
    if known is None and e.month is not None and e.day is not None:
        known = _called(text, atom.end, e.month, e.day, published)
    if known is not None:
        return When(year=known.year, month=known.month, day=known.day)
    return e
