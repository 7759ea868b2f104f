"""What the source of a quote is: a name, a pronoun, a noun phrase; and the names that need no weighing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.coref.appositions import apposed
from newsparse.coref.mentions import FORMS, THIRD_PERSON, is_role, listed
from newsparse.coref.referents import ORG, PERSON, Referent
from newsparse.coref.source_heads import PUNCTUATION, TAKING_UP, head_word
from newsparse.names import fold, kind_of_organisation, parse_person
from newsparse.text.beside import titles_before
from newsparse.text.grammar import FINITE
from newsparse.text.relations import Rel
from newsparse.text.words import (
    ARTICLES,
    ATTACHING,
    CONJUNCTIONS,
    HE_OR_SHE,
    NAMING,
    POSSESSIVE_MARKS,
    PREPOSITIONS,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsparse import types
    from newsparse.coref.mentions import Name
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

__all__ = ["Kind", "Named", "Resolved", "Source", "read_source"]

_FIRST_PERSON = word_set("i we me us my our you")
_NAMING = NAMING | {"as", "name"}
_CHIEFS = word_set("general ceo chief")
_OF_OFFICE = ATTACHING | {"from"}
_LISTING = CONJUNCTIONS | word_set(", the both")


class Kind:
    """How a source names somebody."""

    NAME, PRONOUN, FIRST, RELATIVE, PHRASE = "name", "pronoun", "first person", "relative pronoun", "noun phrase"


_KINDS = dict.fromkeys((*THIRD_PERSON, *FORMS), Kind.PRONOUN) | dict.fromkeys(_FIRST_PERSON, Kind.FIRST)
_KINDS |= dict.fromkeys(TAKING_UP, Kind.RELATIVE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source stands for, how sure that is in 0..1, and by what rule; `referent` None where nothing decides, and
    where several are it together, who are `joint`.
    """

    referent: Referent | None
    sure: float
    rule: str
    why: str = ""
    joint: tuple[Referent, ...] = ()

    @property
    def entity(self) -> types.Entity | None:
        """The entity of the referent; a nameless one has none."""
        return self.referent.entity if self.referent is not None else None


@dataclass(frozen=True, slots=True)
class Source:
    """A source at tokens `first` to `stop` with its head; `named` is whom its own words name, where they do.

    `kind` tells how it names somebody; `own` are the stretches of direct speech that it is the source of, `said` all
    that it says.
    """

    first: int
    stop: int
    head: int
    kind: str
    named: Resolved | None
    own: tuple[Span, ...]
    said: tuple[Span, ...] = ()


class Named:
    """The names of a text: by the tokens that they hold, and the persons by the words of their names."""

    def __init__(self, spots: Sequence[Name]) -> None:
        self.at = {i: spot for spot in spots for i in range(spot.first, spot.stop)}
        self._bearers = _by_word({spot.referent for spot in spots if spot.referent.is_person})

    def bearers(self, words: Sequence[str]) -> set[Referent]:
        """The persons that have all of some folded words in their names; none for no words."""
        return set.intersection(*(self._bearers.get(word, set()) for word in words)) if words else set()


def _by_word(persons: Iterable[Referent]) -> dict[str, set[Referent]]:
    """The persons by the folded words of their names."""
    found: dict[str, set[Referent]] = {}
    for each in persons:
        for word in parse_person(each.entity.name).words if each.entity else ():
            found.setdefault(word, set()).add(each)
    return found


def read_source(tokens: Tokens, names: Named, first: int, stop: int, own: tuple[Span, ...]) -> Source | None:
    """The source at tokens `first` to `stop`; None where it is empty."""
    first, stop = _trimmed(tokens, first, stop)
    if first >= stop:
        return None
    kind = _kind(tokens, names.at, first, stop)
    if kind != Kind.PHRASE:
        return Source(first, stop, first, kind, None, own)
    head = head_word(tokens, first, stop, names.at)
    found = _named(tokens, names, first, stop, head)
    return Source(first, stop, head, Kind.PHRASE if found is None else Kind.NAME, found, own)


def _trimmed(tokens: Tokens, first: int, stop: int) -> tuple[int, int]:
    """A source without punctuation at its ends."""
    while first < stop and tokens.words[first] in PUNCTUATION:
        first += 1
    while stop > first and tokens.words[stop - 1] in PUNCTUATION:
        stop -= 1
    return first, stop


def _kind(tokens: Tokens, named: Mapping[int, Name], first: int, stop: int) -> str:
    lower = tokens.lower[first]
    if first in named and tokens.words[first].isupper():  # "WHO", "US"
        return Kind.PHRASE
    if stop - first == 1:
        return _KINDS.get(lower, Kind.PHRASE)
    if lower in TAKING_UP and lower != "that":
        return Kind.RELATIVE
    unnamed = named.keys().isdisjoint(range(first, stop))
    return Kind.PRONOUN if lower in HE_OR_SHE and unnamed else Kind.PHRASE


# Whom the words of a source name.


