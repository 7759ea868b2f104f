"""What differs between a claim and the words found, and whether it is of the kinds that turn a meaning round."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from newsparse.archive.numbers import numbers
from newsparse.archive.result import Change, Flag
from newsparse.archive.words import GAP, split
from newsparse.names.lexicon import given_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.archive.align import Aligned
    from newsparse.archive.words import Words

__all__ = ["changes", "flags"]

_NEGATIONS = frozenset({
    "barely", "cannot", "hardly", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere",
    "rarely", "scarcely", "seldom", "without",
})  # fmt: skip
_MODALS = frozenset({
    "can", "cannot", "could", "may", "might", "must", "need", "ought", "shall", "should", "will", "would",
})  # fmt: skip
_SHORT = {"can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"), "cannot": ("can", "not")}
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
    mine = [i for i, _ in run if i >= 0]
    theirs = [found.zone.at[j] for _, j in run if j >= 0 and found.zone.at[j] >= 0]
    before = found.pairs.index(run[0]) - 1
    page = found.page.words
    here = _stretch(claim, mine, max((i for i, _ in found.pairs[: before + 1] if i >= 0), default=-1))
    there = _stretch(page, theirs, max((found.zone.at[j] for _, j in found.pairs[: before + 1] if j >= 0), default=-1))
    kind = "changed" if mine and theirs else "added" if mine else "left out"
    return Change(kind, text[slice(*here)], found.page.text[slice(*there)], *here, *there)  # type: ignore[arg-type]


def _stretch(words: Words, numbers: Sequence[int], before: int) -> tuple[int, int]:
    """From the first of the words to the last; where there are none, the empty stretch after the word `before`."""
    if numbers:
        return words.starts[numbers[0]], words.ends[numbers[-1]]
    place = words.ends[before] if before >= 0 else words.starts[0] if len(words) else 0
    return place, place


def flags(found: Iterable[Change], claim: str, text: str) -> tuple[Flag, ...]:
    """Which kinds of words that decide a meaning are not the same on both sides, in a fixed order."""
    seen: set[Flag] = set()
    for each in found:
        mine, theirs = _plain(each.claim), _plain(each.found)
        if _count(mine, _NEGATIONS) != _count(theirs, _NEGATIONS):
            seen.add("negation")
        named = [_names(claim, each.claim_start, each.claim), _names(text, each.start, each.found)]
        if _modals(mine, named[0]) != _modals(theirs, named[1]):
            seen.add("modal")
        if numbers(mine) != numbers(theirs):
            seen.add("number")
        if named[0] != named[1]:
            seen.add("name")
    order: tuple[Flag, ...] = ("negation", "number", "name", "modal")
    return tuple(flag for flag in order if flag in seen)


def _plain(text: str) -> list[str]:
    """The words without contractions: "can't" is "can" and "not"."""
    plain: list[str] = []
    for word in split(text).words:
        if word in _SHORT:
            plain += _SHORT[word]
        elif word.endswith("n't"):
            plain += [word[:-3], "not"]
        elif word.endswith("'ll"):
            plain += [word[:-3], "will"]
        elif word != GAP:
            plain.append(word)
    return plain


def _count(words: Sequence[str], wanted: frozenset[str]) -> int:
    return sum(word in wanted for word in words)


def _modals(words: Sequence[str], names: Sequence[str]) -> list[str]:
    """The modals among words, of which some are names: no month of May is one."""
    return sorted(word for word in words if word in _MODALS and word not in names)


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
