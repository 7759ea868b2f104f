"""A name that is to be judged, where it stands, and the lists of words that tell of what kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.entities.geography import lookup
from newsparse.entities.named import SIDES
from newsparse.names import fold, key_words
from newsparse.names.lexicon import given_names, is_rank, particles
from newsparse.names.nouns import company_words, kind_words, organisations
from newsparse.tables import listed
from newsparse.text.beside import apposition_after, head_noun, is_title
from newsparse.text.words import ARTICLES

if TYPE_CHECKING:
    from newsparse.entities.geography import Place
    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["Case", "case_of", "is_listed", "is_place_noun", "is_thing_noun"]

_LONGEST_NAME = 4


def is_listed(word: str, part: str) -> bool:
    """Whether a folded word stands in a list of `data/signs.toml`."""
    return word in listed("newsparse.entities", "signs.toml", "words", part)


def is_place_noun(word: str) -> bool:
    """Whether a folded noun says of a name that it is a place's: "capital", "village"."""
    return is_listed(word, "places")


def is_thing_noun(word: str) -> bool:
    """Whether a folded noun before a name says that it is a ship's, a storm's or a weapon's."""
    return is_listed(word, "things")


@dataclass(frozen=True, slots=True)
class Case:
    """A mention to be judged, and where it stands.

    `words` and `name` are folded, `place` is what the tables of places know of the name. `is_titled`: a title or a rank
    in capitals stands right before it. `apposition` is the noun of ", the ... noun," after it, "" where there is none.
    """

    tokens: Tokens
    mention: Named
    words: tuple[str, ...]
    name: str
    place: Place
    is_full_name: bool
    is_titled: bool
    apposition: str

    @property
    def label(self) -> str:
        """The label that the tagger gave."""
        return self.mention.label

    @property
    def is_lone(self) -> bool:
        """Whether the name has one word."""
        return len(self.words) == 1

    @property
    def is_given(self) -> bool:
        """Whether the name begins with a given name."""
        return self.words[0] in given_names()

    def before(self, count: int = 1) -> str:
        """The small word that stands so many tokens before the name; "" where none does."""
        i = self.mention.first - count
        return self.tokens.lower[i] if i >= 0 else ""

    @property
    def after(self) -> str:
        """The small word right after the name; "" at the end."""
        return "".join(self.tokens.lower[self.mention.stop : self.mention.stop + 1])


def case_of(tokens: Tokens, mention: Named) -> Case:
    """What is asked of a mention more than once."""
    words = key_words(mention.text)
    return Case(
        tokens,
        mention,
        words,
        fold(mention.text),
        lookup(mention.text),
        _is_full_name(mention, words),
        _is_titled(tokens, mention.first - 1),
        _apposition(tokens, mention.stop),
    )


def _is_titled(tokens: Tokens, i: int) -> bool:
    """Whether a title or a rank, with a capital as it has before names, ends with token i."""
    if i < 0:
        return False
    at = i - 1 if tokens.words[i] == "." and i else i
    return tokens.words[at][0].isupper() and (is_title(tokens, i) or is_rank(tokens.words[i]))


def _apposition(tokens: Tokens, stop: int) -> str:
    phrase = apposition_after(tokens, stop) if tokens.words[stop : stop + 1] == [","] else None
    if phrase is None or tokens.lower[phrase.first] not in ARTICLES:
        return ""
    head = head_noun(tokens, phrase)
    return (
        fold(tokens.cut(tokens.word_start(head), head + 1)) if head is not None and tokens.words[head].islower() else ""
    )


def _is_full_name(mention: Named, words: tuple[str, ...]) -> bool:
    """Whether a name of two words or more begins with a given name, and nothing in it is of another kind."""
    if not 1 < len(words) <= _LONGEST_NAME or not _is_written_as_name(mention.text):
        return False
    if lookup(mention.text).codes or fold(mention.text) in organisations() or _is_of_another_kind(words):
        return False
    family_first = words[-1] in particles("family_first") and not is_listed(words[0], "before_places")
    return words[0] in given_names() or is_listed(words[0], "given") or family_first


def _is_of_another_kind(words: tuple[str, ...]) -> bool:
    """Whether the last words of a name are those of organisations, clubs or places."""
    kinds = (kind_words(word) or word in company_words() or is_listed(word, "clubs") for word in words[1:])
    return words[-1] in SIDES or any(kinds)


def _is_written_as_name(text: str) -> bool:
    """Whether a text is of letters, each word with a capital or a particle: "Ana de Souza"."""
    if text.isupper() or not text.replace(" ", "").replace("-", "").isalpha():
        return False
    return all(word[0].isupper() or word in particles("particles") for word in text.split())
