"""Numbers in digits and in letters: what they come to."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from newsparse.text.numbers import NUMBERS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["number", "numbers"]

_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_SCALES |= {f"{word}s": scale for word, scale in _SCALES.items() if len(word) > 2}
_KNOWN: dict[str, int | Fraction] = {**ORDINALS, **NUMBERS}
_KNOWN |= {"half": Fraction(1, 2), "once": 1, "twice": 2, "double": 2, "triple": 3}
_DIGITS = re.compile(r"^(\d+(?:\.\d+)?)([a-z]*)$")


def numbers(words: Sequence[str]) -> list[Fraction]:
    """The numbers that the words tell, in digits or in letters, in order of size: "two dozen" is 24 as "24" is."""
    found: list[Fraction] = []
    value: Fraction | None = None
    for word in [*words, ""]:
        one = number(word)
        if one is not None and value is not None and _joins(value, one, word):
            value += one
        elif one is not None:
            found += [] if value is None else [value]
            value = one
        elif word in _SCALES:
            value = (Fraction(1) if value is None else value) * _SCALES[word]
        elif word != "and" and value is not None:
            found.append(value)
            value = None
    return sorted(found)


def _joins(value: Fraction, one: Fraction, word: str) -> bool:
    """Whether a number in letters goes on: "twenty" and "three", "two hundred" and "fifty"."""
    if word not in NUMBERS or not value:
        return False
    return (value % 10 == 0 and value % 100 != 0 and one < 10) or (value % 100 == 0 and one < 100)


def number(word: str) -> Fraction | None:
    """The number that one word tells, or None."""
    if word in _KNOWN:
        return Fraction(_KNOWN[word])
    match = _DIGITS.match(word)
    return Fraction(match[1]) * _SCALES.get(match[2], 1) if match else None
