"""A small network as the graph of the package, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from training.export import OUTPUTS, quantize, write_decoder, write_graph  # noqa: E402  # found only after the line above
from training.network import Network, Shape  # noqa: E402
from training.restore import restore  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning"),
]
SMALL = Shape(
    5,
    5,
    5,
    5,
    vocabulary=300,
    positions=40,
    width=24,
    layers=2,
    attention_heads=2,
    inner=32,
    arc=8,
    label=8,
    link=8,
    joint=8,
)


def test_what_is_exported_comes_back_up_to_the_rounding_of_its_weights(tmp_path: Path) -> None:
    torch.manual_seed(5)
    network, back = Network(SMALL).eval(), Network(SMALL)
    for parameter in network.parameters():  # the graph keeps one of those that are alike
        torch.nn.init.normal_(parameter)
    write_graph(network, tmp_path / "full.onnx", [name for name in OUTPUTS if name != "classes"])
    quantize(tmp_path / "full.onnx", tmp_path / "model.onnx", network)
    write_decoder(network, tmp_path / "decoder.npz")
    young = back.classes.weight.clone()
    restore(back, tmp_path)
    assert torch.equal(back.classes.weight, young)
    for (name, one), other in zip(network.named_parameters(), back.parameters(), strict=True):
        if not name.startswith("classes."):
            assert torch.allclose(one, other, atol=float(one.detach().abs().max()) / 100), name
