"""Which post somebody holds: the director of the Leeds zoo is not "the director of the York museum"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsparse.coref.mentions import is_body, listed
from newsparse.names import covers, fold, key_words, strip_possessive
from newsparse.names.lexicon import long_titles
from newsparse.names.nouns import kind_words, offices_in, singular
from newsparse.text.beside import titles_before
from newsparse.text.words import (
    ARTICLES,
    CONJUNCTIONS,
    FORMER,
    POSSESSIVE_MARKS,
    POSTED,
    PREPOSITIONS,
    RELATIVES,
    WHILE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse import types
    from newsparse.coref.candidates import Anaphor
    from newsparse.coref.referents import Referent
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

__all__ = ["Posts"]

_ENDS = (PREPOSITIONS | RELATIVES | WHILE) - POSTED
_SMALL = ARTICLES | POSSESSIVE_MARKS | CONJUNCTIONS | POSTED
_LONGEST = 5
"""Words of a name."""


class _Place(NamedTuple):
    """A country, place, people or body that may tell a post: the words of its names, those for its kind left out, or
    its code where it is a country or its people; and the country that it is in.
    """

    told: frozenset[str]
    lies: frozenset[str]


class _Post(NamedTuple):
    """What is told of a post: whose it is (words, codes of countries), in which countries that lies, and its fields:
    "the Ohio fire chief" -> ohio; US; fire.
    """

    told: frozenset[str]
    lies: frozenset[str]
    fields: frozenset[str]


class Posts:
    """What the phrases and the roles of a text tell of posts, by the entities in it."""

    def __init__(self, tokens: Tokens, entities: Iterable[types.Entity]) -> None:
        self.tokens = tokens
        self._places: dict[str, _Place] = {}
        for each in entities:
            if each.label not in ("PERSON", "MISC"):
                self._places |= dict.fromkeys(map(fold, (each.name, *each.aliases)), _place(each))

    def holds_another(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether a phrase tells a post, and somebody whom the text calls by its noun is told to hold only others."""
        if asked.phrase is None:
            return False
        words, at = self.tokens.words[asked.first : asked.stop], asked.head - asked.first
        post = self._read(words, at, common=set(self.tokens.tags[asked.head - 1 : asked.head]) <= {"NN"})
        held = self._held(offered, asked.phrase.noun)
        return bool(held) and all(_are_apart(post, each) for each in held)

    def _held(self, offered: Referent, noun: str) -> list[_Post]:
        """What the roles of somebody that hold a noun tell of a post."""
        roles = (self._read(words, at) for words, at in self._roles(offered) if _holds(words[: at + 1], noun))
        return [each for each in roles if each.told or each.fields]

    def _roles(self, offered: Referent) -> Iterator[tuple[Sequence[str], int]]:
        """The words of the roles of somebody, each with where its head stands: those of the entity, and "Governor
        (Hale) of Ohio".
        """
        for role in offered.entity.roles if offered.entity is not None else ():
            words = list(map(strip_possessive, role.replace(",", " ").split()))
            yield words, next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words)) - 1
        yield from filter(None, map(self._divided, offered.spots))

    def _divided(self, spot: Span) -> tuple[Sequence[str], int] | None:
        """The words of a role that a name parts."""
        tokens, (first, stop) = self.tokens, spot
        begin = titles_before(tokens, first)[0]
        if begin == first or tokens.lower[stop : stop + 1] != ["of"]:
            return None
        behind = takewhile(_is_of_name, tokens.words[stop + 1 : stop + 1 + _LONGEST])
        return [*tokens.words[begin:first], "of", *behind], first - begin - 1

    def _read(self, words: Sequence[str], at: int, *, common: bool = True) -> _Post:
        """The post that words around the head at one of them tell; `common` where that before it may be its field."""
        before, rest = self._names(words[:at])
        behind, more = self._names(_complement(words, at + 1))
        told = _joined(each.told for each in (*before, *behind))
        told |= {word for each in more if each[0].isupper() and not kind_words(word := fold(each))}
        fields = [each for each in more if not each[0].isupper()]
        if common and rest[-1:] == words[at - 1 : at] and fold(words[at]) in listed("departments"):
            fields += rest[-1:]
        return _Post(
            told, _joined(each.lies for each in (*before, *behind)), frozenset(filter(_is_field, map(fold, fields)))
        )

    def _names(self, words: Sequence[str]) -> tuple[list[_Place], list[str]]:
        """The known names among some words, and the other words, small ones left out."""
        found, rest, i = [], [], 0
        while i < len(words):
            sizes = range(min(_LONGEST, len(words) - i), 0, -1)
            size = next((k for k in sizes if fold(" ".join(words[i : i + k])) in self._places), 0)
            if size:
                found.append(self._places[fold(" ".join(words[i : i + size]))])
            elif words[i].lower() not in _SMALL:
                rest.append(words[i])
            i += size or 1
        return found, rest


def _place(entity: types.Entity) -> _Place:
    """What an entity that is no person tells of a post."""
    lies = frozenset(filter(None, [entity.country]))
    if lies and entity.admin1 is None and entity.label in ("GPE", "LOC", "NORP"):
        return _Place(lies, lies)
    words = _joined(map(frozenset, map(key_words, (entity.name, *entity.aliases))))
    own = frozenset(word for word in words if not kind_words(word))
    return _Place(frozenset() if entity.label == "NORP" else own or words, lies)


def _joined(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _holds(words: Sequence[str], noun: str) -> bool:
    """Whether a role holds a noun, or one that it covers."""
    folded = [fold(word).rstrip(".") for word in words]
    return any(covers(noun, long_titles().get(each, each)) for each in folded) or noun in offices_in(" ".join(folded))


def _complement(words: Sequence[str], begin: int) -> Sequence[str]:
    """What follows a head by "of" and its like, up to other prepositions and marks."""
    if POSTED.isdisjoint(words[begin : begin + 1]):
        return ()
    return list(takewhile(lambda word: word.lower() not in _ENDS and word[0].isalnum(), words[begin + 1 :]))


def _is_of_name(word: str) -> bool:
    """Whether a word may go on with a name."""
    return word in ARTICLES or word[0].isupper()


def _is_field(word: str) -> bool:
    """Whether a word may tell a field, and not a body that is known: "of mines", but not "of the agency"."""
    return word.isalpha() and word not in FORMER and not is_body(singular(word))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets that hold something share nothing."""
    return bool(one and other) and one.isdisjoint(other)


def _are_apart(one: _Post, other: _Post) -> bool:
    """Whether two posts are not one: of other places or bodies, or of other fields. "The Portuguese coach" may be that
    of Roma.
    """
    if _differ(one.fields, other.fields):
        return True
    alike = (one.told <= one.lies) == (other.told <= other.lies)
    shared = one.told & other.lies or one.lies & other.told
    return alike and not shared and _differ(one.told, other.told)
