"""Batch runs: inputs, outputs, bad records, resuming, refusals."""

from __future__ import annotations

import csv
import errno
import gzip
import importlib.util
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import Article, InputError, NewsparseError, to_frames
from newsparse.batch import Progress, run, sinks
from newsparse.outputs.frame import COLUMNS, TABLES, arrow_type, nested, storable

if TYPE_CHECKING:
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
    with pytest.raises(InputError, match="gender_from_names"):
        run(source, output, model=rules_nlp, gender_from_names=True)
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


def test_a_run_that_a_record_stopped_goes_on_with_its_error(tmp_path: Path, rules_nlp: Language) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f"{json.dumps(lines(1)[0])}\nnonsense\n{json.dumps(lines(1)[0])}\n")
    with pytest.raises(InputError, match=r"record 2: not JSON .*--on-error record"):
        run(source, output, model=rules_nlp)
    summary = run(source, output, model=rules_nlp, on_error="record")
    assert (summary.records, summary.failed, summary.resumed) == (3, 1, 1)
    run(source, tmp_path / "whole.jsonl", model=rules_nlp, on_error="record")
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    with pytest.raises(InputError, match=r"changed: .*on_error"):  # one has failed
        run(source, output, model=rules_nlp)


@pytest.mark.parametrize("name", ["out.jsonl", "out.sqlite"])
def test_a_run_that_kept_nothing_may_be_given_anew(name: str, tmp_path: Path, rules_nlp: Language) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / name
    source.write_text(f"{json.dumps({'tale': 'Ada Obi came.'})}\n")
    with pytest.raises(InputError, match="no column holds the text"):
        run(source, output, model=rules_nlp)
    source.write_text(f"{json.dumps({'words': 'Ada Obi came.'})}\n" * 2)
    assert run(source, output, text_column="words", model=rules_nlp).records == 2
    run(source, tmp_path / f"whole-{name}", text_column="words", model=rules_nlp)
    if output.suffix != ".sqlite":
        assert output.read_bytes() == (tmp_path / f"whole-{name}").read_bytes()


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
    with pytest.raises(InputError, match="'published' is 'soon'"):
        run(source, tmp_path / "out.jsonl", model=rules_nlp, published="soon")
    with pytest.raises(InputError, match="endings"):
        run(source, tmp_path / "out.xlsx", model=rules_nlp)
    with pytest.raises(NewsparseError, match="cannot write"):
        run(source, tmp_path / "nowhere" / "out.jsonl", model=rules_nlp)
    with pytest.raises(NewsparseError, match="cannot write"):
        run(source, source / "out.sqlite", model=rules_nlp)
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(NewsparseError, match=r"cannot write .*directory"):
        run(source, tmp_path / "folder.jsonl", model=rules_nlp)
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl", model=rules_nlp)


def test_one_run_at_a_time(tmp_path: Path, rules_nlp: Language) -> None:
    pytest.importorskip("fcntl")
    source = write(tmp_path / "in.jsonl", lines(2))
    for name in OUTPUTS:
        refused: list[str] = []

        def again(_: Progress, output: Path = tmp_path / name, refused: list[str] = refused) -> None:
            with pytest.raises(InputError, match="being written by another run") as error:
                run(source, output, model=rules_nlp)
            refused.append(str(error.value))

        assert run(source, tmp_path / name, model=rules_nlp, progress=again).records == 2
        assert len(refused) == 2
        assert run(source, tmp_path / name, model=rules_nlp).resumed == 2


