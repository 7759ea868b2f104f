"""Signs of the kind of bearer that a name has: in its words, in what stands beside it, in the rest of the text.

A sign has a name; `data/signs.toml` says how much it speaks for and against each kind. A sign alone decides nothing:
`newsparse.entities.labels` weighs all of them with the tagger's chances.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsparse.entities.case import two_before
from newsparse.entities.gazetteer import candidates
from newsparse.entities.geography import demonym_codes, known_codes
from newsparse.entities.named import SIDES
from newsparse.entities.organisations import brackets_after
from newsparse.names import fold, is_person_noun, kind_of_organisation
from newsparse.names.lexicon import given_names, is_rank, particles
from newsparse.names.nouns import (
    adherents,
    company_kinds,
    company_words,
    is_known_organisation,
    is_one_of_a_people,
    is_surely_organisation,
    kind_words,
    namesakes,
    opens_organisation,
    singular,
)
from newsparse.tables import listed, load
from newsparse.text.beside import apposition_after, head_noun, is_title
from newsparse.text.grammar import Role, head_of, noun_above, role
from newsparse.text.relations import Rel
from newsparse.text.words import ARTICLES, DEFINITE, POSSESSIVE_MARKS, PREPOSITIONS, word_set
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newsparse.entities.case import Case
    from newsparse.entities.facts import Facts

__all__ = ["is_listed", "signs_beside", "signs_in_text", "weights"]

_WITHIN = word_set("across around in inside near outside throughout")
_CLOSING = word_set(", ; . )")
"""What stands behind an apposition."""
_RECORD = re.compile(r" \(\d{1,2}[-–]\d{1,2}(?:[-–]\d{1,2})?\)")
"""Games won, lost and drawn."""
_SHORTEST = 4
_LONGEST_NAME = 4


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Sign -> what it adds to the logarithm of the chance of each kind."""
    table: dict[str, dict[str, float]] = load("newsparse.entities", "signs.toml")["weights"]
    return table


def is_listed(word: str, *parts: str) -> bool:
    """Whether a folded word stands in one of some lists of `data/signs.toml`."""
    return any(word in listed("newsparse.entities", "signs.toml", "words", part) for part in parts)


# The words of the name.


def _body(case: Case) -> bool:
    return not case.is_lone and (is_surely_organisation(case.words[-1]) or opens_organisation(case.words[0]))


def _company(case: Case) -> bool:
    """Such as "Baltic Crown Shipping", not "Holly Power": 104 of 105 names that end so in annotated news are
    organisations.
    """
    return not case.is_lone and case.words[-1] in company_words() and case.words[0] not in given_names()


def _institution(case: Case) -> bool:
    """A hospital or museum that acts or has people, "Vell Hospital said", "director of the Vell Museum": 23 of 23 such
    that are called places in annotated news are organisations to its readers, of the others every second one.
    """
    if case.is_lone or case.label not in PLACE_LABELS or not is_listed(case.words[-1], "institutions"):
        return False
    tokens, first = case.tokens, case.mention.first - (case.before == "the")
    person, joint = two_before(tokens, first)
    has_people = joint in ("at", "of") and is_person_noun(singular(fold(person)))
    head = noun_above(tokens, head_of(tokens, case.mention.first, case.mention.stop))
    return has_people or tokens.rels[head] == Rel.SUBJ


def _is_full(case: Case) -> bool:
    """Whether a name of two to four words begins with a given name, and nothing in it is of another kind."""
    words = case.words
    if not 1 < len(words) <= _LONGEST_NAME or case.place.codes or is_known_organisation(case.name):
        return False
    if any(map(kind_words, words[1:])) or not _is_spelled_as_person(case.mention.text):
        return False
    if words[-1] in SIDES | listed("newsparse.entities", "organisation_forms.toml", "clubs") | company_words():
        return False
    family_first = words[-1] in particles("family_first") and not is_listed(words[0], "before_places")
    return words[0] in given_names() or family_first or is_listed(words[0], "given")


