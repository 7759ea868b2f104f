"""Bodies of a state that speak and are called by its people or name: "the Chadian army said", "US military"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.entities.geography import country_key, demonym_codes
from newsparse.entities.joined import whole
from newsparse.entities.signs import is_listed
from newsparse.names import key_words
from newsparse.text.grammar import Role, agent, governed, role
from newsparse.text.relations import SAID

if TYPE_CHECKING:
    from newsparse.entities.boundaries import Spans
    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["speaking_bodies"]

_LONGEST = 2
"""Words between a people and the noun for its body: "foreign", "air defence"."""


def speaking_bodies(spans: Spans) -> list[Named]:
    """The mentions with the bodies of states that speak somewhere in the text, for the state or its people.

    Of 16 such that speak in annotated news 14 are organisations to its readers, of those that do not a fifth.
    """
    found = [body for mention in spans.named if (body := _body(spans.tokens, mention)) is not None]
    speaking = {key_words(body.text) for body in found if _speaks(spans.tokens, body.stop - 1)}
    return whole(spans, (body for body in found if key_words(body.text) in speaking))


def _body(tokens: Tokens, mention: Named) -> Named | None:
    """The name of a body that begins with a country or its people; None where none does, or more follows it."""
    if not (demonym_codes(mention.text) if mention.label == "NORP" else country_key(mention.text)):
        return None
    for last in range(mention.stop, min(mention.stop + _LONGEST + 1, len(tokens))):
        if tokens.sentences[last] != tokens.sentences[mention.first] or not tokens.words[last].islower():
            return None
        described = mention.is_after_the(tokens) and last > mention.stop
        if is_listed(tokens.lower[last], "state_bodies", *(("described_bodies",) if described else ())):
            return None if _describes(tokens, last) else mention.resized(tokens, mention.first, last + 1, "ORG")
        if not tokens.tags[last].startswith(("NN", "JJ")):
            return None
    return None


def _describes(tokens: Tokens, noun: int) -> bool:
    """Whether a noun only describes the one after it: "an army officer"."""
    return noun + 1 < len(tokens) and tokens.tags[noun + 1].startswith(("NN", "POS", "HYPH"))


def _speaks(tokens: Tokens, head: int) -> bool:
    """Whether a noun is the subject or agent of a verb on which a clause hangs, or tells whose report something is."""
    part, verb = role(tokens, head, head)
    if verb < 0:
        return part == Role.SUBJECT
    does = part == Role.SUBJECT or agent(tokens, verb) == head
    return (does and _says(tokens, verb)) or _is_author(tokens, head, verb)


def _says(tokens: Tokens, verb: int) -> bool:
    return any(tokens.rels[child] in SAID for child in tokens.children[verb])


def _is_author(tokens: Tokens, head: int, above: int) -> bool:
    """Whether a noun is led by "according to" or, behind another, by "by": "a report by the Chadian army"."""
    led = [tokens.lower[by] for by, noun in governed(tokens, above) if noun == head]
    return "according" in (*led, tokens.lower[above]) or (led == ["by"] and tokens.tags[above] == "NN")
