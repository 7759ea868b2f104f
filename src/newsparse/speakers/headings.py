"""Headlines of other articles between the paragraphs of one: who is named there is not in focus below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from newsparse.names import Tokens

__all__ = ["headlines"]

_WORDS = range(5, 17)
_SHORT = 4
"""Words below this many letters may be small in a headline: "of", "the"."""
_OWN = 3
"""Words with a capital that belong to no name: fewer may be a line with somebody's name and office."""


def headlines(tokens: Tokens, named: Container[int]) -> frozenset[int]:
    """The paragraphs, but for the first, that are headlines: a capital on each word, and no mark at the end."""
    found, start = set(), 0
    for i in range(1, len(tokens.words) + 1):
        if i < len(tokens.words) and tokens.paragraphs[i] == tokens.paragraphs[start]:
            continue
        if start and i < len(tokens.words) and i - start in _WORDS and _is_headline(tokens, named, start, i):
            found.add(tokens.paragraphs[start])
        start = i
    return frozenset(found)


def _is_headline(tokens: Tokens, named: Container[int], start: int, stop: int) -> bool:
    words = tokens.words[start:stop]
    if words[-1][-1] in ".!?:;,…”" or "," in words or words[0] in ('"', "“", "‘"):
        return False
    long = [i for i in range(start, stop) if tokens.words[i].isalpha() and len(tokens.words[i]) >= _SHORT]
    own = [i for i in long if i not in named]
    return len(own) >= _OWN and all(tokens.words[i][0].isupper() for i in long)
