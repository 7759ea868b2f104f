"""Names of people over many articles: by what they are looked up, and how far two may be one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler

from newsparse.names import PersonName, fold, parse_person, same_person
from newsparse.names.person import of_two_genders, same_given

if TYPE_CHECKING:
    from newsparse.archive.link.evidence import Piece

__all__ = ["agreement", "is_full", "keys", "parsed", "skeleton"]

# What transliterations and spellings of one sound have in common, in this order.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|cz|ch", "c"), (r"sch|sh|sz", "x"), (r"dh|th", "t"), (r"kh|gh|qu|ck|q|g|k|h(?=[^aeiou])", "k"),
        (r"ks|kz", "x"), (r"ph|v|w|f", "v"), (r"dj|dzh|zh|j(?=[aeiou])", "y"), (r"ts|tz|z|c(?=[ei])", "s"),
        (r"d", "t"), (r"(.)\1+", r"\1"), (r"(?<=.)[aeiouyhjw'’.-]", ""),
    )
)  # fmt: skip
_VOWEL = re.compile(r"^[aeiou]")
_ALIKE = 0.82  # Jaro-Winkler similarity of two spellings of one name
_REASONS = {
    "same name": 3.0,
    "same name, in the other order": 2.5,
    "part of the name": 2.5,
    "part of a double name": 2.0,
    "same family name, given names agree": 1.75,
    "same family name, the other's nickname": 2.0,
    "misspelling": -1.5,  # "Anderson" and "Andersen" are more often two families than one that was misspelt
}


@lru_cache(maxsize=1 << 16)
def parsed(name: str) -> PersonName:
    """The name taken apart."""
    return parse_person(name)


def is_full(name: str) -> bool:
    """Whether the name has two words or more, given and family name."""
    return len(parsed(name).words) > 1


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a folded word, one for all spellings of a sound: "lukashenko" and "loukachenka"."""
    first = _VOWEL.sub("a", word)
    for pattern, sound in _SOUNDS:
        first = pattern.sub(sound, first)
    return first or word[:1]


def keys(name: str) -> frozenset[str]:
    """What a name is looked up by: the family name's skeleton, and those of the parts of a double one."""
    found = parsed(name)
    if not found.words:
        return frozenset()
    words = {found.family or found.words[-1], found.words[-1]}
    if len(found.words) > 2:
        words.add(found.words[-2])
    parts = {part for word in words for part in (word, *word.split("-")) if len(part) > 1}
    return frozenset(filter(None, map(skeleton, parts)))


@lru_cache(maxsize=1 << 16)
def agreement(one: str, other: str) -> Piece | None:
    """Why two full names may be one person's; None where they are two persons', or differ as those of two do."""
    mine, theirs = parsed(one), parsed(other)
    if len(mine.words) < 2 or len(theirs.words) < 2:
        return None
    if mine.suffix != theirs.suffix and mine.suffix and theirs.suffix:
        return None
    why = same_person(mine, theirs)
    if why == "same name":
        return why, _REASONS[why] + 0.75 * min(2, len(mine.words) - 2)
    if why and why != "misspelling":
        return why, _weight(why, mine, theirs)
    return _spelled(mine, theirs) or ((why, _REASONS[why]) if why else None)


def _weight(why: str, mine: PersonName, theirs: PersonName) -> float:
    initial = min(len(mine.first.rstrip(".")), len(theirs.first.rstrip(".")))
    return 0.5 if why == "same family name, given names agree" and initial == 1 else _REASONS[why]


def _spelled(mine: PersonName, theirs: PersonName) -> Piece | None:
    """Two spellings of one name in another script: each word by its sounds, and near by its letters."""
    if not mine.family or not theirs.family or skeleton(mine.family) != skeleton(theirs.family):
        return None
    if JaroWinkler.similarity(mine.family, theirs.family) < _ALIKE:
        return None
    first, second = mine.first, theirs.first
    if same_given(first, second):  # with one family name it is not the spelling that differs
        return None if mine.family == theirs.family else ("another spelling of the family name", 1.25)
    near = skeleton(first) == skeleton(second) and JaroWinkler.similarity(first, second) >= _ALIKE
    if of_two_genders(first, second):
        return None
    same = fold(mine.family) == fold(theirs.family)
    return ("another spelling of the name", 1.5 if same else 1.25) if near and len(first) > 2 else None
