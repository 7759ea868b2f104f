"""From what an expression says to its TIMEX3 value and its days, against the anchors of the text."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsparse.dates.anchors import Anchors
from newsparse.dates.holidays import fixed_day, holiday_days
from newsparse.dates.period import CLOCK_UNITS, UNDERSPECIFIED, Period, narrow, unit_of, whole_days
from newsparse.dates.place import ImpossibleDateError, place
from newsparse.dates.rules.sets import period_value
from newsparse.dates.when import Expression, Length, Repeat, Vague, When

__all__ = ["Anchors", "Resolved", "resolve"]


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


def resolve(e: Expression, anchors: Anchors, direction: str | None, at: int) -> Resolved:
    """The meaning of an expression at the offset `at`; `direction` is what its clause tells of past and future."""
    match e:
        case Vague(value):
            return Resolved("DATE", value)
        case Repeat(value):
            return Resolved("SET", value)
        case Length():
            return Resolved("DURATION", length_value(e))
        case When():
            return _when(e, anchors, direction, at)


def length_value(e: Length) -> str:
    """P3D, PT16H, P1Y6M, PXM."""
    amounts = [part for amount, unit in e.amounts for part in _whole(amount, unit)]
    if len(amounts) == 1:
        return period_value(*amounts[0])
    parts = [period_value(amount, unit) for amount, unit in amounts]
    days = "".join(p[1:] for p in parts if not p.startswith("PT"))
    hours = "".join(p[2:] for p in parts if p.startswith("PT"))
    return "P" + days + (f"T{hours}" if hours else "")


def _whole(amount: float | None, unit: str) -> list[tuple[float | None, str]]:
    """Quarters and halves of years and hours told in months and minutes: P1Y6M, PT30M."""
    smaller = {"year": ("month", 12), "hour": ("minute", 60)}.get(unit)
    if amount is None or smaller is None or float(amount).is_integer() or not float(4 * amount).is_integer():
        return [(amount, unit)]
    whole, rest = int(amount), (amount - int(amount)) * smaller[1]
    return ([(whole, unit)] if whole else []) + [(rest, smaller[0])]


def _when(e: When, anchors: Anchors, direction: str | None, at: int) -> Resolved:
    if e.until is not None:
        return _interval(e, anchors, direction, at)
    if e.era == "BC" or (e.era == "AD" and e.year is not None and e.year < 1):
        return Resolved("DATE", f"BC{e.year:04d}" if e.year is not None else f"BC{e.century or 0:02d}")
    if e.unit in CLOCK_UNITS:
        return _hours(e, anchors, at)
    try:
        period = place(e, anchors, direction, at)
    except (ImpossibleDateError, ValueError, OverflowError):
        return _timed(e, Resolved("DATE", template(e, anchors.country(at))))
    if period is None or period.first.year > _LAST_YEAR:
        return _timed(e, Resolved("DATE", template(e, anchors.country(at))))
    if e.fiscal:
        return Resolved("DATE", period.value, period=period if period.unit == "quarter" else None)
    if e.mod == "LAST":
        period = Period("day", period.last)
    first, last = narrow(period, e.mod)
    if (
        e.holiday is not None
        and e.unit is None
        and (feast := holiday_days(e.holiday, first.year, anchors.country(at)))
        and feast[0] == first < feast[1]
    ):
        return Resolved("DATE", f"{first.isoformat()}/{feast[1].isoformat()}", first, feast[1], period)
    return _timed(e, Resolved("DATE", period.value, first, last, period))


def _timed(e: When, day: Resolved) -> Resolved:
    """The day with its time of day, where one is told."""
    if e.unit == "night" and not e.clock:
        return replace(day, type="TIME", value=f"{day.value}TNI")
    if not e.clock:
        return day
    if e.hour is None:
        return replace(day, type="TIME", value=f"{day.value}T{e.part}")
    clock = f"T{e.hour:02d}:{e.minute or 0:02d}" + (f":{e.second:02d}" if e.second is not None else "")
    return replace(day, type="TIME", value=day.value + clock + _zone(e.zone))


def _zone(zone: str | None) -> str:
    """ISO 8601's sign of the zone: of GMT and of offsets in digits; other zones are left out, as in TimeML."""
    if zone in {"GMT", "UTC", "Z"}:
        return "Z"
    return zone if zone and zone[0] in "+-" else ""


