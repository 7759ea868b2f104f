"""The Python of the README and of docs/ runs, each page's blocks in order; their commands are understood."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from newsparse import cli

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MADE = {(ROOT / "docs" / name).resolve() for name in ("changelog.md", "reference/schema.md", "reference/commands.md")}
_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> list[str]:
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.mark.model
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=name_of)
def test_code_runs(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    space: dict[str, Any] = {"__name__": "__docs__"}
    for number, block in enumerate(blocks(page), start=1):
        exec(compile(block, f"{page.name}, block {number}", "exec"), space)  # noqa: S102 - our own pages


def commands(page: Path) -> list[str]:
    """The calls of newsparse in the shell blocks of a page; templates with brackets or bars are none."""
    lines = [
        line.partition(" #")[0].strip()
        for block in _SHELL.findall(page.read_text("utf8"))
        for line in block.splitlines()
    ]
    parts = [part.strip() for line in lines if not re.search(r"[\[|<>]", line) for part in line.split("&&")]
    return [part for part in parts if re.match(r"(\S*/)?newsparse ", part)]


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=name_of)
def test_commands_are_understood(page: Path) -> None:
    for command in commands(page):
        words = shlex.split(command.removesuffix("\\").replace("...", "more"))[1:]
        if words not in (["COMMAND", "--help"], ["--version"]):
            assert cli._parsed(words).run, command


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists() or (page.parent / target).resolve() in MADE, target


def test_samples_are_described() -> None:
    texts = {path.stem for path in (ROOT / "data" / "articles").glob("*.txt")}
    assert texts == {path.stem for path in (ROOT / "data" / "articles").glob("*.json")}
    assert len(texts) >= 5
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
