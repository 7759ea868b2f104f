"""Persons without what stands before and after their names: titles, ranks, marks, parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.entities.signs import is_listed
from newsparse.names import fold, is_person_noun
from newsparse.names.lexicon import begins_with_title, given_names, is_office_in_letters, is_rank, titles_at
from newsparse.names.nouns import is_one_of_a_people
from newsparse.text.words import DASHES, OPENING_MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from newsparse.entities.boundaries import Spans
    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["calls_person", "holders_alone", "person_alone", "place_of_party"]

# What American papers put after a politician's name: ", D-Nev.", " (R-Ohio)", " (R)".
_PARTY = re.compile(r"[,(]\s*[A-Z]{1,3}\s?[-–]\s?[A-Z]|\s\([A-Z][a-z]{0,2}\)$")
_PARTIES = frozenset({"D", "DFL", "Dem", "G", "I", "Ind", "L", "NPP", "PDP", "R", "Rep"})


def person_alone(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """A person without titles and party; of "the ferry Princess Anna" the title is the ship's."""
    if mention.label != "PERSON" or (mention.first and is_listed(tokens.lower[mention.first - 1], "things")):
        return (mention,)
    stop = _before_party(tokens, mention)
    first = _after_titles(tokens, _after_marks(tokens, mention.first, stop), stop)
    return (mention.resized(tokens, first, stop),)


def _after_marks(tokens: Tokens, first: int, stop: int) -> int:
    """Where the name begins behind a bracket or mark that opens before the mention, and no name stands before that:
    "Gen. (Retd.) Ana Ruiz", "Producer 'Bo' Lund", but not "Rob “Bo” Dale".
    """
    opening, inside = tokens.words[first - 1] if first else "", tokens.words[first : stop - 1]
    closing = {"(": ")", "‘": "’", "“": "”"}.get(opening, opening)
    if opening not in OPENING_MARKS | {"("} or inside.count(closing) != 1:
        return first
    return first if _ends_name(tokens, first - 2) else first + inside.index(closing) + 1


def _ends_name(tokens: Tokens, i: int) -> bool:
    """Whether a token, if there is one, has a capital and is no title or noun for a person."""
    before = fold(tokens.words[i]).rstrip(".") if i >= 0 else ""
    return bool(before) and tokens.words[i][0].isupper() and not calls_person(before)


def calls_person(word: str) -> bool:
    """Whether a folded word is a noun for a person or begins with a title."""
    return is_person_noun(word) or begins_with_title(word)


def _before_party(tokens: Tokens, mention: Named) -> int:
    """Where the name ends in "Mark Delgado, D-Nev." and "Kay Ivers (R)"."""
    party = _PARTY.search(tokens.text, mention.start + 1, mention.end)
    if party is None:
        return mention.stop
    return max(i + 1 for i in range(mention.first, mention.stop) if tokens.starts[i] < party.start())


def _after_titles(tokens: Tokens, first: int, stop: int) -> int:
    """Where the name begins in "Insp Ruairí McIlhatton", "DCI Marsh" and "Tan Sri Lim Wei"."""
    while stop - first > 1 and is_rank(tokens.words[first]) and tokens.words[first + 1].istitle():
        first += 1
    first += 2 * (titles_at(tokens.words[first:stop]) == 2)
    first += stop - first > 2 and _is_called_by_people(tokens, first)
    while stop - first > 1 and _is_title(tokens, first):
        first += 1 + (tokens.words[first + 1] in (".", "'", "’") and stop - first > 2)
    return first


def _is_called_by_people(tokens: Tokens, i: int) -> bool:
    """Whether a word for one of a people, which is no given name, stands before a full name: "Briton Neil Astley"."""
    word = fold(tokens.words[i])
    return is_one_of_a_people(word) and word not in given_names() and fold(tokens.words[i + 1]) in given_names()


def _is_title(tokens: Tokens, i: int) -> bool:
    """Whether a title, and no given name or half of a double one ("Shah-Deo"), begins a name."""
    word = fold(tokens.words[i]).rstrip(".")
    return begins_with_title(word) and word not in given_names() and tokens.words[i + 1] not in DASHES


def place_of_party(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """The place alone in what stands after a politician's name: "(D-Morriston)"."""
    first = mention.first
    if mention.stop - first < 3 or tokens.words[first] not in _PARTIES or tokens.words[first + 1] not in DASHES:
        return (mention,)
    after_name = first > 1 and tokens.words[first - 1] in ("(", ",") and tokens.words[first - 2][0].isupper()
    return (mention.resized(tokens, first + 2, mention.stop, "LOC") if after_name else mention,)


def holders_alone(spans: Spans) -> list[Named]:
    """The mentions, of what is called an organisation and has the letters of an office only who holds that: "Health MEC
    Ana Ruiz", "MEC for Roads Ana Ruiz"; nothing where nobody is named behind it: "MEC for Public Works".
    """
    tokens = spans.tokens
    letters = [i for i, word in enumerate(tokens.words) if is_office_in_letters(word)]
    told = (i for i in letters if tokens.lower[i - 1 : i] == ["the"] or tokens.lower[i + 1 : i + 2] == ["for"])
    offices = {tokens.words[i] for i in told}  # others are firms
    return [each for mention in spans.named for each in _holder(tokens, mention, offices)]


def _holder(tokens: Tokens, mention: Named, offices: Set[str]) -> Sequence[Named]:
    office = next((i for i in range(mention.first, mention.stop) if tokens.words[i] in offices), -1)
    if mention.label != "ORG" or office < 0:
        return (mention,)
    is_for = tokens.lower[office + 1 : office + 2] == ["for"]
    first = max(office + 3, mention.stop - 2) if is_for else office + 1
    name = tokens.words[first : mention.stop]
    is_full = len(name) > 1 and all(map(str.istitle, name))
    return (mention.resized(tokens, first, mention.stop, "PERSON"),) if is_full else ()
