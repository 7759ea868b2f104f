"""The packaged network back as parameters to train on: the reverse of `export`, up to the rounding of its weights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from .network import GROUPS
from .requantize import EASING

if TYPE_CHECKING:
    from pathlib import Path

    from .network import Network

Floats = NDArray[np.float32]
ROUNDED = "_quantized"
ROUNDING = "DynamicQuantizeLinear"


def restore(network: Network, folder: Path) -> None:
    """Fill `network` with the weights of the model in `folder`.

    A part that the graph does not have at all, being younger, stays as it is; raises `KeyError` for any other weight
    that the graph lacks.
    """
    graph = onnx.load(folder / "model.onnx").graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {name.removeprefix("network."): values for name, values in stored.items() if name.startswith("network.")}
    for name in [name for name in found if name.endswith(ROUNDED)]:
        found[name.removesuffix(ROUNDED)] = _widened(stored, f"network.{name}")
    made = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        if node.op_type.startswith("MatMul") and node.input[1] in stored:
            weight = _widened(stored, node.input[1]) if node.input[1].endswith(ROUNDED) else stored[node.input[1]]
            found[_parameter(node.name)] = (weight * _easing(made, stored, node.input[0])).T
    with np.load(folder / "decoder.npz") as decoder:
        for name, stored_as in (("entity", "entities"), ("attribution", "attribution")):
            crf = getattr(network, f"{name}_crf")
            found[f"{name}_crf.transitions"] = decoder[f"{stored_as}_transitions"] - crf.between.numpy()
            found[f"{name}_crf.start"] = decoder[f"{stored_as}_start"] - crf.first.numpy()
        found["deprel.out.weight"], found["deprel.out.bias"] = decoder["deprel_weight"].T, decoder["deprel_bias"]
    parts = {name.partition(".")[0] for name in found}
    for name, parameter in network.named_parameters():
        if name.partition(".")[0] in parts:
            parameter.data.copy_(torch.from_numpy(np.array(found[name])))


def _widened(stored: dict[str, Floats], name: str) -> Floats:
    """An 8-bit tensor in full width."""
    stem = name.removesuffix(ROUNDED)
    scale, zero = stored[f"{stem}_scale"], stored[f"{stem}_zero_point"]
    widened: Floats = (stored[name].astype(np.float32) - zero.astype(np.float32)) * scale
    return widened


def _easing(made: dict[str, onnx.NodeProto], stored: dict[str, Floats], rounded: str) -> Floats | float:
    """What the channels of a product's input are multiplied by before they are rounded, as a column; else 1."""
    rounding = made.get(rounded)
    factor = made.get(rounding.input[0]) if rounding is not None and rounding.op_type == ROUNDING else None
    eased = factor is not None and factor.op_type == "Mul" and factor.input[1].endswith(EASING)
    return stored[factor.input[1]][:, None] if factor is not None and eased else 1.0


def _parameter(node: str) -> str:
    """The parameter behind a matrix product: `/shared.0/mixing/MatMul_quant` -> `encoder.shared.0.mixing.weight`."""
    path = node.strip("/").split("/")[:-1]
    if path[0].startswith("shared."):
        path.insert(0, "encoder")
    elif path[0] in GROUPS and len(path) > 1:
        path[:0] = ["encoder", "top"]
    else:
        path[0] = re.sub(r"_\d+$", "", path[0])
    return ".".join([*path, "weight"])