def _is_spelled_as_person(text: str) -> bool:
    """Whether a name is letters alone, not all of them capitals, and its small words are particles."""
    small = {word for word in text.split() if word[0].islower()}
    return "".join(text.split()).replace("-", "").isalpha() and not text.isupper() and small <= particles("particles")


def _full_name(case: Case) -> bool:
    """A full name that begins with a place's name which is a given name as well: "Savannah Okoro"."""
    return is_listed(case.words[0], "given") and _is_full(case)


def _people(case: Case) -> bool:
    """A people's name that is no place's, called a place: "the Jordanian borders"."""
    return case.label in PLACE_LABELS and case.is_lone and not case.place.codes and bool(demonym_codes(case.name))


def _adherents(case: Case) -> bool:
    """Who belongs to a party, and is none ("House Republicans", no "Social Democrats"): 14 of 14 in annotated news."""
    if case.words[-1] not in adherents() or is_known_organisation(case.name):
        return False
    whose = " ".join(case.words[:-1])
    return case.is_lone or is_listed(whose, "chambers") or bool(known_codes(whose))


# What stands before and after it.


def _title(case: Case) -> bool:
    """Whether a title or a rank, with a capital as it has before names, stands right before the name."""
    i = case.mention.first - 1
    words = case.tokens.words
    if i < 0:
        return False
    at = i - 1 if words[i] == "." and i else i
    return words[at][0].isupper() and (is_title(case.tokens, i) or is_rank(words[i]))


def _known_within(case: Case) -> bool:
    """After "in", a name that the tables know: no people's, none that owns something, none in capitals alone."""
    if case.before not in _WITHIN or case.label == "NORP" or any(_shown_by_words(case)):
        return False
    body = case.mention.text.isupper() or (case.is_lone and kind_words(case.name))  # "in Congress"
    known = not body and (case.place.codes or candidates(case.mention.text))
    return bool(known) and case.after not in POSSESSIVE_MARKS


def _one_of_a_people(case: Case) -> bool:
    """Who is called by a country or a party: "the Dane told reporters"."""
    return case.is_lone and case.before in DEFINITE and is_one_of_a_people(case.name)


def _team(case: Case) -> bool:
    """What plays, of the names of cities, bodies: "Leeds beat Hull", "drew with Hull", "Hull coach", "Hull (3-1)"."""
    played = case.before in ("to", "with") and is_listed(case.second, "matches")
    beside = is_listed(case.before, "opponents") or is_listed(case.after, "opponents") or is_listed(case.after, "team")
    record = case.after == "(" and _RECORD.match(case.tokens.text, case.mention.end)
    return bool(played or beside or record) and (case.label == "ORG" or _may_be_city(case))


def _may_be_city(case: Case) -> bool:
    kinds = {case.place.kind} if case.place.kind else {spot.kind for spot in candidates(case.mention.text)}
    city = case.label in PLACE_LABELS and kinds <= {"city", "capital", "town"}
    return city and not is_listed(singular(case.words[-1]), "places")


@cache
def _words_beside() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Sign -> the words of which one shows it, by where they stand: `before`, `second` or `after` as in `Case`."""
    table: dict[str, dict[str, list[str]]] = load("newsparse.entities", "signs.toml")["beside"]
    return {sign: {where: frozenset(words) for where, words in row.items()} for sign, row in table.items()}


def _shown_by_words(case: Case) -> Iterator[str]:
    """The signs that words beside a name show: "a stake in X", "the X gang"."""
    for sign, row in _words_beside().items():
        if all(getattr(case, where) in words for where, words in row.items()):
            yield sign


def _said(case: Case) -> str:
    """The noun of ", the ... noun," after a name, or of "noun, NAME,"; "" where there is none."""
    tokens, first = case.tokens, case.mention.first
    phrase = apposition_after(tokens, case.mention.stop) if case.after == "," else None
    if phrase is not None and tokens.lower[phrase.first] in ARTICLES:
        head = head_noun(tokens, phrase)
        if head is None or not tokens.words[head].islower():
            return ""
        return fold(tokens.cut(tokens.word_start(head), head + 1))
    set_off = case.before == "," and case.after in _CLOSING and first > 1 and tokens.tags[first - 2] in ("NN", "")
    return case.second if set_off else ""


def _said_person(case: Case) -> bool:
    """Said by a noun for a person alone; a publisher may be either."""
    noun = _said(case)
    return is_person_noun(noun) and not kind_of_organisation(noun) and not any(map(kind_words, case.words))


def _noun_for_person(case: Case) -> bool:
    """A thing by its name after "the singer", which no other noun makes somebody's: "the rapper Iron Lark"."""
    noun = is_person_noun(case.before) and not kind_of_organisation(case.before)
    thing = case.label in ("MISC", "PRODUCT", "WORK_OF_ART") and not case.is_lone
    return thing and noun and case.second in ARTICLES and case.tokens.words[case.mention.first - 1].islower()


