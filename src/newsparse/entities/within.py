"""In which country and region a text itself says that a place is: "Paris, Texas", "Delhi's Saket", "X, a port in Y"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import candidates, region_by_letters, weighed
from newsparse.entities.geography import country_key, known_codes, lookup, postal, state
from newsparse.entities.named import SIDES, lists
from newsparse.entities.signs import is_listed
from newsparse.text.beside import apposition_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.entities.gazetteer import Region, Spot
    from newsparse.entities.geography import Place
    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["Within", "within"]

_COUNTRIES = ("country", "region", "sole", "spelling", "unsure")
_CITIES = ("capital", "city")


@dataclass(frozen=True, slots=True)
class Within:
    """The countries and the first-level regions of them in one of which a place is said to be; none: not said."""

    codes: tuple[str, ...] = ()
    regions: frozenset[Region] = frozenset()


def within(tokens: Tokens, named: Sequence[Named]) -> list[tuple[int, Within]]:
    """What is said of the mentions, by position; what an apposition says comes first, and lists come last."""
    lines = lists(tokens, named)
    listed = {i for line in lines for i in line[:-1]}
    beside = [each for i in range(len(named) - 1) for each in _beside(tokens, named, i, listed=i in listed)]
    apposed = ((i, Within(_apposed(tokens, mention))) for i, mention in enumerate(named))
    among = (each for line in lines for each in _among_countries(named, line))
    return [(i, told) for i, told in (*apposed, *beside, *among) if told != Within()]


def _beside(tokens: Tokens, named: Sequence[Named], i: int, *, listed: bool) -> Iterator[tuple[int, Within]]:
    """What a mention and the next one say: "Camden, NJ", "Leer in northern Germany", "Scotland's Perth"."""
    one, other = named[i].text, named[i + 1].text
    between = tokens.lower[named[i].stop : named[i + 1].first]
    if between in (["'s"], ["'"]):
        owner = lookup(one)
        if owner.is_well_known and not _is_elsewhere(other, owner, listed=True):
            yield i + 1, Within(owner.codes)
    while between and between[-1] in SIDES | {"-"}:
        between = between[:-1]
    if between in ([","], ["in"], [",", "in"]):
        told = _told(one, other, comma=between == [","], listed=listed)
        yield i, told
        if told.codes and postal(other, one).codes:
            yield i + 1, Within(told.codes)


def _told(name: str, after: str, *, comma: bool, listed: bool) -> Within:
    """What the place after a name says: its countries, after "in" a city's, and regions that may have such a place."""
    letters = postal(after, name).codes
    regions, spots = _regions(after, letters), candidates(name)
    held = [spot for spot in spots if spot.lies_in(regions)]
    codes = (comma and letters) or _countries(name, lookup(after), held, comma=comma, listed=listed)
    may_hold = (letters or not lookup(name).is_well_known) and not _may_be_list(spots, after)
    return Within(codes, regions if held or may_hold else frozenset())


def _regions(name: str, letters: Sequence[str]) -> frozenset[Region]:
    """The states and provinces that a name may be, or its letters in some countries."""
    spelled = (region_by_letters(name, code) for code in letters)
    named = (spot for spot in candidates(state(name) or name) if spot.kind == "region")
    return frozenset(spot.region for spot in (*spelled, *named) if spot is not None)


def _may_be_list(spots: Sequence[Spot], after: str) -> bool:
    """Whether two names may stand in a list: "Ternopil, Lviv and Odesa", "Ohio, Iowa and Utah"."""
    return any(spot.kind == "region" for spot in spots) or any(spot.kind == "city" for spot in candidates(after))


def _countries(name: str, after: Place, held: Sequence[Spot], *, comma: bool, listed: bool) -> tuple[str, ...]:
    """The countries that the place after a name tells, or the only one with such a place in such a region."""
    own = {spot.country for spot in held}
    if len(after.codes) != 1 == len(own):
        return tuple(own)
    kinds = _COUNTRIES if comma else _COUNTRIES + _CITIES
    return after.codes if after.kind in kinds and not _is_elsewhere(name, after, listed=listed) else ()


def _is_elsewhere(name: str, place: Place, *, listed: bool) -> bool:
    """Whether a known place has no namesake where the next one is: "Lusaka, Ghana and Nigeria" is a list.

    Towns have namesakes that no table knows, so that for them only a list tells it.
    """
    own, countries = lookup(name), {spot.country for spot, _ in weighed(name)}
    if not (own.codes or (countries and listed)) or (own.kind == "town" and not listed):
        return False
    return countries.union(own.codes).isdisjoint(place.codes)


def _apposed(tokens: Tokens, mention: Named) -> tuple[str, ...]:
    """The country in an apposition that says where a place is: "Victoria, the capital of the Seychelles"."""
    phrase = apposition_after(tokens, mention.stop)
    if phrase is None or not any(is_listed(word, "places") for word in tokens.lower[phrase.first : phrase.stop]):
        return ()
    spans = ((i, i + size) for i in range(phrase.first, phrase.stop) for size in (3, 2, 1))
    named = (tokens.cut(i, min(stop, phrase.stop)) for i, stop in spans if tokens.words[i][0].isupper())
    return next((codes for codes in map(known_codes, named) if len(codes) == 1), ())


def _among_countries(named: Sequence[Named], line: Sequence[int]) -> Iterator[tuple[int, Within]]:
    """The country of a name that is a country's and others' as well, in a list of countries."""
    unsure = [i for i in line if lookup(named[i].text).kind == "unsure"]
    if len(unsure) == 1 and all(country_key(named[i].text) for i in line if i not in unsure):
        yield unsure[0], Within(lookup(named[unsure[0]].text).codes[:1])
