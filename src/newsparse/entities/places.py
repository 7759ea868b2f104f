"""Which mentions of places name one place, and in which country it lies."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsparse.entities.countries import Bearers, Question, bearers_of, chances, told_by, well_known
from newsparse.entities.geography import (
    Place,
    country_key,
    decide,
    demonym_codes,
    is_tract,
    lookup,
    state,
    usual_spelling,
)
from newsparse.entities.locate import locate
from newsparse.entities.named import Group, Named
from newsparse.entities.organisations import brackets_after
from newsparse.entities.within import within
from newsparse.names import fold, key_words, without_the
from newsparse.tables import listed, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsparse.text.tokens import Tokens

__all__ = ["cluster_groups", "cluster_places", "questions"]

_table = partial(load, "newsparse.entities", "geography.toml")
_small = partial(listed, "newsparse.entities", "geography.toml", "small")
Key = tuple[str, ...]
"""What the mentions of one place share: the words of its name, or the code of a country."""
_COUNTRY = "#"
"""The first part of a country's key, which is no word."""
_LEAST = 0.2
"""How often a text must speak of a country for it to count."""


def cluster_places(
    tokens: Tokens, named: Sequence[Named], peoples: Sequence[str], organisations: Sequence[str]
) -> list[Group]:
    """Group mentions labelled as places, with `country` and `spot`.

    The names of `peoples` and `organisations` tell of what countries the text speaks.
    """
    keys = _keys(tokens, named)
    groups: dict[Key, Group] = defaultdict(Group)
    for i, key in enumerate(keys):
        groups[key].add(i, "the same place name")
    said = within(tokens, named)
    settled = {keys[i]: told.codes for i, told in reversed(said) if told.codes}
    spoken = told_by(organisations)
    spoken.update(codes[0] for people in peoples if len(codes := demonym_codes(people)) == 1)
    for group, question in questions(tokens, named, groups, settled, spoken):
        group.country = question if isinstance(question, str) else question.answer()
    found = list(groups.values())
    locate(named, found, {i: told.regions for i, told in said if told.regions})
    return found


def questions(
    tokens: Tokens,
    named: Sequence[Named],
    groups: Mapping[Key, Group],
    settled: Mapping[Key, tuple[str, ...]],
    spoken: Mapping[str, float],
) -> Iterator[tuple[Group, str | Question]]:
    """The country of each group that is one itself or of which the text says where it is; of the others what is asked.

    The text speaks of the countries in `spoken`, and of those that its places tell, each by its name alone.
    """
    told = _told(named, groups, settled)
    alone = {
        key: _question(tokens, [named[i] for i in group.members], settled.get(key, ())) for key, group in groups.items()
    }
    likely = {key: {told[key]: 1.0} if key in told else chances(alone[key]) for key in groups}
    sizes = {key: len(group.members) for key, group in groups.items()}
    shares = {key: Counter({code: n * sizes[key] for code, n in each.items()}) for key, each in likely.items()}
    total = sum(shares.values(), Counter(spoken))
    governed = _governed(groups)
    for key, group in groups.items():
        rest = _counting(total - shares[key])
        capitals = frozenset(code for other, code in governed.items() if other != key)
        yield group, told.get(key) or replace(alone[key], spoken=rest, capitals=capitals)


def _governed(keys: Iterable[Key]) -> dict[Key, str]:
    """The capitals among some names, with the countries that are governed there."""
    return {key: place.codes[0] for key in keys if (place := lookup(" ".join(key))).kind == "capital"}


def _counting(spoken: Mapping[str, float]) -> Counter[str]:
    """The countries of which the text speaks often enough for them to count."""
    return Counter({code: times for code, times in spoken.items() if times > _LEAST})


def _told(
    named: Sequence[Named], groups: Mapping[Key, Group], settled: Mapping[Key, tuple[str, ...]]
) -> dict[Key, str]:
    """The countries that need not be asked: a country's own, what the text says, what the table alone tells."""
    places = ((key, lookup(named[group.members[0]].text)) for key, group in groups.items())
    certain = {key: place.codes[0] for key, place in places if _is_certain(place)}
    said = {key: codes[0] for key, codes in settled.items() if len(codes) == 1}
    return certain | said | {key: key[1] for key in groups if key[0] == _COUNTRY}


