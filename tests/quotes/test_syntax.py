"""Docs without an attribution head, parsed in either label scheme."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsparse import keys
from newsparse.quotes.component import QuoteFinder

NLP = spacy.blank("en")

Row = tuple[str, str, int, str]


def doc(rows: list[Row]) -> Doc:
    """A Doc from (word, tag, head, label) rows."""
    words = [row[0] for row in rows]
    spaces = [w != "“" and after[0] not in ",.:”" for w, after in zip(words, [*words[1:], "."], strict=True)]
    return Doc(
        NLP.vocab,
        words=words,
        spaces=spaces,
        tags=[row[1] for row in rows],
        heads=[row[2] for row in rows],
        deps=[row[3] for row in rows],
    )


def found(rows: list[Row]) -> list[tuple[str, str, str, str]]:
    made = QuoteFinder(NLP, attributions="all")(doc(rows))
    return [
        (q.text, q.speaker.text if q.speaker else "", q.cue.text if q.cue else "", q.kind)
        for q in keys.get(made, keys.QUOTES)
    ]


SAID_THAT_UD: list[Row] = [
    ("The", "DT", 1, "det"),
    ("ministry", "NN", 2, "nsubj"),
    ("said", "VBD", 2, "ROOT"),
    ("that", "IN", 7, "mark"),
    ("the", "DT", 5, "det"),
    ("harvest", "NN", 7, "nsubj"),
    ("had", "VBD", 7, "aux"),
    ("failed", "VBN", 2, "ccomp"),
    (".", ".", 2, "punct"),
]
INVERTED_UD: list[Row] = [
    ("The", "DT", 1, "det"),
    ("harvest", "NN", 2, "nsubj"),
    ("failed", "VBD", 2, "ROOT"),
    (",", ",", 6, "punct"),
    ("the", "DT", 5, "det"),
    ("ministry", "NN", 6, "nsubj"),
    ("said", "VBD", 2, "parataxis"),
    (".", ".", 2, "punct"),
]
INVERTED_CLEAR: list[Row] = [
    ("The", "DT", 1, "det"),
    ("harvest", "NN", 2, "nsubj"),
    ("failed", "VBD", 6, "ccomp"),
    (",", ",", 6, "punct"),
    ("the", "DT", 5, "det"),
    ("ministry", "NN", 6, "nsubj"),
    ("said", "VBD", 6, "ROOT"),
    (".", ".", 6, "punct"),
]
ACCORDING_UD: list[Row] = [
    ("According", "VBG", 3, "case"),
    ("to", "IN", 0, "fixed"),
    ("the", "DT", 3, "det"),
    ("ministry", "NN", 7, "obl"),
    (",", ",", 7, "punct"),
    ("the", "DT", 6, "det"),
    ("harvest", "NN", 7, "nsubj"),
    ("failed", "VBD", 7, "ROOT"),
    (".", ".", 7, "punct"),
]
ACCORDING_CLEAR: list[Row] = [
    ("According", "VBG", 7, "prep"),
    ("to", "IN", 0, "prep"),
    ("the", "DT", 3, "det"),
    ("ministry", "NN", 1, "pobj"),
    (",", ",", 7, "punct"),
    ("the", "DT", 6, "det"),
    ("harvest", "NN", 7, "nsubj"),
    ("failed", "VBD", 7, "ROOT"),
    (".", ".", 7, "punct"),
]
NOT_A_CUE: list[Row] = [
    ("The", "DT", 1, "det"),
    ("harvest", "NN", 2, "nsubj"),
    ("failed", "VBD", 2, "ROOT"),
    (".", ".", 2, "punct"),
]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SAID_THAT_UD, [("that the harvest had failed.", "The ministry", "said", "indirect")]),
        (INVERTED_UD, [("The harvest failed", "the ministry", "said", "indirect")]),
        (INVERTED_CLEAR, [("The harvest failed", "the ministry", "said", "indirect")]),
        (ACCORDING_UD, [("the harvest failed.", "the ministry", "According to", "indirect")]),
        (ACCORDING_CLEAR, [("the harvest failed.", "the ministry", "According to", "indirect")]),
        (NOT_A_CUE, []),
    ],
)
def test_indirect_quotes_from_the_parse(rows: list[Row], expected: list[tuple[str, str, str, str]]) -> None:
    assert [(text.rstrip("."), *rest) for text, *rest in found(rows)] == [
        (text.rstrip("."), *rest) for text, *rest in expected
    ]


def test_an_aside_is_left_off_the_speaker() -> None:
    rows: list[Row] = [
        ("Blake", "NNP", 6, "nsubj"),
        (",", ",", 0, "punct"),
        ("who", "WP", 3, "nsubj"),
        ("criticised", "VBD", 0, "relcl"),
        ("Farr", "NNP", 3, "dobj"),
        (",", ",", 0, "punct"),
        ("said", "VBD", 6, "ROOT"),
        (":", ":", 6, "punct"),
        ("“", "``", 10, "punct"),
        ("We", "PRP", 10, "nsubj"),
        ("stay", "VBP", 6, "ccomp"),
        ("here", "RB", 10, "advmod"),
        ("tonight", "NN", 10, "npadvmod"),
        (".", ".", 10, "punct"),
        ("”", "''", 10, "punct"),
    ]
    assert ("Blake", "said", "direct") in [(speaker, cue, kind) for _, speaker, cue, kind in found(rows)]
