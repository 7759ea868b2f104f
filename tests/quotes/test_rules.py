"""The rules of the stage: each has its examples, is needed by one of them, and has no place within its phase."""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsparse.quotes import attribution
from newsparse.quotes.attribution import Attribution
from newsparse.quotes.phases import RULES

from .examples import examples, is_met, quotes_of

if TYPE_CHECKING:
    from newsparse.quotes.workspace import Workspace
    from newsparse.rules import Rule

pytestmark = pytest.mark.model


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.name)
def test_each_rule_names_examples_that_exist(rule: Rule[Workspace, None]) -> None:
    assert set(rule.examples) <= set(examples())


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.name)
def test_without_a_rule_one_of_its_examples_fails(rule: Rule[Workspace, None]) -> None:
    without = RULES.without(rule.name)
    assert not all(is_met(name, without) for name in rule.examples)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_within_a_phase_changes_nothing(seed: int) -> None:
    shuffled = RULES.shuffled(seed)
    changed = [name for name in examples() if quotes_of(name, shuffled) != quotes_of(name)]
    assert not changed


def test_the_workspace_alone_changes_attributions() -> None:
    fields = {field.name for field in dataclasses.fields(Attribution)}
    for path in Path(attribution.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        stores = [
            node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        ]
        assert path.stem == "workspace" or fields.isdisjoint(node.attr for node in stores), path.name
