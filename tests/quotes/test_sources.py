"""Whose words they are, on hand-made parses with hand-made spans of the head."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span, SpanGroup

from newsparse import keys
from newsparse.quotes.component import QuoteFinder

NLP = spacy.blank("en")


def source(rows: list[tuple[str, str, int, str]], **parts: tuple[int, int]) -> str | None:
    """The source as found, where a head gave the words of CONTENT, CUE and SOURCE."""
    doc = Doc(
        NLP.vocab,
        words=[row[0] for row in rows],
        spaces=[True] * len(rows),
        tags=[row[1] for row in rows],
        heads=[row[2] for row in rows],
        deps=[row[3] for row in rows],
    )
    spans = [Span(doc, *words, label=role, span_id="0") for role, words in parts.items()]
    doc.spans[keys.ATTRIBUTION] = SpanGroup(doc, spans=spans, attrs={"scores": [0.9] * len(spans)})
    (quote,) = keys.get(QuoteFinder(NLP, attributions="all")(doc), keys.QUOTES)
    return quote.speaker.text if quote.speaker else None


INVERTED = [
    ("Prices", "NNS", 1, "nsubj"),
    ("rose", "VBD", 3, "ccomp"),
    (",", ",", 3, "punct"),
    ("said", "VBD", 3, "ROOT"),
    ("Lindqvist", "NNP", 3, "nsubj"),
    (".", ".", 3, "punct"),
]


def test_a_subject_behind_its_verb_is_the_source() -> None:
    assert source(INVERTED, CONTENT=(0, 2), CUE=(3, 4), SOURCE=(4, 5)) == "Lindqvist"
