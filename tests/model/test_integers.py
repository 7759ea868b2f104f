"""The products of integers of the packaged graph are the same on every processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import onnx
import pytest

from benchmarks import samples
from newsparse.tagger.weights import PACKAGED, Session
from training import integers
from training.integers import windows
from training.requantize import products

if TYPE_CHECKING:
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
    """With the package's setting (`EXACT_SUMS`), on any processor: weights go up to 127, and two products of bytes to
    64,770, which AVX2 without VNNI clamps at 32,767.
    """
    assert not {name: count for name, count in integers.wrong_sums(model, seen).items() if count}


def test_the_graph_in_numpy_finds_the_same(model: onnx.ModelProto, seen: list[Inputs]) -> None:
    """Nearly: a float that lies between two steps may be rounded to either side of it, here and there."""
    exact, session = integers.evaluator(model), Session(PACKAGED, 1)
    pairs = [(integers.tags(integers.run(exact, each)), integers.tags(session.run(each))) for each in seen[:1]]
    shares = integers.agreement(*zip(*pairs, strict=True))
    assert not {head: share for head, share in shares.items() if share < 0.95}
