"""The model's attribution spans, read as drafts: one for each relation that the links made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .draft import Draft, union

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .words import Span

__all__ = ["HeadSpan", "read_heads"]

_GLUE = frozenset(" ,\t\n")


@dataclass(frozen=True, slots=True)
class HeadSpan:
    """One span of the attribution head: its role (SOURCE, CUE, CONTENT), its relation and its score."""

    start: int
    end: int
    role: str
    relation: str
    score: float


def read_heads(text: str, spans: Iterable[HeadSpan]) -> list[Draft]:
    """The relations that have content, in order of their content."""
    relations: dict[str, list[HeadSpan]] = {}
    for span in spans:
        relations.setdefault(span.relation, []).append(span)
    drafts = [draft for found in relations.values() if (draft := _draft(text, found))]
    return sorted(drafts, key=lambda d: d.start)


def _draft(text: str, spans: list[HeadSpan]) -> Draft | None:
    contents = [s for s in spans if s.role == "CONTENT"]
    if not contents:
        return None
    draft = Draft(_glue(text, [(s.start, s.end) for s in contents]))
    draft.scores["content"] = min(s.score for s in contents)
    draft.rules["content"] = "content head"
    for role, name in (("SOURCE", "source"), ("CUE", "cue")):
        found = [s for s in spans if s.role == role]
        if found:
            best = max(found, key=lambda s: s.score)
            setattr(draft, name, _grow(text, best, found))
            draft.scores[name] = best.score
            draft.rules[name] = f"{name} head"
    return draft


def _glue(text: str, spans: list[Span]) -> list[Span]:
    """Join contents that only space or a comma keeps apart: one content that the tags split."""
    joined: list[Span] = []
    for start, end in union(spans):
        if joined and set(text[joined[-1][1] : start]) <= _GLUE and "\n" not in text[joined[-1][1] : start]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _grow(text: str, best: HeadSpan, found: list[HeadSpan]) -> Span:
    """The best span with those of its role that only space or a comma keeps from it."""
    start, end = best.start, best.end
    for span in sorted(found, key=lambda s: s.start):
        if span.start >= end and set(text[end : span.start]) <= _GLUE:
            end = span.end
    for span in sorted(found, key=lambda s: -s.start):
        if span.end <= start and set(text[span.end : start]) <= _GLUE:
            start = span.start
    return start, end
