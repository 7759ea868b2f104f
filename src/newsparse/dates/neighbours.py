"""Expressions that stand one after the other, of which one tells where the other lies.

The end of a range, two joined weekdays, and a weekday that is named again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Anchors
from newsparse.dates.expression import Expression, Length, When
from newsparse.dates.period import Period, move
from newsparse.dates.place import Viewpoint
from newsparse.dates.resolve import Found, resolve
from newsparse.dates.tense import told_by_clause

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["Placed", "ends_range", "habitual", "named_again", "set_beside"]

_TO = frozenset({"to", "until", "till"})
_THROUGH = re.compile(r"\s(?:to|through|thru|until|till)\s", re.I)
_HOURS = re.compile(r"\s(?:to|until|till|and)\s", re.I)
_FROM = re.compile(r"\bfrom\s$", re.I)
_WITH = re.compile(r",? (?:and|or|&|as well as)(?: on| for| again on)? |, |/", re.I)
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


def set_beside(text: str, placed: list[Placed], one: Placed, anchors: Anchors, words: Words) -> None:
    """Add what was found, placed after its neighbour where the two go together."""
    if placed:
        one = replace(one, found=_after_other(text, placed[-1], one, anchors))
        partner = _partner(text, placed, one.atom)
        if partner is not None:
            gap = text[placed[partner].atom.end : one.atom.start]
            to_come = _is_to_come(text, placed[partner].atom, words)
            first, second = _in_order(gap, placed[partner].found, one.found, anchors, to_come=to_come)
            placed[partner], one = replace(placed[partner], found=first), replace(one, found=second)
        placed[-1] = replace(placed[-1], found=_up_to(text, placed[-1], one))
    placed.append(one)


def _up_to(text: str, length: Placed, end: Placed) -> Found:
    """A length that ends with a period has the days up to its end: "the three months to May"."""
    e, last = length.atom.expression, end.found.last
    gap = text[length.atom.end : end.atom.start]
    if not isinstance(e, Length) or last is None or not _UP_TO.fullmatch(gap) or len(e.amounts) != 1:
        return length.found
    amount, unit = e.amounts[0]
    if (
        amount is None
        or unit not in _CALENDAR
        or not text[length.atom.start : length.atom.end].lower().startswith("the ")
    ):
        return length.found
    try:
        first = move(last + timedelta(1), unit, -amount)
    except (OverflowError, ValueError):
        return length.found
    return replace(length.found, first=first, last=last)


def _after_other(text: str, left: Placed, right: Placed, anchors: Anchors) -> Found:
    """The end of a range is placed after its beginning."""
    atom, found, begin = right.atom, right.found, left.found.first
    if begin is not None and text[left.atom.end : atom.start] == " (" and _weekday_of(left) and _weekday_of(right):
        away = (found.first - begin).days if found.first is not None else 0  # "on Tuesday (early Wednesday in Perth)"
        return _moved(found, (away + 3) % _WEEK - 3 - away, anchors)
    if begin is None or not ends_range(text, left.atom, atom):
        return found
    if atom.only == "clock":  # "between 10pm and 2am" ends on the next day
        return _moved(found, (begin - found.first).days + 1, anchors) if found.first is not None else found
    meaning = resolve(atom.expression, Viewpoint(Anchors(begin), "future", atom.start))
    if meaning.period is not None and anchors.mentioned:
        anchors.mentioned[-1] = (atom.start, meaning.period)
    return replace(found, value=meaning.value, first=meaning.first, last=meaning.last)


def ends_range(text: str, first: Atom, second: Atom) -> bool:
    """Whether they are the two ends of a range in words: "Monday through Thursday", "from May to July"."""
    gap = text[first.end : second.start]
    if first.only != second.only or first.only not in {"weekday", "month", "clock"}:
        return False
    if first.only == "clock":
        return _HOURS.fullmatch(gap) is not None and _hour(second.expression) < _hour(first.expression)
    if not _THROUGH.fullmatch(gap):
        return False
    word = gap.strip().lower()
    begun = _FROM.search(text, max(0, first.start - 6), first.start) is not None
    return begun or word not in _TO or (first.only == "weekday" and word == "to")


def _hour(e: Expression) -> int:
    return e.hour if isinstance(e, When) and e.hour is not None else 0


def _partner(text: str, placed: Sequence[Placed], atom: Atom) -> int | None:
    """The weekday with which a bare one is joined: "on Friday and Saturday", "on Monday at 3pm and on Friday"."""
    if atom.only != "weekday":
        return None
    for k in range(len(placed) - 1, max(-1, len(placed) - 4), -1):
        other = placed[k].atom
        if other.only == "weekday":
            gap, between = text[other.end : atom.start], len(placed) - 1 - k
            joined = _CLOCKS.fullmatch(gap) if between else _WITH.fullmatch(gap) or _THEN.fullmatch(gap)
            return k if joined else None
        if other.only != "clock":
            return None
    return None


def _is_to_come(text: str, atom: Atom, words: Words) -> bool:
    """Whether the clause of a weekday speaks of what is to come."""
    return told_by_clause(text, atom.start, atom.end, words) in {"future", "aimed"}


def _in_order(gap: str, first: Found, second: Found, anchors: Anchors, *, to_come: bool) -> tuple[Found, Found]:
    """Two joined weekdays in the order of the calendar: what is told of the first holds for the second."""
    today = anchors.published
    if first.first is None or second.first is None or today is None:
        return first, second
    away = (second.first - first.first).days
    later = _moved(second, away % _WEEK - away, anchors)
    if first.first > today or (first.first == today and (to_come or second.first > today)):
        return first, later
    if _THEN.fullmatch(gap) and not _WITH.fullmatch(gap):  # of the past, either may be told first
        return first, _moved(later, away - away % _WEEK, anchors)
    if later.first is not None and later.first > today:
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


def habitual(text: str, placed: Sequence[Placed], words: Words) -> list[Placed]:
    """Three weekdays or more in a list, not one after the other ("Monday, Wednesday and Friday"), are of any week.

    So are the hours of "from 6am to 10pm on Sundays", and the weekday of "every day except Monday".
    """
    result: list[Placed] = []
    for _, group in groupby(_lists(text, placed), key=lambda pair: pair[0]):
        run = [one for _, one in group]
        days = [_weekday_of(one) for one in run]
        apart = any((b - a) % _WEEK != 1 for a, b in pairwise(days))
        once = run[0].atom.only == "weekday" and _is_told(text, run[0].atom, words)
        result += [_of_any_week(one) for one in run] if len(run) > 2 and apart and not once else run
    return _with_returning_clocks(text, result)


def _is_told(text: str, atom: Atom, words: Words) -> bool:
    """Whether the clause tells of days that were or will be: "won on", "will play on"."""
    modal = any(word.low in {"will", "'ll"} for word in words.sides(atom.start, atom.end)[0])
    return modal or told_by_clause(text, atom.start, atom.end, words) in {"past", "aimed", "waited"}


def _with_returning_clocks(text: str, placed: list[Placed]) -> list[Placed]:
    """Bare hours beside what returns each day or week return with it."""
    found = list(placed)
    days = [i for i, one in enumerate(placed) if one.found.type == "SET" and _RETURNING.fullmatch(one.found.value)]
    sides = [(i, k, k - i) for i in days for k in (i - 1, i + 1) if 0 <= k < len(placed)]
    for i, first, step in sorted(
        sides, key=lambda side: _apart(placed[side[0]], placed[side[1]])
    ):  # the nearest has it
        k = first
        while 0 <= k < len(placed) and _is_beside(text, found[k], placed[i]):
            found[k] = _returning(found[k], placed[i].found.value)
            k += step
    return found


def _apart(one: Placed, other: Placed) -> int:
    return max(one.atom.start - other.atom.end, other.atom.start - one.atom.end)


def _is_beside(text: str, clock: Placed, day: Placed) -> bool:
    """Whether an hour, or an exception, stands in the sentence of what returns."""
    first, last = sorted((clock.atom, day.atom), key=lambda atom: atom.start)
    gap = text[first.end : last.start]
    if _ENDS.search(gap):
        return False
    bare = clock.atom.only == "clock" and clock.found.type != "SET"
    return bare or (clock.atom is last and _EXCEPT.fullmatch(gap) is not None)


def _returning(one: Placed, value: str) -> Placed:
    e = one.atom.expression
    if one.atom.only != "clock" or not isinstance(e, When):
        return _of_any_week(one) if _weekday_of(one) else one
    day = "XXXX-XX-XX" if value.startswith("P") else value.partition("T")[0]
    clock = f"T{e.hour:02d}:{e.minute or 0:02d}" if e.hour is not None else f"T{e.part}"
    return replace(one, found=replace(one.found, type="SET", value=day + clock, first=None, last=None))


def _lists(text: str, placed: Sequence[Placed]) -> Iterator[tuple[int, Placed]]:
    """Each with the number of the list of weekdays in which it stands; what is none has a list of its own."""
    number = 0
    for last, one in zip([None, *placed], placed, strict=False):
        days = last is not None and _weekday_of(last) and _weekday_of(one)
        if not (days and last is not None and _LISTED.fullmatch(text[last.atom.end : one.atom.start])):
            number += 1
        yield number, one


def _weekday_of(one: Placed) -> int:
    """The weekday of an expression that says no more of the calendar; 0 where it is none."""
    e = one.atom.expression
    return e.weekday or 0 if isinstance(e, When) and e.free and not (e.pick or e.month or e.day) else 0


def _of_any_week(one: Placed) -> Placed:
    value = f"XXXX-WXX-{_weekday_of(one)}"
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
