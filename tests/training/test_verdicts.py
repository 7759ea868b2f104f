"""Contents that were judged one by one, and what the formula learns from them, on a text of our own."""

from __future__ import annotations

import json
import re
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.quotes.attribution import Attribution
from training import said, verdicts
from training.annotations import ChangedTextError, part, texts
from training.annotations.store import held_out

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ama Koroma said the mill would close. The council discussed the mill, and Koroma denied theft."
SOURCE = texts.Source("naeb/mill", TEXT, date(2025, 3, 12))
CLOSE, MILL, THEFT = "the mill would close", "the mill,", "theft"


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def proposal(start: int, end: int) -> Any:
    made = Attribution([(start, end)], None, None)
    return SimpleNamespace(kind="indirect", parts=[SimpleNamespace(start=start, end=end)]), made, {"bias": 1.0}


def judged(verdict: tuple[str, str], *proposed: tuple[int, int]) -> list[bool]:
    words, cls = verdict
    given = [verdicts.Verdict((span(words),), cls)]
    return [each.said for each in said._judged_document(SOURCE, given, [proposal(*at) for at in proposed]).candidates]


@pytest.mark.parametrize(
    ("cls", "is_said"), [("statement", True), ("belief", True), ("topic", False), ("nothing", False)]
)
def test_what_a_class_tells_of_the_same_content(cls: str, is_said: bool) -> None:
    assert judged((CLOSE, cls), span(CLOSE)) == [is_said]


def test_a_verdict_counts_for_nearly_the_same_content_and_no_other() -> None:
    start, end = span(CLOSE)
    assert judged((CLOSE, "statement"), (start, end - 6)) == [True]
    assert judged((CLOSE, "statement"), span(THEFT)) == []


def test_a_badly_cut_content_says_nothing_of_one_that_is_cut_otherwise() -> None:
    start, end = span(CLOSE)
    assert judged((CLOSE, "cut"), (start, end)) == [False]
    assert judged((CLOSE, "cut"), (start, end - 6)) == []


def test_the_formula_tells_apart_what_its_features_tell_apart() -> None:
    pytest.importorskip("sklearn")
    weights = said.fit([{"bias": 1.0, "that": 1.0}] * 5 + [{"bias": 1.0, "noun": 1.0}] * 5, [True] * 5 + [False] * 5)
    assert weights["that"] > 0 > weights["noun"]


def stored() -> list[dict[str, Any]]:
    return [json.loads(line) for line in verdicts.CONTENTS.read_text("utf8").splitlines()]


def test_all_that_is_stored_is_for_training_and_of_texts_that_nobody_annotated() -> None:
    ids = [each["id"] for each in stored()]
    assert len(set(ids)) == len(ids)
    assert {part(each) for each in ids} == {"train"}
    assert not held_out() & set(ids)


def test_what_is_stored_is_well_formed() -> None:
    for each in stored():
        assert re.fullmatch("[0-9a-f]{40}", each["sha1"])
        for cls, content in each["verdicts"]:
            assert cls in verdicts.CLASSES
            assert content
            assert all(start < end for start, end in content)


def test_whom_sources_stand_for_is_stored_with_places_of_names() -> None:
    lines = [json.loads(line) for line in verdicts.REFERENTS.read_text("utf8").splitlines()]
    ids = [each["id"] for each in lines]
    assert len(set(ids)) == len(ids)
    assert {part(each) for each in ids} == {"train"}
    assert not held_out() & set(ids)
    for each in lines:
        assert all(start < end for places in each["names"] for start, end in places)
        used = {k for _, _, right, open_ in each["sources"] for k in (*right, *open_)}
        assert used == set(range(len(each["names"])))


def test_sources_are_read_with_the_places_of_whom_they_stand_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "source", lambda corpora, document: SOURCE)
    monkeypatch.setattr(verdicts, "part", lambda document: "train")
    file = tmp_path / "referents.jsonl"
    names = [[list(span("Ama Koroma")), [span("Koroma denied")[0], 90]], [list(span("The council"))]]
    fields = {"id": SOURCE.id, "sha1": SOURCE.sha1, "names": names, "sources": [[5, 8, [0], [1]], [9, 10, [], []]]}
    file.write_text(json.dumps(fields) + "\n", "utf8")
    ((text, (first, second)),) = verdicts.resolved(tmp_path, file)
    assert text == SOURCE
    assert first == verdicts.Referent((5, 8), tuple(map(tuple, names[0])), (span("The council"),))
    assert second == verdicts.Referent((9, 10), (), ())


def test_a_changed_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "source", lambda corpora, document: SOURCE)
    monkeypatch.setattr(verdicts, "part", lambda document: "train")
    file = tmp_path / "verdicts.jsonl"
    fields = {"id": SOURCE.id, "sha1": SOURCE.sha1, "verdicts": [["topic", [list(span(MILL))]]]}
    file.write_text(json.dumps(fields) + "\n", "utf8")
    assert list(verdicts.judged(tmp_path, file)) == [(SOURCE, (verdicts.Verdict((span(MILL),), "topic"),))]
    file.write_text(json.dumps(fields | {"sha1": "0" * 40}) + "\n", "utf8")
    with pytest.raises(ChangedTextError):
        list(verdicts.judged(tmp_path, file))


def test_a_held_out_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "source", lambda corpora, document: SOURCE)
    monkeypatch.setattr(verdicts, "part", lambda document: "blind")
    file = tmp_path / "verdicts.jsonl"
    file.write_text(json.dumps({"id": SOURCE.id, "sha1": SOURCE.sha1, "verdicts": []}) + "\n", "utf8")
    with pytest.raises(ValueError, match="not for training"):
        list(verdicts.judged(tmp_path, file))
