"""Other names in the same text: who speaks must not depend on whose names the training articles are full of.

A word that the articles for entities have nearly always in the names of persons, or nearly always in those of places,
may be replaced by another such word, the same one wherever it stands in a window (after Dai and Adel 2020, "mention
replacement"). So may a given name, and what often follows one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.tagger.features import TITLE, case_of

from .labels import ENTITY_TAGS

if TYPE_CHECKING:
    import random

    from .examples import Document

CLASSES = ("PERSON", "LOC")
WINDOWS, WORDS = 0.5, 0.7  # how many windows are renamed, and how many of the names in them
NEARLY_ALWAYS, OFTEN = 0.8, 0.15  # of all places where a word stands

Pieces = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Renaming:
    """`kinds`: the class of each name word; `pools`: the word pieces of all words of a class."""

    kinds: dict[str, str]
    pools: dict[str, list[Pieces]]

    def draw(self, words: list[str], rng: random.Random) -> dict[str, Pieces]:
        """New word pieces for some of the names among `words`; mostly none at all."""
        if rng.random() >= WINDOWS:
            return {}
        names = sorted({word for word in words if word in self.kinds})
        return {name: rng.choice(self.pools[self.kinds[name]]) for name in names if rng.random() < WORDS}


def renaming(labelled: list[Document], others: list[Document], given_names: frozenset[str]) -> Renaming:
    """The name words of documents labelled with entities, and of others; the new names come from the labelled ones.

    `given_names` are in lower case.
    """
    kinds, pieces = _named(labelled)
    pools = {kind: [pieces[word] for word in sorted(kinds) if kinds[word] == kind] for kind in CLASSES}
    return Renaming(dict.fromkeys(_introduced(others, given_names), "PERSON") | kinds, pools)


def _named(documents: list[Document]) -> tuple[dict[str, str], dict[str, Pieces]]:
    """The class of each name word, and the pieces of all words."""
    seen: Counter[str] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    pieces: dict[str, Pieces] = {}
    for paragraph in (paragraph for document in documents for paragraph in document):
        for word, of_word, label in zip(paragraph.words, paragraph.pieces, paragraph.labels["entities"], strict=True):
            if not _like_a_name(word):
                continue
            seen[word] += 1
            pieces[word] = of_word
            if label < len(ENTITY_TAGS):
                named[word, ENTITY_TAGS[label][2:]] += 1
    sure = {word: kind for (word, kind), count in named.items() if count >= NEARLY_ALWAYS * seen[word]}
    return {word: kind for word, kind in sure.items() if kind in CLASSES}, pieces


def _introduced(documents: list[Document], given_names: frozenset[str]) -> set[str]:
    """Given names that stand before a family name, and the family names."""
    seen: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    for words in (paragraph.words for document in documents for paragraph in document):
        seen.update(words)
        for given, family in pairwise(words):
            if given.lower() in given_names and _like_a_name(given) and _like_a_name(family):
                paired.update((given, family))
    return {word for word, count in paired.items() if count >= max(2, OFTEN * seen[word])}


def _like_a_name(word: str) -> bool:
    return word.isalpha() and len(word) > 2 and case_of(word) == TITLE
