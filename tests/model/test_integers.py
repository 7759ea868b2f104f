"""The products of integers of the packaged graph are the same on every processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest

from benchmarks import samples
from newsparse.tagger.weights import PACKAGED, Session
from training import integers
from training.integers import windows
from training.requantize import LARGEST, products

if TYPE_CHECKING:
    from training.integers import Inputs

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def model() -> onnx.ModelProto:
    return onnx.load(PACKAGED / "model.onnx")


@pytest.fixture(scope="module")
def seen() -> list[Inputs]:
    return windows(iter(samples.articles(1_000)), 3)


def test_no_two_products_of_bytes_leave_sixteen_bits(model: onnx.ModelProto) -> None:
    """AVX2 without VNNI adds two products of 255 at most and a weight in sixteen bits: with weights of up to 64 in
    absolute value these hold the sum, with greater ones it is clamped and the processor decides what is found.
    """
    assert np.iinfo(np.int16).max >= 2 * 255 * LARGEST
    stored = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    largest = {each.weight: int(np.abs(stored[each.weight].astype(int)).max()) for each in products(model.graph)}
    assert len(largest) > 40
    assert not {name: size for name, size in largest.items() if size > LARGEST}


def test_every_sum_is_that_of_exact_integers(model: onnx.ModelProto, seen: list[Inputs]) -> None:
    assert not {name: count for name, count in integers.wrong_sums(model, seen).items() if count}


def test_the_graph_in_numpy_finds_the_same(model: onnx.ModelProto, seen: list[Inputs]) -> None:
    """Nearly: a float that lies between two steps may be rounded to either side of it, here and there."""
    exact, session = integers.evaluator(model), Session(PACKAGED, 1)
    pairs = [(integers.tags(integers.run(exact, each)), integers.tags(session.run(each))) for each in seen[:1]]
    shares = integers.agreement(*zip(*pairs, strict=True))
    assert not {head: share for head, share in shares.items() if share < 0.95}
