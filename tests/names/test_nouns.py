"""Nouns for persons and organisations."""

from __future__ import annotations

import pytest

from newsparse.names import fold, is_person_noun, kind_of_organisation
from newsparse.names.nouns import are_apart, is_known_organisation, is_one_of_a_people, offices_in, organisations


@pytest.mark.parametrize("noun", ["dane", "dutchman", "ugandan", "zealander", "republican", "scot"])
def test_one_of_a_people(noun: str) -> None:
    assert is_one_of_a_people(noun)


@pytest.mark.parametrize("noun", ["japanese", "british", "swiss", "french", "dutch", "taliban", "senator"])
def test_a_whole_people_and_other_nouns_are_not_one(noun: str) -> None:
    assert not is_one_of_a_people(noun)


def test_makers_are_companies_or_persons() -> None:
    assert not is_person_noun("drugmaker")
    assert kind_of_organisation("drugmaker")
    assert is_person_noun("filmmaker")
    assert not kind_of_organisation("filmmaker")


@pytest.mark.parametrize(
    ("noun", "called", "apart"),
    [
        ("prosecutor", "judge", True),
        ("mayor", "queen", True),
        ("judge", "plaintiff", True),
        ("prosecutor", "attorney judge", False),
        ("prosecutor", "lawyer", True),
        ("prosecutor", "counsel", False),
        ("attorney", "prosecutor", False),
        ("lawyer", "defender", False),
        ("goalkeeper", "striker", True),
        ("winger", "striker", False),
        ("patient", "surgeon", True),
        ("patient", "surgeon patient", False),
        ("patient", "tailor", False),
        ("officer", "driver", True),
        ("defendant", "driver", False),
        ("judge", "justice", False),
        ("prosecutor", "neighbour", False),
        ("neighbour", "judge", False),
        ("prosecutor", "", False),
    ],
)
def test_who_holds_one_office_is_not_called_by_another(noun: str, called: str, apart: bool) -> None:
    assert are_apart(noun, frozenset(called.split())) == apart


@pytest.mark.parametrize(
    ("role", "offices"),
    [
        ("chief executive of the brewery", {"ceo"}),
        ("chief financial officer", {"cfo"}),
        ("executive chef", set()),
        ("", set()),
    ],
)
def test_offices_of_a_company_by_their_initials(role: str, offices: set[str]) -> None:
    assert offices_in(role) == offices


@pytest.mark.parametrize("name", ["Médiapart", "Larsen & Toubro", "Marks and Spencer"])
def test_known_organisations_however_they_are_written(name: str) -> None:
    assert is_known_organisation(name)


def test_known_organisations_are_folded() -> None:
    assert [name for name in organisations() if fold(name).replace(" & ", " and ") != name] == []
