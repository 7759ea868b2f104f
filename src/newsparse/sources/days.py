"""The day of a date: as records and pages state it (ISO 8601, RFC 2822, English, a count of seconds), or in a line."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from time import struct_time

from newsparse.text.addresses import address as parts_of
from newsparse.text.calendar import MONTH, WEEKDAY, WEEKDAYS, month

__all__ = ["FULL", "after_day", "can_be", "day_of", "day_of_address", "find_day"]

_NTH = r"(?:st|nd|rd|th|\.)?"
_MONTH = rf"(?P<month>{MONTH})"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})"
_LINES = (  # the forms that a line may have among other words
    rf"{_DAY}{_NTH}(?:\s+of\s+|[\s-]+){_MONTH},?[\s-]+{_YEAR}",
    rf"{_MONTH}\s+{_DAY}{_NTH},?\s+{_YEAR}",
    rf"{_YEAR}(?:-(?P<number>\d\d)-|/(?P<number_>\d\d?)/){_DAY}",
    rf"(?P<first>\d{{1,2}})(?:/(?P<second>\d{{1,2}})/|\.(?P<second_>1[3-9]|[23]\d)\.){_YEAR}",
    rf"{_DAY}\.\s?(?P<number>0?[1-9]|1[0-2])\.\s?{_YEAR}",  # with dots the day is first
    rf"{_YEAR}年(?P<number>\d{{1,2}})月{_DAY}日",
)
_ZONE = r"(?:\s*\(?[A-Z]{1,5}\)?|\s*[+-]\d\d:?\d\d){0,2}"
_CLOCK = rf"(?:T|,?\s+(?:at\s+)?)\d\d?(?::?\d\d){{0,2}}(?:[.,]\d+)?(?:\s*[ap]\.?m\.?)?{_ZONE}"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?"
_STATED = tuple(
    re.compile(rf"{_WEEKDAY}{form}(?:{_CLOCK})?", re.I)
    for form in (
        *_LINES,
        rf"{_YEAR}(?P<mark>\.?)(?P<number>\d\d)(?P=mark){_DAY}",
        rf"{_YEAR}\s+{_MONTH}\s+{_DAY}",
        rf"{_DAY}[\s-]+{_MONTH}[\s-]+(?P<year>\d\d)(?= \d\d:)",
        rf"{_MONTH}\s+{_DAY}\s+\d\d:\d\d:\d\d\s+(?:[+-]\d{{4}}\s+|[A-Z]{{3,4}}\s+)?{_YEAR}",
    )
)
_IN_LINES = tuple(re.compile(_WEEKDAY + form, re.I) for form in _LINES)
FULL = rf"(?:{'|'.join(re.sub('[?]P<[a-z_]+>', '?:', form) for form in _LINES)})"
"""The pattern of a full date in a line, without groups."""
_OPENING = re.compile(rf"\s*(?:{WEEKDAY},?\s+)?{FULL}[\s·•|,–—-]*", re.I)
_PUBLISHED = r"(?P<year>(?:19|20)\d\d)"
_IN_ADDRESS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"/{_PUBLISHED}[/-](?:(?P<number>\d\d?)|(?P<month>[a-z]{{3}}))[/-]{_DAY}(?![\w.])",
        rf"(?<![^\W_]){_PUBLISHED}(?P<mark>-?)(?P<number>\d\d)(?P=mark)(?P<day>\d\d)(?:\d{{4}}|\d{{6}})?(?![^\W_])",
        rf"/(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_PUBLISHED}(?![\w.])",
    )
)
_FIRST_YEAR = 1990
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
# Digits of a count of seconds, milliseconds, microseconds or nanoseconds since 1970, for the years 1973 to 2286.
_UNITS = {9: 1, 10: 1, 12: 10**3, 13: 10**3, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}


def day_of(value: object) -> date | None:
    """The day of publication that a value names: of a point in time the day as it is written, in its own zone.

    `value` is a date, a datetime, a `time.struct_time`, a string, or a number: seconds since 1970 (or milliseconds,
    ...), whose day is that of UTC, or a day in the form 20240501. None for what is no such value or names no day: a
    month alone, a day and month of which either may come first ("03/04/2024").
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    with suppress(ValueError, OverflowError):
        if isinstance(value, struct_time):
            return date(*value[:3])
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(int(value))
        return _read(value.strip()) if isinstance(value, str) else None
    return None


def _read(text: str) -> date | None:
    if text.isascii() and text.isdecimal() and len(text) in _UNITS:
        return (_EPOCH + timedelta(seconds=int(text) // _UNITS[len(text)])).date()
    return next((_date(found) for form in _STATED if (found := form.fullmatch(text))), None)


def find_day(text: str) -> date | None:
    """The first full date in a stretch of text, or None: an order of numbers that is open is no date."""
    found = min(filter(None, (form.search(text) for form in _IN_LINES)), key=re.Match.start, default=None)
    return _date(found) if found else None


def day_of_address(address: str | None) -> date | None:
    """The day in the path or the query of a page's address, that of its publication; None where there is none.

    /2024/05/01/, /2024/may/1/, /2024-05-01-, /20240501/, ?ud=20240501090000, and /31/05/2024/ where the order is plain.
    """
    parts = parts_of(address)
    for form in _IN_ADDRESS:
        found = form.search(f"{parts.path}?{parts.query}")
        day = _date(found) if found else None
        if day is not None and can_be(day):
            return day
    return None


def can_be(day: date) -> bool:
    """Whether a page may have been published on a day."""
    return day.year >= _FIRST_YEAR and day <= date.today() + timedelta(days=1)


def after_day(text: str) -> str:
    """A line without the full date that it begins with."""
    found = _OPENING.match(text)
    return text[found.end() :] if found else text


def _date(found: re.Match[str]) -> date | None:
    """The date of a match of one of the forms; None where it is none, or where its day and month may be either.

    Of "Wed, 11/06/2024" the weekday tells which is which.
    """
    told = {name.rstrip("_"): value for name, value in found.groupdict().items() if value}
    year = int(told["year"])
    if len(told["year"]) < 4:
        year += 2000 if year < 70 else 1900
    if "first" not in told:
        return _of(year, int(told.get("number") or month(told["month"]) or 0), int(told["day"]))
    return _in_either_order(year, int(told["first"]), int(told["second"]), told.get("weekday", ""))


def _in_either_order(year: int, first: int, second: int, weekday: str) -> date | None:
    """The date of two numbers that are a day and a month in one order alone, or fall on this weekday in one."""
    either = {day for day in (_of(year, first, second), _of(year, second, first)) if day}
    if len(either) > 1 and weekday:
        either = {day for day in either if day.isoweekday() == WEEKDAYS[weekday.lower().rstrip(".")]}
    return either.pop() if len(either) == 1 else None


def _of(year: int, number: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, number, day)
    return None
