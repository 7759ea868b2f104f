"""The products of integers of the packaged graph are the same on every processor."""

from __future__ import annotations

from collections import Counter
from functools import partial
from operator import eq
from typing import TYPE_CHECKING

import onnx
import pytest

from benchmarks import samples
from newsparse import load
from newsparse.tagger import component, exactness
from newsparse.tagger import weights as files
from newsparse.tagger.predict import Annotation, annotate
from newsparse.tagger.weights import PACKAGED, Session
from training import integers, sums
from training.integers import windows
from training.requantize import products

if TYPE_CHECKING:
    from onnx.reference import ReferenceEvaluator

    from training.integers import Inputs

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def model() -> onnx.ModelProto:
    return onnx.load(PACKAGED / "model.onnx")


@pytest.fixture(scope="module")
def seen() -> list[Inputs]:
    return windows(iter(samples.articles(1_000)), 3)


def test_every_product_is_looked_at(model: onnx.ModelProto) -> None:
    assert len(products(model.graph)) > 40


def test_every_sum_is_that_of_exact_integers(model: onnx.ModelProto, seen: list[Inputs]) -> None:
    """With the package's setting, on any processor: weights go up to 127, and two products of bytes to
    64,770, which AVX2 without VNNI clamps at 32,767.
    """
    assert not {name: count for name, count in integers.wrong_sums(model, seen, exactness.setting()).items() if count}


def test_unsigned_weights_are_exact_everywhere(model: onnx.ModelProto, seen: list[Inputs]) -> None:
    """What is asked for where the probe comes out clamped."""
    assert not any(integers.wrong_sums(model, seen, (exactness.OPTION, "1")).values())


def test_the_probe_is_what_training_makes() -> None:
    assert exactness.PROBE.read_bytes() == sums.graph().SerializeToString()


def test_the_graph_in_numpy_answers_the_same(model: onnx.ModelProto) -> None:
    """Of the tags that the sample articles are given, 99.5 % by each head are those of exact integers. Not all: a float
    that lies between two steps may be rounded to either side of it, and a content that hangs on that is many words.
    """
    weights, exact, packaged = files.read(PACKAGED), _Exact(integers.evaluator(model)), Session(PACKAGED, 1)
    same: Counter[str] = Counter()
    total = 0
    for article in samples.articles(2_300):
        doc = load().make_doc(article)
        words, opens = component._words(doc)
        text = component._text(doc, words, opens)
        one, other = (_tags(annotate(text, session, weights), len(words)) for session in (exact, packaged))  # type: ignore[arg-type]
        total += len(words)
        same.update({head: sum(map(eq, one[head], other[head])) for head in one})
    assert total > 2_000
    least = {head: 0.985 if head == "attribution" else 0.995 for head in same}
    assert not {head: count / total for head, count in same.items() if count < least[head] * total}


class _Exact:
    """A session that computes the graph in numpy."""

    def __init__(self, graph: ReferenceEvaluator) -> None:
        self.run = partial(integers.run, graph)


def _tags(found: Annotation, count: int) -> dict[str, list[object]]:
    """What each head says of each word; of one in a span its label, and whether it begins the span."""
    tags: dict[str, list[object]] = {
        head: list(getattr(found, head)) for head in ("upos", "xpos", "feats", "heads", "deprels", "starts")
    }
    for head in ("entities", "attribution"):
        tags[head] = [None] * count
        for part in getattr(found, head):
            for index in range(part.start, part.end):
                tags[head][index] = (part.label, index == part.start)
    return tags
