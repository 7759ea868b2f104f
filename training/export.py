"""The weights of a run to `src/newsparse/model/`: `python -m training.export --data DATA --run RUN`.

Writes the network as one ONNX graph with 8-bit weights (per channel, dynamic activations), what the decoder needs besides
it (`decoder.npz`: transitions, the last layer of the arc labels), the tokenizer, and `meta.json` with the label inventories.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from newsparse.tagger.features import WordPieces

from . import arrays
from .integers import windows
from .labels import ATTRIBUTION_TAGS, CONTENT_CLASSES, ENTITY_TAGS
from .network import Network, RoundedLinear
from .requantize import WINDOWS, requantize, train_texts
from .train import load_network

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = "4"
INPUTS = ("pieces", "cases", "quotes", "first", "last")
OUTPUTS = (
    "entities", "attribution", "classes", "links", "upos", "xpos", "feats", "sentence", "arcs", "dependent", "head",
)  # fmt: skip
MODEL = Path(__file__).parents[1] / "src" / "newsparse" / "model"


class Exported(nn.Module):
    """The network with its outputs in the order of `names`, some of `OUTPUTS`."""

    def __init__(self, network: Network, names: Sequence[str]) -> None:
        super().__init__()
        self.network, self.names = network, names

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """The inputs in the order of `INPUTS`."""
        outputs = self.network.outputs(*inputs)
        return tuple(outputs[name] for name in self.names)


def write_graph(network: Network, path: Path, names: Sequence[str] = OUTPUTS) -> None:
    """The network in full precision as ONNX, for one window of any number of pieces and words."""
    pieces, words = torch.ones(1, 12, dtype=torch.int64), torch.ones(1, 7, dtype=torch.int64)
    free = {name: {1: "pieces"} for name in INPUTS[:3]} | {name: {1: "words"} for name in (*INPUTS[3:], *names)}
    for name in ("links", "arcs"):
        free[name] |= {2: "words_and_root"}
    free["head"] = {1: "words_and_root"}
    torch.onnx.export(
        Exported(network, names),
        (pieces, pieces, pieces, words, words),
        str(path),
        input_names=list(INPUTS),
        output_names=list(names),
        dynamic_axes=free,
        opset_version=17,
        dynamo=False,
    )


def quantize(source: Path, target: Path, network: Network) -> None:
    """8-bit weights, per channel, for the products of `RoundedLinear` and the embeddings; the rest stays as it is."""
    rounded = [f"/{_scope(name)}/" for name, module in network.named_modules() if isinstance(module, RoundedLinear)]
    others = [
        node.name
        for node in onnx.load(source).graph.node
        if node.op_type == "MatMul" and not any(scope in node.name for scope in rounded)
    ]
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=others,
    )


def _scope(module: str) -> str:
    """How the graph names the place of a module: `encoder.top.entities.out` -> `entities/out`."""
    for prefix in ("encoder.top.", "encoder."):
        module = module.removeprefix(prefix)
    group, dot, name = module.rpartition(".")
    return f"{group}/{name}" if dot else name


def write_decoder(network: Network, path: Path) -> None:
    """The arrays that decoding needs besides the scores."""
    arrays: dict[str, Tensor] = {}
    for name, crf in (("entities", network.entity_crf), ("attribution", network.attribution_crf)):
        arrays[f"{name}_transitions"], arrays[f"{name}_start"] = crf.scores()
    arrays["deprel_weight"], arrays["deprel_bias"] = network.deprel.out.weight.T, network.deprel.out.bias
    np.savez_compressed(path, **{name: value.detach().numpy().astype(np.float32) for name, value in arrays.items()})


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that training.prepare wrote")
    parser.add_argument(
        "--run", type=Path, required=True, help="a folder of weights: a run's, at any state, or a prepared one"
    )
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument(
        "--without-classes",
        action="store_true",
        help="for weights that never learned the class of a content (version 3)",
    )
    parser.add_argument(
        "--seven-bits", type=Path, metavar="CORPORA", help="round weights to seven bits and ease inputs (requantize.py)"
    )
    given = parser.parse_args()
    network, labels = load_network(given.run).eval(), arrays.read_inventory(given.run)["labels"]
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        write_graph(network, full, [name for name in OUTPUTS if name != "classes" or not given.without_classes])
        quantize(full, given.out / "model.onnx", network)
    if given.seven_bits:
        seen = windows(train_texts(given.seven_bits), WINDOWS)
        onnx.save(requantize(onnx.load(given.out / "model.onnx"), seen), given.out / "model.onnx")
    write_decoder(network, given.out / "decoder.npz")
    shutil.copy(given.data / arrays.TOKENIZER, given.out / "tokenizer.json")
    meta = {"version": VERSION, "entities": ENTITY_TAGS, "attribution": ATTRIBUTION_TAGS}
    meta |= {"classes": list(CONTENT_CLASSES), **labels}
    (given.out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", "utf8")
    WordPieces(given.out / "tokenizer.json")
    print(f"{given.out}: {sum(path.stat().st_size for path in given.out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
