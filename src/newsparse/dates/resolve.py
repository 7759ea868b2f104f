"""From what an expression says to its TIMEX3 value and its days, against the anchors of the text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from newsparse.dates.anchors import Anchors
from newsparse.dates.expression import Expression, Length, Repeat, Vague, When
from newsparse.dates.holidays import holiday_days
from newsparse.dates.period import CLOCK_UNITS, Period, move, narrow
from newsparse.dates.place import place
from newsparse.dates.scan import Atom
from newsparse.dates.values import length_value, template

__all__ = ["Found", "Resolved", "resolve"]

_STORY = 400
"""Characters within which "two hours later" goes on from a day."""

_LAST_YEAR = 9990
"""Later periods would run over the end of `datetime`'s calendar."""


class Resolved(NamedTuple):
    """A TIMEX3 type and value, and the days it covers (None where it has no settled place in the calendar)."""

    type: str
    value: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Found(Atom):
    """A time expression with its TIMEX3 type and value and its days."""

    type: str
    value: str
    first: date | None
    last: date | None


def resolve(e: Expression, view: Anchors) -> Resolved:
    """The meaning of an expression, looked at from a place in the text."""
    match e:
        case Vague(value):
            return Resolved("DATE", value)
        case Repeat(value):
            return Resolved("SET", value)
        case Length():
            return Resolved("DURATION", length_value(e))
        case When():
            return _when(e, view)


def _when(e: When, view: Anchors) -> Resolved:
    if e.until is not None:
        return _interval(e, e.until, view)
    if e.era == "BC":
        return Resolved("DATE", f"BC{e.year:04d}" if e.year is not None else f"BC{e.century or 0:02d}")
    if e.unit in CLOCK_UNITS:
        return _hours(e, view)
    period = _placed(e, view)
    if period is None:
        return _timed(e, Resolved("DATE", template(e, view.country)))
    if e.fiscal:
        return Resolved("DATE", period.value, period=period if period.unit == "quarter" else None)
    return _feast(e, period, view.country) or _timed(e, Resolved("DATE", period.value, *narrow(period, e.mod), period))


def _placed(e: When, view: Anchors) -> Period | None:
    """Its period, or the last day of that; None where nothing places it, or no calendar has it."""
    with suppress(ValueError, OverflowError):
        period = place(e, view)
        if period is not None and period.first.year <= _LAST_YEAR:
            return Period("day", period.last) if e.mod == "LAST" else period
    return None


def _feast(e: When, period: Period, country: str | None) -> Resolved | None:
    """A holiday of several days, from the first to the last; None for any other."""
    days = holiday_days(e.holiday, period.first.year, country) if e.holiday and e.unit is None else None
    if days is None or not days[0] == period.first < days[1]:
        return None
    first, last = days
    return Resolved("DATE", f"{first.isoformat()}/{last.isoformat()}", first, last, period)


def _timed(e: When, day: Resolved) -> Resolved:
    """The day with its time of day, where one is told."""
    time = "TNI" if e.unit == "night" and not e.clock else e.time
    if e.hour is not None:
        time += (f":{e.second:02d}" if e.second is not None else "") + _zone(e.zone)
    return day._replace(type="TIME", value=day.value + time) if time else day


def _zone(zone: str | None) -> str:
    """ISO 8601's sign of the zone: of GMT and of offsets in digits; other zones are left out, as in TimeML."""
    if zone in {"GMT", "UTC", "Z"}:
        return "Z"
    return zone if zone and zone[0] in "+-" else ""


def _hours(e: When, view: Anchors) -> Resolved:
    """Such as "three hours ago": the day where it is certain enough; the hour is not known.

    "Two hours later" is counted from the day of which the text has told, and is that day.
    """
    told = view.narrative("day", _STORY) if e.anchor in {"narrative", "earlier"} else None
    start = told.first if told else view.published if e.shift else None
    if start is not None:
        with suppress(OverflowError):  # before the first day or after the last that `date` knows
            day = Period("day", move(start, e.unit or "hour", e.shift or 0))
            kind, value = ("DATE", day.value) if told else ("TIME", f"{day.value}TXX:XX")
            return Resolved(kind, value, day.first, day.last, day)
    return Resolved("TIME", "XXXX-XX-XXTXX:XX")


def _interval(e: When, until: When, view: Anchors) -> Resolved:
    """Such as "Nov. 3-5": an ISO 8601 interval from the first to the last."""
    first = _when(replace(e, until=None), view)
    begin, last = first.first, _end(e, until, first.first, view)
    kind = "TIME" if "TIME" in {first.type, last.type} else "DATE"
    value = f"{first.value}/{last.value}"
    if begin is None or last.last is None or begin > last.last:
        return Resolved(kind, value)
    return Resolved(kind, value, begin, last.last, last.period if kind == "DATE" else first.period)


def _end(e: When, until: When, begin: date | None, view: Anchors) -> Resolved:
    """The end of a range, after its beginning: "10pm-2am", "Friday-Monday", "Dec. 28 - Jan. 3"."""
    last = _when(until, view)
    if begin is None:
        return last
    if until.bare_clock and (until.hour or 0) < (e.hour or 0):
        return _when(until, Anchors(begin + timedelta(1), at=view.at))
    backward = last.last is not None and last.last < begin and not until.year
    return _when(until, Anchors(begin, direction="future", at=view.at)) if backward else last
