"""What the layout of a page says about quotes: block quotations, embedded posts, the questions and answers of an
interview.

The kinds of the blocks come from `keys.Reading.kinds`; a text without them has no layout.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from .beside import look_beside, place
from .draft import Draft, without
from .forms import signature
from .words import last_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .scene import Scene
    from .words import Span

__all__ = ["ASIDES", "take_layout"]

ASIDES = frozenset({"caption", "subhead", "pullquote", "table"})
"""Blocks that do not stand between a speaker and the next paragraph."""
_FEWEST = 2  # questions of an interview
_SENTENCE = 3  # spaces in a sentence
_BEFORE_COLON = 40  # characters from a cue to the end of what announces: "told the inquest in Leeds:"
_FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|we|our)\b")
_POST = re.compile(
    r"\s*[—–-]{1,2}\s*(?P<name>[^()\n@]{2,60}?)\s*\(@\w{1,40}\)"
    r"(?:\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}))?\s*$"
)


def take_layout(scene: Scene) -> None:
    """The quotes that the layout makes, whatever else was found there; what an aside says is said of nothing outside
    it.
    """
    for draft in scene.drafts:
        at = scene.paragraph(draft.cue[0]) if draft.cue else None
        if at in scene.asides:
            begin, end = scene.paragraphs[at or 0]
            draft.contents = [(s, e) for s, e in draft.contents if begin <= s and e <= end]
    for turn in (*_quotations(scene), *_interview(scene), *_announced(scene)):
        for draft in scene.near(turn.start, turn.end):
            if draft.cue and any(a <= draft.cue[0] < b for a, b in turn.contents):
                draft.contents = []
            elif draft is not turn:
                for content in turn.contents:
                    draft.contents = without(draft.contents, content)
        scene.new(turn)


def _quotations(scene: Scene) -> Iterator[Draft]:
    """A block quotation is one, though it has no marks; what introduces it says whose."""
    at = 0
    for quoted, group in groupby(scene.blocks, key=lambda block: block[1] == "quote"):
        spans = [span for span, _ in group]
        if quoted:
            before = next((span for span, kind in reversed(scene.blocks[:at]) if kind not in ASIDES), None)
            yield from _quotation(scene, spans, before)
        at += len(spans)


def _quotation(scene: Scene, spans: list[Span], before: Span | None) -> Iterator[Draft]:
    start, end = spans[-1]
    post = _POST.search(scene.text, start, end)
    if post:
        kept = [*spans[:-1], (start, post.start())] if scene.text[start : post.start()].strip() else spans[:-1]
        if kept:
            rules = {"content": "interview turn: embedded post", "source": "signed", "cue": "signed"}
            yield Draft(kept, source=post.span("name"), cue=_dash(scene.text, post), rules=rules)
        return
    if any(q.clause and q.reason is None for span in spans for q in scene.meeting(Draft([span]))):
        return  # it has marks of its own
    signed = signature(scene.text, spans[-1]) if len(spans) > 1 else None
    draft = Draft(spans[:-1] if signed else spans, rules={"content": "interview turn: block quotation"})
    if signed:
        draft.source, draft.cue = signed.source, signed.cue
        draft.rules["source"] = draft.rules["cue"] = "signed"
    elif before is not None:
        _introduce(scene, draft, before)
    yield draft


def _dash(text: str, post: re.Match[str]) -> Span:
    begin = post.start() + len(post.group()) - len(post.group().lstrip())
    return begin, begin + 1


def _introduce(scene: Scene, draft: Draft, before: Span) -> None:
    """The cue at the end of the paragraph before a block quotation, else whoever speaks last in it."""
    words = scene.words
    if scene.text[slice(*before)].rstrip().endswith(":"):
        found = look_beside(words, place(words, draft.contents[0], (before[0], draft.end), "."), scene.lexicon)
        if found is not None and found.cue is not None:
            draft.cue = words.chars(*found.cue)
            draft.rules["cue"] = found.rule
            if found.source is not None:
                draft.source = words.chars(*found.source)
                draft.rules["source"] = found.rule
            return
    spoken = [d for d in scene.near(*before) if d.source and before[0] <= d.source[0] < before[1]]
    if spoken:
        draft.source = max(spoken, key=lambda d: d.anchor).source
        draft.rules["source"] = "speaks before the block quotation"


def _announced(scene: Scene) -> Iterator[Draft]:
    """A paragraph without marks after one that ends with a verb of saying and a colon: Ana Ruiz testified:"""
    for number, (begin, end) in enumerate(scene.paragraphs):
        below = scene.below(number)
        if last_of(scene.text, begin, end) != ":" or below is None:
            continue
        span = scene.paragraphs[below]
        if last_of(scene.text, *span) not in ".!?…":
            continue
        if scene.text.count(" ", *span) < _SENTENCE or scene.between_all(*span):
            continue
        draft = Draft([span], rules={"content": "interview turn: announced"})
        _introduce(scene, draft, (begin, end))
        if draft.cue is not None and draft.source is not None and end - draft.cue[1] < _BEFORE_COLON:
            yield draft


def _interview(scene: Scene) -> Iterator[Draft]:
    """The questions of an interview, and what is answered: in the first person, or they are the headings of an
    explainer.
    """
    turns = list(_turns(scene.blocks))
    answers = [spans for question, spans in turns if spans]
    spoken = sum(any(_FIRST.search(scene.text, *span) for span in spans) for spans in answers)
    if len(answers) < _FEWEST or 2 * spoken < len(answers):
        return
    for question, spans in turns:
        if spans:
            yield Draft([question], rules={"content": "interview turn"})
            yield Draft(spans, rules={"content": "interview turn"})


def _turns(blocks: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, list[Span]]]:
    """Each question with the paragraphs up to the next question or subhead."""
    question: Span | None = None
    answer: list[Span] = []
    for span, kind in (*blocks, ((0, 0), "question")):
        if kind in ("question", "subhead"):
            if question is not None:
                yield question, answer
            question, answer = (span, []) if kind == "question" else (None, [])
        elif kind in ("paragraph", "list", "quote"):
            answer.append(span)
