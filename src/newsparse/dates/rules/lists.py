"""Lists and ranges share what they leave out: "14 and 15 May", "Nov. 3-5, 1999", "May and June 2019"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from newsparse.dates.expression import Expression, When
from newsparse.dates.lexicon import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Shared", "after", "before", "hours_before", "share_right"]


class Shared(NamedTuple):
    """An expression of a list or a range: its offsets, what it says, and how it came about.

    With `range` it is all of the range, the given expression included; with `own` it is the given one, better told.
    """

    start: int
    end: int
    expression: When
    rule: str
    range: bool = False
    own: bool = False


_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_OWN_MONTH = expand(r"(?!~?(?:(?:day )?of )?{month})")
"""The day that follows has a month of its own: "3 September and 7 October"."""
_LINK = r"(?:,? (?:and|or|to|through|until|till|&) |, |/)"
_DASH = r" ?[-\u2013\u2014] ?"
_COUNTED = r"(?:percent|people|million|years?|days?|hours?|minutes?|weeks?|months?|others?|per|[a-z]+s\b)"  # no days of a month
_FIRST = r"(?<![\w.,:$£€/-])"
_NEXT_DAY = re.compile(expand(rf"{_LINK}(?:the )?{_DAY}") + _OWN_MONTH + rf"(?![\w%:]|[.,/]\d|\s+{_COUNTED})", re.I)
_DASHED_DAY = re.compile(expand(_DASH + _DAY) + _OWN_MONTH + r"(?![\w%:]|[.,/]\d)", re.I)
_YEAR_AFTER = re.compile(expand(r",? ?(?:\(?{year}\)?)"))
_ASIDE_YEAR = re.compile(expand(r" \([^()\n]{3,70}\),? {year}"))
_DAY_BEFORE = re.compile(rf"{_FIRST}(?:the\s)?(?P<whole>{_DAY})" + expand(rf"{_LINK}(?:the )?") + "$", re.I)
_DASHED_BEFORE = re.compile(rf"{_FIRST}(?:the\s)?{_DAY}" + expand(_DASH) + "$", re.I)
_HOUR_BEFORE = re.compile(
    rf"{_FIRST}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?" + expand(rf"(?:{_DASH}| to | until | and )") + "$", re.I
)
_SIDE = re.compile(expand(r",? ?(?:and|or|to|through|until|till|from|&|-|\u2013|/|as well as) ?|, "), re.I)


def _month_day(e: When) -> bool:
    """Whether it is a day told by month and number."""
    return e.month is not None and e.day is not None and e.until is None and not e.orders


def after(text: str, end: int, left: When) -> Iterator[Shared]:
    """Days that go on after a date: "May 14 and 15", "Nov. 3-5, 1999"."""
    if not _month_day(left) or left.clock or left.year is not None:
        return
    aside = _ASIDE_YEAR.match(text, end, end + 90)
    dashed = _DASHED_DAY.match(text, end, end + 120)
    if aside is not None:  # "6 February (18 February by the new calendar), 1870"
        yield Shared(end, end, replace(left, year=int(aside.group("year"))), "year after an aside", own=True)
    elif dashed is not None and int(dashed.group("day")) > (left.day or 0):
        stop, year = _year_behind(text, dashed.end(), end + 120)
        first = replace(left, year=year)
        last = When(day=int(dashed.group("day")), base=first)
        yield Shared(end, stop, replace(first, until=last), "range of days", range=True)
    else:
        yield from _days_after(text, end, left)


def _year_behind(text: str, at: int, stop: int) -> tuple[int, int | None]:
    """Where a year ends that stands there, and that year; the place itself and None where none does."""
    found = _YEAR_AFTER.match(text, at, stop)
    return (found.end(), int(found.group("year"))) if found else (at, None)


def _days_after(text: str, end: int, left: When) -> Iterator[Shared]:
    days: list[re.Match[str]] = []
    while (found := _NEXT_DAY.match(text, days[-1].end() if days else end, end + 120)) is not None:
        days.append(found)
    if not days:
        return
    last, year = _year_behind(text, days[-1].end(), end + 120)
    month = replace(left, year=year)
    for each in days:
        stop = last if each is days[-1] else each.end()
        yield Shared(each.start("day"), stop, When(day=int(each.group("day")), base=month), "list of days")
    if year:
        yield Shared(end, end, month, "list of days", own=True)


def before(text: str, start: int, right: When) -> Iterator[Shared]:
    """Days before a date that has the month: "14 and 15 May", "from 2 to 5 June", "2-5 June"; the nearest first."""
    if not _month_day(right) or right.day is None:
        return
    if not text[start].isdigit() and text[start : start + 4].lower() != "the ":
        return
    dashed = _DASHED_BEFORE.search(text, max(0, start - 12), start)
    if dashed is not None and int(dashed.group("day")) < right.day:
        first = When(day=int(dashed.group("day")), base=right, until=right)
        yield Shared(dashed.start("day"), start, first, "range of days", range=True)
        return
    at = start
    while (found := _DAY_BEFORE.search(text, max(0, at - 16), at)) is not None:
        day = When(day=int(found.group("day")), base=right)
        yield Shared(found.start("day"), found.end("whole"), day, "list of days")
        at = found.start()


def hours_before(text: str, start: int, right: When) -> tuple[int, When] | None:
    """Such as "9-11 a.m.", "from 3 to 5 p.m.": the hour that leaves out what the next one says."""
    found = _HOUR_BEFORE.search(text, max(0, start - 14), start)
    if found is None or right.hour is None:
        return None
    hour = int(found.group("hour"))
    if right.hour >= 12 and hour + 12 <= right.hour:
        hour += 12
    minute = int(found.group("minute")) if found.group("minute") else None
    return (found.start("hour"), replace(right, hour=hour, minute=minute)) if hour <= right.hour else None


def share_right(left: Expression, right: Expression, gap: str) -> When | None:
    """What the left one of two takes from the right one: the year of "May and June 2019", a day ("9am and 5pm on Friday")."""
    if not isinstance(left, When) or not isinstance(right, When) or not _SIDE.fullmatch(gap):
        return None
    if left.hour is not None and not left.dated and right.hour is not None and right.dated and "," not in gap:
        return replace(right, hour=left.hour, minute=left.minute, second=left.second)
    told = left.year or left.base or left.pick or left.orders
    if right.base and left.month and right.month and not told:  # "May and June last year"
        return replace(left, base=right.base)
    year = None if told else left.year_before(right)  # of "December and January 2020" the one before
    return replace(left, year=year) if year is not None and _agrees(left, year) else None


def _agrees(e: When, year: int) -> bool:
    """Whether the weekday that stands with a date is the one of that year."""
    if e.weekday is None or e.month is None or e.day is None:
        return True
    try:
        return date(year, e.month, e.day).isoweekday() == e.weekday
    except ValueError:
        return True
