"""The model's attribution spans, read as drafts: one for each relation that the links made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from .draft import Draft, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .words import Span

__all__ = ["HeadSpan", "read_heads"]

_REACH = 60  # characters between a content and the cue that the links did not give it
_GLUE = frozenset(" ,\t\n")


@dataclass(frozen=True, slots=True)
class HeadSpan:
    """One span of the attribution head: its role (SOURCE, CUE, CONTENT), its relation and its score.

    `chances` are those of a content's class, empty where the head gives none.
    """

    start: int
    end: int
    role: str
    relation: str
    score: float
    chances: Mapping[str, float] = field(default_factory=dict)


def read_heads(text: str, spans: Iterable[HeadSpan], paragraphs: Sequence[Span] = ()) -> list[Draft]:
    """The relations that have content, in order of their content; no span runs over the end of a paragraph."""
    relations: dict[str, list[HeadSpan]] = {}
    for span in spans:
        relations.setdefault(span.relation, []).append(span)
    starts = [start for start, _ in paragraphs]
    whole = [_cut(relation, paragraphs, starts) for relation in relations.values()]
    drafts = [draft for found in rejoin(text, whole) if (draft := _draft(text, found))]
    return sorted(drafts, key=lambda d: d.start)


def _cut(relation: list[HeadSpan], paragraphs: Sequence[Span], starts: list[int]) -> list[HeadSpan]:
    """Spans that run over paragraphs (a headline, a text that was left out), cut to the paragraph of the cue.

    Where there is no cue, or it stands elsewhere, the longest piece is taken.
    """
    cue = next((span.start for span in relation if span.role == "CUE"), None)
    found = []
    for span in relation:
        first, last = (bisect_right(starts, at) - 1 for at in (span.start, span.end - 1))
        if first == last or not paragraphs:
            found.append(span)
            continue
        pieces = [(max(span.start, a), min(span.end, b)) for a, b in paragraphs[max(0, first) : last + 1]]
        start, end = max(pieces, key=lambda p: (_shared(p, cue, starts), p[1] - p[0]))
        if start < end:
            found.append(replace(span, start=start, end=end))
    return found


def _shared(piece: Span, cue: int | None, starts: list[int]) -> bool:
    """Whether a cue stands in the paragraph of a piece."""
    return cue is not None and bisect_right(starts, piece[0]) == bisect_right(starts, cue)


def rejoin(text: str, relations: list[list[HeadSpan]]) -> list[list[HeadSpan]]:
    """Give a content that has no cue the cue beside it that has no content: one relation that the links missed."""
    bare = [r for r in relations if {s.role for s in r} == {"CONTENT"}]
    empty = [r for r in relations if all(s.role != "CONTENT" for s in r) and any(s.role == "CUE" for s in r)]
    ends = sorted((edge, number) for number, r in enumerate(empty) for s in r for edge in (s.start, s.end))
    taken: set[int] = set()
    for content in bare:
        best = _nearest(text, content, ends, taken)
        if best is not None:
            taken.add(best)
            content.extend(empty[best])
    given = {id(empty[number]) for number in taken}
    return [r for r in relations if id(r) not in given]


def _nearest(text: str, content: list[HeadSpan], ends: list[tuple[int, int]], taken: set[int]) -> int | None:
    """The number of the relation whose words end or begin nearest to a content, in its paragraph."""
    start, end = min(s.start for s in content), max(s.end for s in content)
    best: tuple[int, int] | None = None
    low = bisect_left(ends, (start - _REACH, -1))
    for edge, number in islice(ends, low, bisect_left(ends, (end + _REACH, -1))):
        low_edge, high_edge = (edge, start) if edge <= start else (end, edge)
        gap = high_edge - low_edge
        if number in taken or gap < 0 or "\n" in text[low_edge:high_edge]:
            continue
        if best is None or gap < best[0]:
            best = gap, number
    return best[1] if best else None


def _draft(text: str, spans: list[HeadSpan]) -> Draft | None:
    contents = [s for s in spans if s.role == "CONTENT"]
    if not contents:
        return None
    draft = Draft(_glue(text, [(s.start, s.end) for s in contents]))
    draft.scores["content"] = min(s.score for s in contents)
    draft.rules["content"] = "content head"
    longest = max(contents, key=lambda s: s.end - s.start)
    draft.chances = dict(longest.chances)
    cue = next((s.start for s in spans if s.role == "CUE"), None)
    for role, name in (("SOURCE", "source"), ("CUE", "cue")):
        found = [s for s in spans if s.role == role and (cue is None or not _apart(text, s.start, cue))]
        if found:
            best = max(found, key=lambda s: s.score)
            setattr(draft, name, _grow(text, best, found))
            draft.scores[name] = best.score
            draft.rules[name] = f"{name} head"
    return draft


def _apart(text: str, one: int, other: int) -> bool:
    """Whether the end of a paragraph lies between two places."""
    return "\n" in text[min(one, other) : max(one, other)]


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
