"""Groups of quotations and of articles."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from newsparse.archive.groups import drift, group
from newsparse.archive.link import link
from newsparse.archive.similar import groups, shingles, word_ids
from newsparse.cli import main
from tests.archive.conftest import make, write

if TYPE_CHECKING:
    from pathlib import Path

SAID = "The harbour wall was never built for storms of this size"
STORY = (
    "The ferry to the northern islands stopped on Monday after a wave broke over the harbour wall of Lerwick. "
    "Forty passengers spent the night in a school. Engineers will look at the damage when the wind drops. "
)


def rows(archive: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(archive)) as base:
        return base.execute(query).fetchall()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    texts = [
        (f"“<d|Ada Obi|{SAID}>,” said [Ada Obi].", "2024-05-02", "North"),
        (f"“<d|Ada Obi|{SAID.upper()}>,” said [Ada Obi].", "2024-05-01", "South"),
        (
            "“<d|Ben Lowe|The harbour wall was not built for storms of this size>,” said [Ben Lowe].",
            "2024-05-03",
            "East",
        ),
        ("“<d|Obi|The harbour wall was never built for storms>,” said [Obi].", "2024-05-04", "North"),
        ("“<d|Cy Moe|The cup was won by a side that nobody had heard of>,” said [Cy Moe].", "2024-05-04", "West"),
        ("“<d|Cy Moe|I do not know>,” said [Cy Moe]. “<d|Cy Moe|I do not know>.”", "2024-05-05", "West"),
        (f"She said <i|Ada Obi|{SAID}>.", "2024-05-06", "West"),
    ]
    return write([make(text, day, site=site) for text, day, site in texts], tmp_path / "a.sqlite")


@pytest.mark.parametrize(
    ("one", "other", "others"),
    [
        (f"<d|Ada Obi|{SAID}> [Ada Obi|PERSON|mayor of Jos]", f"<d|Ada Obi|{SAID}> [Ada Obi|PERSON|a nurse]", []),
        (f"<d|Ada Obi|{SAID}> [Ada Obi|PERSON|mayor of Jos]", f"<d|Eve Obi|{SAID}> [Eve Obi]", ["Eve Obi"]),
        (f"<d|Ada Obi|{SAID}> [Ada Obi]", f"<d|Obi|{SAID}> [Obi]", []),
        (f"<d|Ada Obi|{SAID}> [Ada Obi]", f"<d|Cy Moe|{SAID.replace('never', '')}> [Cy Moe]", ["Cy Moe"]),
        ("<d|Ada Obi|We are proud to open the new hall in Jos today> [Ada Obi]",
         "<d|Cy Moe|We are proud to open the season with a win> [Cy Moe]", None),
        ("<d|Ada Obi|We are looking forward to the fair on Friday> [Ada Obi]",
         "<d|Ada Obi|We are looking forward to the fair on Sunday> [Ada Obi]", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("linked", [True, False])
def test_who_is_another_speaker(tmp_path: Path, one: str, other: str, others: list[str] | None, linked: bool) -> None:
    articles = [
        make(f"{text} [{town}|GPE]", f"2024-05-0{n}")
        for n, (text, town) in enumerate([(one, "Jos"), (other, "Suva")], 1)
    ]
    archive = write(articles, tmp_path / "a.sqlite")
    if linked:
        link(archive)
    group(archive)
    found = [json.loads(names or "[]") for (names,) in rows(archive, "SELECT other_speakers FROM quote_groups")]
    assert found == ([] if others is None else [others])


def test_quote_groups(archive: Path) -> None:
    summary = group(archive)
    assert (summary.quote_groups, summary.quotes) == (1, 4)
    (row,) = rows(
        archive, "SELECT text, speaker, n_quotes, n_outlets, n_wordings, first_article, first_day FROM quote_groups"
    )
    assert row == (SAID.upper(), "Ada Obi", 4, 3, 3, 2, "2024-05-01")
    assert rows(archive, "SELECT other_speakers FROM quote_groups") == [('["Ben Lowe"]',)]


def test_members_tell_how_the_wording_drifted(archive: Path) -> None:
    group(archive)
    found = rows(archive, "SELECT article, speaker, other_speaker, drift FROM quote_group_members ORDER BY published")
    assert [(article, speaker, other) for article, speaker, other, _ in found] == [
        (2, "Ada Obi", 0), (1, "Ada Obi", 0), (3, "Ben Lowe", 1), (4, "Obi", 0),
    ]  # fmt: skip
    assert [each and json.loads(each) for *_, each in found] == [None, None, [["NEVER", "not"]], [["OF THIS SIZE", ""]]]


def test_groups_keep_their_numbers(archive: Path) -> None:
    group(archive)
    with closing(sqlite3.connect(archive)) as base:
        base.execute("UPDATE quote_groups SET group_id = 41")
        base.execute("UPDATE quote_group_members SET group_id = 41")
        base.commit()
    write([make(f"“<d|Ada Obi|{SAID}>,” said [Ada Obi].", "2024-06-02")], archive, first=8)
    group(archive)
    assert rows(archive, "SELECT group_id, n_quotes FROM quote_groups") == [(41, 5)]


def test_article_groups(tmp_path: Path) -> None:
    texts = [
        ("SHETLAND — " + STORY * 1, "2024-02-03", "North"),
        (STORY + "\n\nReporting by the agency.", "2024-02-02", "South"),
        (
            "A different story about a cup final that was played in the rain before two thousand people. " * 3,
            None,
            "East",
        ),
    ]
    archive = write([make(text, day, site=site) for text, day, site in texts], tmp_path / "a.sqlite")
    assert group(archive).articles == 2
    found = rows(archive, "SELECT article, first_article, is_first, outlet FROM article_groups ORDER BY article")
    assert found == [(1, 2, 0, "North"), (2, 2, 1, "South")]


def test_an_archive_without_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["groups", str(write([make("Nothing.")], tmp_path / "a.sqlite"))]) == 0
    assert capsys.readouterr().out.endswith("0 quotes in 0 groups, 0 articles in 0 groups\n")


def test_drift() -> None:
    assert drift("“We’ll win,”", "we'll WIN") == (1.0, [])
    near, changed = drift("We will not win today", "We will win")
    assert 0.5 < near < 1
    assert changed == [["not", ""], ["today", ""]]


def test_shingles_are_those_of_the_words() -> None:
    known: dict[str, int] = {}
    one, other = (word_ids(text.split(), known) for text in ("a b c d", "x b c d"))
    assert len(set(shingles(one, 3)) & set(shingles(other, 3))) == 1
    assert len(shingles(word_ids(["a"], known), 3)) == 1


def test_many_texts_with_one_shingle_are_joined_by_others() -> None:
    texts = [[number // 2, 100 + number // 2, 200 + number // 2, 7, 8, 9] for number in range(60)]
    found = [shingles(each, 3) for each in texts]
    owner = np.repeat(np.arange(60, dtype=np.int32), [len(each) for each in found])
    first = groups(np.concatenate(found), owner, 60, least=0.5, fewest=2)
    assert first.tolist() == [2 * (number // 2) for number in range(60)]
