"""The words around an expression: the two sides of its sentence, and the lists of `data/words.toml`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsparse.dates import lexicon
from newsparse.tables import load
from newsparse.text.words import ARTICLES, BE, DO, HAVE, MODALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.text.tokens import Tokens

__all__ = ["Word", "Words", "beside", "forms"]

WINDOW = 24
"""Words looked at on either side: a clause is seldom longer."""

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[.!?;]+(?=\s|$)|\n\s*\n|,")
_STOPS = (".", "!", "?", ";", "\n")


class Word(NamedTuple):
    """A token: its text, the same in small letters with straight apostrophes, Penn tag ("" where unknown)."""

    text: str
    low: str
    tag: str


@dataclass(frozen=True)
class Words:
    """The tokens of a text by offset: columns of `Tokens`, entity labels, and whether an entity begins at a token.

    Where the Doc has no tags (`tagged`), those of verbs are guessed.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    texts: Sequence[str]
    lower: Sequence[str]
    tags: Sequence[str]
    sentences: Sequence[int]
    labels: Sequence[str]
    begins: Sequence[bool]
    tagged: bool

    @classmethod
    def of(cls, tokens: Tokens, labels: Sequence[str], begins: Sequence[bool]) -> Words:
        """Those of a Doc, with what `entity_labels` tells of it."""
        tags = tokens.tags if tokens.tagged else _guessed(tokens.words, tokens.lower)
        columns = (tokens.starts, tokens.ends, tokens.words, tokens.lower, tags, tokens.sentences)
        return cls(*columns, labels, begins, tokens.tagged)

    @classmethod
    def of_text(cls, text: str) -> Words:
        """Those cut from the text itself, where no Doc is at hand: without labels."""
        found = list(_TOKEN.finditer(text))
        texts = [m.group() for m in found]
        sentences, number = [], 0
        for each in texts:
            sentences.append(number)
            number += each.startswith(_STOPS)
        empty = [""] * len(found)
        lower = [each.lower().replace("’", "'") for each in texts]
        starts, ends = [m.start() for m in found], [m.end() for m in found]
        tags = _guessed(texts, lower)
        return cls(starts, ends, texts, lower, tags, sentences, empty, [True] * len(found), tagged=False)

    def holding(self, offset: int) -> int | None:
        """The token that holds the character."""
        i = bisect_right(self.ends, offset)
        return i if i < len(self.starts) and self.starts[i] <= offset else None

    def sides(self, start: int, end: int) -> tuple[list[Word], list[Word]]:
        """The words of the sentence before and after a stretch of the text, the nearest first."""
        first, stop = bisect_right(self.ends, start), bisect_right(self.starts, end - 1)
        sentence = self.sentences[first] if first < len(self.sentences) else -1
        left = self._clause(reversed(range(max(0, first - WINDOW), first)), sentence)
        return left, self._clause(range(stop, min(stop + WINDOW, len(self.starts))), sentence)

    def _clause(self, tokens: Iterable[int], sentence: int) -> list[Word]:
        """Those of one sentence up to a semicolon."""
        found: list[Word] = []
        for i in tokens:
            if self.sentences[i] != sentence or self.texts[i] == ";":
                break
            found.append(Word(self.texts[i], self.lower[i], self.tags[i]))
        return found


def _guessed(texts: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Tags of verbs by their form and the word before; "" for all other words."""
    rows = zip(texts, lower, ["", *lower], strict=False)
    return [_guess(low, before) if text == low else "" for text, low, before in rows]


def _guess(low: str, before: str) -> str:
    if low in MODALS:
        return "MD"
    if low in forms("past") or (low.endswith("ed") and len(low) > 4 and low not in forms("not_past")):
        return "VBN" if before in BE | HAVE else "VBD"
    if before == "to" or before in MODALS | DO:
        return "VB" if low.isalpha() and low not in ARTICLES else ""
    present = low.endswith("s") and not _present_verbs().isdisjoint({low[:-1], low.removesuffix("es")})
    return "VBZ" if present else ""


@cache
def _present_verbs() -> frozenset[str]:
    """Base forms of the verbs whose present tells a time."""
    return forms("timetable").union(lexicon.load()["timetable_with"])


@lru_cache(maxsize=64)
def forms(name: str) -> frozenset[str]:
    """A list of `[verbs]` of `data/words.toml`."""
    return frozenset(lexicon.load()["verbs"][name].split())


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in load("newsparse.dates", "contexts.toml").items()}


def beside(name: str) -> frozenset[str]:
    """A list of `data/contexts.toml`."""
    return _lists()[name]
