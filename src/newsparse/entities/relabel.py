"""Labels that the text itself corrects: of a string labelled in two ways, of short forms, of storms and agencies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.geography import demonym_codes, lookup
from newsparse.entities.named import PLACES
from newsparse.names import fold, initials, is_person_noun, key_words, kind_of_organisation, parse_person
from newsparse.names.lexicon import given_names
from newsparse.names.nouns import company_kinds, company_words, is_kin, is_surely_organisation, kind_words

if TYPE_CHECKING:
    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["relabel"]

Notes = list[tuple["Named", str]]

_SUM = re.compile(
    r"(?:N|P|R|Rs\.?|K?Sh\.?|GH¢|[A-Z]{0,3}[$€£₦₹¥]) ?\d[\d.,]*(?:[bmkt]n?|tr)?"
    r"(?: (?:million|billion|trillion|crore|lakh))?$"
)
_STORMS = frozenset({"cyclone", "hurricane", "storm", "typhoon"})
_AGENCIES = frozenset({
    "aap", "afp", "ani", "ap", "bernama", "bloomberg", "cp", "dpa", "efe", "ians", "interfax", "itar-tass", "kyodo",
    "pa", "pti", "reuters", "tass", "upi", "xinhua", "yonhap",
})  # fmt: skip
_ENDS = frozenset({"about", "at", "behind", "by", "for", "from", "in", "of", "on", "that", "which", "who", "with"})
"""Words that end the noun phrase of an apposition."""
_STATE = frozenset({"President", "Prime", "Foreign", "Finance", "Interior", "Chancellor", "Premier", "King", "Queen"})
_BUSINESS = frozenset({"CEO", "CFO", "Chairman", "Chairwoman", "Chair", "boss", "coach", "captain", "manager", "owner"})
_CLUB_WORDS = frozenset({"Albion", "Athletic", "City", "County", "Rangers", "Rovers", "Town", "United", "Wanderers"})
_PLURAL_VERBS = frozenset({"are", "have", "were"})
_WORKS = frozenset(
    {"album", "ballet", "book", "film", "memoir", "movie", "musical", "novel", "opera", "play", "poem", "song"}
)
_OWNERS = frozenset({"his", "her", "their", "my", "our", "'s", "’s"})
_PLACE_WORDS = frozenset({
    "cape", "east", "fort", "great", "gulf", "lake", "mount", "new", "north", "port", "puerto", "rio", "saint", "san",
    "santa", "south", "st", "upper", "west",
})  # fmt: skip
_WHERE = frozenset({"at", "in", "near"})
_CLAIM = 0.4
"""The least share of the weight of the other labels with which an organisation prevails."""
_LONGEST = 7
"""Words of an apposition that are looked at for its noun."""


def relabel(tokens: Tokens, named: list[Named], notes: Notes) -> list[Named]:
    """The mentions with their labels corrected; `notes` gets the mention as it was and the reason."""
    for rule in (
        _sums,
        _storms,
        _agencies,
        _by_last_word,
        _clubs,
        _by_apposition,
        _persons,
        _governed,
        _teams,
        _works,
        _acronyms,
        _full_names,
        _surnames,
        _surnames_called_places,
        _short_forms,
        _of_one_string,
        _known_places,
    ):
        for i, label, why in rule(tokens, named):
            notes.append((named[i], f"labelled {label}: {why}"))
            named[i] = replace(named[i], label=label)
    return named


Changes = list[tuple[int, str, str]]
"""Which mention gets which label, and why."""


def _sums(tokens: Tokens, named: list[Named]) -> Changes:
    """Sums of money with the letters of their currency before them: "N9.3bn", "Sh18 billion", "Rs 48 crore"."""
    return [(i, "MONEY", "a sum of money") for i, n in enumerate(named) if n.label != "MONEY" and _SUM.match(n.text)]


def _storms(tokens: Tokens, named: list[Named]) -> Changes:
    """Storms have the names of persons: "Storm Beatriz", "Hurricane Idris", and Idris alone after that."""
    storms: set[str] = set()
    for n in named:
        words = key_words(n.text)
        before = tokens.lower[n.first - 1] if n.first and tokens.words[n.first - 1][0].isupper() else ""
        if len(words) > 1 and words[0] in _STORMS:
            storms |= {words[-1], " ".join(words)}
        elif before in _STORMS and len(words) == 1:
            storms.add(words[0])
    return [
        (i, "MISC", "a storm has that name")
        for i, n in enumerate(named)
        if n.label == "PERSON" and " ".join(key_words(n.text)) in storms
    ]


def _agencies(tokens: Tokens, named: list[Named]) -> Changes:
    """The news agency in the brackets of a dateline: "SEATTLE (AP) —"."""
    return [
        (i, "ORG", "a news agency")
        for i, n in enumerate(named)
        if n.label != "ORG"
        and fold(n.text) in _AGENCIES
        and n.first > 0
        and tokens.words[n.first - 1 : n.first] == ["("]
        and tokens.words[n.stop : n.stop + 1] == [")"]
    ]


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


def _by_apposition(tokens: Tokens, named: list[Named]) -> Changes:
    """A name of one word, given to nobody, that is said to be an organisation: "Gridlux, the network operator,"."""
    return [
        (i, "ORG", "an apposition calls it an organisation")
        for i, n in enumerate(named)
        if n.label == "PERSON"
        and n.stop - n.first <= 3
        and " " not in n.text
        and fold(n.text) not in given_names()
        and _is_organisation(_apposition(tokens, n.stop))
    ]


def _persons(tokens: Tokens, named: list[Named]) -> Changes:
    """A name of one word that an apposition calls a person: "His daughter, Saoirse, a biologist,"."""
    return [
        (i, "PERSON", "an apposition calls it a person")
        for i, n in enumerate(named)
        if n.label in ("ORG", "MISC", "PRODUCT")
        and n.stop - n.first == 1
        and n.text.istitle()
        and (is_person_noun(_apposition(tokens, n.stop)) or _kin_before(tokens, n))
        and not _is_organisation(_apposition(tokens, n.stop))
        and not kind_words(fold(n.text))
    ]


def _governed(tokens: Tokens, named: list[Named]) -> Changes:
    """Whose head of state or of business the next name is: "Tarim President Yusuf al-Hariri", "Veltor CEO Ana Ruiz"."""
    starts = {n.first for n in named if n.label == "PERSON"}
    families = _people(named)
    found = []
    for i, n in enumerate(named):
        word = fold(n.text)
        alone = n.label == "PERSON" and n.stop - n.first == 1 and word not in families and word not in given_names()
        office = tokens.words[n.stop : n.stop + 1]
        end = n.stop + 1 + (tokens.words[n.stop + 1 : n.stop + 2] == ["Minister"])
        if alone and office and end in starts:
            label = "LOC" if office[0] in _STATE else "ORG" if office[0] in _BUSINESS else ""
            found += [(i, label, "the next name is that of its head")] if label else []
    return found


def _teams(tokens: Tokens, named: list[Named]) -> Changes:
    """A lone word called a person that has a captain or a plural verb: "the Galle captain", "Galle were all out"."""
    people = _people(named)
    teams = {
        n.text
        for n in named
        if n.label == "PERSON" and n.stop - n.first == 1 and n.stop < len(tokens.words) and _is_many(tokens, n)
    }
    return [
        (i, "ORG", "it has a head or a plural verb")
        for i, n in enumerate(named)
        if n.label == "PERSON" and n.text in teams and fold(n.text) not in people and fold(n.text) not in given_names()
    ]


def _is_many(tokens: Tokens, mention: Named) -> bool:
    before = tokens.lower[mention.first - 1] if mention.first else ""
    if tokens.lower[mention.stop] in _PLURAL_VERBS:
        return mention.first == 0 or tokens.sentences[mention.first - 1] != tokens.sentences[mention.first]
    return before == "the" and tokens.words[mention.stop] in _BUSINESS


def _works(tokens: Tokens, named: list[Named]) -> Changes:
    """A lone word called a person that is said to be a work: "Ghorba, the new novel by", "her film Ghorba"."""
    people = _people(named)
    works = {
        n.text
        for n in named
        if n.label == "PERSON"
        and n.stop - n.first == 1
        and (_apposition(tokens, n.stop) in _WORKS or (n.first and tokens.lower[n.first - 1] in _WORKS))
    }
    return [
        (i, "MISC", "the text calls it a work")
        for i, n in enumerate(named)
        if n.label == "PERSON" and n.text in works and fold(n.text) not in people and fold(n.text) not in given_names()
    ]


def _kin_before(tokens: Tokens, mention: Named) -> bool:
    """Whether "his daughter", with or without a comma, stands right before a name."""
    i = mention.first - 1
    i -= i > 0 and tokens.words[i] == ","
    return i > 0 and is_kin(tokens.lower[i]) and tokens.lower[i - 1] in _OWNERS


def _apposition(tokens: Tokens, i: int) -> str:
    """The last noun of ", the ... noun," after a name; "" where no such apposition stands there."""
    if tokens.words[i : i + 1] != [","] or tokens.lower[i + 1 : i + 2] not in (["the"], ["a"], ["an"]):
        return ""
    for j in range(i + 2, min(i + 2 + _LONGEST, len(tokens.words))):
        if tokens.words[j] in (",", ".") or tokens.lower[j] in _ENDS:
            return fold(tokens.lower[j - 1])
    return ""


def _is_organisation(noun: str) -> bool:
    kind = bool(kind_of_organisation(noun)) or noun in company_kinds()
    return kind and (not is_person_noun(noun) or noun in company_kinds())


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
        and (counts[n.text, "PERSON"] >= max(2, counts[n.text, n.label]) or _is_subject(tokens, n))
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
    names = [key_words(n.text) for n in named if n.label == "ORG"]
    names = [words for words in names if len(words) > 1 and words[1] not in ("of", "for", "and")]
    firsts = {words[0] for words in names}
    of_companies = {words[0] for words in names if words[-1] in company_words()}
    return [
        (i, "ORG", "the first word of an organisation of the text")
        for i, n in enumerate(named)
        if n.stop - n.first == 1
        and fold(n.text) in (of_companies if n.label == "NORP" else firsts)
        and n.label in ("PERSON", "NORP", "MISC", "PRODUCT")
        and fold(n.text) not in persons
        and fold(n.text) not in given_names()
        and not lookup(n.text).is_well_known
        and not demonym_codes(n.text)
    ]


def _of_one_string(tokens: Tokens, named: list[Named]) -> Changes:
    """One string, labelled one thing here and another there, gets the label with the greater weight.

    An organisation is left apart from places and peoples of its name: "Washington" is both, a place and a post. Against
    a thing it has the better claim, and against a person whose name is no one's full name in the text.
    """
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for mention in named:
        labels = weights[mention.text]
        labels[mention.label] = labels.get(mention.label, 0.0) + mention.score
    people = _people(named)
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
            for i, n in enumerate(named)
            if n.text == text and n.label != best and not _may_be_both(n.label, best)
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


def _people(named: list[Named]) -> set[str]:
    """The words of the full names of persons."""
    words = (parse_person(n.text).words for n in named if n.label == "PERSON")
    return {word for each in words if len(each) > 1 for word in each}


def _may_be_both(one: str, other: str) -> bool:
    return (one in PLACES and other in PLACES) or (
        "ORG" in (one, other) and not {"PERSON", "MISC", "PRODUCT"} & {one, other}
    )


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
