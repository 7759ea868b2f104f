"""Quotes without a written source: who speaks when no verb says so.

In news a quote that stands alone goes on with the speaker before it, or belongs to whom the paragraph before is about;
in an interview, marked Q and A or by the layout, to whom the lines before the first turn are about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.coref.mentions import Form, Name
from newsparse.coref.referents import PERSON, acting
from newsparse.text.words import HE_OR_SHE, OPENING_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse import types
    from newsparse.coref.discourse_state import Discourse
    from newsparse.coref.referents import Referent
    from newsparse.text.layout import Layout
    from newsparse.text.tokens import Tokens

__all__ = ["Stretch", "Zero", "answerer", "quote_before", "turns", "zero_speaker"]

_ANSWERS = 0.7
"""How sure it is that whom an interview is about answers."""
_SUBHEADS = frozenset({"question", "subhead"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quote as tokens, `first` to `stop` (one past the last), with its speaker where one is known.

    `source` is where that speaker is written, (first, one past the last); `edge` the last token of quote, source and
    cue.
    """

    first: int
    stop: int
    edge: int
    speaker: Referent | None
    source: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Zero:
    """The speaker of a floating quote, where in the text that person was mentioned last, how sure, and why."""

    referent: Referent
    source: tuple[int, int]
    sure: float
    why: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A quote with the one before; its paragraph starts at token `start`, and behind the one before at `left`; the
    `subjects` stand between that and the quote.
    """

    discourse: Discourse
    quote: Stretch
    before: Stretch | None
    start: int
    left: int
    subjects: list[Zero]


def zero_speaker(discourse: Discourse, quote: Stretch, before: Stretch | None) -> Zero | None:
    """The speaker of a quote without source; `before` is the quote before it."""
    paragraphs = discourse.tokens.paragraphs
    start = left = bisect_left(paragraphs, paragraphs[quote.first])
    if before is not None and paragraphs[before.first] == paragraphs[quote.first]:
        left = max(left, before.edge + 1)
    place = _Place(discourse, quote, before, start, left, list(_subjects(discourse, left, quote.first)))
    return _before_colon(place) or _goes_on(place) or _paragraph_before(place)


def _before_colon(place: _Place) -> Zero | None:
    """The first who is named in the sentence that leads to the quote by a colon: "The verdict of Ana Ruiz: “No.”"."""
    tokens, here = place.discourse.tokens, place.subjects
    lead = place.quote.first - 1
    lead -= lead > 0 and tokens.words[lead] in OPENING_MARKS
    if not here or tokens.words[lead] != ":":
        return None
    return next((each for each in here if tokens.sentences[each.source[0]] == tokens.sentences[lead]), None)


def _goes_on(place: _Place) -> Zero | None:
    """The speaker before it in the same paragraph."""
    paragraphs, before = place.discourse.tokens.paragraphs, place.before
    if place.subjects or before is None:
        return None
    if paragraphs[place.quote.first] not in (paragraphs[before.first], paragraphs[before.edge]):
        return None
    return _of(before, 0.9, "the same paragraph goes on with its speaker")


def _paragraph_before(place: _Place) -> Zero | None:
    """A paragraph that opens with a quote: its speaker is whom the one before was about, or who spoke there; what
    stands beside the text is none.
    """
    tokens, before = place.discourse.tokens, place.before
    begin, end = _flow_before(tokens, place.start)
    if place.left != place.start or begin == end:
        return None
    behind = begin if before is None else max(begin, before.edge + 1)
    persons = [each for each in _subjects(place.discourse, behind, end) if each.referent.kind == PERSON]
    if persons:
        return _told_of(persons, colon=tokens.words[end - 1] == ":")
    return None if before is None or before.edge < begin else _of(before, 0.7, "the paragraph goes on with its speaker")


def _flow_before(tokens: Tokens, start: int) -> tuple[int, int]:
    """The tokens of the last paragraph before one that is no caption or the like; none for the first."""
    kinds, bounds = tokens.layout.paragraphs, tokens.paragraph_bounds
    before = (number for number in reversed(bounds) if bounds[number][1] <= start and not kinds[number].is_aside)
    return bounds.get(next(before, -1), (0, 0))


def _told_of(between: Sequence[Zero], *, colon: bool) -> Zero | None:
    """The only one that the text before is about, or the last before a colon."""
    if not colon and len({id(each.referent) for each in between}) > 1:
        return None
    found = between[-1] if colon else between[0]
    return Zero(found.referent, found.source, 0.65, "the paragraph before the quote is about this person")


def _of(other: Stretch, sure: float, why: str) -> Zero | None:
    """The speaker of another quote."""
    if other.speaker is None or other.source is None:
        return None
    return Zero(other.speaker, other.source, sure, why)


def quote_before(stretches: Sequence[Stretch], i: int) -> Stretch | None:
    """The quote before one, in the text, that does not hold it."""
    return next((s for k in range(i - 1, -1, -1) if (s := stretches[k]).stop <= stretches[i].first), None)


def _subjects(discourse: Discourse, first: int, stop: int) -> Iterator[Zero]:
    """Who is named or taken up between two tokens, by words that end there too."""
    for i in range(first, stop):
        mention = discourse.mentions.get(i)
        if mention is None or mention.stop > stop:
            continue
        referent = acting(discourse.bearer(mention.head))
        called = mention.form in (Form.NAME, Form.PHRASE) or discourse.tokens.lower[i] in HE_OR_SHE
        if referent is not None and called:
            yield Zero(referent, (mention.first, mention.stop), 0.75, "the subject of the sentence before the quote")


# Interviews.


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
    before = layout.text[paragraphs[number].start : quote.start]  # nothing, but for a quotation mark
    if quote.cue is not None or quote.speaker is not None or before not in OPENING_MARKS | {""}:
        return ""
    kinds = (paragraphs[i].kind for i in range(number, -1, -1))
    above = next((kind for kind in kinds if kind in _SUBHEADS), "")
    if above != "question":
        return ""
    return "Q" if paragraphs[number].kind == "question" else "A"


def answerer(discourse: Discourse, quotes: Sequence[types.Quote], turn: Sequence[str]) -> Zero | None:
    """Who answers: the person that the introduction names most often, where it names one more often than others."""
    first = min((quote.start for quote, letter in zip(quotes, turn, strict=True) if letter), default=0)
    stop = discourse.tokens.span(0, first)[1]
    told = [each for i, each in discourse.mentions.items() if i < stop]
    last = {
        each.referent: (each.first, each.stop) for each in told if isinstance(each, Name) and each.referent.is_person
    }
    counts = Counter(who for each in told if (who := discourse.bearer(each.head)) is not None and who in last)
    answers = _foremost(counts)
    return None if answers is None else Zero(answers, last[answers], _ANSWERS, "the interview is about this person")


def _foremost(counts: Counter[Referent]) -> Referent | None:
    """The one that is counted most often, where there is one."""
    ranked = counts.most_common(2)
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not tied else None
