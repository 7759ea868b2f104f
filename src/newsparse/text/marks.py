"""Quotation marks to quotations: what the typography alone makes certain.

Every style is read: straight, curly, single, guillemets, low-high pairs and the doubled marks of
typewriters and LaTeX, mixed as they come. A mark is judged by its two neighbours; only marks that may
both open and close depend on what is open. A quotation that is not closed ends with its paragraph, so
that a missing mark harms no other paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsparse.text.lines import last_of
from newsparse.text.words import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span

__all__ = ["Quotation", "find_quotations"]

DOUBLE = "double"
SINGLE = "single"
GUILLEMET = "guillemet"

_MARK = re.compile(r"'''|''|‘‘‘|‘‘|’’’|’’|``|[\"“”„‟＂«»‹›‘’‚‛'`]")
# 5'10", 6 ft 2" and 5′10″: feet and inches are no quotation marks.
_MEASURE = re.compile(
    r"\d+\s?['’′]\s?\d+(?:[.,]\d+)?\s?(?:''|[\"”″])|(?<![\w$£€])\d+(?:\.\d+)?(?:['\"](?=-)|'(?= ?\d))"
)
_LED = re.compile(r"\s*(['‘])(?=[A-Z])")  # a paragraph that begins with a single mark
_ELISION = re.compile(
    r"(?:em|til|tis|twas|twere|cause|cuz|n|bout|round|neath|tween|nuff|fraid|\d0s|\d\d)\b", re.IGNORECASE
)
_OPENS = dict.fromkeys(("“", "„", "‟", "``", "‘‘"), DOUBLE) | dict.fromkeys("‘‚‛`", SINGLE)
_KINDS = _OPENS | dict.fromkeys(("”", '"', "＂", "''", "’’"), DOUBLE) | {"’": SINGLE, "'": SINGLE}
_KINDS |= dict.fromkeys("«»‹›", GUILLEMET)
_WORD = re.compile(r"[^\W_]+")
_NO_NOUNS = AUXILIARIES | CONJUNCTIONS | PREPOSITIONS | PRONOUNS
_AHEAD = 200  # marks looked ahead: enough for any paragraph, and linear in a text of marks alone
_SPACES = frozenset(" \t\u00a0\u202f\u2009\n\r")
_BESIDE = _SPACES | frozenset("\"“”„‟＂«»‹›‘’‚‛'`" + "—–-/:;,…")  # on the outer side of a mark
_BEFORE_OPENING = _BESIDE | frozenset("([{<")
_BEFORE_LED = ("", *":,.!?…’'”\"")
_AFTER_CLOSING = _BESIDE | frozenset(")]}>.!?")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, in characters of the text.

    `start` and `end` include the marks, `inner_start` and `inner_end` leave them off. `depth` is 0 for an
    outermost quotation. `closed` is False where the closing mark is missing. Quotations that run over
    paragraphs (opening mark repeated, closing mark only at the end) share their `chain`.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: str
    depth: int = 0
    closed: bool = True
    chain: int = -1


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    kind: str
    may_open: bool
    may_close: bool


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Every quotation of some paragraphs of `text`, by start, outer before inner."""
    found: list[Quotation] = []
    previous: Quotation | None = None
    chain = 0
    for start, end in paragraphs:
        quotations, orphan = _read_paragraph(text, start, end)
        if previous is not None:
            quotations, joined = _join(text, start, previous, quotations, orphan)
            if joined:
                if previous.chain < 0:
                    at = next(i for i in range(len(found) - 1, -1, -1) if found[i] is previous)
                    found[at] = replace(previous, chain=chain)
                    chain += 1
                quotations[0] = replace(quotations[0], chain=chain - 1)
        found += quotations
        previous = next((q for q in quotations if not q.closed and q.depth == 0 and q.end >= end), None)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _join(
    text: str, start: int, previous: Quotation, quotations: list[Quotation], orphan: _Mark | None
) -> tuple[list[Quotation], bool]:
    """Whether the first quotation of a paragraph goes on with the one left open in the paragraph before."""
    if quotations and quotations[0].start == start and quotations[0].kind == previous.kind:
        return quotations, True
    if orphan is not None and orphan.kind == previous.kind and not any(q.start < orphan.start for q in quotations):
        rest = Quotation(start, orphan.end, start, orphan.start, orphan.kind)
        return [rest, *quotations], True
    return quotations, False


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    matches = list(_MARK.finditer(text, start, end))
    measures = [m.span() for m in _MEASURE.finditer(text, start, end)] if matches else []
    for match in matches:
        s, e = match.span()
        if any(a <= s < b for a, b in measures):
            continue
        if e - s == 3:
            # A single mark inside a doubled one: outermost first when it opens, last when it closes.
            opens = text[s] == "‘" or (text[s] == "'" and (s == start or text[s - 1] in _BEFORE_OPENING))
            cut = s + 2 if opens else s + 1
            yield from filter(None, (_mark(text, start, end, s, cut), _mark(text, start, end, cut, e)))
            continue
        mark = _mark(text, start, end, s, e)
        if mark is not None:
            yield mark


def _mark(text: str, start: int, end: int, s: int, e: int) -> _Mark | None:
    """The mark at s:e with what it may do there, or None for an apostrophe."""
    sign = text[s:e]
    kind = _KINDS[sign]
    before, after = text[s - 1] if s > start else " ", text[e] if e < end else " "
    if kind == SINGLE and before.isalnum() and after.isalnum():
        return None
    if kind == GUILLEMET:
        return _Mark(s, e, sign, kind, True, True)
    # What has space on its inner side can be no mark of that kind.
    may_open = after not in _SPACES and _may_open(text, e, sign, opens=before in _BEFORE_OPENING)
    may_close = before not in _SPACES and (after in _AFTER_CLOSING or (kind == DOUBLE and not may_open))
    if may_open or may_close:
        return _Mark(s, e, sign, kind, may_open, may_close and not (may_open and sign in _OPENS and sign != "“"))
    # A double mark with space on both sides, or on neither, does whatever is needed.
    return _Mark(s, e, sign, kind, True, True) if kind == DOUBLE else None


