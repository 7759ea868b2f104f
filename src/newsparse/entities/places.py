"""Which mentions of places name one place, and in which country it lies."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import candidates, other_candidates
from newsparse.entities.geography import (
    NOWHERE,
    Place,
    country_key,
    decide,
    demonym_codes,
    is_beyond,
    is_local,
    lookup,
    postal,
    state,
)
from newsparse.entities.locate import country_told, locate
from newsparse.entities.named import SIDES, Group, Named, ordered
from newsparse.entities.organisations import brackets_after
from newsparse.entities.signs import is_place_noun
from newsparse.names import fold, key_words
from newsparse.names.person import misspelt

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens
    from collections.abc import Iterable, Iterator, Sequence, Set

__all__ = ["cluster_groups", "cluster_places"]

_SURELY = 2
"""How often a text must speak of its only country, before the places that no table knows are that country's."""
_FAR_MORE = 3
_LONGEST = 10
"""Words of an apposition that are looked at."""
_LARGE = 15_000
"""People of a place that is known beyond its country, where no other country has one of its name."""
_WRITTEN_OUT = {"mt": "mount", "st": "saint", "ft": "fort"}


def cluster_places(tokens: Tokens, named: Sequence[Named], peoples: Sequence[str]) -> list[Group]:
    """Group mentions labelled as places, with `country` and `spot`; `peoples` are the text's demonyms, as evidence."""
    keys = [_key(n.text) for n in named]
    short = {
        _key(letters): keys[i] for i, letters in brackets_after(tokens, named).items() if not lookup(letters).codes
    }
    keys = [short.get(key, key) for key in keys]
    settled = _settled(tokens, named, keys)
    groups: dict[tuple[str, ...], Group] = defaultdict(Group)
    spelled: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for i, written in enumerate(keys):
        key, why = written, "the same place name"
        if key not in groups:
            same = next((k for k in spelled[key[-1][:3]] if _misspelt(key, k)), None)
            if same is not None:
                key, why = same, "misspelling"
            else:
                spelled[key[-1][:3]].append(key)
        groups[key].add(i, why)
    evidence = _evidence(tokens, named, settled, keys, peoples)
    places = [(lookup(n.text), settled.get(key)) for n, key in zip(named, keys, strict=True)]
    capitals = {
        place.codes[0]
        for place, within in places
        if place.kind == "capital" and len(place.codes) == 1 and (within is None or place.codes[0] in within.codes)
    }
    for key, group in groups.items():
        known = settled.get(key)
        if known is not None and len(known.codes) == 1:
            group.country = known.codes[0]
        else:
            codes = _codes(tokens, named[group.members[0]])
            # The capital of one of the countries decides, where those of the others are not in the text.
            governed = {code for code in codes if code in capitals}
            codes = _namesakes(named[group.members[0]].text, codes, evidence, len(group.members))
            decided = governed.pop() if len(governed) == 1 else decide(codes, evidence)
            group.country = decided or (_most_populous(named[group.members[0]].text) if codes else None)
    _claim_known(groups.values(), named, evidence)
    _claim_local(groups.values(), named, evidence)
    locate(tokens, named, list(groups.values()))
    return ordered(groups.values(), named)


def _settled(tokens: Tokens, named: Sequence[Named], keys: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], Place]:
    """Key of a name -> where the text itself says that its place is."""
    lists = _lists(tokens, named)
    within = _qualifiers(tokens, named, {i for each in lists for i in each[:-1]})
    settled: dict[tuple[str, ...], Place] = {}
    for i, place in within.items():
        if not country_key(named[i].text):
            settled[keys[i]] = place
        if i + 1 < len(named) and (
            postal(named[i + 1].text, named[i].text).codes or country_told(named[i].text, named[i + 1].text)
        ):
            settled[keys[i + 1]] = place
    for i, place in (*_owned(tokens, named).items(), *_among_countries(named, lists)):
        settled.setdefault(keys[i], place)
    settled |= {keys[i]: place for i, mention in enumerate(named) if (place := _said_where(tokens, mention)).codes}
    return settled


def _claim_known(groups: Iterable[Group], named: Sequence[Named], evidence: Counter[str]) -> None:
    """Places that the gazetteer alone knows lie in the one country of the text, or of the world, that has the name."""
    for group in groups:
        text = named[group.members[0]].text
        if group.country is not None or named[group.members[0]].label == "FAC":
            continue
        if lookup(text).kind or is_beyond(key_words(text)):
            continue
        spots = (*candidates(text), *other_candidates(text))
        decided = decide(tuple({spot.country: 0 for spot in spots if evidence[spot.country]}), evidence)
        large = {s.country for s in spots if s.kind != "city" or (s.population or 0) >= _LARGE}
        alone = len({spot.country for spot in spots}) == 1
        group.country = decided or (min(large) if alone and large else None)


