"""The whole stage without spaCy: text in, time expressions out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.accept import accept
from newsparse.dates.clause import Words, direction, names_disaster
from newsparse.dates.ranges import ends_range, next_in_list
from newsparse.dates.rates import is_rate
from newsparse.dates.resolve import Anchors, resolve
from newsparse.dates.rules import AFTER, lists
from newsparse.dates.rules.contexts import BEFORE
from newsparse.dates.rules.joins import JOINS
from newsparse.dates.rules.sets import period_value
from newsparse.dates.scan import Atom, atoms
from newsparse.dates.when import Expression, Length, Repeat, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from newsparse.dates.period import Period

__all__ = ["Found", "find"]

GAP_LIMIT = 24
"""The longest text between two parts of one expression."""

_DIRECTED = frozenset({"weekday", "month", "season", "quarter", "half", "day", "holiday", "weekend"})
_IN_LENGTH = re.compile(r"\bin\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: offsets, TIMEX3 type and value, days, and the names of the rules that made it."""

    start: int
    end: int
    type: str
    value: str
    first: date | None
    last: date | None
    rule: str


# Letters that a pattern without case takes for "i" and "s", and no table of words has.
_LOOKALIKES = str.maketrans("ıİſ", "iIs")
_BROKEN = re.compile(r"\b([A-Za-z]{2,9})-\n([a-z]{2,9})\b")


def _mended(text: str) -> tuple[str, dict[int, int]]:
    """The text, as long as before, with months, weekdays and units that a line end divides made whole ("Janu-", "ary").

    The mapping gives, for where such a word ends now, where it ends in the text as written.
    """
    ends: dict[int, int] = {}

    def whole(m: re.Match[str]) -> str:
        word = m.group(1) + m.group(2)
        if word.lower() not in lexicon.classes():
            return m.group()
        ends[m.start() + len(word)] = m.end()
        return word + "\n "

    return _BROKEN.sub(whole, text) if "-\n" in text else text, ends


def find(
    text: str,
    *,
    published: date | None = None,
    spans: Iterable[tuple[int, int]] | None = None,
    words: Words | None = None,
) -> list[Found]:
    """The time expressions of `text` (of its `spans` only, where given), in order.

    Relative dates count from `published`; without it they stay underspecified and their days None.
    """
    words = words or Words()
    text, ends = _mended(text.translate(_LOOKALIKES))
    if ends:  # what a tagger makes of half a word says nothing
        words = Words(
            [replace(w, entity="") if w.text.endswith("-") or w.end in ends.values() else w for w in words.words]
        )
    kept: list[Atom] = []
    for start, end in spans if spans is not None else [(0, len(text))]:
        kept.extend(_read(text, start, end, words))
    anchors = Anchors(published, _order(text, kept))
    found: list[Found] = []
    for i, given in enumerate(kept):
        atom = _ended(text, given, kept[i + 1]) if i + 1 < len(kept) else given
        one = _resolved(text, atom, anchors, words)
        before = (kept[i - 1], found[-1].first) if i else None
        found.append(_after_other(text, before, (atom, one), anchors, words) if before else one)
    return [replace(f, end=ends.get(f.end, f.end)) for f in found] if ends else found


def _read(text: str, start: int, end: int, words: Words) -> list[Atom]:
    found = [atom for atom in atoms(text, start, end) if not _ranked(text, atom)]
    found = _join(text, found)
    found = _extend(text, found, end)
    found = _lists(text, found, start, end)
    found = _join(text, found)
    found = _share(text, found)
    found = _precede(text, found, start)
    return [atom for atom in found if accept(text, atom, words)]


_RANKED = re.compile(r"[ -](?:anniversary|birthday|century|floor|minute|edition|parallel|place)\b", re.I)


def _ranked(text: str, atom: Atom) -> bool:
    """Such as "the 25th anniversary": no day, so nothing is counted from it."""
    return atom.rule == "day of the month" and _RANKED.match(text, atom.end) is not None


def _join(text: str, found: Sequence[Atom]) -> list[Atom]:
    """Neighbours made one, from left to right, until none is left that a rule joins."""
    joined: list[Atom] = []
    for atom in found:
        whole = atom
        while joined and (both := _pair(text, joined[-1], whole)) is not None:
            joined.pop()
            whole = both
        joined.append(whole)
    return joined


def _pair(text: str, left: Atom, right: Atom) -> Atom | None:
    if right.start - left.end > GAP_LIMIT:
        return None
    gap = text[left.end : right.start]
    if gap and gap[0].isalnum():
        return None
    for join in JOINS:
        if join.regex.fullmatch(gap) and not (
            join.barred is not None and join.barred.search(text, max(0, left.start - 24), left.start)
        ):
            expression = join.production(left.expression, right.expression, gap)
            if expression is not None:
                return Atom(left.start, right.end, expression, f"{left.rule} + {right.rule}: {join.name}")
    return None


def _extend(text: str, found: Sequence[Atom], end: int) -> list[Atom]:
    """What stands after an expression and changes it ("ago")."""
    extended: list[Atom] = []
    for i, atom in enumerate(found):
        if extended and atom.start < extended[-1].end:
            continue
        limit = found[i + 1].end if i + 1 < len(found) else end
        extended.append(_with_after(text, atom, min(limit, atom.end + 40)))
    return extended


def _with_after(text: str, atom: Atom, limit: int) -> Atom:
    for context in AFTER:
        match = context.regex.match(text, atom.end, min(len(text), atom.end + 40))
        expression = context.production(match, atom.expression) if match and match.end() <= limit else None
        if match and expression is not None:
            return Atom(atom.start, match.end(), expression, f"{atom.rule}, {context.name}")
    return atom


