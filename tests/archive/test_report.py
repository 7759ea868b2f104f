"""Report: what is counted, what is written, and the page in a real browser."""

from __future__ import annotations

import csv
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from newsparse import InputError
from newsparse.archive.groups import group
from newsparse.archive.link import link
from newsparse.archive.report import report
from newsparse.archive.store import open_archive
from newsparse.archive.tally import basis, tables
from newsparse.cli import main
from tests.archive.conftest import make, write

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "=1+1<script>window.ran = true</script>"
SAID = "The harbour wall was never built for storms of this size"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    texts = [
        (f"“<d|Ada Obi|{SAID}>,” said [Ada Obi|PERSON|mayor of Suva] in [Suva|GPE].", "2024-01-02", "North"),
        (f"“<d|Ada Obi|{SAID}>,” said [Ada Obi|PERSON|mayor of Suva] in [Suva|GPE].", "2024-03-02", "South"),
        (f"“<d|{SCRIPT}|Yes and no>,” said [{SCRIPT}].", "2024-03-04", "North"),
        ("“<d|Jos Water|The water is safe>,” said [Jos Water|ORG]. “<d||Nobody told us>.”", None, "East"),
    ]
    return write([make(text, day, site=site) for text, day, site in texts], tmp_path / "a.sqlite")


def add_facts(archive: Path) -> None:
    """The columns of genders and kinds of source, as an archive of today has them."""
    with closing(sqlite3.connect(archive)) as base:
        for table, column in (("entities", "gender"), ("quotes", "speaker_kind"), ("quotes", "medium")):
            if column not in {row[1] for row in base.execute(f"PRAGMA table_info({table})")}:
                base.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")
        base.execute("UPDATE entities SET gender = 'female' WHERE name = 'Ada Obi'")
        base.execute("UPDATE quotes SET speaker_kind = 'unnamed person', medium = 'in court' WHERE speaker IS NULL")
        base.execute("UPDATE quotes SET speaker_kind = 'person' WHERE speaker = 'Ada Obi'")
        base.commit()


def test_counts(archive: Path) -> None:
    add_facts(archive)
    with open_archive(archive) as base:
        found = basis(base)
        made = {name: rows for name, (_, rows) in tables(base, found).items()}
    assert (found.articles, found.days, found.is_linked) == (4, ("2024-01-02", "2024-03-04"), False)
    assert [row[:2] for row in made["gender"]] == [("female", 2), ("not told", 1)]
    assert [row[:2] for row in made["field"]] == [("politics", 2), ("not told", 1)]
    assert [row[:2] for row in made["outlet"]] == [("East", 2), ("North", 2), ("South", 1)]
    assert made["new_voices"] == [("2024-01", 1), ("2024-03", 1)]
    assert ("unnamed person", 1, 3) in made["kind"]
    assert made["people"][0] == ("Ada Obi", 2, 2 * len(SAID.split()), "female", "mayor of Suva", 2, "2024-01", "")


def test_what_is_told_of_a_person_is_one(tmp_path: Path) -> None:
    """Gender and role of whoever is quoted, whichever article tells them."""
    texts = [f"<d|Ada Obi|{SAID}> [Ada Obi|PERSON|{role}]" for role in ("Dr", "Dr", "mayor of Suva", "his sister")]
    archive = write([make(text, f"2024-01-0{n}") for n, text in enumerate(texts, 1)], tmp_path / "a.sqlite")
    with closing(sqlite3.connect(archive)) as base:
        base.execute("UPDATE entities SET gender = 'female' WHERE article = 2")
        base.commit()
    with open_archive(archive) as base:
        made = {name: rows for name, (_, rows) in tables(base, basis(base)).items()}
    assert [row[:2] for row in made["gender"]] == [("female", 4)]
    assert made["people"][0][3:5] == ("female", "mayor of Suva")


def read(folder: Path, name: str) -> list[list[str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_tables(archive: Path, tmp_path: Path) -> None:
    link(archive)
    group(archive)
    add_facts(archive)
    page, *tables = report(archive, tmp_path / "r.html")
    folder = tmp_path / "r-tables"
    assert {path.parent for path in tables} == {folder}
    people = read(folder, "people")
    assert people[0][:3] == ["name", "quotes", "words"]
    assert people[1][:6] == ["Ada Obi", "2", "22", "female", "mayor of Suva", "2"]
    assert people[2][0].startswith("'")  # a spreadsheet would run it
    assert read(folder, "month")[1:] == [["2024-01", "1", "11"], ["2024-03", "2", "14"]]
    assert read(folder, "top_quotes")[1][:4] == [SAID, "Ada Obi", "2", "2"]
    assert "20.0%" in page.read_text(encoding="utf-8")


def test_page_is_escaped_and_complete(archive: Path, tmp_path: Path) -> None:
    text = report(archive, tmp_path / "r.html")[0].read_text(encoding="utf-8")
    assert "newsparse link tells namesakes apart" in text
    assert "The first months are all new" in text
    assert SCRIPT not in text
    assert not re.search(r"(?:src|href)=\"(?!data:)", text)


def test_places_with_coordinates_are_on_a_map(archive: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(archive)) as base:
        base.execute("UPDATE entities SET geonames_id = 1, latitude = -18.14, longitude = 178.44 WHERE name = 'Suva'")
        base.commit()
    text = report(archive, tmp_path / "r.html")[0].read_text(encoding="utf-8")
    assert read(tmp_path / "r-tables", "places")[1] == ["Suva", "", "-18.14", "178.44", "2"]
    assert text.count("<circle") == 1
    assert "<title>Suva: 2</title>" in text


def test_an_empty_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write([make("")], tmp_path / "a.sqlite")
    assert main(["report", str(archive), "-o", str(tmp_path / "r.html")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'r.html'}, and 11 tables in {tmp_path / 'r-tables'}\n"


def test_refusals(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="written over its archive"):
        report(archive, archive)
    with pytest.raises(InputError, match="there is no archive"):
        report(tmp_path / "none.sqlite", tmp_path / "r.html")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 360])
def test_in_a_browser(browser: Any, archive: Path, tmp_path: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    group(archive)
    add_facts(archive)
    file = report(archive, tmp_path / "r.html")[0]
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    log: list[str] = []
    page.on("console", lambda message: log.append(message.text))
    page.on("request", lambda request: log.append(request.url))
    page.goto(file.as_uri())
    assert [line for line in log if not line.startswith("data:")] == [file.as_uri()]
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = axe.Axe().run(page).response
    assert not [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.ran") is None
    assert page.locator("svg[role=img]").count() == 2
    page.emulate_media(media="print")
    assert page.locator("details").first.is_hidden()
    context.close()
