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
SAID_THAT_CLEAR: list[Row] = [
    ("The", "DT", 1, "det"),
    ("ministry", "NN", 3, "nsubj"),
    ("has", "VBZ", 3, "aux"),
    ("said", "VBN", 3, "ROOT"),
    ("that", "IN", 8, "mark"),
    ("the", "DT", 6, "det"),
    ("harvest", "NN", 8, "nsubj"),
    ("had", "VBD", 8, "aux"),
    ("failed", "VBN", 3, "ccomp"),
    (".", ".", 3, "punct"),
]
CONDEMNED_CLEAR: list[Row] = [
    ("The", "DT", 1, "det"),
    ("attack", "NN", 3, "nsubjpass"),
    ("was", "VBD", 3, "auxpass"),
    ("condemned", "VBN", 3, "ROOT"),
    ("by", "IN", 3, "agent"),
    ("the", "DT", 6, "det"),
    ("ministry", "NN", 4, "pobj"),
    (".", ".", 3, "punct"),
]
CLAIM_CLEAR: list[Row] = [
    ("Blake", "NNP", 2, "poss"),
    ("'s", "POS", 0, "case"),
    ("claim", "NN", 6, "nsubj"),
    ("that", "IN", 5, "mark"),
    ("prices", "NNS", 5, "nsubj"),
    ("fell", "VBD", 2, "acl"),
    ("surprised", "VBD", 6, "ROOT"),
    ("nobody", "NN", 6, "dobj"),
    (".", ".", 6, "punct"),
]
STATEMENT_CLEAR: list[Row] = [
    ("A", "DT", 1, "det"),
    ("statement", "NN", 8, "nsubj"),
    ("from", "IN", 1, "prep"),
    ("the", "DT", 4, "det"),
    ("ministry", "NN", 2, "pobj"),
    ("that", "IN", 7, "mark"),
    ("harvests", "NNS", 7, "nsubj"),
    ("failed", "VBD", 1, "acl"),
    ("leaked", "VBD", 8, "ROOT"),
    (".", ".", 8, "punct"),
]
DENIED_CLEAR: list[Row] = [
    ("Blake", "NNP", 1, "nsubj"),
    ("denied", "VBD", 1, "ROOT"),
    ("the", "DT", 3, "det"),
    ("reports", "NNS", 1, "dobj"),
    ("of", "IN", 3, "prep"),
    ("a", "DT", 6, "det"),
    ("deal", "NN", 4, "pobj"),
    (".", ".", 1, "punct"),
]
VOWED_CLEAR: list[Row] = [
    ("Blake", "NNP", 1, "nsubj"),
    ("vowed", "VBD", 1, "ROOT"),
    ("to", "TO", 3, "aux"),
    ("stay", "VB", 1, "xcomp"),
    (".", ".", 1, "punct"),
]
CONDEMNED_UD: list[Row] = [
    ("The", "DT", 1, "det"),
    ("attack", "NN", 3, "nsubj:pass"),
    ("was", "VBD", 3, "aux:pass"),
    ("condemned", "VBN", 3, "ROOT"),
    ("by", "IN", 6, "case"),
    ("the", "DT", 6, "det"),
    ("ministry", "NN", 3, "obl"),
    (".", ".", 3, "punct"),
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
        (SAID_THAT_CLEAR, [("that the harvest had failed.", "The ministry", "has said", "indirect")]),
        (CONDEMNED_CLEAR, [("The attack", "the ministry", "was condemned", "indirect")]),
        (CONDEMNED_UD, [("The attack", "the ministry", "was condemned", "indirect")]),
        (CLAIM_CLEAR, [("that prices fell", "Blake", "claim", "indirect")]),
        (STATEMENT_CLEAR, [("that harvests failed", "the ministry", "statement", "indirect")]),
        (DENIED_CLEAR, [("the reports of a deal", "Blake", "denied", "indirect")]),
        (VOWED_CLEAR, [("to stay", "Blake", "vowed", "indirect")]),
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
