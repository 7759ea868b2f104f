"""Names of months and weekdays."""

from __future__ import annotations

import re

import pytest

from newsparse.text.calendar import MONTH, MONTHS, WEEKDAY, WEEKDAYS, month


@pytest.mark.parametrize(("name", "number"), [("Sept.", 9), ("MARCH", 3), ("may", 5), ("Octo", None), ("", None)])
def test_the_number_of_a_month(name: str, number: int | None) -> None:
    assert month(name) == number


def test_every_form_is_read_whole() -> None:
    for pattern, names in ((MONTH, MONTHS), (WEEKDAY, WEEKDAYS)):
        assert all(re.fullmatch(pattern, name.title(), re.I) for name in names)
    assert set(MONTHS.values()) == set(range(1, 13))
    assert set(WEEKDAYS.values()) == set(range(1, 8))
