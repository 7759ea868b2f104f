"""Datelines, bylines and lines of publication in plain text."""

from __future__ import annotations

from datetime import date

import pytest

from newsparse.sources import read
from newsparse.sources.dateline import names

STORY = (
    "The officials in the capital said on Tuesday that the dam would hold, whatever the weather may bring this week."
)


@pytest.mark.parametrize(
    "dateline",
    [
        "NEW YORK (Wire) -",
        "HAYWARD, Calif. (WR) —",
        "BERLIN --",
        "PARIS:",
        "WASHINGTON, D.C. —",
        "NAIROBI, Aug 9 (Agency) —",
        "Nairobi, 9 August 2023 (Agency) -",
        "Lagos, Nigeria –",
        "LONDON (AP) -",
        "PARIS/BERLIN, May 3 —",
        "SÃO PAULO —",
        "ŁÓDŹ, Poland —",
        "Kyiv, Ukraine (AP) —",
        "(Agency) NAIROBI —",
        "NAIROBI (Agency), Aug 9 —",
        "ADDIS ABABA, Ethiopia, 9 August 2023 /Agency/ --",
        "ISLAMABAD, (Agency News - 9th Aug, 2023)",
        "MOSCOW, August 9. /WIRE/.",
        "ON BOARD A COAST GUARD SHIP (AP) —",
        "Nairobi [Kenya], August 9 (WIRE):",
        "NEW DELHI, Aug 9 (WIRE)",
        "Nairobi – 9 August 2023 –",
        "Salalah:",
    ],
)
def test_datelines(dateline: str) -> None:
    text = f"{dateline} {STORY}"
    reading = read(text)[1]
    assert [text[a:b] for a, b in reading.paragraphs] == [dateline, STORY]


@pytest.mark.parametrize(
    "opening",
    [
        "TRUMP: We will.\n\nREPORTER: When?\n\n",
        "Harbour – a word. ",
        "He said: ",
        "Title – ",
        "Floods in the south – ",
        "Tom Adeyemi – ",
        "UPDATE: ",
        "ANALYSIS — ",
        "Opinion: ",
        "Revealed: ",
        "Marta: ",
        "Okonjo: We will.\n\nHost: When?\n\n",
    ],
)
def test_no_datelines(opening: str) -> None:
    reading = read(opening + STORY)[1]
    assert not any(decision.rule == "dateline" for decision in reading.decisions)


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("By Tom Adeyemi", ("Tom Adeyemi",), None),
        ("By Élise Ødegård and Łukasz Žák", ("Élise Ødegård", "Łukasz Žák"), None),
        ("Words and pictures by Åsa Lie", ("Åsa Lie",), None),
        ("By TOM ADEYEMI and ANN LEE, Staff Writers", ("Tom Adeyemi", "Ann Lee"), None),
        ("By Jane Doe | November 18, 2019", ("Jane Doe",), date(2019, 11, 18)),
        ("Updated 2 May 2023 18:40 GMT", (), date(2023, 5, 2)),
        ("Published: 18 November 2019, 10:14 pm", (), date(2019, 11, 18)),
        ("Published 3/4/2024", (), None),
        ("By Tom Adeyemi and Ana Ruiz", ("Tom Adeyemi", "Ana Ruiz"), None),
        ("By Dr. Tom Adeyemi for The Courier", ("Tom Adeyemi",), None),
        ("Text by Tom Adeyemi, photos by Ana Ruiz", ("Tom Adeyemi", "Ana Ruiz"), None),
        ("Posted by Tom Adeyemi on May 2, 2023", ("Tom Adeyemi",), date(2023, 5, 2)),
        ("Updated: 6:40 p.m. ET May 2, 2023", (), date(2023, 5, 2)),
        ("First published on Tue 2 May 2023 18.40 BST", (), date(2023, 5, 2)),
        ("2023/05/02", (), date(2023, 5, 2)),
        ("May 2, 2023 / 6:40 PM EDT / Lakeside News", (), date(2023, 5, 2)),
        ("Tue, May 2, 2023 at 6:40 PM GMT+2", (), date(2023, 5, 2)),
        ("Issued on: 13/05/2023 - 18:40", (), date(2023, 5, 13)),
        ("Published - May 02, 2023 11:41 pm IST - NAIROBI", (), date(2023, 5, 2)),
        ("By Tom Adeyemi tom@courier.example", ("Tom Adeyemi",), None),
        ("By Tom Adeyemi @tomadeyemi", ("Tom Adeyemi",), None),
        ("*By Tom Adeyemi*", ("Tom Adeyemi",), None),
        ("By Tom Adeyemi • Published May 2, 2023", ("Tom Adeyemi",), date(2023, 5, 2)),
        ("By our correspondent", (), None),
        ("By Agency Staff", (), None),
    ],
)
def test_credits_are_read_and_left_out(line: str, authors: tuple[str, ...], day: date | None) -> None:
    text = f"{line}\n\n{STORY}"
    reading = read(text)[1]
    assert [text[a:b] for a, b in reading.kept] == [STORY]
    assert reading.authors == authors
    assert reading.published == day
    assert any("taken from" in warning for warning in reading.warnings) == (day is not None)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Tom Adeyemi", ("Tom Adeyemi",)),
        ("TOM ADEYEMI", ("Tom Adeyemi",)),
        ("Tom Adeyemi and Ana Ruiz", ("Tom Adeyemi", "Ana Ruiz")),
        ("Tom Adeyemi in Nairobi", ("Tom Adeyemi",)),
        ("Ana Ruiz, Political Editor", ("Ana Ruiz",)),
        ("North Korea", ()),
        ("Global Warming", ()),
        ("Tom Adeyemi has won.", ()),
    ],
)
def test_a_name_between_headline_and_story_is_a_byline(line: str, authors: tuple[str, ...]) -> None:
    text = f"The dam will hold, officials say\n\n{line}\n\n{STORY}\n\nNobody believed it, and many left on Monday."
    reading = read(text)[1]
    assert reading.authors == authors
    assert (line in [text[a:b] for a, b in reading.kept]) == (not authors)


