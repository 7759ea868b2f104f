"""The mentions of a text, read once for a whole walk: its names, pronouns and noun phrases, each with its facts.

Noun phrases are those that may stand for somebody named: "the envoy", "the ministry", "her lawyer", "the 34-year-old".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from newsparse import tables
from newsparse.names import fold, gender_of_noun, is_kin, is_person_noun, kind_of_organisation
from newsparse.names.lexicon import titles
from newsparse.names.nouns import company_kinds, is_one_of_a_people, is_surely_organisation, offices_in, singular
from newsparse.names.own import current
from newsparse.text.beside import age_at
from newsparse.text.grammar import Role, conjuncts, head_of, is_main_subject, is_modifier, role
from newsparse.text.words import DEFINITE, INDEFINITE, POSSESSIVE_MARKS, POSSESSIVES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from newsparse.coref.referents import Referent
    from newsparse.names.lexicon import Gender
    from newsparse.names.own import OwnWords
    from newsparse.text.tokens import Tokens

__all__ = [
    "FORMS", "HUMAN", "THIRD_PERSON", "Form", "Mention", "Name", "Noun", "NounPhrase", "calls_company", "is_body",
    "is_plural", "is_role", "listed", "name_at", "noun_kind", "owner_at", "phrase_at", "pronoun_at", "read_mentions",
]  # fmt: skip

THIRD_PERSON: Mapping[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_PARTS = {"he": Role.SUBJECT, "she": Role.SUBJECT, "his": Role.OWNER}
_DETERMINERS = DEFINITE | INDEFINITE
_MODIFIERS = ("JJ", "NN", "CD", "VBN", "HYPH", "POS")
_BEFORE = 6  # words of a phrase before its head
_SMALL = frozenset({"with", "from", "said", "that", "this", "were", "have", "when", "then", "also", "into", "told"})
"""Longer words that stand between no article and noun of an untagged text."""


listed = partial(tables.listed, "newsparse.coref", "kinds.toml")
"""A list of data/kinds.toml by its name, such as `documents`."""


class Form:
    """How a mention names somebody: he and she, it, they, a noun phrase, a name."""

    PRONOUN, NEUTER, THEY, PHRASE, NAME = range(5)


FORMS = dict.fromkeys(("it", "its"), Form.NEUTER) | dict.fromkeys(("they", "them", "their"), Form.THEY)
"""The other pronouns of the third person that may be a source."""


class Noun:
    """What a noun is for."""

    OTHER, PERSON, KIN, PLAIN, AGE, BODY, DOCUMENT = range(7)


HUMAN = frozenset({Noun.PERSON, Noun.KIN, Noun.PLAIN, Noun.AGE})
"""Nouns for persons."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention at tokens `first` to `stop` with its head, and the gender that its words tell.

    `role` and `governor` are as `text.grammar.role` has them, `main` tells the subject of a main clause, `joined` that
    others are joined to it by "and".
    """

    form: int
    first: int
    stop: int
    head: int
    role: str = Role.OTHER
    governor: int = -1
    main: bool = False
    gender: Gender = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Name(Mention):
    """The name of a referent; `modifies` tells that it only describes the noun after it."""

    referent: Referent = field(kw_only=True)
    modifies: bool = False


@dataclass(frozen=True, slots=True)
class NounPhrase(Mention):
    """A noun phrase: `noun` is its head, folded and singular, `kind` what that is for.

    `years` are those of an age, 0 for another noun; `opening` is its first word; `modifiers` are folded, `proper`
    those of them that are written with a capital; `owner` is the last token of whose it is, -1 where that is not told.
    """

    noun: str = ""
    kind: int = Noun.OTHER
    years: int = 0
    opening: str = ""
    modifiers: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    plural: bool = False
    owner: int = -1

    @property
    def definite(self) -> bool:
        """Whether it takes something up by its first word."""
        return self.opening in DEFINITE

    @property
    def indefinite(self) -> bool:
        """Whether its first word says that it takes nothing up."""
        return self.opening in INDEFINITE


def read_mentions(tokens: Tokens, named: Mapping[int, Name], sources: Mapping[int, bool]) -> list[Mention]:
    """The mentions in order of the text; no name holds another mention.

    `named` gives the name that each token of one belongs to, `sources` the heads of the sources of quotes, and whether
    each is a noun phrase: there any noun may be one, and "it" and "they" are.
    """
    own = current()
    heads = (i for i, word in enumerate(tokens.lower) if i in named or i in sources or _may_head(word, own))
    return list(filter(None, (_mention_at(tokens, i, named, sources) for i in heads)))


@lru_cache(maxsize=32768)
def _may_head(word: str, own: OwnWords | None) -> bool:
    """Whether a word may head a mention; most words bring nobody."""
    if word in THIRD_PERSON or word.endswith(("old", "olds")):
        return True
    return bool(_noun_of(word, own)) or singular(word) in listed("documents")


def _mention_at(tokens: Tokens, i: int, named: Mapping[int, Name], sources: Mapping[int, bool]) -> Mention | None:
    """The name that begins with token i, or the pronoun, phrase or document that it heads."""
    if i in named:
        return named[i] if named[i].first == i else None
    if tokens.lower[i] in THIRD_PERSON or (i in sources and tokens.lower[i] in FORMS):
        return pronoun_at(tokens, i)
    return phrase_at(tokens, i, named, source=sources.get(i, False) or _is_document(tokens, i))


def _is_document(tokens: Tokens, i: int) -> bool:
    """Whether a word is a noun for a document: no "will" of "will go"."""
    return singular(tokens.lower[i]) in listed("documents") and (not tokens.tagged or tokens.tags[i].startswith("NN"))


# Names and pronouns.


def name_at(tokens: Tokens, first: int, stop: int, referent: Referent) -> Name:
    """The name of a referent at tokens `first` to `stop`."""
    head = head_of(tokens, first, stop)
    part, governor = role(tokens, head, stop - 1)
    modifies = is_modifier(tokens, head, stop)
    if modifies and not referent.is_person:  # "the US military said": not the country
        part = Role.OTHER
    elif tokens.lower[stop : stop + 1] == ["'s"]:
        part = Role.OWNER
    main = part == Role.SUBJECT and is_main_subject(tokens, head, first)
    return Name(
        Form.NAME,
        first,
        stop,
        head,
        part,
        governor,
        main,
        joined=len(conjuncts(tokens, head)) > 1,
        referent=referent,
        modifies=modifies,
    )


def pronoun_at(tokens: Tokens, i: int) -> Mention:
    """The pronoun at a token."""
    lower = tokens.lower[i]
    part, governor = role(tokens, i, i)
    part = _PARTS.get(lower, Role.OWNER if lower == "her" and tokens.tags[i] == "PRP$" else part)
    gender, form = THIRD_PERSON.get(lower, ""), FORMS.get(lower, Form.PRONOUN)
    return Mention(form, i, i + 1, i, part, governor, is_main_subject(tokens, i, i), gender)


# Noun phrases.


def phrase_at(tokens: Tokens, i: int, named: Container[int], *, source: bool = False) -> NounPhrase | None:
    """The noun phrase headed by token `i`, when it is one for a person or an organisation and holds no name of one.

    The head of a `source` may be any noun, and what stands beside it too.
    """
    begin, years = age_at(tokens, i) or (i, 0)
    known = f"{years}-year-old" if years else _noun_of(tokens.lower[i], current())
    if not source and not (known and _is_head(tokens, i, named)):
        return None
    first, before = _begin(tokens, begin, i)
    office = offices_in(" ".join(tokens.lower[max(first, i - 2) : i + 1]))  # "the chief executive" is the CEO
    noun = next(iter(office), known) or singular(fold(tokens.lower[i]))
    part, governor = role(tokens, i, i)
    plural = not years and is_plural(tokens, i, noun)
    human = not known and _takes_who(tokens, i)
    return NounPhrase(
        Form.PHRASE,
        first,
        i + 1,
        i,
        part,
        governor,
        is_main_subject(tokens, i, first),
        gender_of_noun(noun),
        len(conjuncts(tokens, i)) > 1,
        noun=noun,
        kind=Noun.AGE if years else Noun.PERSON if human else noun_kind(noun, plural=plural),
        years=years,
        opening=tokens.lower[first],
        modifiers=frozenset(fold(tokens.lower[j]) for j in before),
        proper=frozenset(fold(tokens.lower[j]) for j in before if tokens.words[j][0].isupper()),
        plural=plural,
        owner=_owner(tokens, first, i),
    )


def _owner(tokens: Tokens, first: int, head: int) -> int:
    """The last token of whose a phrase is, by what stands before it, or else before its head; -1 where that is none."""
    begin = first if tokens.lower[first] in POSSESSIVES else first - 1
    return next((owner for at in (begin, head - 1) if (owner := owner_at(tokens, at)) >= 0), -1)


def _takes_who(tokens: Tokens, i: int) -> bool:
    """Whether "who" behind a noun tells that it is for a person: "the finder, who is 14"."""
    after = i + 1 + (tokens.lower[i + 1 : i + 2] == [","])
    return tokens.tags[i] == "NN" and tokens.lower[after : after + 1] == ["who"]


def calls_company(noun: str) -> bool:
    """Whether a noun calls a company, any or one of its trade: "firm", "airline"."""
    return noun == "company" or noun in company_kinds() or noun in listed("companies")


def owner_at(tokens: Tokens, i: int) -> int:
    """Who owns by the possessive at token i: the pronoun itself, or the last token before "'s"; -1 for another word."""
    if i >= 0 and tokens.lower[i] in THIRD_PERSON:
        return i
    return i - 1 if i > 0 and tokens.lower[i] in POSSESSIVE_MARKS else -1


@lru_cache(maxsize=8192)
def _noun_of(lower: str, _own: OwnWords | None) -> str:
    """The singular of a word that may head a phrase for a person or an organisation; "" for others."""
    noun = singular(fold(lower))
    return noun if is_person_noun(noun) or kind_of_organisation(noun) else ""


def _is_head(tokens: Tokens, i: int, named: Container[int]) -> bool:
    """Whether a noun heads its phrase: not "council leader", "minister Ana Ruiz"."""
    tag, after = tokens.tags[i], i + 1
    if (tokens.tagged and not tag.startswith(("NN", "JJ", "CD"))) or after in named:
        return False
    if after >= len(tokens) or tokens.sentences[after] != tokens.sentences[i]:
        return True
    return not (tag.startswith("NN") and tokens.tags[after].startswith("NN"))


def _begin(tokens: Tokens, first: int, head: int) -> tuple[int, list[int]]:
    """Where the phrase of a head begins, which itself begins at `first`, and its words between that and the head."""
    between: list[int] = []
    while first > 0 and head - first < _BEFORE and tokens.sentences[first - 1] == tokens.sentences[head]:
        if tokens.lower[first - 1] in _DETERMINERS:
            return first - 1, between
        if not _modifies(tokens, first - 1):
            break
        first -= 1
        between.append(first)
    return first, between


def is_plural(tokens: Tokens, i: int, noun: str) -> bool:
    """Whether token `i`, folded and singular `noun`, is a plural; "the Ugandan" is none, whatever its tag."""
    if tokens.tagged and not is_one_of_a_people(noun):
        return tokens.tags[i] in ("NNS", "NNPS")
    return noun != fold(tokens.lower[i])


def _modifies(tokens: Tokens, i: int) -> bool:
    if tokens.tagged:
        return tokens.tags[i].startswith(_MODIFIERS)
    word, lower = tokens.words[i], tokens.lower[i]
    return word[0].isalnum() and len(word) > 3 and not lower.endswith(("ed", "ly")) and lower not in _SMALL


def noun_kind(noun: str, *, plural: bool = False) -> int:
    """What a noun, folded and singular, is for: one of `Noun`; "figures" are a document, "a figure" is a person."""
    if noun in listed("plain") or is_one_of_a_people(noun):
        return Noun.PLAIN
    document = noun in listed("documents")
    if is_person_noun(noun) and not (plural and document):
        return Noun.KIN if is_kin(noun) else Noun.PERSON
    if document:
        return Noun.DOCUMENT
    return Noun.BODY if is_body(noun) or is_surely_organisation(noun) else Noun.OTHER


def is_body(noun: str) -> bool:
    """Whether a noun, folded and singular, is for an organisation by the lists of its kinds."""
    return noun in listed("bodies") or bool(kind_of_organisation(noun))


def is_role(word: str) -> bool:
    """Whether a word names somebody's office, trade or title."""
    return is_person_noun(singular(fold(word))) or word.rstrip(".") in titles()
