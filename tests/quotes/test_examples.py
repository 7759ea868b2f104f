"""The example files in data/quotes are the specification: this reads all of them."""

from __future__ import annotations

import pytest

from .examples import as_wanted, doc_of, examples, quotes_of


def check(name: str) -> None:
    quotes = quotes_of(name)
    assert as_wanted(name, quotes) == examples()[name].data["quotes"]
    text = doc_of(name).text
    for quote in quotes:
        for span in (*quote.parts, quote.speaker, quote.cue):
            assert span is None or text[span.start : span.end] == span.text


@pytest.mark.parametrize("name", [each.id for each in examples().values() if not each.needs_model])
def test_rules_alone(name: str) -> None:
    check(name)


@pytest.mark.model
@pytest.mark.parametrize("name", [each.id for each in examples().values() if each.needs_model])
def test_with_the_model(name: str) -> None:
    check(name)
