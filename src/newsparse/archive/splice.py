"""Whether a claim joins words of two places: runs of the claim that stand in quotes, and what of it they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.archive.align import Aligned, align
from newsparse.archive.words import GAP, is_common

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SHORTEST", "spliced"]

SHORTEST = 3
"""Words of a run."""
_MOST = 4  # runs
_SLACK = 12  # one word in so many may come from nowhere: "and", where two quotes were joined
_WORSE = 2  # words that one place must have wrong besides: a word put in may stand somewhere beside its neighbours
_SKIPPED, _PIECE = 10, 1

_Run = tuple[int, int, Aligned]
"""The first word of the claim, one past the last, and a place that has them."""


def spliced(claim: Sequence[str], found: Sequence[Aligned], best: Aligned | None) -> list[Aligned]:
    """The places that a claim was joined from, in its order; empty where it was not.

    `found` are the zones of direct speech laid beside it, and `best` the best of them: one place with words left out,
    or with fewer words wrong than the join has, is an alteration.
    """
    if GAP in claim or len(claim) < 2 * SHORTEST:
        return []
    runs = _cover(claim, _longest(claim, found, best))
    covered = sum(stop - start for start, stop, _ in runs)
    missing = len(claim) - covered
    if not 2 <= len(runs) <= _MOST or missing > max(1, len(claim) // _SLACK):
        return []
    if any(all(map(is_common, claim[start:stop])) for start, stop, _ in runs):
        return []
    if best is not None and _wrong(claim, best) < missing + _WORSE:
        return []
    return [align(claim[start:stop], place.page, place.zone) for start, stop, place in runs]


def _wrong(claim: Sequence[str], best: Aligned) -> int:
    """The words of the claim that the place does not have."""
    return sum(1 for i, j in best.pairs if i >= 0 and (j < 0 or claim[i] != best.zone.words[j]))


def _longest(claim: Sequence[str], found: Sequence[Aligned], best: Aligned | None) -> list[tuple[int, Aligned | None]]:
    """For every word of the claim how far the words from it on stand together somewhere, and where: the best first."""
    order = sorted(found, key=lambda each: (each is not best, best is None or each.page is not best.page, -each.score))
    longest: list[tuple[int, Aligned | None]] = []
    for start in range(len(claim)):
        size, where = 0, None
        for each in order:
            while start + size < len(claim) and each.zone.place(claim[start : start + size + 1]) is not None:
                size, where = size + 1, each
        longest.append((size, where))
    return longest


def _cover(claim: Sequence[str], longest: Sequence[tuple[int, Aligned | None]]) -> list[_Run]:
    """The fewest runs that leave the fewest words uncovered."""
    size = len(claim)
    cost = [0] * (size + 1)
    take = [0] * size
    for start in range(size - 1, -1, -1):
        cost[start] = cost[start + 1] + _SKIPPED
        for length in range(SHORTEST, longest[start][0] + 1):
            if cost[start + length] + _PIECE < cost[start]:
                cost[start], take[start] = cost[start + length] + _PIECE, length
    runs: list[_Run] = []
    start = 0
    while start < size:
        where = longest[start][1]
        if take[start] and where is not None:
            runs.append((start, start + take[start], where))
        start += take[start] or 1
    return runs
