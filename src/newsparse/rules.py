"""One kind of rule for every stage: a name, a phase, what it does, its examples, and why it is there.

A stage lists its rules in one `RuleTable`. Phases run in their order; inside a phase the order does not matter, which
tests hold by shuffling. Examples are ids in `data/<stage>/`: each rule is needed by one of its own at least.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["Rule", "RuleTable"]

C = TypeVar("C")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Rule(Generic[C, R]):
    """One rule of a stage.

    `name` is for explanations and is never compared. `apply` takes what the stage works on: it changes that, or
    returns what it found. `examples` are ids in `data/<stage>/`. `why` is the report or the guideline that the rule
    answers, the figure that it moves, or what typography makes certain.
    """

    name: str
    phase: str
    apply: Callable[[C], R]
    examples: tuple[str, ...]
    why: str


class RuleTable(Generic[C, R]):
    """The rules of a stage in the order in which they run: by phase, within a phase as listed.

    Raises ValueError for a name that is there twice, an unknown phase, and a rule without examples or a reason.
    """

    def __init__(self, phases: Sequence[str], rules: Iterable[Rule[C, R]]):
        self.phases = tuple(phases)
        self._rules = tuple(rules)
        _check(self.phases, self._rules)
        self._ordered = tuple(rule for phase in self.phases for rule in self._rules if rule.phase == phase)

    def __iter__(self) -> Iterator[Rule[C, R]]:
        return iter(self._ordered)

    def without(self, *names: str) -> RuleTable[C, R]:
        """The table less some rules; raises KeyError for a name that is not in it."""
        left = {rule.name: rule for rule in self._rules}
        for name in names:
            del left[name]
        return RuleTable(self.phases, left.values())

    def shuffled(self, seed: int) -> RuleTable[C, R]:
        """The same rules in another order inside each phase."""
        rules = list(self._rules)
        random.Random(seed).shuffle(rules)  # noqa: S311 - an order for a test
        return RuleTable(self.phases, rules)


def _check(phases: Sequence[str], rules: Sequence[Rule[C, R]]) -> None:
    """Raise ValueError at the first rule that is not as a table wants it."""
    twice = [name for name, count in Counter(rule.name for rule in rules).items() if count > 1]
    if twice:
        raise ValueError(f"two rules are named {twice[0]!r}")
    for rule in rules:
        if rule.phase not in phases:
            raise ValueError(f"rule {rule.name!r}: no phase is named {rule.phase!r}")
        if not rule.examples or not rule.why:
            raise ValueError(f"rule {rule.name!r}: give it examples and a reason")