def _said_organisation(case: Case) -> bool:
    noun = _said(case)
    company = noun in company_kinds()
    body = bool(kind_of_organisation(noun)) and not is_person_noun(noun)
    return (company or body) and case.words[0] not in given_names()


def _said_thing(case: Case) -> bool:
    return is_listed(_said(case), "things")


def _noun_for_organisation(case: Case) -> bool:
    """After "firm" or "newspaper"; "the office Baramulla" is in a place that is known."""
    i = case.mention.first - 1
    noun = case.before if case.tokens.tags[i] == "NN" and case.tokens.words[i].islower() else ""
    own = case.words[-1].isalpha() and not case.place.codes and not candidates(case.mention.text)
    return own and (bool(kind_of_organisation(noun)) or noun in company_kinds())


def _noun_for_thing(case: Case) -> bool:
    """After "ferry", "Typhoon"; what begins with such a word, or a ship's letters, and is no organisation."""
    named = not case.is_lone and is_listed(case.words[0], "before_ships") and case.label != "ORG"
    return named or is_listed(case.before, "things")


def _brackets(case: Case) -> bool:
    return case.label not in PLACE_LABELS and bool(brackets_after(case.tokens, [case.mention]))


# The rest of the text.


def _is_nobodys(case: Case, facts: Facts) -> bool:
    """Whether neither the names of persons nor a title tell that a place's name is somebody's here."""
    if _title(case) or not facts.persons.isdisjoint(case.words):
        return False
    return case.name not in given_names() and len(case.mention.text) >= _SHORTEST


def _country(case: Case, facts: Facts) -> bool:
    return case.place.kind in ("country", "capital", "spelling") and _is_nobodys(case, facts)


def _city_called_person(case: Case, facts: Facts) -> bool:
    city = case.place.is_well_known and not _country(case, facts)
    return case.label == "PERSON" and city and _is_nobodys(case, facts)


def _called_organisation(case: Case, facts: Facts) -> bool:
    own = not case.is_lone or case.words[0] not in facts.persons
    return case.label == "ORG" and own and not _is_full(case)


def _is_family(case: Case, facts: Facts) -> bool:
    """Whether a lone name is the last of somebody's in the text, and no "the" makes it another's."""
    lone = case.is_lone and case.words[0] in facts.families
    return lone and case.before != "the" and not case.mention.text.isupper()


def _family(case: Case, facts: Facts) -> bool:
    """A family's name that is no place's or firm's as well."""
    return _is_family(case, facts) and not case.place.codes and case.words[0] not in namesakes()


def _acting_family(case: Case, facts: Facts) -> bool:
    """A family's name that is a place's as well, where its bearer does something: 4 of 4 such in annotated news."""
    if not (_is_family(case, facts) and case.place.codes):
        return False
    head = head_of(case.tokens, case.mention.first, case.mention.stop)
    return role(case.tokens, head, case.mention.stop - 1)[0] == Role.SUBJECT


def _given_of_text(case: Case, facts: Facts) -> bool:
    return case.is_lone and case.words[0] in facts.givens and not _is_family(case, facts)


def _family_at_end(case: Case, facts: Facts) -> bool:
    """What is called a place and ends in the family name of somebody else of the text."""
    if case.label not in PLACE_LABELS or case.is_lone or is_listed(case.words[0], "before_places") or _is_full(case):
        return False
    return bool(facts.families.get(case.words[-1], frozenset()) - {case.words})


