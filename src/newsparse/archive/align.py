"""A claim laid beside a zone of an article, word by word: the cheapest way to turn one into the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.archive.page import BARRIER, Page, Zone
from newsparse.archive.words import GAP, is_common, spelled_out, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Aligned", "Pair", "align", "content_shared", "window"]

# Hundredths of a word. One word in ten changed costs a sixth of the score; words left out count little each, since a
# clause that is left out is one alteration.
_SAME, _FORM, _OTHER, _ADDED, _SKIP, _MORE = 100, 30, -60, -60, -50, -6
_LOST = -(10**9)
_SPELLED_OUT = 0.99  # the score where nothing but a contraction differs

Pair = tuple[int, int]
"""A word of the claim beside one of the zone; -1 where one of them has none."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A claim beside a zone of a page. `score` is 1 for the same words; `pairs` run in the order of both."""

    page: Page
    zone: Zone
    score: float
    pairs: tuple[Pair, ...]

    @property
    def exact(self) -> bool:
        """Whether the words are the same."""
        return self.score == 1.0

    @property
    def span(self) -> tuple[int, int]:
        """The place in the text of the page, from the first word that has a partner to the last."""
        at = [self.zone.at[j] for i, j in self.pairs if i >= 0 and j >= 0 and self.zone.at[j] >= 0]
        words = self.page.words
        return (words.starts[at[0]], words.ends[at[-1]]) if at else (0, 0)


def align(claim: Sequence[str], page: Page, zone: Zone, *, reported: bool = False) -> Aligned:
    """The best place of the claim in the zone; with `reported`, forms of one word count as the same word."""
    found = zone.place(claim)
    if found is not None:
        return Aligned(page, zone, 1.0, tuple((i, found + i) for i in range(len(claim))))
    mine, theirs = spelled_out(claim, zone.words), spelled_out(zone.words, claim)
    words, others = [word for word, _ in mine], [word for word, _ in theirs]
    steps, end, total = _table(words, others, reported=reported)
    numbers, numbered = [i for _, i in mine] + [-1], [j for _, j in theirs] + [-1]
    pairs = tuple(dict.fromkeys((numbers[i], numbered[j]) for i, j in [*_trace(words, steps, end)][::-1]))
    score = max(0, total) / (_SAME * sum(word != GAP for word in words))
    if score == 1 and not reported and any(claim[i] != zone.words[j] for i, j in pairs):
        score = _SPELLED_OUT
    return Aligned(page, zone, score, pairs)


def _table(claim: Sequence[str], words: Sequence[str], *, reported: bool) -> tuple[list[list[int]], int, int]:
    """For each word of the claim and of the zone how it is best reached, where the best way ends, and its score.

    A step is 0 for a pair, 1 for an added word, and 2 + n for n words of the zone passed over before the pair's place.
    """
    size = len(words)
    stems = [stem(word) for word in words]
    above = [0] * (size + 1)
    steps: list[list[int]] = []
    for word in claim:
        row, step = _over_gap(above) if word == GAP else _next(word, words, stems, above, reported=reported)
        steps.append(step)
        above = row
    best = max(range(size + 1), key=above.__getitem__)
    if best < size and above[best + 1] == above[best] and steps and not steps[-1][best + 1]:
        best += 1  # the last word beside another word, and not beside none
    return steps, best, above[best]


def _over_gap(above: list[int]) -> tuple[list[int], list[int]]:
    """Any words of the zone may stand for an ellipsis, at no cost."""
    row, step, best = [], [], 0
    for j, score in enumerate(above):
        if score > above[best]:
            best = j
        row.append(above[best])
        step.append(2 + j - best)
    return row, step


def _next(
    word: str, words: Sequence[str], stems: Sequence[str], above: list[int], *, reported: bool
) -> tuple[list[int], list[int]]:
    mine, near = stem(word), _SAME if reported else _FORM
    row, step = [above[0] + _ADDED], [1]
    passed, since = _LOST, 0
    for j, other in enumerate(words):
        same = _SAME if other == word else near if stems[j] == mine else _LOST if other == BARRIER else _OTHER
        best, how = above[j] + same, 0
        if above[j + 1] + _ADDED > best:
            best, how = above[j + 1] + _ADDED, 1
        opened = row[j] + _SKIP
        if opened >= passed + _MORE:
            passed, since = opened, 1
        else:
            passed, since = passed + _MORE, since + 1
        if passed > best:
            best, how = passed, 2 + since
        row.append(best)
        step.append(how)
    return row, step


def _trace(claim: Sequence[str], steps: list[list[int]], j: int) -> Iterator[Pair]:
    """The pairs from the last to the first."""
    i = len(claim) - 1
    while i >= 0:
        how = steps[i][j]
        if how == 0:
            yield i, j - 1
            i, j = i - 1, j - 1
        elif how == 1:
            yield i, -1
            i -= 1
        elif claim[i] == GAP:
            j -= how - 2
            i -= 1
        else:
            yield from ((-1, each) for each in range(j - 1, j - 1 - (how - 2), -1))
            j -= how - 2


def window(claim: Sequence[str], zone: Zone) -> Zone:
    """The part of a long zone where most words of the claim stand together, with room on both sides."""
    size = len(claim)
    if len(zone.words) <= 4 * size:
        return zone
    wanted = {word for word in claim if not is_common(word)} or set(claim)
    hits = [word in wanted for word in zone.words]
    width = 2 * size
    count = best = sum(hits[:width])
    first = 0
    for start in range(1, len(hits) - width + 1):
        count += hits[start + width - 1] - hits[start - 1]
        if count > best:
            best, first = count, start
    low, high = max(0, first - size), min(len(hits), first + width + size)
    return Zone(zone.kind, zone.words[low:high], zone.at[low:high], zone.said)


def content_shared(claim: Sequence[str], zone: Zone) -> float:
    """The share of the claim's words that tell something, by their stems, that the zone has; 0 for fewer than three."""
    mine = {stem(word) for word in claim if not is_common(word)}
    return len(mine & zone.stems) / len(mine) if len(mine) > 2 else 0.0
