"""The company that a noun for any company takes up: "the firm", "the carmaker", "the French manufacturer"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.mentions import listed
from newsparse.coref.referents import ORG
from newsparse.names import fold, kind_of_organisation
from newsparse.names.nouns import company_kinds, outlets, public_bodies

if TYPE_CHECKING:
    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.mentions import NounPhrase
    from newsparse.coref.referents import Referent

__all__ = ["calls_companies_alone", "company_meant", "is_company_noun", "may_be_company"]

_NEAR = 4
"""Sentences back in which a company must have been mentioned."""


def company_meant(phrase: NounPhrase, focus: Focus) -> Referent | None:
    """The company that a phrase stands for: the only one near; None where there are more, or none."""
    if not phrase.definite or phrase.plural or not is_company_noun(phrase.noun):
        return None
    sentence = focus.tokens.sentences[phrase.head]
    near = [
        each
        for each in focus.recent()
        if sentence - focus.of(each).sentence <= _NEAR and may_be_company(each) and not _is_within(phrase, each)
    ]
    return near[0] if len(near) == 1 else None


def _is_within(phrase: NounPhrase, referent: Referent) -> bool:
    """Whether the phrase itself names an organisation: "the Lagos-based firm", "Brune's insurer"."""
    return any(phrase.first <= first < phrase.head for first, _ in referent.spots)


def calls_companies_alone(noun: str) -> bool:
    """Whether a noun calls nothing but companies: "group" is an association's, too."""
    return is_company_noun(noun) and kind_of_organisation(noun).isdisjoint(listed("public"))


def is_company_noun(noun: str) -> bool:
    """Whether a noun calls companies, of any trade or of one."""
    return noun in company_kinds() or noun in listed("companies")


def may_be_company(referent: Referent) -> bool:
    """Whether an organisation may be a company: nothing that it is called is a public body, a party or media."""
    entity = referent.entity
    if referent.kind != ORG or entity is None:
        return False
    names = [fold(name) for name in (entity.name, *entity.aliases)]
    words = {word for name in names for word in name.split()} | referent.nouns
    return words.isdisjoint(listed("public")) and not any(
        name in public_bodies() or name in outlets() for name in names
    )
