"""Signs of the kind of bearer that a name has: in its words, in what stands beside it, in the rest of the text.

A sign has a name; `data/signs.toml` says how much it speaks for and against each kind. A sign alone decides nothing:
`newsparse.entities.labels` weighs all of them with the tagger's chances.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsparse.entities.cases import is_listed, is_place_noun, is_thing_noun
from newsparse.entities.gazetteer import candidates
from newsparse.entities.geography import demonym_codes
from newsparse.entities.named import PLACES
from newsparse.entities.organisations import brackets_after
from newsparse.names import fold, is_person_noun, kind_of_organisation
from newsparse.names.lexicon import given_names
from newsparse.names.nouns import (
    company_kinds,
    company_words,
    is_known_organisation,
    is_one_of_a_people,
    is_surely_organisation,
    kind_words,
    namesakes,
    singular,
)
from newsparse.tables import load
from newsparse.text.words import DEFINITE, POSSESSIVE_MARKS, PREPOSITIONS, word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newsparse.entities.cases import Case
    from newsparse.entities.facts import Facts

__all__ = ["signs_beside", "signs_in_text", "weights"]

_WITHIN = word_set("across around in inside near outside throughout")
_SHORTEST = 4
_LARGE = 100_000
"""People of a city that is known by its name alone, though the list of places calls it a town."""


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Sign -> what it adds to the logarithm of the chance of each kind."""
    table: dict[str, dict[str, float]] = load("newsparse.entities", "signs.toml")["weights"]
    return table


# The words of the name.


def _known_organisation(case: Case) -> bool:
    return is_known_organisation(case.name)


def _firm_as_well(case: Case) -> bool:
    return case.name in namesakes() and not _known_organisation(case)


def _body(case: Case) -> bool:
    return not case.is_lone and is_surely_organisation(case.words[-1])


def _company(case: Case) -> bool:
    """Such as "Baltic Crown Shipping", not "Holly Power": 104 of 105 names that end so in annotated news are
    organisations.
    """
    return not case.is_lone and case.words[-1] in company_words() and case.words[0] not in given_names()


def _full_name(case: Case) -> bool:
    placed = case.label in PLACES and case.before() not in PREPOSITIONS
    personal = placed or case.label == "PERSON" or is_listed(case.words[0], "given") or _said_person(case)
    return case.is_full_name and personal and not _body(case)


# What stands before and after it.


def _title(case: Case) -> bool:
    return case.is_titled


def _known_within(case: Case) -> bool:
    """After "in", a name that the tables know: no people's, none that owns something, none in capitals alone."""
    if case.before() not in _WITHIN or _shares(case) or case.label == "NORP":
        return False
    known = not case.mention.text.isupper() and (case.place.codes or candidates(case.mention.text))
    return bool(known) and case.after not in POSSESSIVE_MARKS


def _one_of_a_people(case: Case) -> bool:
    """Who is called by a country or a party: "the Dane told reporters"."""
    return case.is_lone and case.before() in DEFINITE and is_one_of_a_people(case.name)


def _shares(case: Case) -> bool:
    return case.before() in _WITHIN and is_listed(case.before(2), "holdings")


def _university(case: Case) -> bool:
    return case.before() == "at" and is_listed(case.before(2), "scholars")


def _club(case: Case) -> bool:
    signed = case.before() in ("for", "with") and case.before(2) in ("signed", "signs")
    return signed or (case.before() == "joined" and case.after in ("from", "on"))


def _may_play(case: Case) -> bool:
    """Whether a name may be a city's, and so its team's, or is called an organisation's."""
    kinds = {case.place.kind} if case.place.kind else {spot.kind for spot in candidates(case.mention.text)}
    city = case.label in PLACES and kinds <= {"city", "capital", "town"} and not is_place_noun(singular(case.words[-1]))
    return case.label == "ORG" or city


def _opponent(case: Case) -> bool:
    played = case.before() in ("to", "with") and is_listed(case.before(2), "matches")
    return (played or is_listed(case.before(), "opponents")) and _may_play(case)


