"""The graph in numpy, with its products of integers exact or as processors without VNNI clamp them.

`python -m training.integers [--model FILE]` prints, for windows of the sample articles, how many products are clamped
somewhere, and how many tags of each head are other ones than with exact integers: in numpy with clamping, and as
onnxruntime computes them here.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator
from onnx.reference.op_run import OpRun

import newsparse
from newsparse.tagger import exactness
from newsparse.tagger.weights import PACKAGED, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Floats = NDArray[np.float32]
Inputs = dict[str, NDArray[np.int64]]

PAIR = np.iinfo(np.int16)  # what the sum of two neighbouring products must fit into without VNNI
HEADS = ("entities", "attribution", "links", "upos", "xpos", "feats", "sentence", "arcs")


class MatMulInteger(OpRun):
    """Unsigned bytes times signed bytes, exactly; the name is the operator's."""

    op_domain = ""

    def _run(self, a: Any, b: Any, a_zero: Any = None, b_zero: Any = None) -> tuple[NDArray[np.int32]]:
        shifted = a.astype(np.float64) - (0 if a_zero is None else float(a_zero))
        weights = b.astype(np.float64) - (0.0 if b_zero is None else b_zero.astype(np.float64))
        return ((shifted @ weights).astype(np.int32),)


class _Clamped(OpRun):
    """The same as AVX2 multiplies: two neighbouring products are added in sixteen bits, and clamped there."""

    op_domain = ""
    clamped: list[int]
    """For each product run, how many sums of two were clamped."""

    def _run(self, a: Any, b: Any, a_zero: Any = None, b_zero: Any = None) -> tuple[NDArray[np.int32]]:
        rows, weights = a.reshape(-1, a.shape[-1]).astype(np.int32), b.astype(np.int32)
        sums = np.empty((len(rows), weights.shape[1]), np.int32)
        clamped = 0
        for number, row in enumerate(rows):
            pairs = row[0::2, None] * weights[0::2] + row[1::2, None] * weights[1::2]
            within = pairs.clip(PAIR.min, PAIR.max)
            clamped += int((within != pairs).sum())
            sums[number] = within.sum(0)
        self.clamped.append(clamped)
        sums -= (0 if a_zero is None else int(a_zero)) * weights.sum(0)
        return (sums.reshape(*a.shape[:-1], -1),)


