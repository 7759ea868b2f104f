"""What the furniture of a page says: the phrases of data/boilerplate.toml, matched against a block.

Only the phrases whose first word stands in a block are looked for in it, so that a page costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from newsparse.tables import check_sorted, load

__all__ = ["Kind", "kinds", "normal", "scores"]

_WORD = re.compile(r"\w+")
_COUNT = re.compile(r"^\d[\d.,]*[km]?\s+|\s+\(?\d[\d.,]*[km]?\)?$")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of furniture: its reason for people, whole blocks, and telling parts of blocks."""

    name: str
    reason: str
    whole: frozenset[str]
    part: tuple[str, ...]


def normal(block: str) -> str:
    """A block in lower case with single spaces, without bullets, counts and marks around it."""
    plain = _bare(" ".join(block.replace("’", "'").lower().split()))
    if plain and (plain[0].isdigit() or plain[-1].isdigit() or plain[-1] in "km"):
        return _bare(_COUNT.sub("", plain)) or plain
    return plain


def _bare(plain: str) -> str:
    """Without what is no letter or digit at both ends; some marks count."""
    start, end = 0, len(plain)
    while start < end and not (plain[start].isalnum() or plain[start] in "_©@#"):
        start += 1
    while end > start and not (plain[end - 1].isalnum() or plain[end - 1] in "_©"):
        end -= 1
    return plain[start:end]


@lru_cache(maxsize=4096)
def scores(plain: str) -> tuple[float, ...]:
    """How far a normalised block is furniture of each of the `kinds`.

    1 where it is that and nothing else, 0.5 where it has a part of it, else 0.
    """
    whole, parts, count = _index()
    found = [0.0] * count
    for word in parts.keys() & _WORD.findall(plain):
        for kind, phrase in parts[word]:
            if phrase in plain and _stands(phrase, plain):
                found[kind] = 0.5
    for kind in whole.get(plain, ()):
        found[kind] = 1.0
    return tuple(found)


def _stands(phrase: str, plain: str) -> bool:
    """Whether a phrase stands in a block at the borders of words."""
    at = plain.find(phrase)
    while at >= 0:
        around = plain[max(0, at - 1) : at] + plain[at + len(phrase) : at + len(phrase) + 1]
        if not _WORD.search(around):
            return True
        at = plain.find(phrase, at + 1)
    return False


@cache
def _index() -> tuple[dict[str, list[int]], dict[str, list[tuple[int, str]]], int]:
    """The kinds of each whole block; the parts of each first word; how many kinds there are."""
    whole: defaultdict[str, list[int]] = defaultdict(list)
    parts: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, kind in enumerate(kinds()):
        for phrase in kind.whole:
            whole[phrase].append(number)
        for phrase in kind.part:
            parts[_WORD.findall(phrase)[0]].append((number, phrase))
    return dict(whole), dict(parts), len(kinds())


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds in the order of the file, checked: phrases sorted, no doubles."""
    raw = load("newsparse.sources", "boilerplate.toml")
    return tuple(_kind(name, fields) for name, fields in raw.items())


def _kind(name: str, fields: dict[str, Any]) -> Kind:
    whole, part = (check_sorted(f"boilerplate.toml, [{name}]", fields[each]) for each in ("whole", "part"))
    return Kind(
        name=name,
        reason=str(fields["reason"]),
        whole=frozenset(normal(phrase) for phrase in whole),
        part=tuple(phrase.replace("’", "'") for phrase in part),
    )
