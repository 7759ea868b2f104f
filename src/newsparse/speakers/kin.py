"""Whose wife, brother or daughter somebody is, as far as the text tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import gender_of_noun, parse_person
from newsparse.speakers.cast import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.speakers.cast import Referent

__all__ = ["Kin"]

_SPOUSES = frozenset({"wife", "husband", "spouse"})
_SIBLINGS = frozenset({"brother", "sister", "sibling", "twin"})
_PARENTS = frozenset({"dad", "father", "mom", "mother", "mum", "parent"})
_CHILDREN = frozenset({"child", "daughter", "son"})
_INVERSE = ((_SPOUSES, _SPOUSES), (_SIBLINGS, _SIBLINGS), (_PARENTS, _CHILDREN), (_CHILDREN, _PARENTS))
_OF_ONE_NAME = _SPOUSES | _SIBLINGS | _PARENTS | _CHILDREN


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
        for told, what, bearer in reversed(self._told):
            turned = any(noun in one and what in other for one, other in _INVERSE)
            if turned and bearer is owner and _may_be(noun, told):
                return told, f"{owner.entity.name if owner.entity else 'who'} is the {what}"
        if noun in _SIBLINGS:
            others = self._siblings(owner, noun)
            if len(others) == 1:
                return others[0], "the other child of the same parent"
        return self._namesake(owner, noun, persons)

    def _siblings(self, owner: Referent, noun: str) -> list[Referent]:
        parents = [o for o, what, b in self._told if b is owner and what in _CHILDREN]
        parents += [b for o, what, b in self._told if o is owner and what in _PARENTS]
        children = [b for o, what, b in self._told if what in _CHILDREN and any(o is p for p in parents)]
        return list(dict.fromkeys(b for b in children if b is not owner and _may_be(noun, b)))

    def _namesake(self, owner: Referent, noun: str, persons: Iterable[Referent]) -> tuple[Referent | None, str]:
        names = _families(owner)
        if noun not in _OF_ONE_NAME:
            return None, ""
        found = [
            p
            for p in persons
            if p is not owner and names & _families(p) and _may_be(noun, p) and not self._otherwise(owner, noun, p)
        ]
        return (found[0], "the only other one of the family name") if len(found) == 1 else (None, "")

    def _otherwise(self, owner: Referent, noun: str, bearer: Referent) -> bool:
        """Whether the text tells another relation between two persons."""
        return any({told, b} == {owner, bearer} and what != noun for told, what, b in self._told)


def _may_be(noun: str, person: Referent) -> bool:
    gender = gender_of_noun(noun)
    return person.kind == PERSON and not person.plural and (not gender or not person.gender or person.gender == gender)


def _families(person: Referent) -> set[str]:
    """The family names of a person, folded; of one who is called "Hauser" or "Mr Hauser" that."""
    if person.entity is None:
        return set()
    first, *others = (parse_person(name) for name in (person.entity.name, *person.entity.aliases))
    return {name.family or name.words[-1] for name in others if name.words} | ({first.family} - {""})
