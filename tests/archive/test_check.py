"""Quote check: one example of each verdict and each change, then what must always hold."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import InputError, QuoteCheck
from newsparse.archive import checker
from newsparse.archive.numbers import numbers
from newsparse.archive.page import is_one_of
from newsparse.archive.words import split, stem
from newsparse.cli import main
from tests.archive.conftest import make, write

if TYPE_CHECKING:
    from pathlib import Path

    from newsparse.types import Article

VERDICTS = [
    ("We will not organize 20 new crews before Friday", "Obi", "verbatim"),
    ("‘[W]e will NOT organise 20 new crews’", "Ada Obi", "verbatim"),
    ("We will not … before Friday", None, "verbatim"),
    ("a night of bad luck", "Ben Lowe", "verbatim"),
    ("We will organise 20 new crews before Friday", None, "altered"),
    ("We may not organise 20 new crews before Friday", None, "altered"),
    ("We will not organise 30 new crews before Friday", None, "altered"),
    ("We will not organise twenty new crews before Friday", None, "altered"),
    ("The river took the road", "Ada Obi", "other speaker"),
    ("We will not organise 20 new crews and the river took the road", None, "spliced"),
    ("the bridge and the road took the river", None, "altered"),
    ("The dam will never be repaired by my ministry", "Ada Obi", "paraphrase"),
    ("the dam would never be repaired", None, "paraphrase"),
    ("The council closed three schools on Tuesday", None, "not quoted"),
    ("Nobody in Suva grows mangoes for export any more", None, "absent"),
]
FLAGS = [
    ("We will organise 20 new crews before Friday", ("negation",)),
    ("We can not organise 20 new crews before Friday", ("modal",)),
    ("We will not organise 30 new crews before Friday", ("number",)),
    ("We will not organise twenty new crews before Friday", ()),
    ("We will not organise 20 new crews before Sunday", ("name",)),
    ("We will not organise 20 new crews before May", ("name",)),
    ("We won't organise 20 new crews before Friday", ()),
]


@pytest.mark.parametrize(("quote", "speaker", "verdict"), VERDICTS)
def test_verdicts(dams: list[Article], quote: str, speaker: str | None, verdict: str) -> None:
    assert newsparse.check(quote, speaker, articles=dams).verdict == verdict


@pytest.mark.parametrize(("quote", "flags"), FLAGS)
def test_flags(dams: list[Article], quote: str, flags: tuple[str, ...]) -> None:
    found = newsparse.check(quote, articles=dams)
    assert (found.verdict, found.flags) == ("altered", flags)


@pytest.mark.parametrize(("quote", "speaker", "verdict"), VERDICTS)
def test_archive_says_the_same(
    dams: list[Article], tmp_path: Path, quote: str, speaker: str | None, verdict: str
) -> None:
    archive = write(dams, tmp_path / "news.sqlite")
    found = newsparse.check(quote, speaker, archive=archive)
    assert found.verdict == verdict
    assert QuoteCheck.from_json(found.to_json()) == found


def test_place_earliest_and_changes(dams: list[Article]) -> None:
    found = newsparse.check("We will organise 20 new crews", articles=dams)
    place = found.places[0]
    assert dams[place.number - 1].text[place.start : place.end] == place.text == "We will not organize 20 new crews"
    assert (found.article, found.speaker, place.quote) == ("c", "Ada Obi", "Q1")
    assert found.earliest is not None
    assert str(found.earliest.published) == "2025-02-27"
    (change,) = found.changes
    assert (change.kind, change.claim, change.found) == ("left out", "", "not")
    assert change.claim_start == change.claim_end == len("We will")
    assert found.candidates[0].article == "a"


def test_absent_has_candidates_and_no_place(dams: list[Article]) -> None:
    found = newsparse.check("The river took a piano and two clocks away", articles=dams)
    assert (found.verdict, found.places, found.earliest, found.start) == ("absent", (), None, None)
    assert found.candidates[0].speaker == "Ben Lowe"


def test_speaker_who_is_not_known_is_not_another() -> None:
    article = make("“<d||It rained all night in the valley>,” somebody said.")
    found = newsparse.check("It rained all night", "Ada Obi", articles=article)
    assert (found.verdict, found.speaker) == ("verbatim", None)


def test_the_same_words_by_two_people_are_found_by_the_one_asked_for() -> None:
    articles = [
        make(f"“<d|{who}|We have nothing to add to that>,” said {who}.", f"2025-01-0{day}")
        for day, who in enumerate(("Ida Moe", "Kofi Ansah", "Lin Wei"), start=1)
    ]
    found = newsparse.check("We have nothing to add to that", "Ansah", articles=articles)
    assert (found.verdict, found.places[0].number) == ("verbatim", 2)


def test_archive_grows(dams: list[Article], tmp_path: Path) -> None:
    archive = write(dams[:1], tmp_path / "news.sqlite")
    assert newsparse.check("The river took the road", archive=archive).verdict == "absent"
    write(dams[1:], archive, first=2)
    assert newsparse.check("The river took the road", archive=archive).verdict == "verbatim"
    with closing(sqlite3.connect(archive)) as base:
        assert base.execute("SELECT last FROM check_state").fetchall() == [(3,)]


@pytest.mark.parametrize("quote", ["bridge", "of the", "dam", "mangoes"])
def test_claims_of_one_word(dams: list[Article], tmp_path: Path, quote: str) -> None:
    archive = write(dams, tmp_path / "news.sqlite")
    assert newsparse.check(quote, archive=archive).verdict == newsparse.check(quote, articles=dams).verdict


@pytest.mark.parametrize("given_", [{}, {"text": "x", "archive": "y"}])
def test_one_place_to_look(given_: dict[str, str]) -> None:
    with pytest.raises(InputError, match="one of articles=, text= and archive="):
        newsparse.check("words", **given_)  # type: ignore[arg-type]


def test_a_day_goes_with_a_text(dams: list[Article]) -> None:
    with pytest.raises(InputError, match="the day of text="):
        newsparse.check("words", articles=dams, published="2025-03-03")


@pytest.mark.parametrize("quote", ["", " … ", "“”"])
def test_a_claim_has_words(quote: str, dams: list[Article]) -> None:
    with pytest.raises(InputError, match="no words"):
        newsparse.check(quote, articles=dams)


def test_a_claim_is_no_book(dams: list[Article]) -> None:
    with pytest.raises(InputError, match="1001 words, and 1000 are the most"):
        newsparse.check("word " * 1001, articles=dams)


def test_what_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no archive"):
        newsparse.check("words", archive=tmp_path / "a.sqlite")
    (tmp_path / "b.sqlite").write_text("not a database at all, only text that is long enough")
    with pytest.raises(InputError, match="cannot be used"):
        newsparse.check("words", archive=tmp_path / "b.sqlite")
    with pytest.raises(InputError, match="is no Article"):
        newsparse.check("words", articles="The dam.")  # type: ignore[arg-type]


def test_command(dams: list[Article], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(write(dams, tmp_path / "news.sqlite"))
    assert main(["check", "The river took the road", archive, "--speaker", "Ada Obi"]) == 0
    assert capsys.readouterr().out.startswith(
        "OTHER SPEAKER  1.00  “The river took the road”, by Ada Obi\n  b, 2025-03-03"
    )
    claims = tmp_path / "claims.csv"
    claims.write_text("Quote,Speaker\nThe river took the road,Ben Lowe\nNo such words anywhere,\n")
    assert main(["check", "--quotes", str(claims), archive, "--format", "json"]) == 0
    assert [json.loads(line)["verdict"] for line in capsys.readouterr().out.splitlines()] == ["verbatim", "absent"]
    claims.write_text('quote;speaker\n"The river\n\ntook the road";Ben Lowe\n;\n;\n')  # as spreadsheets write them
    assert main(["check", "--quotes", str(claims), archive, "--format", "json"]) == 0
    assert [json.loads(line)["verdict"] for line in capsys.readouterr().out.splitlines()] == ["verbatim"]
    articles = tmp_path / "out.jsonl"
    articles.write_text("".join(article.to_json() + "\n" for article in dams))
    assert main(["check", "a night of bad luck", str(articles)]) == 0
    assert capsys.readouterr().out.startswith("VERBATIM")


def test_every_record_of_claims_has_an_answer(
    dams: list[Article], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, claims = str(write(dams, tmp_path / "news.sqlite")), tmp_path / "claims.csv"
    claims.write_text("quote,speaker\n,Ada Obi\n“…”,\nThe river took the road,Ben Lowe\n")
    assert main(["check", "--quotes", str(claims), archive, "--format", "json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["verdict"] for each in found] == ["absent", "absent", "verbatim"]
    assert found[0]["asked"] == "Ada Obi"
    for text in ("quote,speaker\n", ""):
        claims.write_text(text)
        assert main(["check", "--quotes", str(claims), archive]) == 1
        assert "has no claims" in capsys.readouterr().err


def test_an_archive_has_its_own_days(dams: list[Article], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(write(dams, tmp_path / "news.sqlite"))
    assert main(["check", "The river took the road", archive, "--published", "2026-99-01"]) == 1
    assert "--published goes with texts and pages" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "message"),
    [('{"who": "x"}\n', "record 1: no quotation"), ("nonsense\n", "record 1: not JSON"), ("7\n", "record 1: neither")],
)
def test_claims_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, message: str
) -> None:
    (tmp_path / "claims.jsonl").write_text(lines)
    assert main(["check", "--quotes", str(tmp_path / "claims.jsonl"), "a.sqlite"]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We’ll organise”", "we'll ORGANIZE"),
        ("the well-known U.S. labour centre", "The well – known US labor center"),
        ("[T]he plan [sic] of 1,000 per cent", "the plan of 1000%"),
        ("café travelled", "cafe traveled"),
        ("co-operate before the re-election", "cooperate before the reelection"),
        ("an anti‑war e-mail of non-members", "an antiwar email of nonmembers"),
    ],
)
def test_typography_and_spelling_fold(one: str, other: str) -> None:
    assert split(one).words == split(other).words


SPELLED_OUT = [
    ("It's over", "It is over", ()),
    ("It is over", "It's over", ()),
    ("I'm sorry", "I am sorry", ()),
    ("They don't care", "They do not care", ()),
    ("We've lost everything", "We have lost everything", ()),
    ("He's left us", "He has left us", ()),
    ("The plan's dead", "The plan is dead", ()),
    ("He'd gone home", "He had gone home", ()),
    ("He'd go home", "He would go home", ()),
    ("You can't buy time", "You cannot buy time", ()),
    ("We're ready for war", "We are ready for peace", ("opposite",)),
    ("I trust the police", "I don't trust the police", ("negation",)),
    ("He isn't a liar", "He is a liar", ("negation",)),
]


@pytest.mark.parametrize(("said", "quote", "flags"), SPELLED_OUT)
def test_contractions_are_spelled_out(said: str, quote: str, flags: tuple[str, ...]) -> None:
    found = newsparse.check(quote, articles=make(f"“<d|Jon Dahl|{said}>,” [Jon Dahl] said."))
    assert (found.verdict, found.flags) == ("altered", flags)
    assert flags or found.score == 0.99


@pytest.mark.parametrize(
    ("one", "other"), [("prise", "prize"), ("re-sign", "resign"), ("four", "for"), ("not", "now"), ("$5", "€5")]
)
def test_other_words_do_not_fold(one: str, other: str) -> None:
    assert split(one).words != split(other).words


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("two dozen", [24]),
        ("twenty three and 7", [7, 23]),
        ("2.5m", [2_500_000]),
        ("two hundred fifty", [250]),
        ("no", []),
    ],
)
def test_numbers(words: str, wanted: list[int]) -> None:
    assert numbers(words.split()) == wanted


def test_stems_of_reported_speech() -> None:
    assert stem("will") == stem("would")
    assert stem("I".casefold()) == stem("she")
    assert stem("twenty") == stem("20")


@pytest.mark.parametrize(
    ("asked", "name", "same"),
    [
        ("Obi", "Ada Obi", True),
        ("Mayor Ada Obi", "Ada Obi", True),
        ("Bill Carter", "William Carter", True),
        ("WHO", "World Health Organization", True),
        ("Ben Obi", "Ada Obi", False),
        ("Acme Water", "Acme Water plc", True),
    ],
)
def test_names_of_speakers(asked: str, name: str, same: bool) -> None:
    assert is_one_of(asked, [name]) is same


@given(st.text(), st.text())
def test_any_text_can_be_asked(text: str, other: str) -> None:
    article = make("").from_dict({**make("").to_dict(), "text": text})
    words = split(text)
    assert all(text[start:end] for start, end in zip(words.starts, words.ends, strict=True))
    with checker(articles=article) as ask:
        for quote in (text, other):
            if split(quote, gaps=True).words:
                assert ask(quote, None).verdict in {"absent", "not quoted"}
