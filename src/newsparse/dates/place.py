"""Where in the calendar an expression lies, by the anchors of the text and the direction of the clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsparse.dates.holidays import holiday_days, nth_weekday
from newsparse.dates.period import (
    CLOCK_UNITS,
    SEASON_START,
    SOUTHERN_START,
    Period,
    days_in_month,
    move,
    nth_unit,
    unit_of,
    whole_days,
)
from newsparse.dates.recurring import SOUTHERN, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.dates.anchors import Anchors
    from newsparse.dates.when import When

__all__ = ["ImpossibleDateError", "place"]


class ImpossibleDateError(Exception):
    """The expression names a day that no calendar has."""


def place(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """The period that an expression names; None where nothing places it.

    Raises `ImpossibleDateError`, `ValueError` or `OverflowError` for a day that no calendar has.
    """
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
    return place(replace(e, orders=(), month=month, day=day), anchors, direction, at)


def _context(e: When, anchors: Anchors, at: int) -> Period | None:
    """Such as "the quarter" is the one spoken of, else the last that has ended; "the year" the present one."""
    assert e.unit is not None
    if e.unit == "quarter":
        named = [p for _, p in anchors.mentioned if p.unit == "quarter"]
        if named:
            return max(named[-4:], key=lambda p: p.first)  # not the one it is compared with
    if anchors.published is None:
        return None
    return Period.of(e.unit, anchors.published).shift(-1 if e.unit == "quarter" else 0)


def _shifted(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """Such as "last week", "three weeks ago", "the following day", "a year earlier"."""
    assert e.unit is not None
    count = e.shift or 0
    unit = e.unit if abs(count) == 0 or isinstance(count, int) else unit_of(e.unit, count)
    unit = {"fortnight": "week", "night": "day"}.get(unit, unit)
    start = Period("day", anchors.published) if anchors.published else None
    if e.anchor == "narrative":
        start = anchors.narrative(unit if count == 0 or isinstance(count, int) else "year", at) or start
    elif e.anchor == "earlier":
        start = anchors.narrative("quarter", at, 260) or start
    if e.anchor == "year on":
        quarter = anchors.quarter(at) or _context(replace(e, unit="quarter"), anchors, at)
        return quarter.shift(-4) if quarter else None
    if e.anchor == "context":
        return _context(e, anchors, at)
    if e.unit == "year" and count == -1 and isinstance(count, float) and e.anchor != "narrative":
        near = anchors.quarter(at)
        if near is not None:
            return near.shift(-4)
    if start is None:
        return None
    if unit in CLOCK_UNITS:  # what is left of "a day and two hours ago"
        return Period("day", start.first + timedelta(whole_days(unit, count)))
    if isinstance(count, int):
        return Period.of(unit, start.first).shift(count)
    return Period.of(unit, move(start.first, e.unit, count))


def _based(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """What counts from, or lies within, another expression."""
    assert e.base is not None
    base = place(e.base, anchors, direction, at)
    if base is None:
        return None
    if e.unit is not None and e.shift is not None:
        if e.anchor == "base":
            return Period.of(e.unit, base.first)
        moved = move(base.first, e.unit, e.shift)
        return Period.of("day" if base.unit == "day" else unit_of(e.unit, e.shift), moved)
    if e.year is not None and base.unit == "day":  # "this day in 1969"
        return Period("day", _date(e.year, base.first.month, base.first.day))
    if e.nth is not None and e.unit is not None:
        return nth_unit(e.unit, e.nth, base)
    if e.nth is not None and e.weekday is not None:
        return _nth_in(e, base)
    if e.weekday is not None and base.unit in {"week", "weekend"}:
        week = Period.of("week", base.first)
        return Period("day", week.first + timedelta(e.weekday - 1))
    if e.day is not None and e.month is None and base.unit in {"month", "day"}:
        return Period("day", _date(base.first.year, base.first.month, e.day))
    return place(replace(e, base=None, year=base.first.year), anchors, direction, at)


def _nth_in(e: When, base: Period) -> Period:
    assert e.nth is not None
    assert e.weekday is not None
    if base.unit == "month":
        day = nth_weekday(base.first.year, base.first.month, e.weekday, e.nth)
        if day.month != base.first.month:
            raise ImpossibleDateError
        return Period("day", day)
    if e.nth < 0:
        return Period("day", nth_weekday(base.first.year, 12, e.weekday, e.nth))
    return Period("day", nth_weekday(base.first.year, 1, e.weekday, 1) + timedelta(7 * (e.nth - 1)))


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= day <= days_in_month(year, month):
        raise ImpossibleDateError
    return date(year, month, day)


def _full_date(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.year is not None
    assert e.month is not None
    assert e.day is not None
    return Period("day", _date(e.year, e.month, e.day))


def _month_day(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """A day with its month: of the years around, the one that the clause and the weekday point to, else the nearest."""
    assert e.month is not None
    assert e.day is not None
    if e.day > days_in_month(None, e.month):
        raise ImpossibleDateError
    if e.weekday is None and e.pick is None and direction in {"past", None} and (year := anchors.told_year(at)):
        return Period("day", _date(year, e.month, e.day))
    today = anchors.published
    if today is None:
        return None
    near = [
        date(y, e.month, e.day) for y in range(today.year - 5, today.year + 6) if e.day <= days_in_month(y, e.month)
    ]
    if e.weekday is not None:
        agreeing = [d for d in near if d.isoweekday() == e.weekday and abs((d - today).days) < 400]
        near = agreeing or near
    if direction is None and e.pick is None and e.weekday is None and (named := anchors.of_year(e.month, e.day)):
        return named
    found = _near_or_told(near, today, direction, e.pick)
    if direction == "future" and e.pick is None and (told := anchors.lately("day", at)) and found < today < told.first:
        found = next((d for d in near if d >= told.first), found)  # "opens on 9 June and closes on 10 October"
    return Period("day", found)


def _choose(days: list[date], today: date, direction: str | None, pick: str | None) -> date:
    """The day that "last", "next" or the tense asks for; the nearest where none asks."""
    before = [d for d in days if d <= today]
    later = [d for d in days if d >= today]
    if pick in {"last", "past", "done"} or (pick is None and direction == "past"):
        before = [d for d in before if d < today] if pick in {"last", "past"} else before
        return before[-1] if before else days[0]
    if pick in {"next", "coming"} or (pick is None and direction == "future"):
        later = [d for d in later if d > today] if pick else later
        return later[0] if later else days[-1]
    return min(days, key=lambda d: (abs((d - today).days), d))


def _near_or_told(days: list[date], today: date, direction: str | None, pick: str | None) -> date:
    """The nearest day, unless "last", "next" or the tense of the clause contradicts and it is far away."""
    nearest = _choose(days, today, None, None)
    told = _choose(days, today, direction, pick)
    return told if pick is not None or abs((nearest - today).days) > 75 else nearest


def _nth_day(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    """Such as "the 14th": of this month, or of the one before or after."""
    assert e.day is not None
    today = anchors.published
    if today is None:
        return None
    months = (
        [Period.of("month", today).shift(n) for n in range(-14, 15)]
        if e.weekday
        else [Period.of("month", today).shift(n) for n in (-2, -1, 0, 1, 2)]
    )
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
        case "some":
            return None
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
    if e.pick == "before last":
        return this.shift(-2 if this.last >= today else -1)
    if e.pick in {"next", "narrative+"}:
        return this.shift(1)
    if e.pick == "after next":
        return this.shift(2)
    if e.pick in {"this", "coming"} or direction == "future":
        return this
    return this if this.first <= today else this.shift(-1)


def _month(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.month is not None
    if not 1 <= e.month <= 12:
        raise ImpossibleDateError
    return named(e, anchors, direction, ("month", e.month), at)


def _quarter(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.quarter is not None
    return named(e, anchors, direction, ("quarter", 3 * e.quarter - 2), at)


def _half(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.half is not None
    if e.year is None and e.pick is None and (told := anchors.lately("half", at)) is not None:
        return Period("half", date(told.first.year, 6 * e.half - 5, 1))
    return named(e, anchors, direction, ("half", 6 * e.half - 5), at)


def _season(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.season is not None
    southern = anchors.country(at) in SOUTHERN
    found = named(e, anchors, direction, ("season", (SOUTHERN_START if southern else SEASON_START)[e.season]), at)
    return replace(found, southern=southern) if found is not None else None


def _holiday(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.holiday is not None
    today = anchors.published
    years = [e.year] if e.year is not None else list(range(today.year - 1, today.year + 2)) if today else []
    country = anchors.country(at)
    days = [found[0] for y in years if (found := holiday_days(e.holiday, y, country)) is not None]
    if not days:
        return None
    unit = e.unit if e.unit in {"week", "weekend"} else "day"
    if unit == "weekend":  # the weekend of a Monday is the one before it
        days = [d - timedelta(2) if d.isoweekday() == 1 else d for d in days]
    if e.year is not None or today is None:
        return Period.of(unit, days[0])
    if e.pick == "this":
        return Period.of(unit, days[1] if len(days) > 1 else days[0])
    return Period.of(unit, _near_or_told(days, today, direction, e.pick))


def _week(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.year is not None
    assert e.week is not None
    return Period("week", date.fromisocalendar(e.year, e.week, 1))


def _year(e: When, anchors: Anchors, direction: str | None, at: int) -> Period | None:
    assert e.year is not None
    if not 1 <= e.year <= 9998:
        raise ImpossibleDateError
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
