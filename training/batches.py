"""Windows of neighbouring paragraphs, packed anew every epoch, and batches of windows of like length.

All that varies a text (masked words, case, quotation marks) is drawn here, from the arrays; a batch has the words as they
stand beside it, for a teacher.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsparse.tagger.features import CLOSING, LOWER, MIXED, OPENING, TITLE, UPPER

from .labels import IGNORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .arrays import Alphabet, Texts

Array = NDArray[np.int64]
Window = list[tuple[int, int]]
"""Stretches of words, each within one paragraph, as numbers of all words of the texts."""

LONGEST, SHORTEST = 256, 96
MASKED, RECASED, REQUOTED = 0.15, 0.03, 0.12
HEADED = 0.15  # of the short paragraphs, set as headlines are
HEADLINE = 16  # words at most
BLOCK = 400  # windows that are sorted by length together: little padding, and the order stays random


@dataclass(slots=True)
class Batch:
    """Arrays of shape (windows, pieces) and (windows, words); `first` and `last` are the pieces of each word.

    `whole` and `whole_cases` are `pieces` and `cases` before anything was varied.
    """

    pieces: Array
    cases: Array
    whole: Array
    whole_cases: Array
    quotes: Array
    mask: Array
    first: Array
    last: Array
    word_mask: Array
    labels: dict[str, Array]


class Packing:
    """Texts with the sums that cutting windows of them asks for."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.piece_at, self.word_at, self.paragraph_at = texts.starts()

    def size(self, window: Window) -> int:
        """How many pieces a window has, with one before it and one behind each paragraph."""
        return 1 + sum(int(self.piece_at[end] - self.piece_at[start]) + 1 for start, end in window)

    def windows(self, document: int, rng: np.random.Generator | None) -> Iterator[Window]:
        """Windows of a document: of random size for training, of the full size without `rng`."""

        def draw() -> int:
            return int(rng.integers(SHORTEST, LONGEST + 1)) if rng else LONGEST

        window: Window = []
        room = limit = draw()
        for paragraph in range(self.paragraph_at[document], self.paragraph_at[document + 1]):
            for start, end in self._cut(paragraph, limit - 2):
                size = int(self.piece_at[end] - self.piece_at[start]) + 1
                if window and size > room - 1:
                    yield window
                    window = []
                    room = limit = draw()
                window.append((start, end))
                room -= size
        if window:
            yield window

    def _cut(self, paragraph: int, limit: int) -> Iterator[tuple[int, int]]:
        """A paragraph in stretches of at most `limit` word pieces."""
        start, stop = int(self.word_at[paragraph]), int(self.word_at[paragraph + 1])
        while start < stop:
            fits = int(np.searchsorted(self.piece_at, self.piece_at[start] + limit, side="right")) - 1
            end = min(max(fits, start + 1), stop)
            yield start, end
            start = end

    def groups(self, pieces: int, rng: np.random.Generator | None) -> list[list[Window]]:
        """All windows once, in groups of about `pieces` word pieces with padding; in a random order with `rng`."""
        found = [window for document in range(len(self.texts)) for window in self.windows(document, rng)]
        sizes = np.array([self.size(window) for window in found])
        order = rng.permutation(len(found)) if rng else np.arange(len(found))
        block = BLOCK if rng else max(1, len(found))
        groups: list[list[Window]] = []
        for at in range(0, len(order), block):
            members: list[int] = []
            for number in sorted(order[at : at + block], key=sizes.__getitem__):
                if members and sizes[number] * (len(members) + 1) > pieces:
                    groups.append([found[each] for each in members])
                    members = []
                members.append(number)
            groups.append([found[each] for each in members])
        return [groups[i] for i in rng.permutation(len(groups))] if rng else groups

    def collate(self, windows: list[Window], alphabet: Alphabet, rng: np.random.Generator | None) -> Batch:
        """Padded arrays; distances of heads and links become positions (0 is the root or nothing, i + 1 is word i)."""
        texts = self.texts
        counts = [sum(end - start for start, end in window) for window in windows]
        shape, word_shape = (len(windows), max(map(self.size, windows))), (len(windows), max(counts))
        pieces, cases, whole, whole_cases, quotes, mask = (np.zeros(shape, np.int64) for _ in range(6))
        first, last, word_mask = (np.zeros(word_shape, np.int64) for _ in range(3))
        labels = {key: np.full(word_shape, IGNORE, np.int64) for key in texts.labels}
        for row, window in enumerate(windows):
            style = alphabet.styles[rng.integers(len(alphabet.styles))] if rng and rng.random() < REQUOTED else None
            word, at = 0, 1
            whole[row, 0] = pieces[row, 0] = alphabet.begin
            for start, end in window:
                size = texts.counts[start:end].astype(np.int64)
                ids = texts.pieces[self.piece_at[start] : self.piece_at[end]].astype(np.int64)
                here, there = slice(at, at + len(ids)), slice(word, word + end - start)
                last[row, there] = at + np.cumsum(size) - 1
                first[row, there] = last[row, there] - size + 1
                own, quote = texts.cases[start:end].astype(np.int64), texts.quotes[start:end].astype(np.int64)
                whole[row, here], whole_cases[row, here] = ids, np.repeat(own, size)
                quotes[row, here] = np.repeat(quote, size)
                if rng:
                    ids = np.where(np.repeat(rng.random(end - start) < MASKED, size), alphabet.mask, ids)
                    if style and self._plain(start):
                        ids = _requoted(ids, np.repeat(np.where(size == 1, quote, 0), size), style)
                    own = _recased(own, texts.long[start:end], rng)
                pieces[row, here], cases[row, here] = ids, np.repeat(own, size)
                at += len(ids) + 1
                whole[row, at - 1] = pieces[row, at - 1] = alphabet.separator
                word += end - start
                for key, values in texts.labels.items():
                    labels[key][row, there] = values[start:end]
            mask[row, :at] = 1
            word_mask[row, :word] = 1
        for key in {"head", "links"} & labels.keys():
            labels[key] = _positions(labels[key], word_mask)
        return Batch(pieces, cases, whole, whole_cases, quotes, mask, first, last, word_mask, labels)

    def _plain(self, word: int) -> bool:
        return bool(self.texts.plain[np.searchsorted(self.word_at, word, side="right") - 1])


