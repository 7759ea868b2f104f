"""The whole stage without spaCy: text in, time expressions out.

Four passes: what is written (`passes.read`), what the words around make of a length (`lengths.meant`), where each lies,
by the tense of its clause and the anchors of the text, beside its neighbours (`_place_all`), and what was spoken on an
earlier day (`spoken.counted_from_speech`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Anchors, Viewpoint, countries
from newsparse.dates.events import by_event
from newsparse.dates.expression import When
from newsparse.dates.lengths import meant
from newsparse.dates.neighbours import Placed, habitual, named_again, set_beside
from newsparse.dates.passes import ended, read
from newsparse.dates.resolve import Found, resolve
from newsparse.dates.rules import Kind
from newsparse.dates.spoken import counted_from_speech
from newsparse.dates.tense import direction
from newsparse.dates.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from newsparse.dates.anchors import Place
    from newsparse.dates.scan import Atom

__all__ = ["Found", "find"]

_HEADED = 60
"""Characters above a time on a line of its own in which its day stands, if not that of publication is meant."""

_LOOKALIKES = str.maketrans({"ı": "i", "İ": "I", "ſ": "s"})
"""Letters that a pattern without case takes for "i" and "s", and no table of words has."""


def find(
    text: str,
    *,
    published: date | None = None,
    spans: Iterable[tuple[int, int]] | None = None,
    words: Words | None = None,
    places: Sequence[Place] = (),
    entries: Sequence[tuple[int, date]] = (),
) -> list[Found]:
    """The time expressions of `text` (of its `spans` only, where given), in order.

    Relative dates count from `published`; without it they stay underspecified and their days None. `places` are the
    places and peoples that the text names, in order, each with its country: they tell whose holidays and seasons are meant.
    `entries` are the offsets from which another day takes the place of `published`, in order, each with that day.
    """
    text = text.translate(_LOOKALIKES)
    words = words or Words.of_text(text)
    paragraphs = spans if spans is not None else [(0, len(text))]
    atoms = [atom for start, end in paragraphs for atom in read(text, start, end, words)]
    atoms = [ended(text, atom, following) for atom, following in zip_longest(atoms, atoms[1:])]
    anchors = Anchors(published, _order(text, atoms), countries=countries(text, places))
    days = {atom.start: _written_on(atom.start, published, entries) for atom in atoms}
    return counted_from_speech(text, _place_all(text, atoms, anchors, days, words), days)


def _place_all(
    text: str, atoms: Sequence[Atom], anchors: Anchors, days: Mapping[int, date | None], words: Words
) -> list[Placed]:
    """Each expression in the calendar, from the first to the last: each becomes an anchor of those after it."""
    placed: list[Placed] = []
    for atom in atoms:
        anchors.published = days[atom.start]
        anchors.tell(text, atom)
        set_beside(text, placed, Placed(atom, _place(text, atom, anchors, words)), anchors)
    return habitual(text, placed)


def _written_on(at: int, published: date | None, entries: Sequence[tuple[int, date]]) -> date | None:
    """The day on which the text was written there: that of the last of the `entries` begun, else of publication."""
    return next((day for start, day in reversed(entries) if start <= at), published)


def _place(text: str, atom: Atom, anchors: Anchors, words: Words) -> Found:
    e = meant(text, atom, words)
    toward = direction(text, atom, e, words)
    e = by_event(text, atom, named_again(text, atom, anchors) or e, anchors.published)
    near = [(at, period) for at, period in anchors.mentioned[-2:] if atom.start - at < _HEADED]
    stamp = atom.only == "clock" and _is_line(text, atom)
    meaning = resolve(e, Viewpoint(replace(anchors, mentioned=near) if stamp else anchors, toward, atom.start))
    if meaning.period is not None:
        anchors.mentioned.append((atom.start, meaning.period))
    return Found(atom.start, atom.end, meaning.type, meaning.value, meaning.first, meaning.last, atom.rule)


def _is_line(text: str, atom: Atom) -> bool:
    """Whether a time has a line of its own, as above an entry of a live report."""
    return text[max(0, atom.start - 1) : atom.start] in {"", "\n"} and text[atom.end : atom.end + 1] in {"", "\n"}


def _order(text: str, atoms: Sequence[Atom]) -> str | None:
    """The order of day and month in the document: by its dates in digits whose day is above 12, else by those in words."""
    digits = [(text[a.start : a.end], a.expression) for a in atoms if a.kind in {Kind.DIGITS, Kind.DAY_AND_MONTH}]
    days = [(said, e.day) for said, e in digits if isinstance(e, When) and (e.day or 0) > 12]
    in_digits = {"DMY" if re.match(rf"\D*{day}\b", said) else "MDY" for said, day in days}
    in_words = {_IN_WORDS[a.kind] for a in atoms if a.kind in _IN_WORDS}
    return next((shown.pop() for shown in (in_digits, in_words) if len(shown) == 1), None)


_IN_WORDS = {Kind.MONTH_FIRST: "MDY", Kind.DAY_FIRST: "DMY"}
