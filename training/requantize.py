"""The 8-bit weights of a graph rounded to seven bits: `python -m training.requantize --corpora DIR --model DIR`.

Processors with AVX2 and without VNNI multiply unsigned bytes (activations) by signed ones (weights) and add the products
of two neighbours in sixteen bits, which hold no more than 32,767: with weights of up to 127 such a pair may come to
255 * 127 * 2 = 64,770 and is clamped. With weights of up to 64 in absolute value it is 32,640 at most, so that every
processor adds the same integers.

Half as many steps are rounded to with care: what counts is the product with what the layer sees, so the second moments
of its inputs are taken from training texts, errors of one weight are made up for by those after it (Frantar et al. 2023,
GPTQ), and weights are moved by single steps, in turns, as long as that helps (Behdin et al. 2023, QuantEase). The scale
of each channel is the best of several.

The rounding of what a layer sees costs more than that of its weights: its steps are a 255th of the range of a window,
and single channels reach far beyond the others. Such channels are multiplied by less than one before the rounding, and
their weights divided by it (Xiao et al. 2023, SmoothQuant): for each input as far as the products gain by it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import numpy_helper

from newsparse.tagger.weights import PACKAGED as MODEL

from .corpora import conllu, corpus, polnear, worldwide
from .examples import TREEBANKS
from .integers import plain_options, windows, with_outputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .integers import Inputs

Floats = NDArray[np.float32]

LARGEST = 64  # 255 * 64 * 2 < 2 ** 15
WINDOWS = 480
DAMPING = 0.01  # of the mean second moment, so that directions which no text has do not run away
CLIPS = (1.0, 0.9, 0.8)  # how much of a channel's range the steps cover
SWEEPS = 3
REACHES = (1.0, 0.7, 0.5, 0.35, 0.25, 0.18)  # what share of the greatest value no channel may exceed
EASED = 24  # windows on which that is chosen
EASING = "_easing"
BLOCK = 128


@dataclass(slots=True)
class Product:
    """A product of integers: the names of its weights and of what rounds its input."""

    weight: str
    scale: str
    rounded: str


def products(graph: onnx.GraphProto) -> list[Product]:
    """The products of integers in the order of the graph."""
    return [
        Product(node.input[1], node.input[1].replace("_quantized", "_scale"), node.input[0])
        for node in graph.node
        if node.op_type == "MatMulInteger"
    ]


def train_texts(corpora: Path) -> Iterator[str]:
    """Training texts of every corpus that all of the heads were trained on, in turns."""
    treebanks = [
        document
        for name, stem in TREEBANKS.items()
        for document in islice(conllu.read(corpus(corpora, name) / f"{stem}-train.conllu"), 120)
    ]
    sources = (
        worldwide.read(corpus(corpora, "worldwide-newswire"), "train"),
        polnear.read(corpus(corpora, "polnear"), "train"),
        treebanks,
    )
    for texts in zip_longest(*sources):
        yield from (each.text for each in texts if each is not None)


def observe(model: onnx.ModelProto, seen: list[Inputs]) -> Iterator[tuple[int, str, Floats]]:
    """For each window its number, and for the input of each product its name and its rows before they are rounded."""
    names = list(dict.fromkeys(_sources(model.graph)[product.rounded] for product in products(model.graph)))
    session = onnxruntime.InferenceSession(with_outputs(model, names).SerializeToString(), plain_options())
    for number, window in enumerate(seen):
        for name, values in zip(names, session.run(names, window), strict=True):
            yield number, name, values.reshape(-1, values.shape[-1])


def _sources(graph: onnx.GraphProto) -> dict[str, str]:
    """Rounded tensor -> what was rounded."""
    return {node.output[0]: node.input[0] for node in graph.node if node.op_type == "DynamicQuantizeLinear"}


def easing(rows: list[Floats], weights: list[Floats], largest: int = LARGEST) -> Floats:
    """What to multiply each channel of an input by, so that the products with all of its weights lose the least.

    `rows` are the rows (pieces, inputs) of one window each, as they are rounded together.
    """
    most = np.maximum(np.max([np.abs(each).max(0) for each in rows], axis=0), 1e-6)
    beside = np.concatenate(weights, axis=1)
    best, least = np.ones_like(most), np.inf
    for reach in REACHES:
        factors = np.minimum(1, reach * most.max() / most).astype(np.float32)
        own = beside / factors[:, None]
        scale = np.maximum(np.abs(own).max(0), 1e-9) / largest
        own = np.rint(own / scale) * scale
        error = sum(float(np.square(_in_steps(each * factors) @ own - each @ beside).sum()) for each in rows)
        if error < least:
            best, least = factors, error
    return best


def _in_steps(values: Floats) -> Floats:
    """As the graph rounds a window: 255 even steps from the least to the greatest value."""
    step = np.float32(max(float(max(values.max(), 0) - min(values.min(), 0)) / 255, 1e-8))
    return np.rint(values / step) * step


def rounded(weight: Floats, moment: Floats, largest: int = LARGEST) -> tuple[NDArray[np.int8], Floats]:
    """A weight (inputs, outputs) as integers of up to `largest`, and the scale of each output.

    `moment` (inputs, inputs) is that of `moments`; the best of several scales is taken for each output by itself.
    """
    damped = moment + np.eye(len(moment), dtype=np.float32) * np.float32(DAMPING * moment.diagonal().mean() + 1e-9)
    most = np.maximum(np.abs(weight).max(0), 1e-9)
    best = np.full(weight.shape[1], np.inf)
    steps, scales = np.zeros(weight.shape, np.float32), np.ones(weight.shape[1], np.float32)
    for clip in CLIPS:
        scale = (most * clip / largest).astype(np.float32)
        found = _by_turns(weight, damped, _made_up(weight, damped, scale, largest), scale, largest)
        off = found * scale - weight
        error = np.einsum("ij,ij->j", off, damped @ off)
        better = error < best
        best[better], scales[better], steps[:, better] = error[better], scale[better], found[:, better]
    return steps.astype(np.int8), scales


def _made_up(weight: Floats, moment: Floats, scale: Floats, largest: int) -> Floats:
    """The integers of a weight, one row after the other, each row's error made up for by the rows after it."""
    order = np.argsort(-moment.diagonal())
    inverse = np.linalg.inv(moment[np.ix_(order, order)].astype(np.float64))
    upper = np.linalg.cholesky(inverse).T.astype(np.float32)
    left, found = weight[order].copy(), np.empty_like(weight)
    for start in range(0, len(left), BLOCK):
        stop = min(start + BLOCK, len(left))
        errors = np.empty((stop - start, left.shape[1]), np.float32)
        for row in range(start, stop):
            found[order[row]] = np.clip(np.rint(left[row] / scale), -largest, largest)
            errors[row - start] = (left[row] - found[order[row]] * scale) / upper[row, row]
            left[row + 1 : stop] -= np.outer(upper[row, row + 1 : stop], errors[row - start])
        left[stop:] -= upper[start:stop, stop:].T @ errors
    return found


