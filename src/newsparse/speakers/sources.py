"""What the source of a quote is: a name, a pronoun, a noun phrase; and the names that need no weighing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.names import Tokens, fold, is_person_noun, kind_of_organisation
from newsparse.names.lexicon import titles
from newsparse.names.nouns import singular
from newsparse.speakers.cast import GROUP, ORG, PERSON, PLACE, Referent, Spot
from newsparse.speakers.phrases import CLOSING, OPENING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse import types

__all__ = ["Resolved", "Source", "head_word", "read_source"]

_PREPOSITIONS = frozenset(
    {"of", "for", "to", "in", "at", "on", "from", "with", "under", "by", "against", "near", "about", "between", "like"}
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you"})
_PRONOUNS = frozenset({"he", "him", "his", "she", "her", "it", "its", "they", "them", "their"})
_EMPHASIS = frozenset(
    {"all", "also", "both", "himself", "herself", "myself", "ourselves", "themselves", "itself", "too"}
)
_NAMED = frozenset({"called", "name", "named"})
_GIVEN = frozenset({"name", "identified", "known"})
_AS_NEAR = 4  # words back from a name, "as" among them
_CONJUNCTIONS = frozenset({"and", "&", "or"})
_LISTING = _CONJUNCTIONS | {",", "the", "both"}
_ARTICLES = frozenset({"a", "an", "the"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PUNCTUATION = frozenset({",", '"', "“", "”", "(", ")", "-", "–", "—", "--", ":", ";", "'", "’", "‘", "``", "''", "."})
_TIMES = frozenset({"today", "yesterday", "tonight", *map(str.lower, calendar.day_name)})
_VERBS = ("VBD", "VBZ", "VBP", "MD", "VB")

NAME, PRONOUN, FIRST, RELATIVE, PHRASE = "name", "pronoun", "first person", "relative pronoun", "noun phrase"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source stands for, how sure that is in 0..1, and by what rule; `referent` None where nothing decides."""

    referent: Referent | None
    sure: float
    rule: str
    why: str = ""

    @property
    def entity(self) -> types.Entity | None:
        """The entity of the referent; a nameless one has none."""
        return self.referent.entity if self.referent is not None else None


@dataclass(frozen=True, slots=True)
class Source:
    """A source at tokens `first` to `stop` with its head; `named` is whom its own words name, where they do.

    `kind` tells how it names somebody; `own` are the stretches of direct speech that it is the source of.
    """

    first: int
    stop: int
    head: int
    kind: str
    named: Resolved | None = None
    own: tuple[tuple[int, int], ...] = ()


def read_source(
    tokens: Tokens, named: Mapping[int, Spot], first: int, stop: int, own: tuple[tuple[int, int], ...] = ()
) -> Source | None:
    """The source at tokens `first` to `stop`; None where it is empty."""
    while first < stop and tokens.words[first] in _PUNCTUATION:
        first += 1
    while stop > first and tokens.words[stop - 1] in _PUNCTUATION:
        stop -= 1
    while stop - 2 > first and tokens.lower[stop - 1] in _TIMES:  # "the ministry on Tuesday"
        stop -= 2 if tokens.lower[stop - 2] in ("on", "late", "early", "earlier") else 1
    if first >= stop:
        return None
    if stop - first > 1 and tokens.lower[stop - 1] in ("himself", "herself", "itself"):  # "the star himself"
        stop -= 1
    head = first
    kind = _kind(tokens, named, first, stop)
    found = None
    if kind == PHRASE:
        head = head_word(tokens, first, stop)
        found = _named(tokens, named, first, stop, head)
        kind = NAME if found is not None else PHRASE
    return Source(first, stop, head, kind, found, own)