def batches(texts: Texts, pieces: int, alphabet: Alphabet) -> Iterator[Batch]:
    """All windows of `texts` once as they stand, in batches of about `pieces` word pieces."""
    packing = Packing(texts)
    for group in packing.groups(pieces, None):
        yield packing.collate(group, alphabet, None)


def endless(texts: Texts, pieces: int, alphabet: Alphabet, seed: int, skip: int) -> Iterator[Batch]:
    """Varied batches without end, every epoch cut and ordered in its own way; the first `skip` are left out."""
    packing = Packing(texts)
    for epoch in count():
        groups = packing.groups(pieces, np.random.default_rng([seed, epoch]))
        for number in range(min(skip, len(groups)), len(groups)):
            yield packing.collate(groups[number], alphabet, np.random.default_rng([seed, epoch, number]))
        skip = max(0, skip - len(groups))


def _positions(distances: Array, word_mask: Array) -> Array:
    """Distances to positions in the window; what points out of it is ignored."""
    here = np.arange(distances.shape[1])[None, :]
    target = here + distances
    outside = (distances == IGNORE) | (target < 0) | (target >= word_mask.sum(1, keepdims=True))
    return np.where(outside, IGNORE, np.where(distances == 0, 0, target + 1))


def _recased(cases: Array, long: NDArray[np.bool_], rng: np.random.Generator) -> Array:
    """The cases of a paragraph, now and then all lower or upper; of a short one as of a headline, too, in title case."""
    if rng.random() < RECASED:
        return np.where(np.isin(cases, (LOWER, TITLE, UPPER, MIXED)), rng.choice((LOWER, UPPER)), cases)
    if len(cases) <= HEADLINE and rng.random() < HEADED:
        return np.where((cases == LOWER) & (long | (np.arange(len(cases)) == 0)), TITLE, cases)
    return cases


def _requoted(ids: Array, quotes: Array, style: tuple[int, int]) -> Array:
    """Pieces with the marks of another style where `quotes` tells that one stands."""
    return np.select([quotes == OPENING, quotes == CLOSING], style, ids)
