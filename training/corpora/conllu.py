"""Universal Dependencies treebanks in CoNLL-U, as documents of raw text with paragraph breaks.

Words of a multiword token ("don't") share its characters, split by their own lengths; enhanced dependencies and
empty nodes are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. `head` is the index of its head in the sentence, -1 for the root."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str


@dataclass(slots=True)
class Treebank:
    """One document: its text, the words of each sentence, and which sentences open a paragraph."""

    name: str
    text: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    sentences: list[list[Word]] = field(default_factory=list)
    paragraph_starts: list[bool] = field(default_factory=list)


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text("utf8").splitlines():
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _split_surface(surface: str, forms: list[str], start: int) -> list[tuple[int, int]]:
    """Share the characters of a multiword token among its words: by their forms, the last one takes the rest."""
    bounds = []
    at, end = start, start + len(surface)
    for index, form in enumerate(forms):
        stop = end if index == len(forms) - 1 else min(at + len(form), end)
        bounds.append((at, stop))
        at = stop
    return bounds


def _words(rows: list[list[str]], start: int) -> tuple[str, list[Word]]:
    """The text of a sentence that begins at `start` (with the space after it) and its words."""
    text = ""
    offsets: list[tuple[int, int]] = []
    pending = 0
    words = [row for row in rows if "-" not in row[0] and "." not in row[0]]
    for row in rows:
        if "." in row[0] or pending:
            pending -= "." not in row[0]
            continue
        first, _, last = row[0].partition("-")
        forms = [r[1] for r in words[int(first) - 1 : int(last or first)]]
        pending = len(forms) if last else 0
        offsets += _split_surface(row[1], forms, start + len(text))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    found = [
        Word(*span, row[1], row[2], row[3], row[4], row[5], int(row[6]) - 1, row[7], row[9])
        for span, row in zip(offsets, words, strict=True)
    ]
    return text, found


def _comments(block: list[str]) -> dict[str, str]:
    pairs = (line[1:].partition("=") for line in block if line.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in pairs}


def read(path: Path) -> Iterator[Treebank]:
    """The documents of one CoNLL-U file."""
    document: Treebank | None = None
    for block in _blocks(path):
        comments = _comments(block)
        if "newdoc id" in comments or document is None:
            if document is not None:
                yield document
            document = Treebank(comments.get("newdoc id", path.stem))
        document.meta.update({k[6:]: v for k, v in comments.items() if k.startswith("meta::")})
        opens = not document.sentences or any(key.startswith("newpar") for key in comments)
        if opens and document.sentences:
            document.text = document.text.rstrip(" ") + PARAGRAPH_BREAK
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        text, words = _words(rows, len(document.text))
        document.text += text
        document.sentences.append(words)
        document.paragraph_starts.append(opens)
    if document is not None:
        yield document
