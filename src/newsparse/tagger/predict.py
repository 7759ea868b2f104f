"""Words to annotations: windows through the network one by one, decoded some at a time, put together again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsparse.keys import CONTENT, CUE, SOURCE
from newsparse.once import unforked

from . import tree
from .decode import bio_spans, links, marginals, viterbi
from .features import OUTSIDE, case_of, quote_states
from .sentences import sure_starts
from .windows import Window, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .weights import Session, Weights

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Scores = dict[str, Floats]
# The best path of a chained head and the probability of every tag at every word.
Chain = tuple[Ints, Floats]

TOGETHER = 16  # windows whose scores are decoded together: more cost memory and win no time
CHAINED = ("entities", "attribution")
UNREACHED = np.float32(-1e4)
MARKS_BOTH_WAYS = "''"  # they open and close, and states take them for closing ones
LEAST_CHANCE = 0.005
CLASSED = 8  # the first words of a content, of which its class is judged
TAG_HEADS = ("upos", "xpos", "feats")


@dataclass(slots=True)
class Text:
    """The words of a text; `spaces` tells whether white space follows, `opens` marks the first word of a paragraph."""

    words: list[str]
    spaces: list[bool]
    opens: list[bool]


@dataclass(slots=True)
class Part:
    """A span of words found by a head; `group` is the same for the parts of one attribution.

    `chances` is how likely each class is: of a name its labels, of a content its classes (none where the model does
    not know them). Those under `LEAST_CHANCE` are left out.
    """

    start: int
    end: int
    label: str
    score: float
    group: int = -1
    chances: dict[str, float] = field(default_factory=dict)


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
    """A window of the text, with what the network sees of it; `starts` marks the words that surely open a sentence,
    `breaks` those of them that no quotation may hold.
    """

    window: Window
    pieces: list[int]
    cases: list[int]
    quotes: list[int]
    first: list[int]
    last: list[int]
    starts: list[bool]
    breaks: list[bool]


def annotate(text: Text, session: Session, weights: Weights) -> Annotation:
    """The annotation of a text.

    Every window goes through the network alone. The network rounds to eight bits by the least and greatest value of a
    run, so windows that shared one would change each other's scores; and there is no padding to compute.
    """
    whole = Annotation()
    jobs = _jobs(text, weights)
    while some := list(islice(jobs, TOGETHER)):
        scores = [session.run(_inputs(job)) for job in some]
        with unforked():  # products of matrices
            decoded = list(_decode(some, scores, weights))
        for annotation in decoded:
            _append(whole, annotation)
    return whole


def _jobs(text: Text, weights: Weights) -> Iterator[_Job]:
    """The windows of a text. A paragraph's quotation states are those of the whole paragraph."""
    pieces = weights.word_pieces(text.words)
    cases = [case_of(word) for word in text.words]
    states: list[int] = []
    breaks: list[bool] = []
    starts = [opens or sure for opens, sure in zip(text.opens, sure_starts(text.words, text.spaces), strict=True)]
    begins = [index for index, opens in enumerate(text.opens) if opens]
    for start, end in zip(begins, [*begins[1:], len(text.words)], strict=False):
        of_paragraph = quote_states(text.words[start:end], text.spaces[start:end])
        states += of_paragraph
        breaks += _breaks(text.words[start:end], of_paragraph, starts[start:end])
    begin, separator = weights.word_pieces.begin, weights.word_pieces.separator
    for window in windows([len(of_word) for of_word in pieces], text.opens, text.words):
        core = slice(window.start, window.end)
        job = _Job(window, [begin], [0], [0], [], [], starts[core], breaks[core])
        for index in range(window.start, window.end):
            if text.opens[index] and index > window.start:
                _push(job, (separator,), 0, 0)
            job.first.append(len(job.pieces))
            _push(job, pieces[index], cases[index], states[index])
            job.last.append(len(job.pieces) - 1)
        _push(job, (separator,), 0, 0)
        yield job


def _breaks(words: Sequence[str], states: Sequence[int], starts: Sequence[bool]) -> Iterator[bool]:
    """Of each word of a paragraph whether it surely opens a sentence, and no quotation may hold it."""
    readable = MARKS_BOTH_WAYS not in words
    return (readable and state == OUTSIDE and sure for state, sure in zip(states, starts, strict=True))


def _push(job: _Job, pieces: tuple[int, ...], case: int, state: int) -> None:
    job.pieces += pieces
    job.cases += [case] * len(pieces)
    job.quotes += [state] * len(pieces)


def _inputs(job: _Job) -> dict[str, Ints]:
    """The arrays of a window, of one row each."""
    return {name: np.array([getattr(job, name)], np.int64) for name in ("pieces", "cases", "quotes", "first", "last")}


def _decode(jobs: list[_Job], scores: list[Scores], weights: Weights) -> Iterator[Annotation]:
    chains = _chains(jobs, scores, weights)
    for row, job in enumerate(jobs):
        own = {name: values[0] for name, values in scores[row].items()}
        core = slice(job.window.core_start - job.window.start, job.window.core_end - job.window.start)
        annotation = Annotation(
            **{name: [weights.labels[name][i] for i in own[name][core].argmax(-1)] for name in TAG_HEADS}
        )
        starts = own["sentence"][core].argmax(-1).astype(bool) | np.array(job.starts[core], bool)
        starts[0] = True
        annotation.starts = starts.tolist()
        _parse(annotation, core, starts, own, weights)
        annotation.entities = _parts(chains["entities"], row, core, weights.labels["entities"])
        annotation.attribution = _attribution(chains["attribution"], row, core, own, weights)
        yield annotation


