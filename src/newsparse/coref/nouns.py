"""The lists of nouns of `data/kinds.toml`."""

from __future__ import annotations

from functools import cache

from newsparse.names.lexicon import check_sorted, load

__all__ = ["listed"]


@cache
def listed(kind: str) -> frozenset[str]:
    """A list of kinds.toml by its name, such as `documents`."""
    return frozenset(check_sorted(f"kinds.toml {kind}", load("newsparse.coref", "kinds.toml")[kind]))
