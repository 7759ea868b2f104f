"""Boosted trees as they lie in the package: both readers give the same odds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from newsparse.coref.antecedents import ranker
from newsparse.coref.candidate_features import NAMES
from newsparse.trees import SmallTrees, Trees, loaded

if TYPE_CHECKING:
    from pathlib import Path


def chain(leaves: int) -> Trees:
    """One tree that asks of column 0 whether it is at most 0, 1, 2, ...; its leaves are worth 1, 2, 3, ..."""
    inner, size = leaves - 1, 2 * leaves - 1
    left, right, limit = np.arange(size), np.arange(size), np.full(size, np.inf)
    value = np.zeros(size)
    for i in range(inner):
        left[i], limit[i], value[inner + i] = inner + i, i, i + 1
        right[i] = i + 1 if i + 1 < inner else size - 1
    value[size - 1] = leaves
    column = np.zeros((1, size), np.int16)
    return Trees(column, limit[None], left[None], right[None], value[None], 0.5, inner)


def test_a_row_ends_in_the_first_leaf_that_is_not_struck_out() -> None:
    rows = np.array([[-1.0], [0.0], [0.5], [5.5], [9.0]])
    assert SmallTrees(chain(8)).odds(rows).tolist() == [1.5, 1.5, 2.5, 7.5, 8.5]
    assert chain(8).odds(rows).tolist() == [1.5, 1.5, 2.5, 7.5, 8.5]


def test_the_packaged_trees_are_read_alike() -> None:
    rows = np.random.default_rng(1).normal(0, 3, (20, len(NAMES))).round()
    for small in (ranker().pronouns, ranker().phrases):
        assert np.allclose(small.odds(rows), small.trees.odds(rows))


def test_nine_leaves_are_too_many() -> None:
    with pytest.raises(ValueError, match="9 leaves"):
        SmallTrees(chain(9))


def test_trees_of_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "trees.npz"
    chain(3).save(path, ["size"])
    assert Trees.read(loaded(path, ("size",), "training.trees")).depth == 2
    with pytest.raises(ValueError, match=r"^trees.npz was trained on other features; run python -m training\.trees$"):
        loaded(path, ("size", "age"), "training.trees")