def _is_certain(place: Place) -> bool:
    """Whether the table alone tells the country: of capitals of annotated train and dev 135 of 135 are right."""
    return place.kind in ("sole", "capital") and len(place.codes) == 1


def _question(tokens: Tokens, members: Sequence[Named], codes: tuple[str, ...]) -> Question:
    """What is asked of a place: which of the countries of which the text says that it is in one, else in which of those
    that the first of its forms tells, which some country bears; a part of a name tells least.
    """
    the = members[0].is_after_the(tokens)
    if codes:
        return Question(well_known(codes), the)
    forms = dict.fromkeys((member.text, member.label == "FAC") for member in members)
    found = [bearers_of(text, building=building) for text, building in forms]
    best = min(found, key=lambda each: (not each.sizes, each.part))
    is_town = best.sizes and not best.known and not best.part
    return Question(Bearers() if the and is_town else best, the)  # "the Severn" is a river


def _keys(tokens: Tokens, named: Sequence[Named]) -> list[Key]:
    """What the mentions of one place share; that of letters in brackets is the key of the name before them."""
    keys = [_key(n.text) for n in named]
    brackets = brackets_after(tokens, named)
    short = {_key(letters): keys[i] for i, letters in brackets.items() if not lookup(letters).codes}
    found = [short.get(key, key) for key in keys]
    found = [key[1:] if key[0] in _small("articles") and key[1:] in found else key for key in found]
    return [_without_kind(key, found) for key in found]


def _without_kind(key: Key, keys: Sequence[Key]) -> Key:
    """The name of a tract without what it is, where the text has that and means the same by it."""
    same = is_tract(key[-1]) and key[:-1] in keys and not _is_apart(key[:-1])
    return key[:-1] if same else key


def _is_apart(key: Key) -> bool:
    """Whether the name of a tract without its kind is that of another place: "Lagos" of "Lagos Province"."""
    return lookup(" ".join(key)).kind in ("country", "spelling", "capital", "city", "unsure")


def cluster_groups(named: Sequence[Named], places: Sequence[Group]) -> list[Group]:
    """Group mentions labelled NORP: singular and plural are one people."""
    evidence = Counter(group.country for group in places if group.country for _ in group.members)
    groups: dict[Key, Group] = defaultdict(Group)
    for i, mention in enumerate(named):
        groups[_people(mention.text)].add(i, "the same people or group")
    for group in groups.values():
        group.country = decide(demonym_codes(named[group.members[0]].text), evidence)
    return list(groups.values())


def _people(text: str) -> Key:
    """What the singular and the plural of a people's name share."""
    *words, last = [word for word in key_words(text) if word != "the"] or [fold(text)]
    plural = len(last) > 4 and not last.endswith("ss")
    return (*words, last.removesuffix("s") if plural else last)


def _key(text: str) -> Key:
    code = country_key(text)
    if code is not None:
        return (_COUNTRY, code)
    name = state(text) or _table()["once_called"].get(fold(text)) or usual_spelling(text)
    words = _kind_last(without_the(_written_out(key_words(name)) or (fold(text),)))
    words = (*words[:1], *(word for word in words[1:] if word not in _small("joining")))
    return ("washington",) if words in {("washington", "dc"), ("washington", "d", "c")} else words


def _written_out(words: Key) -> Key:
    """The words of a place's name without what is short for another: "St Ives", "Pleasant St."."""
    short = _table()["short"]
    of_last = [short["last"].get(word, word) for word in words[1:][-1:]]
    return tuple(short["any"].get(word, word) for word in (*words[: len(words) - len(of_last)], *of_last))


def _kind_last(words: Key) -> Key:
    """The words of a place with what it is at their end: "Governorate of Dhofar", "River Sarno"; of a city without."""
    kind, *rest = words
    if rest[:1] == ["of"] and rest[1:] and (kind == "city" or is_tract(kind)):
        return tuple(rest[1:]) if kind == "city" else (*rest[1:], kind)
    return (*rest, kind) if kind == "river" and rest else words
