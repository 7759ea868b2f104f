"""Whose a document is: who is named with it as its author, its owner or by whom it was issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.mentions import listed
from newsparse.coref.referents import ORG, PERSON
from newsparse.text.grammar import agent, owner
from newsparse.text.relations import APPOSED, Rel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsparse.coref.mentions import Name
    from newsparse.coref.referents import Referent
    from newsparse.text.tokens import Tokens

__all__ = ["author"]

_AUTHORS = frozenset({"by", "from"})
_MODIFIERS = ("NN", "JJ", "CD", "VBN", "VBG", "HYPH", "POS")
_REACH = 8
"""Words before a document in which whose it is may be told."""


def author(tokens: Tokens, named: Mapping[int, Name], noun: int) -> Referent | None:
    """The person or organisation of a document with its head at token `noun`, where one alone is named with it:
    "a WMO report", "the WMO's report", "a report by the agency, WMO", "figures released by the WMO".
    """
    spots = (named.get(i) for i in _beside(tokens, noun))
    found = {spot.referent for spot in spots if spot is not None and spot.referent.kind in (ORG, PERSON)}
    return found.pop() if len(found) == 1 else None


def _beside(tokens: Tokens, noun: int) -> Iterator[int]:
    """The tokens at which an author may be named."""
    yield from _before(tokens, noun)
    for head in (owner(tokens, noun, _AUTHORS), *_issuers(tokens, noun)):
        if head is not None:
            yield head
            yield tokens.child(head, APPOSED) or head


def _before(tokens: Tokens, noun: int) -> Iterator[int]:
    """The tokens right before a noun that describe it or tell whose it is."""
    for i in range(noun - 1, max(-1, noun - _REACH), -1):
        if not tokens.tags[i].startswith(_MODIFIERS):
            return
        yield i


def _issuers(tokens: Tokens, noun: int) -> Iterator[int | None]:
    """By whom a document is said to be issued: "a letter sent by"."""
    for child in tokens.children[noun]:
        if tokens.rels[child] == Rel.ACL and tokens.lower[child] in listed("issued"):
            yield agent(tokens, child)
