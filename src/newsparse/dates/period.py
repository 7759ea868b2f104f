"""Periods of the calendar: their days, their TIMEX3 value, and counting from one to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

__all__ = ["CLOCK_UNITS", "SEASON_START", "SOUTHERN_START", "Period", "move", "narrow", "nth_unit", "unit_of"]

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First months of the (meteorological, northern) seasons."""

SOUTHERN_START = {"SP": 9, "SU": 12, "FA": 3, "WI": 6}
"""First months of the seasons of the southern hemisphere."""

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12}
_MONTHS |= {"decade": 120, "century": 1200, "millennium": 12000}
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
"""How far apart periods of a unit begin."""

_DIGITS = {"decade": 3, "century": 2, "millennium": 1}
"""Digits of the year that name what is longer than a year."""

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
CLOCK_UNITS = frozenset(_SECONDS)
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
        if unit in _DAYS:
            begins = {"week": -day.weekday(), "weekend": 5 - day.weekday()}
            return cls(unit, day + timedelta(begins.get(unit, 0)))
        since = 2 if unit == "season" else 0  # seasons are counted from March
        months = 12 * day.year + day.month - 1 - since
        year, month = divmod(months - months % _MONTHS[unit] + since, 12)
        return cls(unit, date(max(year, 1), month + 1, 1))

    @property
    def last(self) -> date:
        """The last day."""
        if self.unit in _DAYS:
            return _later(self.first, 1 if self.unit == "weekend" else _DAYS[self.unit] - 1)
        year, month = divmod(12 * self.first.year + self.first.month - 1 + _MONTHS[self.unit], 12)
        return date(year, month + 1, 1) - timedelta(1) if year <= date.max.year else date.max

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
        parts = {"month": f"-{month:02d}", "quarter": f"-Q{month // 3 + 1}", "half": f"-H{month // 6 + 1}"}
        return year[: _DIGITS.get(self.unit, 4)] + parts.get(self.unit, "")

    def shift(self, count: int) -> Period:
        """The period `count` periods later (earlier where negative)."""
        return replace(self, first=move(self.first, self.unit, count))


def _later(day: date, days: int) -> date:
    """The day so many days later, or the last that `date` knows."""
    return min(day, date.max - timedelta(days)) + timedelta(days)


_CUTS = {
    "week": ({"days": 2}, {"days": 4}),
    "month": ({"days": 10}, {"days": 20}),
    "decade": ({"years": 4}, {"years": 7}),
    "century": ({"years": 33}, {"years": 66}),
    **dict.fromkeys(("year OPENING", "year CLOSE"), ({"months": 1}, {"months": 11})),
    **dict.fromkeys(("month FIRST_HALF", "month SECOND_HALF"), ({"days": 15}, {"days": 15})),
}
"""Where the middle and the end of a period begin; other periods are cut into thirds."""

_PARTS = {"START": 0, "OPENING": 0, "FIRST_HALF": 0, "MID": 1, "END": 2, "CLOSE": 2, "SECOND_HALF": 2}


def narrow(period: Period, mod: str | None) -> tuple[date, date]:
    """The days of a period, or of its first, middle or last part where `mod` is START, MID or END, or of half a month.

    The opening or close of a year is its first or last month, that of another period its first or last part.
    A month is cut at the 10th and the 20th, a decade after its fourth and its seventh year, another longer period into
    thirds, a week after Tuesday and Thursday.
    """
    first, last, unit, part = period.first, period.last, period.unit, _PARTS.get(mod or "")
    if part is None or unit in {"day", "weekend"}:
        return first, last
    third = _MONTHS.get(unit, 0) // 3
    cuts = _CUTS.get(f"{unit} {mod}") or _CUTS.get(unit, ({"months": third}, {"months": 2 * third}))
    middle, end = (first + relativedelta(**cut) for cut in cuts)  # type: ignore[arg-type]
    return ((first, middle - timedelta(1)), (middle, end - timedelta(1)), (end, last))[part]


def move(day: date, unit: str, count: float) -> date:
    """The day that lies `count` units away; parts of a unit are told in months or days, hours in whole days."""
    if unit in _SECONDS:
        return day + timedelta(int(_SECONDS[unit] * count / 86400))
    if unit in _DAYS:
        return day + timedelta(round(_DAYS[unit] * count))
    if unit == "month" and not float(count).is_integer():
        return day + timedelta(round(30.4 * count))
    return day + relativedelta(months=round(_MONTHS[unit] * count))


_SMALLER = {"year": "month", "decade": "year", "month": "day", "week": "day", "quarter": "month", "century": "decade"}
_COUNTED_IN = {"decade": "year", "century": "year", "millennium": "year"}
_SAME = {"fortnight": "week", **dict.fromkeys(("night", *_SECONDS), "day")}


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
    first, last = Period.of(unit, base.first), Period.of(unit, base.last)
    first = first.shift(first.first + inside < base.first)
    last = last.shift(-(last.first + inside > base.last))
    found = first.shift(nth - 1) if nth > 0 else last
    if found.first > last.first:
        raise ValueError(f"{base.value} has no {unit} number {nth}.")
    return found
