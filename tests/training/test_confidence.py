"""How stated confidence is set against what was right."""

from __future__ import annotations

from training.confidence import reliability


def test_reliability_counts_each_quote_once() -> None:
    table = reliability([(0.95, True), (0.92, False), (0.3, False)])
    assert [(row.count, row.right) for row in table] == [(1, 0.0), (2, 0.5)]
