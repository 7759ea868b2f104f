"""How sure a quote is: one logistic formula over what was found and by what."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .attribution import Origin

if TYPE_CHECKING:
    from .attribution import Attribution

__all__ = ["RULED", "confidence", "features"]

# Fitted by training/confidence.py on every second article of polnear dev, and measured on the others. A fit to the
# second model gave as good an order and fewer quotes above 0.9, so the first one stays.
WEIGHTS: dict[str, float] = {
    "bias": -1.54,
    "content": 0.50,
    "content sure": 1.73,
    "source": 1.14,
    "cue": -0.03,
    "direct": 0.80,
    "mixed": 0.37,
    "saying": 0.93,
    "attitude": -0.03,
    "sourceless": -0.19,
    "cueless": -0.83,
    "floating": -0.80,  # too rare in the corpus to be fitted
    "parts": -0.39,
    "ruled source": -0.50,
}
RULED = 0.8  # what a rule's finding counts beside a head's probability


def features(found: Attribution, kind: str, lemma: str, act: str) -> dict[str, float]:
    """What the formula weighs."""
    scores = found.scores
    content = scores.get("content", RULED)
    return {
        "bias": 1.0,
        "content": content,
        "content sure": content**4,
        "source": scores.get("source", RULED if found.source else 0.0),
        "cue": scores.get("cue", RULED if found.cue else 0.0),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "saying": float(lemma in _SAYING),
        "attitude": float(act != "statement"),
        "sourceless": float(found.source is None),
        "cueless": float(found.cue is None),
        "floating": float(found.origin == Origin.FLOATING),
        "parts": min(3.0, len(found.contents) - 1.0),
        "ruled source": float(found.source is not None and "source" not in scores),
    }


_SAYING = frozenset({"say", "tell", "add", "write", "according to", "tweet", "ask", "note", "report", "announce"})


def confidence(found: Attribution, kind: str, lemma: str, act: str) -> float:
    """The chance, in 0..1, that the content and its speaker are right."""
    total = sum(WEIGHTS[name] * value for name, value in features(found, kind, lemma, act).items())
    return round(1.0 / (1.0 + math.exp(-total)), 4)
