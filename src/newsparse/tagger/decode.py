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

    `emissions` (rows, words, tags), `lengths` (rows,), `transitions` (from, to), `start` (tags,); or several models
    over the same rows at once, with a first axis of models for emissions, transitions and start.
    Returns (rows, words), or (models, rows, words); what lies beyond a row's length is undefined.
    """
    steps = np.ascontiguousarray(np.moveaxis(emissions, -2, 0))
    words, tags = len(steps), steps.shape[-1]
    back: Ints = np.zeros(steps.shape, np.int64)
    score = start[..., None, :] + steps[0]
    finals = score.copy()
    incoming = np.ascontiguousarray(np.swapaxes(transitions, -1, -2))[..., None, :, :]
    shortest = int(lengths.min())
    for step in range(1, words):
        through = score[..., None, :] + incoming
        through.argmax(-1, out=back[step])
        score = through.max(-1)
        score += steps[step]
        if step >= shortest:
            np.copyto(finals, score, where=(step < lengths)[:, None])
        else:
            finals = score
    chosen: Ints = back.reshape(words, -1)
    paths: Ints = np.zeros((words, chosen.shape[1] // tags), np.int64)
    first = np.arange(paths.shape[1]) * tags
    tag = finals.argmax(-1).ravel()
    every = np.tile(lengths, tag.size // lengths.size)
    for step in range(words - 1, -1, -1):
        paths[step] = tag
        before = chosen[step][first + tag]
        tag = before if step < shortest else np.where(step < every, before, tag)
    return np.moveaxis(paths.reshape(steps.shape[:-1]), 0, -1)


def marginals(emissions: Floats, lengths: Ints, transitions: Floats, start: Floats) -> Floats:
    """The probability of each tag at each word, by the forward-backward algorithm with scaled probabilities.

    Shapes as in `viterbi`; returns what has the shape of `emissions`, undefined beyond a row's length.
    """
    steps = np.moveaxis(emissions, -2, 0)
    local = np.exp(steps - steps.max(-1, keepdims=True))
    between = np.exp(transitions - transitions.max((-2, -1), keepdims=True))
    backwards = np.ascontiguousarray(np.swapaxes(between, -1, -2))
    forward, backward = np.empty_like(local), np.ones_like(local)
    forward[0] = _normalised(np.exp(start - start.max(-1, keepdims=True))[..., None, :] * local[0])
    for step in range(1, len(local)):
        forward[step] = _normalised((forward[step - 1] @ between) * local[step])
    shortest = int(lengths.min())
    for step in range(len(local) - 2, -1, -1):
        found = _normalised((backward[step + 1] * local[step + 1]) @ backwards)
        backward[step] = found if step + 1 < shortest else np.where((step + 1 < lengths)[:, None], found, 1.0)
    return np.moveaxis(_normalised(forward * backward), 0, -2)


def _normalised(values: Floats) -> Floats:
    """The values over their sums along the last axis; a product with ones is the quickest sum of short rows."""
    values /= values @ np.ones((values.shape[-1], 1), values.dtype) + np.float32(1e-30)
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
