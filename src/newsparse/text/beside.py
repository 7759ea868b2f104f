"""What stands beside a name: titles, ages, appositions and predicates. Read from the words, with tags where there are.

A name is a span of tokens (`first`, `stop` one past the last); what is found is a `grammar.Phrase`. Commas and verbs
tell more of these than a parse does, which errs most on exactly them. Whether a phrase names an office or a trade is
for the caller to judge by its `head_noun`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.names.lexicon import long_titles, titles
from newsparse.text.grammar import FINITE, Phrase
from newsparse.text.words import (
    ARTICLES,
    AUXILIARIES,
    COPULAS,
    DASHES,
    POSSESSIVE_MARKS,
    POSSESSIVES,
    RELATIVES,
    SENTENCE_ENDS,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Container

    from newsparse.text.tokens import Tokens

__all__ = [
    "after_age", "age_at", "age_beside", "apposition_after", "ends_title", "head_noun", "is_title", "predicate_after",
    "titles_before",
]  # fmt: skip

_APPOINTED = word_set("appointed elected named nominated re-elected reelected")
_WHEN = word_set("after at before by during from in last on since this until when with")
"""They tell of the appointment, not of the office."""
_LONGEST = 24  # tokens of an apposition or a predicate
_MOST_TITLES = 6  # tokens
_OLDEST = 120
_AGE_AT = re.compile(r"(\d{1,3})-years?-olds?$", re.IGNORECASE)
_LONGEST_AGE = 12  # characters: "100-year-olds"
_STOPS = SENTENCE_ENDS | DASHES - {"-"} | frozenset({";", ":", '"', "“", "”", "(", ")", "''", "``", "\n"})
_OPENS = DASHES | {",", "("}
_VERBS = AUXILIARIES - {"'s", "'d"} | word_set("said says told")
_LEAVES = word_set("because while if but")
_LINKS = word_set("of for to at in on from with under by and ,")  # where the head of a phrase has passed
_STARTS = ARTICLES | POSSESSIVES | word_set("one former then now also")
_MAY_OPEN = ("DT", "PRP$", "JJ", "NN", "RB", "CD", "VBG", "VBN")


# Titles.


def is_title(tokens: Tokens, i: int) -> bool:
    """Whether token i is a title by its word, or the full stop of one."""
    at = i - 1 if tokens.words[i] == "." and i else i
    return tokens.lower[at].rstrip(".") in titles()


def ends_title(tokens: Tokens, i: int) -> bool:
    """Whether token i is the full stop of a title written short, after which no sentence begins: "Supt."."""
    return tokens.words[i] == "." and i > 0 and tokens.lower[i - 1] in long_titles()


def titles_before(tokens: Tokens, first: int) -> tuple[int, tuple[str, ...]]:
    """Where the titles begin that stand right before token `first`, and their words, small and without full stops.

    (`first`, ()) where there are none. "miss" in small letters is a verb, the "lord" of a lord mayor nobody's title.
    """
    found: list[str] = []
    begin = i = first
    while i > 0 and first - i < _MOST_TITLES and _continues(tokens, i - 1) and is_title(tokens, i - 1):
        i -= 1
        if tokens.words[i] == "miss":
            break
        if tokens.words[i] != ".":
            begin = i
            if not (found and tokens.lower[i] == "lord"):
                found.insert(0, tokens.lower[i].rstrip("."))
    return begin, tuple(found)


def _continues(tokens: Tokens, i: int) -> bool:
    """Whether no sentence ends with token i, the full stop of a title aside."""
    return tokens.sentences[i] == tokens.sentences[i + 1] or ends_title(tokens, i)


# Ages.


def age_at(tokens: Tokens, last: int) -> tuple[int, int] | None:
    """The first token of "34-year-old", of which `last` is the last, in one piece or cut in five, and the years."""
    if not tokens.lower[last].endswith(("old", "olds")):
        return None
    start = max(tokens.starts[max(0, last - 4)], tokens.ends[last] - _LONGEST_AGE)
    found = _AGE_AT.search(tokens.text, start, tokens.ends[last])
    return (tokens.at(found.start()), int(found[1])) if found else None


def after_age(tokens: Tokens, i: int) -> int:
    """Past an age and the comma that ends it, at token i, else i: "34, a nurse" after "Ana Ruiz,"."""
    stop = _bare_age(tokens, i)
    return stop + 1 if stop > i and tokens.words[stop : stop + 1] == [","] else i


def _bare_age(tokens: Tokens, i: int) -> int:
    """Past "34" or "aged 34" at token i; i where there is none."""
    at = i + (tokens.lower[i : i + 1] in (["aged"], ["age"]))
    years = tokens.words[at] if at < len(tokens) else ""
    return at + 1 if years.isdecimal() and len(years) <= 3 and int(years) <= _OLDEST else i


def age_beside(tokens: Tokens, first: int, stop: int) -> int | None:
    """The age of who has a name: "34-year-old Ana Ruiz", "Ana Ruiz, 34,", "Ana Ruiz (34)"; None if none is told."""
    for last in range(first - 1, max(-1, first - 4), -1):
        found = age_at(tokens, last)
        if found:
            return found[1]
        if tokens.tags[last] and not tokens.tags[last].startswith(("NN", "JJ")):
            break
    if tokens.words[stop : stop + 1] not in ([","], ["("]):
        return None
    end = _bare_age(tokens, stop + 1)
    closed = end > stop + 1 and (end == len(tokens) or tokens.words[end] in (",", ")", "."))
    return int(tokens.words[end - 1]) if closed else None


# Appositions and predicates.


def apposition_after(tokens: Tokens, stop: int, names: Container[int] = ()) -> Phrase | None:
    """The phrase that a comma, a dash or a bracket sets off after a name: ", 34, an economist at the bank of Lagos,".

    None where what follows is another name, a clause or has a verb: ", Bo Lund and Ana Ruiz said".
    """
    if stop + 1 >= len(tokens) or tokens.words[stop] not in _OPENS:
        return None
    bracket = tokens.words[stop] == "("
    first = after_age(tokens, stop + 1)
    end = _end_of_apposition(tokens, first, tokens.sentences[stop - 1], names, bracket=bracket)
    if end <= first or not _may_open(tokens, first):
        return None
    return Phrase(first, end - 1)


def _end_of_apposition(tokens: Tokens, first: int, sentence: int, names: Container[int], *, bracket: bool) -> int:
    """Where an apposition ends: at a comma, bracket, dash, relative or sentence; `first` where it is none."""
    if first in names and not _is_owner(tokens, first, names):
        return first
    for i in range(first, min(first + _LONGEST, len(tokens))):
        word, lower = tokens.words[i], tokens.lower[i]
        if tokens.sentences[i] != sentence or word in _STOPS or word == "," or lower in RELATIVES:
            return i
        if is_finite(tokens, i) or lower in _LEAVES:
            return i if bracket else first
        if lower == "and" and i + 1 in names:
            return first
        if lower == "and" and tokens.lower[i + 1 : i + 2] in (["no"], ["not"]):
            return i
    return first


def is_finite(tokens: Tokens, i: int) -> bool:
    """Whether token i is a finite verb, by its tag or as one of the commonest."""
    if tokens.tags[i]:
        return tokens.tags[i] in FINITE
    return tokens.lower[i] in _VERBS


def _is_owner(tokens: Tokens, i: int, names: Container[int]) -> bool:
    """Whether a possessive follows the name that token i begins: "Veltor's chief economist"."""
    while i < len(tokens) and i in names:
        i += 1
    return i < len(tokens) and tokens.lower[i] in POSSESSIVE_MARKS


def _may_open(tokens: Tokens, i: int) -> bool:
    """Whether a noun phrase may begin with token i."""
    return tokens.tags[i].startswith(_MAY_OPEN) if tokens.tags[i] else tokens.words[i][0].isalpha()


def predicate_after(tokens: Tokens, stop: int) -> Phrase | None:
    """The noun phrase that a copula or an appointment gives to a name: "is the director of the bank", ", who is now a
    nurse", "was named envoy to Chad".
    """
    i = stop + 2 * (tokens.lower[stop : stop + 2] == [",", "who"])
    i += tokens.lower[i : i + 2] == ["has", "been"]
    if i + 2 >= len(tokens) or tokens.lower[i] not in COPULAS | {"been"}:
        return None
    first = i + 1 + (tokens.lower[i + 1] in ("also", "now", "then"))
    appointed = tokens.lower[first] in _APPOINTED
    first += appointed + (appointed and tokens.lower[first + 1 : first + 2] == ["as"])
    if first >= len(tokens) or not (_may_open(tokens, first) if appointed else tokens.lower[first] in ARTICLES):
        return None
    end = first
    while end < min(first + _LONGEST, len(tokens)) and not _ends_predicate(tokens, end, tokens.sentences[stop - 1]):
        if appointed and tokens.lower[end] in _WHEN:
            break
        end += 1
    while end > first and tokens.lower[end - 1] in ("and", "but", "or"):
        end -= 1
    return Phrase(first, end - 1) if end > first else None


def _ends_predicate(tokens: Tokens, i: int, sentence: int) -> bool:
    if tokens.sentences[i] != sentence or tokens.words[i] in _STOPS or tokens.words[i] == ",":
        return True
    return tokens.lower[i] in RELATIVES or tokens.lower[i] in _LEAVES or is_finite(tokens, i)


def _adds_participle(tokens: Tokens, i: int) -> bool:
    """Whether a participle behind a noun leads on by a preposition: "backed by", "based in"."""
    behind = tokens.tags[i] in ("VBN", "VBD", "VBG") and tokens.tags[i - 1].startswith("NN")
    return behind and "".join(tokens.lower[i + 1 : i + 2]) in _LINKS


def head_noun(tokens: Tokens, phrase: Phrase) -> int | None:
    """The head of a noun phrase: its last word before a preposition, or a participle that one follows ("a firm | based
    in Leeds"); None where it has none.
    """
    head = None
    for i in range(phrase.first, phrase.stop):
        if i > phrase.first and head is not None and (tokens.lower[i] in _LINKS or _adds_participle(tokens, i)):
            break
        if tokens.words[i][0].isalpha() and tokens.lower[i] not in _STARTS and tokens.lower[i] != "'s":
            head = i
    return head
