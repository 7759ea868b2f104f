"""Named mentions in UD-GUM (Zeldes 2017): the entity annotation of its column MISC, where the head is a proper noun.

A mention of GUM is a whole noun phrase ("the former prime minister Ana Ruiz of Chile"); `Entity=(7-person-…-5,6-…`
opens it, and numbers the words of its minimal span ("Ana Ruiz"). The proper nouns among those are of the name. What
other proper nouns of the phrase are is not told: a title, or the rest of the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import conllu

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_BRACKET = re.compile(
    r"(?P<opens>\()?\d+(?:-(?P<kind>[a-z]+)-[^()-]+-[^()-]+-[^()-]+-(?P<least>[\d,]+)[^()]*)?(?P<closes>\))?"
)


_NAMING = frozenset({"PROPN", "ADJ", "NOUN", "VERB", "NUM"})  # what a word with a capital may be in a name


@dataclass(slots=True)
class _Mention:
    kind: str
    least: list[int]
    first: int
    stop: int = -1


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """The words of a sentence: `words`; for each the kind of the mention that it names, "" for a word that is in no name for
    certain, None where that is not told; `opens` are the words with which a name begins for certain.
    """

    words: tuple[conllu.Word, ...]
    kinds: tuple[str | None, ...]
    opens: frozenset[int]


def read(path: Path) -> Iterator[list[NamedSentence]]:
    """The sentences of each document of a file."""
    for document in conllu.read(path):
        yield [_named(sentence) for sentence in document.sentences]


def _named(sentence: Sequence[conllu.Word]) -> NamedSentence:
    kinds: list[str | None] = [None if word.upos in _NAMING and word.form[0].isupper() else "" for word in sentence]
    opens = set()
    for mention in _mentions(sentence):
        name = [i for i in mention.least if i < mention.stop and sentence[i].upos == "PROPN"]
        for index in range(name[0], name[-1] + 1) if name else ():
            kinds[index] = mention.kind if len(name) == name[-1] - name[0] + 1 else None
        if name and kinds[name[0]] and (name[0] == 0 or kinds[name[0] - 1] == ""):
            opens.add(name[0])
    return NamedSentence(tuple(sentence), tuple(kinds), frozenset(opens))


def _mentions(sentence: Sequence[conllu.Word]) -> list[_Mention]:
    """Those that end in the sentence, inner ones after those around them, with words as numbers in the sentence."""
    found: list[_Mention] = []
    around: list[_Mention] = []
    for index, word in enumerate(sentence):
        brackets = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for match in _BRACKET.finditer(brackets):
            if match["opens"]:
                least = [index + int(number) - 1 for number in match["least"].split(",")]
                around.append(_Mention(match["kind"], least, index))
            if match["closes"] and around:
                around[-1].stop = index + 1
                found.append(around.pop())
    return found[::-1]
