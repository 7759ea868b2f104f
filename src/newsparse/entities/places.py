"""Which mentions of places name one place, and in which country it lies."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newsparse.entities.cases import is_place_noun
from newsparse.entities.gazetteer import candidates, other_candidates, people_of
from newsparse.entities.geography import (
    NOWHERE,
    Place,
    country_key,
    decide,
    demonym_codes,
    is_beyond,
    is_local,
    is_tract,
    lookup,
    postal,
    state,
)
from newsparse.entities.locate import country_told, locate
from newsparse.entities.named import SIDES, Group, Named, lists, ordered
from newsparse.entities.organisations import brackets_after
from newsparse.names import fold, key_words
from newsparse.text.beside import apposition_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from newsparse.text.tokens import Tokens

__all__ = ["cluster_groups", "cluster_places"]

_SURELY = 2
"""How often a text must speak of its only country, before the places that no table knows are that country's."""
_MAINLY = 5
"""How many times as often as of any other a text must speak of the country that takes such places."""
_FAR_MORE = 3
_FEWER = 100
"""By how much a city may have fewer people than the best known of its name, to be meant by it."""
_LARGE = 15_000
"""People of a place that is known beyond its country, where no other country has one of its name."""

Key = tuple[str, ...]
"""What the mentions of one place share: the words of its name, or the code of a country."""
_WRITTEN_OUT = {"mt": "mount", "st": "saint", "ft": "fort"}


def cluster_places(tokens: Tokens, named: Sequence[Named], peoples: Sequence[str]) -> list[Group]:
    """Group mentions labelled as places, with `country` and `spot`; `peoples` are the text's demonyms, as evidence."""
    keys = _keys(tokens, named)
    settled = _settled(tokens, named, keys)
    groups: dict[Key, Group] = defaultdict(Group)
    for i, key in enumerate(keys):
        groups[key].add(i, "the same place name")
        if _without_side(named[i].text) != named[i].text:
            groups[key].other_names.add(i)
    evidence = _evidence(tokens, named, settled, keys, peoples)
    capitals = _capitals(named, settled, keys)
    for key, group in groups.items():
        within = settled.get(key, NOWHERE).codes
        codes, text = _codes_of_any(tokens, [named[i] for i in group.members])
        group.country = _country(text, within if len(within) == 1 else codes, evidence, capitals, len(group.members))
    _claim_known(groups.values(), named, evidence)
    _claim_local(groups.values(), named, evidence)
    locate(tokens, named, list(groups.values()))
    return ordered(groups.values(), named)


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


def _capitals(named: Sequence[Named], settled: Mapping[Key, Place], keys: Sequence[Key]) -> frozenset[str]:
    """The countries whose capitals the text names, where it does not say that they are elsewhere."""
    found: set[str] = set()
    for mention, key in zip(named, keys, strict=True):
        place, within = lookup(mention.text), settled.get(key)
        if place.kind == "capital" and (within is None or place.codes[0] in within.codes):
            found.update(place.codes if len(place.codes) == 1 else ())
    return frozenset(found)


def _country(
    text: str, codes: tuple[str, ...], evidence: Counter[str], capitals: frozenset[str], times: int
) -> str | None:
    """Of the countries that a name may be in the one that the rest of the text speaks for, else the most populous.

    The capital of one of them decides, where those of the others are not in the text.
    """
    if not codes:
        return None
    governed = capitals.intersection(codes)
    if len(governed) == 1 and len(codes) > 1:
        return next(iter(governed))
    return decide(_namesakes(text, codes, evidence, times), evidence) or _most_populous(text)


def _settled(tokens: Tokens, named: Sequence[Named], keys: Sequence[Key]) -> dict[Key, Place]:
    """Key of a name -> where the text itself says that its place is."""
    lines = lists(tokens, named)
    within = _qualifiers(tokens, named, {i for each in lines for i in each[:-1]})
    settled: dict[Key, Place] = {}
    for i, place in within.items():
        if not country_key(named[i].text):
            settled[keys[i]] = place
        if i + 1 < len(named) and (
            postal(named[i + 1].text, named[i].text).codes or country_told(named[i].text, named[i + 1].text)
        ):
            settled[keys[i + 1]] = place
    for i, place in (*_owned(tokens, named).items(), *_among_countries(named, lines)):
        settled.setdefault(keys[i], place)
    settled |= {keys[i]: place for i, mention in enumerate(named) if (place := _said_where(tokens, mention)).codes}
    return settled


