"""re3d (Dstl 2017): entities in documents about Syria and Iraq, names and descriptions alike, overlapping."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class OverlappingText:
    """A document and its marked stretches as (start, end, type); they may overlap and repeat."""

    name: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def _lines(path: Path) -> Iterator[dict[str, object]]:
    return (json.loads(line) for line in path.read_text("utf8").splitlines() if line.strip())


def read(folder: Path) -> Iterator[OverlappingText]:
    """The documents of all the sources, in order of folder."""
    for source in sorted(path for path in folder.iterdir() if path.is_dir()):
        spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row in _lines(source / "entities.json"):
            spans[str(row["documentId"])].append((int(str(row["begin"])), int(str(row["end"])), str(row["type"])))
        for row in _lines(source / "documents.json"):
            yield OverlappingText(str(row["_id"]), str(row["text"]), tuple(sorted(spans[str(row["_id"])])))
