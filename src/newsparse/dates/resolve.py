"""From what an expression says to its TIMEX3 value and its days, against the anchors of the text."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from newsparse.dates.holidays import holiday_days, nth_weekday
from newsparse.dates.period import SEASON_START, UNDERSPECIFIED, Period, days_in_month, narrow
from newsparse.dates.rules.sets import period_value
from newsparse.dates.when import Expression, Length, Repeat, Vague, When

__all__ = ["Anchors", "Resolved", "resolve"]

_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type and value, and the days it covers (None where it has no settled place in the calendar)."""

    type: str
    value: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None


@dataclass(slots=True)
class Anchors:
    """What dates are counted from. `order` is "MDY" or "DMY" where the document settles it. `mentioned` are the
    periods that the narrative has named so far, each with its offset, the last one last."""

    published: date | None = None
    order: str | None = None
    mentioned: list[tuple[int, Period]] = field(default_factory=list)

    def narrative(self, unit: str, at: int, reach: int = 2500) -> Period | None:
        """The last period named, no longer than `unit`, within `reach` characters before."""
        for offset, period in reversed(self.mentioned[-12:]):
            if at - offset > reach:
                return None
            if _ORDER.index(period.unit) <= _ORDER.index(unit if unit in _ORDER else "day"):
                return period
        return None


    def quarter(self, at: int) -> Period | None:
        """The quarter of which the last few sentences speak: "a year earlier" there means the same quarter."""
        near = [p for offset, p in self.mentioned[-6:] if at - offset < 300 and p.unit == "quarter"]
        return near[-1] if near else None


class _Impossible(Exception):
    """The expression names a day that no calendar has."""


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
    if len(e.amounts) == 1:
        return period_value(*e.amounts[0])
    parts = [period_value(amount, unit) for amount, unit in e.amounts]
    days = "".join(p[1:] for p in parts if not p.startswith("PT"))
    hours = "".join(p[2:] for p in parts if p.startswith("PT"))
    return "P" + days + (f"T{hours}" if hours else "")


def _when(e: When, anchors: Anchors, direction: str | None, at: int) -> Resolved:
    if e.until is not None:
        return _interval(e, anchors, direction, at)
    if e.era == "BC" or (e.era == "AD" and e.year is not None and e.year < 1):
        return Resolved("DATE", f"BC{e.year:04d}" if e.year is not None else f"BC{e.century or 0:02d}")
    if e.unit in {"second", "minute", "hour"}:
        return _hours(e, anchors)
    try:
        period = _place(e, anchors, direction, at)
    except (_Impossible, ValueError, OverflowError):
        return _timed(e, Resolved("DATE", template(e)))
    if period is None:
        return _timed(e, Resolved("DATE", template(e)))
    if e.fiscal:
        return Resolved("DATE", period.value)
    if e.mod == "LAST":
        period = Period("day", period.last)
    first, last = narrow(period, e.mod)
    if e.holiday is not None and e.unit is None and (feast := holiday_days(e.holiday, first.year)) and feast[0] == first < feast[1]:
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
    return replace(day, type="TIME", value=day.value + clock + ("Z" if e.zone in {"GMT", "UTC", "Z"} else ""))


def _hours(e: When, anchors: Anchors) -> Resolved:
    """"three hours ago": the day where it is certain enough; the hour is not known."""
    base = anchors.published
    seconds = {"second": 1, "minute": 60, "hour": 3600}[e.unit or "hour"] * (e.shift or 0)
    days = int(seconds / 86400)
    if base is None:
        return Resolved("TIME", "XXXX-XX-XXTXX:XX")
    day = base + timedelta(days)
    return Resolved("TIME", f"{day.isoformat()}TXX:XX", day, day, Period("day", day))


def _interval(e: When, anchors: Anchors, direction: str | None, at: int) -> Resolved:
    """"Nov. 3-5": an ISO 8601 interval from the first to the last."""
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
    known = first.first is not None and last.last is not None and first.first <= last.last
    kind = "TIME" if "TIME" in {first.type, last.type} else "DATE"
    return Resolved(
        kind, f"{first.value}/{last.value}", first.first if known else None, last.last if known else None, last.period if known else None
    )


# Where in the calendar. Each reader returns the period, None where nothing places it, or raises _Impossible.


