"""What goes with a release: types for users, PyInstaller's hook, citation, the workflow that equals `.ci/run`."""

from __future__ import annotations

import importlib
import importlib.util
import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import newsparse
from benchmarks import install

ROOT = Path(__file__).parents[1]

USER = """\
import newsparse

article = newsparse.extract("text", published="2025-01-01")
reveal_type(article.quotes[0].kind)
reveal_type(article.quotes_by("Obi"))
newsparse.extract("text", attributions="everything")
article.text = "other"
"""


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")
def test_types_are_seen_in_a_project_of_the_users(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(USER)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"), "user.py"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    lines = [line for line in told.splitlines() if line.startswith("user.py")]
    assert len(lines) == 4, told
    assert "Literal['direct']" in lines[0]
    assert "tuple[newsparse.types.Quote, ...]" in lines[1]
    assert "[arg-type]" in lines[2]
    assert "read-only" in lines[3]


def test_pyinstaller_is_told_of_data_stages_and_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    module, _, function = re.search(r'^hook-dirs = "(.*)"$', project, re.MULTILINE)[1].partition(":")  # type: ignore[index]
    [folder] = getattr(importlib.import_module(module), function)()
    asked: list[tuple[str, str]] = []
    hooks: Any = ModuleType("PyInstaller.utils.hooks")
    for name in ("collect_data_files", "collect_submodules", "copy_metadata"):
        setattr(hooks, name, lambda package, name=name, **_: asked.append((name, package)) or [])
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    found = runpy.run_path(str(Path(folder) / "hook-newsparse.py"))
    assert {"datas", "hiddenimports"} <= set(found)
    assert {("collect_data_files", "newsparse"), ("collect_data_files", "lemminflect")} <= set(asked)
    assert ("collect_submodules", "newsparse") in asked
    assert {("copy_metadata", "newsparse"), ("copy_metadata", "spacy")} <= set(asked)


def test_the_citation_is_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.*)$", citation, re.MULTILINE)[1] == newsparse.__version__  # type: ignore[index]
    assert "license: MIT" in citation


def test_the_workflow_is_the_check_on_every_supported_python() -> None:
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    supported = re.findall(r"Python :: (3\.\d+)", project)
    assert re.findall(r'"(3\.\d+)"', workflow) == supported
    assert re.findall(r"^\s*- run: (.*)$", workflow, re.MULTILINE) == [".ci/run"]


def test_the_size_counts_what_is_needed_once() -> None:
    needed = install.closure("newsparse")
    assert needed[0] == "newsparse"
    assert {"spacy", "numpy", "onnxruntime"} <= set(needed)
    assert len(needed) == len(set(needed))
    assert not {"pandas", "lxml", "torch"} & set(needed)
    assert "pandas" in install.closure("newsparse", ("frame",))
    assert install.size_of("newsparse") > 20_000_000
