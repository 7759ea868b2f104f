"""Spans that name nothing: days, pronouns, offices alone, telephone numbers, words that only a heading makes names."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import candidates
from newsparse.entities.geography import country_key, known_codes, postal
from newsparse.entities.organisations import bracketed
from newsparse.names import fold, initials, is_person_noun, key_words, parse_person, without_the
from newsparse.names.lexicon import given_names, is_rank, long_titles, nameless, titles, titles_at
from newsparse.names.nouns import (
    is_common_alone,
    is_known_organisation,
    kind_words,
    opens_organisation,
    shows_body,
)
from newsparse.names.person import is_after_name
from newsparse.text.words import NAMES_TOO, PRONOUNS
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from newsparse.entities.boundaries import Spans
    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["is_nothing", "opens_sentence", "without_headings", "without_heads", "without_offices"]

_CALENDAR = frozenset(map(str.lower, [*calendar.day_name, *calendar.month_name[1:]]))
_DIGITS = re.compile(r"[+(]?\d[\d ()./–-]*\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
_FEWEST_DIGITS = 7
_OF_ZONES = ("central", "daylight", "eastern", "european", "mean", "mountain", "pacific", "standard", "summer")
_ZONES = tuple(f" {zone} time" for zone in _OF_ZONES)
_OFFICE_LABELS = frozenset({"PERSON", "NORP", "MISC", "LOC", "GPE"})
_COMMITTEE = re.compile(r"(?:(?:[a-z]+(?:-[A-Z]?[a-z]+)?|Super) )+PACs?")
"""One of many: "conservative super PAC", "anti-Ruiz PAC", 7 of 7 such in annotated news; but "Vell Majority PAC"."""
_OF_SCRIPTS = frozenset({"SOUNDBITE", "SOUNDBITES", "STANDUP", "VOICEOVER"})
_CAPITALISED = frozenset({"EVENT", "LAW", "MISC", "NORP", "PRODUCT", "WORK_OF_ART"})
_OF_PLACE = (["in"], ["from"], ["to"])
_LONGEST_CAPITALS = 30
_BODY = 20
"""Words outside headings that a text must have, before it tells anything about the words of its headings."""


def is_nothing(tokens: Tokens, mention: Named) -> bool:
    """Whether a span by itself names nothing: a day or month, a time zone, a pronoun, a telephone number, a thing."""
    if mention.label == "MISC" and _CALENDAR.issuperset(key_words(mention.text)):
        return True
    if f" {fold(mention.text)}".endswith(_ZONES) or mention.text in _OF_SCRIPTS:
        return True
    if _is_small(tokens, mention) or _COMMITTEE.fullmatch(mention.text):
        return True
    return _is_pronoun(mention) or _is_telephone(tokens, mention)


def _is_pronoun(mention: Named) -> bool:
    """Whether a span is a pronoun, and no name that is spelled like one: "US", "WHO"."""
    word = fold(mention.text)
    spelled = mention.text.isupper() and word in NAMES_TOO and mention.label != "PERSON"
    return word in PRONOUNS and not spelled


def _is_small(tokens: Tokens, mention: Named) -> bool:
    """Whether a span is in small letters, and the text has capitals: "smallpox", "anglophone", "turkey" of no place.

    Of persons, organisations and places, which may be spelled so, only where no list knows it and the text never gives
    it a capital: 16 of 20 such in unannotated news name nothing.
    """
    text = mention.text
    if not text.islower() or any(map(str.isdigit, text)) or tokens.text.islower():
        return False
    if mention.label in PLACE_LABELS and country_key(text):
        return tokens.lower[mention.first - 1 : mention.first] not in _OF_PLACE
    return mention.label in _CAPITALISED or not ("." in text or _is_known(text) or _has_capital(tokens, mention))


def _is_known(text: str) -> bool:
    words = key_words(text)
    listed = is_known_organisation(text) or known_codes(text) or candidates(text)
    return bool(listed or opens_organisation(words[0]) or words[0] in given_names())


def _has_capital(tokens: Tokens, mention: Named) -> bool:
    """Whether the first word of a mention stands elsewhere with a capital that no head of a sentence gives it."""
    lower = tokens.lower[mention.first]
    spots = (i for i, word in enumerate(tokens.lower) if word == lower and not tokens.words[i].islower())
    return any(not opens_sentence(tokens, i) for i in spots)


def _is_telephone(tokens: Tokens, mention: Named) -> bool:
    """Whether a span is digits alone, in groups that are no thousands: "01632 960 983", but no "£85" or "1 200 000"."""
    text = " ".join(mention.text.split())
    if not _DIGITS.fullmatch(text) or sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return False
    if text[0] in "+(0" or tokens.text[max(0, mention.start - 1) : mention.start] == "+":
        return True
    return "." not in text and ("-" in text or (" " in text and not _THOUSANDS.fullmatch(text)))


# Offices.


def without_offices(spans: Spans) -> list[Named]:
    """The mentions less offices without a name: "the Chancellor", "Taoiseach", "the Area Police Commander (APC)"; King
    stays where it is a family name.
    """
    families, spelled = _families(spans.named), set(_spelled(spans.tokens))
    named = (each for each in spans.named if fold(each.text).removeprefix("the ") not in spelled)
    left = [mention for mention in named if not _is_office(spans.tokens, mention, families)]
    persons = {each.first: each.stop for each in left if each.label == "PERSON"}
    return [mention for mention in left if not _is_of_person(spans.tokens, mention, persons)]


def _spelled(tokens: Tokens) -> Iterator[str]:
    """The offices that stand before their letters in brackets, and these, folded; no paper's: "Daily Examiner (DE)"."""
    for i in (i for i, word in enumerate(tokens.words) if word == "("):
        letters = bracketed(tokens, i)
        words = tokens.words[max(0, i - len(letters)) : i] if letters.isupper() and len(letters) > 1 else [""]
        office, last = " ".join(words), fold(words[-1])
        if fold(letters) in initials(office) and is_person_noun(last) and not kind_words(last):
            yield from (fold(letters), fold(office))