def _claim_local(groups: Iterable[Group], named: Sequence[Named], evidence: Counter[str]) -> None:
    """Places that no table knows lie in the only country that the text speaks of, if it does so more than once.

    For streets, counties and the like once is enough.
    """
    if len(evidence) != 1:
        return
    ((country, times),) = evidence.items()
    for group in groups:
        text = named[group.members[0]].text
        words = key_words(text)
        local = len(words) > 1 and is_local(words[-1])
        unknown = lookup(text).kind == "" and not is_beyond(words)
        if group.country is None and (local or (unknown and times >= _SURELY)):
            group.country = country


def cluster_groups(named: Sequence[Named], places: Sequence[Group], place_names: Sequence[Named]) -> list[Group]:
    """Group mentions labelled NORP: singular and plural are one people."""
    evidence = Counter(g.country for g in places if g.country for _ in g.members)
    groups: dict[tuple[str, ...], Group] = defaultdict(Group)
    for i, mention in enumerate(named):
        words = [w for w in key_words(mention.text) if w != "the"] or [fold(mention.text)]
        words[-1] = words[-1].removesuffix("s") if len(words[-1]) > 4 and not words[-1].endswith("ss") else words[-1]
        groups[tuple(words)].add(i, "the same people or group")
    for group in groups.values():
        group.country = decide(
            demonym_codes(named[group.members[0]].text), Counter({k: v for k, v in evidence.items() if k})
        )
    return ordered(groups.values(), named)


def _of_first_word(text: str) -> tuple[str, ...]:
    words = text.split()
    return lookup(words[0]).codes if len(words) > 1 else ()


def _codes(tokens: Tokens, mention: Named) -> tuple[str, ...]:
    """The countries a place may be in; a building has the table's answer only under a city's or country's own name.

    The table has the best known bearer of a town's name, the gazetteer others: "Orange". With an article the name of a
    town is a river's: "the Severn".
    """
    place = lookup(mention.text)
    if place.kind == "town":
        if mention.first and tokens.lower[mention.first - 1] == "the":
            return ()
        return tuple(dict.fromkeys((*place.codes, *(spot.country for spot in candidates(mention.text)))))
    if place.codes and not (mention.label == "FAC" and place.kind in ("city", "region", "unsure")):
        return place.codes
    if place.kind == "unsure":  # "South America"
        return ()
    words = fold(mention.text).replace("-", " ").split()
    for size in (2, 1):
        if len(words) > size and demonym_codes(" ".join(words[:size])):
            return demonym_codes(" ".join(words[:size]))
    if len(words) > 1 and words[0] in SIDES and lookup(" ".join(words[1:])).kind in ("country", "spelling", "region"):
        return lookup(" ".join(words[1:])).codes
    if len(words) > 1 and words[-1] in SIDES and lookup(" ".join(words[:-1])).kind in ("capital", "city"):
        return lookup(" ".join(words[:-1])).codes
    return ()


def _key(text: str) -> tuple[str, ...]:
    code = country_key(text)
    if code is not None:
        return ("country", code)
    words = tuple(_WRITTEN_OUT.get(w, w) for w in key_words(state(text) or text)) or (fold(text),)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if words[:2] == ("city", "of") and len(words) > 2:
        words = words[2:]
    return words if words not in {("washington", "dc"), ("washington", "d", "c")} else ("washington",)


