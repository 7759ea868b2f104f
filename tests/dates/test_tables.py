"""The tables of tense and of filters: each case has an example in which it decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsparse.dates import filters, tense, verbs
from newsparse.dates.find import find

from . import examples

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


@pytest.mark.parametrize("case", tense.CASES, ids=lambda each: each.name)
def test_case_decides_its_example(case: tense.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def watched(clause: tense.Clause) -> str | None:
        seen.append(case.read(clause))
        return seen[-1]

    cases = tuple(replace(each, read=watched) if each is case else each for each in tense.CASES)
    monkeypatch.setattr(tense, "CASES", cases)
    find(case.example, published=TODAY)
    assert any(seen)


@pytest.mark.parametrize("case", verbs.VERBS, ids=lambda each: each.name)
def test_verb_decides_its_example(case: verbs.VerbCase, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def watched(verb: verbs.Verb) -> str | None:
        seen.append(case.read(verb))
        return seen[-1]

    cases = tuple(replace(each, read=watched) if each is case else each for each in verbs.VERBS)
    monkeypatch.setattr(verbs, "VERBS", cases)
    tags = case.tags.split()
    find(case.example, published=TODAY, words=examples.tagged_words(case.example, lambda word, place: tags[place]))
    assert any(seen)


@pytest.mark.parametrize("table", [filters.filters(), tense.CASES, verbs.VERBS])
def test_names_stand_once(table: tuple[filters.Filter | tense.Case | verbs.VerbCase, ...]) -> None:
    names = [each.name for each in table]
    assert sorted(names) == sorted(set(names))