def _by_turns(weight: Floats, moment: Floats, steps: Floats, scale: Floats, largest: int) -> Floats:
    """Integers moved, a row at a time, to where the error of the product is least while all others stand."""
    steps = steps.copy()
    gradient = moment @ (steps * scale - weight)
    for _ in range(SWEEPS):
        for row in range(len(steps)):
            wanted = steps[row] - gradient[row] / (moment[row, row] * scale)
            moved = np.clip(np.rint(wanted), -largest, largest) - steps[row]
            columns = np.flatnonzero(moved)
            if len(columns):
                gradient[:, columns] += np.outer(moment[row], moved[columns] * scale[columns])
                steps[row] += moved
    return steps


def requantize(model: onnx.ModelProto, seen: list[Inputs]) -> onnx.ModelProto:
    """The model with every product's weights in seven bits, and its inputs eased."""
    result = onnx.ModelProto()
    result.CopyFrom(model)
    stored = {tensor.name: tensor for tensor in result.graph.initializer}
    sources, weights = _sources(model.graph), {}
    for product in products(model.graph):
        scale = numpy_helper.to_array(stored[product.scale])
        weights[product.weight] = numpy_helper.to_array(stored[product.weight]).astype(np.float32) * scale
    by_input: dict[str, list[Floats]] = {}
    for product in products(model.graph):
        by_input.setdefault(sources[product.rounded], []).append(weights[product.weight])
    moments: dict[str, Floats] = {}
    rows: dict[str, list[Floats]] = {}
    for number, name, values in observe(model, seen):
        moments[name] = moments.get(name, np.float32(0)) + values.T @ values
        if number < EASED:
            rows.setdefault(name, []).append(values)
    factors = {name: easing(rows[name], by_input[name]) for name in by_input}
    for product in products(model.graph):
        name, own = sources[product.rounded], factors[sources[product.rounded]]
        steps, scales = rounded(weights[product.weight] / own[:, None], moments[name] * np.outer(own, own))
        _store(stored[product.weight], steps)
        _store(stored[product.scale], scales.reshape(numpy_helper.to_array(stored[product.scale]).shape))
        print(f"{product.weight}: {steps.shape}, least factor {own.min():.2f}", flush=True)
    for name, own in factors.items():
        if own.min() < 1:
            ease(result.graph, name, own)
    return result


def ease(graph: onnx.GraphProto, name: str, factors: Floats) -> None:
    """Multiply a tensor by a factor for each channel before it is rounded."""
    at, node = next(
        (at, node)
        for at, node in enumerate(graph.node)
        if node.op_type == "DynamicQuantizeLinear" and name in node.input
    )
    graph.initializer.append(numpy_helper.from_array(factors, name + EASING))
    graph.node.insert(at, onnx.helper.make_node("Mul", [name, name + EASING], [name + "_eased"], name=name + "_ease"))
    node.input[0] = name + "_eased"


def _store(tensor: onnx.TensorProto, values: NDArray[Any]) -> None:
    tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))


def main() -> None:
    """Parse the command line, round, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--source", type=Path, default=MODEL / "model.onnx", help="the graph to round")
    parser.add_argument("--out", type=Path, default=MODEL / "model.onnx")
    given = parser.parse_args()
    seen = windows(train_texts(given.corpora), WINDOWS)
    onnx.save(requantize(onnx.load(given.source), seen), given.out)


if __name__ == "__main__":
    main()
