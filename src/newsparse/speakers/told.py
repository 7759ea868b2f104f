"""What the words beside a name tell of its bearer: deeds ("who leads the opposition"), parts played, "they"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.names import fold
from newsparse.names.nouns import deeds
from newsparse.speakers.grammar import head_of, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.names import Tokens

__all__ = ["told_of", "uses_they"]

_THEY = re.compile(
    r"\bthey ?(?:/|and) ?them\b|\b(?:goes|go|went) by they\b"
    r"|\buses? (?:the pronoun )?they\b|\bpronouns? (?:is|are) they\b"
)
_REACH = 250
"""Characters on either side of a name in which the text says that its bearer uses "they"."""
_BETWEEN = frozenset({"also", "has", "had", "now", "once", "still"})
_OBJECT = 5
"""Words after a verb that tell of whom or what: "leads the opposition"."""
_LONGEST = 3
_ENDS = frozenset({",", ".", "asked", "said", "told"})


def told_of(tokens: Tokens, first: int, stop: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The nouns that the words around the name at these tokens make of its bearer, each with words that narrow it."""
    after = _after_comma(tokens, stop)
    if after != stop or tokens.lower[stop : stop + 1] == ["who"]:
        yield from _relative(tokens, after)
    if after == stop + 1:
        yield from ((noun, ()) for noun in _match(tokens, after, "beside"))
    if tokens.parsed:
        role, verb = role_of(tokens, head_of(tokens, first, stop), stop - 1)
        if role == "s":
            yield from ((noun, ()) for noun in _match(tokens, verb, "acts"))


def _after_comma(tokens: Tokens, stop: int) -> int:
    """The token after the comma that follows a name, over an age: "Ana Ruiz, 34, who"; `stop` where there is none."""
    if tokens.words[stop : stop + 1] != [","]:
        return stop
    if stop + 2 < len(tokens.words) and tokens.words[stop + 1].isdigit() and tokens.words[stop + 2] == ",":
        return stop + 3
    return stop + 1


def _relative(tokens: Tokens, i: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a relative clause makes of a person: "who leads the opposition" -> leader, opposition."""
    if tokens.lower[i : i + 1] != ["who"]:
        return
    i += 1
    i += tokens.lower[i : i + 1] != [] and tokens.lower[i] in _BETWEEN
    what = []
    for word in tokens.lower[i + 1 : i + 1 + _OBJECT]:
        if not word[0].isalpha():
            break
        what.append(fold(word))
    for noun in _match(tokens, i, "deeds"):
        yield noun, tuple(what)


def _match(tokens: Tokens, i: int, table: str) -> tuple[str, ...]:
    """The nouns of the longest entry of a table that begins at token `i`."""
    for length in range(min(_LONGEST, len(tokens.words) - 1 - i), 0, -1):
        nouns = deeds(table).get(" ".join(tokens.lower[i : i + length]), ())
        if nouns and (table != "beside" or tokens.lower[i + length] in _ENDS):
            return nouns
    return ()


def uses_they(tokens: Tokens, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the text says near one of the mentions that the person uses "they"."""
    starts = [tokens.starts[first] for first, _ in places if first < len(tokens.starts)]
    # Not `fold`: its cache must not keep stretches of articles.
    near = (tokens.text[max(0, start - _REACH) : start + _REACH].lower() for start in starts)
    return any(_THEY.search(text) for text in near)