def _families(named: Sequence[Named]) -> set[str]:
    """The last words of the full names of persons, less those behind a word of an office: "the Deputy Chancellor"."""
    names = [parse_person(n.text).words for n in named if n.label == "PERSON"]
    return {words[-1] for words in names if len(words) > 1 and words[-2] not in nameless("before")}


def _is_of_person(tokens: Tokens, mention: Named, persons: Mapping[int, int]) -> bool:
    """Whether a mention is the rank of the person after it or the letters of the one before: "PCSO Marsh", "Obi, SAN,".

    `persons` tells where they begin and end.
    """
    if is_rank(mention.text):
        return mention.stop in persons
    mark = tokens.words[mention.first - 1 : mention.first]
    after = mark in ([","], ["("]) and mention.first - 1 in persons.values()
    return after and is_after_name(mention.text) and not postal(mention.text, "").codes


def _is_office(tokens: Tokens, mention: Named, families: set[str]) -> bool:
    words = without_the(tuple(fold(w).rstrip(".") for w in tokens.words[mention.first : mention.stop]))
    definite = len(words) == 1 and mention.is_after_the(tokens)  # "the Oba", called an organisation
    if not (mention.label in _OFFICE_LABELS or definite) or not families.isdisjoint(words):
        return False
    if titles_at((*words, "")) == len(words) > 1:
        return True  # "Tan Sri"
    if words[-1] in nameless("words"):
        return {*words[:-1]} <= titles().keys() | nameless("before") | nameless("words")
    return len(words) == 1 and (words[0] in long_titles() or _is_nobody(words[0], mention.label))


