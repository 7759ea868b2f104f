"""The command line: formats, errors in one line, exit codes."""

from __future__ import annotations

import gzip
import io
import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import api, cli
from newsparse.types import Article

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, rules_nlp: Language, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command with the pipeline of the unit tests; exit code, output, errors."""
    monkeypatch.setattr(api, "load", lambda model=None, **_: rules_nlp)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def text_file(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text('Ada Obi said: "We will come back." She left.', encoding="utf-8")
    return str(path)


def test_json_is_an_article(command: Any, text_file: str) -> None:
    code, out, err = command("extract", text_file, "--published", "2025-07-13", "--format", "json")
    found = Article.from_json(out)
    assert (code, err) == (0, "")
    assert (found.id, str(found.published)) == ("a", "2025-07-13")
    assert found.quotes


def test_table_and_html(command: Any, text_file: str) -> None:
    code, out, _ = command("extract", text_file)
    assert code == 0
    assert "Who said what" in out
    assert "Ada Obi" in out
    assert command("extract", text_file, "--format", "html")[1].startswith("<!DOCTYPE html>")


def test_output_goes_into_files(command: Any, text_file: str, tmp_path: Path) -> None:
    from spacy.tokens import DocBin

    assert command("extract", text_file, "--format", "docbin", "-o", str(tmp_path / "a.spacy"))[0] == 0
    assert len(DocBin().from_disk(tmp_path / "a.spacy")) == 1
    assert command("extract", text_file, "--format", "brat", "-o", str(tmp_path / "a.ann"))[0] == 0
    assert (tmp_path / "a.ann").read_text().startswith("T1\tPERSON 0 7\tAda Obi")
    assert command("extract", text_file, "--format", "brat", "-o", str(tmp_path / "b.ann"))[0] == 0
    assert (tmp_path / "b.txt").read_bytes() == (tmp_path / "a.txt").read_bytes()


def test_output_never_replaces_another_text(command: Any, text_file: str, tmp_path: Path) -> None:
    code, _, err = command("extract", text_file, "--format", "json", "-o", text_file)
    assert (code, "written over its article" in err) == (1, True)
    (tmp_path / "b.txt").write_text("another")
    code, _, err = command("extract", text_file, "--format", "brat", "-o", str(tmp_path / "b.ann"))
    assert (code, "b.txt' is there with another text" in err) == (1, True)
    assert not (tmp_path / "b.ann").exists()
    code, _, err = command("extract", text_file, "-o", str(tmp_path / "no" / "a.txt"))
    assert (code, "cannot write" in err) == (1, True)


def test_standard_input(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfAda Obi left.")))
    assert json.loads(command("extract", "-", "--format", "json")[1])["text"] == "Ada Obi left."


def test_several_files(command: Any, text_file: str, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("Ben Osei left.", encoding="utf-8")
    code, out, _ = command("extract", text_file, str(other), "--format", "json")
    assert (code, [Article.from_json(line).id for line in out.splitlines()]) == (0, ["a", "b"])
    out = command("extract", text_file, str(other))[1]
    assert out.startswith("== a\n\n")
    assert "== b\n\n" in out
    assert command("extract", text_file, str(other), "-o", str(tmp_path / "c.txt"))[0] == 0
    assert (tmp_path / "c.txt").read_text(encoding="utf-8") == out
    for wrong in (["--format", "html"], ["--id", "x"]):
        code, _, err = command("extract", text_file, str(other), *wrong)
        assert (code, "several articles" in err) == (1, True)


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("r.json", '{"body": "Ada Obi left.", "guid": 7, "date": "May 1, 2024"}', ["7"]),
        ("r.json", '{"text": "Ada Obi left."}', ["r"]),
        ("r.json", '["Ada Obi left.", {"text": "Ben Osei left.", "id": "b"}]', ["r", "b"]),
        ("r.jsonl", '{"text": "Ada Obi left.", "id": "a"}\n{"text": "Ben Osei left.", "id": "b"}\n', ["a", "b"]),
        ("r.csv", "id,body\na,Ada Obi left.\nb,Ben Osei left.\n", ["a", "b"]),
    ],
)
def test_records_in_json(command: Any, tmp_path: Path, name: str, content: str, ids: list[str]) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    code, out, _ = command("extract", str(tmp_path / name), "--format", "json")
    text = out if len(ids) > 1 else json.dumps(json.loads(out))
    found = [Article.from_json(line) for line in text.splitlines()]
    assert (code, [each.id for each in found]) == (0, ids)
    assert found[0].text == "Ada Obi left."
    assert command("explain", str(tmp_path / name))[0] == (1 if len(ids) > 1 else 0)


@pytest.mark.parametrize("name", ["a.xhtml", "a.html.gz", "a.txt.gz"])
def test_files_by_their_endings(command: Any, tmp_path: Path, name: str) -> None:
    content = b"<html><body><p>Ada Obi left.</p></body></html>" if "html" in name else b"Ada Obi left."
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    code, out, _ = command("extract", str(tmp_path / name), "--format", "json")
    found = Article.from_json(out)
    assert (code, found.id, found.text) == (0, "a", "Ada Obi left.")


@pytest.mark.parametrize(("content", "told"), [("{", "not JSON"), ("[3]", "a JSON int"), ("[]", "holds no article")])
def test_json_that_holds_no_record(command: Any, tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "r.json").write_text(content)
    code, _, err = command("extract", str(tmp_path / "r.json"))
    assert (code, told in err, err.count("\n")) == (1, True, 1)


def test_json_in_utf_16_is_told_once(command: Any, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes('{"text": "Ada Obi left."}'.encode("utf-16"))
    code, _, err = command("extract", str(tmp_path / "r.json"))
    assert (code, "UTF-16" in err, err.count("cannot read")) == (1, True, 1)


def test_the_id_may_be_given(command: Any, text_file: str) -> None:
    assert json.loads(command("extract", text_file, "--id", "x1", "--format", "json")[1])["id"] == "x1"


def test_quiet_and_verbose(command: Any, text_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "records" in command("batch", text_file, str(tmp_path / "a.jsonl"))[2]
    assert command("batch", text_file, str(tmp_path / "b.jsonl"), "-q")[2] == ""

    def fail(*_: Any, **__: Any) -> Any:
        logging.getLogger("newsparse").debug("about to fail")
        raise RuntimeError("asked to fail")

    monkeypatch.setattr(api, "extract", fail)
    plain, told = command("extract", text_file)[2], command("extract", text_file, "-v")[2]
    assert plain == "newsparse: internal error (RuntimeError: asked to fail)\n"
    assert "about to fail" in told
    assert "Traceback" in told
    assert len(logging.getLogger("newsparse").handlers) == 1


def test_quiet_archives_say_nothing(command: Any, text_file: str, tmp_path: Path) -> None:
    archive = str(tmp_path / "a.sqlite")
    assert command("batch", text_file, archive, "-q", "--link") == (0, "", "")
    for name, *more in (("link",), ("groups",), ("report", "-o", str(tmp_path / "r.html"))):
        assert "a.sqlite" in command(name, archive, *more)[1] or name == "report"
        assert command(name, archive, *more, "-q") == (0, "", "")
    assert command("link", archive, "--explain", "P1", "-q")[1] == command("link", archive, "--explain", "P1")[1]


@pytest.mark.parametrize(
    "given", ["a b c --workers 1 OUT", "a b --workers 1 c OUT", "a --workers 1 b c OUT", "--workers 1 a b c OUT"]
)
def test_inputs_may_stand_behind_an_option(command: Any, tmp_path: Path, given: str) -> None:
    names = {"OUT": str(tmp_path / "out.jsonl")}
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Oyá Lund left in {name}.")
        names[name] = str(tmp_path / f"{name}.txt")
    arguments = ["batch", *(names.get(each, each) for each in given.split())]
    assert command(*arguments)[0] == 0
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b", "c"]
    with pytest.raises(SystemExit):
        command(*arguments, "--no-such-option")


def test_explain_names_the_rules(command: Any, text_file: str) -> None:
    code, out, _ = command("explain", text_file)
    assert code == 0
    assert "quote Q1: We will come back." in out
    assert "entity E1: Ada Obi (PERSON)" in out
    assert "quotes" in out


def test_explain_names_what_told_the_gender(command: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('Mrs Ada Obi told reporters: "We will come back."', encoding="utf-8")
    _, out, _ = command("explain", str(path))
    assert "gender by title" in out.partition("entity E1")[2]
    assert "addressee" in out.partition("quote Q1")[2]
    assert "gender by" not in out.partition("decisions without a result")[2]


def test_given_names_are_asked_for(command: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Elizabeth Moreau said that it rained.", encoding="utf-8")
    genders = [
        Article.from_json(command("extract", str(path), "--format", "json", *asked)[1]).people[0].gender
        for asked in ((), ("--gender-from-names",))
    ]
    assert genders == [None, "female"]


def test_schema_is_of_the_types(command: Any) -> None:
    found = json.loads(command("schema")[1])
    assert set(found["$defs"]["Article"]["properties"]) == set(Article("").to_dict())
    assert found["$defs"]["Article"]["required"] == ["text"]


def test_errors_are_one_line(command: Any, tmp_path: Path, text_file: str) -> None:
    bad = tmp_path / "latin.txt"
    bad.write_bytes("café".encode("latin-1"))
    for arguments in (
        ["extract", str(tmp_path / "absent")],
        ["extract", str(tmp_path)],
        ["extract", str(bad)],
        ["batch", text_file, str(tmp_path / "out.jsonl"), "--delay", "-1"],
        ["extract", text_file, "--published", "soon"],
    ):
        code, out, err = command(*arguments)
        assert (code, out) == (1, "")
        assert err.startswith("newsparse: ")
        assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["extract"], ["extract", "a", "--format", "pdf"]])
def test_wrong_commands(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        cli.main(arguments)
    assert raised.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_files_may_stand_behind_an_option(command: Any, text_file: str, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("Ben Osei left.", encoding="utf-8")
    assert command("extract", text_file, "--format", "json", str(other))[1].count("\n") == 2
    assert command("check", "We will come back", "--speaker", "Ada Obi", text_file)[0] == 0
    with pytest.raises(SystemExit):
        cli.main(["view", text_file, "--html", str(other)])
