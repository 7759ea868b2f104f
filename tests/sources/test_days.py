"""Days of publication as feeds, tables and computers write them."""

from __future__ import annotations

import time
from datetime import date, datetime, timezone
from typing import Any

import pytest

from newsparse.sources.days import day_of, day_of_address, find_day

MAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    "value",
    [
        MAY,
        datetime(2024, 5, 1, 23, 30, tzinfo=timezone.utc),
        time.struct_time((2024, 5, 1, 10, 0, 0, 2, 122, 0)),
        "2024-05-01",
        "20240501",
        "2024/05/01",
        "2024-05-01T10:00:00.000Z",
        "2024-05-01 23:59:59+02:00",
        "2024-05-01T00:00:00.000000000",
        "Wed, 01 May 2024 10:00:00 GMT",
        "Wed, 1 May 24 10:00:00 +0200",
        "Wed May 01 10:00:00 +0000 2024",
        "Wed May  1 10:00:00 2024",
        "May 1, 2024",
        "1 May 2024",
        "Wednesday, May 1st, 2024 at 10:00 a.m. ET",
        "01-May-2024",
        "01.05.2024",
        "1. 5. 2024",
        "1. May 2024",
        "2024年5月1日",
        20240501,
        20240501.0,
        1714557600,
        1714557600.5,
        "1714557600",
        1714557600000,
        "1714557600000000000",
    ],
)
def test_forms_of_a_day(value: Any) -> None:
    assert day_of(value) == MAY


@pytest.mark.parametrize(
    "value",
    ["", "soon", "2024-05", "May 2024", "2024", 2024, "03/04/2024", "2024-13-01", "31 Feb 2024", "Spring 2024", True,
     b"2024-05-01", float("inf"), "published on 1 May 2024", [], "1 May 2024 and 2 May 2024"],
)  # fmt: skip
def test_what_names_no_day(value: Any) -> None:
    assert day_of(value) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 May 2023", date(2023, 5, 2)),
        ("Nov. 19, 2019", date(2019, 11, 19)),
        ("2024-02-29", date(2024, 2, 29)),
        ("first seen on 1st of May, 2024", MAY),
        ("18/11/2019", date(2019, 11, 18)),
        ("03/04/2024", None),
        ("Submitted on Wed, 03/04/2024 - 09:15", date(2024, 4, 3)),
        ("Mon., 03/04/2024", date(2024, 3, 4)),
        ("Fri, 03/04/2024", None),
        ("30 February 2024", None),
    ],
)
def test_a_day_in_a_line(text: str, day: date | None) -> None:
    assert find_day(text) == day


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/2024/05/01/storm",
        "https://a.example/2024/may/1/storm",
        "https://a.example/storm-2024-05-01.html",
        "https://a.example/english/20240501/c4f.html",
        "https://a.example/view.php?ud=20240501093000",
    ],
)
def test_the_day_in_an_address(address: str) -> None:
    assert day_of_address(address) == MAY


def test_the_day_may_come_first_where_that_is_plain() -> None:
    assert day_of_address("https://a.example/article/31/05/2024/storm") == date(2024, 5, 31)
    assert day_of_address("https://a.example/article/05/06/2024/storm") is None


@pytest.mark.parametrize(
    "address",
    [None, "", "https://a.example/12024050199", "https://a.example/20240501x", "https://a.example/20991231",
     "https://a.example/19840501", "https://a.example/2024/13/01", "not an address"],
)  # fmt: skip
def test_addresses_without_a_day(address: str | None) -> None:
    assert day_of_address(address) is None