def _misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one place is the other misspelt; two names that the table knows are two places."""
    if len(one) != len(other) or one[:-1] != other[:-1] or one[0] == "country":
        return False
    if lookup(" ".join(one)).codes and lookup(" ".join(other)).codes:
        return False
    return len(one[-1]) > 6 and misspelt(one[-1], other[-1])


def _namesakes(text: str, codes: tuple[str, ...], evidence: Counter[str], times: int) -> tuple[str, ...]:
    """The countries of all cities of a name, where the text speaks of that of the best known in nothing else."""
    if lookup(text).kind != "city" or len(codes) != 1 or evidence[codes[0]] > times:
        return codes
    others = {
        spot.country: None for spot in candidates(text) if evidence[spot.country] > 1 and spot.country not in codes
    }
    return tuple(others) or codes


def _most_populous(text: str) -> str | None:
    """The country of the city with far more people than others of its name; None where a country or region has it."""
    people: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    for spot in (*candidates(text), *other_candidates(text)):
        if (spot.population or 0) > people[spot.country]:
            people[spot.country], kinds[spot.country] = spot.population or 0, spot.kind
    (best, most), *rest = [*people.most_common(2), ("", 0)][:2]
    clear = most >= _LARGE and all(most >= _FAR_MORE * fewer for _, fewer in rest)
    return best if clear and kinds[best] in ("city", "district") else None


def _lists(tokens: Tokens, named: Sequence[Named]) -> list[list[int]]:
    """Lists of three places or more: "Wales, Scotland and Ireland"."""
    found: list[list[int]] = []
    line: list[int] = []
    for i in range(len(named)):
        between = tokens.lower[named[i - 1].stop : named[i].first] if line else []
        last = between in (["and"], ["or"], [",", "and"], [",", "or"])
        line = [*line, i] if between == [","] or last else [i]
        if last and len(line) > 2:
            found.append(line)
    return found


def _among_countries(named: Sequence[Named], lists: Sequence[Sequence[int]]) -> Iterator[tuple[int, Place]]:
    """(mention, country) of names that are a country's and others' as well, in a list of countries."""
    for line in lists:
        unsure = [i for i in line if lookup(named[i].text).kind == "unsure"]
        if len(unsure) == 1 and all(country_key(named[i].text) for i in line if i not in unsure):
            yield unsure[0], Place(lookup(named[unsure[0]].text).codes[:1], "country")


def _said_where(tokens: Tokens, mention: Named) -> Place:
    """What an apposition says of where a place is: "Victoria, the capital of the Seychelles"."""
    first = mention.stop + 1
    if tokens.words[mention.stop : first] != [","]:
        return NOWHERE
    stop = first
    while stop < len(tokens.words) and stop - first < _LONGEST and tokens.words[stop] not in (",", ".", ";", "("):
        stop += 1
    if not any(is_place_noun(word) for word in tokens.lower[first:stop]):
        return NOWHERE
    for i in range(first, stop):
        for size in (3, 2, 1):
            text = tokens.cut(i, min(i + size, stop))
            place = lookup(text) if text[0].isupper() else NOWHERE
            codes = place.codes if place.kind in ("country", "region", "spelling") else demonym_codes(text)
            if text[0].isupper() and len(codes) == 1:
                return Place(codes, "region")
    return NOWHERE


def _qualifiers(tokens: Tokens, named: Sequence[Named], listed: Set[int]) -> dict[int, Place]:
    """Mention -> what the next one says of where it is: "Paris, Texas", "Camden, NJ", "Leer in northern Germany"."""
    found = {}
    for i in range(len(named) - 1):
        between = tokens.lower[named[i].stop : named[i + 1].first]
        letters = postal(named[i + 1].text, named[i].text) if between == [","] else NOWHERE
        if letters.codes:
            found[i] = letters
            continue
        while between and between[-1] in SIDES:
            between = between[:-1]
        if between not in ([","], ["in"], [",", "in"]):
            continue
        place = lookup(named[i + 1].text)
        told = country_told(named[i].text, named[i + 1].text) if len(place.codes) != 1 else None
        if told:
            found[i] = Place((told,), "region")
        elif place.kind in ("country", "region", "spelling", "unsure") and not _is_elsewhere(
            named[i].text, place, listed=i in listed
        ):
            found[i] = place
    return found


def _is_elsewhere(name: str, place: Place, *, listed: bool) -> bool:
    """Whether a known place has no namesake where the next one is: "Lusaka, Ghana and Nigeria" is a list.

    Towns have namesakes that no table knows, so that for them only a list tells it.
    """
    own = lookup(name)
    if not own.codes or not set(own.codes).isdisjoint(place.codes) or (own.kind == "town" and not listed):
        return False
    return all(spot.country not in place.codes for spot in (*candidates(name), *other_candidates(name)))


def _owned(tokens: Tokens, named: Sequence[Named]) -> dict[int, Place]:
    """Mention that no table knows -> the place whose it is said to be: "Kenya's Turkana", "Delhi's Saket"."""
    return {
        i: lookup(named[i - 1].text)
        for i in range(1, len(named))
        if lookup(named[i - 1].text).is_well_known
        and tokens.lower[named[i - 1].stop : named[i].first] in (["'s"], ["’s"], ["'"], ["’"])
        and not lookup(named[i].text).codes
    }


def _evidence(
    tokens: Tokens,
    named: Sequence[Named],
    settled: dict[tuple[str, ...], Place],
    keys: Sequence[tuple[str, ...]],
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
