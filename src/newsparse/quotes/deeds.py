"""What a cue tells instead of a report: what somebody got to know, what may be said one day, what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.text.relations import SUBJECTS, Rel
from newsparse.text.words import CONDITIONS, HE_OR_SHE, WHILE

from .lexicon import listed

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens
    from newsparse.types import Quote

    from .attribution import Attribution

__all__ = ["is_learnt", "is_of", "is_recalled", "is_supposed", "nobodys"]

_KNOWN = ("JJ", "VBD")  # was aware, learned; not "has learned", which the press says of itself


def is_of(quote: Quote, name: str) -> bool:
    """Whether the cue of a quote is one of a list of `data/words.toml`."""
    return quote.cue is not None and quote.cue.lemma in listed(name)


def nobodys(tokens: Tokens, quote: Quote, found: Attribution) -> range:
    """The tokens of a cue that has no source; none of others."""
    return tokens.between(*found.cue) if found.cue and quote.speaker is None else range(0)


def is_learnt(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether a story tells what somebody knows or got to know: police learned | that it burned; when he woke, he found
    | it had snowed.
    """
    if quote.speaker is None or found.cue is None:
        return False
    cue = tokens.between(*found.cue)
    if is_of(quote, "knowing") and tokens.tags[cue[-1]] in _KNOWN:
        return True
    clauses = [cue[0], *(c for c in tokens.children[cue[0]] if quote.speaker.text.lower() in HE_OR_SHE and c < cue[0])]
    return is_of(quote, "learning") and any(_opens(tokens, i, WHILE | {"once"}) for i in clauses)


def is_supposed(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether a condition tells what nobody has said so far: if it is announced | that the plant will close."""
    return any(_opens(tokens, i, CONDITIONS | {"should"}) for i in nobodys(tokens, quote, found))


def is_recalled(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether nobody's words are only pointed to: guilty of fraud, as | alleged."""
    last = [i for i in nobodys(tokens, quote, found)[-1:] if tokens.tags[i] == "VBN"]
    return any(tokens.lower[i - 1 : i] == ["as"] for i in last)


def _opens(tokens: Tokens, clause: int, words: frozenset[str]) -> bool:
    """Whether one of some words leads an adverbial clause, before its subject."""
    led = (tokens.lower[c] in words for c in _before_subject(tokens, clause))
    return tokens.rels[clause] == Rel.ADVCL and any(led)


def _before_subject(tokens: Tokens, verb: int) -> list[int]:
    """What hangs on a verb and stands before its subject, or before it."""
    who = tokens.child(verb, SUBJECTS)
    return [c for c in tokens.children[verb] if c < (verb if who is None else who)]
