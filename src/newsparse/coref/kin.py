"""Whose wife, brother or daughter somebody is, as far as the text tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.mentions import listed
from newsparse.names import gender_of_noun, parse_person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.coref.referents import Referent

__all__ = ["Kin"]

_TURNED = (("spouses", "spouses"), ("siblings", "siblings"), ("parents", "children"), ("children", "parents"))


class Kin:
    """The relations of a text, told one by one."""

    def __init__(self) -> None:
        self._told: list[tuple[Referent, str, Referent]] = []

    def tell(self, owner: Referent, noun: str, bearer: Referent) -> None:
        """`bearer` is the `noun` of `owner`: "Ana's husband, Tom"."""
        self._told.append((owner, noun, bearer))

    def find(self, owner: Referent, noun: str, persons: Iterable[Referent]) -> tuple[Referent | None, str]:
        """Who the `noun` of `owner` is, and how that is known: told, told the other way round, or by a shared name."""
        for told, what, bearer in reversed(self._told):
            if told is owner and what == noun:
                return bearer, "told before"
            if bearer is owner and _turned(noun, what) and _may_be(noun, told):
                return told, f"the owner is the {what}"
        return self._namesake(owner, noun, persons), "the only other one of the family name"

    def _namesake(self, owner: Referent, noun: str, persons: Iterable[Referent]) -> Referent | None:
        names = _families(owner) if any(noun in listed(one) for one, _ in _TURNED) else set()
        others = [each for each in persons if each is not owner and names & _families(each) and _may_be(noun, each)]
        return others[0] if len(others) == 1 and not self._otherwise(owner, noun, others[0]) else None

    def _otherwise(self, owner: Referent, noun: str, bearer: Referent) -> bool:
        """Whether the text tells another relation between two persons."""
        return any({told, other} == {owner, bearer} and what != noun for told, what, other in self._told)


def _turned(noun: str, other: str) -> bool:
    """Whether one relation is the other told from the other side: "wife" and "husband", "son" and "mother"."""
    return any(noun in listed(one) and other in listed(turned) for one, turned in _TURNED)


def _may_be(noun: str, person: Referent) -> bool:
    if not person.is_person or person.plural:
        return False
    return gender_of_noun(noun) in ("", person.gender) or not person.gender


def _families(person: Referent) -> set[str]:
    """The family names of a person, folded; of one who is called "Hauser" or "Mr Hauser" that."""
    if person.entity is None:
        return set()
    first, *others = (parse_person(name) for name in (person.entity.name, *person.entity.aliases))
    return {name.family or name.words[-1] for name in others if name.words} | ({first.family} - {""})
