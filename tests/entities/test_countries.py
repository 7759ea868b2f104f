"""The country of a place: who bears the name, and what the text speaks of."""

from __future__ import annotations

from collections import Counter

import pytest

from newsparse.entities.countries import Question, bearers_of, chances, told_by
from newsparse.entities.geography import lookup


@pytest.mark.parametrize(
    ("name", "spoken", "country"),
    [
        ("Kwale County", {"KE": 2}, "KE"),
        ("Georgia", {}, None),
        ("Georgia", {"AM": 1, "GE": 2}, "GE"),
        ("Tumbarumba Creek", {"AU": 3, "NZ": 1}, "AU"),
        ("Tumbarumba Creek", {"AU": 3, "NZ": 3}, None),
        ("Hull", {"GB": 1}, "GB"),
        ("Port of Mombasa", {}, "KE"),
        ("Black Sea", {"TR": 9}, None),
        ("Southern Africa", {"ZM": 9}, None),
        ("Charleville", {"IE": 3}, "IE"),
        ("Charleville", {"AU": 3}, "AU"),
    ],
)
def test_answers(name: str, spoken: dict[str, int], country: str | None) -> None:
    assert Question(bearers_of(name, building=False), spoken=Counter(spoken)).answer() == country


def test_a_building_lies_somewhere_whatever_its_words() -> None:
    spoken = Counter({"PE": 4})
    answers = [Question(bearers_of("Pacific Arcade", building=each), spoken=spoken).answer() for each in (True, False)]
    assert answers == ["PE", None]


def test_chances_leave_the_rest_to_none() -> None:
    found = chances(Question(bearers_of("Oslo", building=False), spoken=Counter({"SE": 1})))
    assert found["NO"] > 0.9
    assert sum(found.values()) < 1


def test_organisations_tell_by_a_part_of_their_names() -> None:
    assert told_by(["Bank of Ghana", "Orange"]).most_common(1)[0][0] == "GH"
    assert set(told_by(["Orange"])) == set()


@pytest.mark.parametrize(
    ("name", "code"), [("Zaporizhzhia", "UA"), ("Kherson", "UA"), ("Raqqa", "SY"), ("Hargeisa", "SO"), ("Homel", "BY")]
)
def test_cities_as_newspapers_write_them(name: str, code: str) -> None:
    place = lookup(name)
    assert place.codes == (code,)
    assert place.is_well_known
