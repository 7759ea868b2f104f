"""Interviews, marked Q and A or by the layout: the lines before the first turn say who answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsparse.coref.referents import PERSON
from newsparse.coref.zero import Zero

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse import types
    from newsparse.coref.discourse_state import Discourse
    from newsparse.coref.referents import Referent
    from newsparse.text.layout import Layout

__all__ = ["answerer", "turns"]

_SURE = 0.7
_SUBHEADS = frozenset({"question", "subhead"})


def turns(quotes: Sequence[types.Quote], layout: Layout) -> list[str]:
    """The letter, Q or A, of each quote that is a turn of an interview; "" for other quotes."""
    return [_label(quote, layout.text) or _by_layout(quote, layout) for quote in quotes]


def _label(quote: types.Quote, text: str) -> str:
    """The letter before a quote: "Q: …"."""
    cue = quote.cue
    if cue is None or cue.text not in (":", ".") or cue.end > quote.start or cue.start < 1:
        return ""
    alone = cue.start == 1 or text[cue.start - 2].isspace()
    letter = text[cue.start - 1]
    return letter if alone and letter in ("Q", "A") else ""


def _by_layout(quote: types.Quote, layout: Layout) -> str:
    """A block that is a question is a "Q", what follows it without words of its own an "A"."""
    number = layout.at(quote.start)
    paragraphs = layout.paragraphs
    if quote.cue is not None or quote.speaker is not None or paragraphs[number].start != quote.start:
        return ""
    kinds = (paragraphs[i].kind for i in range(number, -1, -1))
    above = next((kind for kind in kinds if kind in _SUBHEADS), "")
    if above != "question":
        return ""
    return "Q" if paragraphs[number].kind == "question" else "A"


def answerer(discourse: Discourse, quotes: Sequence[types.Quote], turn: Sequence[str]) -> Zero | None:
    """Who answers: the person that the introduction names most often, where it names one more often than others."""
    starts = [quote.start for quote, letter in zip(quotes, turn, strict=True) if letter]
    if not starts:
        return None
    introduction = range(discourse.tokens.span(0, min(starts))[1])
    spots = dict.fromkeys(discourse.named[i] for i in introduction if i in discourse.named)
    last = {spot.referent: (spot.first, spot.stop) for spot in spots if spot.referent.kind == PERSON}
    counts = Counter(spot.referent for spot in spots if spot.referent in last)
    counts.update(who for i in introduction if (who := discourse.chosen(i)) is not None and who in last)
    answers = _foremost(counts)
    return None if answers is None else Zero(answers, last[answers], _SURE, "the interview is about this person")


def _foremost(counts: Counter[Referent]) -> Referent | None:
    """The one that is counted most often, where there is one."""
    ranked = counts.most_common(2)
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not tied else None