def test_the_standard_input_is_compared(tmp_path: Path, rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(records: list[Any]) -> None:
        data = "".join(json.dumps(each) + "\n" for each in records).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    monkeypatch.setattr(sys.modules["newsparse.batch.run"], "COMMIT_ARTICLES", 2)
    for name in OUTPUTS:
        output = tmp_path / name
        given(lines(6))
        with pytest.raises(StopError):
            run("-", output, model=rules_nlp, progress=stop_after(4))
        for other in (lines(8)[2:], lines(1)):
            given(other)
            with pytest.raises(InputError, match=r"changed: inputs .*standard input"):
                run("-", output, model=rules_nlp)
        given(lines(6))
        assert run("-", output, model=rules_nlp).resumed == 4
        given(lines(6))
        assert run("-", output, model=rules_nlp).resumed == 6
        given(lines(7))
        if name.endswith(".sqlite"):  # an archive grows
            assert run("-", output, model=rules_nlp).records == 7
            continue
        with pytest.raises(InputError, match="more records"):
            run("-", output, model=rules_nlp)


def test_files_that_cannot_be_read(tmp_path: Path, rules_nlp: Language) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text("name,year\nAda,2020\n")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Ada Obi came."}\n' * 500)[:40])
    (folder / "c.csv").write_text("text,year\nBen Low went.,2020\n")
    (folder / "d.parquet").write_text("no table")
    names = ["a.csv", "b.jsonl.gz", "c.csv", "d.parquet"]
    if not importlib.util.find_spec("pyarrow"):
        (folder / names.pop()).unlink()
    with pytest.raises(InputError, match=r"a\.csv.*no column holds the text \(there are 'name', 'year'\)"):
        run(folder, tmp_path / "out.jsonl", model=rules_nlp)
    output = tmp_path / "out.sqlite"
    run(folder, output, model=rules_nlp, on_error="record")
    with closing(sqlite3.connect(output)) as base:
        found = base.execute("SELECT source, record, error FROM articles WHERE error IS NOT NULL").fetchall()
        assert ("Ben Low went.",) in base.execute("SELECT text FROM articles").fetchall()
    reasons = {Path(source).name: error for source, _, error in found}
    assert "no column holds the text" in reasons["a.csv"]
    assert "damaged" in reasons["b.jsonl.gz"]
    assert set(reasons) == set(names) - {"c.csv"}
    with pytest.raises(InputError, match="no column 'words'"):
        run(folder / "c.csv", tmp_path / "o.jsonl", text_column="words", model=rules_nlp, on_error="record")


@pytest.mark.slow
def test_many_workers_give_the_same(tmp_path: Path) -> None:
    records = [*lines(30), {"title": "no text"}, {"body": "x" * 200_000}, *lines(3)]
    source = write(tmp_path / "in.jsonl", records)
    script = (
        "import sys, spacy, newsparse; from newsparse.batch import run; from spacy.training import Example;"
        "nlp = spacy.blank('en'); nlp.add_pipe('ner').add_label('ORG'); nlp.add_pipe('parser').add_label('dep');"
        "nlp.initialize(lambda: [Example.from_dict(nlp.make_doc('A b'), {'heads': [1, 1], 'deps': ['dep', 'ROOT']})]);"
        "run(sys.argv[1], sys.argv[2], model=nlp, on_error='record', batch_size=4);"
        "run(sys.argv[1], sys.argv[3], model=nlp, on_error='record', batch_size=4, workers=2)"
    )
    outputs = [str(tmp_path / name) for name in ("one.jsonl", "two.jsonl")]
    subprocess.run([sys.executable, "-c", script, str(source), *outputs], check=True, timeout=200)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert len((tmp_path / "two.jsonl").read_text().splitlines()) == 35


def test_the_database(tmp_path: Path, rules_nlp: Language) -> None:
    run(write(tmp_path / "in.jsonl", lines(3)), tmp_path / "out.sqlite", model=rules_nlp)
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as base:
        assert not list(base.execute("PRAGMA foreign_key_check"))
        assert base.execute("SELECT count(*) FROM mentions").fetchone() == (3,)
        assert {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= set(TABLES)


def test_full_text_search(tmp_path: Path, article: Article) -> None:
    from newsparse.batch.journal import State

    sink = sinks.open_sink(tmp_path / "out.sqlite")
    sink.begin(State({}))
    sink.add(article, 1, sinks.Origin())
    sink.commit(State({}))
    sink.close()
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as base:
        assert base.execute("SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'yes'").fetchall() == [(1,)]
        # Datasette knows the search table of `quotes` by these words of its definition.
        (created,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'quotes_fts'").fetchone()
        assert 'content="quotes"' in created


def test_to_frames(article: Article) -> None:
    pytest.importorskip("pandas")
    frames = to_frames([article, article])
    assert {name: tuple(frame.columns) for name, frame in frames.items()} == COLUMNS
    assert list(frames["quotes"]["article"]) == [1, 1, 2, 2]
    assert frames["quotes"].merge(frames["articles"], on="article")["title"].tolist() == ["T <i>"] * 4


def test_a_nested_article_is_the_article(article: Article) -> None:
    pa = pytest.importorskip("pyarrow")
    values = [article, Article("", warnings=("empty",))]
    column = pa.array([nested(each) for each in values], arrow_type())
    assert column.type.field("published").type == pa.date32()
    assert column.type.field("quotes").type.value_type.field("speaker").type.field("start").type == pa.int64()
    assert [Article.from_dict(each) for each in column.to_pylist()] == values


def test_what_cannot_be_stored_is_replaced() -> None:
    assert storable({"a": ["x\ud800", None, 3], "b": "é"}) == {"a": ["x\ufffd", None, 3], "b": "é"}


def test_parquet_is_read_by_its_tables(tmp_path: Path, rules_nlp: Language) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    source, output = write(tmp_path / "in.jsonl", lines(5)), tmp_path / "out.parquet"
    summary = run(source, output, model=rules_nlp)
    assert [path.name for path in sorted((output / "articles").iterdir())] == ["part-000001.parquet"]
    assert len(pandas.read_parquet(output / "articles")) == summary.records
    assert list(pandas.read_parquet(output / "dates").columns) == list(COLUMNS["dates"])
    with pytest.raises(Exception, match=r"READ-THE-FOLDER-OF-ONE-TABLE"):
        pandas.read_parquet(output)


def test_parquet_can_be_read_from_the_first_moment(tmp_path: Path, rules_nlp: Language) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    source, output = write(tmp_path / "in.jsonl", lines(5)), tmp_path / "out.parquet"
    with pytest.raises(StopError):
        run(source, output, model=rules_nlp, progress=stop_after(1))
    assert len(pandas.read_parquet(output / "quotes")) == 0
    whole = run(source, output, model=rules_nlp).records
    assert len(pandas.read_parquet(output / "articles")) == whole
