"""An expression in its place: what stands before and after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from newsparse.tables import load

if TYPE_CHECKING:
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["Surroundings", "beside", "followed_by"]

_BEFORE = re.compile(r"([A-Za-z][\w.'’-]*|[^\s\w])\s*$")
_AFTER = re.compile(r"\s*([A-Za-z][\w'’]*|[^\s\w])")
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT"})
_SHORT = 80


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = load("newsparse.dates", "contexts.toml")
    return {name: frozenset(words.split()) for name, words in table.items()}


def beside(name: str) -> frozenset[str]:
    """A list of `data/contexts.toml`."""
    return _lists()[name]


def followed_by(name: str, surroundings: Surroundings, at: int | None = None) -> bool:
    """Whether a word of a list stands after the expression (or an offset), next or with one word between."""
    at = surroundings.atom.end if at is None else at
    return _next_of(name).match(surroundings.text, at, at + 40) is not None


@lru_cache(maxsize=16)
def _next_of(name: str) -> re.Pattern[str]:
    between = r"(?:\s+\w+)?" if name in _WITH_A_WORD_BETWEEN else ""
    words = "|".join(sorted(map(re.escape, beside(name)), key=len, reverse=True))
    return re.compile(rf"{between}\s+(?:{words})(?!\w)")


_WITH_A_WORD_BETWEEN = frozenset({"streets", "span_of"})


class Surroundings:
    """An expression with the words beside it; `before` and `after` are single words or marks, "" at the ends."""

    def __init__(self, text: str, atom: Atom, words: Words) -> None:
        self.text = text
        self.atom = atom
        self.words = words
        self.said = text[atom.start : atom.end]
        self.low = self.said.lower()

    @cached_property
    def before_as_written(self) -> str:
        """The word or mark before."""
        found = _BEFORE.search(self.text, max(0, self.atom.start - 30), self.atom.start)
        return found.group(1) if found else ""

    @cached_property
    def after_as_written(self) -> str:
        """The word or mark after."""
        found = _AFTER.match(self.text, self.atom.end, self.atom.end + 40)
        return found.group(1) if found else ""

    @cached_property
    def before(self) -> str:
        """The word before, in small letters."""
        return self.before_as_written.lower()

    @cached_property
    def after(self) -> str:
        """The word after, in small letters."""
        return self.after_as_written.lower()

    def near(self, count: int) -> str:
        """The characters before."""
        return self.text[max(0, self.atom.start - count) : self.atom.start]

    def rest(self, count: int) -> str:
        """The characters after."""
        return self.text[self.atom.end : self.atom.end + count]

    @cached_property
    def alone(self) -> bool:
        """Whether the expression is the whole of a short text."""
        text, atom = self.text, self.atom
        return (
            len(text) < _SHORT and not re.search(r"\w", text[: atom.start]) and not re.search(r"\w", text[atom.end :])
        )

    def tag(self, step: int) -> str:
        """The Penn tag of its first word (0), of the first or second after it (1, 2), or of the one before (-1)."""
        first, stop = (bisect_left(self.words.starts, at) for at in (self.atom.start, self.atom.end))
        place = stop + step - 1 if step > 0 else first + step
        return self.words.tags[place] if 0 <= place < len(self.words.tags) else ""

    @property
    def entity(self) -> str:
        """The entity label of its first word; "" where it is no entity."""
        return self.words.labels[self._first] if self._first is not None else ""

    @property
    def verb(self) -> bool:
        """Whether its first word is tagged as a modal or another verb."""
        return self._first is not None and self.words.tags[self._first] in {"MD", "VB", "VBP"}

    @property
    def before_person(self) -> bool:
        """Whether a name of a person follows."""
        place = bisect_left(self.words.starts, self.atom.end)
        return place < len(self.words.labels) and self.words.labels[place] == "PERSON" and self.rest(2)[1:].isupper()

    @cached_property
    def part_of_name(self) -> bool:
        """Whether it is one word of a name of several: "Sheffield Wednesday", "Julius Friday"."""
        i, words = self._first, self.words
        if i is None or words.labels[i] not in _NAMES:
            return False
        goes_on = i + 1 < len(words.labels) and words.labels[i + 1] == words.labels[i] and not words.begins[i + 1]
        return not words.begins[i] or goes_on

    @cached_property
    def _first(self) -> int | None:
        return self.words.holding(self.atom.start)
