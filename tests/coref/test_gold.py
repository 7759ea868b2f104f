"""The gold articles: by hand-made entities without a model, and through the packaged model with thresholds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

import newsparse
from newsparse import keys
from newsparse.entities.component import EntityMerger
from newsparse.tokenizer import make_tokenizer

if TYPE_CHECKING:
    from types import ModuleType


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_articles", Path(__file__).parents[2] / "benchmarks" / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_articles"] = module
    spec.loader.exec_module(module)
    return module


NLP = spacy.blank("en")
NLP.tokenizer = make_tokenizer(NLP.vocab)
gold = _load()
ALL = [a for part in ("open", "kept") for a in gold.articles(part)]


def test_there_are_forty_articles_and_half_are_kept() -> None:
    assert len(ALL) >= 40
    assert len(gold.articles("kept")) >= 20


@pytest.mark.parametrize("article", gold.articles("open"), ids=lambda a: a.name)
def test_given_mentions_are_merged_as_the_gold_says(article: object) -> None:
    """Without tags roles are left out: they are the model's test."""
    doc = NLP(article.text)
    spans = [
        doc.char_span(s, e, label=article.entities[k]["label"], alignment_mode="expand") for k, s, e in article.mentions
    ]
    doc.set_ents(spans)
    entities = keys.get(EntityMerger()(doc), keys.ENTITIES)
    tally = gold.Tally()
    gold._compare_entities(article, entities, tally)
    assert [e for e in tally.errors if "role of" not in e] == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("part", "speakers", "one_entity"),
    [("open", 0.9, 0.96), ("hard", 0.9, 0.96), ("kept", 0.93, 0.94), ("unseen", 0.9, 0.95)],
)
def test_through_the_model(part: str, speakers: float, one_entity: float) -> None:
    tally = gold.Tally()
    for article in gold.articles(part):
        result = newsparse.extract(article.text, published=article.published, clean=False)
        gold.compare(article, result.entities, result.quotes, tally)
    assert tally.right / tally.quotes >= speakers
    assert tally.clustered / tally.entities >= one_entity
