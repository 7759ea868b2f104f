"""Tables of words: TOML files of the `data` folders, read and checked."""

from __future__ import annotations

import itertools
import sys
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["check_sorted", "listed", "load", "tomllib"]


@cache
def load(package: str, name: str) -> dict[str, Any]:
    """A TOML file of the `data` folder of `package`, read once: nobody changes it."""
    with (files(package) / "data" / name).open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)
    return table


@cache
def listed(package: str, name: str, *path: str) -> frozenset[str]:
    """The words of a list in such a file, by the keys that lead to it. ValueError where `check_sorted` says so."""
    found: Any = load(package, name)
    for key in path:
        found = found[key]
    return frozenset(check_sorted(f"{name} {'.'.join(path)}", found))


def check_sorted(name: str, words: Iterable[str]) -> list[str]:
    """The words, or ValueError when they are not in small letters, sorted and each there once."""
    listed = list(words)
    for before, after in itertools.pairwise(listed):
        if before >= after:
            raise ValueError(f"{name}: {after!r} must not stand after {before!r} (sorted, no duplicates)")
    if any(w != w.lower() for w in listed):
        raise ValueError(f"{name}: entries must be lower case")
    return listed
