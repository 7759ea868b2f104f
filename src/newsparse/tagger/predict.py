"""Words to annotations: windows through the network in batches, decoded as they come, put together text by text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsparse.keys import CUE, SOURCE

from . import tree
from .decode import bio_spans, links, marginals, viterbi
from .features import case_of, quote_states
from .windows import Window, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .weights import Session, Weights

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BATCH_PIECES = 4096
TAG_HEADS = ("upos", "xpos", "feats")


@dataclass(slots=True)
class Text:
    """The words of a text; `spaces` tells whether white space follows, `opens` marks the first word of a paragraph."""

    words: list[str]
    spaces: list[bool]
    opens: list[bool]


@dataclass(slots=True)
class Part:
    """A span of words found by a head; `group` is the same for the parts of one attribution."""

    start: int
    end: int
    label: str
    score: float
    group: int = -1


@dataclass(slots=True)
class Annotation:
    """What was found for a text: lists as long as its words, and spans of words. `heads` are word indexes, a root is
    its own head.
    """

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    entities: list[Part] = field(default_factory=list)
    attribution: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class _Job:
    """A window of one of the texts, with what the network sees of it."""

    text: int
    window: Window
    pieces: list[int]
    cases: list[int]
    quotes: list[int]
    first: list[int]
    last: list[int]
    opens: list[bool]


def annotate(texts: Sequence[Text], session: Session, weights: Weights) -> list[Annotation]:
    """The annotations of several texts; their windows share batches, ordered by length."""
    jobs = [job for number, text in enumerate(texts) for job in _jobs(number, text, weights)]
    found: dict[tuple[int, int], Annotation] = {}
    for batch in _batches(jobs):
        scores = session.run(_inputs(batch))
        for job, annotation in zip(batch, _decode(batch, scores, weights), strict=True):
            found[job.text, job.window.core_start] = annotation
    annotations = [Annotation() for _ in texts]
    for job in jobs:
        _append(annotations[job.text], found[job.text, job.window.core_start])
    return annotations


def _jobs(number: int, text: Text, weights: Weights) -> Iterator[_Job]:
    """The windows of a text. A paragraph's quotation states are those of the whole paragraph."""
    pieces = weights.word_pieces(text.words)
    cases = [case_of(word) for word in text.words]
    states: list[int] = []
    begins = [index for index, opens in enumerate(text.opens) if opens]
    for start, end in zip(begins, [*begins[1:], len(text.words)], strict=False):
        states += quote_states(text.words[start:end], text.spaces[start:end])
    begin, separator = weights.word_pieces.begin, weights.word_pieces.separator
    for window in windows([len(of_word) for of_word in pieces], text.opens, text.words):
        job = _Job(number, window, [begin], [0], [0], [], [], text.opens[window.start : window.end])
        for index in range(window.start, window.end):
            if text.opens[index] and index > window.start:
                _push(job, (separator,), 0, 0)
            job.first.append(len(job.pieces))
            _push(job, pieces[index], cases[index], states[index])
            job.last.append(len(job.pieces) - 1)
        _push(job, (separator,), 0, 0)
        yield job


def _push(job: _Job, pieces: tuple[int, ...], case: int, state: int) -> None:
    job.pieces += pieces
    job.cases += [case] * len(pieces)
    job.quotes += [state] * len(pieces)


def _batches(jobs: list[_Job]) -> Iterator[list[_Job]]:
    batch: list[_Job] = []
    for job in sorted(jobs, key=lambda job: len(job.pieces)):
        if batch and len(job.pieces) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(job)
    if batch:
        yield batch


def _inputs(batch: list[_Job]) -> dict[str, Ints]:
    shape = (len(batch), max(len(job.pieces) for job in batch))
    word_shape = (len(batch), max(len(job.first) for job in batch))
    inputs = {name: np.zeros(shape, np.int64) for name in ("pieces", "cases", "quotes", "mask")}
    inputs |= {name: np.zeros(word_shape, np.int64) for name in ("first", "last")}
    for row, job in enumerate(batch):
        for name in ("pieces", "cases", "quotes", "first", "last"):
            values = getattr(job, name)
            inputs[name][row, : len(values)] = values
        inputs["mask"][row, : len(job.pieces)] = 1
    return inputs


