"""What is asked: a pronoun or a noun phrase that stands for somebody, and where a candidate is named within it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.coref.mentions import NounPhrase
from newsparse.names import fold
from newsparse.text.words import ARTICLES, POSSESSIVE_MARKS, word_set

if TYPE_CHECKING:
    from newsparse.coref.mentions import Mention
    from newsparse.coref.referents import Referent
    from newsparse.text.tokens import Tokens

__all__ = ["ANOTHER", "BY", "Anaphor", "Inside", "inside", "proper_after"]

BY = word_set("at by from in on to with")
"""Prepositions that tell whose something is or where."""
ANOTHER = word_set("fellow new next opposing other second third")


class Inside:
    """Where a candidate is named within a phrase; what is named after "of" and "by" and owns more is one higher."""

    NOWHERE, BEFORE, OWNER, OF, BY, AFTER, OTHER = 0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 7.0


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention that is asked for, with the words from `first` to `stop` of the source that it heads, or its own.

    `speaks` tells that it is the source of a quote, `after_content` that it stands behind the quote's words; `owner` is
    whose the phrase is.
    """

    mention: Mention
    first: int
    stop: int
    speaks: bool = False
    after_content: bool = False
    owner: Referent | None = None

    @property
    def head(self) -> int:
        """The token of its head."""
        return self.mention.head

    @property
    def phrase(self) -> NounPhrase | None:
        """The noun phrase; None for a pronoun."""
        return self.mention if isinstance(self.mention, NounPhrase) else None


def inside(asked: Anaphor, offered: Referent, tokens: Tokens) -> float:
    """Where the candidate is named within the phrase: one of `Inside`."""
    for first, stop in offered.spots:
        if asked.first <= first and stop <= asked.head:
            if tokens.words[stop] == "-":  # "the Lagos-based bank"
                return Inside.OTHER
            return Inside.OWNER if tokens.lower[stop] in POSSESSIVE_MARKS else Inside.BEFORE
        if asked.head < first < asked.stop:
            owns = stop < asked.stop and tokens.lower[stop] in POSSESSIVE_MARKS
            return _led_by(tokens, first) + 2.0 * owns
    return Inside.NOWHERE


def proper_after(asked: Anaphor, tokens: Tokens) -> frozenset[str]:
    """The words with a capital behind the head of a source, folded: "the mayor of Cali"."""
    behind = range(asked.head + 1, asked.stop)
    return frozenset(fold(tokens.lower[i]) for i in behind if tokens.words[i][0].isupper())


def _led_by(tokens: Tokens, first: int) -> float:
    """What leads a name into its phrase: "of", "by" and its like, or another word."""
    word = tokens.lower[first - 1 - (tokens.lower[first - 1] in ARTICLES)]
    if word == "of":
        return Inside.OF
    return Inside.BY if word in BY else Inside.OTHER
