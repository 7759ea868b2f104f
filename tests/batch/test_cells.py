"""Cells of CSV files: no formula is written, and what was there can be had back."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.batch import unguarded
from newsparse.batch.journal import State
from newsparse.batch.sinks import Origin, guarded, open_sink
from newsparse.types import Article

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = ["=1+1", '=cmd|"/c calc"!A1', "@Ada", "-Acme", "+44 20", "\t=1", "\rx", " =HYPERLINK(1)", "＝1", "\x00=1"]
DOCUMENTED = re.compile(r"^'(?='*(?:[\t\r\n]|[\s\x00]*[=+\-@＝＋－＠]))")  # docs/batch.md


@pytest.mark.parametrize("cell", [*FORMULAS, "'=1", "''@"])
def test_formulas_are_guarded(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Ada Obi", "'Yes'", "a=1", "2025-07-13", '["=1"]', "“-”"])
def test_all_else_is_written_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.one_of(st.text(), st.text("'=+-@\t\r\n ＝a\x00", max_size=6)))
def test_the_way_back_is_exact(cell: str) -> None:
    written = guarded(cell)
    assert unguarded(written) == cell
    assert DOCUMENTED.sub("", written) == cell
    assert not written.lstrip().startswith(("=", "+", "-", "@"))


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    text = "=SUM(A1) said Ada."
    article = Article(text, id="=1+1", title="@Ada", url="-x", authors=("=1",))
    sink = open_sink(tmp_path / "out.csv")
    sink.begin(State({}))
    sink.add(article, 1, Origin("+in.txt", 1, "=error"))
    sink.commit(State({}))
    sink.close()
    with (tmp_path / "out.csv" / "articles.csv").open(newline="", encoding="utf-8") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["id"], row["title"], row["url"], row["text"]) == ("'=1+1", "'@Ada", "'-x", "'" + text)
    assert (row["source"], row["error"], row["authors"]) == ("'+in.txt", "'=error", '["=1"]')
    assert unguarded(row["text"]) == text