def _place(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    if e.orders:
        return _ordered(e, anchors, direction, at)
    if e.base is not None:
        return _based(e, anchors, direction, at)
    for said, reader in _READERS:
        if said(e):
            return reader(e, anchors, direction, at)
    return None


def _ordered(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """Day and month in digits, in the order of the document; None where nothing settles it."""
    month_first, day_first = e.orders[0], e.orders[-1]
    if anchors.order is None and anchors.published is not None and e.year == anchors.published.year:
        for month, day in e.orders:
            if (month, day) == (anchors.published.month, anchors.published.day):
                return Period("day", anchors.published)
    if anchors.order is None:
        return None
    month, day = month_first if anchors.order == "MDY" else day_first
    return _place(replace(e, orders=(), month=month, day=day), anchors, direction, at)


def _shift(day: date, unit: str, count: float) -> date:
    """The day that lies `count` units away; parts of a unit are told in months or days."""
    whole = int(count) if float(count).is_integer() else None
    match unit:
        case "day" | "night":
            return day + timedelta(whole if whole is not None else round(count))
        case "week" | "weekend":
            return day + timedelta(round(7 * count))
        case "fortnight":
            return day + timedelta(round(14 * count))
        case "month" if whole is None:
            return day + timedelta(round(30.4 * count))
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}[unit]
    return day + relativedelta(months=round(months * count))


def _context(e: When, anchors: Anchors, at: int) -> Period | None:
    """"the quarter" is the one spoken of, else the last that has ended; "the year" the present one."""
    assert e.unit is not None
    if e.unit == "quarter":
        named = [p for _, p in anchors.mentioned if p.unit == "quarter"]
        if named:
            return named[-1]
    if anchors.published is None:
        return None
    return Period.of(e.unit, anchors.published).shift(-1 if e.unit == "quarter" else 0)


def _unit_of(unit: str, count: float) -> str:
    """The unit in which a distance is told: "half a year ago" is a month, "a decade ago" a year."""
    if not float(count).is_integer():
        return {"year": "month", "decade": "year", "month": "day", "week": "day", "quarter": "month", "century": "decade"}.get(unit, "day")
    return {"decade": "year", "century": "year", "millennium": "year", "fortnight": "week", "night": "day"}.get(unit, unit)


def _shifted(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """"last week", "three weeks ago", "the following day", "a year earlier"."""
    assert e.unit is not None
    count = e.shift or 0
    unit = e.unit if abs(count) == 0 or isinstance(count, int) else _unit_of(e.unit, count)
    unit = {"fortnight": "week", "night": "day"}.get(unit, unit)
    start = Period("day", anchors.published) if anchors.published else None
    if e.anchor == "narrative":
        start = anchors.narrative(unit if count == 0 or isinstance(count, int) else "year", at) or start
    elif e.anchor == "earlier":
        start = anchors.narrative("quarter", at, 260) or start
    if e.anchor == "year on":
        quarter = _context(replace(e, unit="quarter"), anchors, at)
        return quarter.shift(-4) if quarter else None
    if e.anchor == "context":
        return _context(e, anchors, at)
    if e.unit == "year" and count == -1 and isinstance(count, float) and e.anchor != "narrative":
        near = anchors.quarter(at)
        if near is not None:
            return near.shift(-4)
    if start is None:
        return None
    if isinstance(count, int):
        return Period.of(unit, start.first).shift(count)
    return Period.of(unit, _shift(start.first, e.unit, count))


def _based(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """What counts from, or lies within, another expression."""
    assert e.base is not None
    base = _place(e.base, anchors, direction, at)
    if base is None:
        return None
    if e.unit is not None and e.shift is not None:
        if e.anchor == "base":
            return Period.of(e.unit, base.first)
        moved = _shift(base.first, e.unit, e.shift)
        return Period.of("day" if base.unit == "day" else _unit_of(e.unit, e.shift), moved)
    if e.nth is not None and e.weekday is not None:
        return _nth_in(e, base)
    if e.weekday is not None and base.unit in {"week", "weekend"}:
        week = Period.of("week", base.first)
        return Period("day", week.first + timedelta(e.weekday - 1))
    if e.day is not None and e.month is None and base.unit in {"month", "day"}:
        return Period("day", _date(base.first.year, base.first.month, e.day))
    return _place(replace(e, base=None, year=base.first.year), anchors, direction, at)


def _nth_in(e: When, base: Period) -> Period:
    assert e.nth is not None and e.weekday is not None
    if base.unit == "month":
        day = nth_weekday(base.first.year, base.first.month, e.weekday, e.nth)
        if day.month != base.first.month:
            raise _Impossible
        return Period("day", day)
    if e.nth < 0:
        return Period("day", nth_weekday(base.first.year, 12, e.weekday, e.nth))
    return Period("day", nth_weekday(base.first.year, 1, e.weekday, 1) + timedelta(7 * (e.nth - 1)))


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= day <= days_in_month(year, month):
        raise _Impossible
    return date(year, month, day)


def _full_date(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.year is not None and e.month is not None and e.day is not None
    return Period("day", _date(e.year, e.month, e.day))


def _month_day(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """A day with its month: of the years around, the one that the clause and the weekday point to, else the nearest."""
    assert e.month is not None and e.day is not None
    if e.day > days_in_month(None, e.month):
        raise _Impossible
    today = anchors.published
    if today is None:
        return None
    near = [date(y, e.month, e.day) for y in range(today.year - 5, today.year + 6) if e.day <= days_in_month(y, e.month)]
    if e.weekday is not None:
        agreeing = [d for d in near if d.isoweekday() == e.weekday and abs((d - today).days) < 400]
        near = agreeing or near
    return Period("day", _near_or_told(near, today, direction, e.pick))


def _choose(days: list[date], today: date, direction: str | None, pick: str | None) -> date:
    """The day that "last", "next" or the tense asks for; the nearest where none asks."""
    before = [d for d in days if d <= today]
    later = [d for d in days if d >= today]
    if pick in {"last", "past"} or (pick is None and direction == "past"):
        before = [d for d in before if d < today] if pick else before
        # A few days ahead in the past tense is more often a plan told than a date a year back.
        if pick is None and later and (later[0] - today).days < 7:
            return later[0]
        return before[-1] if before else days[0]
    if pick in {"next", "coming"} or (pick is None and direction == "future"):
        later = [d for d in later if d > today] if pick else later
        if pick is None and before and (today - before[-1]).days < 7:
            return before[-1]
        return later[0] if later else days[-1]
    return min(days, key=lambda d: (abs((d - today).days), d))


def _near_or_told(days: list[date], today: date, direction: str | None, pick: str | None) -> date:
    """The nearest day, unless "last", "next" or the tense of the clause contradicts and it is far away."""
    nearest = _choose(days, today, None, None)
    told = _choose(days, today, direction, pick)
    return told if pick is not None or abs((nearest - today).days) > 75 else nearest


def _nth_day(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """"the 14th": of this month, or of the one before or after."""
    assert e.day is not None
    today = anchors.published
    if today is None:
        return None
    months = [Period.of("month", today).shift(n) for n in (-2, -1, 0, 1, 2)]
    days = [m.first.replace(day=e.day) for m in months if e.day <= m.last.day]
    if e.weekday is not None:
        days = [d for d in days if d.isoweekday() == e.weekday] or days
    return Period("day", _choose(days, today, direction, e.pick))


def _weekday(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """A weekday: its own day is today; in the past the one before, in the future the one to come."""
    assert e.weekday is not None
    if e.week is not None and e.year is not None:
        return Period("day", date.fromisocalendar(e.year, e.week, e.weekday))
    today = anchors.published
    if e.pick in {"narrative-", "narrative+"}:
        named = anchors.narrative("day", at)
        today = named.first if named else today
    if today is None:
        return None
    back = (today.isoweekday() - e.weekday) % 7
    ahead = (e.weekday - today.isoweekday()) % 7
    monday = today - timedelta(today.isoweekday() - 1)
    match e.pick:
        case "last" | "past" | "narrative-":
            return Period("day", today - timedelta(back or 7))
        case "coming" | "narrative+":
            return Period("day", today + timedelta(ahead or 7))
        case "next":
            return Period("day", monday + timedelta(7 + e.weekday - 1))
        case "after next":
            return Period("day", monday + timedelta(14 + e.weekday - 1))
        case "before last":
            return Period("day", today - timedelta((back or 7) + 7))
        case "week on":
            return Period("day", today + timedelta((ahead or 7) + 7))
        case "this" if direction != "past":
            return Period("day", today + timedelta(ahead))
    return Period("day", today + timedelta(ahead) if direction == "future" else today - timedelta(back))


def _weekend(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    today = anchors.published
    if today is None:
        return None
    this = Period.of("weekend", today)
    if e.pick in {"last", "past"}:
        return this.shift(-1) if this.last >= today else this
    if e.pick in {"next", "narrative+"}:
        return this.shift(1)
    if e.pick in {"this", "coming"} or direction == "future":
        return this
    return this if this.first <= today else this.shift(-1)


def _recurring(unit: str, months: list[int]) -> Callable[[date], list[Period]]:
    """Periods that start in these months, three years around a day."""

    def around(today: date) -> list[Period]:
        return [Period(unit, date(y, m, 1)) for y in range(max(today.year - 3, 1), today.year + 4) for m in months]

    return around


def _named(e: When, anchors: Anchors, direction: str | None, unit: str, month: int) -> Period | None:
    """A month, quarter, half or season by name: of the years around, the one that is meant."""
    if e.year is not None:
        return Period(unit, date(e.year, month, 1))
    today = anchors.published
    if today is None:
        return None
    periods = _recurring(unit, [month])(today)
    begun = [p for p in periods if p.first <= today]
    coming = [p for p in periods if p.first > today]
    current = begun[-1].last >= today
    match e.pick:
        case "last" | "past" | "narrative-":
            return begun[-2] if current else begun[-1]
        case "next" | "coming" | "narrative+":
            return coming[0]
        case "this":
            same = [p for p in periods if p.first.year == today.year]
            return begun[-1] if current or (direction == "past" and begun[-1].first.year == today.year) else same[0]
    if direction == "future" and not current:
        return coming[0]
    # A month of this year that is still to come, named without "next", is seldom the one nearly a year back.
    if unit == "month" and coming[0].first.year == today.year and month - today.month <= 3 and direction is not None:
        return coming[0]
    return begun[-1]


def _month(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.month is not None
    if not 1 <= e.month <= 12:
        raise _Impossible
    return _named(e, anchors, direction, "month", e.month)


def _quarter(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.quarter is not None
    return _named(e, anchors, direction, "quarter", 3 * e.quarter - 2)


def _half(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.half is not None
    return _named(e, anchors, direction, "half", 6 * e.half - 5)


def _season(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.season is not None
    return _named(e, anchors, direction, "season", SEASON_START[e.season])


def _holiday(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.holiday is not None
    today = anchors.published
    years = [e.year] if e.year is not None else list(range(today.year - 1, today.year + 2)) if today else []
    days = [found[0] for y in years if (found := holiday_days(e.holiday, y)) is not None]
    if not days:
        return None
    unit = e.unit if e.unit in {"week", "weekend"} else "day"
    if unit == "weekend":  # the weekend of a Monday is the one before it
        days = [d - timedelta(2) if d.isoweekday() == 1 else d for d in days]
    if e.year is not None or today is None:
        return Period.of(unit, days[0])
    if e.pick == "this":
        return Period.of(unit, days[1] if len(days) > 1 else days[0])
    return Period.of(unit, _choose(days, today, direction, e.pick))


def _week(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.year is not None and e.week is not None
    return Period("week", date.fromisocalendar(e.year, e.week, 1))


def _year(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.year is not None
    if not 1 <= e.year <= 9998:
        raise _Impossible
    return Period("year", date(e.year, 1, 1))


def _decade(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.decade is not None
    return Period("decade", date(max(10 * e.decade, 1), 1, 1))


def _century(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.century is not None
    return Period("century", date(max(100 * e.century, 1), 1, 1))


def _clock_only(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """A time of day with no day: the last day named near by, else the day of publication."""
    return anchors.narrative("day", at, 400) or (Period("day", anchors.published) if anchors.published else None)


def _fiscal(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    return Period("year", anchors.published) if anchors.published else None


_READERS: tuple[tuple[Callable[[When], bool], Callable[[When, Anchors, str | None, int], Period | None]], ...] = (
    (lambda e: e.holiday is not None, _holiday),
    (lambda e: e.year is not None and e.month is not None and e.day is not None, _full_date),
    (lambda e: e.month is not None and e.day is not None, _month_day),
    (lambda e: e.day is not None, _nth_day),
    (lambda e: e.weekday is not None, _weekday),
    (lambda e: e.weekend, _weekend),
    (lambda e: e.unit is not None, _shifted),
    (lambda e: e.week is not None, _week),
    (lambda e: e.month is not None, _month),
    (lambda e: e.season is not None, _season),
    (lambda e: e.quarter is not None, _quarter),
    (lambda e: e.half is not None, _half),
    (lambda e: e.decade is not None, _decade),
    (lambda e: e.century is not None, _century),
    (lambda e: e.year is not None, _year),
    (lambda e: e.clock, _clock_only),
)


def template(e: When) -> str:
    """The value with X for what is not known: `XXXX-WXX-1`, `XXXX-05-14`; of an impossible day, as it is written."""
    year = f"{e.year:04d}" if e.year is not None else "XXXX"
    if e.orders:
        return f"{year}-XX-XX"
    if e.month is not None:
        month = f"{year}-{e.month:02d}"
        return f"{month}-{e.day:02d}" if e.day is not None else month
    if e.holiday is not None:
        return f"{year}-XX-XX"
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
        unit = e.unit if isinstance(e.shift, int) or e.shift is None or not math.isfinite(e.shift) else _unit_of(e.unit, e.shift)
        return UNDERSPECIFIED.get({"night": "day", "fortnight": "week"}.get(unit, unit), "XXXX")
    return year if e.year is not None or not e.clock else "XXXX-XX-XX"
