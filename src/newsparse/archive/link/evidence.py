"""The evidence for and against two being one person: each piece a reason and a weight, as logarithms of odds."""

from __future__ import annotations

import json
from itertools import filterfalse
from typing import TYPE_CHECKING

from newsparse.archive.link.profile import Profile
from newsparse.archive.link.roles import fields_of, near_fields, role_words
from newsparse.entities.geography import country_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.archive.link.node import Node
    from newsparse.archive.link.rarity import Rarity
    from newsparse.archive.link.roles import Role

__all__ = ["Piece", "at_odds", "compare", "total", "written"]

Piece = tuple[str, float]

_OFFICE, _TITLE, _OFFICE_WORD, _BODY, _FIELD, _WORD = 4.0, 2.5, 1.5, 1.5, 1.0, 0.5
_OTHER_FIELD, _OTHER_ROLE, _AT_ONCE = -7.0, -1.5, -5.0
_OTHER_GENDER = -6.0
_AGE, _OTHER_AGE = 2.0, -6.0
_YEAR_OF_AGE, _YEARS_OF_ERROR = (
    1,
    3,
)  # years of birth by an age: so far apart they are one, farther than so they are two
_SHARED = {"organisations": (2.0, 5.0), "people": (2.0, 4.5), "places": (1.0, 2.0)}
_ELSEWHERE, _LOCAL, _TOGETHER = -2.5, 0.55, 0.3
_COMPANY = 5.0  # for all of these together: who lives in a town meets its people and its institutions
_ODDS = -1.5
_FEW = 5  # roles: who is called by more is called many things at one time
_NOWHERE = "no town and no organisation in common"


def total(pieces: Iterable[Piece]) -> float:
    """The sum of the weights."""
    return sum(weight for _, weight in pieces)


def written(pieces: Sequence[Piece]) -> tuple[float, str]:
    """The evidence as tables have it: the sum, and the pieces as JSON."""
    return round(total(pieces), 3), json.dumps(pieces, ensure_ascii=False)


def at_odds(pieces: Iterable[Piece]) -> bool:
    """Whether something speaks against it, which is more than that nothing speaks for it."""
    return any(weight <= _ODDS and why != _NOWHERE for why, weight in pieces)


def compare(node: Node | Profile, profile: Profile, rarity: Rarity, rare: float = 0.0) -> list[Piece]:
    """The evidence besides the names that they are one person.

    `rare` is what their name tells by itself: it makes up for little in common, not for roles or genders at odds, nor
    for other roles in other company.
    """
    pieces = _roles(node, profile)
    other_roles = bool(pieces) and pieces[0][1] < _OFFICE_WORD
    if len({node.gender, profile.gender} - {None}) == 2:
        pieces.append(("another gender", _OTHER_GENDER))
    if node.born and profile.born:
        pieces += _ages(abs(node.born - profile.born))
    contexts = _contexts(node, profile, rarity)
    if other_roles and any(why == _NOWHERE for why, _ in contexts):
        contexts = [(f"{why}, and other roles" if why == _NOWHERE else why, weight) for why, weight in contexts]
    elif rare > 0 and all(weight >= 0 for _, weight in pieces):
        pieces.append(("a rare name", round(rare, 3)))
    return pieces + contexts


def _ages(years: int) -> list[Piece]:
    if years <= _YEAR_OF_AGE:
        return [("the same age", _AGE)]
    return [("another age", _OTHER_AGE)] if years > _YEARS_OF_ERROR else []


def _roles(node: Node | Profile, profile: Profile) -> list[Piece]:
    mine, theirs = frozenset(filter(None, map(role_words, node.roles))), profile.role_sets
    if not mine or not theirs:
        return []
    own = (*node.places, *profile.places, *node.organisations, *profile.organisations)
    where = frozenset(word for name in own for word in role_words(name))  # what tells one of them from another
    best = max(_alike(one, other, where) for one in mine for other in theirs)
    if best >= _OFFICE:
        return [(f"the same role: {_shown(node.roles)}", best)]
    here, there = (where.intersection(*[frozenset().union(*some)]) for some in (mine, theirs))
    elsewhere = bool(here and there and not here & there)
    both = f"{_shown(node.roles)} / {_shown(profile.roles)}"
    body = _body(node, profile, mine, theirs)
    pieces = [(f"roles in one body: {body}", max(best, _BODY)) if body else _kind_of_work(node, profile, best, both)]
    few = max(len(mine), len(theirs)) <= _FEW
    if few and (elsewhere or pieces[0][1] < 0) and _at_once(node, profile):
        pieces.append((f"other roles at one time: {both}", _AT_ONCE))
    return pieces


