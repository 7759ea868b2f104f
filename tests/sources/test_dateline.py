"""Datelines, bylines and lines of publication in plain text."""

from __future__ import annotations

from datetime import date

import pytest

from newsparse.sources import read
from newsparse.sources.dateline import names, parse_day

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
    ],
)
def test_datelines(dateline: str) -> None:
    text = f"{dateline} {STORY}"
    reading = read(text)[1]
    assert [text[a:b] for a, b in reading.paragraphs] == [dateline, STORY]


@pytest.mark.parametrize("opening", ["TRUMP: We will.\n\nREPORTER: When?\n\n", "Harbour – a word. ", "He said: "])
def test_no_datelines(opening: str) -> None:
    reading = read(opening + STORY)[1]
    assert not any(decision.rule == "dateline" for decision in reading.decisions)


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("By Tom Adeyemi", ("Tom Adeyemi",), None),
        ("By TOM ADEYEMI and ANN LEE, Staff Writers", ("Tom Adeyemi", "Ann Lee"), None),
        ("By Jane Doe | November 18, 2019", ("Jane Doe",), date(2019, 11, 18)),
        ("Updated 2 May 2023 18:40 GMT", (), date(2023, 5, 2)),
        ("Published: 18 November 2019, 10:14 pm", (), date(2019, 11, 18)),
        ("Published 3/4/2024", (), None),
    ],
)
def test_credits_are_read_and_left_out(line: str, authors: tuple[str, ...], day: date | None) -> None:
    text = f"{line}\n\n{STORY}"
    reading = read(text)[1]
    assert [text[a:b] for a, b in reading.kept] == [STORY]
    assert reading.authors == authors
    assert reading.published == day
    assert any("taken from" in warning for warning in reading.warnings) == (day is not None)


def test_a_headline_with_by_is_no_byline() -> None:
    assert len(read(f"By the time it was over\n\n{STORY}")[1].kept) == 2


def test_what_was_given_goes_before_the_text() -> None:
    reading = read(f"Updated 2 May 2023\n\n{STORY}", published="2023-05-01")[1]
    assert reading.published == date(2023, 5, 1)
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 May 2023", date(2023, 5, 2)),
        ("Nov. 19, 2019", date(2019, 11, 19)),
        ("2024-02-29", date(2024, 2, 29)),
        ("18/11/2019", date(2019, 11, 18)),
        ("03/04/2024", None),
        ("30 February 2024", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_names_leave_agencies_and_roles_out() -> None:
    assert names("Ida Falk, The Associated Press and Jan de Wit, Senior Editor") == ("Ida Falk", "Jan de Wit")
