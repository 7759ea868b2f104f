"""In which country a place lies: those that have one of its name, weighed with what the rest of the text speaks of.

A country's features times `WEIGHTS` add up to the logarithm of its odds, beside those of no country; the weights are
fitted on annotated news (`training/countries.py`). What the text speaks of are the chances of its other names, each by
itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log, log10
from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import people_of, weighed
from newsparse.entities.geography import core, demonym_codes, is_beyond, is_local, lookup
from newsparse.entities.locate import forms
from newsparse.entities.named import SIDES
from newsparse.names import fold, key_words
from newsparse.names.own import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsparse.names.own import OwnWords

__all__ = [
    "LEAST", "WEIGHTS", "Bearers", "Question", "asked", "bearers_of", "chances", "features", "of_none", "told_by",
    "well_known",
]  # fmt: skip

WEIGHTS = {
    "bearer": 0.26, "people": 1.36, "larger": 0.97, "known": 1.77, "part": -2.03, "another's": -0.46, "spoken of": 1.39,
    "unheard": -0.83, "none": -0.71, "the": 1.07,
}  # fmt: skip
"""Feature -> what it adds to the logarithm of the odds."""
LEAST = 0.55
"""The chance that a country must have."""
_MOST = 3
"""How many countries of the rest of the text are asked."""
_FAR = 3.0
_SEEN = 0.5
"""What is added to how often a text speaks of a country."""
_FEWEST = 1000
"""People of a place that are not counted."""
_KNOWN_SIZE = 5.0


@dataclass(frozen=True, slots=True)
class Bearers:
    """Country -> the decimal logarithm of the people of the largest place of the name there, and which are well known.

    `part`: only a part of the name is such a place's; `beyond`: the name is of what lies in no single country.
    """

    sizes: Mapping[str, float] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    part: bool = False
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What tells in which country a place lies.

    `after_the`: an article stands before the name. `spoken` is how often the rest of the text speaks of each country;
    None: that is not asked. `capitals` are the countries whose capitals it names.
    """

    bearers: Bearers
    after_the: bool = False
    spoken: Counter[str] | None = None
    capitals: frozenset[str] = frozenset()

    def answer(self) -> str | None:
        """Of several known ones that whose capital the text names, else the likeliest; None where none is likely."""
        governed = self.capitals & self.bearers.known
        if len(governed) == 1 < len(self.bearers.known):
            return min(governed)
        found = chances(self)
        best = max(found, key=lambda code: found[code], default=None)
        return best if best is not None and found[best] >= LEAST else None


def bearers_of(text: str, *, building: bool) -> Bearers:
    """The countries with a place of a name: as written, without words beside it, else of a part of it.

    `building`: the name is that of a building or a street, which lies in one country whatever its words.
    """
    return _bearers_of(text, building, current())


@lru_cache(maxsize=4096)
def _bearers_of(text: str, building: bool, _own: OwnWords | None) -> Bearers:
    place = lookup(text)
    if place.kind == "unsure" and not place.codes:
        return Bearers(beyond=True)
    whole = next(filter(None, (_bearers(form) for form, _ in forms(text))), None)
    if whole:
        return whole
    if not building and _is_beyond(text):
        return Bearers(beyond=True)
    return next(filter(None, map(_bearers_of_part, _parts(fold(text).replace("-", " ")))), Bearers())


def well_known(codes: Sequence[str]) -> Bearers:
    """The bearers of a name that is known to be one of several countries'."""
    return Bearers(dict.fromkeys(codes, _KNOWN_SIZE), frozenset(codes))


def _is_beyond(name: str) -> bool:
    words = key_words(core(name))
    of_town = words[-1] in SIDES and lookup(" ".join(words[:-1])).is_well_known  # "Leeds North"
    return is_beyond(words) and not is_local(words[-1]) and not of_town


