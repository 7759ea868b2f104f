"""Fields of records: the best name that says something, the same for mappings, rows of files and tables."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.batch.files import file_of
from newsparse.batch.inputs import Columns, Reader
from newsparse.errors import InputError
from newsparse.sources.fields import fields_of, rows, says, taken

if TYPE_CHECKING:
    from pathlib import Path

CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"text": None, "body": "Rain fell."}, {"text": "Rain fell."}),
    ({"text": "", "body": "Ada Obi left."}, {"text": "Ada Obi left."}),
    ({"text": " \n", "Body": " ", "content": "Snow in Oslo."}, {"text": "Snow in Oslo."}),
    ({"content": "Third", "body": "Second", "text": "First"}, {"text": "First"}),
    ({"text": "", "html": "<p>Hail.</p>"}, {"html": "<p>Hail.</p>"}),
    ({"text": None, "body": "", "page": "<p>Fog.</p>"}, {"html": "<p>Fog.</p>"}),
    ({"text": "Both", "html": "<p>Fog.</p>"}, {"text": "Both", "html": "<p>Fog.</p>"}),
    ({"text": "", "html": ""}, {"text": "", "html": ""}),
    ({"text": "", "body": None}, {"text": ""}),
    ({"text": "a", "published": None, "date": "2025-03-11"}, {"text": "a", "published": "2025-03-11"}),
    ({"text": "a", "published": "", "pubDate": "2025-03-11"}, {"text": "a", "published": "2025-03-11"}),
    ({"text": "a", "title": " ", "headline": "Port opens"}, {"text": "a", "title": "Port opens"}),
    ({"text": "a", "Title": "", "title": "Kept"}, {"text": "a", "title": "Kept"}),
]


@pytest.mark.parametrize(("record", "wanted"), CASES)
def test_one_way_for_all(record: dict[str, Any], wanted: dict[str, Any], tmp_path: Path) -> None:
    assert fields_of(record) == wanted
    assert taken(record, Columns().chosen(record)) == wanted
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n")
    [found] = Reader([file_of(str(tmp_path / "a.jsonl"))], Columns())
    assert found.source == wanted
    pandas = pytest.importorskip("pandas")
    assert list(rows(pandas.DataFrame([record]))) == [wanted]
    parquet, pa = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
    parquet.write_table(pa.Table.from_pylist([record]), tmp_path / "a.parquet")
    [found] = Reader([file_of(str(tmp_path / "a.parquet"))], Columns())
    assert found.source == wanted


def test_cells_of_csv(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["text", "body", "date"], ["", "Rain fell.", ""], ["Snow", "", "2025-03-11"]])
    first, second = Reader([file_of(str(tmp_path / "a.csv"))], Columns())
    assert first.source == {"text": "Rain fell.", "published": ""}
    assert second.source == {"text": "Snow", "published": "2025-03-11"}


def test_a_named_column_is_the_only_one() -> None:
    columns = Columns(text="body").chosen(["text", "body", "id"])
    assert columns == {"text": ("body",), "id": ("id",)}
    assert taken({"text": "x", "body": "", "id": 1}, columns) == {"text": "", "id": 1}
    assert Columns(html="raw").chosen(["text", "raw"]) == {"html": ("raw",)}
    with pytest.raises(InputError, match="no column 'b'"):
        Columns(text="b").chosen(["text"])


@pytest.mark.parametrize(("value", "wanted"), [(None, 0), ("", 0), (" \t", 0), (b"\n", 0), ("a", 1), (0, 1), (b"a", 1)])
def test_says(value: object, wanted: int) -> None:
    assert says(value) == bool(wanted)
