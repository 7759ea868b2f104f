"""Whether a noun may call somebody at all: by what the text calls them, their kind, trade and fate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.mentions import Noun, listed
from newsparse.coref.referents import ORG
from newsparse.names import kind_of_organisation
from newsparse.names.lexicon import long_titles
from newsparse.names.nouns import are_apart, company_kinds, kind_words, list_of

if TYPE_CHECKING:
    from newsparse.coref.mentions import NounPhrase
    from newsparse.coref.referents import Referent

__all__ = ["is_apart", "is_called", "is_called_otherwise", "is_kind"]


def is_called(noun: str, offered: Referent) -> bool:
    """Whether the text calls somebody by a noun, in full or as a title, or by one that it covers."""
    noun = long_titles().get(noun, noun)
    return noun in offered.nouns | offered.words or offered.is_covered_by(noun)


def is_apart(phrase: NounPhrase, offered: Referent) -> bool:
    """Whether a noun never stands for a candidate: "Ruiz's family" is not Ruiz, "Vell Hospital" but "the hospital";
    "the airline" is not the paper that reported.
    """
    noun = phrase.noun
    if offered.is_person:
        return not offered.plural and noun in listed("groups")
    if offered.outlet and phrase.kind == Noun.BODY:
        return noun not in listed("media") | offered.nouns | offered.words
    return offered.entity is not None and offered.entity.label == "FAC" and noun not in offered.words


def is_called_otherwise(phrase: NounPhrase, referent: Referent) -> bool:
    """Whether one is not called by a noun, however likely it seems: a judge "the prosecutor", a brewery "the union"."""
    if referent.is_person:
        told = phrase.noun in referent.fates  # a judge who was charged is "the accused"
        return not told and (are_apart(phrase.noun, referent.nouns) or _is_told_apart(phrase.noun, referent))
    return referent.kind == ORG and not is_kind(phrase.noun, referent) and _is_other_body(phrase.noun, referent)


def _is_told_apart(noun: str, referent: Referent) -> bool:
    """Whether what was done to somebody tells that a noun, which the text does not call them by, is another's: who was
    jailed is not "the judge".
    """
    return noun not in referent.nouns and any(noun in listed("fates", fate, "others") for fate in referent.fates)


def is_kind(noun: str, referent: Referent) -> bool:
    """Whether the text calls an organisation by a noun, or by a word for its kind."""
    told = referent.nouns | referent.words
    return noun in told or not told.isdisjoint(kind_of_organisation(noun))


def _is_other_body(noun: str, referent: Referent) -> bool:
    """Whether an organisation that no word calls so is surely something else than what a noun says."""
    if noun not in listed("civic"):
        return noun in listed("named")
    known = list_of(referent.entity.name) if referent.entity is not None else ""
    if known:
        return noun not in listed("called", known)
    return _is_company(referent) or (noun in listed("evident") and any(map(kind_words, referent.words)))


def _is_company(referent: Referent) -> bool:
    return not (referent.nouns | referent.words).isdisjoint(company_kinds() | {"company"})
