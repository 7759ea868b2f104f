"""Lists and ranges share what they leave out: "14 and 15 May", "Nov. 3-5, 1999", "May and June 2019"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from newsparse.dates.expression import Expression, Length, When
from newsparse.dates.lexicon import expand

if TYPE_CHECKING:
    from newsparse.dates.scan import Atom

__all__ = ["listed", "share_right"]

_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_OWN_MONTH = expand(r"(?!~?(?:(?:day )?of )?{month})")
"""The day that follows has a month of its own: "3 September and 7 October"."""
_LINK = r"(?:,? (?:and|or|to|through|until|till|&) |, |/)"
_DASH = r" ?[-\u2013\u2014] ?"
_COUNTED = r"(?:percent|people|million|years?|days?|hours?|minutes?|weeks?|months?|others?|per|[a-z]+s\b)"
_FIRST = r"(?<![\w.,:$£€/-])"
_MORE_DAYS = re.compile(
    rf"(?:{expand(_LINK)}(?:the\s)?{_DAY.replace('?P<day>', '?:')}{_OWN_MONTH}(?![\w%:]|[.,/]\d|\s+{_COUNTED}))+", re.I
)
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")
_DASHED_DAY = re.compile(expand(_DASH + _DAY) + _OWN_MONTH + r"(?![\w%:]|[.,/]\d)", re.I)
_YEAR_AFTER = re.compile(expand(r",? ?(?:\(?{year}\)?)"))
_ASIDE_YEAR = re.compile(expand(r" \([^()\n]{3,70}\),? {year}"))
_DAYS_BEFORE = re.compile(rf"{_FIRST}(?:(?:the\s)?{_DAY.replace('?P<day>', '?:')}{expand(_LINK)}(?:the\s)?)+$", re.I)
_DASHED_BEFORE = re.compile(rf"{_FIRST}(?:the\s)?{_DAY}" + expand(_DASH) + "$", re.I)
_HOUR_BEFORE = re.compile(
    rf"{_FIRST}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?" + expand(rf"(?:{_DASH}| to | until | and )") + "$", re.I
)
_ENDED = re.compile(expand(r" (?:that )?(?:ended|ending|ends|to) (?:on )?"), re.I)
_SIDE = re.compile(expand(r",? ?(?:and|or|to|through|until|till|from|&|-|\u2013|/|as well as) ?|, "), re.I)


def listed(text: str, atom: Atom, low: int, end: int) -> list[Atom]:
    """An expression with those around it that share its month or year, in order; low and end bound them.

    Of a range it is one expression, from the first to the last.
    """
    e = atom.expression
    if not isinstance(e, When) or e.until is not None:
        return [atom]
    if e.hour is not None:
        return [_range_of_hours(text, atom, e, low)]
    if not e.said >= {"month", "day"}:
        return [atom]
    before = _before(text, atom, e, low)
    return before if before and before[-1].end == atom.end else before + _after(text, atom, e, end)


def _made(atom: Atom, start: int, end: int, expression: When, rule: str) -> Atom:
    return replace(atom, start=start, end=end, expression=expression, rule=f"{atom.rule}, {rule}")


def _after(text: str, atom: Atom, left: When, stop: int) -> list[Atom]:
    """A date, better told, and the days that go on after it: "May 14 and 15", "Nov. 3-5, 1999"."""
    start, end = atom.start, atom.end
    if left.clock or left.year is not None:
        return [atom]
    if aside := _ASIDE_YEAR.match(text, end, end + 90):  # "6 February (18 February by the new calendar), 1870"
        return [_made(atom, start, end, replace(left, year=int(aside.group("year"))), "year after an aside")]
    dashed = _DASHED_DAY.match(text, end, min(stop, end + 120))
    if dashed is not None and int(dashed.group("day")) > (left.day or 0):
        last, year = _year_behind(text, dashed.end(), stop)
        first = replace(left, year=year)
        until = When(day=int(dashed.group("day")), base=first)
        return [_made(atom, start, last, replace(first, until=until), "range of days")]
    more = _MORE_DAYS.match(text, end, min(stop, end + 120))
    if more is None:
        return [atom]
    last, year = _year_behind(text, more.end(), stop)
    month = replace(left, year=year)
    days = _days(text, atom, end, more.end(), month)
    return [_made(atom, start, end, month, "list of days"), *days[:-1], replace(days[-1], end=last)]


def _days(text: str, atom: Atom, start: int, end: int, month: When) -> list[Atom]:
    """The days of a list, each of the month of another expression."""
    return [
        _made(
            atom, found.start(), found.end(), When(day=int(found.group().rstrip("dhnrst")), base=month), "list of days"
        )
        for found in _NUMBER.finditer(text, start, end)
    ]


def _year_behind(text: str, at: int, stop: int) -> tuple[int, int | None]:
    """Where a year ends that stands there, and that year; the place itself and None where none does."""
    found = _YEAR_AFTER.match(text, at, stop)
    return (found.end(), int(found.group("year"))) if found else (at, None)


def _before(text: str, atom: Atom, right: When, low: int) -> list[Atom]:
    """Days before a date that has the month: "14 and 15 May", "from 2 to 5 June"; of "2-5 June" the range."""
    at = atom.start
    if not text[at].isdigit() and text[at : at + 4].lower() != "the ":
        return []
    dashed = _DASHED_BEFORE.search(text, max(low, at - 12), at)
    if dashed is not None and int(dashed.group("day")) < (right.day or 0):
        first = When(day=int(dashed.group("day")), base=right, until=right)
        return [_made(atom, dashed.start("day"), atom.end, first, "range of days")]
    days = _DAYS_BEFORE.search(text, max(low, at - 60), at)
    return _days(text, atom, days.start(), at, right) if days else []


def _range_of_hours(text: str, atom: Atom, right: When, low: int) -> Atom:
    """Such as "9-11 a.m.", "from 3 to 5 p.m.": the hour leaves out what the next one says."""
    found = _HOUR_BEFORE.search(text, max(low, atom.start - 14), atom.start) if text[atom.start].isdigit() else None
    if found is None or right.hour is None:
        return atom
    hour = int(found.group("hour"))
    if right.hour >= 12 and hour + 12 <= right.hour:
        hour += 12
    if hour > right.hour:
        return atom
    minute = int(found.group("minute")) if found.group("minute") else None
    first = replace(right, hour=hour, minute=minute, until=right)
    return _made(atom, found.start("hour"), atom.end, first, "range of hours")


def share_right(left: Expression, right: Expression, gap: str) -> Expression | None:
    """What the left one takes from the right one: a year ("May and June 2019"), a day ("9am and 5pm on Friday")."""
    if not isinstance(left, When) or not isinstance(right, When):
        return None
    if left.anchor == "context" and right.month and _ENDED.fullmatch(gap):
        return _ended(left, right)
    if not _SIDE.fullmatch(gap):
        return None
    if left.bare_clock and "hour" in left.said & right.said and right.dated and "," not in gap:
        return replace(right, hour=left.hour, minute=left.minute, second=left.second)
    if left.says({"year", "base", "pick", "orders"}):
        return None
    if right.base and "month" in left.said & right.said:  # "May and June last year"
        return replace(left, base=right.base)
    year = left.year_before(right)  # of "December and January 2020" the one before
    return replace(left, year=year) if year is not None and _agrees(left, year) else None


def _ended(left: When, day: When) -> Expression | None:
    """Of "the quarter ended Sept. 30" the quarter of that day; "the year ended June 30" is as long as any year."""
    if left.unit == "quarter":
        return When(unit="quarter", shift=0, anchor="base", base=day)
    return Length(((1, "year"),)) if left.unit == "year" else None


def _agrees(e: When, year: int) -> bool:
    """Whether the weekday that stands with a date is the one of that year."""
    if e.weekday is None or e.month is None or e.day is None:
        return True
    try:
        return date(year, e.month, e.day).isoweekday() == e.weekday
    except ValueError:
        return True
