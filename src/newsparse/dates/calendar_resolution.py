"""Where in the calendar an expression lies, by the anchors of the text and the direction of the clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsparse.dates.holidays import holiday_days, nth_weekday
from newsparse.dates.named_periods import SOUTHERN, Recurring, named
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

if TYPE_CHECKING:
    from newsparse.dates.anchors import Viewpoint
    from newsparse.dates.expression import When

__all__ = ["ImpossibleDateError", "place"]

_FAR = 45
"""Days from which on the tense of a clause outweighs that another day is nearer."""

_A_YEAR = 400
"""Days around publication in which a weekday tells the year of its date."""


class ImpossibleDateError(Exception):
    """The expression names a day that no calendar has."""


def place(e: When, view: Viewpoint) -> Period | None:
    """The period that an expression names; None where nothing places it.

    Raises `ImpossibleDateError`, `ValueError` or `OverflowError` for a day that no calendar has.
    """
    if e.orders:
        return _ordered(e, view)
    if e.base is not None:
        return _based(e, e.base, view)
    if e.holiday is not None:
        return _holiday(e, e.holiday, view)
    if e.day is not None or e.weekday is not None:
        return _of_days(e, view)
    if e.weekend:
        return _weekend(e, view)
    if e.unit is not None:
        return _shifted(e, e.unit, view)
    return _of_years(e, view)


def _of_days(e: When, view: Viewpoint) -> Period | None:
    """What is told by the number of a day or by a weekday."""
    if e.day is None:
        return _weekday(e, e.weekday or 1, view)
    if e.month is None:
        return _nth_day(e, e.day, view)
    if e.year is None:
        return _month_day(e, e.month, e.day, view)
    return Period("day", _date(e.year, e.month, e.day))


def _of_years(e: When, view: Viewpoint) -> Period | None:
    """What lies within a year, years, and what is no longer than a day."""
    if e.month or e.season or e.quarter or e.half:
        return _part_of_year(e, view)
    if e.decade is not None:
        return Period("decade", date(max(10 * e.decade, 1), 1, 1))
    if e.century is not None:
        return Period("century", date(max(100 * e.century, 1), 1, 1))
    if e.year is not None:
        return Period("year", _date(e.year, 1, 1))
    return _clock_only(view) if e.clock else None


def _ordered(e: When, view: Viewpoint) -> Period | None:
    """Day and month in digits, in the order of the document; None where nothing settles it."""
    order, today = view.anchors.order, view.today
    if order is None:
        of_today = today and e.year == today.year and (today.month, today.day) in e.orders
        return Period("day", today) if today and of_today else None
    month, day = e.orders[0] if order == "MDY" else e.orders[-1]
    return place(replace(e, orders=(), month=month, day=day), view)


def _context(unit: str, view: Viewpoint) -> Period | None:
    """Such as "the quarter" is the one spoken of, else the last that has ended; "the year" the present one."""
    if unit == "quarter":
        told = [p for _, p in view.anchors.mentioned if p.unit == "quarter"]
        if told:
            return max(told[-4:], key=lambda p: p.first)  # not the one it is compared with
    if view.today is None:
        return None
    return Period.of(unit, view.today).shift(-1 if unit == "quarter" else 0)


def _shifted(e: When, unit: str, view: Viewpoint) -> Period | None:
    """Such as "last week", "three weeks ago", "the following day", "a year earlier"."""
    if e.anchor == "context":
        return _context(unit, view)
    if e.anchor == "year on":
        return _year_on(e, unit, view)
    a_year_before = unit == "year" and e.shift == -1 and isinstance(e.shift, float) and e.anchor != "narrative"
    if a_year_before and (quarter := view.anchors.compared("quarter", view.at)) is not None:
        return quarter.shift(-4)
    count = e.shift or 0
    start = _start(e, unit, count, view)
    if start is None:
        return None
    if unit in CLOCK_UNITS:  # what is left of "a day and two hours ago"
        return Period("day", start + timedelta(whole_days(unit, count)))
    if isinstance(count, int):
        return Period.of(unit_of(unit, count, distance=False), start).shift(count)
    return Period.of(unit_of(unit, count), move(start, unit, count))


def _year_on(e: When, unit: str, view: Viewpoint) -> Period | None:
    """The same period of a year before (or of the year that is told); of an untold "period" the whole year."""
    told = view.anchors.compared(unit, view.at)
    if told is None:
        told = _context("quarter" if unit == "quarter" else "year", view)
    return Period.of(told.unit, told.first.replace(year=e.year or told.first.year - 1)) if told else None


def _start(e: When, unit: str, count: float, view: Viewpoint) -> date | None:
    """The day from which it is counted."""
    told = None
    if e.anchor == "narrative":
        told = view.narrative(unit_of(unit, count, distance=False) if isinstance(count, int) else "year")
    elif e.anchor == "earlier":
        told = view.narrative("year" if unit in {"year", "decade"} else "quarter", 260)
    untold = told is None and e.anchor == "narrative" and unit in {"day", "night"}  # "the next day" after nothing
    return told.first if told else None if untold else view.today


def _based(e: When, of: When, view: Viewpoint) -> Period | None:
    """What counts from, or lies within, another expression."""
    base = place(of, view)
    if base is None:
        return None
    if e.unit is not None and e.shift is not None:
        return _counted_from(e, e.unit, e.shift, base)
    if e.nth is not None:
        return nth_unit(e.unit, e.nth, base) if e.unit else _nth_weekday(e.nth, e.weekday or 1, base)
    return _day_in(e, base) or place(replace(e, base=None, year=base.first.year), view)


def _counted_from(e: When, unit: str, shift: float, base: Period) -> Period:
    """Such as "two weeks after Christmas"; the period that holds a day, or that ends or begins with it."""
    match e.anchor:
        case "base":
            return Period.of(unit, base.first)
        case "ending":
            return Period(unit, base.first - timedelta(6))
        case "beginning":
            return Period(unit, base.first)
    kept = base.unit in {"day", "week", "month"}  # "a year ago this month" is a month
    middle = base.first + timedelta(3 if base.unit == "week" else 0)
    return Period.of(base.unit if kept else unit_of(unit, shift), move(middle, unit, shift))


def _day_in(e: When, base: Period) -> Period | None:
    """A day that lies in the base: "Tuesday of last week", "the 5th of next month"."""
    first = base.first
    if e.weekday is not None and base.unit in {"week", "weekend"}:
        return Period("day", Period.of("week", first).first + timedelta(e.weekday - 1))
    if e.day is not None and e.month is None and base.unit in {"month", "day"}:
        return Period("day", _date(first.year, first.month, e.day))
    return None


def _nth_weekday(nth: int, weekday: int, base: Period) -> Period:
    """Such as "the last Friday of May", "the second Monday of the year"."""
    year = base.first.year
    if base.unit == "month":
        day = nth_weekday(year, base.first.month, weekday, nth)
        if day.month != base.first.month:
            raise ImpossibleDateError
        return Period("day", day)
    if nth < 0:
        return Period("day", nth_weekday(year, 12, weekday, nth))
    return Period("day", nth_weekday(year, 1, weekday, 1) + timedelta(7 * (nth - 1)))


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= year <= 9998 or not 1 <= day <= days_in_month(year, month):
        raise ImpossibleDateError
    return date(year, month, day)


def _month_day(e: When, month: int, day: int, view: Viewpoint) -> Period | None:
    """A day with its month: of the years around, the one that the clause and the weekday point to, else the nearest."""
    if day > days_in_month(None, month):
        raise ImpossibleDateError
    if e.pick is None and (told := _told(e.weekday, month, day, view)) is not None:
        return told
    today = view.today
    if today is None:
        return None
    years = range(max(today.year - 5, 1), min(today.year + 6, 9999))
    days = _on_weekday([date(y, month, day) for y in years if day <= days_in_month(y, month)], e.weekday, today)
    return Period("day", _near_or_told(days, today, view.direction, e.pick))


def _told(weekday: int | None, month: int, day: int, view: Viewpoint) -> Period | None:
    """The day as the text has named it, or in the past year of which it tells."""
    if weekday is not None:
        return view.anchors.of_year(month, day, weekday)
    if (year := view.told_year(month)) is not None:
        return Period("day", _date(year, month, day))
    return view.anchors.of_year(month, day, None) if view.direction is None else None


def _on_weekday(days: list[date], weekday: int | None, today: date) -> list[date]:
    """Those on the weekday that stands with them, if there are any within a year or so; else all."""
    agreeing = [d for d in days if d.isoweekday() == weekday and abs((d - today).days) < _A_YEAR]
    return agreeing or days


def _choose(days: list[date], today: date, direction: str | None, pick: str | None) -> date:
    """The day that "last", "next" or the tense asks for; the nearest where none asks."""
    past, future = (pick or direction) in _PAST, (pick or direction) in _FUTURE
    strict = pick in {"last", "past", "next", "coming"}
    if past:
        return next((d for d in reversed(days) if d < today or (d == today and not strict)), days[0])
    if future:
        return next((d for d in days if d > today or (d == today and not strict)), days[-1])
    return min(days, key=lambda d: (abs((d - today).days), d))


_PAST = frozenset({"last", "past"})
_FUTURE = frozenset({"next", "coming", "future"})


def _near_or_told(days: list[date], today: date, direction: str | None, pick: str | None) -> date:
    """The nearest day, unless "last", "next" or the tense of the clause contradicts and it is far away."""
    nearest = _choose(days, today, None, None)
    told = _choose(days, today, direction, pick)
    return told if pick is not None or abs((nearest - today).days) > _FAR else nearest


def _nth_day(e: When, day: int, view: Viewpoint) -> Period | None:
    """Such as "the 14th": of the month just told, else of this one, or the one before or after.

    With a weekday it is of a year around.
    """
    today = view.today
    if e.weekday is None and (told := _in_month_told(day, view)) is not None:
        return Period("day", told)
    if today is None:
        return None
    reach = 14 if e.weekday else 2
    months = [Period.of("month", today).shift(n) for n in range(-reach, reach + 1)]
    days = [m.first.replace(day=day) for m in months if day <= m.last.day]
    if e.weekday is not None:
        days = [d for d in days if d.isoweekday() == e.weekday] or days
    return Period("day", _choose(days, today, view.direction, e.pick))


def _in_month_told(day: int, view: Viewpoint) -> date | None:
    """The day of the month that the text has just named, unless the clause says that it is over, or to come."""
    told = view.narrative("month", 250)
    if told is None or day > Period.of("month", told.first).last.day:
        return None
    found, today = told.first.replace(day=day), view.today or told.first
    wrong = {"past": found > today, "future": found < today}
    return None if wrong.get(view.direction or "") else found


def _weekday(e: When, weekday: int, view: Viewpoint) -> Period | None:
    """A weekday: its own day is today; in the past the one before, in the future the one to come."""
    today = view.today
    if e.pick in {"narrative-", "narrative+"} and (told := view.narrative("day")):
        today = told.first
    if today is None or e.pick == "some":
        return None
    to_come = view.direction == "future" or (e.pick == "this" and view.direction != "past")
    return Period("day", today + timedelta(_days_to(weekday, today.isoweekday(), e.pick, to_come=to_come)))


def _days_to(weekday: int, today: int, pick: str | None, *, to_come: bool) -> int:
    """How many days away a weekday is: the one that `pick` names, else the next or the last."""
    back, ahead = (today - weekday) % 7, (weekday - today) % 7
    last, coming, next_ = -(back or 7), ahead or 7, weekday - today + 7
    picked = {"last": last, "past": last, "narrative-": last, "before last": last - 7}
    picked |= {
        "nearest": ahead if ahead < back else -back,
        "coming": coming,
        "narrative+": coming,
        "week on": coming + 7,
        "next": next_,
        "after next": next_ + 7,
    }
    return picked.get(pick or "", ahead if to_come else -back)


def _weekend(e: When, view: Viewpoint) -> Period | None:
    today = view.today
    if today is None:
        return None
    this = Period.of("weekend", today)
    over, begun = this.last < today, this.first <= today
    shifts = {
        "last": 0 if over else -1,
        "past": 0 if over else -1,
        "before last": -1 if over else -2,
        "next": 1,
        "narrative+": 1,
        "after next": 2,
        "this": 0,
        "coming": 0,
    }
    return this.shift(shifts.get(e.pick or "", 0 if begun or view.direction == "future" else -1))


def _part_of_year(e: When, view: Viewpoint) -> Period | None:
    """A month, season, quarter or half by its name or number."""
    if e.month is not None:
        if not 1 <= e.month <= 12:
            raise ImpossibleDateError
        return named(Recurring("month", e.month), e, view)
    if e.season is not None:
        southern = view.anchors.country(view.at) in SOUTHERN
        found = named(Recurring("season", (SOUTHERN_START if southern else SEASON_START)[e.season]), e, view)
        return replace(found, southern=southern) if found is not None else None
    if e.quarter is not None:
        return named(Recurring("quarter", 3 * e.quarter - 2), e, view)
    first = 6 * (e.half or 1) - 5
    if e.year is None and e.pick is None and (told := view.anchors.compared("half", view.at)) is not None:
        return Period("half", date(told.first.year, first, 1))
    return named(Recurring("half", first), e, view)


def _holiday(e: When, name: str, view: Viewpoint) -> Period | None:
    today = view.today
    year = e.year if e.year is not None else view.told_year(12)
    years = [year] if year is not None else list(range(today.year - 1, today.year + 2)) if today else []
    country = view.anchors.country(view.at)
    days = [found[0] for y in years if (found := holiday_days(name, y, country)) is not None]
    if not days:
        return None
    unit = e.unit if e.unit in {"week", "weekend"} else "day"
    if unit == "weekend":  # the weekend of a Monday is the one before it
        days = [d - timedelta(2) if d.isoweekday() == 1 else d for d in days]
    if today is None or len(days) == 1:
        return Period.of(unit, days[0])
    return Period.of(unit, days[1] if e.pick == "this" else _near_or_told(days, today, view.direction, e.pick))


def _clock_only(view: Viewpoint) -> Period | None:
    """A time of day with no day: the last day named near by, else the day of publication."""
    return view.narrative("day", 400) or (Period("day", view.today) if view.today else None)
