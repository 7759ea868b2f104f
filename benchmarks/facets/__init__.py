"""The facets of quality, one a module.

Each has `CORPORA` (the folders that it reads), `load(corpora, limit) -> Data`, `score(documents) -> Report` and
`errors(documents) -> Iterator[Error]`; what counts is in pure functions beside them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["FACETS", "facet"]

FACETS = (
    "entities",
    "ud",
    "attribution",
    "dates",
    "coref",
    "boilerplate",
    "pages",
    "cleaning",
    "gold",
    "told",
    "news",
    "fresh",
    "referents",
)


def facet(name: str) -> ModuleType:
    """The module of a facet."""
    if name not in FACETS:
        raise ValueError(f"no facet {name!r}: there are {', '.join(FACETS)}")
    return import_module(f"benchmarks.facets.{name}")
