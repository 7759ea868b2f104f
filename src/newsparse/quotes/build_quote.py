"""Attributions made into the quotes of the contract."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.types import Cue, Quote, QuoteKind, Speaker, TextSpan

from .attribution import Attribution, Origin
from .confidence import confidence
from .cue import Reading, is_nobody, read_cue
from .edges import last_of, trim
from .typography import overlapping

if TYPE_CHECKING:
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .lexicon import Lexicon
    from .typography import Quoted

__all__ = ["build_quote"]

_LOOSE = ",;:–—"


def build_quote(tokens: Tokens, quoted: list[Quoted], found: Attribution, lexicon: Lexicon) -> Quote:
    """The quote of one attribution, without a number yet; `quoted` are the quotations of its depth."""
    text = tokens.text
    parts = [_part(text, span, overlapping(quoted, *span)) for span in found.contents]
    kind = _kind(text, found, quoted)
    reading = _reading(tokens, found, kind, lexicon)
    return Quote(
        id="",
        text=" ".join(part.text for part in parts),
        start=parts[0].start,
        end=parts[-1].end,
        parts=tuple(parts),
        kind=kind,
        act=reading.act,
        speaker=_speaker(text, found.source) if found.source else None,
        cue=_cue(text, found.cue, reading) if found.cue else None,
        confidence=confidence(found, kind, reading.lemma, reading.act),
    )


def _reading(tokens: Tokens, found: Attribution, kind: QuoteKind, lexicon: Lexicon) -> Reading:
    """What the cue says. Nobody says what "no minister" says; how somebody was, before a colon, does not deny what is
    quoted behind it: "Ward was not convinced: “Where is it?”".
    """
    if found.cue is None:
        return Reading("", "statement")
    reading = read_cue(tokens, tokens.between(*found.cue), lexicon)
    if found.source and is_nobody(tokens, tokens.between(*found.source)):
        return replace(reading, negated=True)
    feels = kind == "direct" and lexicon.act.get(reading.lemma) != "statement"
    if reading.negated and feels and last_of(tokens.text, found.cue[0], found.start) == ":":
        return replace(reading, negated=False)
    return reading


def _part(text: str, span: Span, near: list[Quoted]) -> TextSpan:
    """A part without its outer quotation marks and without loose punctuation at its ends."""
    start, end = _strip(text, *span)
    marked = next((q for q in near if q.reason is None and _is_all(text, q, start, end)), None)
    if marked is not None:
        start, end = _strip(text, marked.inner_start, marked.inner_end, "")
    return TextSpan(text[start:end], start, end)


def _is_all(text: str, q: Quoted, start: int, end: int) -> bool:
    """Whether a stretch is a quotation and nothing else that is a word."""
    if q.start < start or end < q.end:
        return False
    before, after = trim(text, start, q.start), trim(text, q.end, end)
    return before[0] >= before[1] and after[0] >= after[1]


def _strip(text: str, start: int, end: int, loose: str = _LOOSE) -> Span:
    """The span without white space and what is loose at its ends; one character is left at least."""
    while start < end - 1 and (text[start].isspace() or text[start] in loose):
        start += 1
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in loose):
        end -= 1
    return start, end


def _kind(text: str, found: Attribution, quoted: list[Quoted]) -> QuoteKind:
    """Direct when all of the content stands in quotation marks, mixed when some does, indirect when none."""
    if found.origin == Origin.LAYOUT:
        return "direct"
    spans = [trim(text, *span) for span in found.contents]
    marked = [[q for q in overlapping(quoted, *span) if q.reason is None] for span in spans]
    if not any(marked):
        return "indirect"
    return "mixed" if any(map(_has_more, [text] * len(spans), spans, marked)) else "direct"


def _has_more(text: str, span: Span, quoting: list[Quoted]) -> bool:
    """Whether words of the writer's stand in a content outside its quotation marks."""
    edges = [span[0], *(edge for q in quoting for edge in (q.start, q.end)), span[1]]
    return any(_says(text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _says(between: str) -> bool:
    """Whether there are words of the writer's outside the marks; the conjunction "that" alone is none."""
    return any(ch.isalnum() for ch in between) and between.strip().lower() != "that"


def _speaker(text: str, span: Span) -> Speaker:
    start, end = _strip(text, *span)
    return Speaker(text[start:end], start, end)


def _cue(text: str, span: Span, reading: Reading) -> Cue:
    start, end = _strip(text, *span, _LOOSE if any(map(str.isalnum, text[slice(*span)])) else "")
    return Cue(text[start:end], reading.lemma, start, end, reading.negated)
