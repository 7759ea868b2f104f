"""Expressions that stand one after the other, of which one tells where the other lies.

The end of a range, two joined weekdays, a length and its end, and what returns.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from newsparse.dates.expression import Length, When
from newsparse.dates.period import Period, move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.dates.anchors import Anchors
    from newsparse.dates.resolve import Found
    from newsparse.dates.scan import Atom

__all__ = ["habitual", "named_again", "set_beside"]

_HOURS = re.compile(r"\s(?:to|until|till|and)\s", re.I)
_WITH = re.compile(
    r",? (?:and|or|&|as well as)(?: on| for| again on)? |, |/| \(| (?:to|through|thru|until|till) ", re.I
)
_LISTED = re.compile(r",? (?:and|&) |, ?")
_THEN = re.compile(r"\s[^.!?;\n]{1,60} and (?:then )?on ")
_CLOCKS = re.compile(r"[^.!?\n]{0,50}(?: and|,)(?: on) $")
_RETURNING = re.compile(r"P1[DWMY]|XXXX-(?:WXX-(?:\d|XX|WE)|XX-XX)(?:T.*)?")
_ENDS = re.compile(r"[.!?]['’\"”)]*\s|[;\n]")
_EXCEPT = re.compile(r",? (?:except|but|apart from|bar|save)(?: for)?(?: on)? ")
_UP_TO = re.compile(r"(?: that)? (?:ended|ending|to|up to|through)(?: on| in)?(?: the end of)? ")
_MONTHS = re.compile(r"\b(?:between [\w.]+ and|from [\w.]+ (?:to|until|till|through)) $", re.I)
_APPOSED = frozenset({" (", ", "})
_CALENDAR = frozenset({"day", "week", "month", "quarter", "year"})
_OWNS = re.compile(r"['’]s\b")

_LATELY = 12
"""Periods before that are looked at."""

_WEEK = 7


def set_beside(text: str, found: list[Found], one: Found, anchors: Anchors) -> None:
    """Add what was found, placed after its neighbour where the two go together."""
    if found:
        gap = text[found[-1].end : one.start]
        if one.only == found[-1].only == "clock" and one.hour < found[-1].hour and _HOURS.fullmatch(gap):
            one = _moved(one, 1, anchors)  # "between 10pm and 2am" ends on the next day
        if gap in _APPOSED and one.weekday:
            one = _apposed(found[-1], one, anchors)
        partner = _partner(text, found, one)
        if partner is not None:
            between = text[found[partner].end : one.start]
            found[partner], one = _in_order(between, found[partner], one, anchors)
        if _MONTHS.search(text[max(0, found[-1].start - 8) : one.start]):
            found[-1], one = _months_in_order(found[-1], one, anchors)
        if _UP_TO.fullmatch(gap):
            found[-1] = _up_to(text, found[-1], one)
    found.append(one)


def _apposed(day: Found, one: Found, anchors: Anchors) -> Found:
    """The weekday beside a day that it tells of is that day: "tomorrow (Thurs)"."""
    if day.first is None or one.first is None or day.first != day.last or day.first.isoweekday() != one.weekday:
        return one
    return _moved(one, (day.first - one.first).days, anchors)


def _up_to(text: str, length: Found, end: Found) -> Found:
    """A length that ends with a period has the days up to its end: "the three months to May"."""
    e = length.expression
    if isinstance(e, Length) and end.last is not None and text[length.start : length.start + 4].lower() == "the ":
        (amount, unit), *more = e.amounts
        if amount is not None and unit in _CALENDAR and not more:
            with suppress(OverflowError, ValueError):
                return replace(length, first=move(end.last + timedelta(1), unit, -amount), last=end.last)
    return length


def _partner(text: str, found: Sequence[Found], one: Found) -> int | None:
    """The weekday with which a bare one is joined: "on Friday and Saturday", "on Monday at 3pm and on Friday"."""
    k = len(found) - 1
    while k >= max(0, len(found) - 3) and found[k].only == "clock":
        k -= 1
    if k < 0 or not one.weekday or not found[k].weekday:
        return None
    gap = text[found[k].end : one.start]
    joined = _CLOCKS.fullmatch(gap) if k < len(found) - 1 else _WITH.fullmatch(gap) or _THEN.fullmatch(gap)
    return k if joined else None


def _in_order(gap: str, first: Found, second: Found, anchors: Anchors) -> tuple[Found, Found]:
    """Two joined weekdays, or the ends of a range, in the order of the calendar: what is told of one holds for both."""
    today = anchors.published
    if first.first is None or second.first is None or today is None:
        return first, second
    away = (second.first - first.first).days
    if gap == " (":  # "on Tuesday (early Wednesday in Perth)"
        return first, _moved(second, (away + 3) % _WEEK - 3 - away, anchors)
    if first.first < today and _THEN.fullmatch(gap):  # of the past, either may be first
        return first, second
    later = _moved(second, away % _WEEK - away, anchors)
    if first.first < today < (later.first or today):
        return _moved(first, -_WEEK, anchors), _moved(later, -_WEEK, anchors)
    return first, later


def _months_in_order(first: Found, second: Found, anchors: Anchors) -> tuple[Found, Found]:
    """The months of "between November and March": the first is the one before the second if it has begun."""
    both = first.only == second.only == "month"
    if not both or first.first is None or second.first is None or first.first < second.first:
        return first, second
    if anchors.published is not None and first.first > anchors.published:
        return first, _of_year(second, 1, anchors)
    return _of_year(first, -1, anchors), second


def _of_year(one: Found, years: int, anchors: Anchors) -> Found:
    """The same month so many years later."""
    if one.first is None:
        return one
    period = Period.of("month", one.first).shift(12 * years)
    anchors.mentioned[-_LATELY:] = [
        (at, period if at == one.start else told) for at, told in anchors.mentioned[-_LATELY:]
    ]
    return replace(one, value=period.value, first=period.first, last=period.last)


def _moved(one: Found, days: int, anchors: Anchors) -> Found:
    """The same so many days later."""
    if not days or one.first is None or one.last is None:
        return one
    first = one.first + timedelta(days)
    anchors.mentioned[-_LATELY:] = [
        (at, Period("day", first) if at == one.start else period) for at, period in anchors.mentioned[-_LATELY:]
    ]
    value = one.value.replace(one.first.isoformat(), first.isoformat())
    return replace(one, value=value, first=first, last=one.last + timedelta(days))


def habitual(text: str, found: Sequence[Found]) -> list[Found]:
    """Three weekdays or more in a list, not one after the other ("Monday, Wednesday and Friday"), are of any week.

    So are the hours of "from 6am to 10pm on Sundays", and the weekday of "every day except Monday".
    """
    result = list(chain.from_iterable(map(_of_any_week, _lists(text, found))))
    days = [i for i, one in enumerate(result) if one.type == "SET" and _RETURNING.fullmatch(one.value)]
    sides = [(i, step) for i in days for step in (-1, 1) if 0 <= i + step < len(result)]
    for i, step in sorted(sides, key=lambda side: _apart(result[side[0]], result[sum(side)])):
        _return_with(text, result, i, step)  # an hour between two has the nearest
    return result


def _apart(one: Found, other: Found) -> int:
    return max(one.start - other.end, other.start - one.end)


def _lists(text: str, found: Sequence[Found]) -> list[list[Found]]:
    """The lists of weekdays, one after the other; what is none has a list of its own."""
    runs: list[list[Found]] = []
    for one in found:
        last = runs[-1][-1] if runs else None
        if last and last.weekday and one.weekday and _LISTED.fullmatch(text[last.end : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _of_any_week(run: list[Found]) -> list[Found]:
    apart = any((b.weekday - a.weekday) % _WEEK != 1 for a, b in pairwise(run))
    return [_returning(one, f"XXXX-WXX-{one.weekday}") for one in run] if len(run) > 2 and apart else run


def _return_with(text: str, found: list[Found], i: int, step: int) -> None:
    """Bare hours on a side of what returns each day or week return with it, and so do exceptions."""
    value, k = found[i].value, i + step
    day = "XXXX-XX-XX" if value.startswith("P") else value.partition("T")[0]
    while 0 <= k < len(found) and _is_beside(text, found[k], found[k - step]):
        e = found[k].expression
        if isinstance(e, When) and e.bare_clock:
            found[k] = _returning(found[k], day + e.time)
        elif found[k].weekday:
            found[k] = _returning(found[k], f"XXXX-WXX-{found[k].weekday}")
        k += step


def _is_beside(text: str, one: Found, other: Found) -> bool:
    """Whether an hour, or an exception after it, stands in the sentence of what returns."""
    first, last = sorted((one, other), key=lambda each: each.start)
    gap = text[first.end : last.start]
    if _ENDS.search(gap):
        return False
    bare = one.only == "clock" and one.type != "SET"
    return bare or (one is last and _EXCEPT.fullmatch(gap) is not None)


def _returning(one: Found, value: str) -> Found:
    return replace(one, type="SET", value=value, first=None, last=None)


def named_again(text: str, atom: Atom, anchors: Anchors) -> When | None:
    """The day of "Tuesday's vote" after "will vote on Tuesday": the Tuesday of which the text has told."""
    today = anchors.published
    if atom.only != "weekday" or today is None or not _OWNS.match(text, atom.end):
        return None
    day = next((p.first for p in anchors.named("day") if p.first.isoweekday() == atom.weekday), None)
    return When(year=day.year, month=day.month, day=day.day) if day and abs((day - today).days) <= _WEEK else None
