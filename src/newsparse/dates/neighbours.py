"""Expressions that stand one after the other, of which one tells where the other lies.

The end of a range, two joined weekdays, a length and its end, and what returns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Anchors, Viewpoint
from newsparse.dates.expression import Length, When
from newsparse.dates.period import Period, move
from newsparse.dates.resolve import Found, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.dates.scan import Atom

__all__ = ["Placed", "habitual", "named_again", "set_beside"]

_THROUGH = re.compile(r"\s(to|through|thru|until|till)\s", re.I)
_HOURS = re.compile(r"\s(?:to|until|till|and)\s", re.I)
_FROM = re.compile(r"\bfrom\s$", re.I)
_WITH = re.compile(r",? (?:and|or|&|as well as)(?: on| for| again on)? |, |/| \(", re.I)
_LISTED = re.compile(r",? (?:and|&) |, ?")
_THEN = re.compile(r"\s[^.!?;\n]{1,60} and (?:then )?on ")
_CLOCKS = re.compile(r"[^.!?\n]{0,50}(?: and|,)(?: on) $")
_RETURNING = re.compile(r"P1[DWMY]|XXXX-(?:WXX-(?:\d|XX|WE)|XX-XX)(?:T.*)?")
_ENDS = re.compile(r"[.!?]['’\"”)]*\s|[;\n]")
_EXCEPT = re.compile(r",? (?:except|but|apart from|bar|save)(?: for)?(?: on)? ")
_UP_TO = re.compile(r"(?: that)? (?:ended|ending|to|up to|through)(?: on| in)?(?: the end of)? ")
_CALENDAR = frozenset({"day", "week", "month", "quarter", "year"})
_OWNS = re.compile(r"['’]s\b")

_LATELY = 12
"""Periods before that are looked at."""

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression as it is written, and what was found."""

    atom: Atom
    found: Found

    @property
    def weekday(self) -> int:
        """The weekday of an expression that says no more of the calendar; 0 where it is none."""
        e = self.atom.expression
        return e.weekday or 0 if isinstance(e, When) and e.free and not (e.pick or e.month or e.day) else 0

    @property
    def hour(self) -> int:
        """The hour that it says; 0 where it says none."""
        e = self.atom.expression
        return e.hour or 0 if isinstance(e, When) else 0


def set_beside(text: str, placed: list[Placed], one: Placed, anchors: Anchors) -> None:
    """Add what was found, placed after its neighbour where the two go together."""
    if placed:
        gap = text[placed[-1].atom.end : one.atom.start]
        if _ends_range(text, gap, placed[-1].atom, one.atom):
            one = replace(one, found=_end_of_range(placed[-1], one, anchors))
        partner = _partner(text, placed, one)
        if partner is not None:
            gap = text[placed[partner].atom.end : one.atom.start]
            first, second = _in_order(gap, placed[partner].found, one.found, anchors)
            placed[partner], one = replace(placed[partner], found=first), replace(one, found=second)
        if _UP_TO.fullmatch(gap):
            placed[-1] = replace(placed[-1], found=_up_to(text, placed[-1], one))
    placed.append(one)


def _up_to(text: str, length: Placed, end: Placed) -> Found:
    """A length that ends with a period has the days up to its end: "the three months to May"."""
    e, last, start = length.atom.expression, end.found.last, length.atom.start
    if not isinstance(e, Length) or last is None or not text[start : start + 4].lower().startswith("the "):
        return length.found
    amount, unit = e.amounts[0]
    if amount is None or unit not in _CALENDAR or len(e.amounts) > 1:
        return length.found
    try:
        return replace(length.found, first=move(last + timedelta(1), unit, -amount), last=last)
    except (OverflowError, ValueError):
        return length.found


def _ends_range(text: str, gap: str, first: Atom, second: Atom) -> bool:
    """Whether they are the two ends of a range in words: "Monday through Thursday", "from May to July"."""
    if first.only != second.only or first.only not in {"weekday", "month", "clock"}:
        return False
    if first.only == "clock":
        return _HOURS.fullmatch(gap) is not None
    through = _THROUGH.fullmatch(gap)
    begun = _FROM.search(text, max(0, first.start - 6), first.start) is not None
    return through is not None and (begun or first.only == "weekday" or through.group(1).lower() in {"through", "thru"})


def _end_of_range(left: Placed, right: Placed, anchors: Anchors) -> Found:
    """The end of a range is placed after its beginning."""
    begin, found, atom = left.found.first, right.found, right.atom
    if begin is None or found.first is None:
        return found
    if atom.only == "clock":  # "between 10pm and 2am" ends on the next day
        return _moved(found, (begin - found.first).days + 1, anchors) if right.hour < left.hour else found
    meaning = resolve(atom.expression, Viewpoint(Anchors(begin), "future", atom.start))
    if meaning.period is not None and anchors.mentioned:
        anchors.mentioned[-1] = (atom.start, meaning.period)
    return replace(found, value=meaning.value, first=meaning.first, last=meaning.last)


