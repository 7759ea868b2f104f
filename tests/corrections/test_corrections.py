"""Corrections: what was written comes back unchanged, and what a person changed is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import InputError, cli
from newsparse.corrections import changes, read
from newsparse.outputs import WRITERS, brat, labelstudio
from newsparse.types import Article, Cue, DateMention, Entity, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "🐟 Oyá Lund runs a port in Bergen.\r\n“Nobody bought,” she did not say,\n“not a single crate.” "
    "Lund left\r\non 2 May."
)


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def predicted() -> Article:
    parts = tuple(TextSpan(words, *_at(words)) for words in ("Nobody bought,", "not a single crate."))
    later = TEXT.index("Lund left")
    mentions = Mention("Oyá Lund", *_at("Oyá Lund"), 0.5), Mention("Lund", later, later + 4, 1)
    lund = Entity("E1", "Oyá Lund", "PERSON", mentions)
    bergen = Entity("E2", "Bergen", "GPE", (Mention("Bergen", *_at("Bergen"), 1),), country="NO")
    said = Quote(
        "Q1", " ".join(part.text for part in parts), parts[0].start, parts[1].end, parts, "direct",
        speaker=Speaker("she", *_at("she"), "Oyá Lund", "E1"), cue=Cue("say", "say", *_at("say"), negated=True),
    )  # fmt: skip
    left = TextSpan("left\r\non", *_at("left\r\non"))
    over = Quote("Q2", left.text, left.start, left.end, (left,), "indirect", "belief")
    day = DateMention("2 May", *_at("2 May"), "DATE", "2025-05-02")
    return Article(TEXT, id="x1", entities=(lund, bergen), quotes=(said, over), dates=(day,))


def export(article: Article, change: Any = lambda results: results) -> list[dict[str, Any]]:
    """The task as Label Studio exports it, with an annotation made from the prediction."""
    task = labelstudio.task(article)
    results = json.loads(json.dumps(task["predictions"][0]["result"]))
    return [{**task, "id": 7, "annotations": [{"id": 1, "was_cancelled": False, "result": change(results)}]}]


def write_export(path: Path, *tasks: Any) -> Path:
    path.write_text(json.dumps(tasks[0]), encoding="utf-8")
    return path


def write_brat(folder: Path, article: Article, lines: str | None = None) -> Path:
    (folder / "a.txt").write_bytes(brat.text_of(article).encode())
    (folder / "a.ann").write_bytes((lines or WRITERS["brat"](article)).encode())
    return folder / "a.ann"


def test_both_tools_give_the_same_gold(predicted: Article, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(predicted.to_json() + "\n")
    [studio] = read([write_export(tmp_path / "e.json", export(predicted))])
    [standoff] = read([write_brat(tmp_path, predicted)], against=articles)
    assert studio.changes == standoff.changes == ()
    assert {**standoff.gold, "id": "x1"} == studio.gold
    first, second = studio.gold["attributions"]
    assert first["content"] == [_at("Nobody bought,"), _at("not a single crate.")]
    assert (first["kind"], first["class"], first["negated"]) == ("direct", "statement", True)
    assert (first["source"], first["cue"], first["speaker"]) == ([_at("she")], [_at("say")], ["lund"])
    assert (second["content"], second["class"], second["speaker"]) == ([_at("left\r\non")], "belief", [])
    lund, bergen = studio.gold["entities"]
    assert (lund["name"], len(lund["mentions"])) == ("Oyá Lund", 2)
    assert (bergen["key"], bergen["country"]) == ("bergen", "NO")


def test_gold_is_in_the_form_of_the_project(predicted: Article, tmp_path: Path) -> None:
    from training.annotations import notation, store

    [found] = read([write_export(tmp_path / "e.json", export(predicted))])
    annotation = store._annotation(json.loads(json.dumps(found.gold)))
    assert annotation.attributions[0].speakers == ("lund",)
    assert {each.kind for each in annotation.attributions} <= set(notation.KINDS)
    assert TEXT[slice(*annotation.dates[0].span)] == "2 May"


def test_days_come_back(predicted: Article, tmp_path: Path) -> None:
    from datetime import date

    [day] = predicted.dates
    dated = replace(predicted, dates=(replace(day, first_day=date(2025, 5, 2), last_day=date(2025, 5, 3)),))
    for path in (write_export(tmp_path / "e.json", export(dated)), write_brat(tmp_path, dated)):
        [found] = read([path])
        assert found.gold["dates"] == [{"span": _at("2 May"), "first": "2025-05-02", "last": "2025-05-03"}]


def _corrected(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bergen is a facility and longer, the second quote is gone, a mention is added, the first quote is mixed."""
    kept = [each for each in results if "Q2" not in each.get("id", "")]
    for each in kept:
        value = each.get("value", {})
        if value.get("labels") == ["GPE"]:
            value |= {"labels": ["FAC"], "start": _at("port in Bergen")[0], "text": "port in Bergen"}
        if value.get("choices") == ["direct"]:
            value["choices"] = ["mixed"]
    start, end = _at("single crate")
    new = {"id": "zz", "type": "labels", "from_name": "label", "to_name": "text"}
    return [*kept, {**new, "value": {"start": start, "end": end, "labels": ["PRODUCT"]}}]


