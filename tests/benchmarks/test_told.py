from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.facets.told import ARTICLES, PARTS, articles, spans_of, verdict
from newsparse.types import Article, Entity, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ana Ruiz sat. “Yes,” Ruiz said, “and no.” “Why?” he asked."


def test_parts_are_found_one_after_another() -> None:
    assert spans_of("no, no", ["no", "no"]) == [(0, 2), (4, 6)]
    with pytest.raises(ValueError, match="not found"):
        spans_of("no, yes", ["yes", "no"])


def test_an_article_is_read_with_its_speakers(tmp_path: Path) -> None:
    quotes = [{"parts": ["Yes,", "and no."], "speaker": "Ana Ruiz"}, {"parts": ["Why?"], "speaker": None}]
    line = json.dumps({"id": "X1", "published": "2026-02-03", "text": TEXT, "quotes": quotes})
    (tmp_path / "a.jsonl").write_text(line + "\n", "utf-8")
    (read,) = articles(tmp_path)
    assert [([TEXT[a:b] for a, b in spans], who) for spans, who in read.quotes] == [
        (["Yes,", "and no."], "Ana Ruiz"),
        (["Why?"], None),
    ]


def _quote(entity: str | None) -> Quote:
    speaker = Speaker("Ruiz", 21, 25, name="Ana Ruiz", entity=entity) if entity else None
    return Quote("Q1", "Yes,", 15, 19, (TextSpan("Yes,", 15, 19),), "direct", speaker=speaker)


@pytest.mark.parametrize(
    ("speaker", "entity", "expected"),
    [
        ("Ana Ruiz", "E1", "right"),
        ("Ana Ruiz", None, "blank"),
        (None, None, "right"),
        (None, "E1", "wrong"),
        ("Why", "E1", "wrong"),
    ],
)
def test_a_speaker_is_right_where_the_entity_is_named_so(
    speaker: str | None, entity: str | None, expected: str
) -> None:
    mentions = (Mention("Ana Ruiz", 0, 8, 1.0), Mention("Ruiz", 21, 25, 1.0))
    article = Article(TEXT, entities=(Entity("E1", "PERSON", "Ana Ruiz", mentions=mentions),))
    assert verdict(speaker, _quote(entity), article) == expected


@pytest.mark.parametrize(("folder", "number"), [(ARTICLES, 150), (ARTICLES / "dev", 100), (ARTICLES / "blind", 50)])
def test_the_articles_are_whole(folder: Path, number: int) -> None:
    read = list(articles(folder))
    assert len({each.id for each in read}) == len(read) == number
    assert all(each.quotes for each in read)
    assert all(who is None or who in each.text for each in read for _, who in each.quotes)


def test_no_article_is_learnt_from_and_measured_on() -> None:
    learnt = {each.text for each in articles(ARTICLES)}
    assert learnt.isdisjoint(each.text for part in PARTS for each in articles(ARTICLES / part))
