"""The table of rules that every stage uses."""

from __future__ import annotations

import pytest

from newsparse.rules import Rule, RuleTable


def rule(name: str, phase: str = "first", *examples: str, why: str = "typography") -> Rule[list[str], None]:
    return Rule(name, phase, lambda seen: seen.append(name), examples or ("a-1",), why)


def ran(table: RuleTable[list[str], None]) -> list[str]:
    seen: list[str] = []
    for each in table:
        each.apply(seen)
    return seen


TABLE = RuleTable(("first", "second"), [rule("b", "second"), rule("a"), rule("c")])


def test_rules_run_by_phase_and_within_one_as_listed() -> None:
    assert ran(TABLE) == ["a", "c", "b"]


def test_a_rule_is_switched_off_by_its_name() -> None:
    assert ran(TABLE.without("a")) == ["c", "b"]
    assert ran(TABLE) == ["a", "c", "b"]
    with pytest.raises(KeyError):
        TABLE.without("d")


def test_shuffling_keeps_the_phases() -> None:
    orders = {tuple(ran(TABLE.shuffled(seed))) for seed in range(8)}
    assert orders == {("a", "c", "b"), ("c", "a", "b")}


@pytest.mark.parametrize(
    "rules",
    [
        [rule("a"), rule("a")],
        [rule("a", "third")],
        [Rule("a", "first", print, (), "typography")],
        [rule("a", why="")],
    ],
)
def test_a_rule_has_one_name_a_known_phase_examples_and_a_reason(rules: list[Rule[list[str], None]]) -> None:
    with pytest.raises(ValueError, match="rule"):
        RuleTable(("first", "second"), rules)
