"""Labels that the text itself corrects: of a string labelled in two ways, of short forms, of storms and agencies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.around import AROUND, Changes, words_of_full_names
from newsparse.entities.geography import demonym_codes, lookup
from newsparse.entities.named import PLACES
from newsparse.entities.organisations import SITE, brackets_after
from newsparse.names import fold, initials, key_words, parse_person
from newsparse.names.lexicon import given_names, titles
from newsparse.names.nouns import company_words, is_surely_organisation

if TYPE_CHECKING:
    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["relabel"]

Notes = list[tuple["Named", str]]

_SUM = re.compile(
    r"(?:N|P|R|K(?=[\d.,]+[bmkt])|Rs\.?|K?Sh\.?|GH¢|[A-Z]{0,3}[$€£₦₹¥]) ?\d[\d.,]*(?:[bmkt]n?|trn?)?"
    r"(?: (?:million|billion|trillion|crore|lakh))?\.?$"
)
_CLUB_WORDS = frozenset({"Albion", "Athletic", "City", "County", "Rangers", "Rovers", "Town", "United", "Wanderers"})
_PLACE_WORDS = frozenset({
    "cape", "east", "fort", "great", "gulf", "lake", "mount", "new", "north", "port", "puerto", "rio", "saint", "san",
    "santa", "south", "st", "upper", "west",
})  # fmt: skip
_WHERE = frozenset({"at", "in", "near"})
_CLAIM = 0.4
"""The least share of the weight of the other labels with which an organisation prevails."""


def relabel(tokens: Tokens, named: list[Named], notes: Notes) -> list[Named]:
    """The mentions with their labels corrected; `notes` gets the mention as it was and the reason."""
    for rule in (
        _sums,
        _by_last_word,
        _clubs,
        *AROUND,
        _brackets,
        _acronyms,
        _full_names,
        _surnames,
        _surnames_called_places,
        _given_called_places,
        _short_forms,
        _of_one_string,
        _capitals,
        _known_places,
    ):
        for i, label, why in rule(tokens, named):
            notes.append((named[i], f"labelled {label}: {why}"))
            named[i] = replace(named[i], label=label)
    return named


def _sums(tokens: Tokens, named: list[Named]) -> Changes:
    """Sums of money with the letters of their currency before them: "N9.3bn", "Sh18 billion", "Rs 48 crore"."""
    return [(i, "MONEY", "a sum of money") for i, n in enumerate(named) if n.label != "MONEY" and _SUM.match(n.text)]


def _by_last_word(tokens: Tokens, named: list[Named]) -> Changes:
    """What its last word shows to be an organisation: "Ringmere Hall Trust", and "Kestrel Foods" called a person."""
    found = []
    for i, n in enumerate(named):
        words = key_words(n.text)
        if len(words) < 2 or n.label not in PLACES | {"PERSON", "PRODUCT"}:
            continue
        company = n.label == "PERSON" and words[-1] in company_words() and words[0] not in given_names()
        if company or is_surely_organisation(words[-1]):
            found.append((i, "ORG", "its last word is that of an organisation"))
    return found


def _clubs(tokens: Tokens, named: list[Named]) -> Changes:
    """A club of the text called a place: "Vale City" where it is an organisation as well, and "City" alone."""
    clubs = {n.text for n in named if n.label == "ORG" and n.text.split()[-1] in _CLUB_WORDS}
    short = {text.split()[-1] for text in clubs if " " in text}
    return [
        (i, "ORG", "a club of the text")
        for i, n in enumerate(named)
        if n.label in PLACES and n.text in clubs | short and not lookup(n.text).is_well_known
    ]


def _acronyms(tokens: Tokens, named: list[Named]) -> Changes:
    """A place of capitals unknown to the tables that spells an organisation of the text is that organisation.

    So is one that ends in such letters: "Bridgnorth WI", of the Women's Institute (WI).
    """
    spelled = {a for n in named if n.label == "ORG" and " " in n.text for a in initials(n.text) if len(a) > 1}
    written = {n.text for n in named if n.label == "ORG" and n.text.isupper() and len(n.text) > 1}
    found = []
    for i, n in enumerate(named):
        letters = n.text.replace(".", "")
        if n.label in PLACES and letters.isupper() and fold(letters) in spelled and not lookup(n.text).is_well_known:
            found.append((i, "ORG", "it spells an organisation of the text"))
        elif n.label in PLACES and n.stop - n.first > 1 and tokens.words[n.stop - 1] in written:
            found.append((i, "ORG", "it ends in the letters of an organisation of the text"))
    return found


def _brackets(tokens: Tokens, named: list[Named]) -> Changes:
    """The letters in brackets after a building are the building: "University Hospital Limerick (UHL)"."""
    buildings = [n for n in named if n.label in PLACES and n.stop - n.first > 1]
    labels = {short: buildings[i].label for i, short in brackets_after(tokens, buildings).items()}
    return [
        (i, labels[n.text], "the letters of a place of the text")
        for i, n in enumerate(named)
        if n.label != labels.get(n.text, n.label)
    ]


def _surnames(tokens: Tokens, named: list[Named]) -> Changes:
    """The bare family name of a person of the text, called an organisation or thing, is that person."""
    families = {n.words[-1] for m in named if m.label == "PERSON" for n in [parse_person(m.text)] if len(n.words) > 1}
    return [
        (i, "PERSON", "it is the family name of a person of the text")
        for i, n in enumerate(named)
        if n.label in ("ORG", "MISC", "PRODUCT")
        and n.stop - n.first == 1
        and not n.text.isupper()
        and fold(n.text) in families
    ] + [
        (i, "PERSON", "the family of a person of the text")
        for i, n in enumerate(named)
        if n.label in ("ORG", "MISC", "NORP")
        and n.stop - n.first <= 3
        and tokens.lower[max(0, n.first - 1)] == "the"
        and fold(n.text).endswith("s")
        and fold(n.text)[:-1] in families
        and not demonym_codes(n.text)
    ]


def _surnames_called_places(tokens: Tokens, named: list[Named]) -> Changes:
    """So is one called a place or people that no table knows, where it mostly is a person, or does something."""
    full = [n for m in named if m.label == "PERSON" for n in [parse_person(m.text)] if len(n.words) > 1]
    families = {n.family for n in full}
    counts = Counter((n.text, n.label) for n in named)
    return [
        (i, "PERSON", "it is the family name of a person of the text")
        for i, n in enumerate(named)
        if (n.label in PLACES or (n.label == "NORP" and not demonym_codes(n.text)))
        and fold(n.text) in families
        and tokens.lower[max(0, n.first - 1)] not in _WHERE
        and (
            counts[n.text, "PERSON"] >= max(2, counts[n.text, n.label])
            or _is_subject(tokens, n)
            or (counts[n.text, n.label] == 1 and not lookup(n.text).codes)  # "gave it to Ockley"
        )
        and not lookup(n.text).is_well_known
    ]


def _full_names(tokens: Tokens, named: list[Named]) -> Changes:
    """A given name and a word that is a person of the text alone, called a place, an organisation or a thing."""
    alone = {fold(n.text) for n in named if n.label == "PERSON" and n.stop - n.first == 1}
    return [
        (i, "PERSON", "its last word is a person of the text")
        for i, n in enumerate(named)
        if n.label in ("ORG", "MISC", "PRODUCT", *PLACES)
        and len(words := key_words(n.text)) == 2
        and (words[0] in given_names() or (n.label in PLACES and words[0] not in _PLACE_WORDS))
        and words[1] in alone
        and not lookup(n.text).is_well_known
    ]


def _is_subject(tokens: Tokens, mention: Named) -> bool:
    return tokens.parsed and any(d.startswith("nsubj") for d in tokens.deps[mention.first : mention.stop])


def _short_forms(tokens: Tokens, named: list[Named]) -> Changes:
    """The first word of an organisation's name, alone and called a person or people: "Kestrel" of Kestrel Foods.

    Called a people, only the first word of a company's is: "Arab" is no short form of the Arab League.
    """
    persons = {w for n in named if n.label == "PERSON" and len(words := parse_person(n.text).words) > 1 for w in words}
    names = [key_words(SITE.sub(" com", n.text)) for n in named if n.label == "ORG"]
    names = [words[1:] if words[:1] == ("the",) else words for words in names]
    names = [words for words in names if len(words) > 1 and words[1] not in ("of", "for", "and")]
    firsts = {words[0] for words in names}
    of_clubs = {words[0] for words in names if words[-1].title() in _CLUB_WORDS}
    lasts = {w[1] for n in named if n.label == "ORG" and (w := n.text.split()) and len(w) == 2 and _is_prefix(w[0])}
    of_companies = {words[0] for words in names if words[-1] in company_words()}
    return [
        (i, "ORG", "the first word of an organisation of the text")
        for i, n in enumerate(named)
        if n.stop - n.first == 1
        and (fold(n.text) in (of_companies if n.label == "NORP" else firsts) or n.text in lasts)
        and n.label in ("PERSON", "NORP", "MISC", "PRODUCT")
        and fold(n.text) not in persons
        and (
            fold(n.text) not in given_names()
            or fold(n.text) in of_clubs
            or (fold(n.text) in of_companies and tokens.lower[n.stop : n.stop + 2] == [",", "which"])
        )
        and (not lookup(n.text).is_well_known or fold(n.text) in of_clubs)
        and not demonym_codes(n.text)
    ]


def _is_prefix(word: str) -> bool:
    """Whether a word is such letters as stand before the names of clubs: "TP Nkana", "FC Vell"."""
    return word.isupper() and 1 < len(word) <= 3 and word.isalpha()


def _given_called_places(tokens: Tokens, named: list[Named]) -> Changes:
    """The given name of a person of the text, called a place, that does something: "Brighton is a lion"."""
    given = {w[0] for n in named if n.label == "PERSON" and len(w := n.text.split()) > 1}
    where = {n.text for n in named if n.label in PLACES and tokens.tags[max(0, n.first - 1)] in ("IN", "TO")}
    return [
        (i, "PERSON", "it is the given name of a person of the text")
        for i, n in enumerate(named)
        if n.label in PLACES and n.text in given - where and _is_subject(tokens, n)
    ]


def _of_one_string(tokens: Tokens, named: list[Named]) -> Changes:
    """One string, labelled one thing here and another there, gets the label with the greater weight.

    An organisation is left apart from places and peoples of its name: "Washington" is both, a place and a post. Against
    a thing it has the better claim, and against a person whose name is no one's full name in the text.
    """
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    places: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(named):
        labels = weights[mention.text]
        labels[mention.label] = labels.get(mention.label, 0.0) + mention.score
        places[mention.text].append(i)
    people = words_of_full_names(named)
    found = []
    for text, labels in weights.items():
        if len(labels) < 2:
            continue
        best, second = sorted(labels, key=lambda label: -labels[label])[:2]
        if _is_organisation_after_all(text, labels, people):
            best = "ORG"
        elif labels[best] < 2 * labels[second]:
            continue
        found += [
            (i, best, "as elsewhere in the text")
            for i in places[text]
            if named[i].label != best and not _may_be_both(text, named[i].label, best)
        ]
    return found


def _is_organisation_after_all(text: str, labels: dict[str, float], people: set[str]) -> bool:
    rest = {label: weight for label, weight in labels.items() if label != "ORG"}
    if "ORG" not in labels or not rest.keys() <= {"MISC", "PRODUCT", "PERSON"}:
        return False
    words = key_words(text)
    if "PERSON" in rest and (words[-1:] and (words[-1] in people or words[0] in given_names())):
        return False
    return labels["ORG"] >= _CLAIM * sum(rest.values())


def _may_be_both(text: str, one: str, best: str) -> bool:
    if one in PLACES and best in PLACES:
        return True
    if best == "ORG" and one in PLACES:
        return lookup(text).is_well_known  # "Washington", but not "Shares in Apex"
    return "ORG" in (one, best) and not {"PERSON", "MISC", "PRODUCT"} & {one, best}


def _capitals(tokens: Tokens, named: list[Named]) -> Changes:
    """A capital or country called a person, where nobody is called so: "Quito expelled the envoy"."""
    people = words_of_full_names(named)
    return [
        (i, "LOC", "a capital or a country, and nobody's name here")
        for i, n in enumerate(named)
        if n.label == "PERSON"
        and lookup(n.text).kind in ("capital", "country")
        and people.isdisjoint(key_words(n.text))
        and fold(n.text) not in given_names()
        and tokens.lower[max(0, n.first - 1)].rstrip(".") not in titles()
        and not (n.first > 1 and tokens.lower[n.first - 2] in titles())
    ]


def _known_places(tokens: Tokens, named: list[Named]) -> Changes:
    """A single word that is as often a place of the text, and in nobody's full name."""
    full = {w for n in named if n.label == "PERSON" and len(words := parse_person(n.text).words) > 1 for w in words}
    counts = Counter((n.text, n.label in PLACES) for n in named if n.label == "PERSON" or n.label in PLACES)
    return [
        (i, "LOC", "a place elsewhere in the text")
        for i, n in enumerate(named)
        if n.label == "PERSON"
        and counts[n.text, True] >= counts[n.text, False]
        and fold(n.text) not in full
        and fold(n.text) not in given_names()
    ]