def test_a_byline_may_stand_among_what_is_left_out() -> None:
    above = ["Home", "Sport", "Subscribe", "The dam will hold, officials say", "Tom Adeyemi", "Lakeside News", "Share"]
    text = "\n\n".join([*above, STORY, "Nobody believed it, and many left on Monday.", "Follow us on Facebook"])
    reading = read(text)[1]
    assert reading.authors == ("Tom Adeyemi",)
    assert "Tom Adeyemi" not in [text[a:b] for a, b in reading.kept]


def test_a_name_that_is_the_headline_is_no_byline() -> None:
    reading = read(f"Tom Adeyemi\n\n{STORY}")[1]
    assert reading.authors == ()
    assert len(reading.kept) == 2


def test_a_dateline_without_a_year_gives_no_day_of_publication() -> None:
    text = f"NAIROBI, Aug 9 (Agency) — {STORY}"
    assert read(text)[1].published is None
    assert read(text, published="2023-08-10")[1].published == date(2023, 8, 10)


def test_a_full_day_in_the_dateline_is_that_of_publication() -> None:
    reading = read(f"NAIROBI, 9 August 2023 (Agency) — {STORY}")[1]
    assert reading.published == date(2023, 8, 9)
    assert reading.warnings == ("published is 2023-08-09, taken from the dateline of the text",)


def test_a_headline_with_by_is_no_byline() -> None:
    assert len(read(f"By the time it was over\n\n{STORY}")[1].kept) == 2


def test_what_was_given_goes_before_the_text() -> None:
    reading = read(f"Updated 2 May 2023\n\n{STORY}", published="2023-05-01")[1]
    assert reading.published == date(2023, 5, 1)
    assert reading.warnings == ()


def test_names_leave_agencies_and_roles_out() -> None:
    assert names("Ida Falk, The Associated Press and Jan de Wit, Senior Editor") == ("Ida Falk", "Jan de Wit")
