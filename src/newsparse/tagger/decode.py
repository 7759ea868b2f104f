"""From the scores of the heads to tags, spans and links. Arrays in, plain values out; nothing here knows spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def viterbi(emissions: Floats, lengths: Ints, transitions: Floats, start: Floats) -> Ints:
    """The best tag path of each row under a linear-chain model.

    `emissions` (rows, words, tags), `lengths` (rows,), `transitions` (from, to), `start` (tags,).
    Returns (rows, words); what lies beyond a row's length is undefined.
    """
    rows, words, tags = emissions.shape
    back = np.zeros((rows, words, tags), np.int64)
    score = start + emissions[:, 0]
    finals = score.copy()
    incoming = np.ascontiguousarray(transitions.T)
    for step in range(1, words):
        through = score[:, None, :] + incoming
        back[:, step] = through.argmax(2)
        score = through.max(2) + emissions[:, step]
        running = step < lengths
        finals[running] = score[running]
    paths = np.zeros((rows, words), np.int64)
    tag = finals.argmax(1)
    every = np.arange(rows)
    for step in range(words - 1, -1, -1):
        inside = step < lengths
        paths[inside, step] = tag[inside]
        tag = np.where(inside, back[every, step, tag], tag)
    return paths


def marginals(emissions: Floats, lengths: Ints, transitions: Floats, start: Floats) -> Floats:
    """The probability of each tag at each word, by the forward-backward algorithm with scaled probabilities.

    Shapes as in `viterbi`; returns (rows, words, tags), undefined beyond a row's length.
    """
    words = emissions.shape[1]
    local = np.exp(emissions - emissions.max(2, keepdims=True))
    between = np.exp(transitions - transitions.max())
    forward, backward = np.empty_like(local), np.ones_like(local)
    forward[:, 0] = _normalised(np.exp(start - start.max()) * local[:, 0])
    for step in range(1, words):
        forward[:, step] = _normalised((forward[:, step - 1] @ between) * local[:, step])
    for step in range(words - 2, -1, -1):
        found = _normalised((backward[:, step + 1] * local[:, step + 1]) @ between.T)
        backward[:, step] = np.where((step + 1 < lengths)[:, None], found, 1.0)
    return _normalised(forward * backward)


def _normalised(values: Floats) -> Floats:
    scaled: Floats = values / np.maximum(values.sum(-1, keepdims=True), 1e-30)
    return scaled


def bio_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The (first, last + 1, name) spans of a BIO sequence."""
    start, name = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if tag.startswith("I-") and tag[2:] == name:
            continue
        if name:
            yield start, index, name
        start, name = index, tag[2:]


def links(
    spans: Sequence[tuple[int, int, str]], scores: Floats, cue: str, source: str
) -> list[tuple[int | None, float]]:
    """For each span the number of the cue span that it belongs to (a cue's own number for a cue), and how sure that is.

    `scores` (words, words + 1): column 0 is for no cue, column i + 1 for word i. None where no cue suits. A cue has one
    source at most: the surest.
    """
    cues = [number for number, span in enumerate(spans) if span[2] == cue]
    columns = [0, *(spans[number][0] + 1 for number in cues)]
    found: list[tuple[int | None, float]] = []
    surest: dict[int, int] = {}
    for number, (first, _, name) in enumerate(spans):
        if name == cue:
            found.append((number, 1.0))
            continue
        row = scores[first, columns]
        chances = np.exp(row - row.max())
        chances = chances / chances.sum()
        best = int(chances.argmax())
        found.append((cues[best - 1] if best else None, float(chances[best])))
        owner = found[-1][0]
        if name != source or owner is None:
            continue
        rival = surest.get(owner)
        if rival is None or found[rival][1] < found[number][1]:
            surest[owner] = number
            loser = rival
        else:
            loser = number
        if loser is not None:
            found[loser] = (None, found[loser][1])
    return found
