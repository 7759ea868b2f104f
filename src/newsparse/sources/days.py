"""The day of a date as records write it: ISO 8601, RSS (RFC 2822), English words, or the time of a computer (epoch)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from time import struct_time

from newsparse.text.calendar import MONTH, WEEKDAY, month

__all__ = ["day_of"]

_MONTH = rf"(?P<month>{MONTH})"
_WEEKDAY = rf"(?:{WEEKDAY},?\s+)?"
_ZONE = r"(?:\s*\(?[A-Z]{1,5}\)?|\s*[+-]\d\d:?\d\d){0,2}"
_CLOCK = rf"(?:,?\s+(?:at\s+)?\d{{1,2}}(?::\d\d){{1,2}}(?:[.,]\d+)?(?:\s*[ap]\.?m\.?)?{_ZONE})?"
_ISO_CLOCK = r"(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?P<year>\d{{4}})(?P<mark>[-/.]?)(?P<number>\d\d)(?P=mark)(?P<day>\d\d){_ISO_CLOCK}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}|\d\d(?= \d\d:)){_CLOCK}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_CLOCK}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})\s+\d\d:\d\d:\d\d\s+(?:[+-]\d{{4}}\s+|[A-Z]{{3,4}}\s+)?(?P<year>\d{{4}})",
    )
)
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
    try:
        if isinstance(value, struct_time):
            return date(*value[:3])
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(int(value))
        return _read(value.strip()) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def _read(text: str) -> date | None:
    if text.isascii() and text.isdecimal() and len(text) in _UNITS:
        return (_EPOCH + timedelta(seconds=int(text) // _UNITS[len(text)])).date()
    found = next((each for form in _FORMS if (each := form.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    number = int(parts["number"]) if "number" in parts else month(parts["month"])
    year = int(parts["year"])
    return date(year if year > 99 else year + (2000 if year < 70 else 1900), number or 0, int(parts["day"]))
