"""Common nouns for persons and organisations: which there are, and what they tell."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from newsparse.names.lexicon import by_gender
from newsparse.names.own import current
from newsparse.names.text import fold
from newsparse.tables import listed, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsparse.names.own import Gender, OwnWords

__all__ = [
    "adherents", "are_apart", "company_kinds", "company_words", "covers", "gender_of_noun", "is_common_alone",
    "is_kin", "is_known_organisation", "is_one_of_a_people", "is_person_noun", "is_surely_organisation",
    "kind_of_organisation", "kind_words", "legal_forms", "list_of", "namesakes", "nonbinary", "office_before",
    "offices_in", "opens_organisation", "organisations", "outlets", "platforms", "public_bodies", "shows_body",
    "singular", "ties", "told_gender",
]  # fmt: skip

_LONGEST_OFFICE = 7
_DOTTED = re.compile(r"(?:[a-z]\.){2,}")
_KNOWN = ("media", "firms", "clubs", "schools", "arts", "parties", "bodies")
_COLLECTIVE = ("ese", "ish", "ss", "french", "dutch", "northern irish", "welsh")
"""Endings of words for a people that no one of it is called by: "the Japanese", "the British"."""
_FEMALE = ("woman", "girl", "lady", "mother", "sister", "daughter", "wife", "tress")


_persons_listed = partial(listed, "newsparse.names", "person_nouns.toml")
_by_form = partial(_persons_listed, "by_form")
"""Words that the forms of nouns do not hold for, by what they are."""
_bodies_listed = partial(listed, "newsparse.names", "organisation_nouns.toml")


def _persons() -> Mapping[str, Gender]:
    return _persons_with(current())


@lru_cache(maxsize=16)
def _persons_with(own: OwnWords | None) -> dict[str, Gender]:
    return by_gender("person_nouns.toml", "kin_") | (own.roles if own is not None else {})


def offices() -> frozenset[str]:
    """Nouns for the holder of an office that "of" may follow before the name: "Secretary of State"."""
    return _persons_listed("offices", "nouns")


def ties() -> frozenset[str]:
    """Nouns that tell no trade: "neighbour", "witness"."""
    return _persons_listed("ties", "nouns")


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds = load("newsparse.names", "organisation_nouns.toml")["kinds"]
    found = {}
    for kind, words in kinds.items():
        every = {kind}.union(*({w[1:], *kinds.get(w[1:], ())} if w.startswith("*") else {w} for w in words))
        found[kind] = frozenset(every - {"company"} if kind != "company" and "*company" in words else every)
    return found


def legal_forms() -> frozenset[str]:
    """The legal forms of companies, folded: "gmbh", "inc"."""
    return _bodies_listed("company", "legal_forms")


def company_words() -> frozenset[str]:
    """Words that show a name to be a company's, legal forms with them."""
    return _bodies_listed("company", "words") | legal_forms()


def is_surely_organisation(word: str) -> bool:
    """Whether a folded last word shows that a name is no place's: "council", "ltd"."""
    return word in _bodies_listed("surely", "words") or (word in legal_forms() and len(word) > 2)


def opens_organisation(word: str) -> bool:
    """Whether a folded first word shows that a name is an organisation's: "banque", "partido"."""
    return word in _bodies_listed("surely", "first")


def _known(part: str) -> frozenset[str]:
    """A part of the table of organisations known by their names: a section of the file."""
    return listed("newsparse.names", "organisations.toml", part, "names")


def outlets() -> frozenset[str]:
    """Media, folded, that have names of their own and nobody else's."""
    return _known("media")


def platforms() -> frozenset[str]:
    """What people post on, folded."""
    return _known("platforms")


def _as_listed(name: str) -> str:
    """A name as the lists have it: "Marks & Spencer" with "and", "U.N." without full stops."""
    plain = fold(name).replace(" & ", " and ")
    return plain.replace(".", "") if _DOTTED.fullmatch(plain) else plain


