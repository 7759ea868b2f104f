"""Batch runs: inputs, outputs, bad records, resuming, refusals."""

from __future__ import annotations

import csv
import errno
import gzip
import json
import os
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import Article, InputError, NewsparseError, to_frames
from newsparse.batch import Progress, run, sinks
from newsparse.outputs.frame import COLUMNS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

OUTPUTS = ["out.jsonl", "out.csv", "out.parquet", "out.sqlite"]


def lines(count: int) -> list[dict[str, Any]]:
    said = "Ada Obi said: “Road {} is open.” She left."
    return [{"id": n, "body": said.format(n), "date": "2025-07-13"} for n in range(count)]


def write(path: Path, records: list[Any]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


def content(output: Path) -> Any:
    """All that an output holds, without what differs by design (the state of the run)."""
    if output.suffix == ".sqlite":
        with closing(sqlite3.connect(output)) as base:
            return [line for line in base.iterdump() if "newsparse_run" not in line]
    if output.is_dir():
        files = sorted(path for path in output.rglob("*") if path.is_file() and not path.name.startswith("_"))
        return {str(path.relative_to(output)): path.read_bytes() for path in files}
    return output.read_bytes()


class StopError(Exception):
    """Ends a run as a crash does: nothing in newsparse catches it."""


def stop_after(count: int) -> Any:
    def progress(now: Progress) -> None:
        if now.records >= count:
            raise StopError

    return progress


def test_jsonl_is_one_article_a_line(tmp_path: Path, rules_nlp: Language) -> None:
    summary = run(write(tmp_path / "in.jsonl", lines(5)), tmp_path / "out.jsonl", model=rules_nlp)
    articles = [Article.from_json(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert (summary.records, summary.failed, summary.resumed) == (5, 0, 0)
    assert [a.id for a in articles] == list("01234")
    assert str(articles[0].published) == "2025-07-13"
    assert articles[0].people[0].name == "Ada Obi"


def test_every_kind_of_input(tmp_path: Path, rules_nlp: Language) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("Ada Obi came.")
    with gzip.open(folder / "b.jsonl.gz", "wt") as stream:
        stream.write(json.dumps({"Full Text": "Ben Low went."}) + "\n")
    with (folder / "deep" / "c.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["content", "Published-At"], ["Cy Moe,\nsat.", "2025-01-02"]])
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"story": ["Di Noe ran."]}), folder / "d.parquet")
    output = folder / "out.jsonl"
    run([folder, str(tmp_path / "in" / "*.txt")], output, model=rules_nlp)
    texts = [json.loads(line)["text"] for line in output.read_text().splitlines()]
    assert texts == ["Ada Obi came.", "Ben Low went.", "Di Noe ran.", "Cy Moe,\nsat."]


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_stopped_run_goes_on(name: str, tmp_path: Path, rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(sys.modules["newsparse.batch.run"], "COMMIT_ARTICLES", 3)
    monkeypatch.setattr(sinks, "PART_ARTICLES", 4)
    source = write(tmp_path / "in.jsonl", lines(20))
    (tmp_path / "whole").mkdir()
    run(source, tmp_path / "whole" / name, model=rules_nlp)
    output = tmp_path / name
    for count in (1, 2, 7, 8, 15):
        with pytest.raises(StopError):
            run(source, output, model=rules_nlp, progress=stop_after(count))
    summary = run(source, output, model=rules_nlp)
    assert summary.records == 20
    assert summary.resumed >= 12
    assert content(output) == content(tmp_path / "whole" / name)
    assert run(source, output, model=rules_nlp).resumed == 20
    assert content(output) == content(tmp_path / "whole" / name)


def test_half_a_line_is_cut_off(tmp_path: Path, rules_nlp: Language) -> None:
    source, output = write(tmp_path / "in.jsonl", lines(4)), tmp_path / "out.jsonl"
    with pytest.raises(StopError):
        run(source, output, model=rules_nlp, progress=stop_after(2))
    with output.open("ab") as stream:
        stream.write(b'{"text": "hal')
    run(source, output, model=rules_nlp)
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == list("0123")


def test_refuses_what_has_changed(tmp_path: Path, rules_nlp: Language) -> None:
    source, output = write(tmp_path / "in.jsonl", lines(4)), tmp_path / "out.jsonl"
    run(source, output, model=rules_nlp)
    with pytest.raises(InputError, match="attributions"):
        run(source, output, model=rules_nlp, attributions="all")
    write(source, lines(5))
    with pytest.raises(InputError, match="changed: inputs"):
        run(source, output, model=rules_nlp)
    with pytest.raises(InputError, match="model"):
        run(source, output, model="en_core_web_sm")


@pytest.mark.parametrize("name", OUTPUTS)
def test_refuses_what_is_no_run(name: str, tmp_path: Path, rules_nlp: Language) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    output = tmp_path / name
    output.write_text("mine " * 300)
    with pytest.raises(InputError, match="not the output of a newsparse batch run"):
        run(write(tmp_path / "in.jsonl", lines(1)), output, model=rules_nlp)
    assert output.read_text() == "mine " * 300


def test_bad_records(tmp_path: Path, rules_nlp: Language) -> None:
    source = tmp_path / "in.jsonl"
    good = json.dumps(lines(1)[0]).encode()
    bad = [b"{not json", b'{"title": "x"}', b'{"text": "a", "date": "soon"}', b'{"text": "\xff"}']
    bad += [b'{"text": "FAIL HERE"}', b"[1]"]
    source.write_bytes(b"\n".join([good, *bad, good]) + b"\n")
    output = tmp_path / "out.sqlite"
    summary = run(source, output, model=rules_nlp, on_error="record")
    assert (summary.records, summary.failed) == (8, 6)
    with closing(sqlite3.connect(output)) as base:
        errors = dict(base.execute("SELECT record, error FROM articles WHERE error IS NOT NULL"))
    assert list(errors) == [2, 3, 4, 5, 6, 7]
    for number, part in zip(errors, ["JSON", "column", "soon", "UTF-8", "asked to fail", "list"], strict=True):
        assert errors[number].startswith(f"{source}, record {number}: ")
        assert part in errors[number]
    with pytest.raises(NewsparseError, match="record 2: not JSON"):
        run(source, tmp_path / "other.jsonl", model=rules_nlp)
    assert len((tmp_path / "other.jsonl").read_text().splitlines()) == 1


def test_a_missing_column(tmp_path: Path, rules_nlp: Language) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"story": ["a"]}), tmp_path / "d.parquet")
    with pytest.raises(InputError, match=r"d.parquet.*no column 'words' \(there are 'story'\)"):
        run(tmp_path / "d.parquet", tmp_path / "out.jsonl", text_column="words", model=rules_nlp)


