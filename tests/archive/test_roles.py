"""Roles: which are one, which are none, and their fields of public life."""

from __future__ import annotations

import pytest

from newsparse.archive.link.roles import fields_of, offices, role_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sen.", "Senator"),
        ("the former Gov.", "governor"),
        ("PM", "the prime minister"),
        ("Jordanian Foreign Minister", "Jordan's foreign minister"),
        ("CEO of Acme", "chief executive of Acme"),
    ],
)
def test_one_role(one: str, other: str) -> None:
    assert role_words(one) == role_words(other) != frozenset()


def test_what_is_no_office() -> None:
    told = ["Sir", "his brother", "Dr.", "mother of the boy", "a friend", "her predecessor", "mother superior", "Capt."]
    assert offices(told) == ["mother superior", "Capt."]
    assert not role_words("the boy's mother")


FIELDS = {
    "politics": "Sen.|Gov.|Rep.|Cllr|PM|Council leader|leader of the opposition|European commissioner|home secretary",
    "police": "Sgt.|police chief|fire captain|Police commissioner|spokeswoman for the police|police officer|inspector",
    "military": "army captain|Lt. Gen.|major|naval commander|army spokesman",
    "sport": "England captain|captain of Enugu Rovers|manager of Leeds|president of the football club|head coach",
    "business": "chief executive of Acme|bank manager|president of Acme Ltd|chairman of Acme|general manager",
    "science": "Prof.|chief scientist|principal investigator|PhD candidate",
    "medicine": "Dr|chief medical officer|surgeon general|nurse of 18 years",
    "press": "director general of the BBC|editor|newspaper owner",
    "religion": "Rev.|church minister|bishop of Lund",
    "school": "school inspector|deputy head teacher|chancellor of the university|principal",
    "law": "attorney general|judge",
    "arts": "film director|bassoon player|museum director",
    "": "Captain|Capt.|captain of the ferry|union's regional secretary|president of the weavers' union|mother|director",
}
MORE = {
    "politics": "president of Ghana|deputy mayor of Jos|spokesman for the government|Jos County commissioner",
    "": "the agency's chief inspector|private secretary|spokeswoman|manager of the Herons|founder of the charity",
}


@pytest.mark.parametrize(("field", "roles"), [*FIELDS.items(), *MORE.items()])
def test_fields(field: str, roles: str) -> None:
    wanted = frozenset(filter(None, [field]))
    assert {role: fields_of([role]) for role in roles.split("|")} == dict.fromkeys(roles.split("|"), wanted)


def test_title_beside_a_trade() -> None:
    assert fields_of(["Dr", "mayor of Jos"]) == {"politics"}
