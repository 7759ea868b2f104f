"""The example files of `data/quotes`, read: each example a Doc before the quotes stage, and what is expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import SpanGroup

import newsparse
from newsparse import keys, pipeline, sources
from newsparse.dates.component import DateFinder
from newsparse.quotes.component import QuoteFinder
from newsparse.quotes.phases import RULES
from newsparse.tables import tomllib

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from newsparse.quotes.workspace import Workspace
    from newsparse.rules import RuleTable
    from newsparse.types import Quote

FOLDER = Path(__file__).parents[2] / "data" / "quotes"
AFTER_TAGGER = ("newsparse_entities", "newsparse_dates", "newsparse_quotes", "newsparse_speakers")
NLP = spacy.blank("en")
DATES = DateFinder(NLP)


@dataclass(frozen=True)
class Example:
    """One example: `id` is its own, else its file and place; `data` is its table."""

    id: str
    data: dict[str, Any]

    @property
    def needs_model(self) -> bool:
        """Whether only the packaged model can read it."""
        return self.data.get("needs") == "model"


@cache
def examples() -> dict[str, Example]:
    """All examples by their ids."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for number, data in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["example"], 1):
            example = Example(data.get("id", f"{path.stem}-{number}"), data)
            assert example.id not in found, example.id
            found[example.id] = example
    return found


@cache
def tagger() -> Language:
    """The pipeline up to the tagger; skips without the packaged model."""
    try:
        nlp = pipeline.build(None, strict=True)
    except newsparse.ModelError:
        pytest.skip("the packaged model is not there")
    for name in AFTER_TAGGER:
        nlp.disable_pipe(name)
    return nlp


@cache
def doc_of(name: str) -> Doc:
    """The Doc of an example, as the quotes stage gets it."""
    data = examples()[name].data
    if "page" in data:
        pytest.importorskip("lxml")
    given = {"html": f"<html lang=en><body><article>{data['page']}</article></body></html>"} if "page" in data else ""
    text, reading = sources.read(given or data["text"], attributions=data.get("attributions", "all"), strict=True)
    nlp = tagger() if examples()[name].needs_model else NLP
    doc = nlp.make_doc(text)
    doc.user_data[keys.READING] = reading
    doc = DATES(nlp(doc))
    if "relations" in data:
        doc.spans[keys.ATTRIBUTION] = spans(doc, data["relations"])
    return doc


def spans(doc: Doc, relations: list[dict[str, Any]]) -> SpanGroup:
    """Attribution spans in place of the tagger's: one relation for each mapping of a role to the words of its spans."""
    found, scores = [], []
    for number, relation in enumerate(relations):
        for role in ("content", "source", "cue"):
            for words in relation.get(role, ()):
                start = doc.text.index(words)
                span = doc.char_span(
                    start, start + len(words), label=role.upper(), span_id=str(number), alignment_mode="expand"
                )
                assert span is not None
                found.append(span)
                scores.append(relation.get("score", 0.9))
    return SpanGroup(doc, spans=found, attrs={"scores": scores})


def quotes_of(name: str, rules: RuleTable[Workspace, None] = RULES) -> tuple[Quote, ...]:
    """The quotes that a table of rules finds in an example."""
    attributions = examples()[name].data.get("attributions", "all")
    found = QuoteFinder(NLP, attributions=attributions, rules=rules).find(doc_of(name))
    return tuple(quote for quote, _ in found)


def described(quote: Quote, wanted: dict[str, Any]) -> dict[str, Any]:
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


def as_wanted(name: str, quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    """What was found, in the form in which the example gives what it wants."""
    wanted = examples()[name].data["quotes"]
    if len(quotes) != len(wanted):
        return [{"parts": [part.text for part in quote.parts]} for quote in quotes]
    return [described(quote, each) for quote, each in zip(quotes, wanted, strict=True)]


def is_met(name: str, rules: RuleTable[Workspace, None] = RULES) -> bool:
    """Whether a table of rules finds in an example what is expected."""
    wanted = examples()[name].data["quotes"]
    quotes = quotes_of(name, rules)
    return len(quotes) == len(wanted) and as_wanted(name, quotes) == wanted