def _may_open(text: str, e: int, sign: str, *, opens: bool) -> bool:
    """Whether a mark that ends at `e` may open, by its shape and by what stands before it (`opens`)."""
    if _KINDS[sign] == SINGLE:
        return opens and not _ELISION.match(text, e)
    return opens or (_KINDS[sign] == DOUBLE and sign in _OPENS)


def _read_paragraph(text: str, start: int, end: int) -> tuple[list[Quotation], _Mark | None]:
    """The quotations of one paragraph, and the first closing mark that had nothing to close."""
    marks = list(_marks(text, start, end))
    found: list[Quotation] = []
    stack: list[_Mark] = []
    orphan: _Mark | None = None
    for i, mark in enumerate(marks):
        if _closes(text, marks, i, stack, (start, end)):
            top = stack.pop()
            while top.kind != mark.kind:
                top = stack.pop()
            found.append(Quotation(top.start, mark.end, top.end, mark.start, mark.kind, len(stack)))
        elif mark.may_open and _opens(text, marks, i, (start, end)):
            if any(o.kind == mark.kind for o in stack) and not _nests(marks, i):
                found += _abandon(text, stack, mark.start, (start, end))
                stack.clear()
            stack.append(mark)
        elif mark.may_close and orphan is None and mark.kind == DOUBLE:
            orphan = mark
    found += _abandon(text, stack, end, (start, end))
    return sorted(found, key=lambda q: (q.start, -q.end)), orphan


def _abandon(text: str, stack: list[_Mark], end: int, paragraph: Span) -> list[Quotation]:
    """Close what is still open at `end`. A lone single mark is taken for an apostrophe unless it leads a paragraph."""
    while text[end - 1] in _SPACES:
        end -= 1
    return [
        Quotation(mark.start, end, mark.end, end, mark.kind, depth, closed=False)
        for depth, mark in enumerate(stack)
        if end > mark.end and (mark.kind != SINGLE or _leads(text, mark, paragraph))
    ]


def _leads(text: str, mark: _Mark, paragraph: Span) -> bool:
    """Whether a mark may be left open to the end of its paragraph: it begins that, or goes on in the next."""
    return (mark.text == "‘" and mark.start == paragraph[0]) or _goes_on(text, mark, paragraph)


def _goes_on(text: str, mark: _Mark, paragraph: Span) -> bool:
    """Whether a single mark, at the head of a sentence or behind a colon or a comma, begins the next paragraph too."""
    following = _LED.match(text, paragraph[1])
    return bool(following and following[1] == mark.text) and last_of(text, paragraph[0], mark.start) in _BEFORE_LED


def _closes(text: str, marks: list[_Mark], i: int, stack: list[_Mark], paragraph: Span) -> bool:
    """Whether mark i ends what is open."""
    mark = marks[i]
    if not mark.may_close or not any(o.kind == mark.kind for o in stack):
        return False
    if mark.may_open and mark.kind != GUILLEMET:
        # Both are possible (a dash or a mark on either side): a mark with a closing sign closes.
        return mark.text != "``" and not (mark.text == "“" and not any(o.text == "„" for o in stack))
    if mark.kind == SINGLE:
        return not _is_apostrophe(text, marks, i, goes_on=_goes_on(text, stack[-1], paragraph))
    return True


def _is_apostrophe(text: str, marks: list[_Mark], i: int, *, goes_on: bool) -> bool:
    """Whether a single mark that could close is a possessive or an elision (the boys' coach, goin' home).

    It is when a surer closing mark follows before the next opening one, or, where what is open goes on in the next
    paragraph, a noun follows.
    """
    mark = marks[i]
    if _is_sure_close(text, mark):
        return False
    for later in marks[i + 1 : i + _AHEAD]:
        if later.kind != SINGLE or (later.may_open and not later.may_close):
            return False
        if later.may_close and _is_sure_close(text, later):
            return True
    word = _WORD.match(text, mark.end + 1)
    return goes_on and word is not None and word[0].lower() not in _NO_NOUNS


def _is_sure_close(text: str, mark: _Mark) -> bool:
    before = text[mark.start - 1].lower()
    if not before.isalnum():
        return True
    follows = re.match(r" [A-Za-z]", text[mark.end : mark.end + 2])
    elided = before == "s" or text[mark.start - 2 : mark.start].lower() in ("in", "an")
    return not (follows and elided)


def _opens(text: str, marks: list[_Mark], i: int, paragraph: Span) -> bool:
    """Whether mark i begins a quotation: a single mark where one that closes it follows, or it may be left open."""
    mark = marks[i]
    closed = any(later.kind == SINGLE and later.may_close for later in marks[i + 1 : i + _AHEAD])
    return mark.kind != SINGLE or closed or _leads(text, mark, paragraph)


def _nests(marks: list[_Mark], i: int) -> bool:
    """Whether a mark of the kind that is open already nests: enough closing marks follow for both."""
    balance = 0
    for mark in marks[i : i + _AHEAD]:
        if mark.kind == marks[i].kind:
            balance += 1 if mark.may_close and not mark.may_open else -1
    return balance >= 0 and sum(m.kind == marks[i].kind for m in marks[i : i + _AHEAD]) > 2
