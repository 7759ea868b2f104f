"""Weights rounded to seven bits, on small matrices."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from newsparse.tagger import exactness
from training import integers
from training.requantize import LARGEST, ease, easing, rounded

Floats = NDArray[np.float32]
PIECES, INPUTS, OUTPUTS = 300, 24, 10


@pytest.fixture
def rows() -> Floats:
    """Inputs that go together, as those of a layer do."""
    random = np.random.default_rng(3)
    mixed = random.normal(size=(PIECES, 6)) @ random.normal(size=(6, INPUTS))
    return (mixed + 0.2 * random.normal(size=(PIECES, INPUTS))).astype(np.float32)


@pytest.fixture
def weight() -> Floats:
    return np.random.default_rng(4).normal(size=(INPUTS, OUTPUTS)).astype(np.float32)


def _error(rows: Floats, weight: Floats, other: Floats) -> float:
    return float(np.square(rows @ other - rows @ weight).mean())


def test_care_loses_less_than_plain_rounding(rows: Floats, weight: Floats) -> None:
    steps, scales = rounded(weight, rows.T @ rows)
    assert steps.dtype == np.int8
    assert np.abs(steps.astype(int)).max() <= LARGEST
    plain = np.abs(weight).max(0) / LARGEST
    assert _error(rows, weight, steps * scales) < 0.5 * _error(rows, weight, np.rint(weight / plain) * plain)


def test_channels_that_reach_far_are_eased(rows: Floats, weight: Floats) -> None:
    far = rows.copy()
    far[:, 5] *= 40
    factors = easing([far[:150], far[150:]], [weight])
    assert factors[5] == factors.min() < 0.5
    assert np.median(factors) == 1


def test_even_channels_stay(weight: Floats) -> None:
    even = np.random.default_rng(5).uniform(-1, 1, size=(PIECES, INPUTS)).astype(np.float32)
    assert easing([even], [weight]).min() > 0.6


def _graph(weight: Floats) -> onnx.ModelProto:
    scale = np.float32(np.abs(weight).max() / 127)
    helper, array = onnx.helper, onnx.numpy_helper.from_array
    nodes = [
        helper.make_node("DynamicQuantizeLinear", ["x"], ["q", "step", "zero"]),
        helper.make_node("MatMulInteger", ["q", "w_quantized", "zero", "w_zero"], ["sums"], name="/own/MatMul_quant"),
        helper.make_node("Cast", ["sums"], ["cast"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", ["cast", "step"], ["y"]),
    ]
    stored = [array(np.rint(weight / scale).astype(np.int8), "w_quantized"), array(np.int8(0), "w_zero")]
    value = helper.make_tensor_value_info
    sizes = ["pieces", INPUTS], ["pieces", OUTPUTS]
    ends = [value(name, onnx.TensorProto.FLOAT, size) for name, size in zip("xy", sizes, strict=True)]
    graph = helper.make_graph(nodes, "one product", ends[:1], ends[1:], stored)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_a_graph_is_eased_before_its_rounding(rows: Floats, weight: Floats) -> None:
    model = _graph(weight)
    before = integers.evaluator(model).run(None, {"x": rows})[0]
    factors = np.ones(INPUTS, np.float32)
    factors[0] = 0.0
    ease(model.graph, "x", factors)
    blind = rows.copy()
    blind[:, 0] = 0
    assert not np.allclose(integers.evaluator(model).run(None, {"x": rows})[0], before)
    after = integers.evaluator(model).run(None, {"x": rows})[0]
    assert np.array_equal(after, integers.evaluator(model).run(None, {"x": blind})[0])


def test_sums_of_two_products_are_clamped_at_sixteen_bits() -> None:
    weight = np.full((INPUTS, OUTPUTS), 1, np.float32)  # 127 steps each
    rows = np.full((2, INPUTS), 1, np.float32)  # 255 steps each
    counts: list[int] = []
    exact = integers.evaluator(_graph(weight)).run(None, {"x": rows})[0]
    clamped = integers.evaluator(_graph(weight), counts).run(None, {"x": rows})[0]
    assert counts == [2 * OUTPUTS * INPUTS // 2]
    assert (clamped < exact).all()
    assert integers.wrong_sums(_graph(weight), [{"x": rows}], exactness.setting()).keys() == {"/own/MatMul_quant"}
