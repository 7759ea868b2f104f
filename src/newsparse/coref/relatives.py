"""Whom a relative pronoun takes up: "who", "which", "that" as the source of a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.referents import PERSON, PLACE
from newsparse.coref.source_resolution import Kind, Resolved
from newsparse.text.grammar import FINITE
from newsparse.text.words import CONJUNCTIONS, DASHES, INDEFINITE_PRONOUNS, POSSESSIVE_MARKS

if TYPE_CHECKING:
    from newsparse.coref.discourse_state import Discourse
    from newsparse.coref.referents import Referent
    from newsparse.text.tokens import Tokens

__all__ = ["resolve_relative"]

_ANYBODY = INDEFINITE_PRONOUNS | {"those"}
_BETWEEN = DASHES | {",", ")"}
"""What may stand between a relative pronoun and what it takes up."""
_REACH = 12
"""Words back in which that is looked for."""


def resolve_relative(discourse: Discourse, first: int) -> Resolved:
    """Whom the relative pronoun at token `first` takes up: the name or noun right before it, over a comma."""
    tokens = discourse.tokens
    i = first - 1
    while i > 0 and tokens.words[i] in _BETWEEN:
        i -= 1
    thing = tokens.lower[first] == "which"
    if _is_nobody(discourse, i, thing=thing):
        return Resolved(None, 0.0, Kind.RELATIVE, "nobody named before it")
    for j in range(i, max(-1, i - _REACH), -1):
        if tokens.sentences[j] != tokens.sentences[first] or _ends_reach(tokens, j, i, thing=thing):
            break
        found = _before_relative(discourse, j, adjacent=j == i, thing=thing)
        if found is not None:
            return found
    return Resolved(None, 0.0, Kind.RELATIVE, "nothing named before it")


def _is_nobody(discourse: Discourse, i: int, *, thing: bool) -> bool:
    """Whether token i ends what names nobody: "sources who", "a refugee who", "those who"."""
    tokens, phrase = discourse.tokens, discourse.phrases.get(i)
    several = not thing and tokens.tags[i] == "NNS" and discourse.bearer(i) is None
    return several or (phrase is not None and phrase.indefinite) or tokens.lower[i] in _ANYBODY


def _ends_reach(tokens: Tokens, j: int, i: int, *, thing: bool) -> bool:
    """Whether no relative pronoun behind token i takes up what stands before token j: "Ruiz | said they met the mayor,
    who", but "Ruiz, who left and who".
    """
    if thing:
        return tokens.lower[j] in POSSESSIVE_MARKS
    return tokens.tags[j] in FINITE and tokens.lower[i] not in CONJUNCTIONS


def _before_relative(discourse: Discourse, j: int, *, adjacent: bool, thing: bool) -> Resolved | None:
    """Whom token j stands for, if a relative pronoun may take that up."""
    spot, chosen = discourse.named.get(j), discourse.chosen(j)
    name = spot.referent if spot is not None else None
    if name is not None:
        right = adjacent and (thing or name.kind != PLACE)  # not "in Derby who"
        if right or (name.kind == PERSON and not thing):
            return Resolved(name, 0.9 if right else 0.75, Kind.RELATIVE)
    if chosen is not None and j in discourse.phrases and not _is_named_in_sentence(discourse.tokens, chosen, j):
        return Resolved(chosen, 0.7, Kind.RELATIVE, discourse.choices[j].why)
    return None


def _is_named_in_sentence(tokens: Tokens, referent: Referent, j: int) -> bool:
    """Whether somebody is named in the sentence of a noun, which is then another: "Ruiz said they phoned the mayor"."""
    return any(tokens.sentences[first] == tokens.sentences[j] for first, _ in referent.spots)
