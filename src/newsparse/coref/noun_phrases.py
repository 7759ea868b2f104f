"""Noun phrases that may stand for somebody named: "the envoy", "the ministry", "her lawyer", "the 34-year-old"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.coref.nouns import listed
from newsparse.coref.referents import PERSON, Referent, Spot
from newsparse.names import fold, is_kin, is_person_noun, kind_of_organisation
from newsparse.names.nouns import is_surely_organisation, singular
from newsparse.names.own import current
from newsparse.text.beside import age_at
from newsparse.text.words import CLOSING_MARKS, DEFINITE, INDEFINITE, OPENING_MARKS, POSSESSIVES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from newsparse.names.own import OwnWords
    from newsparse.text.tokens import Tokens

__all__ = ["HUMAN", "Noun", "NounPhrase", "apposed", "noun_of", "phrase_at", "title_before"]

_DETERMINERS = DEFINITE | INDEFINITE
_MODIFIERS = ("JJ", "NN", "CD", "VBN", "HYPH", "POS")
_TITLE = 8  # words of a work's title
_BEFORE = 6  # words of a phrase before its head
_APPOSITION = 5  # words after the comma of an apposition in which its name is looked for
_SMALL = frozenset({"with", "from", "said", "that", "this", "were", "have", "when", "then", "also", "into", "told"})
"""Longer words that stand between no article and noun of an untagged text."""


class Noun:
    """What a noun is for."""

    OTHER, PERSON, KIN, PLAIN, AGE, BODY, DOCUMENT = range(7)


HUMAN = frozenset({Noun.PERSON, Noun.KIN, Noun.PLAIN, Noun.AGE})
"""Nouns for persons."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase with its head at token `head`; `noun` is the head, folded and singular, `kind` what that is for.

    `years` are those of an age, 0 for another noun; `opening` is its first word; `modifiers` are folded, `proper` those
    of them that are written with a capital.
    """

    first: int
    head: int
    noun: str
    kind: int
    years: int
    opening: str
    modifiers: frozenset[str]
    proper: frozenset[str]
    plural: bool

    @property
    def definite(self) -> bool:
        """Whether it takes something up by its first word."""
        return self.opening in DEFINITE

    @property
    def indefinite(self) -> bool:
        """Whether its first word says that it takes nothing up."""
        return self.opening in INDEFINITE

    @property
    def possessive(self) -> bool:
        """Whether its first word tells whose it is."""
        return self.opening in POSSESSIVES


def phrase_at(tokens: Tokens, i: int, named: Container[int], *, source: bool = False) -> NounPhrase | None:
    """The noun phrase headed by token `i`, when it is one for a person or an organisation and holds no name of one.

    The head of a `source` may be any noun, and what stands beside it too.
    """
    age = age_at(tokens, i)
    noun = f"{age[1]}-year-old" if age else noun_of(tokens.lower[i])
    if source:
        noun = noun or singular(fold(tokens.lower[i]))
    elif not noun or not _is_head(tokens, i, named):
        return None
    first, before = _begin(tokens, age[0] if age else i, i)
    modifiers = frozenset(fold(tokens.lower[j]) for j in before)
    proper = frozenset(fold(tokens.lower[j]) for j in before if tokens.words[j][0].isupper())
    plural = _is_plural(tokens, i, noun) and not age
    years = age[1] if age else 0
    kind = Noun.AGE if age else _kind(noun)
    return NounPhrase(first, i, noun, kind, years, tokens.lower[first], modifiers, proper, plural)


def noun_of(lower: str) -> str:
    """The singular of a word that may head a phrase for a person or an organisation; "" for others."""
    return _noun_of(lower, current())


@lru_cache(maxsize=8192)
def _noun_of(lower: str, _own: OwnWords | None) -> str:
    noun = singular(fold(lower))
    return noun if is_person_noun(noun) or kind_of_organisation(noun) else ""


def _is_head(tokens: Tokens, i: int, named: Container[int]) -> bool:
    """Whether a noun heads its phrase: not "council leader", "minister Ana Ruiz"."""
    tag, after = tokens.tags[i], i + 1
    if (tokens.tagged and not tag.startswith(("NN", "JJ", "CD"))) or after in named:
        return False
    if after >= len(tokens) or tokens.sentences[after] != tokens.sentences[i]:
        return True
    return not (tag.startswith("NN") and tokens.tags[after].startswith("NN"))


def _begin(tokens: Tokens, first: int, head: int) -> tuple[int, list[int]]:
    """Where the phrase of a head begins, which itself begins at `first`, and its words between that and the head."""
    between: list[int] = []
    while first > 0 and head - first < _BEFORE and tokens.sentences[first - 1] == tokens.sentences[head]:
        if tokens.lower[first - 1] in _DETERMINERS:
            return first - 1, between
        titled = title_before(tokens, first)
        if titled < first:  # the "Tidewater" actor
            first = titled
        elif _modifies(tokens, first - 1):
            first -= 1
            between.append(first)
        else:
            break
    return first, between


def _is_plural(tokens: Tokens, i: int, noun: str) -> bool:
    if tokens.tagged:
        return tokens.tags[i] in ("NNS", "NNPS")
    return noun != fold(tokens.lower[i])


def title_before(tokens: Tokens, i: int) -> int:
    """Where a work's title between article and noun begins, which ends right before token `i`; else `i`."""
    if tokens.words[i - 1] not in CLOSING_MARKS:
        return i
    for j in range(i - 2, max(0, i - 2 - _TITLE), -1):
        if tokens.words[j] in OPENING_MARKS:
            return j if tokens.lower[j - 1] in _DETERMINERS else i
    return i


def _modifies(tokens: Tokens, i: int) -> bool:
    if tokens.tagged:
        return tokens.tags[i].startswith(_MODIFIERS)
    word, lower = tokens.words[i], tokens.lower[i]
    return word[0].isalnum() and len(word) > 3 and not lower.endswith(("ed", "ly")) and lower not in _SMALL


def _kind(noun: str) -> int:
    if noun in listed("plain"):
        return Noun.PLAIN
    if is_person_noun(noun):
        return Noun.KIN if is_kin(noun) else Noun.PERSON
    if noun in listed("documents"):
        return Noun.DOCUMENT
    body = kind_of_organisation(noun) or noun in listed("bodies") or is_surely_organisation(noun)
    return Noun.BODY if body else Noun.OTHER


def apposed(tokens: Tokens, phrase: NounPhrase, named: Mapping[int, Spot]) -> Referent | None:
    """Whose apposition the phrase is, after or before the name: "Bosman, a judge,", "Her son, the poet Bo"."""
    mark = tokens.words[phrase.first - 1] if phrase.first > 1 else ""
    before = named.get(phrase.first - 2) if mark in (",", "—", "–", "(") else None
    if before is not None and (mark == "," or phrase.possessive or not phrase.definite):
        return before.referent
    return _named_after(tokens, phrase.head + 1, named)


def _named_after(tokens: Tokens, comma: int, named: Mapping[int, Spot]) -> Referent | None:
    """Who is named after the comma that ends a phrase, over the nouns before that name."""
    if tokens.words[comma : comma + 1] != [","]:
        return None
    for i in range(comma + 1, min(comma + 1 + _APPOSITION, len(tokens))):
        if i in named:
            return named[i].referent if named[i].referent.kind == PERSON or i == comma + 1 else None
        if not tokens.tags[i].startswith(("DT", "JJ", "NN")):
            return None
    return None
