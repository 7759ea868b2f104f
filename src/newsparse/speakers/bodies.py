"""Organisations that a noun stands for: "the ministry", "the brokerage", "the company"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import kind_of_organisation
from newsparse.names.nouns import company_kinds, kind_words, singular
from newsparse.speakers.cast import ORG, PLACE, Referent
from newsparse.speakers.salience import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.speakers.nominals import Phrase

__all__ = ["organisation", "trading"]

_NEAR = 4
"""Sentences back in which an organisation must have been named that nothing but its nearness gives."""
_ANY = frozenset({"board", "company"})


def organisation(phrase: Phrase, recent: Sequence[Referent]) -> Choice:
    """Which organisation the phrase stands for; `recent` are the referents by last mention, the last one first."""
    kinds = kind_of_organisation(phrase.noun)
    orgs = [r for r in recent if r.kind == ORG or (r.kind == PLACE and phrase.noun in r.words)]
    if phrase.modifiers:  # "the disaster agency" is no news agency
        orgs = [r for r in orgs if "news" not in r.words or phrase.modifiers & r.words]
    firm = phrase.noun in company_kinds() | _ANY
    if firm and phrase.modifiers:
        own = [r for r in orgs if r.kind == ORG and phrase.modifiers & _stems(r)]
        if len(own) == 1 and not _is_other(own[0], phrase):
            return Choice(own[0], 0.7, "its name tells of that trade")
    itself = [r for r in orgs if phrase.noun in r.words or phrase.noun in r.nouns]
    alike = [
        r
        for r in orgs
        if r.kind == ORG and (kinds & r.words or kinds & r.nouns or (company_kinds() & r.nouns & {phrase.noun}))
    ]
    if phrase.modifiers:
        closer = [r for r in itself if phrase.modifiers & r.words]
        itself = closer or itself
    options = [r for r in orgs if r in itself or r in alike]
    if options:
        sure = 0.9 if options[0] in itself else 0.8
        sure -= 0.15 if len(options) > 1 else 0.0
        return Choice(options[0], sure, f"{phrase.noun}, by its name or description")
    if phrase.proper and len([r for r in orgs if r.kind == ORG]) > 1:
        # "the French manufacturer": which of several is French the text does not say.
        return Choice(None, 0.0, f"no organisation named is called {' '.join(sorted(phrase.proper))}")
    if firm:
        choice = _firm(phrase, orgs)
        if choice is not None:
            return choice
    plain = [r for r in orgs if r.kind == ORG and not r.nouns and phrase.sentence - r.sentence <= _NEAR]
    plain = [r for r in plain if not any(kind_words(w) for w in r.words) and (r.subjects or r.count > 1)]
    if len(plain) == 1:
        return Choice(plain[0], 0.55, "the only organisation near whose name tells no other kind")
    return Choice(None, 0.0, f"no {phrase.noun} among the organisations named")


def trading(phrase: Phrase, recent: Sequence[Referent]) -> Choice:
    """A noun for a person or a firm, "the grocer", as the only firm in focus that the text or its name calls one."""
    orgs = [r for r in recent if r.kind == ORG and phrase.sentence - r.sentence <= _NEAR]
    firms = [r for r in orgs if r.nouns & (company_kinds() | {"company"})]
    if len(firms) == 1 and phrase.definite and not phrase.possessive and not phrase.plural:
        return Choice(firms[0], 0.6, "the only company near")
    return Choice(None, 0.0, f"nobody named was called {phrase.noun!r}")


def _firm(phrase: Phrase, orgs: Sequence[Referent]) -> Choice | None:
    """The company in focus: the one that the text calls so, the only one near, or the subject right before."""
    kinds = company_kinds() - {"group"} | {"company", phrase.noun}  # a campaign group is no firm
    firms = [r for r in orgs if r.nouns & kinds] or [
        r for r in orgs if r.kind == ORG and not r.nouns and phrase.sentence - r.sentence <= _NEAR
    ]
    if len(firms) == 1 or (firms and firms[0].nouns):
        return Choice(firms[0], 0.7 if len(firms) == 1 else 0.55, "the company last in focus")
    before = [r for r in firms if r.main is not None and phrase.sentence - r.main[0] <= 1]
    before = [r for r in before if not any(kind_words(w) for w in r.words)]
    if before and not phrase.modifiers:
        last = max(before, key=lambda r: r.main or (0, 0))
        if sum(r.main is not None and last.main is not None and r.main[0] == last.main[0] for r in before) == 1:
            return Choice(last, 0.6, "the organisation that was the subject before")
    return None


def _stems(referent: Referent) -> frozenset[str]:
    return referent.words | {singular(word) for word in referent.words}


def _is_other(referent: Referent, phrase: Phrase) -> bool:
    """Whether the text calls an organisation something that is no firm: a campaign group."""
    return bool(referent.nouns - (company_kinds() - {"group"} | {"company", phrase.noun}))
