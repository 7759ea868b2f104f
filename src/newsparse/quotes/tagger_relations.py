"""The tagger's attribution spans, read as attributions: one for each relation that the links made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from newsparse.text.lines import joined

from .attribution import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from newsparse.text.lines import Span

__all__ = ["TaggedSpan", "read_relations"]

_REACH = 60  # characters between a content and the cue that the links did not give it
_ROLES = ("content", "cue", "source")
_GLUE = frozenset(" ,\t")  # between contents that the tags split
_score: Callable[[TaggedSpan], float] = attrgetter("score")


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """One span of the attribution head: its role (SOURCE, CUE, CONTENT), its relation and its score.

    `chances` are those of a content's class, empty where the head gives none.
    """

    start: int
    end: int
    role: str
    relation: str
    score: float
    chances: Mapping[str, float] = field(default_factory=dict)


def read_relations(text: str, spans: Iterable[TaggedSpan], paragraphs: Sequence[Span]) -> list[Attribution]:
    """The relations that have content, in order of their content; no span runs over the end of a paragraph."""
    relations: dict[str, list[TaggedSpan]] = {}
    for span in spans:
        relations.setdefault(span.relation, []).append(span)
    starts = [start for start, _ in paragraphs]
    whole = [_cut(relation, paragraphs, starts) for relation in relations.values()]
    found = [made for spans in rejoin(text, whole) if (made := _attribution(text, spans))]
    return sorted(found, key=lambda each: each.start if each.contents else each.anchor)


def _cut(relation: list[TaggedSpan], paragraphs: Sequence[Span], starts: list[int]) -> list[TaggedSpan]:
    """Spans that run over paragraphs (a headline, a text that was left out), cut to the paragraph of the cue.

    Where there is no cue, or it stands elsewhere, the longest piece is taken.
    """
    cue = next((span.start for span in relation if span.role == "CUE"), None)
    found = []
    for span in relation:
        first, last = (bisect_right(starts, at) - 1 for at in (span.start, span.end - 1))
        if first == last:
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


def rejoin(text: str, relations: list[list[TaggedSpan]]) -> list[list[TaggedSpan]]:
    """Give a content that has no cue the cue beside it that has no content: one relation that the links missed, and
    nothing is left of the other.
    """
    empty = [r for r in relations if {"CUE"} <= _roles(r) <= {"CUE", "SOURCE"}]
    ends = sorted((edge, number) for number, r in enumerate(empty) for s in r for edge in (s.start, s.end))
    for content in relations:
        best = _nearest(text, content, ends, empty) if _roles(content) == {"CONTENT"} else None
        if best is not None:
            content.extend(empty[best])
            empty[best].clear()
    return relations


def _roles(relation: list[TaggedSpan]) -> set[str]:
    return {span.role for span in relation}


def _nearest(
    text: str, content: list[TaggedSpan], ends: list[tuple[int, int]], empty: list[list[TaggedSpan]]
) -> int | None:
    """The number of the relation, not taken yet, whose words end or begin nearest to a content, in its paragraph."""
    start, end = min(s.start for s in content), max(s.end for s in content)
    low, high = bisect_left(ends, (start - _REACH, -1)), bisect_left(ends, (end + _REACH, -1))
    found = []
    for edge, number in ends[low:high]:
        gap = (edge, start) if edge <= start else (end, edge)
        if empty[number] and gap[0] <= gap[1] and "\n" not in text[slice(*gap)]:
            found.append((gap[1] - gap[0], number))
    return min(found, key=itemgetter(0), default=(0, None))[1]


def _attribution(text: str, spans: list[TaggedSpan]) -> Attribution | None:
    """The attribution of a relation; one without content has its cue at least."""
    found = {role: each for role in _ROLES if (each := _with_role(spans, role.upper()))}
    if not found.keys() & {"content", "cue"}:
        return None
    best = {role: (span.start, span.end) for role, each in found.items() for span in [max(each, key=_score)]}
    contents = found.get("content", [])
    return Attribution(
        joined(sorted((s.start, s.end) for s in contents), lambda gap: set(text[slice(*gap)]) <= _GLUE),
        best.get("source"),
        best.get("cue"),
        scores={role: (min if role == "content" else max)(map(_score, each)) for role, each in found.items()},
        why={role: f"{role} head" for role in found},
        chances=_chances(contents),
    )


def _chances(contents: list[TaggedSpan]) -> dict[str, float]:
    """The chances of the classes of the longest content."""
    return dict(max(contents, key=lambda s: s.end - s.start).chances) if contents else {}


def _with_role(spans: list[TaggedSpan], role: str) -> list[TaggedSpan]:
    return [span for span in spans if span.role == role]