def _named(tokens: Tokens, names: Named, first: int, stop: int, head: int) -> Resolved | None:
    """A person that the source is, the body at its head, or a name in apposition; None leaves it to be weighed."""
    spots = list(dict.fromkeys(names.at[i] for i in range(first, stop) if i in names.at))
    persons = [s for s in spots if s.referent.kind == PERSON and _is_source(tokens, names.at, s, first, stop)]
    if persons:
        return _of_persons(tokens, persons, stop)
    return (
        _body(tokens, spots, head, stop)
        or _apposed(apposed(tokens, names.at, head, stop))
        or _kind_after_name(tokens, names.at.get(head - 1 - (tokens.lower[head - 1] == "news")), head)
        or _by_words(tokens, names, first, (head, stop - 1))
    )


def _of_persons(tokens: Tokens, spots: list[Name], stop: int) -> Resolved:
    several = len({id(spot.referent) for spot in spots}) > 1
    if several and (_are_joined(tokens, spots[0], spots[1]) or _is_listed(tokens, spots, stop)):
        return _of_several(tokens, spots)
    return Resolved(_last_of_phrase(tokens, spots).referent, 0.97, Kind.NAME)


def _of_several(tokens: Tokens, spots: Sequence[Name]) -> Resolved:
    """The names of a list, or that "and" joins, as one source: "Kos, Bos and Lund"."""
    joint = [spots[0].referent]
    for one, other in pairwise(spots):
        if not (set(tokens.lower[one.stop : other.first]) <= _LISTING or _are_joined(tokens, one, other)):
            break
        joint.append(other.referent)
    describing = {spot.referent for spot in spots if spot.modifies}  # "anti-Kos and anti-Bos activists"
    several = tuple(each for each in dict.fromkeys(joint) if each not in describing)
    return Resolved(None, 0.0, "several names", "several are one source", several if len(several) > 1 else ())


def _owns(tokens: Tokens, spot: Name, stop: int) -> bool:
    """Whether a name owns what the source speaks of ("Ruiz's lawyer"); "Ruiz's" alone ("in Ruiz's words") is Ruiz."""
    return spot.stop + 1 < stop and tokens.lower[spot.stop] in POSSESSIVE_MARKS


def _is_source(tokens: Tokens, named: Mapping[int, Name], spot: Name, first: int, stop: int) -> bool:
    """Whether a person in the source is the source, and not one within it ("a lawyer for Ruiz", "Ruiz's lawyer", "Ruiz
    aides").
    """
    if _owns(tokens, spot, stop) or _describes(tokens, spot, stop):
        return False
    return _is_given(tokens, spot.first, first) or _leads_to(tokens, named, spot.first, first)


def _describes(tokens: Tokens, spot: Name, stop: int) -> bool:
    """Whether a name only tells whose the people or the man behind it are: "Ruiz aides", but not "Ana Ruiz, aide"."""
    if spot.stop >= stop or not tokens.words[spot.stop].islower():
        return False
    alone = spot.stop - spot.first == 1 and titles_before(tokens, spot.first)[0] == spot.first
    return tokens.tags[spot.stop] == "NNS" or (alone and tokens.tags[spot.stop] == "NN")


def _is_given(tokens: Tokens, name: int, first: int) -> bool:
    """Whether a source says that a name is its own: "a woman who gave her name as Mrs Rosa", "who goes by Rosa"."""
    before = titles_before(tokens, name)[0] - 1
    if before <= first:
        return False
    return tokens.lower[before] in _NAMING or (tokens.lower[before] == "by" and tokens.lemmas[before - 1] == "go")


def _leads_to(tokens: Tokens, named: Mapping[int, Name], name: int, first: int) -> bool:
    """Whether the words of a source before a name describe its bearer: "Bank of Ghana governor Efua Boateng"."""
    called = False
    name = titles_before(tokens, name)[0]
    i = name - 1
    while i >= first and tokens.words[i] not in PUNCTUATION and tokens.lower[i] not in POSSESSIVE_MARKS:
        if i in named:
            i = named[i].first - 1
            continue
        if tokens.lower[i] in TAKING_UP or _is_object(tokens, i, name):
            return False  # "the party, which backs Ruiz", "a lawyer representing Ruiz"
        joins = _joins(tokens, i) and not _is_in_name(named, i, name)
        if joins and (called or not _is_of_office(tokens, i, name, first)):
            return False
        called = called or (is_role(tokens.lower[i]) and tokens.tags[i] != "NNS")  # not "chair of governors"
        i -= 1
    return True


def _is_in_name(named: Mapping[int, Name], i: int, name: int) -> bool:
    """Whether a preposition before a name stands within that of a body, read as two: "University of Hawaii | at Hilo
    biologist Siri Dahl".
    """
    return i + 1 < name and {i - 1, i + 1} <= named.keys() and named[i - 1].referent.kind == ORG


def _joins(tokens: Tokens, i: int) -> bool:
    """Whether a token is a preposition, by its word or its tag."""
    return tokens.lower[i] in PREPOSITIONS or tokens.tags[i] in ("IN", "TO")


