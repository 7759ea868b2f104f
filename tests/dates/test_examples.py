"""One test reads all example files; an example needs no code."""

from __future__ import annotations

import pytest

from newsparse.dates.rules import FAMILIES, RULES
from newsparse.dates.rules.contexts import AFTER, BEFORE
from newsparse.dates.rules.joins import JOINS

from . import examples
from .examples import find

EXAMPLES = list(examples.read())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.family}: {e.text}")
def test_example(example: examples.Example) -> None:
    found = find(example.text, published=example.published, places=example.places, entries=example.entries)
    assert [
        (
            example.text[f.start : f.end],
            f.type,
            f.value,
            f.first.isoformat() if f.first else "",
            f.last.isoformat() if f.last else "",
        )
        for f in found
    ] == list(example.expect)


def test_every_rule_has_an_example() -> None:
    used = " | ".join(f.rule for e in EXAMPLES for f in find(e.text, published=e.published, places=e.places))
    unused = [r.name for r in (*RULES, *AFTER, *BEFORE, *JOINS) if r.name not in used]
    assert unused == []


def test_every_family_of_rules_has_a_file() -> None:
    assert set(FAMILIES) <= {e.family for e in EXAMPLES}


def test_rule_names_are_unique() -> None:
    names = [r.name for r in (*RULES, *AFTER, *BEFORE, *JOINS)]
    assert sorted(names) == sorted(set(names))
