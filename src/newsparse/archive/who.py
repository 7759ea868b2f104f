"""Whether a speaker that was asked for is the one that was found."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.names import fold, initials, key_words, parse_person, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_one_of", "name_words"]

_OPEN = frozenset({"the", "a", "an"})


def is_one_of(asked: str, names: Iterable[str]) -> bool:
    """Whether the name is one of the names, or a form of one: a surname, a short given name, an acronym."""
    return any(_same(asked, name) for name in names)


@lru_cache(maxsize=1 << 14)
def _same(asked: str, name: str) -> bool:
    mine, theirs = name_words(asked), name_words(name)
    if not mine or not theirs:
        return False
    if mine == theirs or "".join(mine) in initials(name) or "".join(theirs) in initials(asked):
        return True
    one, other = parse_person(asked), parse_person(name)
    if len(one.words) > 1 and len(other.words) > 1:
        return bool(same_person(one, other)) or _starts(mine, theirs)
    short, long = sorted((one, other), key=lambda each: len(each.words))
    return bool(short.words) and (short.words[-1] in (long.family, long.words[-1]) or short.words == long.words[:1])


def _starts(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one name is the other with more behind: "Acme" and "Acme Water plc"."""
    size = min(len(mine), len(theirs))
    return size > 1 and mine[:size] == theirs[:size]


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without titles and article."""
    plain = parse_person(name).plain or name
    words = key_words(fold(plain))
    return words[1:] if len(words) > 1 and words[0] in _OPEN else words
