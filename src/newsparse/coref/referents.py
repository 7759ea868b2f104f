"""Who is in the text: the entities as referents, with what the text tells of their gender, roles and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import TYPE_CHECKING

from newsparse.coref.mentions import is_body, listed, name_at
from newsparse.names import (
    covers,
    fold,
    gender_of_noun,
    is_person_noun,
    key_words,
    kind_of_organisation,
    parse_person,
    strip_possessive,
)
from newsparse.names.lexicon import Gender, long_titles, titles
from newsparse.names.nouns import company_words, offices_in, outlets, public_bodies, singular
from newsparse.text.beside import age_beside, apposition_after, head_noun, predicate_after, titles_before
from newsparse.text.grammar import head_of, is_undergone
from newsparse.text.relations import APPOSED, DESCRIBING, PASSIVE_SUBJECTS, SUBJECTS
from newsparse.text.words import PREPOSITIONS, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsparse import types
    from newsparse.coref.mentions import Name
    from newsparse.text.tokens import Tokens

__all__ = ["GROUP", "ORG", "PERSON", "PLACE", "Referent", "acting", "countries", "referents"]

PERSON, ORG, PLACE, GROUP = "person", "organisation", "place", "group"
_KINDS = {"PERSON": PERSON, "ORG": ORG, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": GROUP}
_YEARS = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b")
_WITHIN_NAMES = word_set("of the and for")
_LONGEST_ACRONYM = 6
FATES = ("accused", "victim")


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that a pronoun or a noun phrase may stand for, with what the text has told so far.

    `entity` is None for one without a name ("a man"), who is there so that a pronoun need not go to a name.
    `certain` says that the gender comes from the text's titles, relations or pronouns, not from a list of names.
    `nouns` are the nouns that the text calls it by, `words` all words of its roles and description, the initials of
    what they name with them and the codes of the countries that they name, `ages` the years told beside its name,
    `order` its place among all names of the text, `public` tells that it is surely no company, `outlet` that it is one
    of the known media, `heads` the last words of its names, `made` the documents that it may have made, by their nouns,
    and whether the grammar says so, `spots` where it is named, `fates` what was done to a person (`[fates]` of
    data/kinds.toml).
    """

    kind: str
    entity: types.Entity | None = None
    gender: Gender = ""
    certain: bool = False
    plural: bool = False
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    order: int = 60
    public: bool = False
    outlet: bool = False
    heads: frozenset[str] = frozenset()
    made: dict[str, bool] = field(default_factory=dict)
    spots: list[tuple[int, int]] = field(default_factory=list)
    fates: frozenset[str] = frozenset()

    @property
    def is_person(self) -> bool:
        """Whether it is a person, or several."""
        return self.kind == PERSON

    def is_covered_by(self, noun: str) -> bool:
        """Whether a noun may stand for one that the text calls it by."""
        return any(covers(noun, each) for each in self.nouns)


def acting(referent: Referent | None) -> Referent | None:
    """The referent where it is a person or an organisation that has a name."""
    return referent if referent is not None and referent.entity and referent.kind in (ORG, PERSON) else None


def referents(tokens: Tokens, entities: Sequence[types.Entity]) -> list[Name]:
    """The mentions of the named referents in order of the text."""
    codes = countries(entities)
    found = [_referent(tokens, entity, codes) for entity in entities if entity.label in _KINDS]
    named = (name_at(tokens, *spot, referent) for referent in found for spot in referent.spots)
    names = sorted(named, key=lambda each: (each.first, each.stop))
    for order, referent in enumerate(dict.fromkeys(each.referent for each in names)):
        referent.order = order
    return names


def _referent(tokens: Tokens, entity: types.Entity, codes: Mapping[str, str]) -> Referent:
    spans = (tokens.span(m.start, m.end) for m in entity.mentions)
    spots = [(first, stop) for first, stop in spans if first < stop]
    person = entity.label == "PERSON"
    referent = _person(tokens, entity, spots) if person else _thing(tokens, entity, spots)
    referent.spots = spots
    referent.words |= {codes[word] for word in referent.words if word in codes}
    return referent


def countries(entities: Iterable[types.Entity]) -> dict[str, str]:
    """The code of a country for each word, folded, that alone names it or its people: "Iran", "Iranian" -> IR."""
    return {
        words[0]: each.country
        for each in entities
        if each.country is not None and each.admin1 is None and _KINDS.get(each.label) in (PLACE, GROUP)
        for name in (each.name, *each.aliases)
        if len(words := key_words(name)) == 1
    }


# Persons.


def _person(tokens: Tokens, entity: types.Entity, places: Sequence[tuple[int, int]]) -> Referent:
    titled = frozenset(map(_long, _titles(tokens, places)))
    roles = [fold(role) for role in entity.roles]
    roles += sorted(chain.from_iterable(map(offices_in, roles)))
    words = frozenset(_long(word) for role in roles for word in _words(role))
    nouns = frozenset(_role_nouns(roles)) | (words & titles().keys())
    gender, certain = _gender(entity, titled, nouns)
    return Referent(
        PERSON,
        entity,
        gender,
        certain,
        nouns=nouns | titled,
        words=words | titled | frozenset(_acronyms(entity.roles)),
        ages=frozenset(_ages(tokens, roles, places)),
        fates=frozenset(chain.from_iterable(_fates(tokens, first, stop) for first, stop in places)),
    )


