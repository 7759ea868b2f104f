"""Parsing within bounds."""

from __future__ import annotations

import pytest

from newsparse.sources.page import tree

pytest.importorskip("lxml")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<p " + " ".join(f'a{i}=">"' for i in range(5_000)) + ">text</p>",
        '<p class="' + "a " * 500_000 + '">text</p>',
        "<p>" + "&amp;" * 50_000,
        "<" * 100_000,
        "&#" * 50_000,
        '<a "' * 10_000,
        "<script>" * 10_000,
        "<p>nul\x00 and \ud800</p>",
    ],
    ids=[
        "nesting",
        "attributes",
        "long value",
        "entities",
        "brackets",
        "references",
        "quotes",
        "scripts",
        "odd characters",
    ],
)
def test_odd_pages_are_parsed(page: str) -> None:
    root = tree.parse(tree.bounded(page)[0])
    assert root is not None
    assert sum(1 for event, _ in tree.walk(root) if event == "start") < 5_000


def test_what_is_beyond_the_limit_is_not_read_and_said() -> None:
    page, warnings = tree.bounded("x" * (tree.LONGEST + 1))
    assert len(page) == tree.LONGEST
    assert warnings == ("the page has 12,000,001 characters; only the first 12,000,000 were read",)


@pytest.mark.parametrize("page", ["", "   ", "<!-- only a comment -->"])
def test_nothing_gives_no_tree(page: str) -> None:
    assert tree.parse(tree.bounded(page)[0]) is None


def test_an_xml_declaration_is_no_markup() -> None:
    root = tree.parse(tree.bounded('<?xml version="1.0" encoding="latin-1"?><html><body><p>Ærø</p></body></html>')[0])
    assert root is not None
    assert "".join(root.itertext()) == "Ærø"
