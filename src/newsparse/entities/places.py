"""Which mentions of places name one place, and in which country it lies."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.countries import Bearers, Question, bearers_of, chances, told_by, well_known
from newsparse.entities.gazetteer import candidates, other_candidates
from newsparse.entities.geography import (
    NOWHERE,
    Place,
    country_key,
    decide,
    demonym_codes,
    is_tract,
    lookup,
    postal,
    state,
)
from newsparse.entities.locate import country_told, locate
from newsparse.entities.named import SIDES, Group, Named, lists, ordered
from newsparse.entities.organisations import brackets_after
from newsparse.entities.signs import is_listed
from newsparse.names import fold, key_words
from newsparse.text.beside import apposition_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from newsparse.text.tokens import Tokens

__all__ = ["cluster_groups", "cluster_places", "questions"]

Key = tuple[str, ...]
"""What the mentions of one place share: the words of its name, or the code of a country."""
_COUNTRY = "#"
"""The first part of a country's key, which is no word."""
_LEAST = 0.2
"""How often a text must speak of a country for it to count."""
_WRITTEN_OUT = {"mt": "mount", "st": "saint", "ft": "fort"}


def cluster_places(
    tokens: Tokens, named: Sequence[Named], peoples: Sequence[str] = (), organisations: Sequence[str] = ()
) -> list[Group]:
    """Group mentions labelled as places, with `country` and `spot`.

    The names of `peoples` and `organisations` tell of what countries the text speaks.
    """
    keys = _keys(tokens, named)
    settled = _settled(tokens, named, keys)
    groups: dict[Key, Group] = defaultdict(Group)
    for i, key in enumerate(keys):
        groups[key].add(i, "the same place name")
        if _without_side(named[i].text) != named[i].text:
            groups[key].other_names.add(i)
    spoken = told_by(organisations)
    spoken.update(codes[0] for people in peoples if len(codes := demonym_codes(people)) == 1)
    for group, question in questions(tokens, named, groups, settled, spoken):
        group.country = question if isinstance(question, str) else question.answer()
    locate(tokens, named, list(groups.values()))
    return ordered(groups.values(), named)


def questions(
    tokens: Tokens,
    named: Sequence[Named],
    groups: Mapping[Key, Group],
    settled: Mapping[Key, Place],
    spoken: Mapping[str, float],
) -> Iterator[tuple[Group, str | Question]]:
    """The country of each group that is one itself or of which the text says where it is; of the others what is asked.

    The text speaks of the countries in `spoken`, and of those that its places tell, each by its name alone.
    """
    told = {key: place.codes[0] for key, place in settled.items() if len(place.codes) == 1}
    told |= {key: key[1] for key in groups if key[0] == _COUNTRY}
    sole = {key: lookup(named[group.members[0]].text) for key, group in groups.items()}
    told |= {key: place.codes[0] for key, place in sole.items() if _is_certain(place) and key not in told}
    alone = {
        key: _question(tokens, [named[i] for i in group.members], settled.get(key, NOWHERE).codes)
        for key, group in groups.items()
    }
    likely = {key: {told[key]: 1.0} if key in told else chances(alone[key]) for key in groups}
    total = Counter(spoken)
    for key, group in groups.items():
        total.update({code: chance * len(group.members) for code, chance in likely[key].items()})
    places = {key: lookup(" ".join(key)) for key in groups}
    governed = {key: place.codes[0] for key, place in places.items() if place.kind == "capital"}
    for key, group in groups.items():
        others = {code: n - len(group.members) * likely[key].get(code, 0.0) for code, n in total.items()}
        rest = Counter({code: times for code, times in others.items() if times > _LEAST})
        named_capitals = frozenset(code for other, code in governed.items() if other != key)
        yield group, told.get(key) or replace(alone[key], spoken=rest, capitals=named_capitals)


