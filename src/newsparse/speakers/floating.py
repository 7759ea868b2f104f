"""Quotes without a written source: who speaks when no verb says so.

In news a quote that stands alone goes on with the speaker before it, or belongs to the subject of the sentence
before it ("Greer shook her head. “No comment.”").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newsparse.speakers.cast import ORG, PERSON, Referent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.speakers.found import Discourse

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''"})

__all__ = ["Stretch", "Zero", "find_zero_speaker"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quote as tokens, `first` to `stop` (one past the last), with its speaker where one is known.

    `source` is where that speaker is written, (first, one past the last); `edge` the last token
    of quote, source and cue.
    """

    first: int
    stop: int
    edge: int
    begin: int
    speaker: Referent | None
    source: tuple[int, int] | None
    direct: bool


@dataclass(frozen=True, slots=True)
class Zero:
    """The speaker of a floating quote, where in the text that person was mentioned last, how sure, and why."""

    referent: Referent
    source: tuple[int, int]
    sure: float
    why: str


def find_zero_speaker(
    discourse: Discourse, quote: Stretch, before: Stretch | None, after: Stretch | None
) -> Zero | None:
    """The speaker of a quote without source; `before` and `after` are the quotes next to it."""
    tokens = discourse.tokens
    paragraph = tokens.paragraphs[quote.first]
    left = start = bisect_left(tokens.paragraphs, paragraph)
    if before is not None and tokens.paragraphs[before.first] == paragraph:
        left = max(left, before.edge + 1)
    here = list(subjects(discourse, left, quote.first))
    if here:
        # The subject of the sentence that the quote follows or stands in.
        sentence = tokens.sentences[here[-1][0]]
        first, stop, referent = next(s for s in here if tokens.sentences[s[0]] == sentence)
        if referent.kind == PERSON or quote.first - stop < 25:
            return Zero(referent, (first, stop), 0.75, "the subject of the sentence before the quote")
    if (
        before is not None
        and before.source
        and before.speaker
        and not here
        and tokens.paragraphs[before.edge] == paragraph
    ):
        return Zero(before.speaker, before.source, 0.9, "the same paragraph goes on with its speaker")
    follows = after is not None and tokens.paragraphs[after.first] == paragraph and after.begin - quote.stop < 3
    if after is not None and follows and after.source and after.speaker:
        return Zero(after.speaker, after.source, 0.85, "the quotation goes on after its source")
    behind = _behind(discourse, quote, after)
    if behind is not None:
        return behind
    if left == start and before is not None:
        return _paragraph_before(discourse, quote, before, paragraph, start)
    return None


def _behind(discourse: Discourse, quote: Stretch, after: Stretch | None) -> Zero | None:
    """The subject of the sentence after the quote, in the quote's paragraph: "“No.” Greer shook her head."."""
    tokens = discourse.tokens
    stop = quote.stop
    limit = len(tokens.words) if after is None else after.begin
    while stop < limit and tokens.paragraphs[stop] == tokens.paragraphs[quote.first] and stop - quote.stop < 12:
        stop += 1
    near = [s for s in subjects(discourse, quote.stop, stop) if s[2].kind == PERSON]
    if near and near[0][0] - quote.stop <= 3:
        return Zero(near[0][2], near[0][:2], 0.7, "the subject of the sentence after the quote")
    return None


def _paragraph_before(discourse: Discourse, quote: Stretch, before: Stretch, paragraph: int, start: int) -> Zero | None:
    """A paragraph that opens with a quote: its speaker is that of the one before, or whom that one introduced."""
    tokens = discourse.tokens
    if paragraph - tokens.paragraphs[before.edge] > 1:
        return None
    between = [s for s in subjects(discourse, before.edge + 1, start) if s[2].kind == PERSON]
    if _was_asked(tokens.words, before):  # the answer is somebody else's
        between = [s for s in between if s[2] is not before.speaker]
        if not between:
            return None
    if between:
        first, stop, referent = between[-1] if tokens.words[start - 1] == ":" else between[0]
        if len({id(s[2]) for s in between}) == 1 or tokens.words[start - 1] == ":":
            return Zero(referent, (first, stop), 0.65, "the paragraph before the quote is about this person")
        return None
    if before.speaker is not None and before.source is not None:
        return Zero(before.speaker, before.source, 0.7, "the paragraph goes on with the speaker before it")
    return None


def _was_asked(words: Sequence[str], quote: Stretch) -> bool:
    """Whether a quote is a question that has come to its end: an open one may go on in the next paragraph."""
    end = words[max(0, quote.stop - 2) : quote.stop + 1]
    return "?" in end and end[-1] in _CLOSERS


def neighbours(stretches: Sequence[Stretch], i: int) -> tuple[Stretch | None, Stretch | None]:
    """The quotes before and after one, in the text, that do not hold it or lie within it."""
    before = next((s for k in range(i - 1, -1, -1) if (s := stretches[k]).stop <= stretches[i].first), None)
    after = next((s for s in islice(stretches, i + 1, None) if s.first >= stretches[i].stop), None)
    return before, after


def subjects(discourse: Discourse, first: int, stop: int) -> Iterator[tuple[int, int, Referent]]:
    """The persons that are subjects between two tokens: (first token, one past the last, the person)."""
    tokens = discourse.tokens
    i = first
    while i < stop:
        spot = discourse.named.get(i)
        if spot is not None and spot.first == i:
            if spot.referent.kind in (PERSON, ORG) and (
                spot.stop >= len(tokens.words) or tokens.lower[spot.stop] not in _POSSESSIVE
            ):
                yield spot.first, spot.stop, spot.referent
            i = max(spot.stop, i + 1)
            continue
        choice = discourse.choices.get(i)
        if choice is not None and choice.referent is not None and choice.referent.entity is not None:
            phrase = discourse.phrases.get(i)
            if tokens.lower[i] in ("he", "she") or phrase is not None:
                yield (phrase.first if phrase else i), i + 1, choice.referent
        i += 1
