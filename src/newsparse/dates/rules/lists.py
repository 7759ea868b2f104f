"""Lists and ranges share what they leave out: "14 and 15 May", "December 31, 2016, 2015 and 2014", "May and June 2019"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from newsparse.dates.expression import Expression, Repeat, When
from newsparse.dates.lexicon import expand, ordinal

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


_BY_DAY = r"(?P<whole>(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)"
_OWN_MONTH = expand(r"(?!~?(?:(?:day )?of )?{month})")
"""The day that follows has a month of its own: "3 September and 7 October"."""
_LINK = r"(?:,? (?:and|or|to|through|until|till|&) |, |/)"
_NEXT_DAY = re.compile(
    expand(rf"{_LINK}(?:the )?{_BY_DAY}")
    + _OWN_MONTH
    + r"(?![\w%:]|[.,/]\d|\s+(?:percent|people|million|years?|days?|hours?|minutes?|weeks?|months?|others?|per|[a-z]+s\b))",
    re.I,
)
_DASHED_DAY = re.compile(expand(rf" ?[-\u2013\u2014] ?{_BY_DAY}") + _OWN_MONTH + r"(?![\w%:]|[.,/]\d)", re.I)
_YEAR_AFTER = re.compile(expand(r",? ?(?:\(?{year}\)?)"))
_ASIDE_YEAR = re.compile(expand(r" \([^()\n]{3,70}\),? {year}"))
_NEXT_YEAR = re.compile(expand(rf"{_LINK}{{year}}"), re.I)
_DAY_BEFORE = re.compile(r"(?<![\w.,:$£€/-])(?:the\s)?" + _BY_DAY + expand(rf"{_LINK}(?:the )?") + "$", re.I)
_DASHED_BEFORE = re.compile(r"(?<![\w.,:$£€/-])(?:the\s)?" + _BY_DAY + expand(r" ?[-\u2013\u2014] ?") + "$", re.I)
_HOUR_BEFORE = re.compile(
    r"(?<![\w.,:$£€/-])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?"
    + expand(r"(?: ?[-\u2013\u2014] ?| to | until | and )")
    + "$",
    re.I,
)
_QUARTER_BEFORE = re.compile(
    r"\b(?P<order>first|second|third|fourth|1st|2nd|3rd|4th)" + expand(rf"{_LINK}(?:the )?") + "$", re.I
)
_SIDE = re.compile(expand(r",? ?(?:and|or|to|through|until|till|from|&|-|\u2013|/|as well as) ?|, "), re.I)


def _month_day(e: When) -> bool:
    """Whether it is a day told by month and number."""
    return e.month is not None and e.day is not None and e.until is None and not e.orders


def after(text: str, end: int, left: When) -> Iterator[Shared]:
    """Days or years that go on after a date: "May 14 and 15", "Nov. 3-5, 1999", "December 31, 2016, 2015 and 2014"."""
    if not _month_day(left) or left.clock:
        return
    if left.year is not None:
        yield from _years_after(text, end, left)
        return
    aside = _ASIDE_YEAR.match(text, end, end + 90)
    if aside is not None:  # "6 February (18 February by the new calendar), 1870"
        year = int(aside.group("year"))
        yield Shared(end, end, replace(left, year=year), "year after an aside", own=True)
    elif (range_ := _days_to(text, end, left)) is not None:
        yield range_
    else:
        yield from _days_after(text, end, left)


def _years_after(text: str, end: int, left: When) -> Iterator[Shared]:
    at, stop = end, end + 200
    while (found := _NEXT_YEAR.match(text, at, stop)) is not None:
        year, at = int(found.group("year")), found.end()
        yield Shared(found.start("year"), at, replace(left, year=year, weekday=None), "list of years")


def _days_to(text: str, end: int, left: When) -> Shared | None:
    """Such as "Nov. 3-5, 1999"."""
    dashed = _DASHED_DAY.match(text, end, end + 120)
    if dashed is None or int(dashed.group("day")) <= (left.day or 0):
        return None
    stop, year = _year_behind(text, dashed.end(), end + 120)
    first = replace(left, year=year)
    last = When(day=int(dashed.group("day")), base=first)
    return Shared(end, stop, replace(first, until=last), "range of days", range=True)


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
    if right.quarter is not None and right.until is None:
        yield from _quarters_before(text, start, right)
        return
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
    for _ in range(31):
        found = _DAY_BEFORE.search(text, max(0, at - 16), at)
        if found is None:
            return
        yield Shared(
            found.start("day"), found.end("whole"), When(day=int(found.group("day")), base=right), "list of days"
        )
        at = found.start()


def _quarters_before(text: str, start: int, right: When) -> Iterator[Shared]:
    """Quarters that leave out the word and the year: "the first and second quarters of 2023"."""
    at, least = start, right.quarter or 0
    while (found := _QUARTER_BEFORE.search(text, max(0, at - 24), at)) is not None:
        order = ordinal(found.group("order")) or least
        if order >= least:
            return
        yield Shared(found.start("order"), found.end("order"), replace(right, quarter=order), "list of quarters")
        at, least = found.start(), order


def hours_before(text: str, start: int, right: When) -> tuple[int, When] | None:
    """Such as "9-11 a.m.", "from 3 to 5 p.m.": the hour that leaves out what the next one says."""
    found = _HOUR_BEFORE.search(text, max(0, start - 14), start)
    if found is None or right.hour is None:
        return None
    hour = int(found.group("hour"))
    if right.hour >= 12 and hour < 12 and hour + 12 <= right.hour:
        hour += 12
    if hour > 24 or hour > right.hour:
        return None
    minute = int(found.group("minute")) if found.group("minute") else None
    return found.start("hour"), replace(right, hour=hour, minute=minute)


_AND = re.compile(r" (?:and|or) |, ")


def share_right(left: Expression, right: Expression, gap: str) -> Expression | None:
    """What the left one of two takes from the right one: the year of "May and June 2019", the unit of nothing else."""
    if not isinstance(left, When):
        return None
    if isinstance(right, Repeat):
        return _returning(left, right) if _AND.fullmatch(gap) else None
    if not isinstance(right, When) or not _SIDE.fullmatch(gap):
        return None
    return next((shared for share in _SHARES if (shared := share(left, right, gap)) is not None), None)


def _returning(left: When, right: Repeat) -> Repeat | None:
    """The part of the day in "on Friday and Saturday nights"."""
    same = left.only == "weekday" and re.fullmatch(r"XXXX-WXX-\dT[A-Z]{2}", right.value)
    return Repeat(f"XXXX-WXX-{left.weekday}{right.value[-3:]}") if same else None


def _open(e: When) -> bool:
    """Whether the year is left to be told."""
    return e.year is None and e.base is None and not e.pick and not e.orders


def _month_year(left: When, right: When, gap: str) -> When | None:
    """The year in "May and June 2019"; of "December and January 2020" the one before."""
    if not _open(left):
        return None
    year = left.year_before(right)
    return replace(left, year=year) if year is not None and _agrees(left, year) else None


def _base(left: When, right: When, gap: str) -> When | None:
    """What both lie in: "May and June last year", "Monday and Tuesday of next week"."""
    months, weekdays = left.month and right.month, left.weekday and right.weekday and not left.day
    return replace(left, base=right.base) if (months or weekdays) and right.base and _open(left) else None


def _clock_day(left: When, right: When, gap: str) -> When | None:
    """The day in "at 9am and 5pm on Friday"."""
    fits = left.hour is not None and not left.dated and right.hour is not None and right.dated and "," not in gap
    return replace(right, hour=left.hour, minute=left.minute, second=left.second) if fits else None


_SHARES = (_month_year, _base, _clock_day)


def _agrees(e: When, year: int) -> bool:
    """Whether the weekday that stands with a date is the one of that year."""
    if e.weekday is None or e.month is None or e.day is None:
        return True
    try:
        return date(year, e.month, e.day).isoweekday() == e.weekday
    except ValueError:
        return True
