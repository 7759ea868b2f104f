"""Signs of the kind of bearer that a name has: in its words, in what stands beside it, in the rest of the text.

A sign has a name; `data/signs.toml` says how much it speaks for and against each kind. A sign alone decides nothing:
`newsparse.entities.labels` weighs all of them with the tagger's chances.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import candidates
from newsparse.entities.geography import demonym_codes, is_local, lookup
from newsparse.entities.named import PLACES
from newsparse.entities.organisations import SITE, brackets_after
from newsparse.entities.signs_beside import CLUB_WORDS, PLACE_WORDS, is_full_name, is_many, is_storm, is_title
from newsparse.names import PersonName, fold, initials, key_words, parse_person
from newsparse.names.lexicon import given_names
from newsparse.names.nouns import (
    company_words,
    namesakes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["Facts", "facts_of", "signs_in_text"]

_SHORTEST = 4
_LARGE = 100_000
"""People of a city that is known by its name alone, though the list of places calls it a town."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the names of a text tell about each other; all words folded.

    `persons` are the words of full names, `families` their last ones with the names, `givens` their first ones, `alone`
    persons of one word; `firsts` the first words of organisations, `firms` those of companies, `clubs` whole and short
    names of clubs, `letters` what organisations spell, `buildings` what stands in brackets after a place, with its
    label, `storms` names of storms.
    """

    persons: frozenset[str] = frozenset()
    families: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    givens: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    clubs: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    buildings: Mapping[str, str] = field(default_factory=dict)
    storms: frozenset[str] = frozenset()


def facts_of(tokens: Tokens, named: Sequence[Named], kinds: Sequence[str]) -> Facts:
    """The facts of a text whose names are taken to be of these kinds."""

    def of(kind: str) -> list[Named]:
        return [n for n, each in zip(named, kinds, strict=True) if each == kind]

    people = [parse_person(n.text) for n in of("PERSON")]
    full = [name for name in people if len(name.words) > 1]
    bodies = [_without_the(key_words(SITE.sub(" com", n.text))) for n in of("ORG")]
    long = [words for words in bodies if len(words) > 1 and words[1] not in ("of", "for", "and")]
    clubs = [words for words in long if words[-1] in CLUB_WORDS]
    prefixed = [words[1] for n, words in zip(of("ORG"), bodies, strict=True) if len(words) == 2 and _is_prefix(n.text)]
    buildings = [n for n in of("PLACE") if n.stop - n.first > 1]
    return Facts(
        persons=frozenset(word for name in full for word in name.words),
        families=_families(full),
        givens=frozenset(name.words[0] for name in full),
        alone=frozenset(name.words[0] for name in people if len(name.words) == 1),
        firsts=frozenset(words[0] for words in long) | frozenset(prefixed),
        firms=frozenset(words[0] for words in long if words[-1] in company_words()),
        clubs=frozenset(text for words in clubs for text in (" ".join(words), words[0], words[-1])),
        letters=frozenset(a for n in of("ORG") if " " in n.text for a in initials(n.text) if len(a) > 1)
        | frozenset(fold(n.text) for n in of("ORG") if n.text.isupper() and len(n.text) > 1),
        buildings={fold(letters): buildings[i].label for i, letters in brackets_after(tokens, buildings).items()},
        storms=frozenset(key_words(n.text)[-1] for n in named if is_storm(tokens, n)),
    )


def _families(full: Sequence[PersonName]) -> dict[str, frozenset[tuple[str, ...]]]:
    """Family name -> the full names with it."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in full:
        for word in (name.words[-1], name.family):
            found.setdefault(word, set()).add(name.words)
    return {word: frozenset(names) for word, names in found.items()}


