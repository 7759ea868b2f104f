"""Drafts made into the quotes of the contract."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.types import Cue, Quote, QuoteKind, Speaker, TextSpan

from .confidence import confidence
from .cue import Reading, is_nobody, read_cue
from .words import Span, Words, last_of, trim

if TYPE_CHECKING:
    from .draft import Draft
    from .lexicon import Lexicon
    from .typography import Quoted

__all__ = ["finish"]

_LOOSE = " \t\r\n\u00a0,;:–—"
_PAIRS = {"[": "]", "(": ")"}


def finish(words: Words, quoted: list[Quoted], draft: Draft, lexicon: Lexicon) -> Quote:
    """The quote of one draft, without a number yet."""
    text = words.source
    parts = [_part(text, span, _near(quoted, *span)) for span in draft.contents]
    kind = _kind(text, draft, quoted)
    reading = _reading(words, draft, kind, lexicon)
    draft.lemma = reading.lemma
    return Quote(
        id="",
        text=" ".join(part.text for part in parts),
        start=parts[0].start,
        end=parts[-1].end,
        parts=tuple(parts),
        kind=kind,
        act=reading.act,
        speaker=_speaker(text, draft.source) if draft.source else None,
        cue=_cue(text, draft.cue, reading) if draft.cue else None,
        confidence=confidence(draft, kind, reading.act),
    )


def _near(quoted: list[Quoted], start: int, end: int) -> list[Quoted]:
    """The quotations that meet a part of the content; they are in order and do not overlap."""
    first = bisect_right(quoted, start, key=lambda q: q.end)
    return quoted[first : bisect_left(quoted, end, lo=first, key=lambda q: q.start)]


def _reading(words: Words, draft: Draft, kind: QuoteKind, lexicon: Lexicon) -> Reading:
    """What the cue says. Nobody says what "no minister" says; how somebody was, before a colon, does not deny what is
    quoted behind it: "Ward was not convinced: “Where is it?”".
    """
    if draft.cue is None:
        return Reading("", "statement")
    found = read_cue(words, words.between(*draft.cue), lexicon)
    if draft.source and is_nobody(words, words.between(*draft.source)):
        return replace(found, negated=True)
    feels = kind == "direct" and lexicon.act.get(found.lemma) != "statement"
    if found.negated and feels and last_of(words.source, draft.cue[0], draft.start) == ":":
        return replace(found, negated=False)
    return found


def _part(text: str, span: Span, near: list[Quoted]) -> TextSpan:
    """A part without its outer quotation marks and without loose punctuation at its ends."""
    start, end = _strip(text, *span)
    for q in near:
        if start <= q.start and q.end <= end and q.reason is None:
            before, after = trim(text, start, q.start), trim(text, q.end, end)
            if before[0] >= before[1] and after[0] >= after[1]:
                start, end = _spaces(text, q.inner_start, q.inner_end)
                break
    return TextSpan(text[start:end], start, end)


def _strip(text: str, start: int, end: int) -> Span:
    while start < end - 1 and text[start] in _LOOSE:
        start += 1
    while end - 1 > start and text[end - 1] in _LOOSE:
        end -= 1
    return start, end


def _spaces(text: str, start: int, end: int) -> Span:
    while start < end - 1 and text[start].isspace():
        start += 1
    while end - 1 > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _kind(text: str, draft: Draft, quoted: list[Quoted]) -> QuoteKind:
    """Direct when all of the content stands in quotation marks, mixed when some does, indirect when none."""
    if draft.rules.get("content", "").startswith("interview"):
        return "direct"
    inside = outside = False
    for span in draft.contents:
        start, end = trim(text, *span)
        quoting = [q for q in _near(quoted, start, end) if q.reason is None]
        covered = [(max(start, q.start), min(end, q.end)) for q in quoting]
        inside = inside or bool(covered)
        at = start
        for s, e in sorted(covered):
            outside = outside or _says(text[at:s])
            at = max(at, e)
        outside = outside or _says(text[at:end])
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _says(between: str) -> bool:
    """Whether there are words of the writer's outside the marks; the conjunction "that" alone is none."""
    return any(ch.isalnum() for ch in between) and between.strip().lower() != "that"


def _speaker(text: str, span: Span) -> Speaker:
    start, end = _strip(text, *span)
    return Speaker(text[start:end], start, end)


def _cue(text: str, span: Span, reading: Reading) -> Cue:
    start, end = _spaces(text, *span)
    if any(ch.isalnum() for ch in text[start:end]):
        start, end = _strip(text, start, end)
    return Cue(text[start:end], reading.lemma, start, end, reading.negated)
