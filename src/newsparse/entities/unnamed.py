"""Spans that name nothing: days, pronouns, offices alone, telephone numbers, words that only a heading makes names."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.geography import demonym_codes, lookup
from newsparse.entities.named import PLACES, Named
from newsparse.names import fold, is_person_noun, key_words
from newsparse.names.lexicon import given_names, long_titles, nameless, titles
from newsparse.names.nouns import is_common_alone, kind_words
from newsparse.names.person import parse_person

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from newsparse.names import Tokens

__all__ = ["headings", "why_nothing", "without_headings", "without_offices"]

Notes = list[tuple[Named, str]]

_PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "hers", "its", "their",
    "theirs", "our", "my", "your", "himself", "herself", "itself", "themselves", "who", "whom", "which", "that",
    "this", "these", "those",
})  # fmt: skip
_CALENDAR = frozenset(map(str.lower, [*calendar.day_name, *calendar.month_name[1:]]))
_DIGITS = re.compile(r"[+(]?\d[\d ()./–-]*\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
_FEWEST_DIGITS = 7
_OFFICE_LABELS = frozenset({"PERSON", "NORP", "MISC", "LOC", "GPE"})
_LONGEST_HEADING = 16
_LONGEST_CAPITALS = 30
_LONGEST_ACRONYM = 4
_BODY = 20
"""Words outside headings that a text must have, before it tells anything about the words of its headings."""


def why_nothing(tokens: Tokens, mention: Named) -> str:
    """Why a span by itself names nothing; "" where it may name something."""
    if mention.label == "MISC" and _CALENDAR.issuperset(key_words(mention.text)):
        return "a day or month is no name"
    if fold(mention.text) in _PRONOUNS and not (mention.text in ("US", "IT", "WHO") and mention.label != "PERSON"):
        return "a pronoun is no name"
    return "a telephone number" if _is_telephone(tokens, mention) else ""


def _is_telephone(tokens: Tokens, mention: Named) -> bool:
    """Whether a span is digits alone, in groups that are no thousands: "01632 960 983", but no "£85" or "1 200 000"."""
    text = " ".join(mention.text.split())
    if not _DIGITS.fullmatch(text) or sum(c.isdigit() for c in text) < _FEWEST_DIGITS:
        return False
    before = tokens.text[max(0, mention.start - 1) : mention.start]
    return (
        text[0] in "+(0"
        or before == "+"
        or ("." not in text and " " in text and not _THOUSANDS.fullmatch(text))
        or ("-" in text and "." not in text)
    )


def without_offices(tokens: Tokens, named: list[Named], notes: Notes) -> list[Named]:
    """Leave out offices without a name: "the Chancellor", "Taoiseach", "Prime Minister"; not King, the family name."""
    names = [parse_person(n.text).words for n in named if n.label == "PERSON"]
    families = {words[-1] for words in names if len(words) > 1 and words[-2] not in nameless("before")}
    kept = []
    for mention in named:
        secretary = tokens.words[mention.stop - 1 : mention.stop + 1] == ["Cabinet", "Secretary"]
        if secretary or (mention.label in _OFFICE_LABELS and _is_office(tokens, mention, families)):
            notes.append((mention, "an office is no name: left out"))
        else:
            kept.append(mention)
    return kept


def _is_office(tokens: Tokens, mention: Named, families: set[str]) -> bool:
    words = [fold(w).rstrip(".") for w in tokens.words[mention.first : mention.stop]]
    words = words[1:] if words[0] == "the" else words
    if not words or families.intersection(words):
        return False
    if len(words) == 1 and words[0] in long_titles():  # "Pvt"
        return True
    if mention.label == "PERSON" and len(words) == 1 and is_common_alone(words[0]) and words[0] not in given_names():
        return True
    if words[-1] in nameless("words"):
        return all(w in titles() or w in nameless("before") or w in nameless("words") for w in words[:-1])
    # Any other title is somebody's family name as well, and names nobody only after "the": not in "the King estate".
    after = tokens.tags[mention.stop] if mention.stop < len(tokens.tags) else ""
    the = tokens.lower[mention.first] == "the" or (mention.first > 0 and tokens.lower[mention.first - 1] == "the")
    return mention.label == "PERSON" and the and len(words) == 1 and words[0] in titles() and after[:2] != "NN"


def without_headings(tokens: Tokens, named: list[Named], notes: Notes) -> list[Named]:
    """Leave out what only the capitals of a heading make a name; shorten a name that has swallowed its heading."""
    titled = headings(tokens)
    capitals = _in_capitals(tokens)
    if not titled and not capitals:
        return named
    body = [i for i, p in enumerate(tokens.paragraphs) if p not in titled and p not in capitals]
    outside = [n for n in named if tokens.paragraphs[n.first] not in titled | capitals]
    texts = {n.text for n in outside}
    known = {w for n in outside for w in (fold(n.text), *key_words(n.text))}
    common = {tokens.words[i] for i in body if tokens.words[i].islower()} if len(body) >= _BODY else frozenset()
    kept: list[Named] = []
    for mention in named:
        number = tokens.paragraphs[mention.first]
        if number not in titled | capitals:
            kept.append(mention)
        elif mention.label == "MISC" and number in titled and mention.text not in texts:
            notes.append((mention, "a name in a heading alone: left out"))
        elif len(body) >= _BODY and _is_common(tokens, mention, known, common, capitals=number in capitals):
            notes.append((mention, "a word in a heading: left out"))
        else:
            kept += _unswallowed(tokens, mention, outside, notes)
    return kept


def headings(tokens: Tokens) -> frozenset[int]:
    """The paragraphs with a capital at nearly every word and no full stop: "From Hostility to Tentative Dialogue"."""
    return frozenset(number for number, words in _paragraphs(tokens) if len(words) > 1 and _is_heading(words))


def _paragraphs(tokens: Tokens) -> list[tuple[int, list[str]]]:
    words: dict[int, list[str]] = {}
    for word, paragraph in zip(tokens.words, tokens.paragraphs, strict=True):
        words.setdefault(paragraph, []).append(word)
    return list(words.items())


def _is_heading(words: Sequence[str]) -> bool:
    long = [word for word in words if word.isalpha() and len(word) > 3]
    return (
        len(words) <= _LONGEST_HEADING
        and words[-1][-1].isalnum()
        and len(long) > 1
        and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
    )


def _in_capitals(tokens: Tokens) -> frozenset[int]:
    """The paragraphs of three words or more in capitals throughout: "GRAN FIGHTS OFF WALLABY"."""
    found = []
    for number, words in _paragraphs(tokens):
        spelled = [w for w in words if w.isalpha() and len(w) > 1]
        if (
            len(words) <= _LONGEST_CAPITALS
            and len(spelled) > 2
            and sum(w.isupper() for w in spelled) >= 0.9 * len(spelled)
        ):
            found.append(number)
    return frozenset(found)


def _is_common(tokens: Tokens, mention: Named, known: set[str], common: Set[str], *, capitals: bool) -> bool:
    """Whether nothing in the text or the tables makes a span of a heading a name.

    In capitals throughout a span needs some support; elsewhere the text must have its one word in small letters.
    """
    words = key_words(mention.text)
    if not words or known.intersection({fold(mention.text), *words}):
        return False
    if len(words) == 1 and (words[0] in common or (capitals and is_person_noun(words[0]))):
        return not lookup(mention.text).is_well_known and not demonym_codes(mention.text)
    if not capitals or mention.label == "MONEY" or (mention.label == "ORG" and len(mention.text) <= _LONGEST_ACRONYM):
        return False
    return not (
        lookup(mention.text).codes
        or demonym_codes(mention.text)
        or any(lookup(w).is_well_known or w in given_names() or kind_words(w) for w in words)
        or (len(words) > 1 and mention.label == "PERSON" and common.isdisjoint(words))
    )


def _unswallowed(tokens: Tokens, mention: Named, outside: Sequence[Named], notes: Notes) -> list[Named]:
    """The names of the text within a place or organisation that is its whole heading, or runs over a verb or "on"."""
    if mention.label not in PLACES | {"ORG", "MISC", "PRODUCT"} or mention.stop - mention.first < 4:
        return [mention]
    words = tuple(tokens.words[mention.first : mention.stop])
    if any(tuple(tokens.words[n.first : n.stop]) == words for n in outside):
        return [mention]
    found: list[Named] = []
    names = sorted({tuple(tokens.words[n.first : n.stop]): n for n in outside}.items(), key=lambda item: -len(item[0]))
    i = mention.first
    while i < mention.stop:
        for known, name in names:
            stop = i + len(known)
            if stop <= mention.stop and tuple(tokens.words[i:stop]) == known:
                start, end = tokens.starts[i], tokens.ends[stop - 1]
                found.append(replace(name, first=i, stop=stop, start=start, end=end, text=tokens.text[start:end]))
                i = stop - 1
                break
        i += 1
    if not found or not _runs_over(tokens, mention, found[0]):
        return [mention]
    notes.append((mention, "it has swallowed its heading"))
    return found


def _runs_over(tokens: Tokens, mention: Named, name: Named) -> bool:
    paragraph = tokens.paragraphs[mention.first]
    whole = (mention.first == 0 or tokens.paragraphs[mention.first - 1] != paragraph) and (
        mention.stop == len(tokens.words) or tokens.paragraphs[mention.stop] != paragraph
    )
    return whole or any(tokens.tags[i].startswith(("VBZ", "VBD", "VBP")) for i in range(name.stop, mention.stop))
