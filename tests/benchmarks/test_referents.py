from __future__ import annotations

import pytest

from benchmarks.facets.referents import judged, verdict
from newsparse.types import Article, Entity, Mention, Quote, Speaker, TextSpan
from training.verdicts import Referent

TEXT = "Ana Ruiz met Tom Orr. “Yes,” the mayor said."
ANA, TOM, HEAD = (0, 8), (13, 20), (33, 38)


def _quote(entity: str | None, start: int = 29, end: int = 38) -> Quote:
    speaker = Speaker(TEXT[start:end], start, end, entity=entity)
    return Quote("Q1", "Yes,", 23, 27, (TextSpan("Yes,", 23, 27),), "direct", speaker=speaker)


def _article(*quotes: Quote) -> Article:
    people = (("E1", "Ana Ruiz", ANA), ("E2", "Tom Orr", TOM))
    entities = tuple(Entity(key, "PERSON", name, mentions=(Mention(name, *at, 1.0),)) for key, name, at in people)
    return Article(TEXT, entities=entities, quotes=quotes)


@pytest.mark.parametrize(
    ("right", "open_", "entity", "expected"),
    [
        ((ANA,), (), "E1", "right"),
        ((ANA,), (), "E2", "wrong"),
        ((ANA,), (), None, "blank"),
        ((), (), None, "right"),
        ((), (), "E1", "wrong"),
        ((), (ANA,), "E1", "right"),
        ((), (ANA,), "E2", "wrong"),
    ],
)
def test_a_source_is_right_where_its_entity_is_the_one_that_is_meant(
    right: tuple[tuple[int, int], ...], open_: tuple[tuple[int, int], ...], entity: str | None, expected: str
) -> None:
    assert verdict(Referent(HEAD, right, open_), _quote(entity), _article()) == expected


def test_only_sources_that_hold_a_judged_head_count() -> None:
    given = (Referent(HEAD, (ANA,), ()),)
    inside, outside = _quote("E1"), _quote("E2", *TOM)
    assert list(judged(given, _article(inside, outside))) == [(given[0], inside, "right")]
