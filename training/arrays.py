"""All that a run needs as one folder that travels alone: texts as arrays, weights in half precision, inventories.

`data.npz` holds the texts of each group of tasks and the sets of entity tags; `weights-*.npz` the parameters of one
network; `inventory.json` its shape, the labels of the treebanks and the few word pieces that varying a text asks for. A
run writes its own weights and inventory in the same form, so that it can be gone on from or be a teacher itself.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Ints = NDArray[np.int64]

DATA, INVENTORY, TOKENIZER = "data.npz", "inventory.json", "tokenizer.json"
PART = 50_000_000  # bytes of a file of weights at most, so that each can travel by itself
SETS = "sets"
FIELDS = ("pieces", "counts", "cases", "quotes", "long", "words", "plain", "paragraphs")


@dataclass(frozen=True, slots=True)
class Texts:
    """Documents one after the other: arrays over word pieces, over words, over paragraphs, over documents."""

    pieces: NDArray[np.uint16]
    """The ids of all word pieces."""
    counts: NDArray[np.uint8]
    """Over words: how many pieces there are."""
    cases: NDArray[np.uint8]
    quotes: NDArray[np.uint8]
    long: NDArray[np.bool_]
    """Over words: whether a headline in title case capitalises it anywhere."""
    words: NDArray[np.uint32]
    """Over paragraphs: how many words there are."""
    plain: NDArray[np.bool_]
    """Over paragraphs: whether there is no single quotation mark, so that another style of marks is no other reading."""
    paragraphs: NDArray[np.uint32]
    """Over documents: how many paragraphs there are."""
    labels: dict[str, NDArray[np.int16]]
    """Over words, by task; empty for texts that nobody annotated."""

    def __len__(self) -> int:
        return len(self.paragraphs)

    def starts(self) -> tuple[Ints, Ints, Ints]:
        """Where each word's pieces, each paragraph's words and each document's paragraphs begin, and the ends."""
        return _sums(self.counts), _sums(self.words), _sums(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The word pieces that windows are made with; `styles` are pairs of opening and closing quotation marks."""

    begin: int
    separator: int
    mask: int
    styles: tuple[tuple[int, int], ...]


def _sums(counts: NDArray[Any]) -> Ints:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def write_texts(folder: Path, groups: Mapping[str, Texts], sets: NDArray[np.bool_]) -> None:
    """Write the texts of each group, and the table of the sets of entity tags."""
    arrays: dict[str, NDArray[Any]] = {SETS: sets}
    for group, texts in groups.items():
        arrays |= {f"{group}.{name}": getattr(texts, name) for name in FIELDS}
        arrays |= {f"{group}.labels.{key}": values for key, values in texts.labels.items()}
    np.savez_compressed(folder / DATA, **arrays)  # type: ignore[arg-type]


def read_texts(folder: Path) -> tuple[dict[str, Texts], NDArray[np.bool_]]:
    """What `write_texts` wrote."""
    with np.load(folder / DATA) as file:
        arrays = {name: file[name] for name in file.files}
    sets = arrays.pop(SETS)
    groups = {}
    for group in dict.fromkeys(name.partition(".")[0] for name in arrays):
        prefix = f"{group}.labels."
        labels = {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}
        groups[group] = Texts(**{name: arrays[f"{group}.{name}"] for name in FIELDS}, labels=labels)
    return groups, sets


def write_weights(folder: Path, weights: Iterable[tuple[str, NDArray[Any]]]) -> None:
    """Write parameters in half precision, in as many files as their size asks for; each is replaced whole."""
    parts: list[dict[str, NDArray[np.float16]]] = [{}]
    for name, values in weights:
        half = values.astype(np.float16)
        if parts[-1] and sum(each.nbytes for each in parts[-1].values()) + half.nbytes > PART:
            parts.append({})
        parts[-1][name] = half
    for number, part in enumerate(parts, 1):
        path = folder / f"weights-{number}.npz"
        np.savez_compressed(path.with_suffix(".new.npz"), **part)  # type: ignore[arg-type]
        path.with_suffix(".new.npz").replace(path)


def read_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """All parameters of a folder by name; raises `FileNotFoundError` where it has none."""
    weights: dict[str, NDArray[np.float32]] = {}
    for path in sorted(folder.glob("weights-?.npz")):
        with np.load(path) as file:
            weights |= {name: file[name].astype(np.float32) for name in file.files}
    if not weights:
        raise FileNotFoundError(f"no weights-1.npz in {folder}: prepare it, or wait for the first state of its run")
    return weights


def write_inventory(
    folder: Path, *, shape: Mapping[str, Any], labels: Mapping[str, list[str]], alphabet: Alphabet, **more: Any
) -> None:
    """Write what a network's numbers mean; `shape` are the fields of a `network.Shape`."""
    inventory = {"shape": shape, "labels": labels, "alphabet": asdict(alphabet), **more}
    (folder / INVENTORY).write_text(json.dumps(inventory, indent=1), "utf8")


def read_inventory(folder: Path) -> dict[str, Any]:
    """What `write_inventory` wrote, with the alphabet as an `Alphabet`."""
    inventory: dict[str, Any] = json.loads((folder / INVENTORY).read_text("utf8"))
    styles = tuple((opening, closing) for opening, closing in inventory["alphabet"].pop("styles"))
    inventory["alphabet"] = Alphabet(**inventory["alphabet"], styles=styles)
    return inventory