class MultiHeadAttention(OpRun):
    """onnxruntime's operator, without mask."""

    op_domain = "com.microsoft"

    def _run(self, query: Any, key: Any, value: Any, num_heads: int = 1) -> tuple[Floats]:
        q, k, v = (self._parted(x, num_heads) for x in (query, key, value))
        scores = q @ k.swapaxes(-1, -2) / np.float32(math.sqrt(q.shape[-1]))
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (weights / weights.sum(-1, keepdims=True)) @ v
        return (mixed.swapaxes(1, 2).reshape(query.shape),)

    @staticmethod
    def _parted(x: Floats, heads: int) -> Floats:
        rows, pieces, width = x.shape
        return x.reshape(rows, pieces, heads, width // heads).swapaxes(1, 2)


class DequantizeLinear(OpRun):
    """Bytes of one scale as floats; the library has later versions of the operator only."""

    op_domain = ""

    def _run(self, x: Any, scale: Any, zero: Any, **_: Any) -> tuple[Floats]:
        return ((x.astype(np.float32) - np.float32(zero)) * scale,)


class GatherElements(OpRun):
    """Values by their places along an axis; the library's own takes 64 at most."""

    op_domain = ""

    def _run(self, x: Any, places: Any, axis: int = 0) -> tuple[Any]:
        return (np.take_along_axis(x, places, axis),)


class Erf(OpRun):
    """The error function after Abramowitz and Stegun 7.1.26, right to 1.5e-7: the library's own is a loop."""

    op_domain = ""

    def _run(self, x: Any) -> tuple[Floats]:
        t = 1 / (1 + 0.3275911 * np.abs(x))
        terms = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
        return ((np.sign(x) * (1 - terms * np.exp(-x * x))).astype(np.float32),)


@dataclass(slots=True)
class Recorder:
    """A session that keeps what it is given."""

    session: Any
    inputs: list[Inputs] = field(default_factory=list)

    def run(self, inputs: Inputs) -> dict[str, Floats]:
        """As `Session.run`."""
        self.inputs.append(inputs)
        found: dict[str, Floats] = self.session.run(inputs)
        return found


def windows(texts: Iterator[str], count: int) -> list[Inputs]:
    """The first `count` windows of the texts as the network gets them."""
    nlp = newsparse.load(clean=False)
    tagger = nlp.get_pipe("newsparse_tagger")
    recorder = Recorder(tagger.session)
    tagger.session = recorder
    with nlp.select_pipes(enable=["newsparse_reader", "newsparse_tagger"]):
        for text in texts:
            nlp(text)
            if len(recorder.inputs) >= count:
                break
    tagger.session = recorder.session
    return recorder.inputs[:count]


def evaluator(model: onnx.ModelProto, clamped: list[int] | None = None) -> ReferenceEvaluator:
    """The graph in numpy; with `clamped` products are clamped, and how often is appended there for each of them."""
    product = MatMulInteger if clamped is None else type("MatMulInteger", (_Clamped,), {"clamped": clamped})
    return ReferenceEvaluator(model, new_ops=[product, MultiHeadAttention, DequantizeLinear, GatherElements, Erf])


def tags(scores: dict[str, Floats]) -> dict[str, NDArray[np.int64]]:
    """The best of each head for each word."""
    return {name: scores[name][0].argmax(-1) for name in HEADS}


def run(graph: ReferenceEvaluator, window: Inputs) -> dict[str, Floats]:
    """All outputs by name."""
    return dict(zip(graph.output_names, graph.run(None, window), strict=True))


def wrong_sums(model: onnx.ModelProto, seen: Iterable[Inputs], option: tuple[str, str]) -> dict[str, int]:
    """For each product the sums that onnxruntime gets wrong on this processor under a setting, over all windows.

    The bytes that it multiplies are those that it has rounded itself: how the last bits of floats fall differs between
    processors, and a value on the edge between two steps goes one way here and the other way there.
    """
    nodes = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    weights = {tensor.name: numpy_helper.to_array(tensor).astype(np.float64) for tensor in model.graph.initializer}
    names = list(dict.fromkeys(name for node in nodes for name in (node.input[0], node.input[2], node.output[0])))
    options = plain_options()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL  # changes signs, if any does
    options.add_session_config_entry(*option)
    observed = with_outputs(model, names).SerializeToString()
    session = onnxruntime.InferenceSession(observed, options, providers=["CPUExecutionProvider"])
    wrong = dict.fromkeys((node.name for node in nodes), 0)
    for window in seen:
        found = dict(zip(names, session.run(names, window), strict=True))
        for node in nodes:
            values = found[node.input[0]].astype(np.float64) - float(found[node.input[2]])
            wrong[node.name] += int((found[node.output[0]] != values @ weights[node.input[1]]).sum())
    return wrong


def with_outputs(model: onnx.ModelProto, names: Iterable[str]) -> onnx.ModelProto:
    """The model with more of its values as outputs."""
    observed = onnx.ModelProto()
    observed.CopyFrom(model)
    observed.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names)
    return observed


def plain_options() -> onnxruntime.SessionOptions:
    """One thread, no operators joined, so that every value can be seen."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return options


def agreement(
    one: Iterable[dict[str, NDArray[np.int64]]], other: Iterable[dict[str, NDArray[np.int64]]]
) -> dict[str, float]:
    """For each head the share of words, over all windows, with the same tag."""
    pairs = list(zip(one, other, strict=True))
    return {name: float(np.mean(np.concatenate([a[name] == b[name] for a, b in pairs]))) for name in HEADS}


def main() -> None:
    """Parse the command line, compare, print."""
    from benchmarks import samples

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=PACKAGED, help="a folder of weights")
    parser.add_argument("--windows", type=int, default=6)
    given = parser.parse_args()
    model, seen = onnx.load(given.model / "model.onnx"), windows(iter(samples.articles(2_000)), given.windows)
    counts: list[int] = []
    exact, clamping, session = evaluator(model), evaluator(model, counts), Session(given.model, 1)
    right = [tags(run(exact, window)) for window in seen]
    clamped = [tags(run(clamping, window)) for window in seen]
    here = [tags(session.run(window)) for window in seen]
    print(f"{sum(map(bool, counts))} of {len(counts)} products are clamped somewhere, {sum(counts):,} sums in all")
    for option in ((exactness.OPTION, "0"), (exactness.OPTION, "1")):
        wrong = wrong_sums(model, seen, option)
        print(f"onnxruntime here, {option}: {sum(map(bool, wrong.values()))} of {len(wrong)} products with a wrong sum")
    for name, found in (("clamped", clamped), ("onnxruntime here", here)):
        shares = agreement(right, found).items()
        print(f"{name}, tags as with exact integers:", ", ".join(f"{head} {share:.4f}" for head, share in shares))


if __name__ == "__main__":
    main()
