"""The tables of tense and of filters: each case has an example in which it decides."""

from __future__ import annotations

from datetime import date

import pytest

from newsparse.dates import tense
from newsparse.dates.calendar_filters import FILTERS, Filter
from newsparse.dates.find import find

TODAY = date(2025, 7, 16)


@pytest.mark.parametrize("case", FILTERS, ids=lambda each: each.name)
def test_filter(case: Filter) -> None:
    assert find(case.example, published=TODAY) == []


@pytest.mark.parametrize("case", tense.CASES, ids=lambda each: each.name)
def test_case_decides_its_example(case: tense.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def watched(each: tense.Case) -> tense.Case:
        def read(clause: tense.Clause) -> str | None:
            told = each.read(clause)
            if told is not None:
                seen.append(each.name)
            return told

        return tense.Case(each.name, each.example, read)

    monkeypatch.setattr(tense, "CASES", tuple(watched(each) for each in tense.CASES))
    find(case.example, published=TODAY)
    assert case.name in seen


@pytest.mark.parametrize("table", [FILTERS, tense.CASES])
def test_names_stand_once(table: tuple[Filter | tense.Case, ...]) -> None:
    names = [each.name for each in table]
    assert sorted(names) == sorted(set(names))