def _claim_known(groups: Iterable[Group], named: Sequence[Named], evidence: Counter[str]) -> None:
    """Places that the gazetteer alone knows lie in the one country of the text, or of the world, that has the name."""
    for group in groups:
        for text, label in dict.fromkeys((named[i].text, named[i].label) for i in group.members):
            unknown = not lookup(text).kind and not is_beyond(key_words(text))
            if group.country is None and label != "FAC" and unknown:
                group.country = _only_country(text, evidence)


def _only_country(text: str, evidence: Counter[str]) -> str | None:
    spots = (*candidates(text), *other_candidates(text))
    told = tuple({spot.country: 0 for spot in spots if evidence[spot.country]})
    large = any(spot.kind != "city" or (spot.population or 0) >= _LARGE for spot in spots)
    alone = large and len({spot.country for spot in spots}) == 1
    return decide(told, evidence) or (spots[0].country if alone else _most_populous(text))


def _claim_local(groups: Iterable[Group], named: Sequence[Named], evidence: Counter[str]) -> None:
    """Places that no table knows lie in the country that the text speaks of more than once, and far more than others.

    For streets, counties and the like once is enough.
    """
    (country, times), (_, second) = [*evidence.most_common(2), ("", 0), ("", 0)][:2]
    if times < _MAINLY * second or not times:
        return
    for group in groups:
        text = named[group.members[0]].text
        words = key_words(text)
        local = len(words) > 1 and is_local(words[-1])
        unknown = lookup(text).kind == "" and not is_beyond(words)
        if group.country is None and (local or (unknown and times >= _SURELY)):
            group.country = country


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


def _of_first_word(text: str) -> tuple[str, ...]:
    words = text.split()
    return lookup(words[0]).codes if len(words) > 1 else ()


def _codes_of_any(tokens: Tokens, members: Sequence[Named]) -> tuple[tuple[str, ...], str]:
    """The countries by the first of the forms of a place that tells any, and this form; else by none the first."""
    forms = {member.text: member for member in reversed(members)}
    told = ((codes, text) for text, member in reversed(forms.items()) if (codes := _codes(tokens, member)))
    return next(told, ((), members[0].text))


def _codes(tokens: Tokens, mention: Named) -> tuple[str, ...]:
    """The countries a place may be in; a building has the table's answer only under a city's or country's own name.

    The table has the best known bearer of a town's name, the gazetteer others: "Orange". With an article the name of a
    town is a river's: "the Severn".
    """
    place = lookup(mention.text)
    if place.kind == "town":
        the = mention.first > 0 and tokens.lower[mention.first - 1] == "the"
        spots = candidates(mention.text)
        return () if the else tuple(dict.fromkeys((*place.codes, *(spot.country for spot in spots))))
    if mention.label == "FAC" and place.kind in ("city", "region", "unsure"):
        return _of_words(mention.text) if place.kind != "unsure" else ()
    return place.codes or (() if place.kind == "unsure" else _of_words(mention.text))  # unsure: "South America"


def _of_words(text: str) -> tuple[str, ...]:
    """The countries that the words of a name tell: "Syrian Desert", "northern Kenya", "Leeds North"."""
    words = fold(text).replace("-", " ").split()
    if len(words) < 2:
        return ()
    for size in (2, 1):
        people = demonym_codes(" ".join(words[:size])) if len(words) > size else ()
        if people:
            return people
    after, before = lookup(" ".join(words[1:])), lookup(" ".join(words[:-1]))
    if words[0] in SIDES and after.kind in ("country", "spelling", "region"):
        return after.codes
    return before.codes if words[-1] in SIDES and before.kind in ("capital", "city") else ()