def _long(title: str) -> str:
    """A title in full: "sen" -> "senator"."""
    return long_titles().get(title, title)


def _titles(tokens: Tokens, places: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The titles before the names and within them."""
    for first, stop in places:
        yield from titles_before(tokens, first)[1]
        yield from parse_person(tokens.cut(first, stop)).titles


def _words(role: str) -> Iterator[str]:
    """The words of a folded role, those with a hyphen whole and in pieces."""
    for word in role.split():
        plain = strip_possessive(word.strip(".,"))
        yield plain
        if "-" in plain:
            yield from plain.split("-")


def _role_nouns(roles: Iterable[str]) -> Iterator[str]:
    """The person nouns of folded roles before the first preposition: "an economist at the board" -> economist."""
    for role in roles:
        words = [word.strip(".,") for word in role.split()]
        end = next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words))
        yield from (_long(word) for word in words[:end] if is_person_noun(word) or word in titles())


def _acronyms(roles: Iterable[str]) -> Iterator[str]:
    """The initials of what roles name, folded: "head of the Radical Civic Union" -> rc, rcu, cu."""
    for role in roles:
        words = [word.strip(".,") for word in role.split() if word not in _WITHIN_NAMES]
        for capital, run in groupby(words, key=lambda word: word[:1].isupper()):
            initials = "".join(word[0] for word in run).lower() if capital else ""
            for begin in range(len(initials)):
                for end in range(begin + 2, min(len(initials), begin + _LONGEST_ACRONYM) + 1):
                    yield initials[begin:end]


def _ages(tokens: Tokens, roles: Iterable[str], places: Iterable[tuple[int, int]]) -> Iterator[int]:
    """The years in the roles and beside the names."""
    yield from (int(years) for role in roles for years in _YEARS.findall(role))
    yield from (years for first, stop in places if (years := age_beside(tokens, first, stop)) is not None)


def _fates(tokens: Tokens, first: int, stop: int) -> Iterator[str]:
    """What the verbs of a name tell of its bearer: "Ruiz was jailed", "Ruiz, a cook who was jailed", "Ruiz pleaded"."""
    head = head_of(tokens, first, stop)
    if tokens.rels[head] in SUBJECTS:
        yield from _told_by(
            tokens.lemmas[tokens.heads[head]], "done" if tokens.rels[head] in PASSIVE_SUBJECTS else "does"
        )
    for noun in (head, *(c for c in tokens.children[head] if tokens.rels[c] in APPOSED)):
        for verb in tokens.children[noun]:
            if tokens.rels[verb] in DESCRIBING and is_undergone(tokens, verb):
                yield from _told_by(tokens.lemmas[verb], "done")


def _told_by(lemma: str, part: str) -> Iterator[str]:
    """What a verb tells of whom it is done to, or who does it."""
    return (fate for fate in FATES if lemma in listed("fates", fate, part))


def _gender(entity: types.Entity, titled: frozenset[str], nouns: frozenset[str]) -> tuple[Gender, bool]:
    """The gender, and whether the text gives it away: by titles, then nouns, then the list of given names."""
    told: set[Gender] = {titles()[word] for word in titled & titles().keys()}
    told |= {gender_of_noun(noun) for noun in nouns - titles().keys()}
    told.discard("")
    if len(told) == 1:
        return told.pop(), True
    names = [parse_person(name) for name in (entity.name, *entity.aliases)]
    full = (each.gender for each in names if each.gender and len(each.words) > 1)
    return next(full, names[0].gender), False


# What is no person.


def _thing(tokens: Tokens, entity: types.Entity, places: Sequence[tuple[int, int]]) -> Referent:
    names = (entity.name, *entity.aliases)
    keys = [key_words(name) for name in names]
    acts = entity.label == "FAC" and any(is_body(key[-1]) for key in keys if key)  # "Vell Hospital"
    kind = ORG if acts else _KINDS[entity.label]
    words = frozenset(chain.from_iterable(keys))
    nouns = frozenset(chain.from_iterable(_described(tokens, first, stop) for first, stop in places))
    if kind == ORG and not nouns and words & company_words():
        nouns = frozenset({"company"})
    called = set(map(fold, names))
    public = kind != ORG or bool((words | nouns) & listed("public") or public_bodies() & called)
    heads = frozenset(key[-1] for key in keys if key)
    words = words.union(map(singular, words))
    outlet = not called.isdisjoint(outlets())
    return Referent(kind, entity, nouns=nouns, words=words, public=public, outlet=outlet, heads=heads)


def _described(tokens: Tokens, first: int, stop: int) -> Iterator[str]:
    """The nouns for an organisation beside its name: "the Dutch firm X", "X, a maker of lifts"."""
    if first and kind_of_organisation(tokens.lower[first - 1]):
        yield tokens.lower[first - 1]
    for phrase in (apposition_after(tokens, stop), predicate_after(tokens, stop)):
        head = head_noun(tokens, phrase) if phrase is not None else None
        noun = singular(tokens.lower[head]) if head is not None else ""
        if kind_of_organisation(noun):
            yield noun