def list_of(name: str) -> str:
    """The list of known organisations that a name is in ("firms", "clubs", ...); "" for one that is in none."""
    plain = _as_listed(name)
    found = next((part for part in (*_KNOWN, "words") if plain in _known(part)), "")
    return "firms" if found == "words" else found


@cache
def organisations() -> frozenset[str]:
    """Organisations, folded, that have names of their own and nobody else's; "and" stands for "&"."""
    return frozenset().union(*map(_known, _KNOWN))


def is_known_organisation(name: str) -> bool:
    """Whether a name, written as in a text, is one of `organisations`."""
    return _as_listed(name) in organisations()


def public_bodies() -> frozenset[str]:
    """Parties and bodies of states, folded, that have names of their own and nobody else's."""
    return _known("parties") | _known("bodies")


def adherents() -> frozenset[str]:
    """Those who hold to a party, folded: "democrats"."""
    return _known("adherents")


@lru_cache(maxsize=1024)
def is_one_of_a_people(noun: str) -> bool:
    """Whether a folded noun in the singular may call one person by country, or by party: "dane", "republican"."""
    return noun in _peoples() and not noun.endswith(_COLLECTIVE)


@cache
def _peoples() -> frozenset[str]:
    """Words for peoples in the singular, of several words the last, and for the adherents of parties."""
    entries = load("newsparse.names", "demonyms.toml")
    return frozenset(name.rsplit(" ", 1)[-1] for part in entries.values() for name in part) | adherents()


def namesakes() -> frozenset[str]:
    """Organisations, folded, whose names are words, places or family names as well: "orange", "ford"."""
    return _known("words")


@cache
def company_kinds() -> frozenset[str]:
    """Nouns for any company: "firm", "maker"."""
    kinds = load("newsparse.names", "organisation_nouns.toml")["kinds"]
    return frozenset(k for k, words in kinds.items() if "*company" in words)


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(_kinds()) | frozenset(w for words in _kinds().values() for w in words)


def kind_words(word: str) -> bool:
    """Whether a folded word tells in a name what kind of organisation it is: "ministry", "courier"."""
    return word in _kind_words()


def shows_body(word: str) -> bool:
    """Whether a folded word shows in a name that a body has it: "ministry", "council"."""
    return kind_words(word) or is_surely_organisation(word)


_SINGULARS = (("wives", "wife"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))
_KEEP_S = ("ss", "us", "is")


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The folded noun without the marks of the plural, as far as spelling tells: "ministries" -> "ministry"."""
    if noun.endswith("men") and noun not in _by_form("no_plurals"):
        return noun[:-2] + "an"
    for end, one in _SINGULARS:
        if noun.endswith(end) and len(noun) > 4:
            return noun.removesuffix(end) + one
    return noun[:-1] if noun.endswith("s") and not noun.endswith(_KEEP_S) and len(noun) > 3 else noun


def is_person_noun(noun: str) -> bool:
    """Whether the folded singular noun names a person by office, trade or relation."""
    return _is_person_noun(noun, current())


@lru_cache(maxsize=8192)
def _is_person_noun(noun: str, _own: OwnWords | None) -> bool:
    if noun in _persons() or noun.rsplit("-", 1)[-1] in _persons():
        return True
    return noun.endswith(tuple(_by_form("suffixes"))) and noun not in _by_form("no_persons") and len(noun) > 5


def is_common_alone(noun: str) -> bool:
    """Whether the folded noun for a person is nobody's name: "pensioner", but not "baker" or "gilchrist"."""
    return noun in _persons() and noun not in _persons_listed("also_family_names", "nouns")


def told_gender(noun: str) -> Gender:
    """The gender that a folded noun tells of whoever is called so; nothing by the form of a word: "chairman"."""
    return _persons().get(noun, "")


