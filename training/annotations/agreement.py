"""How far two readers of the same documents agree: contents, classes, speakers, labels of names, days."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .notation import Annotation, Attribution, Day, Entity, Span

SAID = {"statement", "belief", "finding"}
DICE = 0.8


def dice(a: tuple[Span, ...], b: tuple[Span, ...]) -> float:
    """Twice the characters that both have over the characters of each; 1 for the same stretches, 0 for apart."""
    shared = sum(max(0, min(q, t) - max(p, s)) for p, q in a for s, t in b)
    total = sum(q - p for p, q in a) + sum(t - s for s, t in b)
    return 2 * shared / total if total else 0.0


def pairs(ours: list[Attribution], theirs: list[Attribution], least: float = DICE) -> list[tuple[int, int]]:
    """Indices of attributions of the same content (Dice at least `least`), the most alike first, each once."""
    scored = [(dice(a.content, b.content), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)]
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    found = []
    for score, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if score < least:
            break
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            found.append((i, j))
    return found


def agreement(readings: Iterable[tuple[Annotation, Annotation]]) -> dict[str, float]:
    """Figures over all pairs of readings: F1 where two sets are compared, shares where matched items are."""
    count: Counter[str] = Counter()
    for a, b in readings:
        said_a = [each for each in a.attributions if each.cls in SAID]
        said_b = [each for each in b.attributions if each.cls in SAID]
        matched = pairs(said_a, said_b)
        count["contents"] += len(said_a) + len(said_b)
        count["contents both"] += 2 * len(matched)
        everything = pairs(a.attributions, b.attributions)
        count["classes"] += len(everything)
        count["classes both"] += sum(a.attributions[i].cls == b.attributions[j].cls for i, j in everything)
        count["speakers"] += len(matched)
        names_a, names_b = _names(a.entities), _names(b.entities)
        count["speakers both"] += sum(_same_speakers(said_a[i], said_b[j], names_a, names_b) for i, j in matched)
        count.update(_names_agreed(a.entities, b.entities))
        count["days"] += len(a.dates) + len(b.dates)
        count["days both"] += _days_agreed(a.dates, b.dates) + _days_agreed(b.dates, a.dates)
    kinds = ("contents", "classes", "speakers", "labels", "days")
    return {kind: count[f"{kind} both"] / count[kind] for kind in kinds if count[kind]}


def _names(entities: list[Entity]) -> dict[str, frozenset[Span]]:
    return {each.key: frozenset(each.mentions) for each in entities}


def _same_speakers(
    a: Attribution, b: Attribution, names_a: dict[str, frozenset[Span]], names_b: dict[str, frozenset[Span]]
) -> bool:
    """Whether the same people said it: each speaker of one has a mention in common with one of the other."""
    if len(a.speakers) != len(b.speakers):
        return False
    found = [any(names_a.get(i, frozenset()) & names_b.get(j, frozenset()) for j in b.speakers) for i in a.speakers]
    return all(found)


def _days_agreed(ours: list[Day], theirs: list[Day]) -> int:
    """How many of ours have one of theirs on some of the same words ("the 1950s", "1950s") and of the same days."""
    return sum(
        any(a.span[0] < b.span[1] and b.span[0] < a.span[1] and (a.first, a.last) == (b.first, b.last) for b in theirs)
        for a in ours
    )


def _names_agreed(ours: list[Entity], theirs: list[Entity]) -> dict[str, int]:
    def labelled(entities: list[Entity]) -> set[tuple[Span, str]]:
        return {(span, _folded(each.label)) for each in entities for span in each.mentions}

    a, b = labelled(ours), labelled(theirs)
    return {"labels": len(a) + len(b), "labels both": 2 * len(a & b)}


def _folded(label: str) -> str:
    return "place" if label in {"GPE", "LOC", "FAC"} else label
