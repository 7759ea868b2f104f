"""What kind a word is of, by the lists and by what stands around it: a feeling, a surname, a thing, a norm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import is_person_noun, kind_of_organisation
from newsparse.names.nouns import singular
from newsparse.text.grammar import PAST
from newsparse.text.relations import Rel

from .lexicon import listed

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens

__all__ = ["is_felt", "is_surname", "is_thing", "norm_behind"]

_NOMINAL = ("CD", "DT", "JJ", "NN", "POS", "PRP$", "VBN")  # tags up to the last noun of a row
_SPEAKING = ("forums", "hearers", "media", "together")


def is_felt(tokens: Tokens, i: int) -> bool:
    """Whether a word is an adjective of who feels or thinks that something is so, behind a copula."""
    return tokens.lower[i] in listed("feelings") and any(tokens.rels[c] == Rel.COP for c in tokens.children[i] if c < i)


def is_surname(tokens: Tokens, i: int) -> bool:
    """Whether a verb with a capital behind a name, in a sentence that is no headline, is part of it: Kais Said."""
    here, before = tokens.sentence(i), max(i - 1, 0)
    named = tokens.words[i].istitle() and tokens.words[before].istitle() and tokens.tags[before] == "NNP"
    running = (k for k in here if tokens.words[k].islower() and tokens.tags[k].startswith(("NN", "VB")))
    return named and i > here.start and any(running)


def is_thing(tokens: Tokens, noun: int) -> bool:
    """Whether a noun in the singular is no person, body or document, which might say something."""
    word = tokens.lower[noun]
    speaks = is_person_noun(word) or kind_of_organisation(word)
    return tokens.tags[noun] == "NN" and not speaks and not any(word in listed(name) for name in _SPEAKING)


def norm_behind(tokens: Tokens, according: int) -> int | None:
    """The norm by which something is done, behind "according to": was tested, according to the | rules; None for what a
    norm says: must be tested, according to the rules.
    """
    stop = according + 2
    while tokens.tags[stop : stop + 1] and tokens.tags[stop].startswith(_NOMINAL):
        stop += 1
    before = tokens.tags[tokens.sentence(according).start : according]
    done = "MD" not in before and not PAST.isdisjoint(before)
    return stop - 1 if done and singular(tokens.lower[stop - 1]) in listed("norms") else None