def nonbinary() -> frozenset[str]:
    """The words, folded, by which somebody is called non-binary."""
    return _persons_listed("nonbinary", "words")


def gender_of_noun(noun: str) -> Gender:
    """The gender in a noun: "spokeswoman" -> "f", "brother" -> "m", "economist" -> "" (none)."""
    return _gender_of_noun(noun, current())


@lru_cache(maxsize=8192)
def _gender_of_noun(noun: str, _own: OwnWords | None) -> Gender:
    known = _persons().get(noun, "")
    if known or noun in _by_form("no_gender"):
        return known
    if noun.endswith(_FEMALE):
        return "f"
    return "m" if noun.endswith("man") else ""


def office_before(words: Sequence[str], first: int) -> int:
    """Where an office with its "of" begins that ends right before token `first`; `first` where there is none.

    "Director of National Intelligence Ellen Ruiz", "member for Otago North Ellen Ruiz", "Minister for Water, Ports and
    Roads Ellen Ruiz": the words between are capitalised, and none is a person's. "Chief of staff Ellen Ruiz" is one
    in small letters too.
    """
    if " ".join(words[max(0, first - 3) : first]).lower() in _persons_listed("offices", "whole"):
        return first - 3
    i = first - 1
    while i > 0 and first - i <= _LONGEST_OFFICE and _is_of_office(words, i, first):
        if is_person_noun(fold(words[i])):
            return first
        i -= 1
    return i - 1 if 0 < i < first - 1 and _is_office(words[i - 1], words[i]) else first


def _is_of_office(words: Sequence[str], i: int, first: int) -> bool:
    """Whether a word may be part of what an office is for: a capital, what joins two, the comma of a list."""
    joins = words[i] in ("and", "the", "&") or (words[i] == "," and "and" in words[i:first])
    return words[i][:1].isupper() or (joins and i < first - 1)


def _is_office(noun: str, joint: str) -> bool:
    """Whether a noun and what joins it to a place or a matter begin an office: "MP for", "Director of"."""
    word, placed = fold(noun), "constituencies" if joint == "for" else "missions"
    if joint in ("for", "to") and word in _persons_listed(placed, "nouns"):
        return True
    return joint in ("of", "for") and noun[:1].isupper() and word in offices()


def is_kin(noun: str) -> bool:
    """Whether the folded noun is a relation in a family."""
    return any(noun in _persons_listed(group) for group in ("kin_neutral", "kin_male", "kin_female"))


def covers(noun: str, other: str) -> bool:
    """Whether `noun` may stand for a person who was called `other`: "leader" for a president."""
    return noun == other or other in load("newsparse.names", "person_nouns.toml")["covers"].get(noun, ())


def offices_in(role: str) -> frozenset[str]:
    """The offices of a company that a folded role names, by their initials: "ceo" of "chief executive"."""
    table = load("newsparse.names", "person_nouns.toml")["one_office"]
    return frozenset(short for short, written in table.items() for each in written if f" {each} " in f" {role} ")


def are_apart(noun: str, called: frozenset[str]) -> bool:
    """Whether one who is called by some nouns is not called by another: a "judge" is no "prosecutor" or "witness"."""
    table = load("newsparse.names", "person_nouns.toml")
    groups = table["apart"].values()
    own = frozenset().union(*(group for group in groups if noun in group))
    if own and called.isdisjoint(own) and any(not called.isdisjoint(group) for group in groups):
        return True
    return noun not in called and any(_deals(noun, called, **each) for each in table["dealings"].values())


def _deals(noun: str, called: frozenset[str], trade: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a noun and those by which somebody is called are for those of a trade and whom they deal with."""
    return (noun in trade and not called.isdisjoint(others)) or (noun in others and not called.isdisjoint(trade))


def kind_of_organisation(noun: str) -> frozenset[str]:
    """The words that a name of this kind of organisation holds; empty when the noun is no such kind."""
    return _kinds().get(noun, frozenset())
