"""The noun phrase right before or right after a word, read from the words and their tags, without a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.text.grammar import Phrase, stripped
from newsparse.text.words import ARTICLES, AUXILIARIES, CLOSING_MARKS, OPENING_MARKS, POSSESSIVE_MARKS, word_set

from .lexicon import listed

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens

__all__ = ["phrase_after", "phrase_before"]

_NOMINAL = (
    "NN", "PRP", "CD", "WP", "DT", "JJ", "VBG", "FW", "WDT", "EX", "$", "#", "POS", "HYPH", "NFP", "ADD", "VBN", "RB",
    "UH",
)  # fmt: skip
_NOUNS = ("NN", "PRP", "WP", "CD", "DT", "JJ", "FW", "ADD")
_BINDING = ("IN", "CC", "TO")
_BOUND = word_set("of for from at in with and & the to on by de la von van")
_STOPS = word_set(". ! ? ; : – — -- ( )") | ((OPENING_MARKS | CLOSING_MARKS) - {"'", "’"})
_HELPING = AUXILIARIES | word_set("might may not n't never")
_MAY_LEAD = word_set("in at during after from")
_LEADS = word_set("to on by")
_CIRCUMSTANCES = word_set("a an his her their its")


def phrase_before(tokens: Tokens, end: int, limit: int) -> Phrase | None:
    """The noun phrase that ends right before token `end`, with its appositions, not before `limit`.

    Back from the verb over nouns and what binds them; a comma leads into an apposition, whose own opening comma is
    sought further back ("Hugh Hill, a doctor, said").
    """
    last = end - 1
    while last >= limit and _goes_with_verb(tokens, last):
        last -= 1
    if last < limit:
        return None
    aside = tokens.words[last] == ","
    first = last + 1
    while first > limit and _binds(tokens, first - 1, aside=aside):
        first -= 1
    if aside:
        first = _before_aside(tokens, first, last, limit)
    if first > last:
        return None
    found = stripped(tokens, first, last)
    return found if limit <= found.first and _names(tokens, found) else None


def _goes_with_verb(tokens: Tokens, i: int) -> bool:
    return tokens.tags[i] in ("RB", "MD") or tokens.lower[i] in _HELPING or tokens.lower[i] in listed("adverbs")


def _binds(tokens: Tokens, i: int, *, aside: bool) -> bool:
    """Whether token i may stand inside a noun phrase; inside an aside anything but a stop may."""
    word, tag = tokens.words[i], tokens.tags[i]
    if word in _STOPS:
        return False
    if aside:
        return True
    if tag:
        return tag.startswith(_NOMINAL) or (tag in _BINDING and tokens.lower[i] in _BOUND)
    return (word[0].isalnum() and tokens.lower[i] not in listed("adverbs")) or tokens.lower[i] in POSSESSIVE_MARKS


def _before_aside(tokens: Tokens, first: int, last: int, limit: int) -> int:
    """From an aside that ends at the comma `last`: where the phrase that it belongs to starts."""
    opening = next((i for i in range(last - 1, first - 1, -1) if tokens.words[i] == ","), None)
    if opening is None:
        return first
    start = _start_of(tokens, opening, max(limit, first - 1))
    while start > limit and tokens.words[start - 1] == "," and _is_number(tokens, start, opening):
        opening = start - 1  # Ana Ruiz, 51, a nurse,
        start = _start_of(tokens, opening, limit)
    return start


def _start_of(tokens: Tokens, stop: int, limit: int) -> int:
    """Where the words that bind together before token `stop` start, up to a comma."""
    while stop > limit and tokens.words[stop - 1] != "," and _binds(tokens, stop - 1, aside=False):
        stop -= 1
    return stop


def _is_number(tokens: Tokens, first: int, stop: int) -> bool:
    return first < stop and all(word.isdigit() for word in tokens.words[first:stop])


def phrase_after(tokens: Tokens, start: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at token `start`, with a following apposition, before `limit`."""
    last = _run(tokens, start, limit, stop_at_adjunct=True)
    if last < start:
        return None
    if last + 2 < limit and tokens.words[last + 1] == "," and _opens_apposition(tokens, last + 2):
        last = max(last + 2, _run(tokens, last + 3, limit, stop_at_adjunct=False))
    while last > start and tokens.tags[last] == "RB":
        last -= 1
    found = stripped(tokens, start, last)
    return found if _names(tokens, found) else None


def _run(tokens: Tokens, start: int, limit: int, *, stop_at_adjunct: bool) -> int:
    """The last token of what binds together from `start` on; `start` - 1 where nothing does."""
    last = start - 1
    while last + 1 < limit and tokens.words[last + 1] != "," and _binds(tokens, last + 1, aside=False):
        if stop_at_adjunct and _starts_adjunct(tokens, last + 1):
            break
        last += 1
    return last


def _starts_adjunct(tokens: Tokens, i: int) -> bool:
    """Whether token i leads into when, where or to whom it was said."""
    if tokens.lower[i] in _LEADS or tokens.lower[i] in listed("days"):
        return True
    return tokens.lower[i] in _MAY_LEAD and not _CIRCUMSTANCES.isdisjoint(tokens.lower[i + 1 : i + 2])


def _opens_apposition(tokens: Tokens, i: int) -> bool:
    return (
        tokens.lower[i] in ARTICLES
        or tokens.lower[i] == "who"
        or tokens.words[i][0].isdigit()
        or tokens.tags[i].startswith(("NN", "JJ"))
    )


def _names(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a phrase holds a noun, a name or a pronoun."""
    inside = range(phrase.first, phrase.stop)
    return any(tokens.tags[i].startswith(_NOUNS) if tokens.tags[i] else tokens.words[i][0].isalnum() for i in inside)
