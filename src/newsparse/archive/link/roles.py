"""What a role tells: the words that two are compared by, whether it is an office or trade, and its fields of life."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from newsparse.archive.words import is_common, split, stem
from newsparse.entities.geography import country_key, demonym_codes, known_codes
from newsparse.names import is_kin
from newsparse.names.lexicon import long_titles
from newsparse.names.nouns import company_words, list_of, ties
from newsparse.tables import listed, load

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Role", "fields_of", "near_fields", "offices", "role_words"]

Role = frozenset[str]
"""The stems of the words of a role that tell something; empty where it is no office and no trade."""

_WHERE = re.compile(r"\s(?:of|at|for|with|in|from|to|on)\s")
_PARTS = re.compile(r",|;|/|&|\sand\s", re.I)
_LISTS = {
    "arts": "arts",
    "clubs": "sport",
    "firms": "business",
    "media": "press",
    "parties": "politics",
    "schools": "school",
}
"""Lists of known organisations, with the field that each is of."""
_LONGEST = 3  # words of what somebody is: "chief medical officer"
_listed = partial(listed, "newsparse.archive", "fields.toml")


@lru_cache(maxsize=1 << 15)
def role_words(role: str) -> Role:
    """A role as what it is compared by: "Sen." and "Senator" are one, "Jordanian" and "Jordan's"."""
    of_time = _listed("time", "words")  # when a role is held, not what it is
    words = [word for word in _words(role) if not is_common(word) and word not in of_time]
    return frozenset(map(_compared, words)) if _is_office(role) else frozenset()


def _words(text: str) -> tuple[str, ...]:
    """The words, abbreviations written out."""
    return tuple(chain.from_iterable(_short().get(word, word).split() for word in split(text).words))


@cache
def _short() -> dict[str, str]:
    short: dict[str, str] = _table()["short"]
    return long_titles() | short


def _compared(word: str) -> str:
    country = demonym_codes(word)[:1] or filter(None, [country_key(word.removesuffix("'s"))])
    return next(iter(country), stem(word))


def offices(roles: Iterable[str]) -> list[str]:
    """The roles that tell an office or a trade, not only courtesy, family or friendship: not "Dr", "his brother"."""
    return [role for role in roles if _is_office(role)]


@lru_cache(maxsize=1 << 15)
def _is_office(role: str) -> bool:
    head = split(_WHERE.split(role, maxsplit=1)[0]).words
    noun = head[-1] if head else ""
    return not (noun in _listed("courtesy", "words") or noun in ties() or is_kin(noun))


def fields_of(roles: Iterable[str]) -> frozenset[str]:
    """The fields of public life that roles belong to; a title tells one where nothing else is told."""
    given = list(roles)
    return frozenset(field for role in offices(given) or given for field in _fields_of(role))


@lru_cache(maxsize=1 << 15)
def _fields_of(role: str) -> frozenset[str]:
    return frozenset(field for part in _PARTS.split(role) for field in _of_part(part, role))


def _of_part(part: str, role: str) -> tuple[str, ...]:
    """The fields of the last words that say what somebody is: no general is in a "General Hospital"."""
    head = _words(_WHERE.split(part, maxsplit=1)[0])
    for stop in range(len(head), 0, -1):
        for start in range(max(0, stop - _LONGEST), stop):
            phrase = " ".join(head[start:stop])
            if phrase in _heads():
                return _heads()[phrase]
            if phrase in _table()["offices"]:
                return _of_office(phrase, head[:start], role)
    return ()


def _of_office(office: str, before: tuple[str, ...], role: str) -> tuple[str, ...]:
    """The field of an office of many bodies: that of the body that the role names; of a town or a country, a team's."""
    _, *rest = _WHERE.split(role, maxsplit=2)
    where = re.sub(r"^the ", "", rest[0]) if rest else ""
    told = [_bodies().get(_singular(word)) for word in (*reversed(before), *reversed(_words(where)))]
    told += [_LISTS.get(list_of(name)) for name in (where, " ".join(before))]
    field = next((each for each in told if each is not None), None)
    if field is None:
        place = bool(known_codes(where or " ".join(before)))
        known = place or not where or office not in _listed("alone", "words")
        field = (
            "sport" if place and office in _listed("teams", "words") else _table()["offices"][office] if known else ""
        )
    return (field,) if field else ()


def _singular(word: str) -> str:
    return word.removesuffix("'s").removesuffix("s'").removesuffix("'")


@cache
def _table() -> dict[str, Any]:
    return load("newsparse.archive", "fields.toml")


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """What somebody is -> the fields of it, in singular and plural."""
    found: dict[str, tuple[str, ...]] = {}
    for field, words in _table()["fields"].items():
        for word in words:
            for form in (" ".join(_words(word)), " ".join(_words(f"{word}s"))):
                found[form] = (*found.get(form, ()), field)
    return found | dict.fromkeys(_listed("nothing", "words"), ())


@cache
def _bodies() -> dict[str, str]:
    """A word for a body -> the field of its offices, "" for a body of none."""
    told = {" ".join(_words(word)): field for field in _table()["bodies"] for word in _listed("bodies", field)}
    return dict.fromkeys(company_words(), "business") | told | dict.fromkeys(_listed("nothing", "bodies"), "")


@cache
def near_fields() -> frozenset[frozenset[str]]:
    """Pairs of fields between which the same people pass."""
    return frozenset(frozenset(pair) for pair in _table()["near"]["pairs"])
