"""What switching a rule off means, by the annotation of its result; that it holds everywhere and ends again."""

from __future__ import annotations

import sys
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from benchmarks import ablation
from benchmarks.ablation import Effect, Switch, off, switch_off, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def says_yes(word: str) -> bool:
    return bool(word)


def finds(word: str, *, least: int = 1) -> str | None:
    return word if len(word) >= least else None


def mends(words: Sequence[str], note: list[str]) -> list[str]:
    note.append("mended")
    return [word.upper() for word in words]


def yields(*words: str) -> Iterator[str]:
    yield from words


def counts(word: str) -> int:
    return len(word)


TABLE = (says_yes, finds)


@pytest.mark.parametrize(
    ("function", "result"),
    [(says_yes, "False"), (finds, "None"), (mends, "words"), (yields, "iter(())"), (counts, None)],
)
def test_what_a_function_returns_when_off(function: object, result: str | None) -> None:
    assert off(function) == result  # type: ignore[arg-type]


def test_a_switch_holds_where_the_function_is_held_and_ends() -> None:
    with switch_off(Switch("says_yes", says_yes, "False")):
        assert TABLE[0]("x") is False
    assert TABLE[0]("x") is True


def test_keywords_and_what_was_given_stay() -> None:
    with switch_off(Switch("finds", finds, "None")), switch_off(Switch("mends", mends, "words")):
        assert finds("long", least=2) is None
        assert mends(["a"], []) == ["a"]
    assert mends(["a"], []) == ["A"]


def test_a_generator_yields_nothing() -> None:
    with switch_off(Switch("yields", yields, "iter(())")):
        assert not list(yields("a", "b"))
    assert list(yields("a", "b")) == ["a", "b"]


def test_caches_of_newsparse_are_emptied_on_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    @lru_cache
    def known(word: str) -> bool:
        return says_yes(word)

    module = ModuleType("newsparse.invented")
    vars(module)["known"] = known
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert known("x")
    with switch_off(Switch("says_yes", says_yes, "False")):
        assert not known("x")
    assert known("x")


def test_the_rules_of_the_packages_are_found() -> None:
    names = {each.name for each in ablation.switches(["names"])}
    assert any(name.startswith("names.") for name in names)
    assert ablation.switches(["no_such_package"]) == []


def test_a_rule_is_taken_out_of_its_table_and_comes_back() -> None:
    found = {each.name: each for each in ablation.rules(["quotes"])}
    switch = found["titles of works"]
    assert switch.table is not None
    before = [rule.name for rule in switch.table]
    with switch_off(switch):
        assert "titles of works" not in [rule.name for rule in switch.table]
    assert [rule.name for rule in switch.table] == before


def test_the_table_begins_with_what_brings_nothing() -> None:
    rows = table([Effect("b", {"news": 2}, {"news.dev_found": 0.01}), Effect("a", {"news": 0})], 5).splitlines()
    assert rows[2] == "| `a` | 0 of 5 | – |"
    assert rows[3] == "| `b` | 2 of 5 | news.dev_found +0.0100 |"
