"""The words that classes, ids and roles are made of, and the groups to which they belong (data/page.toml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from zlib import crc32

from newsparse.tables import listed, load

__all__ = ["BUCKETS", "bucket", "codes", "groups", "groups_of", "pieces"]

TABLE = ("newsparse.sources", "page.toml")
BUCKETS = 4096
LONGEST = 300  # characters of the attributes of an element that are looked at
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=20_000)
def pieces(value: str) -> tuple[str, ...]:
    """The pieces of class names and ids, in small letters, each once."""
    return tuple(dict.fromkeys(part.lower() for part in _PIECE.findall(value[:LONGEST]) if len(part) > 1))


@lru_cache(maxsize=20_000)
def groups_of(value: str) -> frozenset[str]:
    """The groups that the pieces of a value belong to."""
    found = pieces(value)
    # "entry-content" is written "entrycontent" as well: pairs count as pieces.
    pairs = (a + b for a, b in pairwise(found))
    said = {*found, *pairs}
    return frozenset(group for group in groups() if not said.isdisjoint(listed(*TABLE, group, "pieces")))


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
    return tuple(load(*TABLE))
