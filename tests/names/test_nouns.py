"""Nouns for persons and organisations."""

from __future__ import annotations

import pytest

from newsparse.names import is_person_noun, kind_of_organisation
from newsparse.names.nouns import is_one_of_a_people


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
