"""The company that a noun for any company takes up: "the firm", "the carmaker", "the French manufacturer"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.antecedents import Choice
from newsparse.coref.mentions import HUMAN, listed
from newsparse.coref.referents import GROUP, ORG, PLACE
from newsparse.names import fold, kind_of_organisation
from newsparse.names.nouns import company_kinds, outlets, public_bodies

if TYPE_CHECKING:
    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.mentions import NounPhrase
    from newsparse.coref.referents import Referent

__all__ = ["company_meant"]

_NEAR = 4
"""Sentences back in which a company must have been mentioned."""
_SURE = 0.7


def company_meant(phrase: NounPhrase, owner: Referent | None, choice: Choice, focus: Focus) -> Choice:
    """The choice for a phrase, which is another where that calls companies: no public body, and where nobody is likely
    the only company near. `owner` is whose the phrase is.
    """
    if not _calls_company(phrase) or not _is_open(phrase, choice.referent):
        return choice
    definite = phrase.definite or (owner is not None and owner.kind in (PLACE, GROUP))  # "Ghana's biggest brewer"
    near = _companies_near(phrase, focus) if definite and not phrase.plural else []
    return Choice(near[0], _SURE, "the company near") if len(near) == 1 else Choice(None, 0.0, "no company near")


def _calls_company(phrase: NounPhrase) -> bool:
    """Whether a phrase calls a company, of any trade or of one; a maker is one only if something tells of what."""
    company = phrase.noun in company_kinds() or phrase.noun in listed("companies")
    return company and (phrase.kind not in HUMAN or bool(phrase.modifiers))


def _is_open(phrase: NounPhrase, chosen: Referent | None) -> bool:
    """Whether nobody was chosen, or a body by a noun that calls companies alone: "group" is an association's, too."""
    if chosen is None:
        return True
    alone = phrase.kind not in HUMAN and kind_of_organisation(phrase.noun).isdisjoint(listed("public"))
    return alone and not _may_be_company(chosen)


def _companies_near(phrase: NounPhrase, focus: Focus) -> list[Referent]:
    """The companies of the last sentences, less those that the phrase itself names: "the Lagos-based firm"."""
    sentence = focus.tokens.sentences[phrase.head]
    return [
        each
        for each in focus.recent()
        if sentence - focus.of(each).sentence <= _NEAR
        and _may_be_company(each)
        and not _is_told(each, focus)
        and not any(phrase.first <= first < phrase.head for first, _ in each.spots)
    ]


def _is_told(referent: Referent, focus: Focus) -> bool:
    """Whether an organisation is one of the media to which something is only told."""
    return focus.of(referent).subjects == 0 and not outlets().isdisjoint(_names(referent))


def _may_be_company(referent: Referent) -> bool:
    """Whether an organisation may be a company: nothing that it is called is a public body or a party."""
    names = _names(referent)
    words = {word for name in names for word in name.split()} | referent.nouns
    return referent.kind == ORG and words.isdisjoint(listed("public")) and public_bodies().isdisjoint(names)


def _names(referent: Referent) -> frozenset[str]:
    entity = referent.entity
    return frozenset(map(fold, (entity.name, *entity.aliases))) if entity is not None else frozenset()
