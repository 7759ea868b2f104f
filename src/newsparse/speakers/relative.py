"""Whom a relative pronoun that speaks takes up: "Ana Ruiz, who said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.speakers.cast import PERSON
from newsparse.speakers.sources import RELATIVE, Resolved

if TYPE_CHECKING:
    from newsparse.speakers.found import Discourse

__all__ = ["antecedent"]

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_REACH = 12
"""Words back in which it is looked for."""


def antecedent(discourse: Discourse, first: int) -> Resolved:
    """Whom the relative pronoun at token `first` takes up: the name or noun right before it, over a comma."""
    tokens = discourse.tokens
    i = first - 1
    while i > 0 and tokens.words[i] in (",", "—", "–", "-", ")"):
        i -= 1
    thing = tokens.lower[first] == "which"
    spot = discourse.named.get(i)
    if spot is not None and tokens.sentences[i] == tokens.sentences[first]:
        return Resolved(spot.referent, 0.9, RELATIVE)
    for j in range(i, max(-1, i - _REACH), -1):
        if tokens.sentences[j] != tokens.sentences[first]:
            break
        if thing and tokens.lower[j] in _POSSESSIVE:  # "Ana Ruiz's blood, which"
            break
        if j == i and j in discourse.phrases and discourse.phrases[j].indefinite:  # "a refugee who"
            break
        choice = discourse.choices.get(j)
        if choice is not None and choice.referent is not None and j in discourse.phrases:
            return Resolved(choice.referent, 0.7, RELATIVE, choice.why)
        spot = discourse.named.get(j)
        if spot is not None and spot.referent.kind == PERSON and not thing:
            return Resolved(spot.referent, 0.75, RELATIVE)
    return Resolved(None, 0.0, RELATIVE, "nothing named before it")