def _lists(text: str, found: Sequence[Atom], start: int, end: int) -> list[Atom]:
    """Days and years of lists and ranges that leave out what they share."""
    result: list[Atom] = []
    reached = start
    for i, atom in enumerate(found):
        if atom.start < reached:
            continue
        limit = found[i + 1].start if i + 1 < len(found) else end
        made = _listed(text, atom, max(reached, result[-1].end if result else start), limit, end)
        result.extend(made)
        reached = max(a.end for a in made)
    return result


def _listed(text: str, atom: Atom, low: int, limit: int, end: int) -> list[Atom]:
    e = atom.expression
    if not isinstance(e, When):
        return [atom]
    if e.hour is not None and not e.until:
        hours = lists.hours_before(text, atom.start, e)
        if hours is not None and hours[0] >= low and text[atom.start].isdigit():
            first, when = hours
            return [Atom(first, atom.end, replace(when, until=e), f"{atom.rule}, range of hours")]
        return [atom]
    made: list[Atom] = []
    for first, last, expression, rule in lists.before(text, atom.start, e):
        if first < low:
            break
        if last == -1:
            return [Atom(first, atom.end, expression, f"{atom.rule}, {rule}")]
        made.append(Atom(first, last, expression, f"{atom.rule}, {rule}"))
    made.reverse()
    for first, last, expression, rule in lists.after(text, atom.end, e):
        if last > end:
            break
        if first == -1 and rule.startswith("range"):
            return [*made, Atom(atom.start, last, expression, f"{atom.rule}, {rule}")]
        if first == -1:
            atom = Atom(atom.start, atom.end, expression, atom.rule)
        else:
            made.append(Atom(first, last, expression, f"{atom.rule}, {rule}"))
    return sorted([*made, atom], key=lambda a: a.start)


def _share(text: str, found: list[Atom]) -> list[Atom]:
    """The year or the part of the day that a neighbour on the right has: "May and June 2019"."""
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if 0 <= right.start - left.end <= GAP_LIMIT:
            shared = lists.share_right(left.expression, right.expression, text[left.end : right.start])
            if shared is not None:
                found[i] = Atom(left.start, left.end, shared, left.rule)
    return found


def _precede(text: str, found: Sequence[Atom], start: int) -> list[Atom]:
    """What stands before an expression and belongs to it ("early", "the end of", "more than")."""
    result: list[Atom] = []
    for atom in found:
        low = result[-1].end if result else start
        result.append(_with_before(text, atom, max(low, atom.start - 40)))
    return result


def _with_before(text: str, atom: Atom, low: int) -> Atom:
    for context in BEFORE:
        match = context.regex.search(text, low, atom.start)
        expression = context.production(match, atom.expression) if match else None
        if match and expression is not None:
            return Atom(match.start(), atom.end, expression, f"{context.name}, {atom.rule}")
    return atom


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


_ENDED = re.compile(r"\s+(?:that )?(?:ended|ending|ends|to)\s+(?:on )?", re.I)


def _ended(text: str, atom: Atom, following: Atom) -> Atom:
    """Of "the quarter ended Sept. 30" the quarter of that day; "the year ended June 30" is as long as any year."""
    e = atom.expression
    if not isinstance(e, When) or e.anchor != "context" or not isinstance(following.expression, When):
        return atom
    if not _ENDED.fullmatch(text[atom.end : following.start]) or following.expression.month is None:
        return atom
    if e.unit == "year":
        return replace(atom, expression=Length(((1, "year"),)), rule=f"{atom.rule}, ended")
    if e.unit == "quarter":
        of_day = When(unit="quarter", shift=0, anchor="base", base=following.expression)
        return replace(atom, expression=of_day, rule=f"{atom.rule}, ended")
    return atom


def _resolved(text: str, atom: Atom, anchors: Anchors, words: Words) -> Found:
    e = _meant(text, atom, words)
    toward = direction(text, atom.start, atom.end, words) if _asks(e) else None
    if isinstance(e, When) and e == When(month=e.month) and _UP_TO.search(text, max(0, atom.start - 9), atom.start):
        toward = "nearest"
    if toward == "present":  # "convenes Friday" is to come; "is worth less than in October" tells nothing
        toward = "future" if isinstance(e, When) and (e.weekday or e.day) else None
    if toward == "waited":
        toward = "nearest" if isinstance(e, When) and e == When(month=e.month, mod=e.mod) else "future"
    if toward == "aimed":
        toward = "planned" if isinstance(e, When) and e == When(month=e.month, mod=e.mod) else "past"
    if (
        isinstance(e, When)
        and e == When(month=e.month, day=e.day)
        and e.day
        and names_disaster(text, atom.start, atom.end)
    ):
        e = replace(e, pick="done")
    meaning = resolve(e, anchors, toward, atom.start)
    if meaning.period is not None:
        spoken_of = meaning.period.shift(4) if _year_back(e, meaning.period) else meaning.period
        anchors.mentioned.append((atom.start, spoken_of))
    return Found(atom.start, atom.end, meaning.type, meaning.value, meaning.first, meaning.last, atom.rule)


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
    return isinstance(e, When) and e.year is None and any(getattr(e, name) for name in _DIRECTED)


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
    record = _RECORD.search(text, max(0, atom.start - 50), atom.start) or text.startswith(" of ", atom.end)
    if amount is None or record or (not alone and direction(text, atom.start, atom.end, words) != "future"):
        return e
    return When(unit=unit, shift=float(amount))
