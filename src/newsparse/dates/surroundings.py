"""An expression in its place: what stands before and after it."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from newsparse.tables import load

if TYPE_CHECKING:
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Word, Words

__all__ = ["Scene", "beside"]

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


class Scene:
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

    @cached_property
    def part_of_name(self) -> bool:
        """Whether it is one word of a name of several: "Sheffield Wednesday", "Julius Friday"."""
        word = self.word
        if word is None or word.entity not in _NAMES:
            return False
        following = self.words.after(word.end, 1)
        goes_on = bool(following) and following[0].entity == word.entity and not following[0].begins
        return not word.begins or goes_on

    @cached_property
    def word(self) -> Word | None:
        """The token at its beginning."""
        return self.words.at(self.atom.start)
