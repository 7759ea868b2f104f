"""Which place of the gazetteer a group of mentions means, among all that bear the name.

In this order: the country that the group was given; the state or province that the text tells beside the name
("Camden, NJ", "London, Ontario"); states, provinces and places of the rest of the text that lie near; people.
"""

from __future__ import annotations

from math import asin, cos, exp, inf, log10, radians, sin, sqrt
from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import country_spot, people_of, weighed
from newsparse.entities.geography import country_key, is_tract, lookup, state
from newsparse.entities.named import SIDES
from newsparse.names import fold, one_line, strip_possessive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsparse.entities.gazetteer import Region, Spot
    from newsparse.entities.named import Group, Named

__all__ = ["forms", "kilometres", "locate"]

_EARTH = 6371.0
"""Kilometres from the middle of the Earth."""
_WEIGHT = {"country": 8.0, "region": 6.5, "district": 4.5}
"""What a place that is no city weighs: the decimal logarithm of people whom it stands for."""
_UNCOUNTED = 2.5
_REGION_NAMED = 1.0
_NEAR, _NEAR_KILOMETRES = 2.0, 100.0
"""What a place next door adds, and how far its effect falls to a third."""
_BESIDE = 25
"""How many places before and after a place, by first mention, are asked whether they lie near it."""
_ITS_CITY = 20_000
"""People of a city that its region's name means first: "New York", "Puntarenas"."""
_BEFORE = ("city of ", "greater ", "town of ", "village of ", "downtown ")
_AFTER = (" city", " town", " township", " village", " municipality")

Choice = tuple["Spot", float]
"""A place that may be meant, and what its name and people weigh."""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two places given by latitude and longitude in degrees, over the globe."""
    south, north = radians(one[0]), radians(other[0])
    across, along = (north - south) / 2, radians(other[1] - one[1]) / 2
    return 2 * _EARTH * asin(min(1.0, sqrt(sin(across) ** 2 + cos(south) * cos(north) * sin(along) ** 2)))


def locate(named: Sequence[Named], groups: Sequence[Group], told: Mapping[int, frozenset[Region]]) -> None:
    """Give each group whose country is known its `spot`, where the gazetteer has one.

    `told` is in which regions the text says that mentions lie, each by the mention after it.
    """
    qualifiers = {i + 1 for i in told}
    choices = [_choices(group, named, told, qualifiers) for group in groups]
    regions: set[Region] = set().union(*told.values())
    regions |= {found[0][0].region for found in choices if found and found[0][0].kind == "region"}
    first = [_best(found, regions, ()) for found in choices]
    for i, (group, found) in enumerate(zip(groups, choices, strict=True)):
        beside = (*first[max(0, i - _BESIDE) : i], *first[i + 1 : i + 1 + _BESIDE])
        group.spot = _best(found, regions, beside)


def _choices(
    group: Group, named: Sequence[Named], told: Mapping[int, frozenset[Region]], qualifiers: set[int]
) -> list[Choice]:
    """The places that a group may mean: the country itself, else those in the regions that the text tells."""
    members = [named[i] for i in group.members]
    if group.country is None or {member.label for member in members} == {"FAC"}:
        return []
    if any(country_key(member.text) for member in members):
        spot = country_spot(group.country)
        return [(spot, 0.0)] if spot else []
    found = _bearers(members, group.country)
    within: set[Region] = set().union(*(told.get(i, ()) for i in group.members))
    if within:
        return [choice for choice in found.items() if choice[0].lies_in(within)]
    wanted = _reading(list(found), qualifies=not qualifiers.isdisjoint(group.members), text=members[0].text)
    return [(spot, found[spot]) for spot in wanted]


def _bearers(members: Sequence[Named], country: str) -> dict[Spot, float]:
    """The places of a country that bear one of the names, with what they weigh; first those of the name as written."""
    found: dict[Spot, float] = {}
    for form, of_part in dict.fromkeys(form for member in members for form in forms(member.text)):
        for spot, less in weighed(form):
            if spot.country == country and (not of_part or spot.kind in ("region", "district")):
                found.setdefault(spot, _weight(spot) + less)
    return found


def forms(text: str) -> Iterator[tuple[str, bool]]:
    """A name as the gazetteer may have it, then without words beside it; and whether these make it a region's."""
    name = state(text) or one_line(strip_possessive(text))
    folded = fold(name).removeprefix("the ")
    yield name, False
    yield from ((form, False) for form in _without_beside(folded))
    yield from ((form, True) for form in _without_kind(folded))


def _without_beside(folded: str) -> Iterator[str]:
    """A name without a side or a word for a town: "leeds" of "north leeds", "winslow" of "winslow township"."""
    first, _, rest = folded.partition(" ")
    if rest and first in SIDES:
        yield rest
    yield from (folded.removeprefix(words) for words in _BEFORE if folded.startswith(words))
    yield from (folded.removesuffix(words) for words in _AFTER if folded.endswith(words))


def _without_kind(folded: str) -> Iterator[str]:
    """A name without the word for a part of a country: "kent" of "county of kent" and "kent county"."""
    before, _, last = folded.rpartition(" ")
    first, _, after = folded.partition(" of ")
    yield from (name for name, kind in ((before, last), (after, first)) if name and is_tract(kind))


def _reading(spots: list[Spot], *, qualifies: bool, text: str) -> list[Spot]:
    """A region or a city of its name: the region where it says in which a place lies, else the city in it."""
    regions = [spot for spot in spots if spot.kind == "region"]
    cities = {spot.region for spot in spots if _is_large_city(spot)}
    if not regions or not cities:
        return spots
    if qualifies:
        return regions
    is_city = any(spot.region in cities for spot in regions) or lookup(text).kind == "capital"
    return [spot for spot in spots if not (is_city and spot.kind == "region")]


def _is_large_city(spot: Spot) -> bool:
    """Whether a place is a city of so many people that its region's name may mean it."""
    return spot.kind == "city" and people_of(spot) >= _ITS_CITY


def _weight(spot: Spot) -> float:
    if spot.kind != "city":
        return _WEIGHT[spot.kind]
    return log10(spot.population) if spot.population else _UNCOUNTED


def _best(choices: Sequence[Choice], regions: set[Region], around: Iterable[Spot | None]) -> Spot | None:
    """The place with the most evidence; of equals the first. Countries `around` are nowhere near."""
    if len(choices) < 2:
        return choices[0][0] if choices else None
    near = [(spot.latitude, spot.longitude) for spot in around if spot is not None and spot.kind != "country"]

    def evidence(choice: Choice) -> float:
        spot, weight = choice
        named = spot.kind == "city" and spot.region in regions
        return weight + _closeness((spot.latitude, spot.longitude), near) + _REGION_NAMED * named

    return max(choices, key=evidence)[0]


def _closeness(at: tuple[float, float], near: Sequence[tuple[float, float]]) -> float:
    """What the nearest of the places around adds."""
    nearest = min((kilometres(at, other) for other in near), default=inf)
    return _NEAR * exp(-nearest / _NEAR_KILOMETRES)
