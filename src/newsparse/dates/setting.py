"""What a text is about where an expression stands: the country, and the year that it tells of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Scene
from newsparse.dates.expression import Vague, When
from newsparse.dates.period import SEASON_START

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse.dates.anchors import Anchors
    from newsparse.dates.scan import Atom

__all__ = ["Place", "countries", "scene_of_story"]

Place = tuple[int, str]
"""Where a place or a people is named, and its country (ISO 3166-1 alpha-2)."""

_END = re.compile(r"[.!?]['’\"”)]*\s|\n|;\s")
_SENTENCE = 300
"""Characters of a sentence that are looked at on either side."""

_SCENE = 700
"""Characters for which "It was 1968." holds, if no other year is named."""

_SETS = re.compile(
    r"(?:\b(?:It|That|This|The year) (?:was|is)(?: (?:in|on|now|the year|early|late|then))? |\bThe year (?:was )?)$",
    re.I,
)
_SEASON = re.compile(r" (?:season|campaign|tour|war|games|harvest|drought) (?:was|had|began|brought)\b", re.I)
_OPENS = re.compile(r"(?:^|[.!?:;]['’\"”)]*\s|\n|, )(?:[Bb]ack )?[IiOo]n $")
_GOES_ON = re.compile(r"[^.!?\n]*")


def countries(text: str, places: Sequence[Place]) -> Callable[[int], str | None]:
    """A function that tells the country of which the text speaks at an offset.

    That is the last one named before it in its sentence, else the first after it there, else the one named most often
    in the text; None where none is.
    """
    starts = [at for at, _ in places]
    counts = Counter(country for _, country in places)
    usual = max(counts, key=lambda c: counts[c]) if counts else None  # of equals the first

    def at(offset: int) -> str | None:
        low, high = _sentence(text, offset)
        i = bisect_left(starts, offset)
        if i and starts[i - 1] >= low:
            return places[i - 1][1]
        if i < len(starts) and starts[i] < high:
            return places[i][1]
        return usual

    return at


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends."""
    low = max(0, at - _SENTENCE)
    begins = [m.end() for m in _END.finditer(text, low, at)]
    end = _END.search(text, at, at + _SENTENCE)
    return begins[-1] if begins else low, end.start() if end else min(len(text), at + _SENTENCE)


def scene_of_story(text: str, atom: Atom, anchors: Anchors) -> Scene | None:
    """The past year of which the text tells from here on; any other year that is named, or "now", ends it."""
    told, published = _scene(text, atom), anchors.published
    if told is not None:
        return told if published is None or told.year < published.year else None
    e = atom.expression
    other = isinstance(e, Vague) or (isinstance(e, When) and (e.year is not None or e.unit is not None))
    return None if other else anchors.scene


def _scene(text: str, atom: Atom) -> Scene | None:
    """The year that sets the scene for what follows; None for any other year.

    "It was 1968. In May ..." holds for a while; "In 2020, shops shut in March" to the end of its sentence.
    """
    e = atom.expression
    if not isinstance(e, When) or e.year is None or not e.free:
        return None
    month = e.month or SEASON_START.get(e.season or "", 1)
    before = text[max(0, atom.start - 24) : atom.start]
    named = re.search(r"\bThe $", before) and _SEASON.match(text, atom.end)
    if named or _SETS.search(before) or text[atom.start : atom.start + 8].lower() == "the year":
        return Scene(e.year, month, atom.end + _SCENE)
    if _OPENS.search(before):
        rest = _GOES_ON.match(text, atom.end)
        return Scene(e.year, month, rest.end() if rest else atom.end)
    return None
