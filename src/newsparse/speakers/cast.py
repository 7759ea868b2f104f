"""Who is in the text: the entities as referents, with what the text tells of their gender, roles and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse.names import (
    Tokens,
    fold,
    gender_of_noun,
    is_person_noun,
    key_words,
    kind_of_organisation,
    parse_person,
)
from newsparse.names.lexicon import Gender, long_titles, titles
from newsparse.names.nouns import company_words, singular
from newsparse.speakers.told import told_of, uses_they

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse import types

__all__ = ["Referent", "Spot", "SurnameBearers", "assemble_cast"]

PERSON, ORG, PLACE, GROUP = "person", "organisation", "place", "group"
_YEARS = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b")
_YEARS_BEFORE = re.compile(r"\b(\d{1,3})-year-old$")
_BESIDE, _LONGEST_AGE = 5, 4
_KINDS = {"PERSON": PERSON, "ORG": ORG, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": GROUP}


@dataclass(frozen=True, slots=True)
class Spot:
    """One mention of a referent: tokens `first` to `stop`, one past the last."""

    first: int
    stop: int
    referent: Referent


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that a pronoun or a noun phrase may stand for.

    `entity` is None for one without a name ("a man"), who is there so that a pronoun need not go to a name.
    `certain` says that the gender comes from the text's titles, relations or pronouns, not from a list of names.
    `nouns` are the nouns that the text calls it by, `words` all words of its roles and description, `ages` the years
    beside its name, `order` its place among all names of the text, `wrote` the documents that the text tells it of.
    """

    kind: str
    entity: types.Entity | None = None
    gender: Gender = ""
    certain: bool = False
    plural: bool = False
    they: bool = False
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    order: int = 60
    wrote: frozenset[str] = frozenset()
    # What the walk through the text changes: the last mention, and how often there was one.
    sentence: int = -1
    token: int = -1
    role: str = ""
    governor: int = -1
    quoted: bool = False
    # The last mention outside direct speech: (sentence, token, role).
    outside: tuple[int, int, str] | None = None
    # Where it was the subject of a main clause outside direct speech last: (sentence, token).
    main: tuple[int, int] | None = None
    count: int = 0
    outside_count: int = 0
    subjects: int = 0
    spots: list[tuple[int, int]] = field(default_factory=list)


def assemble_cast(tokens: Tokens, entities: Sequence[types.Entity]) -> list[Spot]:
    """The named referents' mentions in order of the text."""
    spots = []
    for entity in entities:
        kind = _KINDS.get(entity.label)
        if kind is None:
            continue
        places = [tokens.span(m.start, m.end) for m in entity.mentions]
        referent = _person(tokens, entity, places) if kind == PERSON else _thing(tokens, entity, kind, places)
        referent.spots = places
        spots += [Spot(first, stop, referent) for first, stop in places if first < stop]
    spots.sort(key=lambda s: (s.first, s.stop))
    for order, referent in enumerate(dict.fromkeys(spot.referent for spot in spots)):
        referent.order = order
    return spots


def _person(tokens: Tokens, entity: types.Entity, places: Sequence[tuple[int, int]]) -> Referent:
    words = [w.strip(".,") for role in entity.roles for w in fold(role).replace("-", " - ").split()]
    words += [w for role in entity.roles for w in fold(role).split() if "-" in w]
    words = [long_titles().get(w, w) for w in words]
    nouns = frozenset(_head_nouns(entity.roles)) | {w for w in words if w in titles()}
    before = {long_titles().get(w, w) for first, _ in places for w in _titles_before(tokens, first)}
    before |= {long_titles().get(w, w) for first, stop in places for w in parse_person(tokens.cut(first, stop)).titles}
    gender, certain = _gender(entity, before, nouns)
    told = [found for first, stop in places for found in told_of(tokens, first, stop)]
    nouns |= {noun for noun, _ in told} - {"former"}
    words += [w for noun, what in told for w in (noun, *what)]
    they = not certain and uses_they(tokens, places)
    return Referent(
        PERSON,
        entity,
        gender,
        certain,
        they=they,
        nouns=nouns | before,
        words=frozenset(words) | before,
        ages=frozenset(_ages(tokens, entity, places)),
    )


