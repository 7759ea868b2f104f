"""What differs between a claim and the words found, and whether it is of the kinds that turn a meaning round."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from newsparse.archive.numbers import numbers
from newsparse.archive.result import Change, Flag
from newsparse.archive.words import plain, spelled_out, split, stem
from newsparse.names.lexicon import given_names
from newsparse.tables import check_sorted, load
from newsparse.text.words import BACKSHIFTED, NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.archive.align import Aligned
    from newsparse.archive.words import Words

__all__ = ["changes", "contradicts", "flags"]

_MODALS = frozenset({
    "can", "cannot", "could", "may", "might", "must", "need", "ought", "shall", "should", "will", "would",
})  # fmt: skip
_DENYING = ("un", "in", "im", "il", "ir", "dis", "non")
"""Beginnings that make the opposite of a word."""
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:“\"‘«]\s*|\n\s*)[\"“‘'«(\[]*$")


def changes(claim: Words, text: str, found: Aligned) -> tuple[Change, ...]:
    """The differences, each as long as it runs, in the order of the claim."""
    return tuple(_change(claim, text, found, run) for run in _runs(claim, found))


def _runs(claim: Words, found: Aligned) -> Iterator[list[tuple[int, int]]]:
    def same(pair: tuple[int, int]) -> bool:
        i, j = pair
        return i >= 0 and j >= 0 and claim.words[i] == found.zone.words[j]

    placed = [(pair, place) for place, pair in enumerate(found.pairs) if not same(pair)]
    for _, group in itertools.groupby(enumerate(placed), lambda each: each[1][1] - each[0]):
        yield [pair for _, (pair, _) in group]


def _change(claim: Words, text: str, found: Aligned, run: list[tuple[int, int]]) -> Change:
    at = found.zone.at
    mine = [i for i, _ in run if i >= 0]
    theirs = [at[j] for _, j in run if j >= 0 and at[j] >= 0]
    before = found.pairs[: found.pairs.index(run[0])]
    here = _stretch(claim, mine, max((i for i, _ in before), default=-1))
    there = _stretch(found.page.words, theirs, max((at[j] for _, j in before if j >= 0), default=-1))
    kind = "changed" if mine and theirs else "added" if mine else "left out"
    return Change(kind, text[slice(*here)], found.page.text[slice(*there)], *here, *there)  # type: ignore[arg-type]


def _stretch(words: Words, numbers: Sequence[int], before: int) -> tuple[int, int]:
    """From the first of the words to the last; where there are none, the empty stretch after the word `before`."""
    if numbers:
        return words.starts[numbers[0]], words.ends[numbers[-1]]
    place = words.ends[before] if before >= 0 else words.starts[0]
    return place, place


def flags(found: Iterable[Change], claim: str, text: str, *, reported: bool = False) -> tuple[Flag, ...]:
    """Which kinds of words that decide a meaning are not the same on both sides, in a fixed order.

    With `reported`, "would" is what became of "will".
    """
    seen: set[Flag] = set()
    for each in found:
        mine, theirs = _sides(each, claim, text, reported=reported)
        seen |= {flag for flag in mine if mine[flag] != theirs[flag]}
        if _are_opposites(each):
            seen.add("opposite")
    return tuple(flag for flag in get_args(Flag) if flag in seen)


def contradicts(found: Sequence[Change], claim: str, text: str) -> bool:
    """Whether a claim tells something else than a report from which it differs so: a negation more or less, an
    opposite, a number or a name that the report does not have. "The mayor" for a name is none.
    """
    if not {"negation", "opposite"}.isdisjoint(flags(found, claim, text, reported=True)):
        return True
    for each in found:
        mine, theirs = _sides(each, claim, text, reported=True)
        if mine["number"] and mine["number"] != theirs["number"]:
            return True
        if mine["name"] and mine["name"] != theirs["name"] and (theirs["name"] or not each.found):
            return True
    return False


def _sides(
    each: Change, claim: str, text: str, *, reported: bool
) -> tuple[dict[Flag, list[Any]], dict[Flag, list[Any]]]:
    mine, theirs = split(each.claim).words, split(each.found).words
    one, other = ([word for word, _ in spelled_out(*both)] for both in ((mine, theirs), (theirs, mine)))
    return (
        _deciding(plain(one), _names(claim, each.claim_start, each.claim), reported=reported),
        _deciding(plain(other), _names(text, each.start, each.found), reported=reported),
    )


def _deciding(words: list[str], names: list[str], *, reported: bool) -> dict[Flag, list[Any]]:
    """What a part of a text has of the words that decide a meaning; no month of May is a modal."""
    modals = [word for word in words if word in _MODALS and word not in names]
    return {
        "negation": [True for word in words if word in NEGATIONS],
        "number": numbers(words),
        "name": names,
        "modal": sorted(BACKSHIFTED.get(word, word) for word in modals) if reported else sorted(modals),
    }


def _are_opposites(each: Change) -> bool:
    """Whether a change puts a word for its opposite: "safe" and "unsafe", "rise" and "fall"."""
    return any(_opposite(one, other) for one in split(each.claim).words for other in split(each.found).words)


def _opposite(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return stem(other) in _opposites().get(stem(one), ()) or any(long == f"{first}{short}" for first in _DENYING)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """The stems of the opposites of each stem."""
    listed = check_sorted("opposites.toml", map(" ".join, load("newsparse.archive", "opposites.toml")["pairs"]))
    pairs = [(stem(one), stem(other)) for one, other in map(str.split, listed)]
    both = [*pairs, *((other, one) for one, other in pairs)]
    return {word: frozenset(other for one, other in both if one == word) for word, _ in both}


def _names(text: str, start: int, part: str) -> list[str]:
    """The folded words with a capital; one that begins a sentence only where it is a name by itself. "I" is none."""
    found = []
    words = split(part)
    for word, first, end in zip(words.words, words.starts, words.ends, strict=True):
        place = start + first
        if not part[first].isupper() or word.split("'")[0] == "i":
            continue
        begins = _ENDS_SENTENCE.search(text[max(0, place - 4) : place])
        if not begins or word in given_names() or re.search(rf"[a-z,] {re.escape(part[first:end])}\b", text):
            found.append(word.removesuffix("'s"))
    return sorted(found)
