"""The measure of places, on an article made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.places import CLASSES, Toponym, is_known, outcome, read, table, told

if TYPE_CHECKING:
    from newsparse.types import Article

ACCRA = Toponym("d", 37, 42, 5.6, -0.2, "GH", "settlement")


def test_right_is_within_the_distance(article: Article) -> None:
    start = article.text.index("Accra")
    there = replace(ACCRA, start=start, end=start + 5)
    ada, accra = article.entities
    for at, right in (((5.0, -1.0), True), ((7.2, -0.2), False), ((None, None), False)):
        placed = replace(article, entities=(ada, replace(accra, latitude=at[0], longitude=at[1])))
        found = outcome(placed, there)
        assert (found.text, found.known, found.right) == ("Accra", True, right)
        assert found.placed == (at[0] is not None)
    missed = outcome(replace(article, entities=(ada,)), there)
    assert missed.entity is None
    assert not missed.right
    assert "no entity" in told(missed)
    assert table([missed, outcome(article, there)]).splitlines()[-1].split() == [
        "all",
        "2",
        "0.000",
        "2",
        "0.000",
        "0",
        "-",
    ]


def test_known_needs_a_bearer_near_the_spot() -> None:
    assert is_known("Ghana", replace(ACCRA, latitude=8.0, longitude=-1.5))
    assert not is_known("Accra", replace(ACCRA, latitude=40.0))
    assert not is_known("Qwxyzzy Street", ACCRA)


def test_the_annotation_reads() -> None:
    toponyms = read()
    assert len(toponyms) >= 300
    assert len(set(toponyms)) == len(toponyms)
    assert {each.cls for each in toponyms} == set(CLASSES)
    assert all(abs(each.latitude) <= 90 and abs(each.longitude) <= 180 and each.start < each.end for each in toponyms)