def _chains(jobs: list[_Job], scores: list[Scores], weights: Weights) -> dict[str, Chain]:
    """The best path of each chained head, and the probability of its tag at each word, for windows of any lengths.

    The heads are decoded together, as models of as many tags: those that a head has not are out of reach, and so is it
    what `_going_on` tells.
    """
    lengths = np.array([each[CHAINED[0]].shape[1] for each in scores])
    tags = max(scores[0][name].shape[2] for name in CHAINED)
    emissions = np.full((len(CHAINED), len(scores), lengths.max(), tags), UNREACHED, np.float32)
    transitions, start = np.zeros((len(CHAINED), tags, tags), np.float32), np.zeros((len(CHAINED), tags), np.float32)
    for model, name in enumerate(CHAINED):
        for row, each in enumerate(scores):
            going_on = _going_on(jobs[row], weights.labels[name])
            emissions[model, row, : lengths[row], : each[name].shape[2]] = np.where(going_on, UNREACHED, each[name][0])
        own = weights.arrays[f"{name}_start"]
        start[model, : len(own)] = own
        transitions[model, : len(own), : len(own)] = weights.arrays[f"{name}_transitions"]
    path = viterbi(emissions, lengths, transitions, start)
    chances = marginals(emissions, lengths, transitions, start)
    return {name: (path[model], chances[model]) for model, name in enumerate(CHAINED)}


def _going_on(job: _Job, tags: list[str]) -> NDArray[np.bool_]:
    """(words, tags): where a tag would take a span over a word that surely opens a sentence; a content in quotation
    marks may go on there.
    """
    of = [job.breaks if tag == f"I-{CONTENT}" else job.starts for tag in tags]
    within = np.array([tag.startswith("I-") for tag in tags])
    going_on: NDArray[np.bool_] = np.array(of).T & within
    return going_on


def _parts(chain: Chain, row: int, core: slice, labels: list[str]) -> list[Part]:
    """The spans within the core, counted from its first word; a span is as sure as the least sure of its words."""
    path, chances = chain[0][row, core], chain[1][row, core]
    chosen = np.take_along_axis(chances, path[:, None], -1)[:, 0]
    return [
        Part(start, end, label, float(chosen[start:end].min()), chances=_label_chances(chances[start:end], labels))
        for start, end, label in bio_spans([labels[tag] for tag in path])
    ]


def _label_chances(chances: Floats, tags: list[str]) -> dict[str, float]:
    """How likely a span is of each class: the mean over its words of the chances of the tags B and I of that class."""
    mean = chances.mean(0)
    found: dict[str, float] = {}
    for tag, chance in zip(tags, mean.tolist(), strict=False):
        if tag != "O":
            found[tag[2:]] = found.get(tag[2:], 0.0) + chance
    return _likely(found)


def _class_chances(scores: Floats, classes: list[str]) -> dict[str, float]:
    """How likely a content is of each class, from the scores (words, classes) of its words."""
    mean = scores[:CLASSED].mean(0)
    chances = np.exp(mean - mean.max())
    return _likely(dict(zip(classes, (chances / chances.sum()).tolist(), strict=True)))


def _likely(chances: dict[str, float]) -> dict[str, float]:
    return {name: round(chance, 4) for name, chance in chances.items() if chance >= LEAST_CHANCE}


def _attribution(chain: Chain, row: int, core: slice, scores: Scores, weights: Weights) -> list[Part]:
    """The attribution parts within the core. Cues of the context are seen, so that a part links to the right one; a
    part whose cue is outside of the core stays alone.
    """
    pointers, classes = scores["links"], scores.get("classes")
    whole = _parts(chain, row, slice(0, len(pointers)), weights.labels["attribution"])
    spans = [(part.start, part.end, part.label) for part in whole]
    found = []
    for number, (part, (owner, chance)) in enumerate(zip(whole, links(spans, pointers, CUE, SOURCE), strict=True)):
        if not core.start <= part.start < core.stop:
            continue
        chances: dict[str, float] = {}
        if classes is not None and part.label == CONTENT:
            chances = _class_chances(classes[part.start : part.end], weights.labels["classes"])
        start, end = part.start - core.start, min(part.end, core.stop) - core.start
        group = number if owner is None else owner
        found.append(Part(start, end, part.label, part.score * chance, group, chances))
    return found


def _parse(annotation: Annotation, core: slice, starts: NDArray[np.bool_], scores: Scores, weights: Weights) -> None:
    """Heads and labels of the core, sentence by sentence."""
    count = core.stop - core.start
    bounds = [*np.flatnonzero(starts).tolist(), count]
    heads = np.empty(count, np.int64)
    for first, last in pairwise(bounds):
        here = slice(core.start + first, core.start + last)
        columns = [0, *range(here.start + 1, here.stop + 1)]
        heads[first:last] = tree.heads(scores["arcs"][here][:, columns])
        own = heads[first:last]
        own[own >= 0] += first
    is_root = heads < 0
    dependent = scores["dependent"][core]
    head = scores["head"][np.where(is_root, 0, heads + core.start + 1)]
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
            part.group += groups if part.group >= 0 else 0
            getattr(whole, name).append(part)
