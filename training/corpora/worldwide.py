"""worldwide-newswire (Shan et al. 2023): named entities in newswire of five continents.

The annotated tokens are aligned to the raw articles, so that offsets count characters of the real text. A document
that cannot be aligned (3 % of them) is left out. The first line of a raw article, its address, stays in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LABELS = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "FAC",
    "NORP": "NORP",
    "Product": "PRODUCT",
    "Money": "MONEY",
    "Date": "DATE",
    "Misc": "MISC",
}
# The annotated files were tokenised after normalising these; the raw articles keep the originals.
NORMALISED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class EntityText:
    """A text with its named entities as (start, end, label)."""

    name: str
    text: str
    entities: tuple[tuple[int, int, str], ...]


def _split(folder: Path, split: str) -> list[str]:
    rows = (line.split("\t") for line in (folder / "splits.tsv").read_text("utf8").splitlines())
    return [row[0] for row in rows if len(row) > 1 and row[1] == split]


def _rows(path: Path) -> list[tuple[str, str]]:
    """The (token, label) rows of an annotated file; the second label column (nested entities) is left out."""
    lines = path.read_text("utf8").splitlines()
    return [(cells[0], cells[1]) for line in lines if len(cells := line.split("\t")) > 1 and cells[0].strip()]


def _align(text: str, tokens: list[str]) -> list[tuple[int, int]] | None:
    """Where each token is in the text, in order; None when one is missing."""
    plain = text.translate(NORMALISED)
    spans: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        wanted = token.translate(NORMALISED)
        found = plain.find(wanted, at)
        if found < 0 or plain[at:found].strip():
            return None
        at = found + len(wanted)
        spans.append((found, at))
    return spans


def _entities(labels: list[str], spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    current: tuple[int, int, str] | None = None
    for label, (start, end) in zip(labels, spans, strict=True):
        prefix, _, kind = label.partition("-")
        if prefix == "I" and current and current[2] == LABELS[kind]:
            current = (current[0], end, current[2])
            continue
        if current:
            yield current
        current = (start, end, LABELS[kind]) if prefix in ("B", "I") and kind in LABELS else None
    if current:
        yield current


def read(folder: Path, split: str) -> Iterator[EntityText]:
    """The articles of `split` ("train" or "dev") that can be aligned to their raw text."""
    for name in _split(folder, split):
        text = (folder / "original_articles" / name).read_text("utf8")
        rows = _rows(folder / "processed_annotated" / f"{name}.tsv")
        spans = _align(text, [token for token, _ in rows])
        if spans is not None:
            yield EntityText(name, text, tuple(_entities([label for _, label in rows], spans)))
