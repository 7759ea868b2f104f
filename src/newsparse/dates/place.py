"""Where in the calendar an expression lies, by the anchors of the text and the direction of the clause."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from newsparse.dates.anchors import A_YEAR
from newsparse.dates.expression import When
from newsparse.dates.holidays import holiday_days, nth_weekday
from newsparse.dates.period import SEASON_START, SOUTHERN_START, Period, move, nth_unit, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.dates.anchors import Anchors

__all__ = ["place"]

_FAR = 45
"""Days from which on the tense of a clause outweighs that another day is nearer."""

_NEAR_BY = 1000
"""Characters back to which "that Friday" goes on from a day."""

_REPORTED = 80
"""Days after its end in which a quarter is still the one that is spoken of."""

_SOON = {"future": 100, "planned": 100, None: 45}
"""Days within which a month to come is meant, by what the clause tells."""

_LAST, _NEXT = ("last", "past", "narrative-"), ("next", "coming", "narrative+", "future")
"""What picks a period before the present one, and one after it; "past" and "future" are what a clause tells, too."""

_SOUTHERN = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "LS", "SZ", "BR"})
"""Countries whose summer begins in December."""


def place(e: When, view: Anchors) -> Period | None:
    """The period that an expression names; None where nothing places it.

    Raises `ValueError` or `OverflowError` for a day that no calendar has.
    """
    if e.orders:
        return _ordered(e, view)
    if e.base is not None:
        return _based(e, e.base, view)
    if e.holiday is not None:
        return _holiday(e, e.holiday, view)
    if e.day is not None:
        return _day(e, e.day, view)
    if e.weekday is not None:
        return _weekday(e, e.weekday, view)
    if e.weekend:
        return _weekend(e, view)
    if e.unit is not None:
        return _shifted(e, e.unit, view)
    return _of_years(e, view)


def _of_years(e: When, view: Anchors) -> Period | None:
    """What lies within a year, years, and what is no longer than a day."""
    if e.named:
        return _part_of_year(e, view)
    for number, unit, length in ((e.decade, "decade", 10), (e.century, "century", 100), (e.year, "year", 1)):
        if number is not None:
            return Period(unit, _date(max(length * number, 1), 1, 1))
    # Of a time of day: the last day named near by, or today.
    return view.narrative("day", 400) or (None if view.elsewhen() else _today(view))


def _today(view: Anchors) -> Period | None:
    return Period("day", view.published) if view.published else None


def _date(year: int, month: int, day: int) -> date:
    """The day; `ValueError` for one that no calendar has, or that lies where the one of `datetime` ends."""
    if year >= date.max.year:
        raise ValueError(f"The year {year} is too late.")
    return date(year, month, day)


def _ordered(e: When, view: Anchors) -> Period | None:
    """Day and month in digits, in the order of the document; None where nothing settles it."""
    order, today = view.order, view.published
    if order is None:
        of_today = today and e.year == today.year and (today.month, today.day) in e.orders
        return _today(view) if of_today else None
    month, day = e.orders[0] if order == "MDY" else e.orders[-1]
    return place(replace(e, orders=(), month=month, day=day), view)


def _shifted(e: When, unit: str, view: Anchors) -> Period | None:
    """Such as "last week", "three weeks ago", "the following day", "a year earlier"."""
    if e.anchor == "context":
        return _context(unit, view)
    if e.anchor == "year on":
        return _year_on(e, unit, view)
    count = e.shift or 0
    a_year_before = (unit, count) == ("year", -1) and isinstance(count, float) and e.anchor != "narrative"
    if a_year_before and (quarter := view.compared("quarter")) is not None:
        return quarter.shift(-4)
    start = _start(e, unit, count, view)
    if start is None:
        return None
    if isinstance(count, int):
        return Period.of(unit_of(unit, count, distance=False), start).shift(count)
    return Period.of(unit_of(unit, count), move(start, unit, count))


def _context(unit: str, view: Anchors) -> Period | None:
    """Such as "the quarter" is the one spoken of, else the last that has ended; "the year" the present one."""
    told = list(islice(view.named("quarter"), 4)) if unit == "quarter" else []
    if told:
        return max(told, key=lambda p: p.first)  # not the one it is compared with
    return Period.of(unit, view.published).shift(-1 if unit == "quarter" else 0) if view.published else None


def _year_on(e: When, unit: str, view: Anchors) -> Period | None:
    """The same period of a year before (or of the year that is told); of an untold "period" the whole year."""
    told = view.compared(unit) or _context("quarter" if unit == "quarter" else "year", view)
    return Period.of(told.unit, told.first.replace(year=e.year or told.first.year - 1)) if told else None


def _start(e: When, unit: str, count: float, view: Anchors) -> date | None:
    """The day from which it is counted; None for "the next day" where no day is told."""
    told = None
    if e.anchor == "narrative":
        told = view.narrative(unit_of(unit, count, distance=False) if isinstance(count, int) else "year")
        if told is None and unit in {"day", "night"}:
            return None
    elif e.anchor == "earlier":
        told = view.narrative("year" if unit in {"year", "decade"} else "quarter", 260)
    return told.first if told else view.published


def _based(e: When, of: When, view: Anchors) -> Period | None:
    """What counts from, or lies within, another expression."""
    base = place(of, view)
    if base is None:
        return None
    if e.unit is not None and e.shift is not None:
        return _counted_from(e, e.unit, e.shift, base)
    if e.nth is not None:
        return _nth(e, e.nth, base)
    if e.weekday is not None and e.pick is not None:
        return _weekday(replace(e, base=None), e.weekday, replace(view, published=base.first))
    if e.weekday is not None and base.unit == "week":
        return Period("day", Period.of("week", base.first).first + timedelta(e.weekday - 1))
    if e.day is not None and e.month is None:
        return Period("day", _date(base.first.year, base.first.month, e.day))
    return place(replace(e, base=None, year=base.first.year), view)


def _counted_from(e: When, unit: str, shift: float, base: Period) -> Period:
    """Such as "two weeks after Christmas"; the period that holds a day, or that ends or begins with it."""
    match e.anchor:
        case "base":
            return Period.of(unit, base.first)
        case "ending":
            return Period(unit, base.first - timedelta(6))
        case "beginning":
            return Period(unit, base.first)
    if isinstance(shift, int):
        around = Period.of(unit, base.first)
        beside = around.last < base.first if shift < 0 else around.first > base.last
        return around if beside else around.shift(shift)
    kept = base.unit in {"day", "week", "month"}  # "a year ago this month" is a month
    middle = base.first + timedelta(3 if base.unit == "week" else 0)
    return Period.of(base.unit if kept else unit_of(unit, shift), move(middle, unit, shift))


def _nth(e: When, nth: int, base: Period) -> Period:
    """Such as "the last Friday of May", "the second Monday of the year", "the first week of June"."""
    if e.unit is not None:
        return nth_unit(e.unit, nth, base)
    weekday, month = e.weekday or 1, base.first.month if base.unit == "month" else 12 if nth < 0 else 1
    day = nth_weekday(base.first.year, month, weekday, nth)
    if base.unit == "month" and day.month != month:
        raise ValueError(f"{base.value} has no weekday {weekday} number {nth}.")
    return Period("day", day)


def _day(e: When, day: int, view: Anchors) -> Period | None:
    """What is told by the number of a day."""
    if e.month is None:
        return _nth_day(e, day, view)
    today = view.published
    if e.year is not None:
        named = _date(e.year, e.month, day)
        to_come = e.pick == "event" and named >= (today or date.max)  # of another year: the text is older
        return _day(replace(e, year=None, pick=None), day, view) if to_come else Period("day", named)
    date(2000, e.month, day)  # of February 29 there may be one
    told = _told(e.weekday, e.month, day, view) if e.pick is None else None
    if told is not None or today is None:
        return told
    return _meant(e, _yearly("day", e.month, day, today), today, view, _FAR)


def _yearly(unit: str, month: int, day: int, today: date) -> list[Period]:
    """The periods of the years around that begin on that day."""
    return _existing(unit, [(year, month, day) for year in range(today.year - 5, today.year + 6)])


def _existing(unit: str, days: Iterable[tuple[int, int, int]]) -> list[Period]:
    """The periods that begin on those days that the calendar has."""
    found = []
    for each in days:
        with suppress(ValueError):
            found.append(Period(unit, _date(*each)))
    return found


def _told(weekday: int | None, month: int, day: int, view: Anchors) -> Period | None:
    """The day as the text has named it, or in the past year of which it tells."""
    if weekday is None and (year := view.told_year(month, day)) is not None:
        return Period("day", _date(year, month, day))
    return view.of_year(month, day, weekday) if weekday is not None or view.direction != "future" else None


def _picked(periods: Sequence[Period], today: date, pick: str | None) -> Period | None:
    """The one that "last", "next" or "this" means, of periods in order; None where none is picked."""
    over, to_come = [p for p in periods if p.last < today], [p for p in periods if p.first > today]
    this = [p for p in periods if p.last >= today or p.first.year == today.year]
    picked = {**dict.fromkeys(_LAST, over[-1:]), **dict.fromkeys(_NEXT, to_come), "this": this}
    begun = [p for p in periods if p.first <= today]
    picked |= {"before last": over[-2:-1], "after next": to_come[1:], "over": begun[-1:]}
    return next(iter(picked.get(pick or "", ())), None)


def _meant(e: When, periods: Sequence[Period], today: date, view: Anchors, near: int = 0) -> Period:
    """Of periods in order (on its weekday, if one is told) the one picked, else the nearest; of those further away than
    `near` days the last or the next, as the clause tells. What is "over" is the last in any case.
    """

    def away(period: Period) -> int:
        return abs((period.first - today).days)

    periods = [p for p in periods if p.first.isoweekday() == e.weekday and away(p) < A_YEAR] or periods
    nearest = min(periods, key=lambda p: (away(p), p.first))
    told = view.direction if away(nearest) > near or view.direction == "over" else None
    return _picked(periods, today, e.pick) or _picked(periods, today, told) or nearest


def _nth_day(e: When, day: int, view: Anchors) -> Period | None:
    """Such as "the 14th": of the month just told, else of this one, or the one before or after.

    With a weekday it is of a year around.
    """
    today = view.published
    if e.weekday is None and (told := _in_month_told(day, view)) is not None:
        return Period("day", told)
    if today is None:
        return None
    reach = 14 if e.weekday else 2
    months = [Period.of("month", today).shift(n).first for n in range(-reach, reach + 1)]
    return _meant(e, _existing("day", [(m.year, m.month, day) for m in months]), today, view)


def _in_month_told(day: int, view: Anchors) -> date | None:
    """The day of the month that the text has just named, unless the clause says that it is over, or to come."""
    told = view.narrative("month", 250)
    if told is None or day > Period.of("month", told.first).last.day:
        return None
    found, today = told.first.replace(day=day), view.published or told.first
    wrong = {"past": found > today, "future": found < today}
    return None if wrong.get(view.direction or "") else found


def _weekday(e: When, weekday: int, view: Anchors) -> Period | None:
    """A weekday: its own day is today; in the past the one before, in the future the one to come."""
    today = _counted_day(e.pick, "day", view)
    if today is None or e.pick == "some":
        return None
    if e.pick == "told":
        return _weekday_told(e, weekday, view)
    ahead = (weekday - today.isoweekday()) % 7
    last, coming, next_ = ahead - 7, ahead or 7, weekday - today.isoweekday() + 7
    picked = {"last": last, "past": last, "narrative-": last, "coming": coming, "narrative+": coming, "next": next_}
    picked |= {"before last": last - 7, "week on": coming + 7, "after next": next_ + 7, "nearest": (ahead + 3) % 7 - 3}
    to_come = view.direction == "future" or (e.pick == "this" and view.direction != "past")
    return Period("day", today + timedelta(picked.get(e.pick or "", ahead if to_come else -(-ahead % 7))))


def _weekday_told(e: When, weekday: int, view: Anchors) -> Period | None:
    """The weekday on or after the day of which the text has told, or before it where it would be to come."""
    told = view.narrative("day", _NEAR_BY)
    if told is None:
        return _weekday(replace(e, pick=None), weekday, view)
    day = told.first + timedelta((weekday - told.first.isoweekday()) % 7)
    over = view.published is not None and told.first <= view.published < day and view.direction in {"past", "over"}
    return Period("day", day - timedelta(7 * over))


def _counted_day(pick: str | None, unit: str, view: Anchors) -> date | None:
    """The day from which "the following May" is counted: the one told last, else that of publication."""
    told = view.narrative(unit) if pick in {"narrative-", "narrative+"} else None
    if told is None:
        return view.published
    return told.last if told.unit == "year" and pick == "narrative+" else told.first


def _weekend(e: When, view: Anchors) -> Period | None:
    today = view.published
    if today is None:
        return None
    this = Period.of("weekend", today)
    shifts = {"last": -1, "past": -1, "next": 1, "narrative+": 1, "this": 0, "coming": 0}
    begun = this.first <= today or view.direction == "future"
    return this.shift(shifts.get(e.pick or "", 0 if begun else -1))


def _part_of_year(e: When, view: Anchors) -> Period | None:
    """A month, season, quarter or half by its name or number."""
    if e.season is not None:
        southern = view.country in _SOUTHERN
        found = _recurring("season", (SOUTHERN_START if southern else SEASON_START)[e.season], e, view)
        return found and replace(found, southern=southern)
    if e == When(half=e.half, mod=e.mod) and (told := view.compared("half")) is not None:
        return Period("half", date(told.first.year, 6 * (e.half or 1) - 5, 1))
    parts = (("month", 1, e.month), ("quarter", 3, e.quarter), ("half", 6, e.half))
    return next(_recurring(unit, months * (n - 1) + 1, e, view) for unit, months, n in parts if n is not None)


def _recurring(unit: str, month: int, e: When, view: Anchors) -> Period | None:
    """What every year has, from a month on: of the years around, the one that is meant."""
    year = view.told_year(month) if unit == "month" and e.year is None and e.pick is None else e.year
    if year is not None:
        return Period(unit, _date(year, month, 1))
    pick = "narrative+" if e.pick == "next" and view.direction == "past" else e.pick  # "The next spring they moved"
    today = _counted_day(pick, "year", view)
    if today is None:
        return None
    periods = _yearly(unit, month, 1, today)
    return _picked(periods, today, pick) or _by_tense(periods, today, view.direction)


def _by_tense(periods: Sequence[Period], today: date, direction: str | None) -> Period | None:
    """The last that has begun, or the one to come, as the clause tells; None where the calendar ends."""
    begun = bisect_right(periods, today, key=lambda p: p.first)
    if not 0 < begun < len(periods):
        return None
    last, next_ = periods[begun - 1 : begun + 1]
    over, ahead = (today - last.last).days, (next_.first - today).days
    if direction == "nearest":
        return next_ if ahead < (today - last.first).days else last
    # What will be reported is the quarter that has ended.
    to_come = direction == "future" and (last.unit != "quarter" or over >= _REPORTED)
    # A month soon to come, named without "next", is seldom the one nearly a year back.
    soon = last.unit == "month" and ahead < _SOON.get(direction, 0)
    return next_ if over > 0 and (to_come or soon) else last


def _holiday(e: When, name: str, view: Anchors) -> Period | None:
    today, year = view.published, e.year or view.told_year(12)
    years = [year] if year else range(today.year - 2, today.year + 3) if today else []
    told = (holiday_days(name, each, view.country) for each in years)
    periods = [_feast(e.unit or "day", days[0]) for days in told if days is not None]
    if today is None or len(periods) < 2:
        return next(iter(periods), None)
    again = _feast_told(name, today, view) if e.only == "holiday" else None
    return again or _meant(e, periods, today, view, A_YEAR if e.unit == "year" else _FAR)


def _feast_told(name: str, today: date, view: Anchors) -> Period | None:
    """The day of another year by which the text has named a holiday, unless it is to come: "Christmas 1968 was cold.
    The Christmas sermon was read in orbit."
    """
    if view.direction == "future":
        return None
    days = [p.first for p in view.named("day") if (today - p.first).days > A_YEAR]
    feasts = (day for day in days if day in (holiday_days(name, day.year, view.country) or ()))
    return next((view.of_year(day.month, day.day, None) for day in feasts), None)


def _feast(unit: str, day: date) -> Period:
    """The day, week or weekend of a holiday; the weekend of a Monday is the one before it."""
    monday = unit == "weekend" and day.isoweekday() == 1
    return Period.of(unit, day - timedelta(2 * monday))