def _bearers(name: str) -> Bearers | None:
    place = lookup(name)
    if not place.codes and is_beyond(key_words(name)):
        return None
    known = frozenset(place.codes) if place.is_well_known else frozenset[str]()
    sizes = _sizes(name, known) or dict.fromkeys(place.codes, log10(_FEWEST))
    return Bearers(sizes, known) if sizes else None


def _bearers_of_part(name: str) -> Bearers | None:
    """Those of a part of a name that is a people's or a place's which is well known, and no side's."""
    place = lookup(name)
    known = frozenset((*(place.codes if place.is_well_known else ()), *demonym_codes(name)))
    if not known or name in SIDES:
        return None
    sizes = _sizes(name, known)
    return Bearers({code: sizes[code] for code in sorted(known)}, known, part=True)


def _parts(folded: str) -> Iterator[str]:
    """What follows "of", the first words, the last words: "montevideo" of "port of montevideo"."""
    words = folded.split()
    _, of, after = folded.partition(" of ")
    yield from [after.removeprefix("the ")] if of else []
    yield from (" ".join(words[:stop]) for stop in range(len(words) - 1, 0, -1))
    yield from (" ".join(words[first:]) for first in range(1, len(words) - 1))
    yield from words[-1:] if lookup(words[-1]).kind in ("capital", "country", "spelling") else []


def _sizes(name: str, known: frozenset[str]) -> dict[str, float]:
    """Country -> the logarithm of the people there; where they are not counted, many of a place that is well known."""
    found: dict[str, float] = {}
    for spot, less in weighed(name):
        size = log10(max(people_of(spot), _FEWEST)) + less if people_of(spot) else 0.0
        found[spot.country] = max(found.get(spot.country, 0.0), size)
    uncounted = {code: _KNOWN_SIZE if code in known else log10(_FEWEST) for code in (*found, *sorted(known))}
    return {code: found.get(code) or size for code, size in uncounted.items()}


def features(question: Question, country: str) -> dict[str, float]:
    """What speaks for a country."""
    sizes, spoken = question.bearers.sizes, question.spoken
    found = {"another's": max(sizes.values(), default=log10(_FEWEST)) - log10(_FEWEST)}
    if country in sizes:
        largest = max((other for code, other in sizes.items() if code != country), default=-_FAR)
        found = {"bearer": 1.0, "people": sizes[country] / 7, "larger": _within(sizes[country] - largest, _FAR)}
        found |= {"known": float(country in question.bearers.known), "part": float(question.bearers.part)}
    if spoken is not None:
        found["unheard"] = float(spoken[country] == 0)
        second = max((times for code, times in spoken.items() if code != country), default=0.0)
        found["spoken of"] = _within(log((spoken[country] + _SEEN) / (second + _SEEN)), 2.0)
    return found


def of_none(question: Question) -> dict[str, float]:
    """What speaks for no country."""
    return {"none": 1.0, "the": float(question.after_the)}


def asked(question: Question) -> list[str]:
    """The countries that have such a place, and those of which the text speaks most."""
    most = question.spoken.most_common(_MOST) if question.spoken is not None else []
    return list(dict.fromkeys((*question.bearers.sizes, *(code for code, _ in most))))


def chances(question: Question) -> dict[str, float]:
    """Country -> how likely the place lies there, in 0..1; the rest to one is the chance of none."""
    if question.bearers.beyond:
        return {}
    odds = {code: exp(_sum(features(question, code))) for code in asked(question)}
    total = sum(odds.values()) + exp(_sum(of_none(question)))
    return {code: each / total for code, each in odds.items()}


def told_by(names: Iterable[str]) -> Counter[str]:
    """How often the names of organisations tell a country by a place or a people in them: "Bank of Ghana"."""
    parts = (bearers for name in names if (bearers := bearers_of(name, building=True)).part)
    return sum((Counter(chances(Question(bearers))) for bearers in parts), Counter[str]())


def _sum(of: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in of.items())


def _within(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
