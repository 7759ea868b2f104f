"""What a person changed in the predictions: added, removed, moved, relabelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Change", "changes"]

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a `mention`, `quote` or `date`.

    `change` is "added", "removed", "moved" (other offsets, `before` and `after`) or "relabelled" (other facts, which
    `fields` names with what they were and what they are). One that was moved and relabelled is two changes.
    """

    change: str
    what: str
    before: Spans
    after: Spans
    fields: tuple[tuple[str, Any, Any], ...] = ()


def changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    """The changes from one annotation to another of the same text, both as `regions.gold` gives them."""
    for what, facts_of in (("mention", _mentions), ("quote", _quotes), ("date", _dates)):
        yield from _of_kind(what, facts_of(before), facts_of(after))


def _of_kind(what: str, before: dict[Spans, dict[str, Any]], after: dict[Spans, dict[str, Any]]) -> Iterator[Change]:
    pairs = _paired(before, after)
    for old, new in pairs:
        if old != new:
            yield Change("moved", what, old, new)
        was, now = before[old], after[new]
        fields = tuple((name, was.get(name), now[name]) for name in now if was.get(name) != now[name])
        if fields:
            yield Change("relabelled", what, old, new, fields)
    olds, news = {old for old, _ in pairs}, {new for _, new in pairs}
    yield from (Change("removed", what, spans, ()) for spans in before if spans not in olds)
    yield from (Change("added", what, (), spans) for spans in after if spans not in news)


def _paired(before: Iterable[Spans], after: Iterable[Spans]) -> list[tuple[Spans, Spans]]:
    """Those at the same place, then those that share the most characters."""
    olds, news = list(before), list(after)
    same = set(olds) & set(news)
    rest = [(shared, old, new) for old in olds for new in news if (shared := _shared(old, new))]
    pairs, used = [(spans, spans) for spans in olds if spans in same], (set(same), set(same))
    for _, old, new in sorted(rest, key=lambda each: -each[0]):
        if old not in used[0] and new not in used[1]:
            used[0].add(old)
            used[1].add(new)
            pairs.append((old, new))
    return sorted(pairs, key=lambda each: each[1])


def _shared(one: Spans, other: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _spans(given: Iterable[Iterable[int]]) -> Spans:
    return tuple((start, end) for start, end in given)


def _mentions(found: dict[str, Any]) -> dict[Spans, dict[str, Any]]:
    return {
        (span,): {"label": each["label"], "entity": each["name"], "country": each["country"]}
        for each in found["entities"]
        for span in _spans(each["mentions"])
    }


def _quotes(found: dict[str, Any]) -> dict[Spans, dict[str, Any]]:
    names = {each["key"]: each["name"] for each in found["entities"]}
    return {
        _spans(each["content"]): {
            "kind": each["kind"],
            "class": each["class"],
            "source": _spans(each["source"]),
            "cue": _spans(each["cue"]),
            "speaker": tuple(names[key] for key in each["speaker"]),
            "negated": each.get("negated", False),
        }
        for each in found["attributions"]
    }


def _dates(found: dict[str, Any]) -> dict[Spans, dict[str, Any]]:
    return {_spans([each["span"]]): {"first": each["first"], "last": each["last"]} for each in found["dates"]}
