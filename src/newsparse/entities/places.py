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
from newsparse.names import Tokens, fold, key_words
from newsparse.names.person import misspelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["cluster_groups", "cluster_places"]

_SURELY = 2
"""How often a text must speak of its only country, before the places that no table knows are that country's."""
_LARGE = 15_000
"""People of a place that is known beyond its country, where no other country has one of its name."""
_WRITTEN_OUT = {"mt": "mount", "st": "saint", "ft": "fort"}


def cluster_places(tokens: Tokens, named: Sequence[Named], peoples: Sequence[str]) -> list[Group]:
    """Group mentions labelled as places, with `country` and `spot`; `peoples` are the text's demonyms, as evidence."""
    within = _qualifiers(tokens, named)
    keys = [_key(n.text) for n in named]
    short = {
        _key(letters): keys[i] for i, letters in brackets_after(tokens, named).items() if not lookup(letters).codes
    }
    keys = [short.get(key, key) for key in keys]
    settled: dict[tuple[str, ...], Place] = {}
    for i, place in within.items():
        if not country_key(named[i].text):
            settled[keys[i]] = place
        if i + 1 < len(named) and (
            postal(named[i + 1].text, named[i].text).codes or country_told(named[i].text, named[i + 1].text)
        ):
            settled[keys[i + 1]] = place
    for i, place in _owned(tokens, named).items():
        settled.setdefault(keys[i], place)
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
    evidence = _evidence(named, settled, keys, peoples)
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
            codes = _codes(named[group.members[0]])
            # The capital of one of the countries decides, where those of the others are not in the text.
            governed = {code for code in codes if code in capitals}
            group.country = governed.pop() if len(governed) == 1 else decide(codes, evidence)
    _claim_known(groups.values(), named, evidence)
    _claim_local(groups.values(), named, evidence)
    locate(tokens, named, list(groups.values()))
    return ordered(groups.values(), named)


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


def _codes(mention: Named) -> tuple[str, ...]:
    """The countries a place may be in; a building has the table's answer only under a city's or country's own name."""
    place = lookup(mention.text)
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


def _qualifiers(tokens: Tokens, named: Sequence[Named]) -> dict[int, Place]:
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
        elif place.kind in ("country", "region", "spelling", "unsure") and not _is_elsewhere(named[i].text, place):
            found[i] = place
    return found


def _is_elsewhere(name: str, place: Place) -> bool:
    """Whether a known city has no namesake where the next place is: "Lusaka, Ghana and Nigeria" is a list."""
    own = lookup(name)
    if own.kind not in ("capital", "city") or not set(own.codes).isdisjoint(place.codes):
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
    named: Sequence[Named],
    settled: dict[tuple[str, ...], Place],
    keys: Sequence[tuple[str, ...]],
    peoples: Sequence[str],
) -> Counter[str]:
    """How often the rest of the text speaks of each country, by names that leave no doubt."""
    counts: Counter[str] = Counter()
    for mention, key in zip(named, keys, strict=True):
        codes = settled[key].codes if key in settled else _codes(mention) or lookup(mention.text.split()[0]).codes
        if len(codes) == 1:
            counts[codes[0]] += 1
    for people in peoples:
        codes = demonym_codes(people)
        if len(codes) == 1:
            counts[codes[0]] += 1
    return counts
