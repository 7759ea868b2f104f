"""What a cue says about the quote: its lemma, its act, and whether it is negated."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.text.words import AUXILIARIES, NEGATIVES, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.text.tokens import Tokens
    from newsparse.types import Act

    from .lexicon import Lexicon

__all__ = ["Reading", "is_nobody", "read_cue"]

_AUXILIARIES = AUXILIARIES | word_set("ought to get got gets not n't 've 'll done")
_NEGATIONS = NEGATIVES - {"no", "none", "nothing"}
_SILENT = ("declin", "refus", "fail")
_NONE = word_set("no nobody none neither few no-one nothing")
_HARDLY, _NEARLY = word_set("not hardly scarcely barely"), word_set("almost practically virtually")
_FINAL = word_set("go continue begin start try seem appear keep like love quote cite")
_LEADING = word_set("in as")
_WINDOW = 3  # words before a cue in which an auxiliary carries the negation: "did not, she said, deny"


@dataclass(frozen=True, slots=True)
class Reading:
    """The lemma of a cue ("say", "according to"), its act, and whether it is negated."""

    lemma: str
    act: Act
    negated: bool = False


def read_cue(tokens: Tokens, indices: Iterable[int], lexicon: Lexicon) -> Reading:
    """Read the cue made of the tokens at `indices`."""
    cue = [i for i in indices if any(map(str.isalnum, tokens.words[i]))]
    if not cue:
        return Reading("say", "statement")  # a colon or a dash
    readers = (_phrase, _verb, _noun)
    lemma = next((found for read in readers if (found := read(tokens, cue, lexicon))), None) or _plain(tokens, cue)
    return Reading(lemma, lexicon.act.get(lemma, "statement"), is_negated(tokens, cue))


def is_negated(tokens: Tokens, cue: list[int]) -> bool:
    """Whether the cue holds a negation, or one hangs on its verb."""
    lower = [tokens.lower[i] for i in cue]
    if not _NEGATIONS.isdisjoint(lower) or ("short", "of") in itertools.pairwise(lower):
        return True
    if any(word.startswith(_SILENT) for word in lower) and "to" in lower[1:-1]:  # "declined to say"
        return True
    return any(_denies(tokens, i, child) for i in cue for child in tokens.children[i] if child not in cue)


def _denies(tokens: Tokens, i: int, child: int) -> bool:
    return tokens.lower[child] in _NEGATIONS and 0 < i - child <= _WINDOW


def is_nobody(tokens: Tokens, source: Iterable[int]) -> bool:
    """Whether the words of a source name nobody: "no minister", "few economists", "not one", "hardly anyone"."""
    first, second = [*(tokens.lower[i] for i in source), "", ""][:2]
    return first in _NONE or (first in _HARDLY and second != "only") or (first in _NEARLY and second in _NONE)


_SAME = {"is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "'s": "be", "'re": "be", "am": "be",
         "made": "make", "makes": "make", "making": "make"}  # fmt: skip


def _lemma(tokens: Tokens, i: int, lexicon: Lexicon) -> str:
    lemma = lexicon.lemma.get(tokens.lower[i], tokens.lower[i])
    return _SAME.get(lemma, lemma)


def _phrase(tokens: Tokens, cue: list[int], lexicon: Lexicon) -> str | None:
    """The first phrase of the lexicon in a cue; one that only leads up to a verb is none."""
    lemmas = [_lemma(tokens, i, lexicon) for i in cue]
    has_verb = _verb(tokens, cue, lexicon) is not None
    for at, lemma in enumerate(lemmas):
        verb_follows = any(x in lexicon.act and x in lexicon.lemma for x in lemmas[at + 2 :])
        if not ((lemma in _LEADING and has_verb) or (lemma in _FINAL and verb_follows)):
            found = _phrase_at(lemmas[at:], lexicon)
            if found is not None:
                return found
    return None


def _phrase_at(lemmas: list[str], lexicon: Lexicon) -> str | None:
    """The longest phrase with which some words begin."""
    known = lexicon.phrases.get(lemmas[0], ())
    return next((" ".join(phrase) for phrase in known if _follows(lemmas[1:], phrase[1:])), None)


def _follows(lemmas: list[str], rest: tuple[str, ...]) -> bool:
    """Whether `rest` stands at the head of `lemmas`, adverbs between them allowed."""
    for word in rest:
        while lemmas and lemmas[0] != word and lemmas[0].endswith("ly"):
            lemmas = lemmas[1:]
        if not lemmas or lemmas[0] != word:
            return False
        lemmas = lemmas[1:]
    return True


def _verb(tokens: Tokens, cue: list[int], lexicon: Lexicon) -> str | None:
    """The first verb that attributes; a later one where the first only leads up to it (went on to say)."""
    verbs = [
        lexicon.lemma[tokens.lower[i]]
        for i in cue
        if tokens.lower[i] in lexicon.lemma and tokens.lower[i] not in _AUXILIARIES and tokens.is_verb(i)
    ]
    if not verbs:
        return None
    speaking = [v for v in verbs if v not in _FINAL]
    return speaking[0] if speaking else verbs[0]


def _noun(tokens: Tokens, cue: list[int], lexicon: Lexicon) -> str | None:
    nouns = (tokens.lower[i] for i in cue if not (tokens.tags[i] and tokens.is_verb(i)))
    return next((form for noun in nouns for form in _singulars(noun) if form in lexicon.nouns), None)


def _singulars(noun: str) -> tuple[str, ...]:
    """A noun, and what it may be the plural of."""
    return noun, noun.removesuffix("s"), noun[:-3] + "y" if noun.endswith("ies") else noun


def _plain(tokens: Tokens, cue: list[int]) -> str:
    """A cue that the lexicon does not know: its tokens, verbs by lemma, without auxiliaries and adverbs before them."""
    kept = [i for i in cue if tokens.lower[i] not in _AUXILIARIES] or cue
    while len(kept) > 1 and tokens.tags[kept[0]].startswith("RB"):
        kept = kept[1:]
    return " ".join(
        tokens.lemmas[i] or tokens.lower[i] if tokens.tags[i].startswith("VB") else tokens.lower[i] for i in kept
    )