def _body(node: Node | Profile, profile: Profile, mine: Iterable[Role], theirs: Iterable[Role]) -> str | None:
    """The organisation that a role of each names: who changes the post in it stays one."""
    shared = sorted({*node.organisations} & {*profile.organisations})
    named = ((name, role_words(name)) for name in shared)
    sides = (tuple(mine), tuple(theirs))
    return next(
        (name for name, words in named if words and all(any(words <= role for role in side) for side in sides)), None
    )


def _kind_of_work(node: Node | Profile, profile: Profile, best: float, both: str) -> Piece:
    fields, others = fields_of(node.roles), profile.fields
    if fields & others:
        return f"roles of one field: {', '.join(sorted(fields & others))}", max(best, _FIELD)
    far = fields and others and not any(frozenset((a, b)) in near_fields() for a in fields for b in others)
    if best > (_WORD if far else 0.0):
        return f"roles with a word in common: {_shown(node.roles)}", best
    if far:
        return f"roles of other fields: {both}", _OTHER_FIELD
    return f"other roles: {both}", _OTHER_ROLE


def _at_once(node: Node | Profile, profile: Profile) -> bool:
    """Whether the roles of one were told between those of the other: who leaves an office does not take it up again."""
    mine, theirs = _held(node), _held(profile)
    return mine is not None and theirs is not None and mine[0] <= theirs[1] and theirs[0] <= mine[1]


def _held(node: Node | Profile) -> tuple[str, str] | None:
    """The first and the last day on which a role was told; None where no day is known."""
    if not isinstance(node, Profile):
        return (node.day, node.day) if node.day else None
    spans = [days for days in node.days.values() if days[0]]
    return (min(str(first) for first, _ in spans), max(str(last) for _, last in spans)) if spans else None


def _alike(one: Role, other: Role, where: frozenset[str]) -> float:
    """What two roles have in common: most words of the shorter, if two or more; or what somebody is, places apart."""
    shared = one & other
    least = min(len(one), len(other))
    two_bodies = (one - other) & where and (other - one) & where  # of Grendel Steel, of Belcor Steel
    if len(shared) >= 2 and len(shared) >= 0.75 * least and not two_bodies:
        return _OFFICE
    told = shared - where
    if told and one == other:
        return _TITLE
    if told and len(shared) == least:
        return _OFFICE_WORD
    return _WORD if told else 0.0


def _shown(roles: Iterable[str]) -> str:
    return ", ".join(list(roles)[:2])


def _contexts(node: Node | Profile, profile: Profile, rarity: Rarity) -> list[Piece]:
    pieces: list[Piece] = []
    left = _COMPANY
    for kind, (each, most) in _SHARED.items():
        mine, theirs = ({*getattr(each, kind)} for each in (node, profile))
        shared = sorted(filterfalse(country_key, mine & theirs), key=lambda name: (rarity.articles(name), name))
        weight = min(left, most, sum(each * rarity.weight(name) for name in shared))
        left -= weight
        if shared:
            pieces.append((f"{kind} in common: {', '.join(shared[:3])}", round(weight, 3)))
    if _elsewhere(node, profile, rarity):
        pieces.append((_NOWHERE, _ELSEWHERE))
    if not {*node.countries}.isdisjoint(profile.countries):
        pieces.append(("a country in common", 0.5))
    return pieces


def _elsewhere(node: Node | Profile, profile: Profile, rarity: Rarity) -> bool:
    """Whether both have towns or organisations, and share none, nor anybody, but what most of the archive names."""
    mine, theirs = ({*filterfalse(country_key, (*each.places, *each.organisations))} for each in (node, profile))
    local = [{name for name in some if rarity.weight(name) >= _LOCAL} for some in (mine, theirs)]
    shared = {*node.organisations} & {*profile.organisations}
    near = any(rarity.weight(name) >= _TOGETHER for name in shared)
    return bool(local[0] and local[1] and not local[0] & local[1] and not near)
