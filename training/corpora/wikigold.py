"""WikiGold (Balasuriya et al. 2009): people, places, organisations and miscellaneous names in Wikipedia sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LABELS = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}


def read(folder: Path) -> Iterator[list[tuple[str, str]]]:
    """The sentences as (token, BIO tag) pairs; the file marks I- only, so a change of class begins a name."""
    sentence: list[tuple[str, str]] = []
    last = "O"
    for line in (folder / "wikigold.conll.txt").read_text("utf8").splitlines():
        token, _, tag = line.partition(" ")
        if not token or token == "-DOCSTART-":
            if sentence:
                yield sentence
            sentence, last = [], "O"
            continue
        kind = tag.partition("-")[2]
        label = f"{'I' if last == kind else 'B'}-{LABELS[kind]}" if kind else "O"
        sentence.append((token, label))
        last = kind
    if sentence:
        yield sentence
