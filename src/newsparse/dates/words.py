"""The words around an expression: tokens with what the Doc knows of them, and the two sides of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.dates import lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["Word", "Words", "forms", "side"]

WINDOW = 24
"""Words looked at on either side: a clause is seldom longer."""

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[.!?;]+(?=\s|$)|\n\s*\n|,")


_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Sgt|Col|St|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[ap]\.m)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A token: offsets, text, Penn tag and entity label ("" where unknown), and whether the entity begins there."""

    start: int
    end: int
    text: str
    tag: str = ""
    entity: str = ""
    begins: bool = True


class Words:
    """The tokens of a text, found by offset."""

    def __init__(self, words: Sequence[Word] = ()) -> None:
        self.words = words
        self._starts = [w.start for w in words]
        self.tagged = any(w.tag for w in words[:200])

    def without_entities(self, ends: Collection[int]) -> Words:
        """The same without entities on words that a line end divides; their second halves end at these offsets."""
        return Words([replace(w, entity="") if w.text.endswith("-") or w.end in ends else w for w in self.words])

    def at(self, offset: int) -> Word | None:
        """The token that holds the character."""
        i = bisect_left(self._starts, offset + 1) - 1
        return self.words[i] if i >= 0 and self.words[i].end > offset else None

    def before(self, offset: int, count: int) -> Sequence[Word]:
        """Up to `count` tokens that end at or before the character, in order."""
        i = bisect_left(self._starts, offset)
        return self.words[max(0, i - count) : i]

    def after(self, offset: int, count: int) -> Sequence[Word]:
        """Up to `count` tokens that start at or after the character."""
        i = bisect_left(self._starts, offset)
        return self.words[i : i + count]


@lru_cache(maxsize=64)
def forms(name: str) -> frozenset[str]:
    """A list of `[verbs]` of `data/words.toml`."""
    return frozenset(lexicon.load()["verbs"][name].split())


def side(text: str, at: int, words: Words, *, before: bool) -> list[Word]:
    """Words of the sentence on one side of the expression, the nearest first."""
    if words.tagged:
        near = list(reversed(words.before(at, WINDOW))) if before else list(words.after(at, WINDOW))
    else:
        near = _cut(text, at, before=before)
    found: list[Word] = []
    edge = at
    for word in near:
        if word.text[:1] in {".", "!", "?", ";"} or "\n\n" in word.text:
            other = text[max(0, word.start - 5) : word.start]
            if word.text != "." or not _ABBREVIATION.search(other):
                break
        gap = text[word.end : edge] if before else text[edge : word.start]
        if len(gap) > 1 and "\n\n" in gap:
            break
        edge = word.start if before else word.end
        found.append(word)
    return found


def _cut(text: str, at: int, *, before: bool) -> list[Word]:
    """Words cut from the text itself, for Docs without tags."""
    low, high = (max(0, at - 200), at) if before else (at, min(len(text), at + 160))
    found = [Word(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, low, high)]
    return found[::-1][:WINDOW] if before else found[:WINDOW]
