"""What typography makes certain about each quotation: whether it quotes at all, and whether it is a clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .notquotes import Setting, reason, setting
from .words import last_of

if TYPE_CHECKING:
    from .marks import Quotation
    from .words import Span

__all__ = ["Quoted", "judge"]

_CLAUSE_WORDS = 7
_HEADING = 8  # a quotation alone in its paragraph, this short and in other marks than the rest, is a subhead
_LONG = 30
_ARTICLE = 3  # paragraphs of a text that may have headings
_WORD, _MORE = re.compile(r"\S"), re.compile(r"[^ .\t\r\n]")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+")
_PULLED = 3  # words at least that are shown again, and characters that the other paragraph has besides
_NEAR = 6000  # characters on either side in which they are sought


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: `clause` when it holds a whole utterance, `reason` when it quotes nobody.

    `paragraph` is the index of its paragraph; `whole` tells that nothing else stands in it, `sentence` that
    it is a sentence of its own. `ends` is the last character inside the marks.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    clause: bool
    reason: str | None
    paragraph: int
    whole: bool
    chain: int
    ends: str
    closed: bool
    sentence: bool

    @property
    def span(self) -> Span:
        """The characters from mark to mark."""
        return self.start, self.end


def judge(text: str, quotations: list[Quotation], paragraphs: list[Span], depth: int = 0) -> list[Quoted]:
    """Judge every quotation of a depth: the outermost, or those within them; in order, none overlaps another."""
    starts = [start for start, _ in paragraphs]
    quotations = [q for q in quotations if q.depth == depth]
    kinds = [q.kind for q in quotations if q.inner_end - q.inner_start > _LONG]
    usual = max(set(kinds), key=kinds.count) if kinds else None
    judged = []
    for q in quotations:
        if q.inner_end <= q.inner_start:
            continue
        index = max(0, bisect_right(starts, q.start) - 1)
        begin, end = paragraphs[index]
        seen = setting(text, q)
        why = reason(seen)
        numbered = _NUMBER.match(text, begin, q.start)
        opens = _WORD.search(text, numbered.end() if numbered else begin, q.start) is None
        whole = opens and _MORE.search(text, q.end, end) is None
        if whole and q.chain < 0 and len(seen.words) <= _HEADING:
            other_marks = usual is not None and q.kind != usual
            why = why or ("heading" if other_marks or _is_heading(text, seen, paragraphs, index) else None)
        if whole and q.chain < 0 and _is_pulled(text, q, (begin, end)):
            why = "pull quote"
        clause = (why is None and _is_clause(seen, q, whole)) or (why != "empty" and q.chain >= 0)
        why = None if clause else why
        alone = _is_sentence(seen) and _ends_before(last_of(text, begin, q.start))
        ends = last_of(text, q.inner_start, q.inner_end)
        judged.append(
            Quoted(
                q.start, q.end, q.inner_start, q.inner_end, clause, why, index, whole, q.chain, ends, q.closed, alone
            )
        )
    return judged


def _is_heading(text: str, seen: Setting, paragraphs: list[Span], index: int) -> bool:
    """Whether a quotation alone in its paragraph ends like no sentence, and nothing announces or signs it."""
    if seen.inner.rstrip()[-1:] in ".,!?…—–-" or len(paragraphs) < _ARTICLE:
        return False
    before = text[slice(*paragraphs[index - 1])].rstrip() if index else ""
    after = text[slice(*paragraphs[index + 1])].split() if index + 1 < len(paragraphs) else []
    return not before.endswith((":", ",", "-", "–", "—")) and len(after) > _HEADING


def _is_pulled(text: str, q: Quotation, paragraph: Span) -> bool:
    """Whether the words of a quotation alone in its paragraph stand near it within another paragraph as well."""
    inner = text[q.inner_start : q.inner_end].strip(" \t,.!?…").lower()
    if inner.count(" ") < _PULLED - 1:
        return False
    before, after = text[max(0, paragraph[0] - _NEAR) : paragraph[0]], text[paragraph[1] : paragraph[1] + _NEAR]
    for side in (before, after):
        at = side.lower().find(inner)
        if at >= 0 and len(side[side.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]) > len(inner) + _PULLED:
            return True
    return False


def _is_clause(seen: Setting, q: Quotation, whole: bool) -> bool:
    count = len(seen.words)
    if count >= _CLAUSE_WORDS or (whole and count >= 2) or (not q.closed and count >= 3):
        return True
    if seen.ends_sentence and count >= 3:
        return True
    starts = seen.before.rstrip()[-1:] in ("", ",", ":", ".", "!", "?", "”", '"', "’", "'", "—", "–", "»")
    follows = seen.after.lstrip()[:1] in (",", "") or seen.ends_sentence
    return starts and follows and seen.inner.lstrip("([…. ")[:1].isupper()


def _is_sentence(seen: Setting) -> bool:
    """Whether it begins with a capital and ends as a sentence does."""
    first = seen.inner.lstrip("([…. ‘'\"“")[:1]
    return (
        len(seen.words) >= 2
        and (first.isupper() or first.isdigit())
        and seen.inner.rstrip(" '’\"”)]")[-1:] in ".!?…—–-"
    )


def _ends_before(last: str) -> bool:
    """Whether the last character before a quotation in its paragraph ends a sentence, or there is none."""
    return last in ("", ".", "!", "?", "…", ":", "”", '"', "’", "'", "»", ")")
