"""Syntax: documents of treebanks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .documents import Document, Paragraph
from .labels import IGNORE

if TYPE_CHECKING:
    from .corpora import conllu


@dataclass(slots=True)
class TreebankLabels:
    """The label inventories that come from the treebanks themselves, in order of first appearance."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)


def _index(inventory: list[str], value: str, *, grow: bool) -> int:
    if value in inventory:
        return inventory.index(value)
    if not grow:
        return IGNORE
    inventory.append(value)
    return len(inventory) - 1


def treebank_document(example: conllu.Treebank, labels: TreebankLabels, *, grow: bool) -> Document:
    """A document of a treebank, in the treebank's own words; labels new to the inventories are added or ignored."""
    document: Document = []
    for sentence, opens in zip(example.sentences, example.paragraph_starts, strict=True):
        if opens or not document:
            document.append(Paragraph([], [], {k: [] for k in ("upos", "xpos", "feats", "sentence", "head", "deprel")}))
        paragraph = document[-1]
        for index, word in enumerate(sentence):
            paragraph.words.append(word.form)
            paragraph.spaces.append(example.text[word.end : word.end + 1].isspace())
            values = {
                "upos": _index(labels.upos, word.upos, grow=grow),
                "xpos": _index(labels.xpos, word.xpos, grow=grow),
                "feats": _index(labels.feats, word.feats, grow=grow),
                "sentence": int(index == 0),
                "head": 0 if word.head < 0 else word.head - index,
                "deprel": _index(labels.deprel, word.deprel, grow=grow),
            }
            for key, value in values.items():
                paragraph.labels[key].append(value)
    return document
