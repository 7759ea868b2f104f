"""`newsparse view`: one page to a file or the standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsparse import api, cli

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

TEXT = "Šárka Obi said: “We will come back in 2031.” She left."


@pytest.fixture
def text_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules_nlp: Language) -> Path:
    monkeypatch.setattr(api, "load", lambda model=None, **_: rules_nlp)
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_page_in_a_file(text_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert cli.main(["view", str(text_file), "-o", str(page), "--title", "Back <soon>"]) == 0
    found = page.read_text(encoding="utf-8")
    assert found.startswith("<!DOCTYPE html>")
    assert "Back &lt;soon&gt;" in found
    assert "We will come back in" in found
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("more", [[], ["-o", "-"]])
def test_a_page_on_the_standard_output_is_utf8(
    text_file: Path, capfdbinary: pytest.CaptureFixture[bytes], more: list[str]
) -> None:
    assert cli.main(["view", str(text_file), *more]) == 0
    assert "Šárka Obi" in capfdbinary.readouterr().out.decode("utf-8")


def test_the_article_is_not_written_over(text_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["view", str(text_file), "-o", str(text_file.parent / "." / text_file.name)]) == 1
    assert "name another file" in capsys.readouterr().err
    assert text_file.read_text(encoding="utf-8") == TEXT


def test_a_page_that_cannot_be_written(text_file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wrong: Any = tmp_path / "missing" / "page.html"
    assert cli.main(["view", str(text_file), "-o", str(wrong)]) == 1
    assert f"cannot write '{wrong}'" in capsys.readouterr().err
