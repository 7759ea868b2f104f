"""The words that classes, ids and roles are made of, and the groups to which they belong (data/page.toml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from zlib import crc32

from newsparse.tables import check_sorted, load

__all__ = ["BUCKETS", "bucket", "codes", "groups", "index", "pieces"]

BUCKETS = 4096
LONGEST = 300  # characters of the attributes of an element that are looked at
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=20_000)
def pieces(value: str) -> tuple[str, ...]:
    """The pieces of class names and ids, in small letters, each once."""
    return tuple(dict.fromkeys(part.lower() for part in _PIECE.findall(value[:LONGEST]) if len(part) > 1))


@lru_cache(maxsize=20_000)
def index(value: str) -> tuple[int, ...]:
    """The numbers of the groups that the pieces of a value belong to."""
    table = _table()
    found = pieces(value)
    # "entry-content" is written "entrycontent" as well: pairs count as pieces.
    pairs = (a + b for a, b in pairwise(found))
    return tuple(sorted({number for part in (*found, *pairs) for number in table.get(part, ())}))


@lru_cache(maxsize=20_000)
def codes(tag: str, said: tuple[str, ...]) -> tuple[int, ...]:
    """The columns of a tag and the pieces with it, below `BUCKETS`: `bucket` adds the level."""
    return tuple(crc32(piece.encode()) % BUCKETS for piece in (tag, *said))


def bucket(piece: str, level: int) -> int:
    """The column of a piece at a level (0 the element itself, 1 the two around it, 2 those further out)."""
    return level * BUCKETS + codes(piece, ())[0]


@cache
def groups() -> tuple[str, ...]:
    """The names of the groups, in the order of the file."""
    return tuple(_raw())


@cache
def _table() -> dict[str, tuple[int, ...]]:
    table: dict[str, tuple[int, ...]] = {}
    for number, name in enumerate(groups()):
        for piece in check_sorted(f"page.toml, [{name}]", _raw()[name]["pieces"]):
            table[piece] = (*table.get(piece, ()), number)
    return table


@cache
def _raw() -> dict[str, dict[str, list[str]]]:
    return load("newsparse.sources", "page.toml")