def _without_the(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("the",) else words


def _is_prefix(text: str) -> bool:
    """Whether a name begins with such letters as stand before the names of clubs: "TP Nkana", "FC Vell"."""
    word = text.split(maxsplit=1)[0]
    return word.isupper() and 1 < len(word) <= 3 and word.isalpha()


def signs_in_text(tokens: Tokens, mention: Named, facts: Facts) -> Iterator[str]:
    """The signs that the tables of places and the other names of the text give."""
    words = key_words(mention.text)
    if not words:
        return
    if facts.persons.isdisjoint(words):
        if not (mention.first and is_title(tokens, mention.first - 1)):
            yield from _of_places(mention)
        given = words[0] in given_names() and tokens.lower[mention.stop : mention.stop + 2] != [",", "which"]
        if mention.label == "PERSON" and not given and is_many(tokens, mention):
            yield "many"
    own = len(words) > 1 or words[0] not in facts.persons
    if mention.label == "ORG" and own and not is_full_name(mention, words):
        yield "called an organisation"
    if len(words) == 1:
        yield from _of_one_word(tokens, mention, words[0], facts)
    elif _ends_in_family(mention, words, facts):
        yield "a family of the text at its end"
    elif is_local(words[-1]) and mention.label == "PERSON":
        yield "a place by its last word"
    elif len(words) == 2 and words[1] in facts.alone - facts.families.keys() and _may_be_given(mention, words[0]):
        yield "a person of the text by its last word"
    yield from _of_letters(tokens, mention, words, facts)
    if mention.label not in PLACES and brackets_after(tokens, [mention]):
        yield "its letters follow in brackets"
    if " ".join(words) in facts.clubs and (mention.label == "PERSON" or not lookup(mention.text).is_well_known):
        yield "a club of the text"


def _is_plural(tokens: Tokens, mention: Named) -> bool:
    return tokens.tags[mention.first] == "NNPS"


def _of_letters(tokens: Tokens, mention: Named, words: tuple[str, ...], facts: Facts) -> Iterator[str]:
    """What its capitals spell: "OWB", the Oslo Water Board, and "Vell WI", a branch of the WI."""
    letters = fold(mention.text).replace(".", "")
    if mention.label not in PLACES | {"PERSON", "ORG"}:
        return
    ends = len(words) > 1 and tokens.words[mention.stop - 1].isupper()
    if letters in facts.buildings and mention.text.isupper():
        yield "letters of a building of the text"
    elif not lookup(mention.text).codes and (
        (mention.text.replace(".", "").isupper() and letters in facts.letters) or (ends and words[-1] in facts.letters)
    ):
        yield "letters of an organisation of the text"


def _ends_in_family(mention: Named, words: tuple[str, ...], facts: Facts) -> bool:
    """Whether what is called a place ends in the family name of somebody else of the text."""
    others = facts.families.get(words[-1], frozenset()) - {words}
    return bool(others) and mention.label in PLACES and words[0] not in PLACE_WORDS and not is_full_name(mention, words)


def _may_be_given(mention: Named, word: str) -> bool:
    return word in given_names() or (mention.label in PLACES and word not in PLACE_WORDS)


def _of_places(mention: Named) -> Iterator[str]:
    place = lookup(mention.text)
    if fold(mention.text) in given_names() or len(mention.text) < _SHORTEST:
        return
    if place.kind in ("country", "capital", "spelling"):
        yield "a country or capital"
    elif place.is_well_known or _is_large(mention.text):
        yield "a city or region, called a person" if mention.label == "PERSON" else "a city or region"


def _is_large(name: str) -> bool:
    return any(spot.kind == "region" or (spot.population or 0) >= _LARGE for spot in candidates(name))


def _of_one_word(tokens: Tokens, mention: Named, word: str, facts: Facts) -> Iterator[str]:
    the = mention.first > 0 and tokens.lower[mention.first - 1] == "the"
    if word in facts.families and not the and not mention.text.isupper():
        also = lookup(mention.text).codes or word in namesakes()
        yield "a family of the text, and another name" if also else "a family of the text"
    elif the and word.endswith("s") and word[:-1] in facts.families and not demonym_codes(mention.text):
        yield "the family of a person of the text"
    elif word in facts.givens:
        yield "a given name of the text"
    elif (
        mention.label == "PERSON" and mention.text.endswith(("ies", "ers")) and not the and _is_plural(tokens, mention)
    ):
        yield "fans"
    if word in facts.storms:
        yield "a storm"
    listed = lookup(mention.text).is_well_known or demonym_codes(mention.text) or word in given_names()
    firsts = facts.firms if mention.label in PLACES | {"NORP"} else facts.firsts
    if word in firsts - facts.persons and not listed:
        yield "an organisation of the text by its first word"
