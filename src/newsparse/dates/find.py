"""The whole stage without spaCy: text in, time expressions out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsparse.dates.events import called, in_digits
from newsparse.dates.found import Found
from newsparse.dates.passes import LOOKALIKES, ended, mended, read
from newsparse.dates.period import Period
from newsparse.dates.ranges import ends_range, next_in_list
from newsparse.dates.rates import is_rate
from newsparse.dates.resolve import Anchors, resolve
from newsparse.dates.rules.sets import period_value
from newsparse.dates.setting import countries, year_told
from newsparse.dates.spoken import counts_from_speech, day_of_speech
from newsparse.dates.tense import direction, names_disaster
from newsparse.dates.when import Expression, Length, Repeat, Vague, When
from newsparse.dates.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from newsparse.dates.scan import Atom
    from newsparse.dates.setting import Place

__all__ = ["Found", "find"]

_DIRECTED = frozenset({"weekday", "month", "season", "quarter", "half", "day", "holiday", "weekend"})
_IN_LENGTH = re.compile(r"\bin\s+$", re.I)


_LATELY = 12
"""Expressions before (and after) one that are looked at."""


def find(
    text: str,
    *,
    published: date | None = None,
    spans: Iterable[tuple[int, int]] | None = None,
    words: Words | None = None,
    places: Sequence[Place] = (),
) -> list[Found]:
    """The time expressions of `text` (of its `spans` only, where given), in order.

    Relative dates count from `published`; without it they stay underspecified and their days None. `places` are the
    places and peoples that the text names, in order, each with its country: they tell whose holidays and seasons are meant.
    """
    words = words or Words()
    text, ends = mended(text.translate(LOOKALIKES))
    if ends:  # what a tagger makes of half a word says nothing
        words = Words(
            [replace(w, entity="") if w.text.endswith("-") or w.end in ends.values() else w for w in words.words]
        )
    kept: list[Atom] = []
    for start, end in spans if spans is not None else [(0, len(text))]:
        kept.extend(read(text, start, end, words))
    anchors = Anchors(published, _order(text, kept), countries=countries(text, places))
    found: list[Found] = []
    for i, given in enumerate(kept):
        atom = ended(text, given, kept[i + 1]) if i + 1 < len(kept) else given
        anchors.year = _scene(text, atom, anchors, published)
        one = _resolved(text, atom, anchors, words)
        _beside(text, (kept, i), (found, one), anchors, words)
    if published is not None:
        found = [
            _as_spoken(text, one, found[max(0, i - _LATELY) : i + _LATELY], published, words)
            for i, one in enumerate(zip(found, kept, strict=True))
        ]
    return [replace(f, end=ends.get(f.end, f.end)) for f in found] if ends else found


def _scene(text: str, atom: Atom, anchors: Anchors, published: date | None) -> tuple[int, int] | None:
    """The year of which the text tells from here on; any other year that is named, or "now", ends it."""
    e = atom.expression
    told = year_told(text, atom)
    if told is not None:
        return told if published is None or told[0] < published.year else None
    other = isinstance(e, Vague) or (isinstance(e, When) and (e.year is not None or e.unit is not None))
    return None if other else anchors.year


def _beside(
    text: str, where: tuple[Sequence[Atom], int], into: tuple[list[Found], Found], anchors: Anchors, words: Words
) -> None:
    """Add what was found, placed after its neighbour where the two go together."""
    (kept, i), (found, one) = where, into
    if i:
        one = _after_other(text, (kept[i - 1], found[-1].first), (kept[i], one), anchors, words)
        partner = _partner(text, kept, i)
        if partner is not None:
            found[partner], one = _joined(text[kept[partner].end : kept[i].start], found[partner], one, anchors)
    found.append(one)


_WITH = re.compile(r",? (?:and|or|&|as well as)(?: on| for| again on)? |, |/", re.I)
_THEN = re.compile(r"\s[^.!?;\n]{1,60} and (?:then )?on ")
_CLOCKS = re.compile(r"[^.!?\n]{0,50}(?: and|,)(?: on) $")


def _partner(text: str, kept: Sequence[Atom], i: int) -> int | None:
    """The weekday with which a bare weekday is joined: "on Friday and Saturday", "on Monday from 1pm to 3pm and on Friday"."""
    if kept[i].kind != "weekday":
        return None
    for k in range(i - 1, max(-1, i - 4), -1):
        gap = text[kept[k].end : kept[i].start]
        if kept[k].kind == "weekday":
            between = kept[k + 1 : i]
            plain = not between and (_WITH.fullmatch(gap) or _THEN.fullmatch(gap))
            clocks = between and all(a.kind == "clock" for a in between) and _CLOCKS.fullmatch(gap)
            return k if plain or clocks else None
        if kept[k].kind != "clock":
            return None
    return None


def _joined(gap: str, first: Found, second: Found, anchors: Anchors) -> tuple[Found, Found]:
    """Two joined weekdays in the order of the calendar: what is told of the first holds for the second."""
    if first.first is None or second.first is None or anchors.published is None:
        return first, second
    ahead = first.first > anchors.published or (second.first > anchors.published and first.first == anchors.published)
    if ahead:
        return first, _moved(second, (second.first - first.first).days % 7 - (second.first - first.first).days, anchors)
    if _THEN.fullmatch(gap) and not _WITH.fullmatch(gap):  # of the past, either may be told first
        return first, second
    later = _moved(second, (second.first - first.first).days % 7 - (second.first - first.first).days, anchors)
    if later.first is not None and later.first > anchors.published:
        return _moved(first, -7, anchors), _moved(later, -7, anchors)
    return first, later


def _moved(found: Found, days: int, anchors: Anchors) -> Found:
    """The same so many days later."""
    if not days or found.first is None or found.last is None:
        return found
    first = found.first + timedelta(days)
    for k in range(len(anchors.mentioned) - 1, max(-1, len(anchors.mentioned) - _LATELY), -1):
        if anchors.mentioned[k][0] == found.start:
            anchors.mentioned[k] = (found.start, Period("day", first))
    value = found.value.replace(found.first.isoformat(), first.isoformat())
    return replace(found, value=value, first=first, last=found.last + timedelta(days))


def _as_spoken(text: str, one: tuple[Found, Atom], others: Sequence[Found], published: date, words: Words) -> Found:
    """What counts from the day on which it was said, where the words around were spoken on an earlier day."""
    found, atom = one
    if not counts_from_speech(atom.expression):
        return found
    said = day_of_speech(text, atom.start, others, published)
    if said is None:
        return found
    meaning = resolve(atom.expression, Anchors(said), _toward(text, atom, atom.expression, words), atom.start)
    return replace(found, value=meaning.value, first=meaning.first, last=meaning.last)


def _order(text: str, found: Iterable[Atom]) -> str | None:
    """The order of day and month in the document: by its unambiguous dates in digits, else by those in words."""
    digits = {"MDY": 0, "DMY": 0}
    words = {"MDY": 0, "DMY": 0}
    for atom in found:
        e = atom.expression
        if not isinstance(e, When) or not e.month or not e.day:
            continue
        if "digits: day" in atom.rule and e.day > 12:
            digits[_written_order(text, atom, e)] += 1
        elif atom.rule.startswith("month day"):
            words["MDY"] += 1
        elif atom.rule.startswith("day month"):
            words["DMY"] += 1
    for counts in (digits, words):
        if counts["MDY"] != counts["DMY"] and min(counts.values()) == 0:
            return "MDY" if counts["MDY"] else "DMY"
    return None


def _written_order(text: str, atom: Atom, e: When) -> str:
    """Of a date in digits whose day is above 12: which of the two stands first."""
    return "DMY" if int(re.match(r"\D*(\d+)", text[atom.start : atom.end]).group(1)) == e.day else "MDY"  # type: ignore[union-attr]


def _resolved(text: str, atom: Atom, anchors: Anchors, words: Words) -> Found:
    e = _meant(text, atom, words)
    toward = _toward(text, atom, e, words)
    again = _named_again(text, atom, anchors)
    if again is not None:
        e = again
    e = _by_event(text, atom, e, anchors.published)
    meaning = resolve(e, anchors, toward, atom.start)
    if meaning.period is not None:
        spoken_of = meaning.period.shift(4) if _year_back(e, meaning.period) else meaning.period
        anchors.mentioned.append((atom.start, spoken_of))
    return Found(atom.start, atom.end, meaning.type, meaning.value, meaning.first, meaning.last, atom.rule)


def _named_again(text: str, atom: Atom, anchors: Anchors) -> When | None:
    """The day of "Tuesday's vote" after "will vote on Tuesday": the Tuesday of which the text has told."""
    e, today = atom.expression, anchors.published
    if atom.kind != "weekday" or today is None or not _OWNS.match(text, atom.end) or not isinstance(e, When):
        return None
    told = [p.first for _, p in anchors.mentioned[-_LATELY:] if p.unit == "day" and p.first.isoweekday() == e.weekday]
    if not told or abs((told[-1] - today).days) > _WEEK:
        return None
    return When(year=told[-1].year, month=told[-1].month, day=told[-1].day)


_OWNS = re.compile(r"['’]s\b")
_WEEK = 7


def _by_event(text: str, atom: Atom, e: Expression, published: date | None) -> Expression:
    """A day without a year by which something is called is the day of that: "9/11", "the October 7 attacks"."""
    if not isinstance(e, When) or not (e == When(month=e.month, day=e.day) or e == When(orders=e.orders)):
        return e
    known = in_digits(text, atom.start, atom.end)
    if known is None and e.month is not None and e.day is not None:
        known = called(text, atom.end, e.month, e.day, published)
    if known is not None:
        return When(year=known.year, month=known.month, day=known.day)
    return replace(e, pick="done") if e.day and names_disaster(text, atom.start, atom.end) else e


def _toward(text: str, atom: Atom, e: Expression, words: Words) -> str | None:
    """What the clause makes of an expression of its kind: "past", "future", "nearest", "planned" or None."""
    if not _asks(e) or not isinstance(e, When):
        return None
    inner = _innermost(e)
    month = inner == When(month=inner.month, mod=inner.mod)
    if e == When(month=e.month) and _UP_TO.search(text, max(0, atom.start - 9), atom.start):
        return "nearest"
    told = direction(text, atom.start, atom.end, words)
    match told:
        case "present":  # "convenes Friday" is to come; "is worth less than in October" tells nothing
            return "future" if inner.weekday or inner.day or e.base else None
        case "waited":
            return "nearest" if month else "future"
        case "aimed":
            return "planned" if month else "future" if _of_days(inner) else "past"
        case "sought":
            return "planned" if month else "past"
    return told


def _of_days(e: When) -> bool:
    """Whether it is a day or a weekend, not a longer stretch."""
    return bool(e.weekday or e.day or e.weekend or e.holiday or e.unit == "day")


def _innermost(e: When) -> When:
    """What an expression counts from in the end."""
    return _innermost(e.base) if e.base is not None else e


def _year_back(e: Expression, period: Period) -> bool:
    """Whether it is the quarter of "a year earlier": the text goes on speaking of the later one."""
    return isinstance(e, When) and period.unit == "quarter" and isinstance(e.shift, float) and e.unit == "year"


_UP_TO = re.compile(r"\b(?:through|thru)\s+$", re.I)
_NEXT = 62
"""Days between the entries of a programme, at most."""


def _after_other(
    text: str, left: tuple[Atom, date | None], right: tuple[Atom, Found], anchors: Anchors, words: Words
) -> Found:
    """An expression whose place the one before it tells: the end of a range, the next line of a programme."""
    (before, begin), (atom, found) = left, right
    if begin is None:
        return found
    if ends_range(text, before, atom) and atom.kind == "clock":  # "between 10pm and 2am" ends on the next day
        return _moved(found, (begin - found.first).days + 1, anchors) if found.first is not None else found
    if ends_range(text, before, atom):
        meaning = resolve(atom.expression, Anchors(begin), "future", atom.start)
    elif next_in_list(text, before, atom) and direction(text, atom.start, atom.end, words) is None:
        meaning = resolve(atom.expression, Anchors(begin), "nearest", atom.start)
        if meaning.first is None or not 0 <= (meaning.first - begin).days <= _NEXT:
            return found
    else:
        return found
    if meaning.period is not None and anchors.mentioned:
        anchors.mentioned[-1] = (atom.start, meaning.period)
    return replace(found, value=meaning.value, first=meaning.first, last=meaning.last)


def _asks(e: Expression) -> bool:
    """Whether the clause can change what the expression means."""
    inner = _innermost(e) if isinstance(e, When) else None
    return inner is not None and inner.year is None and any(getattr(inner, name) for name in _DIRECTED)


def _meant(text: str, atom: Atom, words: Words) -> Expression:
    """What the words around make of a length: a rate, a date to come, or just that length."""
    e = atom.expression
    if (
        isinstance(e, Length)
        and atom.rule == "length"
        and e.amounts[0][0] == 1
        and text[atom.start].lower() == "a"
        and is_rate(text, atom)
    ):
        return Repeat(period_value(1, e.amounts[0][1]))
    return _future_length(text, atom, words)


_SHARE = re.compile(r"\b(?:times|seconds|minutes|hours|days|weeks|months) in $", re.I)
_RECORD = re.compile(r"\b(?:first|only|most|least|worst|best|time|(?:the|its|his|her|their) [a-z]+est)\b[^.,;]*$")


def _future_length(text: str, atom: Atom, words: Words) -> Expression:
    """Such as "will open in two weeks" is a date; "opened in two weeks" a duration."""
    e = atom.expression
    if (
        not isinstance(e, Length)
        or len(e.amounts) > 1
        or not _IN_LENGTH.search(text, max(0, atom.start - 4), atom.start)
    ):
        return e
    amount, unit = e.amounts[0]
    if atom.rule.split(",")[0] in {"series of units", "whole unit", "picked unit", "weekly window"} or unit in {
        "second",
        "minute",
    }:
        return e
    alone = not re.search(r"\w", text[atom.end :]) and len(text[: atom.start].split()) <= 1
    record = (
        _RECORD.search(text, max(0, atom.start - 50), atom.start)
        or _SHARE.search(text, max(0, atom.start - 14), atom.start)
        or text.startswith(" of ", atom.end)
    )
    if amount is None or record or (not alone and direction(text, atom.start, atom.end, words) != "future"):
        return e
    return When(unit=unit, shift=float(amount))
