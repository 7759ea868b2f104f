"""From the scores of the heads to tags, spans and links. Arrays in, plain values out; nothing here knows spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
SMALLEST = np.float32(1e-30)


def viterbi(emissions: Floats, lengths: Ints, transitions: Floats, start: Floats) -> Ints:
    """The best tag path of each row under several linear-chain models over the same rows.

    `emissions` (models, rows, words, tags), `lengths` (rows,), `transitions` (models, from, to), `start`
    (models, tags).
    Returns (models, rows, words); what lies beyond a row's length is undefined.
    """
    models, rows, words, tags = emissions.shape
    score = np.moveaxis(emissions, 2, 0).copy()
    score[0] += start[:, None, :]
    before = np.moveaxis(score, -1, 1)[..., None]  # words, from, models, rows, one for all that follow
    moves = np.ascontiguousarray(np.swapaxes(transitions, 0, 1))[:, :, None, :]
    through = np.empty((tags, models, rows, tags), np.float32)
    for step in range(1, words):
        np.add(before[step - 1], moves, out=through)
        score[step] += through.max(0)
    into = np.swapaxes(transitions, 1, 2).reshape(-1, tags)
    model, last = np.repeat(np.arange(models) * tags, rows), np.tile(lengths - 1, models)
    score = score.reshape(words, -1, tags)
    paths: Ints = np.empty(score.shape[:2], np.int64)
    tag = score[last, np.arange(len(last))].argmax(-1)
    for step in range(words - 1, -1, -1):
        if step < last.max():
            back = (score[step] + into.take(model + tag, axis=0)).argmax(-1)
            tag = back if step < last.min() else np.where(step < last, back, tag)
        paths[step] = tag
    return np.moveaxis(paths.reshape(words, models, rows), 0, -1)


def marginals(emissions: Floats, lengths: Ints, transitions: Floats, start: Floats) -> Floats:
    """The probability of each tag at each word, by the forward-backward algorithm with scaled probabilities.

    Both directions are walked at once, backwards over the rows turned round. Shapes as in `viterbi`; returns what has
    the shape of `emissions`, undefined beyond a row's length.
    """
    local = np.exp(emissions - emissions.max(-1, keepdims=True))
    between = np.exp(transitions - transitions.max((-2, -1), keepdims=True))
    turned = ((lengths[:, None] - 1 - np.arange(local.shape[2])) % local.shape[2])[None, :, :, None]
    steps = np.moveaxis(np.stack([local, np.take_along_axis(local, turned, 2)]), 3, 0).copy()
    moves = np.stack([between, np.swapaxes(between, 1, 2)])
    steps[0, 0] *= np.exp(start - start.max(-1, keepdims=True))[:, None, :]
    steps[0] = _normalised(steps[0])
    for step in range(1, len(steps)):
        steps[step] = _normalised((steps[step - 1] @ moves) * steps[step])
    forward, backward = np.moveaxis(steps, 0, 3)
    return _normalised(forward * np.take_along_axis(backward, turned, 2) / np.maximum(local, SMALLEST))


def _normalised(values: Floats) -> Floats:
    """The values over their sums along the last axis; a product with ones is the quickest sum of short rows."""
    values /= values @ np.ones((values.shape[-1], 1), values.dtype) + SMALLEST
    return values


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
    for number, (first, _, name) in enumerate(spans):
        if name == cue:
            found.append((number, 1.0))
            continue
        row = scores[first, columns]
        chances = np.exp(row - row.max())
        chances = chances / chances.sum()
        best = int(chances.argmax())
        found.append((cues[best - 1] if best else None, float(chances[best])))
    for owner in cues:
        rivals = [i for i, span in enumerate(spans) if span[2] == source and found[i][0] == owner]
        for loser in sorted(rivals, key=lambda i: -found[i][1])[1:]:
            found[loser] = (None, found[loser][1])
    return found
