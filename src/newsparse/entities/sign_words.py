"""The words of the signs that tell of what kind the bearer of a name is, and what each sign weighs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsparse.names.lexicon import check_sorted, load

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_listed", "is_place_noun", "weights"]


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    table = load("newsparse.entities", "signs.toml")["words"]
    return {part: frozenset(check_sorted(f"signs.toml {part}", words)) for part, words in table.items()}


def is_listed(word: str, part: str) -> bool:
    """Whether a folded word stands in a list of `data/signs.toml`."""
    return word in _word_lists()[part]


def is_place_noun(word: str) -> bool:
    """Whether a folded noun says of a name that it is a place's: "capital", "village"."""
    return is_listed(word, "places")


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Sign -> what it adds to the logarithm of the chance of each kind."""
    table: dict[str, dict[str, float]] = load("newsparse.entities", "signs.toml")["weights"]
    return table
