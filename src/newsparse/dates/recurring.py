"""Periods with a name, of which every year has one: months, quarters, halves and seasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from newsparse.dates.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.dates.anchors import Anchors
    from newsparse.dates.when import When

__all__ = ["SOUTHERN", "named"]

SOUTHERN = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "LS", "SZ", "BR"})
"""Countries whose summer begins in December."""

_REPORTED = 80
"""Days after its end in which a quarter is still the one that is spoken of."""

_LOOSE = frozenset({"future", "planned"})
"""Directions that do not tell a month of this year from that of the last."""

_SOON = 100
"""Days within which a plan is."""


def _recurring(unit: str, months: list[int]) -> Callable[[date], list[Period]]:
    """Periods that start in these months, three years around a day."""

    def around(today: date) -> list[Period]:
        return [Period(unit, date(y, m, 1)) for y in range(max(today.year - 3, 1), today.year + 4) for m in months]

    return around


def named(e: When, anchors: Anchors, direction: str | None, begins: tuple[str, int], at: int) -> Period | None:
    """A month, quarter, half or season by name: of the years around, the one that is meant.

    `begins` are its unit and its first month.
    """
    unit, month = begins
    if e.year is not None:
        return Period(unit, date(e.year, month, 1))
    if e.pick in {"narrative-", "narrative+"} and (told := anchors.narrative("year", at)) is not None:
        return _beside(told, unit, month, after=e.pick == "narrative+")
    if unit == "month" and e.pick is None and direction in {"past", None} and (year := anchors.told_year(at)):
        return Period(unit, date(year, month, 1))
    today = anchors.published
    if today is None:
        return None
    periods = _recurring(unit, [month])(today)
    begun = [p for p in periods if p.first <= today]
    coming = [p for p in periods if p.first > today]
    if len(begun) < 2 or not coming:  # the ends of the calendar
        return None
    current = begun[-1].last >= today
    match e.pick:
        case "last" | "past" | "narrative-":
            return begun[-2] if current else begun[-1]
        case "next" | "coming" | "narrative+":
            return coming[0]
        case "this":
            same = [p for p in periods if p.first.year == today.year]
            return begun[-1] if current or (direction == "past" and begun[-1].first.year == today.year) else same[0]
    just_over = unit == "quarter" and (today - begun[-1].last).days < _REPORTED
    if direction == "future" and not current and not just_over:  # what will be reported is the quarter that has ended
        return coming[0]
    if direction == "nearest":
        return min(begun[-1], coming[0], key=lambda p: abs((p.first - today).days))
    # A month soon to come, named without "next", is seldom the one nearly a year back.
    if unit == "month" and direction in _LOOSE and (coming[0].first - today).days < _SOON:
        return coming[0]
    return begun[-1]


def _beside(told: Period, unit: str, month: int, *, after: bool) -> Period | None:
    """Such as "the following winter": the one after (or before) the period of which the text has told."""
    periods = _recurring(unit, [month])(told.first)
    if not after:
        return next((p for p in reversed(periods) if p.last < told.first), None)
    since = told.last if told.unit == "year" else told.first
    return next((p for p in periods if p.first > since), None)
