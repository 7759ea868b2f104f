"""Interviews, marked Q and A or by the layout: the lines before the first turn say who asks and who answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsparse.speakers.cast import PERSON, Spot
from newsparse.speakers.floating import Zero

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse import types
    from newsparse.speakers.found import Discourse

__all__ = ["labels", "partners"]

_SURE = 0.7
_TALKED = frozenset({"spoke", "speaks", "talked", "talks", "sat", "met", "interviewed"})
_TO = frozenset({"to", "with", "by"})


def _label(quote: types.Quote, text: str) -> str:
    """The "Q" or "A" of a turn of an interview, "" of any other quote."""
    cue = quote.cue
    letter = text[cue.start - 1 : cue.start] if cue and cue.text in (":", ".") and cue.end <= quote.start else ""
    alone = cue is not None and (cue.start < 2 or text[cue.start - 2].isspace())
    return letter if letter in ("Q", "A") and alone else ""


def labels(quotes: Sequence[types.Quote], text: str, blocks: Sequence[tuple[tuple[int, int], str]]) -> list[str]:
    """The label of each quote: the letter before it, or by the layout: a question is a "Q", what follows it an "A"."""
    asked = [span for span, kind in blocks if kind == "question"]
    heads = [span for span, kind in blocks if kind in ("question", "subhead")]
    begins = {span[0]: kind for span, kind in blocks}
    found = []
    for quote in quotes:
        letter = _label(quote, text)
        if not letter and asked and quote.cue is None and quote.speaker is None and quote.start in begins:
            above = [span for span in heads if span[0] <= quote.start]
            if begins[quote.start] == "question":
                letter = "Q"
            elif above and above[-1] in asked:
                letter = "A"
        found.append(letter)
    return found


def partners(discourse: Discourse, quotes: Sequence[types.Quote], turn: Sequence[str]) -> dict[str, Zero]:
    """Who asks ("Q") and who answers ("A"), as far as the introduction tells.

    The one named most often there answers; the other, when there is one more and they talked to each other, asks.
    """
    tokens = discourse.tokens
    turns = [quote.start for quote, letter in zip(quotes, turn, strict=True) if letter]
    if not turns:
        return {}
    introduction = range(tokens.span(0, min(turns))[1])
    spots = [s for i in introduction if (s := discourse.named.get(i)) and s.first == i and s.referent.kind == PERSON]
    counts = Counter(s.referent for s in spots)
    chosen = (choice.referent for i in introduction if (choice := discourse.choices.get(i)))
    counts.update(referent for referent in chosen if referent is not None and referent in counts)
    ranked = counts.most_common()
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return {}
    found = {"A": _zero(ranked[0][0], spots, "the interview is about this person")}
    if len(ranked) == 2 and any(_talked(discourse, s) for s in spots if s.referent is ranked[1][0]):
        found["Q"] = _zero(ranked[1][0], spots, "talked to the one who answers")
    return found


def _zero(referent: object, spots: Sequence[Spot], why: str) -> Zero:
    last = [s for s in spots if s.referent is referent][-1]
    return Zero(last.referent, (last.first, last.stop), _SURE, why)


def _talked(discourse: Discourse, spot: Spot) -> bool:
    """Whether "spoke to", "talked with", "interviewed by" stands before a name."""
    lower = discourse.tokens.lower
    return lower[spot.first - 1] in _TO and not _TALKED.isdisjoint(lower[max(0, spot.first - 4) : spot.first - 1])