def _team_of(case: Case) -> bool:
    """Before the noun for somebody of a team: "Boston coach Ray Tillman"."""
    return is_listed(case.after, "team") and _may_play(case)


def _plays(case: Case) -> bool:
    """The subject of a verb of which a team is the object: "Leeds beat Hull"."""
    return is_listed(case.after, "opponents") and _may_play(case)


def _bought(case: Case) -> bool:
    return is_listed(case.before(), "buys")


def _said_person(case: Case) -> bool:
    """After a name, as in ", a fisherman,"; what holds a word for an organisation is none."""
    return bool(case.apposition) and is_person_noun(case.apposition) and not any(map(kind_words, case.words))


def _noun_between_commas(case: Case) -> str:
    """The noun before a name between commas: "partner" of "her partner, Bo Lund, "; "" where none stands there."""
    i = case.mention.first - 2
    commas = i >= 0 and case.before() == "," == case.after
    return fold(case.tokens.words[i]) if commas and case.tokens.tags[i] in ("NN", "") else ""


def _relative(case: Case) -> bool:
    """A name between commas after a noun for a person alone; a publisher may be either."""
    noun = _noun_between_commas(case)
    return is_person_noun(noun) and not kind_of_organisation(noun)


def _said_organisation(case: Case) -> bool:
    """Said after a name, ", the carmaker,", or before it between commas: "the company, Orlan, "."""
    noun = case.apposition or _noun_between_commas(case)
    kind = bool(kind_of_organisation(noun)) or noun in company_kinds()
    return kind and (noun in company_kinds() or not is_person_noun(noun)) and not case.is_given


def _noun_before(case: Case) -> str:
    """The noun in small letters right before a name, which may say what it names: "the ferry Stella Maris"."""
    i = case.mention.first - 1
    return case.tokens.lower[i] if i >= 0 and case.tokens.tags[i] == "NN" and case.tokens.words[i].islower() else ""


def _noun_for_organisation(case: Case) -> bool:
    """After "firm" or "newspaper"; "the office Baramulla" is in a place that is known."""
    noun = _noun_before(case)
    own = case.words[-1].isalpha() and not case.place.codes and not candidates(case.mention.text)
    return own and (bool(kind_of_organisation(noun)) or noun in company_kinds())


def _noun_for_thing(case: Case) -> bool:
    """After "ferry", "Typhoon"; what begins with such a word, or a ship's letters, and is no organisation."""
    named = not case.is_lone and is_listed(case.words[0], "before_ships") and case.label != "ORG"
    return named or is_thing_noun(case.before())


def _brackets(case: Case) -> bool:
    return case.label not in PLACES and bool(brackets_after(case.tokens, [case.mention]))


# The rest of the text.


def _is_nobodys(case: Case, facts: Facts) -> bool:
    """Whether neither the names of persons nor a title tell that a place's name is somebody's here."""
    if case.is_titled or not facts.persons.isdisjoint(case.words):
        return False
    return case.name not in given_names() and len(case.mention.text) >= _SHORTEST


def _country(case: Case, facts: Facts) -> bool:
    return case.place.kind in ("country", "capital", "spelling") and _is_nobodys(case, facts)


def _city_called_person(case: Case, facts: Facts) -> bool:
    if case.label != "PERSON" or _country(case, facts) or not _is_nobodys(case, facts):
        return False
    return case.place.is_well_known or _is_large(case.mention.text)


def _is_large(name: str) -> bool:
    return any(spot.kind == "region" or (spot.population or 0) >= _LARGE for spot in candidates(name))


def _called_organisation(case: Case, facts: Facts) -> bool:
    own = not case.is_lone or case.words[0] not in facts.persons
    return case.label == "ORG" and own and not case.is_full_name


def _is_family(case: Case, facts: Facts) -> bool:
    """Whether a lone name is the last of somebody's in the text, and no "the" makes it another's."""
    lone = case.is_lone and case.words[0] in facts.families
    return lone and case.before() != "the" and not case.mention.text.isupper()


def _family(case: Case, facts: Facts) -> bool:
    """A family's name that is no place's or firm's as well."""
    return _is_family(case, facts) and not case.place.codes and case.words[0] not in namesakes()