def _hours(e: When, anchors: Anchors, at: int) -> Resolved:
    """Such as "three hours ago": the day where it is certain enough; the hour is not known.

    "Two hours later" is counted from the day of which the text has told, and is that day.
    """
    if e.anchor in {"narrative", "earlier"} and (told := anchors.narrative("day", at, _STORY)) is not None:
        day = told.first + timedelta(whole_days(e.unit or "hour", e.shift or 0))
        return Resolved("DATE", day.isoformat(), day, day, Period("day", day))
    base = anchors.published
    unknown = Resolved("TIME", "XXXX-XX-XXTXX:XX")
    if base is None or not e.shift:
        return unknown
    try:
        day = base + timedelta(whole_days(e.unit or "hour", e.shift or 0))
    except OverflowError:  # before the first day or after the last that `date` knows
        return unknown
    return Resolved("TIME", f"{day.isoformat()}TXX:XX", day, day, Period("day", day))


def _interval(e: When, anchors: Anchors, direction: str | None, at: int) -> Resolved:
    """Such as "Nov. 3-5": an ISO 8601 interval from the first to the last."""
    assert e.until is not None
    first = _when(replace(e, until=None), anchors, direction, at)
    last = _when(e.until, anchors, direction, at)
    if first.first and last.last and last.last < first.first:
        until = e.until
        if until.weekday and not until.day:
            end = first.first + timedelta((until.weekday - first.first.isoweekday()) % 7)
            last = Resolved("DATE", end.isoformat(), end, end, Period("day", end))
        elif first.type == "DATE" and until.month and not until.year:
            last = _when(replace(until, year=first.first.year + 1), anchors, direction, at)
    if (
        first.first
        and first.first == last.last
        and e.hour is not None
        and e.until.hour is not None
        and e.until.hour < e.hour
    ):
        last = _when(replace(e.until, unit="day", shift=1, base=_day(first.first)), anchors, direction, at)
    known = first.first is not None and last.last is not None and first.first <= last.last
    kind = "TIME" if "TIME" in {first.type, last.type} else "DATE"
    return Resolved(
        kind,
        f"{first.value}/{last.value}",
        first.first if known else None,
        last.last if known else None,
        (last.period if kind == "DATE" else first.period) if known else None,
    )


def _day(day: date) -> When:
    return When(year=day.year, month=day.month, day=day.day)


def template(e: When, country: str | None = None) -> str:
    """The value with X for what is not known: `XXXX-WXX-1`, `XXXX-05-14`; of an impossible day, as it is written."""
    year = f"{e.year:04d}" if e.year is not None else "XXXX"
    if e.orders:
        return f"{year}-XX-XX"
    if e.month is not None:
        month = f"{year}-{e.month:02d}"
        return f"{month}-{e.day:02d}" if e.day is not None else month
    if e.holiday is not None:
        return f"{year}-{fixed_day(e.holiday, country) or 'XX-XX'}"
    if e.day is not None:
        return f"XXXX-XX-{e.day:02d}"
    if e.weekday is not None:
        return f"XXXX-WXX-{e.weekday}"
    if e.weekend:
        return UNDERSPECIFIED["weekend"]
    if e.quarter is not None:
        return f"{year}-Q{e.quarter}"
    if e.half is not None:
        return f"{year}-H{e.half}"
    if e.season is not None:
        return f"{year}-{e.season}"
    if e.unit is not None:
        unit = (
            e.unit
            if isinstance(e.shift, int) or e.shift is None or not math.isfinite(e.shift)
            else unit_of(e.unit, e.shift)
        )
        return UNDERSPECIFIED.get({"night": "day", "fortnight": "week"}.get(unit, unit), "XXXX")
    return year if e.year is not None or not e.clock else "XXXX-XX-XX"
