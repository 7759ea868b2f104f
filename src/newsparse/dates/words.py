"""The words around an expression: the two sides of its sentence, and the lists of `data/words.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsparse.dates import lexicon
from newsparse.tables import load
from newsparse.text.words import ARTICLES, BE, DO, HAVE, MODALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.text.tokens import Tokens

__all__ = ["Word", "Words", "beside", "forms"]

_BARE = re.compile(r"\w ")

WINDOW = 24
"""Words looked at on either side: a clause is seldom longer."""


class Word(NamedTuple):
    """A token: its text, the same in small letters with straight apostrophes, Penn tag ("" where unknown)."""

    text: str
    low: str
    tag: str


@dataclass(frozen=True)
class Words:
    """The tokens of a text with their entity labels, and whether an entity begins at a token."""

    tokens: Tokens
    labels: Sequence[str]
    begins: Sequence[bool]

    @cached_property
    def tags(self) -> Sequence[str]:
        """Penn tags; where the Doc has none, those of verbs are guessed by their form and the word before."""
        tokens = self.tokens
        if tokens.tagged:
            return tokens.tags
        rows = zip(tokens.words, tokens.lower, ["", *tokens.lower], strict=False)
        return [_guess(low, before) if text == low else "" for text, low, before in rows]

    def of_several(self, i: int) -> bool:
        """Whether the token is one of several of an entity."""
        goes_on = self.labels[i + 1 : i + 2] == self.labels[i : i + 1] and not self.begins[i + 1]
        return goes_on or not self.begins[i]

    def sentence(self, offset: int) -> int:
        """The number of the sentence at the character; -1 after the last."""
        i = self.tokens.at(offset)
        return self.tokens.sentences[i] if i < len(self.tokens) else -1

    def sides(self, start: int, end: int) -> tuple[list[Word], list[Word]]:
        """The words before and after a stretch of the text, the nearest first: of its sentence, and of its quotation
        where it stands in one, up to a semicolon. One that opens a sentence behind a bare word belongs to the sentence
        before, too: "Court to hear appeal Friday".
        """
        tokens, (first, stop) = self.tokens, self.tokens.span(start, end)
        depth, runs_on = tokens.depths[first], first and _BARE.fullmatch(tokens.text, tokens.ends[first - 1] - 1, start)
        sentences = {tokens.sentences[first], tokens.sentences[first - 1 if runs_on else first]}

        def belongs(i: int) -> bool:
            return tokens.sentences[i] in sentences and tokens.words[i] != ";" and tokens.depths[i] >= depth

        def clause(places: range) -> list[Word]:
            inside = takewhile(belongs, islice(places, WINDOW))
            return [Word(tokens.words[i], tokens.lower[i], self.tags[i]) for i in inside]

        return clause(range(first - 1, -1, -1)), clause(range(stop, len(tokens)))


def _guess(low: str, before: str) -> str:
    if low in MODALS:
        return "MD"
    if low in forms("past") or (low.endswith("ed") and len(low) > 4 and low not in forms("not_past")):
        return "VBN" if before in BE | HAVE else "VBD"
    if before == "to" or before in MODALS | DO:
        return "VB" if low.isalpha() and low not in ARTICLES else ""
    return "VBZ" if low in _PRESENT else ""


@lru_cache(maxsize=64)
def forms(name: str) -> frozenset[str]:
    """A list of `[verbs]` of `data/words.toml`."""
    return frozenset(lexicon.load()["verbs"][name].split())


_PRESENT = frozenset(
    verb + ending for verb in forms("timetable").union(lexicon.load()["timetable_with"]) for ending in ("s", "es")
)
"""Forms in -s of the verbs whose present tells a time."""


@lru_cache(maxsize=128)
def beside(name: str) -> frozenset[str]:
    """A list of `data/contexts.toml`."""
    return frozenset(load("newsparse.dates", "contexts.toml")[name].split())
