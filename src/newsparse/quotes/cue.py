"""What a cue says about the quote: its lemma, its act, and whether it is negated."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import Words, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.types import Act

    from .lexicon import Lexicon

__all__ = ["Reading", "is_nobody", "read_cue"]

_AUXILIARIES = word_set(
    "be am is are was were been being 'm 's 're 'd 'll 've have has had having do does did done will would wo ca shall"
    " should can could may might must ought to get got gets not n't"
)
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "nobody", "hardly", "without"})
_SILENT = frozenset({"decline", "refuse", "fail"})
_NONE = frozenset({"no", "nobody", "none", "neither", "few", "no-one", "nothing"})
_FINAL = frozenset({"go", "continue", "begin", "start", "try", "seem", "appear", "keep", "quote", "cite"})
_PREPOSITIONS = word_set("in as")
_WINDOW = 3  # words before a cue in which an auxiliary carries the negation: "did not, she said, deny"


@dataclass(frozen=True, slots=True)
class Reading:
    """The lemma of a cue ("say", "according to"), its act, and whether it is negated."""

    lemma: str
    act: Act
    negated: bool = False


def read_cue(words: Words, indices: Iterable[int], lexicon: Lexicon) -> Reading:
    """Read the cue made of the words at `indices`."""
    cue = [i for i in indices if any(ch.isalnum() for ch in words.text[i])]
    if not cue:
        return Reading("say", "statement")  # a colon or a dash
    lemma = (
        _phrase(words, cue, lexicon) or _verb(words, cue, lexicon) or _noun(words, cue, lexicon) or _plain(words, cue)
    )
    return Reading(lemma, lexicon.act.get(lemma, "statement"), is_negated(words, cue))


def is_negated(words: Words, cue: list[int]) -> bool:
    """Whether the cue holds a negation, or one hangs on its verb."""
    lower = [words.lower[i] for i in cue]
    if any(word in _NEGATIONS for word in lower) or ("short", "of") in itertools.pairwise(lower):
        return True
    first = cue[0]
    if any(words.lower[i].startswith(verb) for i in cue for verb in _SILENT) and _follows_infinitive(lower):
        return True
    if words.parsed:
        inside = set(cue)
        return any(
            words.lower[c] in _NEGATIONS and 0 < i - c <= _WINDOW
            for i in cue
            for c in words.children[i]
            if c not in inside
        )
    return any(words.lower[i] in _NEGATIONS for i in range(max(0, first - 2), first))


def _follows_infinitive(lower: list[str]) -> bool:
    """Whether a cue leads up to another verb: "declined to say", which "declined" alone is not."""
    return "to" in lower[1:-1]


def is_nobody(words: Words, source: Iterable[int]) -> bool:
    """Whether the words of a source name nobody: "no minister", "neither side", "few economists"."""
    first = next((words.lower[i] for i in source), "")
    return first in _NONE


def _lemma(words: Words, i: int, lexicon: Lexicon) -> str:
    return lexicon.lemma.get(words.lower[i], words.lower[i])


def _phrase(words: Words, cue: list[int], lexicon: Lexicon) -> str | None:
    lemmas = [_lemma(words, i, lexicon) for i in cue]
    lemmas = ["be" if x in ("is", "are", "was", "were", "been", "'s", "'re", "am") else x for x in lemmas]
    lemmas = ["make" if x in ("made", "makes", "making") else x for x in lemmas]
    for at, lemma in enumerate(lemmas):
        verb_follows = any(x in lexicon.act for x in lemmas[at + 2 :] if x in lexicon.lemma)
        if (lemma in _PREPOSITIONS and _verb(words, cue, lexicon)) or (lemma in _FINAL and verb_follows):
            continue
        for phrase in lexicon.phrases.get(lemma, ()):
            if _follows(lemmas[at + 1 :], phrase[1:]):
                return " ".join(phrase)
    return None


def _follows(lemmas: list[str], rest: tuple[str, ...]) -> bool:
    """Whether `rest` stands at the head of `lemmas`, adverbs between them allowed."""
    for word in rest:
        while lemmas and lemmas[0] != word and lemmas[0].endswith("ly"):
            lemmas = lemmas[1:]
        if not lemmas or lemmas[0] != word:
            return False
        lemmas = lemmas[1:]
    return True


def _verb(words: Words, cue: list[int], lexicon: Lexicon) -> str | None:
    """The first verb that attributes; a later one where the first only leads up to it (went on to say)."""
    verbs = [
        lexicon.lemma[words.lower[i]]
        for i in cue
        if words.lower[i] in lexicon.lemma and words.lower[i] not in _AUXILIARIES and words.is_verb(i)
    ]
    if not verbs:
        return None
    speaking = [v for v in verbs if v not in _FINAL]
    return speaking[0] if speaking else verbs[0]


def _noun(words: Words, cue: list[int], lexicon: Lexicon) -> str | None:
    for i in cue:
        word = words.lower[i]
        for form in (
            word,
            word[:-1] if word.endswith("s") else word,
            word[:-3] + "y" if word.endswith("ies") else word,
        ):
            if (form in lexicon.nouns and not words.is_verb(i)) or (form in lexicon.nouns and not words.tag[i]):
                return form
    return None


def _plain(words: Words, cue: list[int]) -> str:
    """A cue that the lexicon does not know: its words, verbs by lemma, without auxiliaries and adverbs before them."""
    kept = [i for i in cue if words.lower[i] not in _AUXILIARIES] or cue
    while len(kept) > 1 and words.tag[kept[0]].startswith("RB"):
        kept = kept[1:]
    return " ".join(words.lemma[i] or words.lower[i] if words.tag[i].startswith("VB") else words.lower[i] for i in kept)
