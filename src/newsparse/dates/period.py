"""Periods of the calendar: their days, their TIMEX3 value, and counting from one to another."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from dateutil.relativedelta import relativedelta

__all__ = [
    "CLOCK_UNITS",
    "SEASON_START",
    "SOUTHERN_START",
    "UNDERSPECIFIED",
    "Period",
    "days_in_month",
    "move",
    "narrow",
    "nth_unit",
    "unit_of",
    "whole_days",
]

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First months of the (meteorological, northern) seasons."""

SOUTHERN_START = {"SP": 9, "SU": 12, "FA": 3, "WI": 6}
"""First months of the seasons of the southern hemisphere."""

UNDERSPECIFIED = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "season": "XXXX-XX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
    "millennium": "X",
}
"""The value of a period of each unit that nothing places."""

_MONTHS = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "season": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}

_DIGITS = {"decade": 3, "century": 2, "millennium": 1}
"""Digits of the year that name what is longer than a year."""

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
CLOCK_UNITS = frozenset(SECONDS) - {"day"}
"""Units of less than a day."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: `unit` (day, week, weekend, month, quarter, half, season, year, decade, century) and
    its first day. Raises `ValueError` or `OverflowError` where the calendar of `datetime` ends.
    """

    unit: str
    first: date
    southern: bool = False
    """Whether a season is named as the southern hemisphere does."""

    @classmethod
    def of(cls, unit: str, day: date) -> Period:
        """The period of this unit that holds `day`; of the weekend, the one of the day's week."""
        match unit:
            case "week":
                day -= timedelta(day.weekday())
            case "weekend":
                day += timedelta(5 - day.weekday())
            case "month":
                day = day.replace(day=1)
            case "quarter":
                day = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
            case "half":
                day = date(day.year, 1 if day.month < 7 else 7, 1)
            case "season":
                before = day - relativedelta(months=day.month % 3)
                day = before.replace(day=1)
            case "year":
                day = date(day.year, 1, 1)
            case "decade":
                day = date(max(day.year // 10 * 10, 1), 1, 1)
            case "millennium":
                day = date(max(day.year // 1000 * 1000, 1), 1, 1)
            case "century":
                day = date(max(day.year // 100 * 100, 1), 1, 1)
        return cls(unit, day)

    @property
    def last(self) -> date:
        """The last day."""
        match self.unit:
            case "day":
                return self.first
            case "week":
                return _later(self.first, 6)
            case "weekend":
                return _later(self.first, 1)
        months = _MONTHS[self.unit] + (self.first.year - 1) * 12 + self.first.month - 1
        year, month = divmod(months, 12)
        return date(MAXYEAR, 12, 31) if year >= MAXYEAR else date(year + 1, month + 1, 1) - timedelta(1)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, month = f"{self.first.year:04d}", self.first.month
        match self.unit:
            case "day":
                return self.first.isoformat()
            case "week" | "weekend":
                most = 3 if self.unit == "week" else 0  # of seven days that begin on another day than Monday
                iso = _later(self.first, most).isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.unit == "weekend" else "")
            case "season":
                starts = SOUTHERN_START if self.southern else SEASON_START
                return f"{year}-{next(s for s, m in starts.items() if m == month)}"
        parts = {"month": f"-{month:02d}", "quarter": f"-Q{month // 3 + 1}", "half": f"-H{1 if month == 1 else 2}"}
        return year[: _DIGITS.get(self.unit, 4)] + parts.get(self.unit, "")

    def shift(self, count: int) -> Period:
        """The period `count` periods later (earlier where negative)."""
        match self.unit:
            case "day":
                return Period(self.unit, self.first + timedelta(count))
            case "week" | "weekend":
                return Period(self.unit, self.first + timedelta(7 * count))
        return replace(self, first=self.first + relativedelta(months=_MONTHS[self.unit] * count))


def _later(day: date, days: int) -> date:
    """The day so many days later, or the last that `date` knows."""
    return min(day, date.max - timedelta(days)) + timedelta(days)


def narrow(period: Period, mod: str | None) -> tuple[date, date]:
    """The days of a period, or of its first, middle or last part where `mod` is START, MID or END, or of half a month.

    The opening or close of a year is its first or last month, that of another period its first or last part.
    A month is cut at the 10th and the 20th, a decade after its fourth and its seventh year, another longer period into
    thirds, a week after Tuesday and Thursday.
    """
    first, last = period.first, period.last
    if mod in {"OPENING", "CLOSE"}:
        if period.unit == "year":
            return (first, first.replace(day=31)) if mod == "OPENING" else (last.replace(day=1), last)
        mod = "START" if mod == "OPENING" else "END"
    if mod in {"FIRST_HALF", "SECOND_HALF"} and period.unit == "month":
        half = first + timedelta(15)
        return (first, half - timedelta(1)) if mod == "FIRST_HALF" else (half, last)
    if mod not in {"START", "MID", "END"} or period.unit in {"day", "weekend"}:
        return first, last
    if period.unit == "month":
        cuts = [first, first + timedelta(10), first + timedelta(20)]
    elif period.unit == "week":
        cuts = [first, first + timedelta(2), first + timedelta(4)]
    else:
        third = _MONTHS[period.unit] // 3
        early, late = {"decade": (48, 84), "century": (396, 792)}.get(period.unit, (third, 2 * third))
        cuts = [first, first + relativedelta(months=early), first + relativedelta(months=late)]
    ends = [cuts[1] - timedelta(1), cuts[2] - timedelta(1), last]
    index = ("START", "MID", "END").index(mod)
    return cuts[index], ends[index]


def days_in_month(year: int | None, month: int) -> int:
    """Days of a month; of February 29 where the year is not told."""
    return monthrange(year or 2000, month)[1]


def move(day: date, unit: str, count: float) -> date:
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
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}[
        unit
    ]
    return day + relativedelta(months=round(months * count))


def whole_days(unit: str, count: float) -> int:
    """The days that so many hours, minutes or seconds make up."""
    return int(SECONDS[unit] * count / SECONDS["day"])


_SMALLER = {"year": "month", "decade": "year", "month": "day", "week": "day", "quarter": "month", "century": "decade"}
_COUNTED_IN = {"decade": "year", "century": "year", "millennium": "year"}
_SAME = {"fortnight": "week", "night": "day"}


def unit_of(unit: str, count: float, *, distance: bool = True) -> str:
    """The unit in which a count is told: of distances, "half a year ago" is a month, "a decade ago" a year."""
    if not float(count).is_integer():
        return _SMALLER.get(unit, "day")
    return _SAME.get(unit, _COUNTED_IN.get(unit, unit) if distance else unit)


def nth_unit(unit: str, nth: int, base: Period) -> Period:
    """Such as "the first week of October": a week belongs where its Thursday lies, as in ISO 8601.

    Raises `ValueError` when there is none.
    """
    inside = timedelta(3 if unit == "week" else 0)
    first = Period.of(unit, base.first)
    if first.first + inside < base.first:
        first = first.shift(1)
    last = Period.of(unit, base.last)
    if last.first + inside > base.last:
        last = last.shift(-1)
    found = first.shift(nth - 1) if nth > 0 else last
    if found.first > last.first:
        raise ValueError(f"{base.value} has no {unit} number {nth}.")
    return found
