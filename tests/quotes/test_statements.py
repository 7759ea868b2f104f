"""What was said, and what was only spoken about: the formula over cue and form, and the classes of the model."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span, SpanGroup

from newsparse import keys
from newsparse.quotes.component import QuoteFinder
from newsparse.quotes.statements import class_odds, said_odds

NLP = spacy.blank("en")
THAT = [
    ("Okoro", "NNP", 1, "nsubj"),
    ("said", "VBD", 1, "ROOT"),
    ("prices", "NNS", 3, "nsubj"),
    ("rose", "VBD", 1, "ccomp"),
    (".", ".", 1, "punct"),
]
NOUN = [
    ("Okoro", "NNP", 1, "nsubj"),
    ("discussed", "VBD", 1, "ROOT"),
    ("food", "NN", 3, "compound"),
    ("prices", "NNS", 1, "obj"),
    (".", ".", 1, "punct"),
]
TOPIC = {"statement": 0.02, "belief": 0.0, "finding": 0.0, "topic": 0.97, "intention": 0.01}
STATEMENT = {"statement": 0.97, "belief": 0.01, "finding": 0.0, "topic": 0.02, "intention": 0.0}


def found(
    rows: list[tuple[str, str, int, str]], chances: dict[str, float] | None = None, attributions: str = "statements"
) -> list[str]:
    """The quotes of a sentence whose first word speaks, whose second is the cue, and whose next two are the content."""
    words, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(NLP.vocab, words=words, tags=tags, heads=heads, deps=deps)
    parts = {"SOURCE": (0, 1), "CUE": (1, 2), "CONTENT": (2, 4)}
    spans = [Span(doc, *at, label=role, span_id="0") for role, at in parts.items()]
    attrs = {"scores": [0.9] * 3, keys.CLASSES: [{}, {}, chances or {}]}
    doc.spans[keys.ATTRIBUTION] = SpanGroup(doc, spans=spans, attrs=attrs)
    return [quote.text for quote in keys.get(QuoteFinder(NLP, attributions=attributions)(doc), keys.QUOTES)]


def test_a_clause_that_is_said_is_a_quote_and_a_topic_is_none() -> None:
    assert found(THAT) == ["prices rose"]
    assert found(NOUN) == []
    assert found(NOUN, attributions="all") == ["food prices"]


def test_the_class_of_a_content_counts_beside_its_form() -> None:
    assert found(NOUN, TOPIC) == []
    assert found(THAT, STATEMENT) == ["prices rose"]


def test_a_pronoun_and_its_auxiliary_are_no_content() -> None:
    rows = [*THAT[:2], ("he", "PRP", 3, "nsubj"), ("was", "VBD", 1, "ccomp"), THAT[4]]
    assert found(rows) == []


@pytest.mark.parametrize("speaker", ["anyone", "you"])
def test_what_anybody_may_say_is_no_statement(speaker: str) -> None:
    assert found([(speaker, "PRP", 1, "nsubj"), *THAT[1:]]) == []


def test_odds_of_classes_are_bounded_and_rise_with_the_chance_of_having_been_said() -> None:
    assert said_odds({}) < said_odds({"topic": 0.5, "finding": 0.5}) == 0.0 < said_odds({"statement": 1.0})
    assert abs(said_odds({"statement": 1.0})) < 7
    assert class_odds(STATEMENT, 0.0) > class_odds(TOPIC, 0.0)