def _given_of_text(case: Case, facts: Facts) -> bool:
    return case.is_lone and case.words[0] in facts.givens and not _is_family(case, facts)


def _family_at_end(case: Case, facts: Facts) -> bool:
    """What is called a place and ends in the family name of somebody else of the text."""
    if case.is_lone or case.label not in PLACES or is_listed(case.words[0], "before_places") or case.is_full_name:
        return False
    return bool(facts.families.get(case.words[-1], frozenset()) - {case.words})


def _first_word(case: Case, facts: Facts) -> bool:
    """A lone name with which an organisation of the text begins; of a place or people, a company."""
    firsts = facts.firms if case.label in PLACES | {"NORP"} else facts.firsts
    if not case.is_lone or case.words[0] not in firsts or case.words[0] in facts.persons:
        return False
    return not (case.place.is_well_known or demonym_codes(case.mention.text) or case.is_given)


def _may_spell(case: Case) -> bool:
    return case.label in PLACES | {"PERSON", "ORG"}


def _letters_of_building(case: Case, facts: Facts) -> bool:
    return _may_spell(case) and case.mention.text.isupper() and facts.label_of_letters(case.mention.text) != ""


def _letters(case: Case, facts: Facts) -> bool:
    """Capitals that spell an organisation of the text, or end in such: "OWB", and "Vell WI", a branch of the WI."""
    if not _may_spell(case) or case.place.codes or _letters_of_building(case, facts):
        return False
    letters = case.name.replace(".", "")
    whole = letters in facts.brackets or (case.mention.text.replace(".", "").isupper() and letters in facts.letters)
    ends = not case.is_lone and case.tokens.words[case.mention.stop - 1].isupper()
    return whole or (ends and case.words[-1] in facts.letters)


def _team_of_text(case: Case, facts: Facts) -> bool:
    """A name that is a team's elsewhere in the text, where nothing is in, at or from it."""
    return case.words in facts.teams and case.before() not in _WITHIN | PREPOSITIONS


def _thing_of_text(case: Case, facts: Facts) -> bool:
    """A name that is a ship's or a storm's elsewhere in the text, and nobody's."""
    words = case.words[case.words[0] == "the" :]
    return words in facts.things and facts.persons.isdisjoint(case.words)


_BESIDE: Mapping[str, Callable[[Case], bool]] = {
    "a known organisation": _known_organisation,
    "a word that is a firm's name as well": _firm_as_well,
    "a body by its last word": _body,
    "a company by its last word": _company,
    "a full name": _full_name,
    "a title": _title,
    "in a known place": _known_within,
    "one of a people": _one_of_a_people,
    "shares in": _shares,
    "a university": _university,
    "a new club": _club,
    "an opponent": _opponent,
    "a team's": _team_of,
    "a team plays": _plays,
    "bought": _bought,
    "its letters follow in brackets": _brackets,
    "after a noun for an organisation": _noun_for_organisation,
    "after a noun for a thing": _noun_for_thing,
    "said to be a person": _said_person,
    "after a noun for a person": _relative,
    "said to be an organisation": _said_organisation,
}
_IN_TEXT: Mapping[str, Callable[[Case, Facts], bool]] = {
    "a country or capital": _country,
    "a city or region, called a person": _city_called_person,
    "called an organisation": _called_organisation,
    "a family of the text": _family,
    "a given name of the text": _given_of_text,
    "a family of the text at its end": _family_at_end,
    "an organisation of the text by its first word": _first_word,
    "letters of a building of the text": _letters_of_building,
    "letters of an organisation of the text": _letters,
    "a team of the text": _team_of_text,
    "a thing of the text": _thing_of_text,
}


def signs_beside(case: Case) -> Iterator[str]:
    """The signs in a name and beside it."""
    return (sign for sign, shows in _BESIDE.items() if case.words and shows(case))


def signs_in_text(case: Case, facts: Facts) -> Iterator[str]:
    """The signs that the tables of places and the other names of the text give."""
    return (sign for sign, shows in _IN_TEXT.items() if case.words and shows(case, facts))