def _decode(batch: list[_Job], scores: dict[str, Floats], weights: Weights) -> Iterator[Annotation]:
    lengths = np.array([len(job.first) for job in batch])
    chains = {name: _chain(name, scores[name], lengths, weights) for name in ("entities", "attribution")}
    best = {name: scores[name].argmax(-1) for name in (*TAG_HEADS, "sentence")}
    for row, job in enumerate(batch):
        core = slice(job.window.core_start - job.window.start, job.window.core_end - job.window.start)
        annotation = Annotation(
            **{name: [weights.labels[name][i] for i in best[name][row, core]] for name in TAG_HEADS}
        )
        starts = best["sentence"][row, core].astype(bool) | np.array(job.opens[core], bool)
        starts[0] = True
        annotation.starts = starts.tolist()
        _parse(annotation, row, core, starts=starts, scores=scores, weights=weights)
        annotation.entities = _parts(chains["entities"], row, core, weights.labels["entities"])
        annotation.attribution = _attribution(chains["attribution"], row, core, scores["links"][row], weights)
        yield annotation


Chain = tuple[Ints, Floats]


def _chain(name: str, emissions: Floats, lengths: Ints, weights: Weights) -> Chain:
    """The best path and the probability of its tag at each word."""
    transitions, start = weights.arrays[f"{name}_transitions"], weights.arrays[f"{name}_start"]
    path = viterbi(emissions, lengths, transitions, start)
    chances = marginals(emissions, lengths, transitions, start)
    return path, np.take_along_axis(chances, path[:, :, None], 2)[:, :, 0]


def _parts(chain: Chain, row: int, core: slice, labels: list[str]) -> list[Part]:
    """The spans within the core, counted from its first word; a span is as sure as the least sure of its words."""
    path, chances = chain[0][row, core], chain[1][row, core]
    return [
        Part(start, end, label, float(chances[start:end].min()))
        for start, end, label in bio_spans([labels[tag] for tag in path])
    ]


def _attribution(chain: Chain, row: int, core: slice, scores: Floats, weights: Weights) -> list[Part]:
    """The attribution parts within the core. Cues of the context are seen, so that a part links to the right one; a
    part whose cue is outside of the core stays alone.
    """
    words = len(scores)
    whole = _parts(chain, row, slice(0, words), weights.labels["attribution"])
    spans = [(part.start, part.end, part.label) for part in whole]
    found = []
    for number, (part, (owner, chance)) in enumerate(zip(whole, links(spans, scores, CUE, SOURCE), strict=True)):
        if core.start <= part.start < core.stop:
            part.group = number if owner is None else owner
            part.score *= chance
            found.append(
                Part(part.start - core.start, min(part.end, core.stop) - core.start, part.label, part.score, part.group)
            )
    return found


def _parse(
    annotation: Annotation,
    row: int,
    core: slice,
    *,
    starts: NDArray[np.bool_],
    scores: dict[str, Floats],
    weights: Weights,
) -> None:
    """Heads and labels of the core, sentence by sentence."""
    count = core.stop - core.start
    bounds = [*np.flatnonzero(starts).tolist(), count]
    heads = np.empty(count, np.int64)
    for first, last in pairwise(bounds):
        here = slice(core.start + first, core.start + last)
        columns = [0, *range(here.start + 1, here.stop + 1)]
        heads[first:last] = tree.heads(scores["arcs"][row, here][:, columns])
        own = heads[first:last]
        own[own >= 0] += first
    is_root = heads < 0
    dependent = scores["dependent"][row, core]
    head = scores["head"][row, np.where(is_root, 0, heads + core.start + 1)]
    labels = weights.labels["deprel"]
    found = np.maximum(dependent + head, 0) @ weights.arrays["deprel_weight"] + weights.arrays["deprel_bias"]
    root = labels.index("root")
    found[:, root] = np.where(is_root, np.inf, -np.inf)
    annotation.heads = np.where(is_root, np.arange(count), heads).tolist()
    annotation.deprels = [labels[i] for i in found.argmax(-1)]


def _append(whole: Annotation, core: Annotation) -> None:
    """Put the annotations of the next core behind those of a text."""
    shift, groups = len(whole.upos), len(whole.upos) + len(whole.attribution)
    for name in (*TAG_HEADS, "deprels", "starts"):
        getattr(whole, name).extend(getattr(core, name))
    whole.heads += [head + shift for head in core.heads]
    for name in ("entities", "attribution"):
        for part in getattr(core, name):
            part.start += shift
            part.end += shift
            part.group += groups
            getattr(whole, name).append(part)
