"""The example files in data/quotes are the specification: this reads all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy

import newsparse
from newsparse import keys
from newsparse.quotes.component import QuoteFinder

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.types import Quote

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parents[2] / "data" / "quotes"


def read(*, model: bool) -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for i, example in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["example"]):
            if (example.get("needs") == "model") == model:
                found.append(pytest.param(example, id=f"{path.stem}-{i + 1}"))
    return found


def describe(quote: Quote, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the example asks of a quote, as it was found."""
    found = {
        "parts": [part.text for part in quote.parts],
        "kind": quote.kind,
        "act": quote.act,
        "speaker": quote.speaker.text if quote.speaker else "",
        "cue": quote.cue.text if quote.cue else "",
        "lemma": quote.cue.lemma if quote.cue else "",
        "negated": quote.cue.negated if quote.cue else False,
    }
    return {name: found[name] for name in wanted}


def check(example: dict[str, Any], quotes: tuple[Quote, ...]) -> None:
    wanted = example["quotes"]
    assert len(quotes) == len(wanted), [q.text for q in quotes]
    assert [describe(q, w) for q, w in zip(quotes, wanted, strict=True)] == wanted
    for quote in quotes:
        for span in (*quote.parts, quote.speaker, quote.cue):
            assert span is None or example["text"][span.start : span.end] == span.text


@pytest.fixture(scope="module")
def by_rules() -> Callable[[str], tuple[Quote, ...]]:
    nlp = spacy.blank("en")
    finder = QuoteFinder(nlp, attributions="all")
    return lambda text: keys.get(finder(nlp(text)), keys.QUOTES)


@pytest.mark.parametrize("example", read(model=False))
def test_rules_alone(example: dict[str, Any], by_rules: Callable[[str], tuple[Quote, ...]]) -> None:
    check(example, by_rules(example["text"]))


@pytest.mark.parametrize("example", read(model=True))
def test_with_the_model(example: dict[str, Any]) -> None:
    try:
        article = newsparse.extract(example["text"], attributions=example.get("attributions", "all"))
    except newsparse.ModelError:
        pytest.skip("the packaged model is not there")
    wanted = example["quotes"]
    assert [describe(q, w) for q, w in zip(article.quotes, wanted, strict=True)] == wanted
