"""Records of hostile and broken files: bounded, isolated, told in words."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.batch import run, streams
from newsparse.batch.command import told
from newsparse.batch.files import File
from newsparse.batch.inputs import Columns, Reader, Record
from newsparse.errors import InputError, NewsparseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.language import Language

LONG = "longer than 100 characters"


def records(path: Path, kind: str, *, tolerant: bool = True, longest: int = 100) -> list[Record]:
    return list(Reader([File(str(path), kind, path.stat().st_size)], Columns(), tolerant, longest))


def outcome(record: Record) -> Any:
    return record.error if record.source is None else record.source["text"]


class Endless(io.RawIOBase):
    """A stream of one letter that counts what was asked of it at a time."""

    def __init__(self, size: int) -> None:
        self.left, self.most = size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.most = max(self.most, len(buffer))
        count = min(self.left, len(buffer))
        buffer[:count] = b"a" * count
        self.left -= count
        return count


def test_a_line_without_an_end_is_never_held() -> None:
    stream = Endless(50_000_000)
    assert list(streams.whole_lines(io.BufferedReader(stream), 100)) == [None]
    assert stream.left == 0
    assert stream.most <= streams._CHUNK


@pytest.mark.parametrize("open_", [open, gzip.open])
@pytest.mark.parametrize(("kind", "lines"), [
    ("jsonl", [json.dumps({"text": text}) for text in ("one", "x" * 101, "x" * 9000, "two")]),
    ("csv", ["text", "one", "x" * 101, "x" * 9000, "two"]),
])  # fmt: skip
def test_long_records_fail_alone(tmp_path: Path, open_: Any, kind: str, lines: list[str]) -> None:
    path = tmp_path / ("in.gz" if open_ is gzip.open else "in")
    with open_(path, "wt") as stream:
        stream.write("\n".join(lines) + "\n")
    first, long, longer, last = map(outcome, records(path, kind))
    assert (first, last) == ("one", "two")
    assert "--max-characters" in long
    assert LONG in longer


def test_long_texts_and_pages_fail(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for size, kind, fails in ((100, "text", False), (101, "text", True), (900, "text", True), (101, "page", True)):
        path.write_text("x" * size)
        (record,) = records(path, kind)
        assert (record.error is not None) == fails
        assert record.error is None or LONG in record.error


def test_long_values_of_parquet_fail(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"text": ["one", "x" * 101, "x" * 9000, None, "two"]}), tmp_path / "a.parquet")
    first, long, longer, missing, last = map(outcome, records(tmp_path / "a.parquet", "parquet"))
    assert (first, last) == ("one", "two")
    assert LONG in long
    assert LONG in longer
    assert "missing" in missing


def test_a_long_record_survives_a_resume(tmp_path: Path, rules_nlp: Language) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(json.dumps({"text": text}) + "\n" for text in ("Ada Obi came.", "x" * 9000, "Ben Low sat."))
    )
    output = tmp_path / "out.jsonl"
    with pytest.raises(NewsparseError, match="record 2: longer than 100 characters"):
        run(source, output, model=rules_nlp, max_characters=100)
    assert len(output.read_text().splitlines()) == 1
    assert run(source, output, model=rules_nlp, max_characters=10_000).failed == 0
    output = tmp_path / "other.jsonl"
    for resumed in (0, 3):
        summary = run(source, output, model=rules_nlp, max_characters=100, on_error="record")
        assert (summary.records, summary.failed, summary.resumed) == (3, 1, resumed)
    with pytest.raises(InputError, match="max_characters"):
        run(source, output, model=rules_nlp, max_characters=50, on_error="record")


def test_memory_that_is_not_there_is_one_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\n')

    def none_left(*_: Any) -> Iterator[bytes]:
        raise MemoryError

    monkeypatch.setattr("newsparse.batch.inputs.whole_lines", none_left)
    (record,) = records(path, "jsonl")
    assert record.error == "it needs more memory than there is"
    with pytest.raises(InputError, match="more memory"):
        records(path, "jsonl", tolerant=False)


@pytest.mark.parametrize(("data", "reason"), [
    ("text,year\nAda,2020\n".encode("utf-16"), "in UTF-16: convert it"),
    ("text,year\nAda,2020\n".encode("utf-16-le"), "in UTF-16-LE: convert it"),
    ("text,year\nAda,2020\n".encode("utf-32"), "in UTF-32: convert it"),
    (b"PK\x03\x04\x14\x00\n", "begins as a ZIP file"),
    (b"%PDF-1.7\n", "begins as a PDF file"),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "jsonl", "text"])
def test_files_that_are_no_utf8_are_told(tmp_path: Path, data: bytes, reason: str, kind: str) -> None:
    path = tmp_path / "in"
    path.write_bytes(data + (b"\xff" if kind == "text" else b""))
    (record,) = records(path, kind)
    assert record.error is not None
    assert reason in record.error


@pytest.mark.parametrize(("rows", "wanted"), [
    (['"never closed', "one", "two"], ["a quotation mark in line 2 opens a cell that is never closed"]),
    (['"not closed', '"one"', "two"], ["(lines 2 to 3): a quotation mark inside", "two"]),
    (['"He said "go" to her"', "two"], ["(line 2): a quotation mark inside", "two"]),
    (['"He said ""go"" to her"', 'a "quoted" word'], ['He said "go" to her', 'a "quoted" word']),
    (['"' + "x\n" * 90, "one"], ["(lines 2 to", "longer than --max-characters, or a quotation mark is never closed"]),
])  # fmt: skip
def test_quotation_marks_of_csv(tmp_path: Path, rows: list[str], wanted: list[str]) -> None:
    path = tmp_path / "in.csv"
    path.write_text("\n".join(["text", *rows]) + "\n")
    before = csv.field_size_limit()
    found = [outcome(record) for record in records(path, "csv")]
    assert csv.field_size_limit() == before
    if len(wanted) == len(found):
        assert all(want in got for want, got in zip(wanted, found, strict=True)), found
    else:
        assert all(want in found[0] for want in wanted), found


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_line_ends_of_csv(tmp_path: Path, end: str) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"\xef\xbb\xbf" + end.join(["text,year", '"a' + end + 'b",1', "c,2", ""]).encode())
    assert [outcome(record) for record in records(path, "csv")] == [f"a{end}b", "c"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_parts_the_cells_of_a_table(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f'year{mark}text\n2020{mark}"a, b; c"\n2021{mark}d\n')
    assert [outcome(record) for record in records(path, "csv")] == ["a, b; c", "d"]


def test_what_was_left_out_is_told(tmp_path: Path, rules_nlp: Language) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Ada Obi came.")
    (tmp_path / "in" / ".b.txt").write_text("Ben Low came.")
    summary = run(tmp_path / "in", tmp_path / "out.jsonl", model=rules_nlp)
    assert (summary.records, summary.left_out) == (1, 1)
    assert "1 links or hidden files left out" in told(summary)
    assert run(tmp_path / "in", tmp_path / "all.jsonl", model=rules_nlp, hidden=True).records == 2