def _is_certain(place: Place) -> bool:
    """Whether the table alone tells the country: of capitals of annotated train and dev 135 of 135 are right."""
    return place.kind in ("sole", "capital") and len(place.codes) == 1


def _question(tokens: Tokens, members: Sequence[Named], codes: tuple[str, ...]) -> Question:
    """What is asked of a place: which of the countries of which the text says that it is in one, else in which of those
    that the first of its forms tells, which some country bears; a part of a name tells least.
    """
    first = members[0].first
    the = first > 0 and tokens.lower[first - 1] == "the"
    if codes:
        return Question(well_known(codes), the)
    forms = dict.fromkeys((member.text, member.label == "FAC") for member in members)
    found = [bearers_of(text, building=building) for text, building in forms]
    best = min(found, key=lambda each: (not each.sizes, each.part))
    is_town = best.sizes and not best.known and not best.part
    return Question(Bearers() if the and is_town else best, the)  # "the Severn" is a river


def _keys(tokens: Tokens, named: Sequence[Named]) -> list[Key]:
    """What the mentions of one place share; that of letters in brackets is the key of the name before them."""
    keys = [_key(_without_side(n.text)) for n in named]
    brackets = brackets_after(tokens, named)
    short = {_key(letters): keys[i] for i, letters in brackets.items() if not lookup(letters).codes}
    found = [short.get(key, key) for key in keys]
    return [key[:-1] if is_tract(key[-1]) and key[:-1] in found and not _is_apart(key[:-1]) else key for key in found]


def _without_side(text: str) -> str:
    """A name without a side of it in small letters: "southern Peru"."""
    first, _, rest = text.partition(" ")
    return rest if rest and first in SIDES else text


def _is_apart(key: Key) -> bool:
    """Whether the name of a tract without its kind is that of another place: "Lagos" of "Lagos Province"."""
    return lookup(" ".join(key)).kind in ("country", "spelling", "capital", "city", "unsure")


def _settled(tokens: Tokens, named: Sequence[Named], keys: Sequence[Key]) -> dict[Key, Place]:
    """Key of a name -> where the text itself says that its place is."""
    lines = lists(tokens, named)
    within = _qualifiers(tokens, named, {i for each in lines for i in each[:-1]})
    settled: dict[Key, Place] = {}
    for i, place in within.items():
        if not country_key(named[i].text):
            settled[keys[i]] = place
        if i + 1 < len(named) and postal(named[i + 1].text, named[i].text).codes:
            settled[keys[i + 1]] = place
    for i, place in (*_owned(tokens, named).items(), *_among_countries(named, lines)):
        settled.setdefault(keys[i], place)
    settled |= {keys[i]: place for i, mention in enumerate(named) if (place := _said_where(tokens, mention)).codes}
    return settled


def cluster_groups(named: Sequence[Named], places: Sequence[Group]) -> list[Group]:
    """Group mentions labelled NORP: singular and plural are one people."""
    evidence = Counter(group.country for group in places if group.country for _ in group.members)
    groups: dict[Key, Group] = defaultdict(Group)
    for i, mention in enumerate(named):
        groups[_people(mention.text)].add(i, "the same people or group")
    for group in groups.values():
        group.country = decide(demonym_codes(named[group.members[0]].text), evidence)
    return ordered(groups.values(), named)


def _people(text: str) -> Key:
    """What the singular and the plural of a people's name share."""
    *words, last = [word for word in key_words(text) if word != "the"] or [fold(text)]
    plural = len(last) > 4 and not last.endswith("ss")
    return (*words, last.removesuffix("s") if plural else last)


def _key(text: str) -> Key:
    code = country_key(text)
    if code is not None:
        return (_COUNTRY, code)
    words = tuple(_WRITTEN_OUT.get(w, w) for w in key_words(state(text) or text)) or (fold(text),)
    for lead in (("the",), ("city", "of")):
        if len(words) > len(lead) and words[: len(lead)] == lead:
            words = words[len(lead) :]
    return ("washington",) if words in {("washington", "dc"), ("washington", "d", "c")} else words


