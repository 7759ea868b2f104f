"""The tables of tense and of filters: each case has an example in which it decides."""

from __future__ import annotations

from datetime import date

import pytest

from newsparse.dates import filters, tense

from . import examples
from .examples import find

TODAY = date(2025, 7, 16)
JUDGED = [each for each in examples.read() if each.filter]


@pytest.mark.parametrize("example", JUDGED, ids=lambda e: f"{e.filter}: {e.text}")
def test_filter_decides_its_example(example: examples.Example, monkeypatch: pytest.MonkeyPatch) -> None:
    found = find(example.text, published=example.published)
    others = tuple(each for each in filters.filters() if each.name != example.filter)
    monkeypatch.setattr(filters, "filters", lambda: others)
    assert find(example.text, published=example.published) != found


def test_every_filter_has_an_example() -> None:
    assert {each.name for each in filters.filters()} == {each.filter for each in JUDGED}


@pytest.mark.parametrize("case", tense.cases(), ids=lambda each: each.name)
def test_case_decides_its_example(case: tense.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    found = find(case.example, published=TODAY)
    others = tuple(each for each in tense.cases() if each is not case)
    monkeypatch.setattr(tense, "cases", lambda: others)
    assert find(case.example, published=TODAY) != found


@pytest.mark.parametrize("table", [filters.filters(), tense.cases()])
def test_names_stand_once(table: tuple[filters.Filter | tense.Case, ...]) -> None:
    names = [each.name for each in table]
    assert sorted(names) == sorted(set(names))
