"""The whole stage without spaCy: text in, time expressions out.

Four passes: what is written (`_read`), what the words around make of a length (`lengths.meant`), where each lies,
by the tense of its clause and the anchors of the text, beside its neighbours (`_place_all`), and what was spoken on an
earlier day (`spoken.counted_from_speech`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Anchors, countries
from newsparse.dates.expression import When
from newsparse.dates.filters import accept, is_of_title
from newsparse.dates.lengths import meant
from newsparse.dates.neighbours import habitual, named_again, set_beside
from newsparse.dates.resolve import Found, resolve
from newsparse.dates.rules import Kind
from newsparse.dates.rules.contexts import AFTER, BEFORE
from newsparse.dates.rules.joins import JOINS, share_right
from newsparse.dates.scan import Atom
from newsparse.dates.scan import atoms as scanned
from newsparse.dates.spoken import counted_from_speech
from newsparse.dates.tense import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from newsparse.dates.anchors import Place
    from newsparse.dates.rules.rule import Context
    from newsparse.dates.words import Words

__all__ = ["Found", "find"]

_HEADED = 60
"""Characters above a time on a line of its own in which its day stands, if not that of publication is meant."""

GAP_LIMIT = 24
"""The longest text between two parts of one expression."""

BESIDE = 40
"""Characters on either side of an expression in which what belongs to it stands."""

_LOOKALIKES = {"ı": "i", "İ": "I", "ſ": "s"}
"""Letters that a pattern without case takes for "i" and "s", and no table of words has."""


def find(
    text: str,
    words: Words,
    *,
    published: date | None = None,
    spans: Iterable[tuple[int, int]] | None = None,
    places: Sequence[Place] = (),
    entries: Sequence[tuple[int, date]] = (),
) -> list[Found]:
    """The time expressions of `text` (of its `spans` only, where given), in order.

    Relative dates count from `published`; without it they stay underspecified and their days None. `places` are the
    places and peoples that the text names, in order, each with its country, which tell whose holidays and seasons are
    meant.
    `entries` are the offsets from which another day takes the place of `published`, in order, each with that day.
    """
    for letter, plain in _LOOKALIKES.items():
        text = text.replace(letter, plain)  # ten times as fast as to translate
    paragraphs = spans if spans is not None else [(0, len(text))]
    atoms = [atom for start, end in paragraphs for atom in _read(text, start, end, words)]
    tokens = words.tokens
    anchors = Anchors(
        published,
        _order(text, atoms),
        countries=countries(words, places),
        quoted=lambda at: bool(tokens.depths[tokens.at(at)]),
    )
    days = {atom.start: _written_on(atom.start, published, entries) for atom in atoms}
    found = _place_all(text, atoms, anchors, days, words)
    counted = counted_from_speech(text, found, days, tokens.layout.quotations)
    return [each for each in counted if not is_of_title(text, each.start, each.end, words)]


def _read(text: str, start: int, end: int, words: Words) -> list[Atom]:
    """The expressions of a paragraph as they are written, in order: each pass is one step of the grammar."""
    found = _join(text, list(scanned(text, start, end)))
    found = _extend(text, found, end)
    found = _join(text, found)
    found = _share(text, found)
    found = _precede(text, found, start)
    return [atom for atom in found if accept(text, atom, words)]


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
    gap, before = text[left.end : right.start], text[max(0, left.start - GAP_LIMIT) : left.start]
    if len(gap) > GAP_LIMIT or gap[:1].isalnum():
        return None
    for join in JOINS:
        expression = join.make(left.expression, right.expression, gap, before)
        if expression is not None:
            kind = right.kind if left.kind is Kind.OTHER else left.kind
            return Atom(left.start, right.end, expression, f"{left.rule} + {right.rule}: {join.name}", kind)
    return None


def _extend(text: str, found: Sequence[Atom], end: int) -> list[Atom]:
    """What stands after an expression and changes it ("ago")."""
    extended: list[Atom] = []
    for atom in found:
        if not extended or atom.start >= extended[-1].end:
            high = min(end, atom.end + 2 * BESIDE)
            matches = ((context, context.after.match(text, atom.end, high)) for context in AFTER)
            extended.append(_changed(atom, matches))
    return extended


def _precede(text: str, found: Sequence[Atom], start: int) -> list[Atom]:
    """What stands before an expression and belongs to it ("early", "the end of", "more than")."""
    result: list[Atom] = []
    for atom in found:
        low = max(result[-1].end if result else start, atom.start - BESIDE)
        matches = ((context, context.before.search(text, low, atom.start)) for context in BEFORE)
        result.append(_changed(atom, matches))
    return result


def _changed(atom: Atom, matches: Iterable[tuple[Context, re.Match[str] | None]]) -> Atom:
    """The expression with what the first of the contexts that hold beside it makes of it."""
    for context, match in matches:
        if match and isinstance(atom.expression, context.of):
            expression = context.production(match, atom.expression)
            if expression is not None:
                start, end = min(atom.start, match.start()), max(atom.end, match.end())
                return Atom(start, end, expression, f"{atom.rule}, {context.name}", atom.kind)
    return atom


def _share(text: str, found: list[Atom]) -> list[Atom]:
    """What a neighbour on the right tells of an expression: "May and June 2019", "the quarter ended Sept. 30"."""
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if 0 <= right.start - left.end <= GAP_LIMIT:
            shared = share_right(left.expression, right.expression, text[left.end : right.start])
            if shared is not None:
                found[i] = replace(left, expression=shared)
    return found


def _place_all(
    text: str, atoms: Sequence[Atom], anchors: Anchors, days: Mapping[int, date | None], words: Words
) -> list[Found]:
    """Each expression in the calendar, from the first to the last: each becomes an anchor of those after it."""
    found: list[Found] = []
    for atom in atoms:
        anchors.published = days[atom.start]
        anchors.tell(text, atom)
        set_beside(text, found, _place(text, atom, anchors, words), anchors)
    return habitual(text, found)


def _written_on(at: int, published: date | None, entries: Sequence[tuple[int, date]]) -> date | None:
    """The day on which the text was written there: that of the last of the `entries` begun, else of publication."""
    begun = bisect_right(entries, at, key=lambda entry: entry[0])
    return entries[begun - 1][1] if begun else published


def _place(text: str, atom: Atom, anchors: Anchors, words: Words) -> Found:
    e = meant(text, atom, words)
    toward = direction(text, atom, e, words)
    e = named_again(text, atom, anchors) or e
    view = replace(anchors, direction=toward, at=atom.start)
    if atom.only == "clock" and _is_line(text, atom):
        view.mentioned = [(at, period) for at, period in anchors.mentioned[-2:] if atom.start - at < _HEADED]
    meaning = resolve(e, view)
    if meaning.period is not None:
        anchors.mentioned.append((atom.start, meaning.period))
    return Found(atom.start, atom.end, atom.expression, atom.rule, atom.kind, *meaning[:4])


def _is_line(text: str, atom: Atom) -> bool:
    """Whether a time has a line of its own, as above an entry of a live report."""
    return text[max(0, atom.start - 1) : atom.start] in {"", "\n"} and text[atom.end : atom.end + 1] in {"", "\n"}


def _order(text: str, atoms: Sequence[Atom]) -> str | None:
    """The order of day and month in the document: by its dates in digits with a day above 12, else those in words."""
    in_digits = {_shown(text, atom) for atom in atoms} - {None}
    in_words = {_IN_WORDS.get(atom.kind) for atom in atoms} - {None}
    return next((shown.pop() for shown in (in_digits, in_words) if len(shown) == 1), None)


def _shown(text: str, atom: Atom) -> str | None:
    """The order that a date in digits shows by its day; None for one that may be read both ways."""
    day = atom.expression.day if isinstance(atom.expression, When) else None
    if atom.kind not in {Kind.DIGITS, Kind.DAY_AND_MONTH} or (day or 0) <= 12:
        return None
    return "DMY" if re.match(rf"\D*{day}\b", text[atom.start : atom.end]) else "MDY"


_IN_WORDS = {Kind.MONTH_FIRST: "MDY", Kind.DAY_FIRST: "DMY"}