def _among_countries(named: Sequence[Named], lists: Sequence[Sequence[int]]) -> Iterator[tuple[int, Place]]:
    """(mention, country) of names that are a country's and others' as well, in a list of countries."""
    for line in lists:
        unsure = [i for i in line if lookup(named[i].text).kind == "unsure"]
        if len(unsure) == 1 and all(country_key(named[i].text) for i in line if i not in unsure):
            yield unsure[0], Place(lookup(named[unsure[0]].text).codes[:1], "country")


def _said_where(tokens: Tokens, mention: Named) -> Place:
    """What an apposition says of where a place is: "Victoria, the capital of the Seychelles"."""
    phrase = apposition_after(tokens, mention.stop)
    if phrase is None or not any(is_listed(word, "places") for word in tokens.lower[phrase.first : phrase.stop]):
        return NOWHERE
    spans = ((i, i + size) for i in range(phrase.first, phrase.stop) for size in (3, 2, 1))
    within = (tokens.cut(i, min(stop, phrase.stop)) for i, stop in spans if tokens.words[i][0].isupper())
    codes = next((codes for text in within if len(codes := _known_codes(text)) == 1), ())
    return Place(codes, "region") if codes else NOWHERE


def _known_codes(text: str) -> tuple[str, ...]:
    """The countries of a place that is well known, or of a people."""
    place = lookup(text)
    return place.codes if place.is_well_known else demonym_codes(text)


def _qualifiers(tokens: Tokens, named: Sequence[Named], listed: Set[int]) -> dict[int, Place]:
    """Mention -> what the next one says of where it is: "Paris, Texas", "Camden, NJ", "Leer in northern Germany"."""
    found = {}
    for i in range(len(named) - 1):
        between = tokens.lower[named[i].stop : named[i + 1].first]
        letters = postal(named[i + 1].text, named[i].text) if between == [","] else NOWHERE
        while between and between[-1] in SIDES | {"-"}:
            between = between[:-1]
        if letters.codes:
            found[i] = letters
        elif between in ([","], ["in"], [",", "in"]):
            cities = () if between == [","] else ("capital", "city")
            found[i] = _qualified(named[i].text, named[i + 1].text, cities, listed=i in listed)
    return {i: place for i, place in found.items() if place.codes}


def _qualified(name: str, after: str, cities: tuple[str, ...], *, listed: bool) -> Place:
    """Where a place is by the country or region after it, or one of the kinds `cities`; not by the next of a list."""
    place = lookup(after)
    told = country_told(name, after) if len(place.codes) != 1 else None
    if told:
        return Place((told,), "region")
    within = place.kind in ("country", "region", "sole", "spelling", "unsure", *cities)
    return place if within and not _is_elsewhere(name, place, listed=listed) else NOWHERE


def _is_elsewhere(name: str, place: Place, *, listed: bool) -> bool:
    """Whether a known place has no namesake where the next one is: "Lusaka, Ghana and Nigeria" is a list.

    Towns have namesakes that no table knows, so that for them only a list tells it.
    """
    own, spots = lookup(name), (*candidates(name), *other_candidates(name))
    if not (own.codes or (spots and listed)) or (own.kind == "town" and not listed):
        return False
    return {*own.codes, *(spot.country for spot in spots)}.isdisjoint(place.codes)


def _owned(tokens: Tokens, named: Sequence[Named]) -> dict[int, Place]:
    """Mention -> the place whose it is said to be: "Kenya's Turkana", "Delhi's Saket", "Scotland's Perth"."""
    return {
        i: lookup(named[i - 1].text)
        for i in range(1, len(named))
        if lookup(named[i - 1].text).is_well_known
        and tokens.lower[named[i - 1].stop : named[i].first] in (["'s"], ["'"])
        and not _is_elsewhere(named[i].text, lookup(named[i - 1].text), listed=True)
    }
