"""What a person changed in the predictions: added, removed, moved, relabelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
    for old, new in pairs.items():
        if old != new:
            yield Change("moved", what, old, new)
        was, now = before[old], after[new]
        fields = tuple((name, was.get(name), now[name]) for name in now if was.get(name) != now[name])
        if fields:
            yield Change("relabelled", what, old, new, fields)
    yield from (Change("removed", what, spans, ()) for spans in before if spans not in pairs)
    yield from (Change("added", what, (), spans) for spans in after if spans not in pairs.values())


def _paired(before: Collection[Spans], after: Collection[Spans]) -> dict[Spans, Spans]:
    """Those at the same place, then those that share the most characters."""
    pairs = {spans: spans for spans in before if spans in after}
    rest = [(shared, old, new) for old in before for new in after if (shared := _shared(old, new))]
    for _, old, new in sorted(rest, key=lambda each: -each[0]):
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    return dict(sorted(pairs.items(), key=lambda each: each[1]))


def _shared(one: Spans, other: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _mentions(found: dict[str, Any]) -> dict[Spans, dict[str, Any]]:
    return {
        (span,): {"label": each["label"], "entity": each["name"], "country": each["country"]}
        for each in found["entities"]
        for span in each["mentions"]
    }


def _quotes(found: dict[str, Any]) -> dict[Spans, dict[str, Any]]:
    names = {each["key"]: each["name"] for each in found["entities"]}
    return {
        tuple(each["content"]): {
            "kind": each["kind"],
            "class": each["class"],
            "source": tuple(each["source"]),
            "cue": tuple(each["cue"]),
            "speaker": tuple(names[key] for key in each["speaker"]),
            "negated": each.get("negated", False),
        }
        for each in found["attributions"]
    }


def _dates(found: dict[str, Any]) -> dict[Spans, dict[str, Any]]:
    return {(each["span"],): {"first": each["first"], "last": each["last"]} for each in found["dates"]}
