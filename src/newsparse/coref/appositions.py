"""The name beside a description that says who that is: "the union, Unia", "the water board (RWB)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.mentions import is_body, is_role
from newsparse.coref.referents import ORG, PERSON
from newsparse.coref.source_heads import PUNCTUATION
from newsparse.names import fold, kind_of_organisation
from newsparse.names.nouns import singular
from newsparse.text.grammar import noun_above
from newsparse.text.relations import SUBJECTS
from newsparse.text.words import CONJUNCTIONS, PREPOSITIONS, REFLEXIVES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse.coref.mentions import Name
    from newsparse.text.tokens import Tokens

__all__ = ["apposed"]

_REACH = 12
"""Words of a clause in which somebody is told to give a name."""


def apposed(tokens: Tokens, named: Mapping[int, Name], head: int, stop: int) -> Name | None:
    """The name that follows a description: "the union, Unia", "the chief executive[,] Ana Ruiz"."""
    inside = (named[i] for i in range(head + 1, stop) if i in named and named[i].referent.kind in (ORG, PERSON))
    found = next((spot for spot in inside if _is_apposed(tokens, spot, head, stop)), None)
    return found or _behind(tokens, named, head, stop)


def _behind(tokens: Tokens, named: Mapping[int, Name], head: int, stop: int) -> Name | None:
    """The name of a person right behind a source that tells an office; over a comma no subject of a clause: "According
    to an official, Ruiz has left".
    """
    comma = tokens.words[stop : stop + 1] == [","]
    spot = named.get(stop + comma) or _self_named(tokens, named, stop + comma)
    if spot is None or not spot.referent.is_person or (comma and tokens.rels[spot.head] in SUBJECTS):
        return None
    return spot if is_role(tokens.lower[head]) else None


def _self_named(tokens: Tokens, named: Mapping[int, Name], i: int) -> Name | None:
    """The name that somebody is told to give: "a driver, | who simply identified himself as Femi, said"."""
    clause = range(i, min(i + _REACH, len(tokens))) if tokens.lower[i : i + 1] == ["who"] else ()
    own = next((k for k in clause if tokens.lower[k] in REFLEXIVES), None)
    as_ = next((k for k in clause if own is not None and k > own and tokens.lower[k] == "as"), None)
    return named.get(as_ + 1) if as_ is not None else None


def _is_apposed(tokens: Tokens, spot: Name, head: int, stop: int) -> bool:
    """Whether a name says who a noun is: "the charity that runs the shelter, Open Door", "the water board (RWB)"."""
    between = tokens.lower[head + 1 : spot.first]
    if not CONJUNCTIONS.isdisjoint(between):
        return False
    if between == ["("]:
        return tokens.words[spot.stop : spot.stop + 1] == [")"] and _tells_body(tokens, head, head)
    if "," not in between:
        return _is_behind_place(tokens, spot, head)
    return len(between) == 1 or noun_above(tokens, spot.head) == head or _is_between_commas(tokens, spot, head, stop)


def _is_between_commas(tokens: Tokens, spot: Name, head: int, stop: int) -> bool:
    """Whether a name between commas ends a source that tells a body: "the firm that runs the gala, Blue Lamp, said"."""
    before = spot.first - 1
    ends = spot.stop == stop and PUNCTUATION.issuperset((tokens.words[before], *tokens.words[stop : stop + 1]))
    return ends and _tells_body(tokens, head, before - 1)


def _is_behind_place(tokens: Tokens, spot: Name, head: int) -> bool:
    """Whether a name follows where a body is: "the largest insurer in the country | Medisol"."""
    where = tokens.lower[head + 1 : spot.first]
    plain = where[:1] == ["in"] and PUNCTUATION.isdisjoint(where) and PREPOSITIONS.isdisjoint(where[1:])
    return plain and len(where) > 1 and _tells_body(tokens, head, spot.first - 1)


def _tells_body(tokens: Tokens, head: int, nearer: int) -> bool:
    """Whether a noun tells one body, "the firm", not "firms", and another that is nearer tells none."""
    other = nearer > head and kind_of_organisation(singular(fold(tokens.lower[nearer])))
    return tokens.tags[head] in ("NN", "NNP") and is_body(fold(tokens.lower[head])) and not other
