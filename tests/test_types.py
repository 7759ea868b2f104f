"""The result types: slots, hashes, pickles, the JSON round trip, finding quotes by name."""

from __future__ import annotations

import dataclasses
import json
import pickle
from datetime import date

import pytest
from dataclasses_json import DataClassJsonMixin
from hypothesis import given
from hypothesis import strategies as st

from newsparse import types
from newsparse.errors import InputError
from newsparse.types import Article, DateMention, Entity, Mention, Quote, Speaker, TextSpan

CLASSES = [getattr(types, name) for name in types.__all__ if dataclasses.is_dataclass(getattr(types, name))]


@pytest.mark.parametrize("cls", CLASSES)
def test_frozen_and_slotted(cls: type) -> None:
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not hasattr(object.__new__(cls), "__dict__")


def test_hash_equality_pickle(article: Article) -> None:
    again = pickle.loads(pickle.dumps(article))
    assert again == article
    assert hash(again) == hash(article)
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.id = "other"  # type: ignore[misc]


def test_round_trip_restores_types(article: Article) -> None:
    again = Article.from_json(article.to_json())
    assert again == article
    assert isinstance(again.entities, tuple)
    assert isinstance(again.entities[0].mentions[0], Mention)
    assert isinstance(again.dates[0].first_day, date)
    assert Article.from_dict(article.to_dict()) == article
    assert Article.from_dict({"text": "x", "new_field": 1}) == Article("x")


def test_dicts_are_those_of_dataclasses_json(article: Article) -> None:
    theirs = json.loads(json.dumps(DataClassJsonMixin.to_dict(article), default=str))  # type: ignore[arg-type]
    assert article.to_dict() == theirs
    assert json.loads(article.to_json(indent=1)) == theirs


anything = st.text(st.characters(), max_size=8)
days = st.none() | st.dates()
spans = st.builds(TextSpan, anything, st.integers(0), st.integers(0))
articles = st.builds(
    Article,
    text=anything,
    id=st.none() | anything,
    published=days,
    body=st.lists(spans, max_size=2).map(tuple),
    entities=st.lists(
        st.builds(
            Entity,
            anything,
            anything,
            anything,
            st.lists(st.builds(Mention, anything, st.integers(), st.integers(), st.floats(0, 1)), max_size=2).map(
                tuple
            ),
            aliases=st.lists(anything, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    quotes=st.lists(
        st.builds(
            Quote,
            anything,
            anything,
            st.integers(),
            st.integers(),
            st.lists(spans, max_size=2).map(tuple),
            st.sampled_from(["direct", "indirect", "mixed"]),
            speaker=st.none() | st.builds(Speaker, anything, st.integers(), st.integers(), st.none() | anything),
        ),
        max_size=2,
    ).map(tuple),
    dates=st.lists(
        st.builds(DateMention, anything, st.integers(), st.integers(), st.just("DATE"), anything, days, days),
        max_size=2,
    ).map(tuple),
    warnings=st.lists(anything, max_size=2).map(tuple),
)


@given(articles)
def test_json_is_an_exact_round_trip(article: Article) -> None:
    assert Article.from_json(article.to_json()) == article
    assert pickle.loads(pickle.dumps(article)) == article


@pytest.mark.parametrize("text", ["\ud83d\ude00", "\ud800", "a\x00b", "\r\n", "😀", "\u2028", '"\\ud83d"'])
def test_hard_text_survives_json(text: str) -> None:
    assert Article.from_json(Article(text).to_json()).text == text


@pytest.mark.parametrize("name", ["Ada Obi", "ada obi", "Obi", "OBI", "Mrs. Obi", "Ada B. Obi", "Ada Obi's", "Áda Obi"])
def test_quotes_by_any_form_of_a_name(article: Article, name: str) -> None:
    assert [quote.id for quote in article.quotes_by(name)] == ["Q1"]


@pytest.mark.parametrize("name", ["Ada", "ada"])
def test_quotes_by_given_name_or_entity(article: Article, name: str) -> None:
    assert article.quotes_by(name) == article.quotes_by(article.people[0]) == article.quotes[:1]
    with pytest.raises(TypeError, match="wanted is a str or an Entity"):
        article.quotes_by(None)  # type: ignore[arg-type]


def test_quotes_by_source_without_entity(article: Article) -> None:
    assert [quote.id for quote in article.quotes_by("satek")] == ["Q2"]


def test_quotes_of_a_joint_source_are_of_each(article: Article) -> None:
    one, other = article.entities[:2]
    joint = dataclasses.replace(article.quotes[0], speaker=Speaker("they", 0, 4, joint=(one.id, other.id)))
    said = dataclasses.replace(article, quotes=(joint,))
    assert said.quotes_by(one) == said.quotes_by(other.name) == (joint,)


@pytest.mark.parametrize("name", ["", "  ", "...", "Adam", "Accra", "Ben Obi"])
def test_quotes_by_nobody(article: Article, name: str) -> None:
    assert article.quotes_by(name) == ()


def test_entities_by_kind(article: Article) -> None:
    assert [entity.id for entity in article.people] == ["E1"]
    assert [entity.id for entity in article.places] == ["E2"]
    assert article.organizations == article.groups == ()


def test_values_that_are_not_as_written_are_read_as_well(article: Article) -> None:
    data = article.to_dict()
    assert Article.from_dict({**data, "new": 1}) == article
    assert Article.from_dict({**data, "entities": article.entities, "published": article.published}) == article
    (quote, *_) = data["quotes"]
    assert Quote.from_dict({**quote, "confidence": 1}).confidence == 1.0


@pytest.mark.parametrize("data", ["{}", '{"id": "a"}', "[]", '"text"', "null", '{"text": "a", "quotes": [1]}'])
def test_what_is_no_article_is_told(data: str) -> None:
    with pytest.raises(InputError, match="no Article"):
        Article.from_json(data)


def test_an_article_shows_itself_in_three_lines(article: Article) -> None:
    shown = repr(dataclasses.replace(article, text=f"{article.text}\n" * 500))
    assert shown.count("\n") == 2
    assert len(shown) < 400
    assert "2 quotes, 1 people" in shown
    assert repr(Article("")).count("\n") == 2
