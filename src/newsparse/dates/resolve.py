"""From what an expression says to its TIMEX3 value and its days, against the anchors of the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsparse.dates.anchors import Anchors
from newsparse.dates.expression import Expression, Length, Repeat, Vague, When
from newsparse.dates.holidays import holiday_days
from newsparse.dates.period import CLOCK_UNITS, Period, narrow, whole_days
from newsparse.dates.place import place
from newsparse.dates.scan import Atom
from newsparse.dates.values import length_value, template

__all__ = ["Found", "Resolved", "resolve"]

_STORY = 400
"""Characters within which "two hours later" goes on from a day."""

_LAST_YEAR = 9990
"""Later periods would run over the end of `datetime`'s calendar."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type and value, and the days it covers (None where it has no settled place in the calendar)."""

    type: str
    value: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
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
    try:
        period = place(e, view)
    except (ValueError, OverflowError):
        period = None
    if period is None or period.first.year > _LAST_YEAR:
        return _timed(e, Resolved("DATE", template(e, view.country)))
    if e.fiscal:
        return Resolved("DATE", period.value, period=period if period.unit == "quarter" else None)
    feast = _feast(e, period, view.country)
    return feast if feast is not None else _timed(e, _of_period(e, period))


def _of_period(e: When, period: Period) -> Resolved:
    if e.mod == "LAST":
        period = Period("day", period.last)
    return Resolved("DATE", period.value, *narrow(period, e.mod), period)


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
    return replace(day, type="TIME", value=day.value + time) if time else day


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
    try:
        if start is not None:
            found = _on_day(start + timedelta(whole_days(e.unit or "hour", e.shift or 0)))
            return found if told else replace(found, type="TIME", value=f"{found.value}TXX:XX")
    except OverflowError:  # before the first day or after the last that `date` knows
        pass
    return Resolved("TIME", "XXXX-XX-XXTXX:XX")


def _on_day(day: date) -> Resolved:
    return Resolved("DATE", day.isoformat(), day, day, Period("day", day))


def _interval(e: When, until: When, view: Anchors) -> Resolved:
    """Such as "Nov. 3-5": an ISO 8601 interval from the first to the last."""
    first, last = _when(replace(e, until=None), view), _when(until, view)
    begin, over_night = first.first, until.bare_clock and (until.hour or 0) < (e.hour or 0)
    if begin is not None and over_night:  # "10pm-2am"
        last = _when(until, Anchors(begin + timedelta(1), direction=None, at=view.at))
    elif begin is not None and last.last is not None and last.last < begin and not until.year:
        last = _when(until, Anchors(begin, direction="future", at=view.at))  # "Friday-Monday", "Dec. 28 - Jan. 3"
    kind = "TIME" if "TIME" in {first.type, last.type} else "DATE"
    value = f"{first.value}/{last.value}"
    if begin is None or last.last is None or begin > last.last:
        return Resolved(kind, value)
    return Resolved(kind, value, begin, last.last, last.period if kind == "DATE" else first.period)
