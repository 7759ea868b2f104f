"""Whose words a check finds: the speaker asked for, somebody else, or nobody known."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import newsparse
from newsparse.archive.page import is_one_of
from tests.archive.conftest import make, write

if TYPE_CHECKING:
    from pathlib import Path

FEES = "A lawyer, [Grace Lam], said that <i|Grace Lam|the fees were legal>."
WELL = "Engineer [Sami Naqvi] said <i|Sami Naqvi|the new well would serve nine villages>."
BREAD = "“<d|Lotta Ek|Bread will cost less by the summer>,” said the baker, [Lotta Ek]."
FERRY = (
    "“<d|Ugo Bassi|The ferry will sail again in April>,” said [Ugo Bassi]. "
    "“<d|Ugo Bassi|I have asked for two more pilots>,” he added. [Ana Reis] listened."
)
ASKED = [
    (FEES, "The fees are legal", "Grace Lam", "paraphrase"),
    (FEES, "The fees are legal", "Ivo Brandt", "other speaker"),
    (FEES, "The fees are legal", None, "paraphrase"),
    (WELL, "The new well will serve nine villages", "Naqvi", "paraphrase"),
    (WELL, "The new well will serve nine villages", "Lena Orr", "other speaker"),
    (BREAD, "Bread will cost more by the summer", "Lotta Ek", "altered"),
    (BREAD, "Bread will cost more by the summer", "Tariq Aziz Rahman", "other speaker"),
    (FERRY, "The ferry will sail again and I have asked for two more pilots", "Ugo Bassi", "spliced"),
    (FERRY, "The ferry will sail again and I have asked for two more pilots", "Ana Reis", "other speaker"),
    # Where both said it, the one asked for counts.
    (f"{FEES} The minister, [Ivo Brandt], said <i|Ivo Brandt|the fees were legal>.", "The fees are legal", "Brandt",
     "paraphrase"),
    ("“<d|Nils Moe|I will back the bill>,” said [Nils Moe]. [Ewa Lis] said <i|Ewa Lis|she would back the bill>.",
     "I will back the bill", "Ewa Lis", "paraphrase"),
    ("“<d|Jon Dahl|I never met her>,” said [Jon Dahl]. Some say that <i||he met her in May>.", "I met her", "Jon Dahl",
     "altered"),
    # One of two who were joined is the one asked for.
    (f"{BREAD} “<d|Ugo Bassi|The ferry will sail again in April>,” said [Ugo Bassi].",
     "Bread will cost less and the ferry will sail again in April", "Lotta Ek", "spliced"),
]  # fmt: skip
NAMES = [
    ("Pablo Ruiz", ("Marta Ruiz", "Ruiz"), False),
    ("Marta Ruiz", ("Marta Ruiz", "Ruiz"), True),
    ("Ruiz", ("Marta Ruiz", "Sen. Ruiz"), True),
    ("Sung Park", ("Gwen Park", "Ms. Park", "Park"), False),
    ("Bill Barlow", ("Hillary Barlow", "Mrs Barlow"), False),
    ("Omar al-Sharif", ("Leila al-Sharif", "al-Sharif"), False),
    ("Pablo Ruiz", ("Ruiz",), True),  # nobody knows which
    ("GLFL", ("Great Lakes Football League", "GLFL"), True),
    ("Lula", ("Luiz da Costa", "Lula"), True),
    ("Max Bos", ("Ana Kos", "Bos"), True),  # several are one source
    ("Gabriela Núñez Castillo", ("Núñez",), True),
    ("Castillo", ("Rodrigo Castillo Mejía",), True),
    ("Ann", ("Mary Ann Smith",), False),
    ("Juergen Moeller", ("Jürgen Möller",), True),
    ("Michail Orlow", ("Mikhail Orlov",), True),
    ("Aleksandr Hrytsenko", ("Alexander Gritsenko",), True),
    ("Erika Sand", ("Erik Sand",), False),
    ("Karl Weber", ("Carl Weber",), False),
    ("Nora Lund", ("Nora Lind",), False),
]


@pytest.mark.parametrize(("text", "quote", "asked", "verdict"), ASKED)
def test_speaker_asked_for(tmp_path: Path, text: str, quote: str, asked: str | None, verdict: str) -> None:
    article = make(text, "2025-04-01")
    assert newsparse.check(quote, asked, articles=article).verdict == verdict
    assert newsparse.check(quote, asked, archive=write([article], tmp_path / "a.sqlite")).verdict == verdict


@pytest.mark.parametrize(("asked", "names", "same"), NAMES)
def test_forms_of_a_name(asked: str, names: tuple[str, ...], same: bool) -> None:
    assert is_one_of(asked, names) is same


@pytest.mark.parametrize(
    ("words", "kind", "verdict"),
    [
        ("a company official", "unnamed person", "verbatim"),
        ("two residents", "unnamed group", "verbatim"),
        ("The board", "organization", "verbatim"),
        ("Holm Board", "organization", "other speaker"),
        ("they", None, "verbatim"),
        ("the banner", "document", "other speaker"),
    ],
)
def test_a_source_without_a_name_is_nobody_else(tmp_path: Path, words: str, kind: str | None, verdict: str) -> None:
    article = make("“<d|x|The gates will stay open>,” said somebody.")
    (quote,) = article.quotes
    assert quote.speaker is not None
    speaker = replace(quote.speaker, text=words, name=None, kind=kind)  # type: ignore[arg-type]
    article = replace(article, quotes=(replace(quote, speaker=speaker),))
    archive = write([article], tmp_path / "a.sqlite")
    for found in (
        newsparse.check(quote.text, "Ivo Brandt", articles=article),
        newsparse.check(quote.text, "Ivo Brandt", archive=archive),
    ):
        assert (found.verdict, found.speaker) == (verdict, None if words == "they" else words)


def test_several_who_are_one_source(tmp_path: Path) -> None:
    article = make("“<d|x|The road is closed>,” said [Ana Kos] and [Max Bos].")
    (quote,) = article.quotes
    assert quote.speaker is not None
    speaker = replace(quote.speaker, text="Ana Kos and Max Bos", name=None, joint=("E1", "E2"))
    article = replace(article, quotes=(replace(quote, speaker=speaker),))
    archive = write([article], tmp_path / "a.sqlite")
    for asked, verdict in (("Max Bos", "verbatim"), ("Ana Kos", "verbatim"), ("Ana Bos", "other speaker")):
        assert newsparse.check("The road is closed", asked, articles=article).verdict == verdict
        assert newsparse.check("The road is closed", asked, archive=archive).verdict == verdict


def test_a_linked_archive_knows_other_spellings(tmp_path: Path) -> None:
    archive = write([make("“<d|Oleh Bondar|We sow in March>,” said [Oleh Bondar].")], tmp_path / "a.sqlite")
    assert newsparse.check("We sow in March", "Petro Lysenko", archive=archive).verdict == "other speaker"
    with closing(sqlite3.connect(archive)) as base, base:
        base.execute("ALTER TABLE entities ADD COLUMN person_id TEXT")
        base.execute("UPDATE entities SET person_id = 'P1'")
        base.execute("CREATE TABLE people (person_id TEXT PRIMARY KEY, names TEXT)")
        base.execute("""INSERT INTO people VALUES ('P1', '["Oleh Bondar", "Petro Lysenko"]')""")
    assert newsparse.check("We sow in March", "Petro Lysenko", archive=archive).verdict == "verbatim"
