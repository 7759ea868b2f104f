"""Lists and ranges share what they leave out: "14 and 15 May", "December 31, 2016, 2015 and 2014", "May and June 2019"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from newsparse.dates.lexicon import expand
from newsparse.dates.period import days_in_month
from newsparse.dates.rules.joins import is_date
from newsparse.dates.when import Expression, Length, Repeat, When

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Shared", "after", "before", "share_right"]

Shared = tuple[int, int, Expression, str]

_BY_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
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
    r"(?<![\w.,:$£€/-])(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?"
    + expand(r"(?: ?[-\u2013\u2014] ?| to | until | and )")
    + "$",
    re.I,
)
_QUARTER_BEFORE = re.compile(
    r"\b(?P<order>first|second|third|fourth|1st|2nd|3rd|4th)" + expand(rf"{_LINK}(?:the )?") + "$", re.I
)
_QUARTERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SIDE = re.compile(expand(r",? ?(?:and|or|to|through|until|till|from|&|-|\u2013|/|as well as) ?|, "), re.I)


def after(text: str, end: int, left: When) -> Iterator[Shared]:
    """Days or years that go on after a date: "May 14 and 15", "Nov. 3-5, 1999", "December 31, 2016, 2015 and 2014"."""
    if not is_date(left) or left.month is None or left.until is not None or left.orders or left.clock:
        return
    if left.year is None:
        aside = _ASIDE_YEAR.match(text, end, end + 90)
        if aside is not None:  # "6 February (18 February by the new calendar), 1870"
            yield -1, end, replace(left, year=int(aside.group("year"))), "year after an aside"
            return
        yield from _days_after(text, end, left)
    else:
        at, stop = end, end + 200
        while (found := _NEXT_YEAR.match(text, at, stop)) is not None:
            start = found.start("year")
            yield start, found.end("year"), replace(left, year=int(found.group("year")), weekday=None), "list of years"
            at = found.end()


def _days_after(text: str, end: int, left: When) -> Iterator[Shared]:
    at, stop = end, end + 120
    days: list[tuple[int, int, When]] = []
    dashed = _DASHED_DAY.match(text, at, stop)
    if dashed is not None and int(dashed.group("day")) > (left.day or 0):
        year = _YEAR_AFTER.match(text, dashed.end(), stop)
        number = int(year.group("year")) if year else None
        last = When(day=int(dashed.group("day")), base=replace(left, year=number))
        yield -1, year.end() if year else dashed.end(), replace(left, year=number, until=last), "range of days"
        return
    while (found := _NEXT_DAY.match(text, at, stop)) is not None:
        days.append((found.start("day"), found.end(), When(day=int(found.group("day")), base=left)))
        at = found.end()
    if not days:
        return
    year = _YEAR_AFTER.match(text, at, stop)
    number = int(year.group("year")) if year else None
    for i, (start, day_end, when) in enumerate(days):
        tail = year.end() if year and i == len(days) - 1 else day_end
        yield start, tail, replace(when, base=replace(left, year=number)), "list of days"
    if number:
        yield -1, end, replace(left, year=number), "list of days"


def before(text: str, start: int, right: When) -> Iterator[Shared]:
    """Days before a date that has the month: "14 and 15 May", "from 2 to 5 June", "2-5 June"; the nearest first."""
    if right.quarter is not None and right.until is None:
        yield from _quarters_before(text, start, right)
        return
    if not is_date(right) or right.month is None or right.until is not None or right.orders or right.day is None:
        return
    if not text[start].isdigit() and text[start : start + 4].lower() != "the ":
        return
    dashed = _DASHED_BEFORE.search(text, max(0, start - 12), start)
    if dashed is not None and int(dashed.group("day")) < right.day:
        first = When(day=int(dashed.group("day")), base=right)
        yield dashed.start("day"), -1, replace(first, until=right), "range of days"
        return
    at = start
    for _ in range(31):
        found = _DAY_BEFORE.search(text, max(0, at - 16), at)
        if found is None:
            return
        day = int(found.group("day"))
        yield found.start("day"), found.end("day"), When(day=day, base=right), "list of days"
        at = found.start()


def _quarters_before(text: str, start: int, right: When) -> Iterator[Shared]:
    """Quarters that leave out the word and the year: "the first and second quarters of 2023"."""
    at, least = start, right.quarter or 0
    while (found := _QUARTER_BEFORE.search(text, max(0, at - 24), at)) is not None:
        order = _QUARTERS[found.group("order").lower()]
        if order >= least:
            return
        yield found.start("order"), found.end("order"), replace(right, quarter=order), "list of quarters"
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
    if isinstance(left, When) and isinstance(right, Repeat) and _AND.fullmatch(gap):  # "on Friday and Saturday nights"
        same = left == When(weekday=left.weekday) and re.fullmatch(r"XXXX-WXX-\dT[A-Z]{2}", right.value)
        return Repeat(f"XXXX-WXX-{left.weekday}{right.value[-3:]}") if same else None
    if not (isinstance(left, When) and isinstance(right, When)) or not _SIDE.fullmatch(gap):
        return None
    if (
        left.month
        and right.month
        and right.year
        and left.year is None
        and left.base is None
        and not left.pick
        and not left.orders
    ):
        earlier = (left.month, left.day or 0) <= (right.month, right.day or 99)
        year = right.year if earlier else right.year - 1
        return replace(left, year=year) if _agrees(left, year) else None
    if left.month and right.month and right.base and left.year is None and left.base is None and not left.pick:
        return replace(left, base=right.base)
    if left.quarter and right.quarter and right.year and left.year is None and left.base is None:
        return replace(left, year=right.year)
    if left.hour is not None and not left.dated and right.hour is not None and right.dated and "," not in gap:
        return replace(right, hour=left.hour, minute=left.minute, second=left.second)
    if left.weekday and right.weekday and right.base and left.base is None and not left.pick and not left.day:
        return replace(left, base=right.base)
    if (
        left.weekday
        and right.weekday
        and left.part is None
        and right.part
        and "and" in gap
        and not left.hour
        and not right.day
    ):
        return replace(left, part=right.part)
    return None


def _agrees(e: When, year: int) -> bool:
    """Whether the weekday that stands with a date is the one of that year."""
    if e.weekday is None or e.month is None or e.day is None or e.day > days_in_month(year, e.month):
        return True
    return date(year, e.month, e.day).isoweekday() == e.weekday


def is_length(e: Expression) -> bool:
    """Whether it is a duration."""
    return isinstance(e, Length)