def _first_word(case: Case, facts: Facts) -> bool:
    """A lone name with which an organisation of the text begins; of a place or people, a company."""
    firsts = facts.firms if case.label in PLACE_LABELS | {"NORP"} else facts.firsts
    if not case.is_lone or case.words[0] not in firsts or case.words[0] in facts.persons:
        return False
    return not known_codes(case.mention.text) and case.words[0] not in given_names()


def _letters_of_building(case: Case, facts: Facts) -> bool:
    """Capitals that stand in brackets after a place of several words: "Vell Hospital (VH)"."""
    spells = case.label in PLACE_LABELS | {"PERSON", "ORG"} and case.mention.text.isupper()
    return spells and case.name.replace(".", "") in facts.buildings


def _letters(case: Case, facts: Facts) -> bool:
    """Capitals that spell an organisation of the text, or end in such: "OWB", and "Vell WI", a branch of the WI."""
    if case.label not in PLACE_LABELS | {"PERSON", "ORG"} or case.place.codes or _letters_of_building(case, facts):
        return False
    letters = case.name.replace(".", "")
    whole = letters in facts.brackets or (case.mention.text.replace(".", "").isupper() and letters in facts.letters)
    ends = not case.is_lone and case.tokens.words[case.mention.stop - 1].isupper()
    return whole or (ends and case.words[-1] in facts.letters)


def _letters_of_noun(case: Case, facts: Facts) -> bool:
    """Letters of what is no name: "SHS", for "a solar home system (SHS)", and, but for a name's, "NGOs": 20 of 22 such
    letters in local newswire are no person, place or organisation.
    """
    text = case.mention.text
    letters = fold(text.removesuffix("s"))
    several = text != text.removesuffix("s") and text[:-1].isupper() and letters not in facts.letters | facts.brackets
    return letters in facts.nouns or (several and case.is_lone and len(letters) > 1)


def _team_of_text(case: Case, facts: Facts) -> bool:
    """A name that is a team's elsewhere in the text, where nothing is in, at or from it."""
    return case.words in facts.teams and case.before not in _WITHIN | PREPOSITIONS


_BESIDE: Mapping[str, Callable[[Case], bool]] = {
    "a known organisation": lambda case: is_known_organisation(case.name),
    "a state that is no more": lambda case: case.place.kind == "country" and not case.place.codes,
    "a body by its first or last word": _body,
    "a company by its last word": _company,
    "an institution that acts": _institution,
    "a full name": _full_name,
    "a people": _people,
    "adherents of a party": _adherents,
    "a title": _title,
    "in a known place": _known_within,
    "one of a people": _one_of_a_people,
    "a team's": _team,
    "its letters follow in brackets": _brackets,
    "after a noun for an organisation": _noun_for_organisation,
    "after a noun for a thing": _noun_for_thing,
    "said to be a person": _said_person,
    "after a noun for a person": _noun_for_person,
    "said to be an organisation": _said_organisation,
    "said to be a thing": _said_thing,
}
_IN_TEXT: Mapping[str, Callable[[Case, Facts], bool]] = {
    "a country or capital": _country,
    "a city or region, called a person": _city_called_person,
    "called an organisation": _called_organisation,
    "a family of the text": _family,
    "a family of the text, acting": _acting_family,
    "a given name of the text": _given_of_text,
    "a family of the text at its end": _family_at_end,
    "an organisation of the text by its first word": _first_word,
    "letters of a building of the text": _letters_of_building,
    "letters of an organisation of the text": _letters,
    "letters of a noun": _letters_of_noun,
    "a team of the text": _team_of_text,
}


def signs_beside(case: Case) -> Iterator[str]:
    """The signs in a name and beside it."""
    if case.words:
        yield from (sign for sign, shows in _BESIDE.items() if shows(case))
        yield from _shown_by_words(case)


def signs_in_text(case: Case, facts: Facts) -> Iterator[str]:
    """The signs that the tables of places and the other names of the text give."""
    return (sign for sign, shows in _IN_TEXT.items() if case.words and shows(case, facts))