def _kind(tokens: Tokens, named: Mapping[int, Spot], first: int, stop: int) -> str:
    lower = tokens.lower[first]
    if first in named and tokens.words[first].isupper():  # "WHO", "US"
        return PHRASE
    alone = stop - first == 1 or (stop - first == 2 and tokens.lower[first + 1] in _EMPHASIS)
    if alone and lower in _FIRST_PERSON:
        return FIRST
    if (alone and lower in _PRONOUNS) or (lower in ("he", "she") and not any(i in named for i in range(first, stop))):
        return PRONOUN
    return RELATIVE if lower in _RELATIVE and (alone or lower != "that") else PHRASE


def _named(tokens: Tokens, named: Mapping[int, Spot], first: int, stop: int, head: int) -> Resolved | None:
    """Whom the words of a source name: a person that it is, or the body at its head; None leaves it to be weighed."""
    names = list(dict.fromkeys(named[i] for i in range(first, stop) if i in named))
    persons = [s for s in names if s.referent.kind == PERSON and _stands(tokens, named, s, first, stop)]
    if persons:
        if len({id(s.referent) for s in persons}) > 1 and _joined(tokens, persons):
            return Resolved(None, 0.0, "several names", "two speakers are one to nobody")
        return Resolved(_last_of_phrase(tokens, persons).referent, 0.97, NAME)
    called = _name_at_end(tokens, named, head, stop)
    if called is not None:
        return Resolved(called, 0.9, "apposition", "the name stands at the end of the noun phrase")
    for at, spot in enumerate(names):
        if spot.referent.kind in (ORG, PLACE, GROUP) and _is_head(tokens, spot, head, stop):
            if _listed(tokens, names[max(0, at - 1) :]):
                return Resolved(None, 0.0, "several names", "several speakers are one to nobody")
            return Resolved(spot.referent, 0.95, NAME)
    inside = named.get(head + 2) if head + 2 < stop and tokens.words[head + 1] == "," else None
    if inside is not None and inside.referent.kind == ORG and inside.first == head + 2:
        return Resolved(inside.referent, 0.9, "apposition", "the name follows the noun phrase")
    beside = named.get(stop + 1) if stop < len(tokens.words) and tokens.words[stop] == "," else None
    if beside is not None and beside.referent.kind == PERSON and is_person_noun(tokens.lower[head]):
        return Resolved(beside.referent, 0.9, "apposition", "the name follows the noun phrase")
    return None


def _stands(tokens: Tokens, named: Mapping[int, Spot], spot: Spot, first: int, stop: int) -> bool:
    """Whether a person in the source is the source, and not one within it ("a lawyer for Ruiz", "Ruiz's lawyer")."""
    if spot.stop < stop and tokens.lower[spot.stop] in _POSSESSIVE:
        return False
    i = spot.first - 1
    if spot.first > first and tokens.lower[i] in _NAMED:  # "its founder, who goes by the name Kulas"
        return True
    if spot.first > first and tokens.lower[i] == "as":  # "a woman who gave her name only as Rosa"
        return not _GIVEN.isdisjoint(tokens.lower[max(first, spot.first - _AS_NEAR) : i])
    called = False
    while i >= first and tokens.words[i] not in _PUNCTUATION:
        word = tokens.lower[i]
        if i in named:  # "Bank of Ghana governor Efua Boateng"
            i = named[i].first - 1
            continue
        if word in _RELATIVE:  # "the party, which backs Ruiz"
            return False
        if word in _POSSESSIVE:
            break
        joins = word in _PREPOSITIONS or tokens.tags[i] in ("IN", "TO")
        if joins and (called or not _is_office(tokens, i, spot.first)):
            return False
        called = called or is_role(word)
        i -= 1
    return True


def is_role(word: str) -> bool:
    """Whether a word names somebody's office, trade or title."""
    return is_person_noun(singular(fold(word))) or word.rstrip(".") in titles()


