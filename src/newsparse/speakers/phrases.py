"""Noun phrases that may stand for somebody named: "the envoy", "the ministry", "her lawyer", "the 34-year-old"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsparse.names import Tokens, fold, is_kin, is_person_noun, kind_of_organisation
from newsparse.names.lexicon import check_sorted, load
from newsparse.names.nouns import is_surely_organisation, singular
from newsparse.names.own import current
from newsparse.speakers.cast import PERSON, Referent, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse.names.own import OwnWords

__all__ = [
    "CLOSING",
    "HUMAN",
    "OPENING",
    "Noun",
    "Phrase",
    "age_of",
    "apposed",
    "is_age",
    "noun_of",
    "phrase_at",
    "words",
]

_DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its", "our", "my", "your"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "every", "each", "no"})
_PLAIN = frozenset({"man", "woman", "boy", "girl", "lady", "person", "guy"})
_AGE = re.compile(r"^(\d{1,3})-years?-olds?$")
OPENING, CLOSING = frozenset({'"', "“", "‘", "'", "``"}), frozenset({'"', "”", "’", "'", "''"})
_TITLE = 8  # words of a work's title
_BEFORE = 6  # words of a phrase before its head
_APPOSITION = 5  # words after the comma of an apposition in which its name is looked for


class Noun:
    """What a noun is for."""

    OTHER, PERSON, KIN, PLAIN, AGE, BODY, DOCUMENT = range(7)


HUMAN = frozenset({Noun.PERSON, Noun.KIN, Noun.PLAIN, Noun.AGE})
"""Nouns for persons."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with its head at token `head`; `noun` is the head, folded and singular, `kind` what that is for.

    `proper` are those of the modifiers that are written with a capital.
    """

    first: int
    head: int
    noun: str
    kind: int
    modifiers: frozenset[str]
    definite: bool
    indefinite: bool
    possessive: bool
    plural: bool
    sentence: int
    proper: frozenset[str] = frozenset()


@cache
def words(kind: str) -> frozenset[str]:
    """A list of kinds.toml by its name, such as `documents`."""
    return frozenset(check_sorted(f"kinds.toml {kind}", load("newsparse.speakers", "kinds.toml")[kind]))


def phrase_at(tokens: Tokens, i: int, named: Mapping[int, object], *, source: bool = False) -> Phrase | None:
    """The noun phrase headed by token `i`, when it is one for a person or an organisation and holds no name of one.

    The head of a `source` may be any noun, and what stands beside it too.
    """
    noun = noun_of(tokens.lower[i]) or _age_in_pieces(tokens, i) or (singular(fold(tokens.lower[i])) if source else "")
    if not noun or (not source and (tokens.tagged and not tokens.tags[i].startswith(("NN", "JJ", "CD")))):
        return None
    if not source and _is_beside_noun(tokens, i, named):
        return None
    first = i
    while is_age(noun) and first > 0 and tokens.ends[first - 1] == tokens.starts[first]:
        first -= 1
    modifiers, proper = set(), set()
    while first > 0 and i - first < _BEFORE and tokens.sentences[first - 1] == tokens.sentences[i]:
        before = tokens.lower[first - 1]
        if before in _DEFINITE | _INDEFINITE:
            first -= 1
            break
        titled = _title_before(tokens, first)
        if titled < first:  # the "Tidewater" actor
            first = titled
            continue
        if not _modifies(tokens, first - 1):
            break
        modifiers.add(fold(before))
        if tokens.words[first - 1][0].isupper():
            proper.add(fold(before))
        first -= 1
    start = tokens.lower[first]
    plural = tokens.tags[i] in ("NNS", "NNPS") or (
        not tokens.tagged and not is_age(noun) and noun != fold(tokens.lower[i])
    )
    return Phrase(
        first,
        i,
        noun,
        _kind(noun),
        frozenset(modifiers),
        start in _DEFINITE,
        start in _INDEFINITE,
        start in _POSSESSIVE,
        plural,
        tokens.sentences[i],
        frozenset(proper),
    )


def _is_beside_noun(tokens: Tokens, i: int, named: Mapping[int, object]) -> bool:
    """Whether the noun is no head: "council leader", "minister Ana Ruiz"."""
    after = i + 1
    if after in named:
        return True
    if after >= len(tokens.words) or tokens.sentences[after] != tokens.sentences[i]:
        return False
    return tokens.tagged and tokens.tags[after].startswith("NN") and tokens.tags[i].startswith("NN")


def _title_before(tokens: Tokens, i: int) -> int:
    """Where a work's title between article and noun begins, which ends right before token `i`; else `i`."""
    if tokens.words[i - 1] not in CLOSING:
        return i
    for j in range(i - 2, max(0, i - 2 - _TITLE), -1):
        if tokens.words[j] in OPENING:
            return j if tokens.lower[j - 1] in _DEFINITE | _INDEFINITE else i
    return i


