"""Which word is the head of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.text.words import (
    ARTICLES,
    CLOSING_MARKS,
    CONJUNCTIONS,
    DASHES,
    OPENING_MARKS,
    POSSESSIVE_MARKS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse.coref.mentions import Name
    from newsparse.text.tokens import Tokens

__all__ = ["PUNCTUATION", "TAKING_UP", "head_word"]

PUNCTUATION = OPENING_MARKS | CLOSING_MARKS | DASHES | word_set(", ( ) : ; .")
"""What stands around a source and within it."""
TAKING_UP = RELATIVES - word_set("where when whose")
"""Relative pronouns that take up who speaks."""


def head_word(tokens: Tokens, first: int, stop: int, named: Mapping[int, Name]) -> int:
    """The head of the source: the last noun before a preposition, comma or relative clause, or before somebody else who
    is joined to a name; names are one word.
    """
    head = begin = _after_title(tokens, first, stop)
    i = begin
    while i < stop and not (i > begin and (_ends_noun_phrase(tokens, i, stop) or _is_joined(tokens, i, named))):
        spot = named.get(i)
        last = min(spot.stop, stop) - 1 if spot is not None else i
        if tokens.lower[last] not in POSSESSIVE_MARKS:
            head = last
        i = _past_brackets(tokens, last + 1, stop)
    return head


def _is_joined(tokens: Tokens, i: int, named: Mapping[int, Name]) -> bool:
    """Whether a conjunction joins another phrase to a name: "Chile | and its neighbour", "Unia | and the mayor"."""
    behind = tokens.lower[i + 1 : i + 2]
    return tokens.lower[i] in CONJUNCTIONS and i - 1 in named and not (ARTICLES | POSSESSIVES).isdisjoint(behind)


def _past_brackets(tokens: Tokens, i: int, stop: int) -> int:
    """Past the letters of a name in brackets, if they begin at token i and more follows: "(WHO) officials"; past a
    bracket that a name has opened: "JD(U | ) leaders".
    """
    if tokens.words[i : min(i + 1, stop - 1)] == [")"]:
        return i + 1
    opening, letters, closing = (*tokens.words[i : min(i + 3, stop - 1)], "", "", "")[:3]
    return i + 3 if (opening, closing) == ("(", ")") and letters.isupper() else i


def _after_title(tokens: Tokens, first: int, stop: int) -> int:
    """Past the title of a work after the article of a source: the "Tidewater" actor."""
    if first + 1 >= stop or tokens.words[first + 1] not in OPENING_MARKS:
        return first
    return next((i + 1 for i in range(first + 2, stop - 1) if tokens.words[i] in CLOSING_MARKS), first)


def _ends_noun_phrase(tokens: Tokens, i: int, stop: int) -> bool:
    word, lower = tokens.words[i], tokens.lower[i]
    joined = tokens.ends[i - 1] == tokens.starts[i] and "-" in (word, tokens.words[i - 1])  # "start-up"
    if lower in PREPOSITIONS or lower in TAKING_UP:
        return not joined
    if word in PUNCTUATION:
        return not joined and lower not in POSSESSIVE_MARKS
    return tokens.tags[i].startswith("VB") and not _describes_next(tokens, i, stop)


def _describes_next(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a participle describes the noun after it: "the Daejeon-based company", not "reports reaching Lagos"."""
    if tokens.tags[i] not in ("VBN", "VBG") or i + 1 >= stop:
        return False
    behind = tokens.tags[i] == "VBG" and tokens.tags[i - 1].startswith("NN")
    return not behind and tokens.tags[i + 1].startswith(("JJ", "NN", "VBN"))
