"""Which blocks of a page are its article: the blocks aligned with the true body, by their words in their order.

Collections differ in what they call the body. Captions and standfirsts are labelled by where they stand: a reader would keep them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsparse.sources.page.blocks import Page
    from training.corpora.web_pages import WebPage

TOKEN = re.compile(r"\w+")
SHORTEST = 3  # words: shorter agreement of page and body is chance
INSIDE = 0.6  # share of the words of a block that are in the body, from which it is of the article
OUTSIDE = 0.2
ASIDE = 0.7  # how much a caption or a standfirst counts
HERO = 6  # blocks before the first paragraph in which a caption may stand
LEVELS, FEWEST_AROUND = 6, 2  # elements around a caption in one of which there are so many paragraphs of the article
MOST = 30_000  # words of a page that are aligned


def labels(page: Page, kinds: Sequence[str], truth: WebPage) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float64]]:
    """1 for a block of the article and 0 for others, and how much each counts. `kinds` are those of `page.kinds`."""
    if not truth.body:
        return _by_segments(page, truth)
    share = shares([block.text for block in page.blocks], truth.body)
    found = (share >= (INSIDE + OUTSIDE) / 2).astype(np.int8)
    weights = np.where((share >= INSIDE) | (share <= OUTSIDE), 1.0, 0.3)
    _by_place(page, kinds, found, weights)
    return found, weights


def _by_place(page: Page, kinds: Sequence[str], found: npt.NDArray[np.int8], weights: npt.NDArray[np.float64]) -> None:
    """Captions inside the article and standfirsts before it are of it, whatever the collection says."""
    prose = [i for i, kind in enumerate(kinds) if found[i] and kind == "paragraph"]
    if not prose:
        return
    elements: Counter[int] = Counter()
    for i in prose:
        elements.update(page.around(page.blocks[i].node))
    for i, kind in enumerate(kinds):
        if kind == "headline":
            weights[i] = 0.0
        elif kind == "standfirst" and i < prose[0]:
            found[i], weights[i] = 1, max(weights[i], ASIDE)
        elif kind == "caption" and not found[i]:
            block = page.blocks[i]
            near = any(elements[number] >= FEWEST_AROUND for number in page.around(page.blocks[i].node, LEVELS))
            inside = prose[0] - HERO <= i <= prose[-1] and block.links < 0.5 * len(block.text)
            found[i], weights[i] = int(near and inside), ASIDE


def shares(texts: list[str], body: str) -> npt.NDArray[np.float64]:
    """The share of the words of each text that are in the body, by an alignment that keeps the order."""
    tokens: list[str] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        found = TOKEN.findall(text.lower())
        tokens += found
        owner += [number] * len(found)
    tokens, owner = tokens[:MOST], owner[:MOST]
    wanted = TOKEN.findall(body.lower())
    number_of = {token: at for at, token in enumerate(dict.fromkeys([*tokens, *wanted]))}
    hits, sizes = np.zeros(len(texts)), np.bincount(owner, minlength=len(texts)) if owner else np.zeros(len(texts))
    if tokens and wanted:
        left, right = [number_of[t] for t in tokens], [number_of[t] for t in wanted]
        for match in LCSseq.opcodes(left, right):
            size = match.src_end - match.src_start
            if match.tag == "equal" and size >= min(SHORTEST, len(wanted)):
                np.add.at(hits, owner[match.src_start : match.src_end], 1)
    return np.asarray(hits / np.maximum(sizes, 1))


def _by_segments(page: Page, truth: WebPage) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float64]]:
    """The blocks that hold a segment that must be there, or must not; the others do not count."""
    found, weights = np.zeros(len(page.blocks), dtype=np.int8), np.zeros(len(page.blocks))
    for number, block in enumerate(page.blocks):
        plain = " ".join(block.text.split())
        for segments, label in ((truth.unwanted, 0), (truth.wanted, 1)):
            if any(" ".join(segment.split()) in plain for segment in segments):
                found[number], weights[number] = label, 1.0
    return found, weights
