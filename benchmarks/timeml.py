"""The measures of TempEval-3 (UzZaman et al. 2013, section 4) for time expressions.

- strict span: a found expression has exactly the offsets of an annotated one;
- relaxed span: it overlaps one (each annotated expression is matched once, exact matches first);
- type, value: the relaxed matches whose attribute is equal, counted as true positives over the
  same numbers found and annotated, so these are F1 of span and attribute together.

The document's creation time stands outside the text and is not scored (see `training.corpora.timeml`).
Values are compared as strings, as TempEval-3 does; `24-hour` variants or `Z` are not made equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Counts", "Expression", "match", "score"]


class Expression(Protocol):
    """What is compared: `training.corpora.timeml.Timex` and `newsparse.types.DateMention` both fit."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def value(self) -> str: ...


@dataclass(slots=True)
class Counts:
    """Counts over documents: expressions annotated and found, and the true positives of each measure."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def f1(self, measure: str) -> float:
        """F1 of `strict`, `relaxed`, `type` or `value`, in 0..1; 1.0 where nothing was to be found and nothing was."""
        total = self.gold + self.found
        return 2 * int(getattr(self, measure)) / total if total else 1.0

    def figures(self) -> dict[str, float]:
        """The four F1 figures by name, and precision and recall of the relaxed spans."""
        return {
            **{name: self.f1(name) for name in ("strict", "relaxed", "type", "value")},
            "precision": self.relaxed / self.found if self.found else 1.0,
            "recall": self.relaxed / self.gold if self.gold else 1.0,
        }


def match(gold: Sequence[Expression], found: Sequence[Expression]) -> list[tuple[Expression, Expression]]:
    """Pairs of an annotated and a found expression that overlap, one to one, exact ones first."""
    pairs: list[tuple[Expression, Expression]] = []
    exact = {(g.start, g.end): g for g in gold}
    left: list[Expression] = []
    for f in found:
        g = exact.pop((f.start, f.end), None)
        if g is None:
            left.append(f)
        else:
            pairs.append((g, f))
    open_gold = sorted(exact.values(), key=lambda g: g.start)
    for f in sorted(left, key=lambda f: f.start):
        for i, g in enumerate(open_gold):
            if g.start < f.end and f.start < g.end:
                pairs.append((open_gold.pop(i), f))
                break
    return pairs


def score(documents: Iterable[tuple[Sequence[Expression], Sequence[Expression]]]) -> Counts:
    """Counts over (annotated, found) of each document."""
    counts = Counts()
    for gold, found in documents:
        pairs = match(gold, found)
        counts.gold += len(gold)
        counts.found += len(found)
        counts.relaxed += len(pairs)
        counts.strict += sum((g.start, g.end) == (f.start, f.end) for g, f in pairs)
        counts.type += sum(g.type == f.type for g, f in pairs)
        counts.value += sum(g.value == f.value for g, f in pairs)
    return counts
