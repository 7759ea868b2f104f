"""Whether what stands around the words of a claim turns them round: a negation, a condition."""

from __future__ import annotations

import itertools
import re
from functools import partial
from typing import TYPE_CHECKING

from newsparse import tables
from newsparse.archive.words import plain
from newsparse.text.words import CONDITIONS, CONJUNCTIONS, NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.archive.align import Aligned

__all__ = ["is_cut"]

_listed = partial(tables.listed, "newsparse.archive", "turned.toml")
_STOPS = (CONJUNCTIONS - {"nor"}) | {"although", "because", "since", "so", "though", "when", "while"}
_ENDS = re.compile(r"[.!?;:()—–”»\"\n]")


def is_cut(found: Aligned) -> bool:
    """Whether a negation or a condition that governs the words found was left off, or stands in an ellipsis."""
    places = [j for i, j in found.pairs if i >= 0 and j >= 0 and found.zone.at[j] >= 0]
    if not places:
        return False
    passed = {j for i, j in found.pairs if i < 0}
    skips = [
        (one, other)
        for one, other in itertools.pairwise(places)
        if other > one + 1 and passed.isdisjoint(range(one, other))
    ]
    return (
        _is_governed(found, places[0], 0)
        or any(_is_governed(found, other, one + 1) for one, other in skips)
        or _has_condition(found, places[-1])
    )


def _is_governed(found: Aligned, start: int, least: int) -> bool:
    """Whether the words of the zone from `least` on to `start` turn round what follows: twice turned is not turned."""
    words, turns, after = found.zone.words, 0, list[str]()
    for k in _back(found, start, least, over_commas=least > 0):
        word = words[k]
        if word in CONDITIONS:
            return True
        leads = not after or not {"that", "to"}.isdisjoint(after)
        if not NEGATIONS.isdisjoint(plain([word])):
            within = not {"which", "who"}.isdisjoint(words[max(0, k - 2) : k])  # "those who do not vote"
            turns += (leads or not within) and _listed("limiting").isdisjoint(after[-1:])
        turns += leads and word in _listed("turning")
        after.append(word)
    return turns % 2 == 1 or (least == 0 and _follows_condition(found, start))


def _back(found: Aligned, start: int, least: int, *, over_commas: bool) -> Iterator[int]:
    """The words before `start` in its clause, the last first."""
    for k in range(start - 1, least - 1, -1):
        between = _between(found, k)
        if _ENDS.search(between) or ("," in between and not over_commas) or found.zone.words[k] in _STOPS:
            return
        yield k


def _follows_condition(found: Aligned, start: int) -> bool:
    """Whether the sentence begins with an "if" and goes on, after a comma, with the words found."""
    first, commas = start, 0
    while first > 0 and not _ENDS.search(between := _between(found, first - 1)):
        commas += "," in between
        first -= 1
    head = [word for word in found.zone.words[first:start] if word not in CONJUNCTIONS]
    return commas > 0 and head[:1] != [] and head[0] in CONDITIONS


def _has_condition(found: Aligned, last: int) -> bool:
    """Whether a condition follows the words found: "I will go" of "I will go if the road is open"."""
    words = found.zone.words
    if last + 1 >= len(words) or _ENDS.search(_between(found, last)):
        return False
    following = words[last + 1 : last + 3]
    begins = following[0] in {"provided", *CONDITIONS} - {"whether"} or following == ("only", "if")
    return begins and words[last] not in _listed("asking")


def _between(found: Aligned, k: int) -> str:
    """What stands in the text between a word of the zone and the next; the end of a sentence beside a barrier."""
    one, other = found.zone.at[k : k + 2]
    words = found.page.words
    return found.page.text[words.ends[one] : words.starts[other]] if min(one, other) >= 0 else "."