def test_no_space_left(tmp_path: Path, rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = write(tmp_path / "in.jsonl", lines(4)), tmp_path / "out.jsonl"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NewsparseError, match="No space left"):
        run(source, output, model=rules_nlp)
    monkeypatch.undo()
    assert run(source, output, model=rules_nlp).records == 4
    assert len(output.read_text().splitlines()) == 4


def test_wrong_places(tmp_path: Path, rules_nlp: Language) -> None:
    source = write(tmp_path / "in.jsonl", lines(1))
    with pytest.raises(InputError, match="endings"):
        run(source, tmp_path / "out.xlsx", model=rules_nlp)
    with pytest.raises(NewsparseError, match="cannot write"):
        run(source, tmp_path / "nowhere" / "out.jsonl", model=rules_nlp)
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl", model=rules_nlp)


def test_the_database(tmp_path: Path, rules_nlp: Language) -> None:
    run(write(tmp_path / "in.jsonl", lines(3)), tmp_path / "out.sqlite", model=rules_nlp)
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as base:
        assert not list(base.execute("PRAGMA foreign_key_check"))
        assert base.execute("SELECT count(*) FROM mentions").fetchone() == (3,)
        assert {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= set(TABLES)


def test_full_text_search(tmp_path: Path, article: Article) -> None:
    from newsparse.batch.journal import State

    sink = sinks.open_sink(tmp_path / "out.sqlite")
    sink.begin()
    sink.add(article, 1, sinks.Origin())
    sink.commit(State({}))
    sink.close()
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as base:
        assert base.execute("SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'yes'").fetchall() == [(1,)]


def test_to_frames(article: Article) -> None:
    pytest.importorskip("pandas")
    frames = to_frames([article, article])
    assert {name: tuple(frame.columns) for name, frame in frames.items()} == COLUMNS
    assert list(frames["quotes"]["article"]) == [1, 1, 2, 2]
    assert frames["quotes"].merge(frames["articles"], on="article")["title"].tolist() == ["T <i>"] * 4
