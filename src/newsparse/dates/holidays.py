"""Days with a name (`data/holidays.toml`): the day of each in a given year.

Fixed days, nth weekdays and days counted from Easter (`dateutil.easter`) are told by the table itself. Feasts of the
Chinese, Hebrew, Hindu and Islamic calendars are looked up in the package `holidays`, imported when one is named.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from dateutil import relativedelta
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from newsparse.tables import load
from newsparse.text.calendar import MONTHS, WEEKDAYS

__all__ = ["Holiday", "fixed_day", "fold", "holiday_days", "names", "nth_weekday"]

_DAY = re.compile(
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)|(?P<nth>last|\d)\w* (?P<weekday>\w+day) of (?P<of>\w+)"
    r"|(?P<church>orthodox )?easter|(?P<feast>.+) in (?P<where>[A-Z]{2}))(?: (?P<shift>[+-]\d+))?"
)


class Holiday(NamedTuple):
    """How the table tells a day: as most have it ("" for none), by country, and how many days it lasts."""

    day: str
    local: dict[str, str]
    lasts: int


def fold(name: str) -> str:
    """The form of a name by which it is known: without apostrophes, full stops and hyphens, in small letters."""
    return re.sub("['’‘.]", "", name.lower()).replace("-", " ")


@cache
def names() -> dict[str, Holiday]:
    """Name in small letters -> its entry; raises `ValueError` for a name that stands twice."""
    table = load("newsparse.dates", "holidays.toml")
    found: dict[str, Holiday] = {}
    for written, day in table["days"].items():
        several = written.split("; ")
        entry = Holiday(day, table["local"].get(several[0], {}), table["lasts"].get(several[0], 1))
        if twice := {*map(fold, several)} & {*map(fold, found)}:
            raise ValueError(f"data/holidays.toml: {twice.pop()!r} stands twice; leave one of them out.")
        found |= dict.fromkeys(several, entry)
    return found


def fixed_day(name: str, country: str | None = None) -> str | None:
    """Such as "12-25" for a holiday that has one day in every year; None for a movable one."""
    day = _told(name, country)
    return day if re.fullmatch(r"\d\d-\d\d", day) else None


def _told(name: str, country: str | None) -> str:
    """What the table tells of a holiday in a country (ISO 3166-1 alpha-2; None where none is known); "" for nothing."""
    entry = names()[name]
    return entry.local.get(country or "", entry.day)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (from 1; -1 is the last) weekday (Monday 1) of a month; in the next one where it has too few."""
    on = relativedelta.weekday(weekday - 1, nth)
    return date(year, month, 1) + relativedelta.relativedelta(day=31 if nth < 0 else 1, weekday=on)


@lru_cache(maxsize=512)
def holiday_days(name: str, year: int, country: str | None = None) -> tuple[date, date] | None:
    """First and last day of the holiday in the year, as the country has it (None: as most have it).

    None when it does not fall in the year or is not known for it.
    """
    told = _DAY.fullmatch(_told(name, country))
    if told is None or (day := _day(told, year)) is None:
        return None
    first = day + timedelta(int(told["shift"] or 0))
    return first, first + timedelta(names()[name].lasts - 1)


def _day(told: re.Match[str], year: int) -> date | None:
    """The day from which a holiday is counted in the year."""
    if told["day"]:
        return date(year, int(told["month"]), int(told["day"]))
    if told["nth"]:
        nth = -1 if told["nth"] == "last" else int(told["nth"])
        return nth_weekday(year, MONTHS[told["of"].lower()], WEEKDAYS[told["weekday"].lower()], nth)
    if told["feast"]:
        return _movable(told["where"], told["feast"], year)
    return easter(year, EASTER_ORTHODOX if told["church"] else EASTER_WESTERN) if 1583 <= year <= 4099 else None


def _movable(country: str, name: str, year: int) -> date | None:
    """The first day of a movable feast in the year, as the calendar of that country has it."""
    from holidays import country_holidays

    categories = ("public", "optional", "school") if country == "IL" else ("public",)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # years for which only estimates exist
        days = country_holidays(country, years=[year - 1, year], language="en_US", categories=categories)
    named = {d for d, text in days.items() if any(part.split(" (")[0] == name for part in text.split("; "))}
    starts = sorted(d for d in named if d.year == year and d - timedelta(1) not in named)
    return starts[-1] if starts else None
