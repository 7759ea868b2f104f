"""Days with a name (`data/holidays.toml`): the day of each in a given year.

Fixed days, nth weekdays and days counted from Easter (`dateutil.easter`) are told by the table itself. Feasts of the
Chinese, Hebrew, Hindu and Islamic calendars are looked up in the package `holidays`, imported when one is named.
"""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from dateutil import relativedelta
from dateutil.easter import easter

from newsparse.tables import load

__all__ = ["fixed_day", "holiday_days", "names", "nth_weekday"]


@cache
def names() -> dict[str, dict[str, Any]]:
    """Name in small letters -> its entry; raises `ValueError` for a name that stands twice."""
    table = load("newsparse.dates", "holidays.toml")
    found: dict[str, dict[str, Any]] = {}
    for entry in table["holiday"]:
        for name in entry["names"]:
            if name in found:
                raise ValueError(f"data/holidays.toml: {name!r} stands twice; leave one of them out.")
            found[name] = entry
    return found


def fixed_day(name: str, country: str | None = None) -> str | None:
    """Such as "12-25" for a holiday that has one day in every year; None for a movable one."""
    day: str | None = _entry(name, country).get("on")
    return day


def _entry(name: str, country: str | None) -> dict[str, Any]:
    """What the table tells of a holiday in a country (ISO 3166-1 alpha-2; None where none is known)."""
    entry = names()[name]
    local: dict[str | None, dict[str, Any]] = entry.get("local", {})
    if country in local:
        return local[country]
    known_nowhere = country is not None and entry.get("elsewhere") is False
    return {} if known_nowhere else entry


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (from 1; -1 is the last) weekday (Monday 1) of a month; in the next one where it has too few."""
    on = relativedelta.weekday(weekday - 1, nth)
    return date(year, month, 1) + relativedelta.relativedelta(day=31 if nth < 0 else 1, weekday=on)


@lru_cache(maxsize=512)
def holiday_days(name: str, year: int, country: str | None = None) -> tuple[date, date] | None:
    """First and last day of the holiday in the year, as the country has it (None: as most have it).

    None when it does not fall in the year or is not known for it.
    """
    entry = _entry(name, country)
    if "on" in entry:
        first: date | None = date(year, *map(int, entry["on"].split("-")))
    elif "nth" in entry:
        n, weekday, month = entry["nth"]
        first = nth_weekday(year, month, weekday, n)
    elif "easter" in entry:
        first = easter(year) + timedelta(entry["easter"]) if 1583 <= year <= 4099 else None
    elif "calendar" in entry:
        where, feast = entry["calendar"]
        first = _movable(where, feast, year)
    else:
        return None
    if first is None:
        return None
    first += timedelta(entry.get("shift", 0))
    return first, first + timedelta(entry.get("days", 1) - 1)


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
