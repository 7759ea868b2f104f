"""A mention whose label is to be judged, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.entities.geography import lookup
from newsparse.names import fold, key_words

if TYPE_CHECKING:
    from newsparse.entities.geography import Place
    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["Case", "case_of", "two_before"]


@dataclass(frozen=True, slots=True)
class Case:
    """A mention to be judged, and where it stands.

    `words` and `name` are folded, `place` is what the tables of places know of the name. `before` and `second` are the
    small words one and two tokens before the name, `after` the one behind it; "" where none stands.
    """

    tokens: Tokens
    mention: Named
    words: tuple[str, ...]
    name: str
    place: Place
    before: str
    second: str
    after: str

    @property
    def label(self) -> str:
        """The tagger's label."""
        return self.mention.label

    @property
    def is_lone(self) -> bool:
        """Whether the name has one word."""
        return len(self.words) == 1


def case_of(tokens: Tokens, mention: Named) -> Case:
    """What is asked of a mention more than once."""
    first, stop, text = mention.first, mention.stop, mention.text
    second, before = two_before(tokens, first)
    after = tokens.lower[stop] if stop < len(tokens) else ""
    return Case(tokens, mention, key_words(text), fold(text), lookup(text), before, second, after)


def two_before(tokens: Tokens, first: int) -> tuple[str, str]:
    """The small words two tokens and one token before one; "" where none stands."""
    second, before = ["", "", *tokens.lower[max(0, first - 2) : first]][-2:]
    return second, before