def test_changes_are_told(predicted: Article, tmp_path: Path) -> None:
    [found] = read([write_export(tmp_path / "e.json", export(predicted, _corrected))])
    told = {(each.change, each.what): each for each in found.changes or ()}
    assert set(told) == {
        ("moved", "mention"), ("relabelled", "mention"), ("added", "mention"), ("removed", "quote"),
        ("relabelled", "quote"),
    }  # fmt: skip
    moved = told["moved", "mention"]
    assert (moved.before, moved.after) == ((_at("Bergen"),), (_at("port in Bergen"),))
    assert ("label", "GPE", "FAC") in told["relabelled", "mention"].fields
    assert told["relabelled", "quote"].fields == (("kind", "direct", "mixed"),)
    assert told["added", "mention"].after == (_at("single crate"),)


def test_skipped_and_second_annotations(predicted: Article, tmp_path: Path) -> None:
    [task] = export(predicted)
    [annotation] = task["annotations"]
    task["annotations"] = [annotation | {"was_cancelled": True}, annotation, annotation]
    found = list(read([write_export(tmp_path / "e.json", [task])]))
    assert [each.gold["reader"] for each in found] == [1, 2]


def test_brat_by_hand(tmp_path: Path) -> None:
    """What a person marks without any of our notes, links the other way round, and the kind by the marks."""
    text = "“Rain stays,” Ben Lowe said."
    (tmp_path / "h.txt").write_text(text, encoding="utf-8")
    (tmp_path / "h.ann").write_text(
        "R1\tSaidBy Arg1:T2 Arg2:T1\nT1\tQuote 1 12\tRain stays,\nT2\tSpeaker 14 22\tBen Lowe\n"
        "T3\tPERSON 14 22\tBen Lowe\n"
        "R2\tRefersTo Arg1:T2 Arg2:T3\n#1\tAnnotatorNotes T3\tlooks right to me\nT4\tDate 1 5\tRain\n",
        encoding="utf-8",
    )
    [found] = read([tmp_path])
    assert found.changes is None
    [said] = found.gold["attributions"]
    assert (said["kind"], said["class"], said["speaker"], said["cue"]) == ("direct", "statement", ["lowe"], [])
    assert found.gold["dates"] == [{"span": (1, 5), "first": None, "last": None}]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", "{", "not JSON"),
        ("a.json", '[{"text": "x"}]', "task 1: no task with a text"),
        ("a.json", '[{"data": {"text": "x"}}]', "has no annotations"),
        ("a.json", '[{"data": {"text": "x"}, "annotations": [{"result": [{"type": "labels"}]}]}]', "a result without"),
        (
            "a.json",
            json.dumps(
                [
                    {
                        "data": {"text": "x"},
                        "annotations": [
                            {
                                "result": [
                                    {"type": "labels", "id": "r", "value": {"start": 0, "end": 9, "labels": ["ORG"]}}
                                ]
                            }
                        ],
                    }
                ]
            ),
            "'r' is at 0-9, the text has 1 characters",
        ),
        ("a.ann", "T1\tORG 0 1\ty\n", "line ends were changed"),
        ("a.ann", "T1\tDate 0 1\tx\n#1\tAnnotatorNotes T1\t{\"first_day\": \"May\"}", "wanted is an ISO day"),
        ("a.ann", "\nT1\tORG zero 1\tx\n", "a.ann, line 2: no line of brat"),
        ("a.doc", "", "its ending is none of .json, .ann"),
    ],
)  # fmt: skip
def test_errors_name_the_place(name: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match="a\\.") as raised:
        list(read([tmp_path / name]))
    assert message in str(raised.value)


def test_predictions_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match="line 1: no article"):
        list(read([], against=tmp_path / "p.jsonl"))


def test_same_annotation_has_no_changes() -> None:
    nothing: dict[str, Any] = {"entities": [], "attributions": [], "dates": []}
    assert list(changes(nothing, nothing)) == []


def test_command(predicted: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_export(tmp_path / "e.json", export(predicted, _corrected))
    assert (
        cli.main(["corrections", str(path), "-o", str(tmp_path / "g.jsonl"), "--report", str(tmp_path / "r.jsonl")])
        == 0
    )
    told = capsys.readouterr()
    assert told.out == ""
    assert "1 documents, 1 of them compared" in told.err
    assert "mentions: 1 added, 0 removed, 1 moved, 1 relabelled" in told.err
    assert json.loads((tmp_path / "g.jsonl").read_text())["id"] == "x1"
    rows = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert {"port in Bergen", "single crate"} <= {row["text"] for row in rows}
    assert cli.main(["corrections", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["sha1"]
    assert cli.main(["corrections", str(path), "-o", str(tmp_path / "no" / "g")]) == 1


def test_nothing_is_written_over_what_is_read(
    predicted: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export_ = write_export(tmp_path / "e.json", export(predicted, _corrected))
    (tmp_path / "fo").mkdir()
    text, notes = tmp_path / "fo" / "s.txt", tmp_path / "fo" / "s.ann"
    text.write_text("Oyá Lund left.")
    notes.write_text("T1\tPERSON 0 8\tOyá Lund\n")
    articles = tmp_path / "a.jsonl"
    articles.write_text(predicted.to_json() + "\n")
    new = tmp_path / "new.jsonl"
    for given in (
        [export_, "-o", export_],
        [notes, "-o", notes],
        [notes, "-o", text],
        [text.parent, "-o", tmp_path / "fo" / ".." / "fo" / "s.ann"],
        [export_, "-o", new, "--report", export_],
        [export_, "--against", articles, "-o", articles],
        [export_, "-o", new, "--report", new],
    ):
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        assert cli.main(["corrections", *map(str, given)]) == 1
        assert "would be written over its" in capsys.readouterr().err
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert cli.main(["corrections", str(export_), "-o", "-", "--report", str(new)]) == 0