def _is_object(tokens: Tokens, i: int, name: int) -> bool:
    """Whether a participle at token i has what stands behind it, up to a name, for its object."""
    return tokens.tags[i] == "VBG" and (i + 1 == name or tokens.lower[i + 1] in ARTICLES)


def _is_of_office(tokens: Tokens, preposition: int, name: int, first: int) -> bool:
    """Whether what stands between a preposition and a name is of an office before it in the source: "minister of mines
    Ana Ruiz", "the senator from the north Ana Ruiz", "minister of state for mines Ana Ruiz".
    """
    between = tokens.lower[preposition + 1 : name]
    if ARTICLES.issuperset(between) or tokens.lower[preposition] not in _OF_OFFICE or preposition == first:
        return False
    before = tokens.lower[preposition - 1]
    outer = next((i for i in range(preposition - 1, first, -1) if _joins(tokens, i)), first)
    return is_role(before) or before in _CHIEFS or (outer > first and _is_of_office(tokens, outer, preposition, first))


def _last_of_phrase(tokens: Tokens, spots: list[Name]) -> Name:
    """Of several names in one noun phrase the head, which is the last: "Pasadena scientist Ivo Brandt"."""
    last = spots[0]
    for spot in spots[1:]:
        if any(tokens.words[i] in PUNCTUATION or tokens.tags[i] in FINITE for i in range(last.stop, spot.first)):
            break
        last = spot
    return last


def _are_joined(tokens: Tokens, one: Name, other: Name) -> bool:
    between = range(one.stop, other.first)
    joined = any(tokens.lower[i] in CONJUNCTIONS for i in between)
    if tokens.words[one.stop : one.stop + 1] == [","] and tokens.lower[one.stop + 1] in TAKING_UP:
        return tokens.lower[other.first - 2 : other.first] == [",", "and"]  # "Kos, who chairs the board, and Bos"
    return joined and not any(tokens.tags[i] in (*FINITE, "VBG") for i in between)


def _body(tokens: Tokens, spots: Sequence[Name], head: int, stop: int) -> Resolved | None:
    """The organisation, place or group whose name is the head of the source: not "White House officials"."""
    for at, spot in enumerate(spots):
        if spot.referent.kind != PERSON and spot.first <= head < spot.stop and not _owns(tokens, spot, stop):
            if _is_listed(tokens, spots[max(0, at - 1) :], stop):
                return _of_several(tokens, spots[max(0, at - 1) :])
            return Resolved(spot.referent, 0.95, Kind.NAME)
    return None


def _is_listed(tokens: Tokens, spots: Sequence[Name], stop: int) -> bool:
    """Whether the first of some names begins a list with others: "Iran, Russia and Syria", "Iran, Russia and two more";
    "Camden, Ohio" is none.
    """
    for one, other in pairwise(spots):
        between = set(tokens.lower[one.stop : other.first])
        if not between <= _LISTING or other.referent is spots[0].referent:
            return False
        if between & CONJUNCTIONS or (_goes_on(tokens, other, stop) and _are_alike(tokens, one, other)):
            return True
    return False


def _goes_on(tokens: Tokens, spot: Name, stop: int) -> bool:
    """Whether a list goes on behind a name with others that have none: "Russia and two more"."""
    behind = spot.stop + (tokens.words[spot.stop : spot.stop + 1] == [","])
    return behind + 1 < stop and tokens.lower[behind] in CONJUNCTIONS


def _are_alike(tokens: Tokens, one: Name, other: Name) -> bool:
    """Whether the parse joins two names of one kind; a place beside another may tell where that is: "Camden, Ohio"."""
    return one.referent.kind == other.referent.kind and tokens.rels[other.head] == Rel.CONJ


def _apposed(spot: Name | None) -> Resolved | None:
    """Whom a name beside the source names."""
    return None if spot is None else Resolved(spot.referent, 0.9, "apposition", "the name follows the noun phrase")


def _kind_after_name(tokens: Tokens, spot: Name | None, head: int) -> Resolved | None:
    """The organisation whose kind the head tells right after its name: "the Unia union", "the Tasnim news site"."""
    if spot is None or spot.referent.kind != ORG or tokens.tags[head] == "NNS":  # not "EU regulators"
        return None
    medium = tokens.lower[head - 1] == "news" and tokens.lower[head] in listed("media")
    if not (medium or kind_of_organisation(tokens.lower[head])):
        return None
    return Resolved(spot.referent, 0.85, Kind.NAME, "the head tells the kind of the name before it")


def _by_words(tokens: Tokens, names: Named, first: int, lasts: Iterable[int]) -> Resolved | None:
    """The only person whose name the words up to a token are where it was not read as one: "Dr Al-Rashid"."""
    for last in lasts:
        begin = last + 1
        while begin > first and tokens.words[begin - 1][0].isupper() and not is_role(tokens.lower[begin - 1]):
            begin -= 1
        bearers = names.bearers([fold(word) for word in tokens.words[begin : last + 1]])
        if len(bearers) == 1 and last not in names.at and _leads_to(tokens, names.at, begin, first):
            return Resolved(bearers.pop(), 0.9, Kind.NAME, "the words of the name")
    return None
