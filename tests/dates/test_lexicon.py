"""Words, numbers and holidays."""

from __future__ import annotations

from datetime import date

import pytest

from newsparse.dates import holidays, lexicon
from newsparse.dates.period import Period, move, narrow


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-one", 21),
        ("a hundred and five", 105),
        ("1,500", 1500),
        ("2.5", 2.5),
        ("two thousand", 2000),
        ("fish", None),
    ],
)
def test_number(text: str, value: float | None) -> None:
    assert lexicon.number(text) == value


@pytest.mark.parametrize(("text", "value"), [("3rd", 3), ("twenty first", 21), ("third", 3), ("ird", None)])
def test_ordinal(text: str, value: int | None) -> None:
    assert lexicon.ordinal(text) == value


def test_every_holiday_has_a_day() -> None:
    for name, entry in holidays.names().items():
        countries = [None, *entry.local]
        days = [holidays.holiday_days(name, 2025, country) for country in countries]
        assert any(days), name
        assert all(days[1:]), name


@pytest.mark.parametrize(
    ("name", "country", "day"),
    [
        ("mother's day", "GB", date(2025, 3, 30)),
        ("mother's day", None, date(2025, 5, 11)),
        ("thanksgiving", "CA", date(2025, 10, 13)),
        ("independence day", "IN", date(2025, 8, 15)),
        ("labour day", "NZ", date(2025, 10, 27)),
        ("father's day", "DE", date(2025, 5, 29)),
    ],
)
def test_holidays_of_a_country(name: str, country: str | None, day: date) -> None:
    assert holidays.holiday_days(name, 2025, country) == (day, day)


def test_a_holiday_that_a_country_does_not_keep() -> None:
    assert holidays.holiday_days("independence day", 2025, "DK") is None
    assert holidays.holiday_days("republic day", 2025) is None


@pytest.mark.parametrize(
    ("name", "year", "first"),
    [
        ("thanksgiving", 2024, date(2024, 11, 28)),
        ("memorial day", 2025, date(2025, 5, 26)),
        ("good friday", 2024, date(2024, 3, 29)),
        ("election day", 2024, date(2024, 11, 5)),
        ("hanukkah", 2024, date(2024, 12, 26)),
        ("chinese new year", 2023, date(2023, 1, 22)),
        ("eid al-fitr", 2024, date(2024, 4, 10)),
    ],
)
def test_holidays(name: str, year: int, first: date) -> None:
    found = holidays.holiday_days(name, year)
    assert found is not None
    assert found[0] == first


@pytest.mark.parametrize(
    ("unit", "value", "first", "last"),
    [
        ("week", "2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        ("weekend", "2025-W01-WE", date(2025, 1, 4), date(2025, 1, 5)),
        ("month", "2025-01", date(2025, 1, 1), date(2025, 1, 31)),
        ("quarter", "2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("half", "2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("season", "2024-WI", date(2024, 12, 1), date(2025, 2, 28)),
        ("year", "2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("decade", "202", date(2020, 1, 1), date(2029, 12, 31)),
        ("century", "20", date(2000, 1, 1), date(2099, 12, 31)),
    ],
)
def test_period(unit: str, value: str, first: date, last: date) -> None:
    period = Period.of(unit, date(2025, 1, 3))
    assert (period.value, period.first, period.last) == (value, first, last)


def test_narrow() -> None:
    assert narrow(Period.of("month", date(2024, 2, 5)), "END") == (date(2024, 2, 21), date(2024, 2, 29))
    assert narrow(Period.of("year", date(2024, 2, 5)), "START") == (date(2024, 1, 1), date(2024, 4, 30))


def test_a_form_is_found_as_it_stands_in_a_text() -> None:
    assert lexicon.key("parts", "Daylight\nhours") == "DT"
    assert lexicon.key("units", "MINUTES") == "minute"


@pytest.mark.parametrize(("unit", "count", "days"), [("hour", 50, 2), ("hour", -23, 0), ("minute", -1441, -1)])
def test_units_of_the_clock_move_whole_days(unit: str, count: float, days: int) -> None:
    assert move(date(2024, 3, 10), unit, count) == date(2024, 3, 10 + days)
