"""Whose a document is: who is told to have made, sent or signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsparse.coref.mentions import Noun, listed
from newsparse.coref.referents import acting
from newsparse.names import fold
from newsparse.names.nouns import platforms
from newsparse.tables import load
from newsparse.text.grammar import agent, conjuncts, governed, is_passive, owner, subject
from newsparse.text.relations import APPOSED, DESCRIBING, OBJECTS, Rel
from newsparse.text.words import BEARING, MAKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from newsparse.coref.mentions import NounPhrase
    from newsparse.coref.referents import Referent
    from newsparse.text.tokens import Tokens

    Bearer = Callable[[int], Referent | None]

__all__ = ["Document", "carries", "deeds", "is_shared", "maker", "writer"]

_MODIFIERS = ("NN", "JJ", "CD", "VBN", "VBG", "HYPH", "POS")
_JOINING = ("-", "–", "/")
_REACH = 8
"""Words before a document in which whose it is may be told."""


class Document(NamedTuple):
    """The document that a text spoke of last by a noun: who made it, None where that is not told, and the sentence;
    `shared` tells that several made it together, `writer` at which token stands who did, where it is not known yet for
    whom that is.
    """

    maker: Referent | None
    sentence: int
    shared: bool = False
    writer: int = -1


def maker(tokens: Tokens, bearer: Bearer, phrase: NounPhrase) -> Referent | None:
    """The person or organisation that is told to have made a document; `bearer` gives whom a token stands for.

    "A WMO report", "its report", "a report by the agency, WMO", "figures released by the WMO", "the WMO sent a letter",
    "the WMO said in a letter".
    """
    if phrase.kind != Noun.DOCUMENT and owner(tokens, phrase.head, ()) is not None:
        return None
    told = {each for i in _before(tokens, phrase) if (each := acting(bearer(i)))}
    before = {each for each in told if not carries(each, phrase)}
    if before:
        return before.pop() if len(before) == 1 else None
    found = (each for head in _told(tokens, phrase) for i in _names(tokens, head) if (each := acting(bearer(i))))
    return next(found, None)


def carries(referent: Referent, phrase: NounPhrase) -> bool:
    """Whether somebody is but the platform that a document stands on: "a Facebook post"."""
    platform = referent.entity is not None and fold(referent.entity.name) in platforms()
    return platform and phrase.noun in listed("posts")


def writer(tokens: Tokens, phrase: NounPhrase) -> int:
    """The token that tells who made a document, and stands behind it: "in a statement, the ministry said"; else -1."""
    return next((i for i in _told(tokens, phrase) if i is not None and i > phrase.head), -1)


def deeds(lemma: str) -> Sequence[str]:
    """The nouns for what is made by who does something: "report", for "report"; none for most verbs."""
    table: dict[str, list[str]] = load("newsparse.coref", "kinds.toml")["deeds"]
    return table.get(lemma, ())


def is_shared(tokens: Tokens, phrase: NounPhrase, named: Container[int]) -> bool:
    """Whether several are told to have made a document: "a joint statement", "a report by the WMO and the FAO", "the
    Courier-Pollster survey"; `named` holds the tokens of names.
    """
    if "joint" in phrase.modifiers:
        return True
    joined = any(i not in named and _joins(tokens, i) for i in range(phrase.first, phrase.head))
    heads = (head for head in _told(tokens, phrase) if head is not None)
    return joined or any(_are_several(conjuncts(tokens, head), named) for head in heads)


def _are_several(heads: Sequence[int], named: Container[int]) -> bool:
    """Whether heads that are joined are no parts of one name: "the WMO and the FAO", not "Lodge & Partner"."""
    return any(i not in named for i in range(min(heads), max(heads) + 1)) and len(heads) > 1


def _joins(tokens: Tokens, i: int) -> bool:
    """Whether a hyphen or a slash joins two words with capitals."""
    return tokens.words[i] in _JOINING and all(tokens.words[k][:1].isupper() for k in (i - 1, i + 1))


def _before(tokens: Tokens, phrase: NounPhrase) -> Iterator[int]:
    """The tokens right before a document that describe it or tell whose it is."""
    reach = _REACH * (phrase.kind == Noun.DOCUMENT)
    for i in range(phrase.head - 1, max(-1, phrase.head - 1 - reach), -1):
        if not (tokens.tags[i].startswith(_MODIFIERS) or tokens.words[i] in ("(", ")")):
            return
        yield i


def _told(tokens: Tokens, phrase: NounPhrase) -> Iterator[int | None]:
    """The heads of who is told to have made it: its owner, by whom it was issued, who issued it, who said so in it."""
    noun = phrase.head
    verb = tokens.heads[noun]
    yield owner(tokens, noun, MAKING)
    if tokens.rels[noun] in OBJECTS and tokens.lower[verb] in listed("issued"):
        yield subject(tokens, verb)
    elif tokens.rels[noun] == Rel.PASS_SUBJ:
        yield _issuer(tokens, verb)
    elif phrase.indefinite and any(at == noun and tokens.lower[led] in BEARING for led, at in governed(tokens, verb)):
        yield None if is_passive(tokens, verb) else subject(tokens, verb)
    for child in tokens.children[noun]:
        if tokens.rels[child] in DESCRIBING:
            yield _issuer(tokens, child)


def _issuer(tokens: Tokens, verb: int) -> int | None:
    """By whom a document is said to be issued: "a letter sent by", "an email was sent from"."""
    if tokens.lower[verb] not in listed("issued"):
        return None
    return agent(tokens, verb) or next((at for led, at in governed(tokens, verb) if tokens.lower[led] == "from"), None)


def _names(tokens: Tokens, head: int | None) -> Iterator[int]:
    """A head and what is apposed to it."""
    if head is not None:
        yield tokens.child(head, APPOSED) or head
        yield head