def _partner(text: str, placed: Sequence[Placed], one: Placed) -> int | None:
    """The weekday with which a bare one is joined: "on Friday and Saturday", "on Monday at 3pm and on Friday"."""
    k = len(placed) - 1
    while k >= max(0, len(placed) - 3) and placed[k].atom.only == "clock":
        k -= 1
    if k < 0 or not one.weekday or not placed[k].weekday:
        return None
    gap = text[placed[k].atom.end : one.atom.start]
    joined = _CLOCKS.fullmatch(gap) if k < len(placed) - 1 else _WITH.fullmatch(gap) or _THEN.fullmatch(gap)
    return k if joined else None


def _in_order(gap: str, first: Found, second: Found, anchors: Anchors) -> tuple[Found, Found]:
    """Two joined weekdays in the order of the calendar: what is told of the first holds for the second."""
    today = anchors.published
    if first.first is None or second.first is None or today is None:
        return first, second
    away = (second.first - first.first).days
    if gap == " (":  # "on Tuesday (early Wednesday in Perth)"
        return first, _moved(second, (away + 3) % _WEEK - 3 - away, anchors)
    if first.first < today and _THEN.fullmatch(gap) and not _WITH.fullmatch(gap):  # of the past, either may be first
        return first, second
    later = _moved(second, away % _WEEK - away, anchors)
    if first.first < today and later.first is not None and later.first > today:
        return _moved(first, -_WEEK, anchors), _moved(later, -_WEEK, anchors)
    return first, later


def _moved(found: Found, days: int, anchors: Anchors) -> Found:
    """The same so many days later."""
    if not days or found.first is None or found.last is None:
        return found
    first = found.first + timedelta(days)
    anchors.mentioned[-_LATELY:] = [
        (at, Period("day", first) if at == found.start else period) for at, period in anchors.mentioned[-_LATELY:]
    ]
    value = found.value.replace(found.first.isoformat(), first.isoformat())
    return replace(found, value=value, first=first, last=found.last + timedelta(days))


def habitual(text: str, placed: Sequence[Placed]) -> list[Placed]:
    """Three weekdays or more in a list, not one after the other ("Monday, Wednesday and Friday"), are of any week.

    So are the hours of "from 6am to 10pm on Sundays", and the weekday of "every day except Monday".
    """
    result: list[Placed] = []
    for _, group in groupby(_lists(text, placed), key=lambda pair: pair[0]):
        run = [one for _, one in group]
        apart = any((b.weekday - a.weekday) % _WEEK != 1 for a, b in pairwise(run))
        result += [_of_any_week(one) for one in run] if len(run) > 2 and apart else run
    days = [i for i, one in enumerate(result) if one.found.type == "SET" and _RETURNING.fullmatch(one.found.value)]
    sides = [(i, step) for i in days for step in (-1, 1) if 0 <= i + step < len(result)]
    for i, step in sorted(sides, key=lambda side: _apart(result[side[0]].atom, result[sum(side)].atom)):
        _return_with(text, result, i, step)  # an hour between two has the nearest
    return result


def _apart(one: Atom, other: Atom) -> int:
    return max(one.start - other.end, other.start - one.end)


def _lists(text: str, placed: Sequence[Placed]) -> Iterator[tuple[int, Placed]]:
    """Each with the number of the list of weekdays in which it stands; what is none has a list of its own."""
    number = 0
    for last, one in zip([None, *placed], placed, strict=False):
        days = last is not None and last.weekday and one.weekday
        if not (days and last is not None and _LISTED.fullmatch(text[last.atom.end : one.atom.start])):
            number += 1
        yield number, one


def _return_with(text: str, placed: list[Placed], i: int, step: int) -> None:
    """Bare hours on a side of what returns each day or week return with it, and so do exceptions."""
    value, k = placed[i].found.value, i + step
    day = "XXXX-XX-XX" if value.startswith("P") else value.partition("T")[0]
    while 0 <= k < len(placed) and _is_beside(text, placed[k], placed[i]):
        e, found = placed[k].atom.expression, placed[k].found
        if isinstance(e, When) and e.bare_clock:
            placed[k] = replace(placed[k], found=replace(found, type="SET", value=day + e.time, first=None, last=None))
        elif placed[k].weekday:
            placed[k] = _of_any_week(placed[k])
        k += step


def _is_beside(text: str, clock: Placed, day: Placed) -> bool:
    """Whether an hour, or an exception, stands in the sentence of what returns."""
    first, last = sorted((clock.atom, day.atom), key=lambda atom: atom.start)
    gap = text[first.end : last.start]
    if _ENDS.search(gap):
        return False
    bare = clock.atom.only == "clock" and clock.found.type != "SET"
    return bare or (clock.atom is last and _EXCEPT.fullmatch(gap) is not None)


def _of_any_week(one: Placed) -> Placed:
    value = f"XXXX-WXX-{one.weekday}"
    return replace(one, found=replace(one.found, type="SET", value=value, first=None, last=None))


def named_again(text: str, atom: Atom, anchors: Anchors) -> When | None:
    """The day of "Tuesday's vote" after "will vote on Tuesday": the Tuesday of which the text has told."""
    e, today = atom.expression, anchors.published
    if atom.only != "weekday" or today is None or not _OWNS.match(text, atom.end) or not isinstance(e, When):
        return None
    told = [p.first for _, p in anchors.mentioned[-_LATELY:] if p.unit == "day" and p.first.isoweekday() == e.weekday]
    if not told or abs((told[-1] - today).days) > _WEEK:
        return None
    return When(year=told[-1].year, month=told[-1].month, day=told[-1].day)