def _is_nobody(word: str, label: str) -> bool:
    """Whether a word alone that is labelled a person is a common one, and no given name."""
    return label == "PERSON" and is_common_alone(word) and word not in given_names()


# Headings.


def without_headings(spans: Spans) -> list[Named]:
    """The mentions less what only the capitals of a heading make a name: the body of the text has it in small letters.

    Of a heading in title case what is a thing must stand in the body as well.
    """
    tokens = spans.tokens
    capitals = _in_capitals(tokens)
    titled = tokens.layout.headings - capitals
    headings = titled | capitals
    body = _words_outside(tokens, headings)
    if not headings or len(body) < _BODY:
        return list(spans.named)
    outside = {mention.text for mention in spans.named if tokens.paragraphs[mention.first] not in headings}
    common = set(filter(str.islower, body)).difference(*((fold(text), *key_words(text)) for text in outside))
    kept = []
    for mention in spans.named:
        number = tokens.paragraphs[mention.first]
        alone = number in titled and mention.text not in outside and _is_of_heading(tokens, mention)
        if number not in headings or not (alone or _is_common(mention, common)):
            kept.append(mention)
    return kept


def _words_outside(tokens: Tokens, headings: Set[int]) -> list[str]:
    """The words of the paragraphs that are no headings."""
    return [word for word, number in zip(tokens.words, tokens.paragraphs, strict=True) if number not in headings]


def _is_of_heading(tokens: Tokens, mention: Named) -> bool:
    """Whether what a heading names is a thing, or an organisation that fills it and shows by no word that it is one:
    "Owners Express Fury".
    """
    if mention.label != "ORG" or is_known_organisation(mention.text):
        return mention.label == "MISC"
    fills = tokens.paragraph_bounds[tokens.paragraphs[mention.first]] == (mention.first, mention.stop)
    words = key_words(mention.text)
    return fills and len(words) > 2 and not any(map(shows_body, words))


def without_heads(spans: Spans) -> list[Named]:
    """The mentions less words that only the head of a sentence gives a capital: the text has them in small letters too.

    Organisations stay ("Shell"), and given names.
    """
    tokens = spans.tokens
    heads = {mention for mention in spans.named if _is_at_head(tokens, mention)}
    names = (key_words(mention.text) for mention in spans.named if mention not in heads)
    common = set(filter(str.islower, tokens.words)).difference(*names)
    small = {each for each in common if country_key(each)}
    return [
        mention
        for mention in spans.named
        if mention not in heads or not (_is_common(mention, common) or mention.text.lower() in small)
    ]


def _is_at_head(tokens: Tokens, mention: Named) -> bool:
    """Whether a mention is one word at the head of a sentence, and neither an organisation nor a given name."""
    lone = mention.stop - mention.first == 1 and mention.text.istitle() and opens_sentence(tokens, mention.first)
    return lone and mention.label != "ORG" and fold(mention.text) not in given_names()


def opens_sentence(tokens: Tokens, i: int) -> bool:
    """Whether a sentence begins with token i."""
    return i == 0 or tokens.sentences[i - 1] != tokens.sentences[i]


def _in_capitals(tokens: Tokens) -> frozenset[int]:
    """The paragraphs of three words or more in capitals throughout: "GRAN FIGHTS OFF WALLABY"."""
    found = []
    for number, (first, stop) in tokens.paragraph_bounds.items():
        words = tokens.words[first:stop] if stop - first <= _LONGEST_CAPITALS else []
        spelled = [word for word in words if word.isalpha() and len(word) > 1]
        if len(spelled) > 2 and sum(map(str.isupper, spelled)) >= 0.9 * len(spelled):
            found.append(number)
    return frozenset(found)


def _is_common(mention: Named, common: Set[str]) -> bool:
    """Whether the one word of a mention is one that the text has in small letters, and no known name of a place."""
    words = key_words(mention.text)
    return len(words) == 1 and words[0] in common and not known_codes(mention.text)
