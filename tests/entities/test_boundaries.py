"""The table of rules for the boundaries of names, by the examples in data/entities."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from newsparse.entities.boundaries import PHASES, RULES, repair
from newsparse.entities.component import mentions_of
from newsparse.text.tokens import read_tokens

from .marked import marked

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path(__file__).parents[2] / "data" / "entities" / "boundaries.toml"
TAG = re.compile(r"(?<=\w)/[A-Z]+\b")
TAG_OF = re.compile(r"(\w+)/([A-Z]+)\b")
EXAMPLES: dict[str, Any] = {each["id"]: each for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["example"]}


def repaired(example: dict[str, Any], rules: Any = RULES) -> list[str]:
    doc = marked(TAG.sub("", example["text"]))
    for word, tag in TAG_OF.findall(example["text"]):
        next(token for token in doc if token.text == word).tag_ = tag
    tokens = read_tokens(doc)
    named, _ = repair(tokens, mentions_of(doc, tokens), rules)
    return [f"{mention.text}|{mention.label}" for mention in named]


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_examples(example: dict[str, Any]) -> None:
    assert repaired(example) == example["names"]


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.name)
def test_each_rule_is_needed_by_an_example_of_its_own(rule: Any) -> None:
    without = RULES.without(rule.name)
    assert any(repaired(EXAMPLES[each], without) != EXAMPLES[each]["names"] for each in rule.examples)


@pytest.mark.parametrize("seed", range(3))
def test_inside_a_phase_the_order_changes_nothing(seed: int) -> None:
    shuffled = RULES.shuffled(seed)
    assert [rule.phase for rule in shuffled] == sorted((rule.phase for rule in RULES), key=PHASES.index)
    assert all(repaired(each, shuffled) == each["names"] for each in EXAMPLES.values())


def test_every_example_belongs_to_a_rule() -> None:
    assert set(EXAMPLES) == {each for rule in RULES for each in rule.examples}


def test_repairs_are_told() -> None:
    doc = marked("Asked by [Dr Ana Ruiz|PERSON], he left.")
    tokens = read_tokens(doc)
    given = mentions_of(doc, tokens)
    assert repair(tokens, given)[1] == [(given[0], "titles and party")]
