"""What the walk through the text found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse.speakers.cast import PERSON, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse.names import Tokens
    from newsparse.names.lexicon import Gender
    from newsparse.speakers.antecedents import Choice
    from newsparse.speakers.phrases import Phrase

__all__ = ["THIRD_PERSON", "Discourse"]

THIRD_PERSON: Mapping[str, tuple[Gender, str]] = {
    "he": ("m", PERSON), "him": ("m", PERSON), "his": ("m", PERSON), "himself": ("m", PERSON),
    "she": ("f", PERSON), "her": ("f", PERSON), "hers": ("f", PERSON), "herself": ("f", PERSON),
}  # fmt: skip


@dataclass(slots=True)
class Discourse:
    """What the walk found: for each token of a pronoun or of a noun phrase's head the choice made there.

    `phrases` are the noun phrases by their head, `named` the mention that each token of a name belongs to.
    """

    tokens: Tokens
    choices: dict[int, Choice] = field(default_factory=dict)
    phrases: dict[int, Phrase] = field(default_factory=dict)
    named: dict[int, Spot] = field(default_factory=dict)