def _ages(tokens: Tokens, entity: types.Entity, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The years in the roles and beside the names: "Ana Ruiz, 34,", "Ana Ruiz (34)", "34-year-old Ana Ruiz"."""
    yield from (years for role in entity.roles for years in _YEARS.findall(fold(role)))
    for first, stop in places:
        yield from _YEARS_BEFORE.findall(tokens.cut(max(0, first - _BESIDE), first).lower())
        if stop + 2 < len(tokens.words) and tokens.words[stop] in (",", "("):
            at = stop + 1 + (tokens.lower[stop + 1] in ("aged", "age"))
            if tokens.words[at].isdigit() and len(tokens.words[at]) < _LONGEST_AGE:
                yield tokens.words[at]


def _titles_before(tokens: Tokens, first: int) -> list[str]:
    found = []
    i = first - 1
    sentence = tokens.sentences[min(first, len(tokens.words) - 1)]  # "... met the coach. Lund sat": no title of his
    while i >= 0 and first - i < 6 and tokens.sentences[i] == sentence:
        if tokens.lower[i].rstrip(".") not in titles() and tokens.words[i] != ".":
            break
        if tokens.words[i] != ".":
            found.append(tokens.lower[i].rstrip("."))
        i -= 1
    return found


def _head_nouns(roles: Sequence[str]) -> list[str]:
    """The person nouns of the roles before the first preposition: "an economist at the board" -> economist."""
    found = []
    for role in roles:
        words = [w.strip(".,") for w in fold(role).split()]
        for i, word in enumerate(words):
            if i and word in ("of", "for", "to", "at", "in", "on", "from", "with", "under", "by"):
                break
            if is_person_noun(word) or word in titles():
                found.append(long_titles().get(word, word))
    return found


def _gender(entity: types.Entity, before: set[str], nouns: frozenset[str]) -> tuple[Gender, bool]:
    """The gender, and whether the text gives it away: by titles, then nouns, then the list of given names."""
    told: set[Gender] = {titles()[w] for w in before if titles().get(w)}
    told |= {gender_of_noun(n) for n in nouns if gender_of_noun(n) and n not in titles()}
    told.discard("")
    if len(told) == 1:
        return told.pop(), True
    for name in (entity.name, *entity.aliases):
        known = parse_person(name)
        if known.gender and len(known.words) > 1:
            return known.gender, False
    return parse_person(entity.name).gender, False


def _thing(tokens: Tokens, entity: types.Entity, kind: str, places: Sequence[tuple[int, int]]) -> Referent:
    words = {w for name in (entity.name, *entity.aliases) for w in key_words(name)}
    nouns = set()
    for first, stop in places:
        nouns.update(_described(tokens, first, stop))
    if kind == ORG and not nouns and words & company_words():
        nouns.add("company")
    return Referent(kind, entity, nouns=frozenset(nouns), words=frozenset(words) | {singular(w) for w in words})


def _described(tokens: Tokens, first: int, stop: int) -> list[str]:
    """The nouns for an organisation beside its name: "the Dutch firm X", "X, a maker of lifts"."""
    found = []
    if first and kind_of_organisation(tokens.lower[first - 1]):
        found.append(tokens.lower[first - 1])
    if (
        stop + 1 < len(tokens.words)
        and tokens.words[stop] == ","
        and tokens.lower[stop + 1] in ("a", "an", "the", "one")
    ):
        for i in range(stop + 2, min(stop + 8, len(tokens.words))):
            if tokens.lower[i] in ("of", "for", "in", "that", "which", "who", ",", "."):
                break
            if kind_of_organisation(singular(tokens.lower[i])):
                found.append(singular(tokens.lower[i]))
    return found


class SurnameBearers:
    """The persons of a text by the words of their names."""

    def __init__(self, entities: Iterable[types.Entity]) -> None:
        self._bearers: dict[str, set[int]] = {}
        for number, entity in enumerate(entities):
            for word in parse_person(entity.name).words if entity.label == "PERSON" else ():
                self._bearers.setdefault(word, set()).add(number)

    def count(self, text: str) -> int:
        """How many persons a name as written may stand for."""
        wanted = parse_person(text).words
        return len(set.intersection(*(self._bearers.get(word, set()) for word in wanted))) if wanted else 1
