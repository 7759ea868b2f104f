"""Which blocks of a text are the article: boosted trees over `features`, smoothed along the text.

The trees lie in data/boilerplate.npz; training/boilerplate makes them. A text that shows no furniture of a page is
kept whole, and where the trees would leave nothing, nothing is left out.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from newsparse.keys import Decision
from newsparse.sources import lexicon
from newsparse.sources.features import NAMES, Matrix, features
from newsparse.sources.textkinds import SENTENCE_END
from newsparse.trees import Trees, loaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.text.lines import Span

__all__ = ["decide", "is_furniture", "judge", "trees"]

SWITCH = 0.25  # log odds that a change from article to furniture, or back, costs
SURE = 3.0  # log odds beyond which a block does not speak louder
FEWEST_BLOCKS = 3  # with fewer, there is nothing to tell a block apart from
SURE_ALONE = 0.12  # the probability under which a block goes from a text that looks clean otherwise
PARAGRAPH = 0.5  # how much like prose a block is that counts as a paragraph
HEADLINE_REACH = 15  # blocks between a headline and its story
HEADLINE_ODD = 0.5  # the probability from which a line far from the story is its headline
HEADLINE_OVERLAP = 0.45  # of the longer words of a headline stand in the story
FEWEST_TITLE, LONGEST_TITLE = float(np.log1p(3)), float(np.log1p(30))  # words, as the column has them
LONGEST_SURE = 400  # characters of a line that the lexicon is sure of
GAP = 8  # blocks between two paragraphs of one article
LONGEST_DATED, FEWEST_DATED = 15, 3  # words of a line with a day; how many of them make a series
# Blocks between two of them; between the article and the first; above one, of its entry.
APART, BETWEEN, ABOVE_DAY = 12, 4, 2
FEWEST_TOLD = 60  # words of paragraphs of an article, before they are looked for
LEAST_REPORT = 0.05  # the probability from which a paragraph that reports speech goes on with the article
# A notice of rights says so at its start: of 444 blocks of 651 pages that begin so none is of the article.
_RIGHTS = re.compile(r"all rights reserved\b|copyright\s+(?:©|\d{4}\b)|©\s?(?:copyright\s)?\d{4}\b", re.I)


@cache
def trees() -> Trees:
    """The trees of the package. Raises `ValueError` where they were trained on other columns."""
    with as_file(files(__package__) / "data" / "boilerplate.npz") as path:
        return Trees.read(loaded(path, NAMES, "training.boilerplate.train"))


def decide(probability: Matrix) -> list[bool]:
    """Whether each block is kept: the likeliest sequence, where every change between the two costs `SWITCH`."""
    odds = np.clip(np.log((probability + 1e-4) / (1 - probability + 1e-4)), -SURE, SURE).tolist()
    dropped, kept = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for value in odds:
        from_kept = (kept - SWITCH > dropped, kept >= dropped - SWITCH)
        dropped, kept = max(dropped, kept - SWITCH), max(kept, dropped - SWITCH) + value
        back.append(from_kept)
    state = kept >= dropped
    found: list[bool] = []
    for steps in reversed(back):
        found.append(state)
        state = steps[state]
    return found[::-1]


def is_furniture(block: str) -> bool:
    """Whether a block is surely of no article: it sends the reader elsewhere, offers something, tells of rights."""
    return (len(block) < LONGEST_SURE and lexicon.is_sure(block)) or _RIGHTS.match(block) is not None


def judge(text: str, blocks: Sequence[Span], *, by: Trees | None = None) -> tuple[list[bool], list[Decision]]:
    """Whether each block is part of the article, and a decision with its reason for every block that is not.

    `by` are the trees to judge with, by default those of the package.
    """
    if len(blocks) < FEWEST_BLOCKS:
        return [True] * len(blocks), []
    matrix = features(text, blocks)
    probability = (by or trees()).score(matrix)
    probability[[is_furniture(text[a:b]) for a, b in blocks]] = 0.0
    probability[_series(decide(probability), matrix) :] = 0.0
    kept = _careful(decide(probability), matrix, probability)
    kept = _headed(_gone_on(kept, matrix, probability), matrix, probability)
    decisions = [
        Decision("sources", _reason(text, blocks, kept, i), *blocks[i], note=f"article {probability[i]:.2f}")
        for i in range(len(blocks))
        if not kept[i]
    ]
    return kept, decisions


def _column(matrix: Matrix, name: str) -> Matrix:
    return matrix[:, NAMES.index(name)]


def _series(kept: list[bool], matrix: Matrix) -> int:
    """Where comments or other stories begin that stand below the article one after the other, each under its own day.

    The number of blocks where there are none.
    """
    size, prose, dated, sentences = (_column(matrix, name) for name in ("words", "prose", "dated", "sentences"))
    size = np.expm1(size)
    line = (size <= LONGEST_DATED) & (prose < PARAGRAPH) & (sentences == 0) & (dated > 0)
    told = np.array(kept) & (prose > PARAGRAPH)
    behind = np.cumsum(size * told) >= FEWEST_TOLD
    places = np.flatnonzero(line & behind).tolist()
    for first, *_, last in zip(*(places[i:] for i in range(FEWEST_DATED)), strict=False):
        end = int(np.flatnonzero(told[:first])[-1])
        if last - first <= APART * (FEWEST_DATED - 1) and first - end > BETWEEN:
            return int(max(end + 1, first - ABOVE_DAY))
    return len(kept)


def _gone_on(kept: list[bool], matrix: Matrix, probability: Matrix) -> list[bool]:
    """A paragraph that reports speech close after the article, with nothing of a page between, belongs to it.

    So does what stands between the two: a subhead, a list.
    """
    prose, says, speech = (_column(matrix, name) for name in ("prose", "says", "speech"))
    found = list(kept)
    last: int | None = None
    for i, keep in enumerate(kept):
        if says[i] and not keep:
            last = None
        elif keep and prose[i] > PARAGRAPH:
            last = i
        elif keep or last is None or i - last > GAP:
            continue
        elif speech[i] and prose[i] > PARAGRAPH and probability[i] > LEAST_REPORT:
            found[last + 1 : i + 1] = [True] * (i - last)
            last = i
    return found


def _headed(kept: list[bool], matrix: Matrix, probability: Matrix) -> list[bool]:
    """The headline kept, where share buttons cut it off: the line before the story that says most of its words.

    Where none says enough of them, the likeliest line.
    """
    prose, overlap = _column(matrix, "prose"), _column(matrix, "overlap")
    story = next((i for i, keep in enumerate(kept) if keep and prose[i] > PARAGRAPH), 0)
    near = range(max(0, story - HEADLINE_REACH), story)
    title = _titles(matrix)
    lines = [i for i in near if title[i]]
    if not lines or any(kept[i] for i in near):
        return kept
    best = max(lines, key=lambda i: (overlap[i], i))
    if overlap[best] < HEADLINE_OVERLAP:
        best = max(lines, key=lambda i: float(probability[i]))
        if probability[best] <= HEADLINE_ODD:
            return kept
    return [keep or i == best for i, keep in enumerate(kept)]


def _titles(matrix: Matrix) -> npt.NDArray[np.bool_]:
    """Which blocks have the form of a headline: some words, no sentence, no bullet, nothing that furniture says."""
    size, *others = (_column(matrix, name) for name in ("words", "ends", "bullet", "says"))
    return np.asarray((size > FEWEST_TITLE) & (size < LONGEST_TITLE) & (np.max(others, axis=0) <= 0))


def _careful(kept: list[bool], matrix: Matrix, probability: Matrix) -> list[bool]:
    """Nothing is dropped from a text that says nothing as pages do, and never everything."""
    keep = np.array(kept)
    says = (_column(matrix, "says") > 0) | (probability == 0.0)
    if not keep.any() or not (says & ~keep).any():
        return [True] * len(kept)
    size = np.expm1(matrix[:, 0])
    if float(size[~keep].sum()) < 0.05 * float(size.sum()):
        keep |= _alone(kept, says) & (probability > SURE_ALONE)
    return [bool(each) for each in keep]


def _alone(kept: list[bool], says: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether each dropped block stands in a run of dropped blocks none of which speaks as furniture does."""
    alone = np.zeros(len(kept), dtype=bool)
    for keep, run in groupby(range(len(kept)), key=kept.__getitem__):
        places = list(run)
        alone[places] = not keep and not says[places].any()
    return alone


def _reason(text: str, blocks: Sequence[Span], kept: list[bool], at: int) -> str:
    """What a dropped block is: what its words say, else where it stands."""
    start, end = blocks[at]
    said = lexicon.reason(text[start : min(end, start + 300)])
    if said:
        return said
    first = kept.index(True)
    last = len(kept) - 1 - kept[::-1].index(True)
    shape = "text" if SENTENCE_END.search(text[max(start, end - 4) : end]) else "line"
    if at < first:
        return f"{shape} before the article"
    return f"{shape} after the article" if at > last else f"{shape} between paragraphs of other shape"
