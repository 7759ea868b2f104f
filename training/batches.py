"""Windows of neighbouring paragraphs, packed anew every epoch, and batches of windows of like length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsparse.tagger.features import CLOSING, LOWER, MIXED, OPENING, TITLE, UPPER, WordPieces

from .examples import Document, Paragraph
from .labels import IGNORE

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

Array = NDArray[np.int64]

LONGEST, SHORTEST = 256, 96
MASKED, RECASED, REQUOTED = 0.15, 0.03, 0.12
HEADED = 0.15  # of the short paragraphs, set as headlines are
HEADLINE = 16  # words at most
QUOTE_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"))


@dataclass(slots=True)
class Batch:
    """Arrays of shape (windows, pieces) and (windows, words); `first` and `last` are the pieces of each word."""

    pieces: Array
    cases: Array
    quotes: Array
    mask: Array
    first: Array
    last: Array
    word_mask: Array
    labels: dict[str, Array]

    @property
    def words(self) -> int:
        """How many words there are."""
        return int(self.word_mask.sum())


def _cut(paragraph: Paragraph, limit: int) -> Iterator[Paragraph]:
    """A paragraph in stretches of at most `limit` word pieces."""
    start = size = 0
    for index, pieces in enumerate(paragraph.pieces):
        if size + len(pieces) > limit:
            yield _part(paragraph, start, index)
            start, size = index, 0
        size += len(pieces)
    yield _part(paragraph, start, len(paragraph.words))


def _part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    labels = {key: values[start:end] for key, values in paragraph.labels.items()}
    of = slice(start, end)
    return Paragraph(
        paragraph.words[of],
        paragraph.spaces[of],
        labels,
        paragraph.pieces[of],
        paragraph.cases[of],
        paragraph.quotes[of],
    )


def _size(paragraph: Paragraph) -> int:
    return sum(map(len, paragraph.pieces)) + 1


def pack(document: Document, rng: random.Random | None) -> Iterator[Document]:
    """Windows of a document: of random size for training, of the full size without `rng`."""

    def draw() -> int:
        return rng.randint(SHORTEST, LONGEST) if rng else LONGEST

    window: Document = []
    room = limit = draw()
    for paragraph in document:
        for part in _cut(paragraph, limit - 2):
            size = _size(part)
            if window and size > room - 1:
                yield window
                window = []
                room = limit = draw()
            window.append(part)
            room -= size
    if window:
        yield window


def batches(
    documents: list[Document], pieces: int, word_pieces: WordPieces, rng: random.Random | None
) -> Iterator[Batch]:
    """All windows of `documents` once, in batches of about `pieces` word pieces; shuffled and varied with `rng`."""
    windows = [window for document in documents for window in pack(document, rng)]
    if rng:
        rng.shuffle(windows)
        # Sorting within large shuffled blocks keeps padding low and the order random.
        blocks = [windows[i : i + 400] for i in range(0, len(windows), 400)]
        windows = [w for block in blocks for w in sorted(block, key=_window_size)]
    else:
        windows.sort(key=_window_size)
    groups = list(_groups(windows, pieces))
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield collate(group, word_pieces, rng)


def _window_size(window: Document) -> int:
    return sum(map(_size, window)) + 1


def _groups(windows: list[Document], pieces: int) -> Iterator[list[Document]]:
    group: list[Document] = []
    longest = 0
    for window in windows:
        longest = max(longest, _window_size(window))
        if group and longest * (len(group) + 1) > pieces:
            yield group
            group, longest = [], _window_size(window)
        group.append(window)
    if group:
        yield group


def collate(windows: list[Document], word_pieces: WordPieces, rng: random.Random | None) -> Batch:
    """Padded arrays; distances of heads and links become positions (0 is the root or nothing, i + 1 is word i)."""
    keys = windows[0][0].labels.keys()
    sizes = [_window_size(window) for window in windows]
    counts = [sum(len(p.words) for p in window) for window in windows]
    shape, word_shape = (len(windows), max(sizes)), (len(windows), max(counts))
    pieces, cases, quotes, mask = (np.zeros(shape, np.int64) for _ in range(4))
    first, last, word_mask = (np.zeros(word_shape, np.int64) for _ in range(3))
    labels = {key: np.full(word_shape, IGNORE, np.int64) for key in keys}
    for row, window in enumerate(windows):
        varied = _vary(window, word_pieces, rng) if rng else window
        ids, case, quote = [word_pieces.begin], [0], [0]
        word = 0
        for paragraph in varied:
            for index, of_word in enumerate(paragraph.pieces):
                first[row, word], last[row, word] = len(ids), len(ids) + len(of_word) - 1
                ids += of_word
                case += [paragraph.cases[index]] * len(of_word)
                quote += [paragraph.quotes[index]] * len(of_word)
                word += 1
            ids.append(word_pieces.separator)
            case.append(0)
            quote.append(0)
        pieces[row, : len(ids)], cases[row, : len(ids)], quotes[row, : len(ids)] = ids, case, quote
        mask[row, : len(ids)] = 1
        word_mask[row, : counts[row]] = 1
        for key in keys:
            labels[key][row, : counts[row]] = [v for p in window for v in p.labels[key]]
    for key in {"head", "links"} & keys:
        labels[key] = _positions(labels[key], word_mask)
    return Batch(pieces, cases, quotes, mask, first, last, word_mask, labels)


def _positions(distances: Array, word_mask: Array) -> Array:
    """Distances to positions in the window; what points out of it is ignored."""
    here = np.arange(distances.shape[1])[None, :]
    target = here + distances
    outside = (distances == IGNORE) | (target < 0) | (target >= word_mask.sum(1, keepdims=True))
    return np.where(outside, IGNORE, np.where(distances == 0, 0, target + 1))


def _vary(window: Document, word_pieces: WordPieces, rng: random.Random) -> Document:
    """A window with some pieces masked, now and then without its case, or in another style of quotation marks."""
    style = rng.choice(QUOTE_STYLES) if rng.random() < REQUOTED else None
    varied = []
    for paragraph in window:
        pieces = [_masked(of_word, word_pieces, rng) for of_word in paragraph.pieces]
        if style and "'" not in paragraph.words and "‘" not in paragraph.words:
            pieces = _requoted(paragraph, pieces, style, word_pieces)
        varied.append(
            Paragraph(paragraph.words, paragraph.spaces, {}, pieces, _recased(paragraph, rng), paragraph.quotes)
        )
    return varied


def _recased(paragraph: Paragraph, rng: random.Random) -> list[int]:
    """The cases of a paragraph, now and then all lower or upper; of a short one as of a headline, too, in title case."""
    if rng.random() < RECASED:
        target = rng.choice((LOWER, UPPER))
        return [target if case in (LOWER, TITLE, UPPER, MIXED) else case for case in paragraph.cases]
    if len(paragraph.words) <= HEADLINE and rng.random() < HEADED:
        return [
            TITLE if case == LOWER and (len(word) > 3 or index == 0) else case
            for index, (word, case) in enumerate(zip(paragraph.words, paragraph.cases, strict=True))
        ]
    return paragraph.cases


def _masked(pieces: tuple[int, ...], word_pieces: WordPieces, rng: random.Random) -> tuple[int, ...]:
    return (word_pieces.mask,) * len(pieces) if rng.random() < MASKED else pieces


def _requoted(
    paragraph: Paragraph, pieces: list[tuple[int, ...]], style: tuple[str, str], word_pieces: WordPieces
) -> list[tuple[int, ...]]:
    opening, closing = word_pieces(style)
    by_state = {OPENING: opening, CLOSING: closing}
    return [by_state.get(state, old) for old, state in zip(pieces, paragraph.quotes, strict=True)]