def _is_office(tokens: Tokens, preposition: int, name: int) -> bool:
    """Whether what stands between a preposition and a name is of the office before: "minister of mines Ana Ruiz"."""
    between = tokens.lower[preposition + 1 : name]
    if not between or set(between) <= _ARTICLES or tokens.lower[preposition] not in ("of", "for", "to", "at", "in"):
        return False
    return preposition > 0 and (
        is_role(tokens.lower[preposition - 1]) or tokens.lower[preposition - 1] in ("general", "ceo", "chief")
    )


def _last_of_phrase(tokens: Tokens, spots: list[Spot]) -> Spot:
    """Of several names in one noun phrase the head, which is the last: "Pasadena scientist Ivo Brandt"."""
    last = spots[0]
    for spot in spots[1:]:
        between = range(last.stop, spot.first)
        if any(tokens.words[i] in _PUNCTUATION or tokens.tags[i].startswith(_VERBS) for i in between):
            break
        last = spot
    return last


def _name_at_end(tokens: Tokens, named: Mapping[int, Spot], head: int, stop: int) -> Referent | None:
    """The organisation that ends a source after a comma: "the firm that runs the awards, Orla Stage Productions"."""
    spot = named.get(stop - 1)
    if spot is None or spot.referent.kind != ORG or not kind_of_organisation(singular(tokens.lower[head])):
        return None
    mark = spot.first - 1
    mark -= tokens.lower[mark] == "the"
    relative = head + 1 < stop and tokens.lower[head + 1] in _RELATIVE
    commas = sum(word == "," for word in tokens.words[head + 1 : stop])
    return spot.referent if relative and mark > head + 1 and tokens.words[mark] == "," and commas == 1 else None


def _joined(tokens: Tokens, spots: list[Spot]) -> bool:
    between = tokens.lower[spots[0].stop : spots[1].first]
    return bool(_CONJUNCTIONS & set(between)) and not any(
        t.startswith(_VERBS) for t in tokens.tags[spots[0].stop : spots[1].first]
    )


def _listed(tokens: Tokens, spots: list[Spot]) -> bool:
    """Whether the first of some names begins a list with others: "Iran, Russia and Syria"; "Camden, Ohio" is none."""
    for one, other in pairwise(spots):
        between = set(tokens.lower[one.stop : other.first])
        if not between <= _LISTING or other.referent is spots[0].referent:
            return False
        if between & _CONJUNCTIONS:
            return True
    return False


def head_word(tokens: Tokens, first: int, stop: int) -> int:
    """The head of the source: the last noun before a preposition, comma or relative clause."""
    head, begin = first, first
    if first + 1 < stop and tokens.words[first + 1] in OPENING:  # the "Tidewater" actor
        closing = [i for i in range(first + 2, stop - 1) if tokens.words[i] in CLOSING]
        begin = closing[0] + 1 if closing else first
    for i in range(begin, stop):
        lower = tokens.lower[i]
        if i > first and (
            lower in _PREPOSITIONS
            or (tokens.words[i] in _PUNCTUATION and not _is_hyphen(tokens, i))
            or lower in _RELATIVE
            or (tokens.tags[i].startswith("VB") and not _before_noun(tokens, i, stop))
        ):
            break
        if lower not in _POSSESSIVE:
            head = i
    return head


def _before_noun(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a participle describes the noun after it: "the Daejeon-based company", "the convicted man"."""
    after = i + 1
    return tokens.tags[i] in ("VBN", "VBG") and after < stop and tokens.tags[after].startswith(("JJ", "NN", "VBN"))


def _is_hyphen(tokens: Tokens, i: int) -> bool:
    """Whether a dash joins two words: "start-up"."""
    return tokens.words[i] == "-" and tokens.ends[i - 1] == tokens.starts[i]


def _is_head(tokens: Tokens, spot: Spot, head: int, stop: int) -> bool:
    """Whether a name is the whole of the source's noun phrase, or its head: not "White House officials"."""
    return spot.first <= head < spot.stop and not (spot.stop < stop and tokens.lower[spot.stop] in _POSSESSIVE)
