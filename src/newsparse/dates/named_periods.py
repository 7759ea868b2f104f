"""Periods with a name, of which every year has one: months, quarters, halves and seasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from newsparse.dates.period import Period

if TYPE_CHECKING:
    from newsparse.dates.anchors import Viewpoint
    from newsparse.dates.expression import When

__all__ = ["SOUTHERN", "Recurring", "named"]

SOUTHERN = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "LS", "SZ", "BR"})
"""Countries whose summer begins in December."""

_REPORTED = 80
"""Days after its end in which a quarter is still the one that is spoken of."""

_SOON = {"future": 100, "planned": 100, None: 45}
"""Days within which a month to come is meant, by what the clause tells."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A period that every year has: its unit and its first month."""

    unit: str
    month: int

    def of(self, year: int) -> Period:
        """That of a year."""
        return Period(self.unit, date(year, self.month, 1))

    def around(self, day: date) -> list[Period]:
        """Those of three years before and after."""
        return [self.of(year) for year in range(max(day.year - 3, 1), day.year + 4)]


def named(period: Recurring, e: When, view: Viewpoint) -> Period | None:
    """A month, quarter, half or season by name: of the years around, the one that is meant."""
    if e.year is not None:
        return period.of(e.year)
    side = "narrative+" if e.pick == "next" and view.direction == "past" else e.pick  # "The next spring they moved"
    if side in {"narrative-", "narrative+"} and (told := view.narrative("year")) is not None:
        return _beside(told, period, after=side == "narrative+")
    if period.unit == "month" and e.pick is None and (year := view.told_year(period.month)):
        return period.of(year)
    return _around(period, e.pick, view, view.today) if view.today is not None else None


def _around(period: Recurring, pick: str | None, view: Viewpoint, today: date) -> Period | None:
    """The one of the years around that a determiner or the tense means."""
    periods = period.around(today)
    begun, coming = [p for p in periods if p.first <= today], [p for p in periods if p.first > today]
    if len(begun) < 2 or not coming:  # the ends of the calendar
        return None
    if pick is not None:
        return _picked(pick, begun, coming, period.of(today.year), view)
    return _by_tense(begun[-1], coming[0], today, view.direction)


def _picked(pick: str, begun: list[Period], coming: list[Period], same: Period, view: Viewpoint) -> Period:
    """The one that "last", "next" or "this" says; `same` is the one of the year of publication."""
    current = view.today is not None and begun[-1].last >= view.today
    match pick:
        case "last" | "past" | "narrative-":
            return begun[-2] if current else begun[-1]
        case "next" | "coming" | "narrative+":
            return coming[0]
    over = view.direction == "past" and begun[-1].first.year == same.first.year
    return begun[-1] if current or over else same


def _by_tense(last: Period, coming: Period, today: date, direction: str | None) -> Period:
    """The last that has begun, or the one to come, as the clause tells."""
    over = (today - last.last).days
    just_over = last.unit == "quarter" and over < _REPORTED  # what will be reported is the quarter that has ended
    if direction == "future" and over > 0 and not just_over:
        return coming
    if direction == "nearest":
        return min(last, coming, key=lambda p: abs((p.first - today).days))
    # A month soon to come, named without "next", is seldom the one nearly a year back.
    soon = last.unit == "month" and over > 0 and (coming.first - today).days < _SOON.get(direction, 0)
    return coming if soon else last


def _beside(told: Period, period: Recurring, *, after: bool) -> Period | None:
    """Such as "the following winter": the one after (or before) the period of which the text has told."""
    periods = period.around(told.first)
    if not after:
        return next((p for p in reversed(periods) if p.last < told.first), None)
    since = told.last if told.unit == "year" else told.first
    return next((p for p in periods if p.first > since), None)
