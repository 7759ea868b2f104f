"""How sure a quote is: one logistic formula over what was found and by what."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .draft import Draft

__all__ = ["Bin", "confidence", "features", "reliability"]

WEIGHTS: dict[str, float] = {
    "bias": -1.2,
    "content": 2.2,
    "source": 1.2,
    "cue": 1.0,
    "direct": 1.3,
    "sourceless": -0.4,
    "cueless": -1.2,
    "ruled": 0.2,
    "floating": -0.8,
}
_RULE_SCORE = 0.8  # what a rule's finding counts beside a head's probability


def features(draft: Draft, kind: str) -> dict[str, float]:
    """What the formula weighs; every value is in 0..1."""
    scores = draft.scores
    return {
        "bias": 1.0,
        "content": scores.get("content", _RULE_SCORE),
        "source": scores.get("source", _RULE_SCORE if draft.source else 0.0),
        "cue": scores.get("cue", _RULE_SCORE if draft.cue else 0.0),
        "direct": 1.0 if kind == "direct" else 0.5 if kind == "mixed" else 0.0,
        "sourceless": 0.0 if draft.source else 1.0,
        "cueless": 0.0 if draft.cue else 1.0,
        "ruled": 0.0 if "content" in scores else 1.0,
        "floating": 1.0 if draft.rules.get("content", "").startswith("floating") else 0.0,
    }


def confidence(draft: Draft, kind: str) -> float:
    """The chance, in 0..1, that the content and its speaker are right."""
    total = sum(WEIGHTS[name] * value for name, value in features(draft, kind).items())
    return round(1.0 / (1.0 + math.exp(-total)), 4)


@dataclass(frozen=True, slots=True)
class Bin:
    """One line of a reliability table: quotes with a confidence in low..high, and the share that is right."""

    low: float
    high: float
    count: int
    mean: float
    right: float


def reliability(
    judged: Iterable[tuple[float, bool]], edges: tuple[float, ...] = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
) -> list[Bin]:
    """How often quotes of each confidence are right; `judged` pairs a confidence with the verdict."""
    pairs = list(judged)
    table = []
    for low, high in itertools.pairwise(edges):
        inside = [(c, ok) for c, ok in pairs if low < c <= high or (low == 0.0 and c == 0.0)]
        if inside:
            count = len(inside)
            table.append(Bin(low, high, count, sum(c for c, _ in inside) / count, sum(ok for _, ok in inside) / count))
    return table
