"""What the names of a text tell about each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from newsparse.entities.organisations import SITE, bracketed, brackets_after
from newsparse.names import fold, initials, key_words, parse_person, without_the
from newsparse.names.nouns import company_words
from newsparse.text.words import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsparse.entities.case import Case
    from newsparse.entities.named import Named
    from newsparse.names import PersonName
    from newsparse.text.tokens import Tokens

__all__ = ["Facts", "facts_of"]

_SMALL_WORDS = 2
"""So many small words stand in what letters stand for, which have none for them: "memorandum of understanding"."""

Words = tuple[str, ...]
"""The folded words of a name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the names of a text tell about each other; all words folded.

    `persons` are the words of full names, `families` their last ones with the names, `givens` their first ones;
    `firsts` the first words of organisations, `firms` those of companies, `letters` what organisations spell,
    `brackets` what stands in brackets after one, `buildings` what stands so for a place of several words, with
    its label. `nouns` are letters in brackets after words in small letters that they stand for; `teams` are the words
    of names that the text says are teams'.
    """

    persons: frozenset[str]
    families: Mapping[str, frozenset[Words]]
    givens: frozenset[str]
    firsts: frozenset[str]
    firms: frozenset[str]
    letters: frozenset[str]
    brackets: frozenset[str]
    buildings: Mapping[str, str]
    nouns: frozenset[str]
    teams: frozenset[Words]


def facts_of(tokens: Tokens, cases: Sequence[Case], kinds: Sequence[str], beside: Sequence[Sequence[str]]) -> Facts:
    """The facts of a text whose names are taken to be of these kinds, and have these signs beside them."""
    of = _of_kinds(cases, kinds)
    full = _full(of["PERSON"])
    long = list(_long(of["ORG"]))
    return Facts(
        persons=frozenset(chain.from_iterable(name.words for name in full)),
        families=_families(full),
        givens=frozenset(name.words[0] for name in full),
        firsts=frozenset(words[0] for words in long),
        firms=frozenset(words[0] for words in long if words[-1] in company_words()),
        letters=frozenset(_letters(of["ORG"])),
        brackets=frozenset(_in_brackets(tokens, of["ORG"])),
        buildings=_bracketed(tokens, [place for place in of["PLACE"] if " " in place.text]),
        nouns=frozenset(_of_nouns(tokens)),
        teams=frozenset(case.words for case, signs in zip(cases, beside, strict=True) if "a team's" in signs),
    )


def _of_kinds(cases: Sequence[Case], kinds: Sequence[str]) -> defaultdict[str, list[Named]]:
    """Kind -> the mentions that are taken to be of it."""
    of: defaultdict[str, list[Named]] = defaultdict(list)
    for case, kind in zip(cases, kinds, strict=True):
        of[kind].append(case.mention)
    return of


def _full(named: Sequence[Named]) -> list[PersonName]:
    """The names of several words that some persons have."""
    return [name for mention in named if len((name := parse_person(mention.text)).words) > 1]


def _bracketed(tokens: Tokens, named: Sequence[Named]) -> dict[str, str]:
    """What stands for some names in brackets after them, with their labels."""
    return {fold(letters).replace(".", ""): named[i].label for i, letters in brackets_after(tokens, named).items()}


def _of_nouns(tokens: Tokens) -> Iterator[str]:
    """What stands in brackets for words in small letters behind none with a capital: "a solar home system (SHS)".

    Without the sign of several: "small and medium-sized enterprises (SMEs)".
    """
    for i in (i for i, word in enumerate(tokens.words) if word == "("):
        letters = fold(bracketed(tokens, i).removesuffix("s"))
        sizes = range(len(letters), len(letters) + _SMALL_WORDS + 1) if len(letters) > 1 else ()
        if any(_are_nouns(tokens, i - size, i, letters) for size in sizes if size < i):
            yield letters


def _are_nouns(tokens: Tokens, first: int, stop: int, letters: str) -> bool:
    """Whether words in small letters, behind none with a capital but an article, have these initials."""
    words, before = tokens.words[first:stop], tokens.words[first - 1]
    if before[0].isupper() and tokens.lower[first - 1] not in ARTICLES:
        return False
    return all(map(str.islower, words)) and words[0][0] == letters[0] and letters in initials(" ".join(words))


def _in_brackets(tokens: Tokens, named: Sequence[Named]) -> Iterator[str]:
    """The words with a capital that stand alone in brackets after some names of several words."""
    words = (bracketed(tokens, each.stop) for each in named if " " in each.text)
    return (fold(word).replace(".", "") for word in words if word[:1].isupper())


def _long(named: Sequence[Named]) -> Iterator[tuple[str, ...]]:
    """The words without "the" of organisations with more than one (of the address of a site, its name), whose first
    word may stand for them: no "Bank of ...".
    """
    words_of = (without_the(key_words(SITE.sub(" com", mention.text))) for mention in named)
    return (words for words in words_of if len(words) > 1 and words[1] not in ("of", "for", "and"))


def _families(full: Sequence[PersonName]) -> dict[str, frozenset[tuple[str, ...]]]:
    """Family name -> the full names with it."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in full:
        for word in (name.words[-1], name.family):
            found.setdefault(word, set()).add(name.words)
    return {word: frozenset(names) for word, names in found.items()}


def _letters(named: Sequence[Named]) -> Iterator[str]:
    """What organisations spell, and those that are letters alone."""
    for mention in named:
        if " " in mention.text:
            yield from (letters for letters in initials(mention.text) if len(letters) > 1)
        if mention.text.isupper() and len(mention.text) > 1:
            yield fold(mention.text)
