"""Spans that name nothing: days, pronouns, offices alone, telephone numbers, words that only a heading makes names."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.entities.geography import demonym_codes, lookup
from newsparse.names import fold, is_person_noun, key_words, parse_person
from newsparse.names.lexicon import given_names, long_titles, nameless, titles
from newsparse.names.nouns import is_common_alone, kind_words
from newsparse.text.words import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Set

    from newsparse.entities.boundaries import Spans
    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["is_nothing", "without_headings", "without_offices"]

_CALENDAR = frozenset(map(str.lower, [*calendar.day_name, *calendar.month_name[1:]]))
_DIGITS = re.compile(r"[+(]?\d[\d ()./–-]*\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
_FEWEST_DIGITS = 7
_OFFICE_LABELS = frozenset({"PERSON", "NORP", "MISC", "LOC", "GPE"})
_LONGEST_CAPITALS = 30
_LONGEST_ACRONYM = 4
_BODY = 20
"""Words outside headings that a text must have, before it tells anything about the words of its headings."""


def is_nothing(tokens: Tokens, mention: Named) -> bool:
    """Whether a span by itself names nothing: a day or month, a pronoun, a telephone number."""
    if mention.label == "MISC" and _CALENDAR.issuperset(key_words(mention.text)):
        return True
    spelled = mention.text in ("US", "IT", "WHO") and mention.label != "PERSON"
    return (fold(mention.text) in PRONOUNS and not spelled) or _is_telephone(tokens, mention)


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
    """The mentions less offices without a name: "the Chancellor", "Taoiseach"; King stays where it is a family name."""
    names = [parse_person(n.text).words for n in spans.named if n.label == "PERSON"]
    families = {words[-1] for words in names if len(words) > 1 and words[-2] not in nameless("before")}
    return [mention for mention in spans.named if not _is_office(spans.tokens, mention, families)]


def _is_office(tokens: Tokens, mention: Named, families: set[str]) -> bool:
    words = [fold(w).rstrip(".") for w in tokens.words[mention.first : mention.stop]]
    words = words[1:] if words[0] == "the" else words
    if mention.label not in _OFFICE_LABELS or not words or not families.isdisjoint(words):
        return False
    if words[-1] in nameless("words"):
        return all(word in titles() or word in nameless("before") | nameless("words") for word in words[:-1])
    return len(words) == 1 and (words[0] in long_titles() or _names_nobody(tokens, mention, words[0]))


def _names_nobody(tokens: Tokens, mention: Named, word: str) -> bool:
    """Whether a word that is called a person is what somebody is, or a title after "the"."""
    return mention.label == "PERSON" and (_is_noun(word) or _is_the_title(tokens, mention, word))


def _is_noun(word: str) -> bool:
    """Whether a word alone is what somebody is, and nobody's name: "Pensioner"."""
    return is_common_alone(word) and word not in given_names()


def _is_the_title(tokens: Tokens, mention: Named, word: str) -> bool:
    """Whether "the" shows a title, which may be somebody's family name, to name nobody: not in "the King estate"."""
    the = "the" in (tokens.lower[mention.first], tokens.lower[mention.first - 1] if mention.first else "")
    after = "".join(tokens.tags[mention.stop : mention.stop + 1])
    return the and word in titles() and not after.startswith("NN")


# Headings.


@dataclass(frozen=True, slots=True)
class _Body:
    """What the text outside of its headings tells: its names, the words of these, and its words in small letters."""

    texts: frozenset[str]
    known: frozenset[str]
    common: Set[str]
    tells: bool


def without_headings(spans: Spans) -> list[Named]:
    """The mentions less what only the capitals of a heading make a name."""
    tokens = spans.tokens
    titled, capitals = tokens.layout.headings, _in_capitals(tokens)
    if not titled and not capitals:
        return list(spans.named)
    body = _body(spans, titled | capitals)
    kept = []
    for mention in spans.named:
        number = tokens.paragraphs[mention.first]
        alone = mention.label == "MISC" and number in titled - capitals and mention.text not in body.texts
        if number not in titled | capitals or not (alone or _is_common(mention, body, capitals=number in capitals)):
            kept.append(mention)
    return kept


def _body(spans: Spans, headings: frozenset[int]) -> _Body:
    tokens = spans.tokens
    outside = [n.text for n in spans.named if tokens.paragraphs[n.first] not in headings]
    words = [word for word, number in zip(tokens.words, tokens.paragraphs, strict=True) if number not in headings]
    return _Body(
        texts=frozenset(outside),
        known=frozenset(word for text in outside for word in (fold(text), *key_words(text))),
        common={word for word in words if word.islower()},
        tells=len(words) >= _BODY,
    )


def _in_capitals(tokens: Tokens) -> frozenset[int]:
    """The paragraphs of three words or more in capitals throughout: "GRAN FIGHTS OFF WALLABY"."""
    found = []
    for number, (first, stop) in tokens.paragraph_bounds.items():
        spelled = [
            w for w in tokens.words[first : min(stop, first + _LONGEST_CAPITALS + 1)] if w.isalpha() and len(w) > 1
        ]
        capitals = sum(map(str.isupper, spelled))
        if stop - first <= _LONGEST_CAPITALS and len(spelled) > 2 and capitals >= 0.9 * len(spelled):
            found.append(number)
    return frozenset(found)


def _is_common(mention: Named, body: _Body, *, capitals: bool) -> bool:
    """Whether nothing in the text or the tables makes a span of a heading a name.

    In capitals throughout a span needs some support; elsewhere the text must have its one word in small letters.
    """
    words = key_words(mention.text)
    if not body.tells or not words or not body.known.isdisjoint({fold(mention.text), *words}):
        return False
    if len(words) == 1 and (words[0] in body.common or (capitals and is_person_noun(words[0]))):
        return not lookup(mention.text).is_well_known and not demonym_codes(mention.text)
    return capitals and not _has_support(mention, words, body)


def _has_support(mention: Named, words: tuple[str, ...], body: _Body) -> bool:
    """Whether the label, the tables or its words show a span in capitals to be a name."""
    if mention.label == "MONEY" or (mention.label == "ORG" and len(mention.text) <= _LONGEST_ACRONYM):
        return True
    if len(words) > 1 and mention.label == "PERSON" and body.common.isdisjoint(words):
        return True
    if lookup(mention.text).codes or demonym_codes(mention.text):
        return True
    return any(lookup(word).is_well_known or word in given_names() or kind_words(word) for word in words)
