"""An archive grows: a run over other inputs adds what is new, and goes on after an interruption."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import InputError
from newsparse.archive.link import link
from newsparse.batch import Progress, run

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def records(*numbers: int, **more: Any) -> str:
    said = "Ada Obi said: “Road {} is open.” She left."
    return "".join(json.dumps({"id": n, "text": said.format(n), **more}) + "\n" for n in numbers)


def ids(archive: Path) -> list[str | None]:
    with closing(sqlite3.connect(archive)) as base:
        return [id_ for (id_,) in base.execute("SELECT id FROM articles ORDER BY article")]


def test_four_ways(tmp_path: Path, rules_nlp: Language) -> None:
    folder, archive = tmp_path / "in", tmp_path / "out.sqlite"
    folder.mkdir()
    one, two = folder / "one.jsonl", folder / "two.jsonl"
    one.write_text(records(1, 2))
    two.write_text(records(2, 3))
    run(one, archive, model=rules_nlp)
    summary = run([one, two], archive, model=rules_nlp)
    assert (ids(archive), summary.records, summary.resumed) == (["1", "2", "3"], 3, 2)
    one.write_text(records(1, 2, 4))
    run(one, archive, model=rules_nlp)
    run(folder, archive, model=rules_nlp)
    (folder / "three.jsonl").write_text(records(5))
    run(folder, archive, model=rules_nlp)
    assert run(folder, archive, model=rules_nlp).resumed == 5
    assert ids(archive) == ["1", "2", "3", "4", "5"]
    assert link(archive).people == 1


def test_by_what_a_record_is_known(tmp_path: Path, rules_nlp: Language) -> None:
    folder, archive = tmp_path / "in", tmp_path / "out.sqlite"
    for paper in ("north", "south"):
        (folder / paper).mkdir(parents=True)
        (folder / paper / "1.txt").write_text(f"Ada Obi came {paper}.")
    run(folder, archive, model=rules_nlp)
    (folder / "south" / "2.txt").write_text("Ben Lowe came south.")
    (folder / "plain.jsonl").write_text(
        '{"text": "Ada Obi came."}\n{"text": "Ada Obi sang.", "url": "https://a.example/1"}\n'
    )
    assert run(folder, archive, model=rules_nlp).records == 5
    (folder / "plain.jsonl").write_text(
        '{"text": "Ben Lowe came."}\n{"text": "Ada Obi sang on.", "url": "https://a.example/1"}\n'
    )
    assert run(folder, archive, model=rules_nlp).records == 6


def test_what_cannot_be_read_is_kept_once(tmp_path: Path, rules_nlp: Language) -> None:
    source, archive = tmp_path / "in.jsonl", tmp_path / "out.sqlite"
    source.write_text("{no\n" + records(1))
    run(source, archive, model=rules_nlp, on_error="record")
    source.write_text("{no\n" + records(1, 2))
    summary = run(source, archive, model=rules_nlp, on_error="record")
    assert (summary.records, summary.failed) == (3, 1)


def test_an_interrupted_addition_goes_on(tmp_path: Path, rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    class StopError(Exception):
        pass

    def stop(now: Progress) -> None:
        if now.records == 5:
            raise StopError

    monkeypatch.setattr(sys.modules["newsparse.batch.run"], "COMMIT_ARTICLES", 1)
    source, archive = tmp_path / "in.jsonl", tmp_path / "out.sqlite"
    source.write_text(records(1, 2, 3))
    run(source, archive, model=rules_nlp)
    source.write_text(records(9, 2, 8, 1, 7, 6))
    with pytest.raises(StopError):
        run(source, archive, model=rules_nlp, progress=stop)
    changed = tmp_path / "other.jsonl"
    changed.write_text(records(5))
    with pytest.raises(InputError, match="changed: inputs"):
        run(changed, archive, model=rules_nlp)
    assert run(source, archive, model=rules_nlp).resumed == 5
    assert ids(archive) == ["1", "2", "3", "9", "8", "7", "6"]
    run(changed, archive, model=rules_nlp, workers=2)
    assert ids(archive)[-1] == "5"


def test_other_settings_are_refused(tmp_path: Path, rules_nlp: Language) -> None:
    source, archive = tmp_path / "in.jsonl", tmp_path / "out.sqlite"
    source.write_text(records(1))
    run(source, archive, model=rules_nlp)
    source.write_text(records(1, 2))
    with pytest.raises(InputError, match="changed: attributions"):
        run(source, archive, model=rules_nlp, attributions="all")
    lines = tmp_path / "out.jsonl"
    run(source, lines, model=rules_nlp)
    source.write_text(records(1, 2, 3))
    with pytest.raises(InputError, match=r"changed: inputs.*to an archive, \.sqlite"):
        run(source, lines, model=rules_nlp)
