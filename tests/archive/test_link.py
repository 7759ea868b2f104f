"""Linking: who is one, who are two, what the user says, and that ids stay."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import InputError
from newsparse.archive.link import explain, link
from newsparse.archive.link.names import agreement, keys
from newsparse.archive.link.node import former_names, outlet_of
from newsparse.cli import main
from newsparse.types import Mention
from tests.archive.conftest import make, write

if TYPE_CHECKING:
    from pathlib import Path

    from newsparse.types import Article

MAYOR = "[Ada Obi|PERSON|mayor of Jos] met [Ben Lowe] in [Jos|GPE]."
TOWN = "[Jos|GPE] [Jos Water|ORG] [Ben Lowe] [Cy Moe] "


def ids(archive: Path, column: str = "person_id") -> dict[tuple[int, str], Any]:
    with closing(sqlite3.connect(archive)) as base:
        rows = base.execute(f"SELECT article, name, {column} FROM entities WHERE {column} IS NOT NULL")  # noqa: S608
        return {(article, name): id_ for article, name, id_ in rows}


def linked(tmp_path: Path, *texts: str, **options: Any) -> dict[tuple[int, str], Any]:
    days = (f"2024-{number:02}-01" for number in range(1, 13))
    articles = [make(text, day, site="Jos Courier") for text, day in zip(texts, days, strict=False)]
    archive = write(articles, tmp_path / "a.sqlite")
    link(archive, **options)
    return ids(archive)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("[Ada Obi|PERSON|mayor of Jos]", "[Ada Obi|PERSON|the mayor of Jos]", True),
        ("[Ada Obi|PERSON|mayor of Jos]", "[Ada Obi]", True),
        ("[William Carter|PERSON|mayor of Jos]", "[Bill Carter|PERSON|mayor of Jos]", True),
        ("[Oleksandr Kovalenko|PERSON|mayor of Jos]", "[Olexandr Kowalenko|PERSON|mayor of Jos]", True),
        ("[Mohammed Mansour|PERSON|mayor of Jos]", "[Muhammad Mansur|PERSON|mayor of Jos]", True),
        ("[Ada Obi|PERSON|mayor of Jos]", "[Ada Obi|PERSON|a striker for Enugu Rovers]", False),
        ("[Ada Obi|PERSON|curator of the Jos city museum]", "[Ada Obi|PERSON|spokeswoman for Jos city council]", False),
        ("[Ada Obi|PERSON|director of Jos Steel]", "[Eve Obi|PERSON|director of Jos Steel]", False),
        ("[Ada Obi|PERSON|mayor of Jos]", "[Ada Obi-Bello|PERSON|mayor of Jos]", True),
        ("[Jon Anderson|PERSON|a nurse]", "[Jon Andersen|PERSON|a baker]", False),
        ("[Martin Vogel]", "[Martina Vogel]", False),
        ("[Simon Levy|PERSON|a baker]", "[Simone Levy]", False),
        ("[Ada Obi|PERSON|Sen.]", "[Ada Obi|PERSON|Senator]", True),
        ("[Ada Obi|PERSON|Dr]", "[Ada Obi|PERSON|mayor of Jos]", True),
        ("[Ada Obi|PERSON|his sister]", "[Ada Obi|PERSON|mayor of Jos]", True),
        ("[Ada Obi|PERSON|chief scientist of Jos Water]", "[Ada Obi|PERSON|manager of Jos Water]", True),
    ],
)
def test_two_articles(tmp_path: Path, one: str, other: str, same: bool) -> None:
    found = linked(tmp_path, TOWN + one, TOWN + other)
    name, later = (part.strip("[]").split("|")[0] for part in (one, other))
    assert (found[1, name] == found[2, later]) is same


NOTHING = "[Ada Obi|PERSON|governor] spoke in [Jos|GPE]."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (NOTHING, "[Ada Obi] was hurt in [Suva|GPE].", False),
        (TOWN + "[Ada Obi], 81, came.", TOWN + "[Ada Obi], 34, came.", False),
        (TOWN + "[Ada Obi], 81, came.", TOWN + "[Ada Obi], 34 of whose goats had come, came.", True),
        ("[Ada Obi] (aged 34) left [Jos|GPE].", "34-year-old nurse [Ada Obi] left [Suva|GPE].", True),
        (NOTHING, "[Ada Obi|PERSON|Gov.] flew to [Suva|GPE].", True),
        ("JOS ([PAN|ORG]) — [Ada Obi] sang.", "SUVA, May 3 ([PAN|ORG]) — [Ada Obi] sang in [Suva|GPE].", True),
        ("JOS ([PAN|ORG]) — [Ada Obi] met [Jos Water|ORG].", "SUVA ([PAN|ORG]) — [Ada Obi] sang in [Suva|GPE].", False),
        ("[Ada Obi] met [Reuters|ORG] in [Jos|GPE].", "[Ada Obi] met [Reuters|ORG] in [Suva|GPE].", False),
        ("[Ada Obi] met [Jos Water|ORG] in [Jos|GPE].", "[Ada Obi] met [Jos Water|ORG] in [Suva|GPE].", True),
        ("[Ada Obi] flew from [Jos|GPE] to [Fiji|GPE].", "[Ada Obi] left [Suva|GPE] in [Fiji|GPE].", False),
    ],
)
def test_two_articles_that_have_little_in_common(tmp_path: Path, one: str, other: str, same: bool) -> None:
    found = linked(tmp_path, one, other)
    assert (found[1, "Ada Obi"] == found[2, "Ada Obi"]) is same


def test_letters_of_one_body(tmp_path: Path) -> None:
    union = make("[National Union of Weavers|ORG] in [Jos|GPE]", "2024-01-01")
    told = replace(union.entities[0], aliases=("NUW",))
    union = replace(union, entities=(told, *union.entities[1:]))
    far = [make(f"[{name}|ORG] in [Suva|GPE]", "2024-06-01") for name in ("NUW", "NW")]
    archive = write([union, *far], tmp_path / "a.sqlite")
    link(archive)
    found = ids(archive, "organisation_id")
    assert found[2, "NUW"] == found[1, "National Union of Weavers"]
    assert (3, "NW") not in found


def test_office_that_changes(tmp_path: Path) -> None:
    turn = "[Ada Obi|PERSON|chair of Jos Steel and former mayor of Jos]"
    found = linked(
        tmp_path, TOWN + "[Ada Obi|PERSON|mayor of Jos]", TOWN + turn, TOWN + "[Ada Obi|PERSON|chair of Jos Steel]"
    )
    assert len({found[number, "Ada Obi"] for number in (1, 2, 3)}) == 1


def test_marriage_that_is_told(tmp_path: Path) -> None:
    found = linked(
        tmp_path,
        TOWN + "[Maria Berg|PERSON|mayor of Jos]",
        TOWN + "[Maria Holm], formerly [Maria Berg], came.",
        TOWN + "[Maria Holm|PERSON|mayor of Jos]",
    )
    assert len({found[1, "Maria Berg"], found[2, "Maria Holm"], found[2, "Maria Berg"], found[3, "Maria Holm"]}) == 1


def test_other_roles_in_other_company_are_two(tmp_path: Path) -> None:
    """One office, told in two towns whose only link is somebody who was in both."""
    there = "[Suva|GPE] [Suva Water|ORG] [Cy Moe] [Ada Obi|PERSON|deputy mayor and former judge]"
    found = linked(tmp_path, TOWN + "[Ada Obi|PERSON|a Liberal councillor]", there, *["[Ian Poe] [Eve Roe]"] * 6)
    assert found[1, "Ada Obi"] != found[2, "Ada Obi"]


def test_two_of_one_article_are_two(tmp_path: Path) -> None:
    found = linked(tmp_path, TOWN + "[William Carter|PERSON|mayor of Jos]", TOWN + "[Bill Carter] [William Carter]")
    assert found[2, "Bill Carter"] != found[2, "William Carter"] == found[1, "William Carter"]


def test_surname_alone(tmp_path: Path) -> None:
    found = linked(
        tmp_path, TOWN + "[Ada Obi|PERSON|mayor of Jos]", TOWN + "[Obi]", "", "", "[Obi] of [Suva|GPE] sings."
    )
    assert found[2, "Obi"] == found[1, "Ada Obi"]
    assert (5, "Obi") not in found


def test_surname_of_two_is_nobody(tmp_path: Path) -> None:
    found = linked(tmp_path, TOWN + "[Ada Obi|PERSON|mayor of Jos] [Eve Obi|PERSON|a nurse]", TOWN + "[Obi]")
    assert (2, "Obi") not in found


def test_organisations(tmp_path: Path) -> None:
    archive = write(
        [
            make("[Jos Water plc|ORG] [Ministry of Health|ORG] [Accra|GPE]", "2024-01-01"),
            make("[Jos Water|ORG] [Ministry of Health|ORG] [Suva|GPE]", "2024-02-01"),
        ],
        tmp_path / "a.sqlite",
    )
    link(archive)
    found = ids(archive, "organisation_id")
    assert found[1, "Jos Water plc"] == found[2, "Jos Water"]
    assert found[1, "Ministry of Health"] != found[2, "Ministry of Health"]


def archives(tmp_path: Path) -> list[Article]:
    roles = ("mayor of Jos", "mayor of Jos", "a striker for Suva Rovers", "mayor of Jos")
    towns = ("Jos", "Jos", "Suva", "Jos")
    return [
        make(f"[Ada Obi|PERSON|{role}] met [Ben Lowe] in [{town}|GPE].", f"2024-0{number}-01", site="Courier")
        for number, (role, town) in enumerate(zip(roles, towns, strict=True), start=1)
    ]


def test_new_articles_do_not_renumber(tmp_path: Path) -> None:
    articles = archives(tmp_path)
    archive = write(articles[:2], tmp_path / "a.sqlite")
    link(archive)
    before = ids(archive)
    write(articles[2:], archive, first=3)
    link(archive)
    after = ids(archive)
    assert {place: after[place] for place in before} == before
    assert after[4, "Ada Obi"] == before[1, "Ada Obi"] != after[3, "Ada Obi"]
    link(archive)
    assert ids(archive) == after


def test_table_of_people(tmp_path: Path) -> None:
    archive = write(archives(tmp_path), tmp_path / "a.sqlite")
    summary = link(archive)
    assert (summary.people, summary.unresolved) == (3, 0)
    with closing(sqlite3.connect(archive)) as base:
        base.row_factory = sqlite3.Row
        row = base.execute("SELECT * FROM people WHERE name = 'Ada Obi' ORDER BY n_articles DESC").fetchone()
    assert (row["n_articles"], row["first_day"], row["last_day"]) == (3, "2024-01-01", "2024-04-01")
    roles = [{"role": "mayor of Jos", "first_day": "2024-01-01", "last_day": "2024-04-01", "n_articles": 3}]
    assert json.loads(row["roles"]) == roles
    assert json.loads(row["outlets"]) == {"Courier": 3}


def test_decisions_are_obeyed_and_survive(tmp_path: Path) -> None:
    archive = write(archives(tmp_path), tmp_path / "a.sqlite")
    link(archive)
    first = ids(archive)
    mayor, striker = first[1, "Ada Obi"], first[3, "Ada Obi"]
    decisions = tmp_path / "mine.csv"
    decisions.write_text(f"action,one,other\nmerge,{mayor},{striker}\n")
    link(archive, decisions=decisions)
    assert ids(archive)[3, "Ada Obi"] == mayor
    assert f"merged: {striker}" in explain(archive, striker)
    with closing(sqlite3.connect(archive)) as base:
        (entity,) = base.execute("SELECT entity FROM entities WHERE article = 4 AND name = 'Ada Obi'").fetchone()
    decisions.write_text(f"action,one,other\nsplit,{mayor},4:{entity}\n")
    link(archive, decisions=decisions)
    apart = ids(archive)[4, "Ada Obi"]
    assert apart not in {mayor, striker}
    link(archive)
    assert ids(archive)[4, "Ada Obi"] == apart


def test_authority_list(tmp_path: Path) -> None:
    archive = write(archives(tmp_path), tmp_path / "a.sqlite")
    listed = tmp_path / "names.csv"
    listed.write_text("id,name,aliases,wikidata\nmp-7,Benedict Lowe,Ben Lowe|B. Lowe,Q77\n")
    link(archive, authority=listed)
    with closing(sqlite3.connect(archive)) as base:
        wanted = ("Benedict Lowe", "mp-7", "Q77", 4)
        row = base.execute(
            "SELECT name, authority, other_id, n_articles FROM people WHERE authority = 'mp-7'"
        ).fetchone()
    assert row == wanted
    assert "a name of the authority list +10.0" in explain(archive, ids(archive)[1, "Ben Lowe"])


def test_authority_list_on_a_linked_archive(tmp_path: Path) -> None:
    archive = write(archives(tmp_path), tmp_path / "a.sqlite")
    before = link(archive).people
    listed = tmp_path / "names.csv"
    listed.write_text("id,name,aliases\nmp-7,Benedict Lowe,Ben Lowe|Lowe\nmp-8,Cy Moe,\n")
    assert link(archive, authority=listed).people == before
    with closing(sqlite3.connect(archive)) as base:
        assert base.execute(
            "SELECT name, authority, n_articles FROM people WHERE authority IS NOT NULL"
        ).fetchall() == [("Benedict Lowe", "mp-7", 4)]


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("authority", "name\nAda\n", "no column id"),
        ("authority", "id,name\n7,Ada,Obi\n", "record 1: more cells than columns"),
        ("authority", "id;name\n;\n7;Ada\n7;Ben\n", "record 3: the id '7' is there twice"),
        ("authority", "id,name\n7,Ada\n7,Ben\n", "record 2: the id '7' is there twice"),
        ("authority", "id,name,kind\n7,Ada,planet\n", "record 1: wanted are an id"),
        ("decisions", "action,one,other\nmerge,P1,O1\n", "record 1: wanted are merge or apart"),
        ("decisions", "action,one,other\nsplit,P1,P2\n", "record 1: wanted are merge or apart"),
        ("decisions", "action,one,other\nmerge,P1,P99\n", "names P99, which the archive does not have"),
        ("decisions", "action,one,other\nsplit,P1,99:E9\n", "99:E9 is not one of its entities"),
    ],
)
def test_files_that_cannot_be_obeyed(tmp_path: Path, option: str, text: str, message: str) -> None:
    archive = write(archives(tmp_path), tmp_path / "a.sqlite")
    link(archive)
    file = tmp_path / "mine.csv"
    file.write_text(text)
    with pytest.raises(InputError, match=message):
        link(archive, **{option: file})  # type: ignore[arg-type]
    link(archive)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(write(archives(tmp_path), tmp_path / "a.sqlite"))
    assert main(["link", archive]) == 0
    assert "3 people and 0 organisations" in capsys.readouterr().out
    assert main(["link", archive, "--explain", "P1"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("P1  Ada Obi")
    assert "same name: Ada Obi +3.0; the same role: mayor of Jos +4.0" in told
    assert main(["link", archive, "--explain", "P99"]) == 1
    assert "no person or organisation 'P99'" in capsys.readouterr().err


def test_a_batch_run_goes_on_after_linking(tmp_path: Path) -> None:
    archive = write(archives(tmp_path)[:2], tmp_path / "a.sqlite")
    link(archive)
    write(archives(tmp_path)[2:], archive, first=3)
    assert link(archive).people == 3


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Ada Obi", "Ada Obi", True),
        ("John A. Smith", "John B. Smith", False),
        ("Ada Obi", "Ben Obi", False),
        ("Mohammed Saleh", "Muhammad Salih", True),
        ("Obi", "Ada Obi", False),
        ("Ada Obi", "Ada Obi Bello", True),
        ("Serhiy Melnyk", "Sergei Melnik", True),
        ("Muhammad Al Harthy", "Mohammed al-Harthi", True),
        ("Kim Jong-su", "Kim Jong Su", True),
        ("Gabriel Castro", "Gabriela Castro", False),
        ("Mario Rossi", "Maria Rossi", False),
        ("Erik Sand", "Erika Sand", False),
        ("Sara Lund", "Sarah Lund", True),
    ],
)
def test_names(one: str, other: str, agree: bool) -> None:
    assert (agreement(one, other) is not None) is agree
    assert not agree or keys(one) & keys(other)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (", formerly Maria Berg, said", {"Maria Berg"}),
        (" (née Berg) said", {"Maria Berg"}),
        (", who was known as Maria Berg before, said", {"Maria Berg"}),
        (", known for her songs, said", set()),
        (" was born in Oslo", set()),
    ],
)
def test_former_names(after: str, found: set[str]) -> None:
    assert former_names("Maria Holm" + after, [Mention("Maria Holm", 0, 10, 1.0)]) == found


def test_batch_links_only_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Ada Obi came."}\n')
    assert main(["batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), "--link"]) == 1
    assert "--link needs a .sqlite output" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.model
def test_batch_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "“The bridge is open,” said Ada Obi, the mayor of Jos."
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"text": said, "id": n}) + "\n" for n in range(2)))
    assert main(["batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.sqlite"), "--link"]) == 0
    assert "out.sqlite: 1 people and 0 organisations, of 2 mentions" in capsys.readouterr().err
    found = ids(tmp_path / "out.sqlite")
    assert found[1, "Ada Obi"] == found[2, "Ada Obi"]


@pytest.mark.parametrize(
    ("site", "url", "source", "outlet"),
    [
        ("North Post", "https://www.north.example/1", "a/1.html", "North Post"),
        (None, "https://www.north.example/1", "a/1.html", "north.example"),
        (None, "http://[bad/1", "feeds/north.jsonl", "feeds/north.jsonl"),
        (None, None, "archive/north/1.txt", "archive/north"),
        (None, None, "archive/north/2.HTM.gz", "archive/north"),
        (None, None, "1.txt", ""),
        (None, None, None, ""),
    ],
)
def test_who_printed_it(site: str | None, url: str | None, source: str | None, outlet: str) -> None:
    assert outlet_of(site, url, source) == outlet
