"""The site: every page in its navigation, every public name in the reference, pages that are made from the package."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

import newsparse
from newsparse import cli, types
from newsparse.archive.result import Verdict
from newsparse.outputs.schema import schema

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site() -> Any:
    sys.path.insert(0, str(DOCS / "site"))
    try:
        import check
        import generated
    finally:
        sys.path.remove(str(DOCS / "site"))
    return check, generated


def test_every_page_is_in_the_navigation(site: Any) -> None:
    listed = re.findall(r"[\w/]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")}
    assert set(listed) == pages | set(site[1].PAGES)
    assert len(listed) == len(set(listed))


def test_every_public_name_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^::: newsparse\.([\w.]+)$", page, re.MULTILINE))
    assert set(newsparse.__all__) - {"__version__"} <= documented


def test_every_public_name_has_a_docstring() -> None:
    assert all(getattr(newsparse, name).__doc__ for name in newsparse.__all__ if name != "__version__")


def test_every_value_of_a_field_is_explained() -> None:
    page = (DOCS / "reference" / "labels.md").read_text(encoding="utf-8")
    literals = (types.QuoteKind, types.Act, types.DateType, types.BlockKind, types.Gender, types.EvidenceKind)
    values = [value for literal in (*literals, types.SpeakerKind, Verdict) for value in get_args(literal)]
    assert [value for value in values if f"`{value}`" not in page] == []


def test_the_schema_page_has_every_field(site: Any) -> None:
    page = site[1].schema_page()
    for name, definition in schema()["$defs"].items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(definition["properties"])


def test_the_page_of_commands_has_every_option(site: Any) -> None:
    page = site[1].commands_page()
    assert re.findall(r"^## newsparse (\w+)$", page, re.MULTILINE) == list(cli.COMMANDS)
    assert all(
        option in page for option in ("`--published DATE`", "`-q`, `--quiet`", "`--on-error ON_ERROR`", "`FILE`")
    )
    assert "%(" not in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<script src="https://cdn.example/a.js"></script>', ["https://cdn.example/a.js"]),
        ('<link rel="stylesheet" href="//fonts.example/css">', ["//fonts.example/css"]),
        ('<link href="https://fonts.example" rel="preconnect">', ["https://fonts.example"]),
        ("@import url(https://a.example/b.css);", ["https://a.example/b.css"]),
        ('<a href="https://a.example">a</a><script src="assets/a.js"></script>', []),
        ('<link rel="canonical" href="https://a.example">', []),
    ],
)  # fmt: skip
def test_what_a_page_fetches(site: Any, text: str, found: list[str]) -> None:
    assert site[0].outside(text) == found