def apposed(tokens: Tokens, phrase: Phrase, named: Mapping[int, Spot]) -> Referent | None:
    """Whose apposition the phrase is, after or before the name: "Bosman, a judge,", "Her son, the poet Bo"."""
    mark = tokens.words[phrase.first - 1] if phrase.first > 1 else ""
    before = named.get(phrase.first - 2) if mark in (",", "—", "–", "(") else None
    if before is not None and (not phrase.definite or phrase.possessive or mark == ","):
        return before.referent
    after = phrase.head + 1
    if tokens.words[after : after + 1] != [","]:
        return None
    for i in range(after + 1, min(after + 1 + _APPOSITION, len(tokens.words))):
        if i in named:
            return named[i].referent if named[i].referent.kind == PERSON or i == after + 1 else None
        if not tokens.tags[i].startswith(("DT", "JJ", "NN")):
            return None
    return None


def noun_of(lower: str) -> str:
    """The singular of a word that may head a phrase for a person or an organisation; "" for others."""
    return _noun_of(lower, current())


@lru_cache(maxsize=8192)
def _noun_of(lower: str, _own: OwnWords | None) -> str:
    word = fold(lower)
    noun = singular(word)
    return noun if is_person_noun(noun) or kind_of_organisation(noun) or _AGE.match(word) else ""


def _kind(noun: str) -> int:
    if is_age(noun):
        return Noun.AGE
    if noun in _PLAIN:
        return Noun.PLAIN
    if is_person_noun(noun):
        return Noun.KIN if is_kin(noun) else Noun.PERSON
    if noun in words("documents"):
        return Noun.DOCUMENT
    body = kind_of_organisation(noun) or noun in words("bodies") or is_surely_organisation(noun)
    return Noun.BODY if body else Noun.OTHER


def _age_in_pieces(tokens: Tokens, i: int) -> str:
    """The age that ends at a token, where the tokenizer has cut it: "34", "-", "year", "-", "old"; else ""."""
    if tokens.lower[i] != "old":
        return ""
    text = tokens.text[tokens.starts[max(0, i - 4)] : tokens.ends[i]].lower()
    return text if is_age(text) else ""


def is_age(noun: str) -> bool:
    """Whether a noun is an age: "the 34-year-old"."""
    return _AGE.match(noun) is not None


def age_of(noun: str) -> str:
    """The years in an age: "34-year-old" -> "34"; "" for other nouns."""
    found = _AGE.match(noun)
    return found[1] if found else ""


def _modifies(tokens: Tokens, i: int) -> bool:
    if tokens.tagged:
        return tokens.tags[i].startswith(("JJ", "NN", "CD", "VBN", "HYPH", "POS"))
    plain = tokens.lower[i].endswith(("ed", "ly")) or len(tokens.words[i]) <= 3 or tokens.lower[i] in _SMALL
    return tokens.words[i][0].isalnum() and not plain


_SMALL = frozenset({"with", "from", "said", "that", "this", "were", "have", "when", "then", "also", "into", "told"})
"""Longer words that stand between no article and noun of an untagged text."""
