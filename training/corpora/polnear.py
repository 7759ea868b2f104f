"""PolNeAR (Newell et al. 2018): attributions in US political news, in brat standoff.

An attribution joins one cue with its source and its content, each of one or more stretches of text. Where several
annotators marked one article, the first of them in alphabetical order is read.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Spans = tuple[tuple[int, int], ...]
ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The stretches of one attribution by role; a role that is not expressed is empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class AttributedText:
    """An article with its attributions and its day of publication."""

    name: str
    text: str
    published: date | None
    attributions: tuple[Attribution, ...]


def _offsets(field: str) -> Spans:
    return tuple(sorted((int(start), int(end)) for start, end in (part.split() for part in field.split(";"))))


def _attributions(lines: list[str]) -> Iterator[Attribution]:
    spans: dict[str, Spans] = {}
    for line in lines:
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 2:
            spans[cells[0]] = _offsets(cells[1].split(" ", 1)[1])
    for line in lines:
        if not line.startswith("E") or "\t" not in line:
            continue
        roles: dict[str, Spans] = {"Source": (), "Cue": (), "Content": ()}
        for role, _, key in (item.partition(":") for item in line.split("\t")[1].split()):
            name = role.rstrip("0123456789")
            if name in roles:
                roles[name] += spans.get(key, ())
        if any(roles.values()):
            yield Attribution(*(tuple(sorted(roles[name])) for name in ("Source", "Cue", "Content")))


def _published(folder: Path, split: str) -> dict[str, date]:
    path = folder / "data" / f"metadata.{split}.tsv"
    with path.open(encoding="utf8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: date.fromisoformat(row["publication_date"]) for row in rows}


def read(folder: Path, split: str) -> Iterator[AttributedText]:
    """The articles of `split` ("train" or "dev"), by name."""
    published = _published(folder, split)
    annotated: dict[str, Path] = {}
    for path in sorted((folder / "data" / split / "attributions").glob("*.ann")):
        annotated.setdefault(ANNOTATOR.sub("", path.stem), path)
    for name, path in annotated.items():
        with (folder / "data" / split / "text" / f"{name}.txt").open(encoding="utf8", newline="") as file:
            text = file.read()
        lines = path.read_text("utf8").splitlines()
        yield AttributedText(name, text, published.get(name), tuple(_attributions(lines)))