def _key(text: str) -> Key:
    code = country_key(text)
    if code is not None:
        return ("country", code)
    words = tuple(_WRITTEN_OUT.get(w, w) for w in key_words(state(text) or text)) or (fold(text),)
    for lead in (("the",), ("city", "of")):
        if len(words) > len(lead) and words[: len(lead)] == lead:
            words = words[len(lead) :]
    return ("washington",) if words in {("washington", "dc"), ("washington", "d", "c")} else words


def _namesakes(text: str, codes: tuple[str, ...], evidence: Counter[str], times: int) -> tuple[str, ...]:
    """The countries of all cities of a name, where the text speaks of that of the best known in nothing else.

    A hamlet is no namesake of a large city.
    """
    if lookup(text).kind not in ("city", "region") or len(codes) != 1 or evidence[codes[0]] > times:
        return codes
    people = {spot: spot.population or 0 for spot in candidates(text)}
    least = max(people.values(), default=0) / _FEWER
    others = [spot.country for spot, many in people.items() if evidence[spot.country] > 1 and many > least]
    return tuple(dict.fromkeys(country for country in others if country not in codes)) or codes


def _most_populous(text: str) -> str | None:
    """The country of the city or region with far more people than others of its name; None where a country has it."""
    people: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    for spot in (*candidates(text), *other_candidates(text)):
        if people_of(spot) > people[spot.country]:
            people[spot.country], kinds[spot.country] = people_of(spot), spot.kind
    (best, most), *rest = [*people.most_common(2), ("", 0)][:2]
    clear = most >= _LARGE and all(most >= _FAR_MORE * fewer for _, fewer in rest)
    return best if clear and kinds[best] != "country" else None


def _among_countries(named: Sequence[Named], lists: Sequence[Sequence[int]]) -> Iterator[tuple[int, Place]]:
    """(mention, country) of names that are a country's and others' as well, in a list of countries."""
    for line in lists:
        unsure = [i for i in line if lookup(named[i].text).kind == "unsure"]
        if len(unsure) == 1 and all(country_key(named[i].text) for i in line if i not in unsure):
            yield unsure[0], Place(lookup(named[unsure[0]].text).codes[:1], "country")


def _said_where(tokens: Tokens, mention: Named) -> Place:
    """What an apposition says of where a place is: "Victoria, the capital of the Seychelles"."""
    phrase = apposition_after(tokens, mention.stop)
    if phrase is None or not any(map(is_place_noun, tokens.lower[phrase.first : phrase.stop])):
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
    within = place.kind in ("country", "region", "spelling", "unsure", *cities)
    return place if within and not _is_elsewhere(name, place, listed=listed) else NOWHERE


def _is_elsewhere(name: str, place: Place, *, listed: bool) -> bool:
    """Whether a known place has no namesake where the next one is: "Lusaka, Ghana and Nigeria" is a list.

    Towns have namesakes that no table knows, so that for them only a list tells it.
    """
    own = lookup(name)
    if not own.codes or not set(own.codes).isdisjoint(place.codes) or (own.kind == "town" and not listed):
        return False
    return all(spot.country not in place.codes for spot in (*candidates(name), *other_candidates(name)))


def _owned(tokens: Tokens, named: Sequence[Named]) -> dict[int, Place]:
    """Mention -> the place whose it is said to be: "Kenya's Turkana", "Delhi's Saket", "Scotland's Perth"."""
    return {
        i: lookup(named[i - 1].text)
        for i in range(1, len(named))
        if lookup(named[i - 1].text).is_well_known
        and tokens.lower[named[i - 1].stop : named[i].first] in (["'s"], ["'"])
        and not _is_elsewhere(named[i].text, lookup(named[i - 1].text), listed=True)
    }


def _evidence(
    tokens: Tokens,
    named: Sequence[Named],
    settled: dict[Key, Place],
    keys: Sequence[Key],
    peoples: Sequence[str],
) -> Counter[str]:
    """How often the rest of the text speaks of each country, by names that leave no doubt."""
    counts: Counter[str] = Counter()
    for mention, key in zip(named, keys, strict=True):
        codes = settled[key].codes if key in settled else _codes(tokens, mention) or _of_first_word(mention.text)
        if len(codes) == 1:
            counts[codes[0]] += 1
    for people in peoples:
        codes = demonym_codes(people)
        if len(codes) == 1:
            counts[codes[0]] += 1
    return counts
