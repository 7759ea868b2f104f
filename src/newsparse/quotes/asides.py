"""Attributions in an aside that has no verb of saying: "in the words of one aide", "as her mother put it".

What the aside stands in is the content: a quotation that follows it, else the rest of its sentence. Sentences in which
something else is a cue are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .draft import Draft, without
from .phrases import phrase_after, phrase_before
from .words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scene import Scene
    from .words import Span, Words

__all__ = ["read_asides"]

_VIEWS = word_set("estimation judgement judgment opinion phrase reckoning telling view words")
_OWNERS = word_set("her his its their")
_PUT_IT = word_set("put puts see sees saw tell tells told describe describes described")
_SAY = word_set("liked likes loved loves used")
_LONGEST = 12  # words of an aside


@dataclass(frozen=True, slots=True)
class Aside:
    """Words (first, last) of an aside, of its cue and of its source."""

    span: Span
    cue: Span
    source: Span


def read_asides(scene: Scene) -> None:
    """The attributions that are made in an aside; they replace what a head took for one there."""
    words = scene.words
    for first, end in words.sentence_bounds:
        aside = next(_asides(words, first, end), None)
        if aside is None:
            continue
        span, sentence = words.chars(*aside.span), words.chars(first, end - 1)
        here = [d for d in scene.near(*sentence) if d.start < sentence[1] and sentence[0] < d.end]
        wrong = [d for d in here if d.overlap(*span) or (d.cue and span[0] <= d.cue[0] < span[1])]
        quoted = any(q.start < span[0] for q in scene.between(span[0], span[0] + 1))
        if quoted or any(d.cue for d in here if d not in wrong):
            continue
        contents = _content(scene, aside, first, end)
        for draft in here:
            for cut in [(draft.start, draft.end)] if draft in wrong else contents:
                draft.contents = without(draft.contents, cut)
        if contents:
            rules = dict.fromkeys(("content", "cue", "source"), "aside")
            scene.new(Draft(contents, words.chars(*aside.source), words.chars(*aside.cue), rules=rules))


def _content(scene: Scene, aside: Aside, first: int, end: int) -> list[Span]:
    """A quotation right behind the aside to the end of its sentence, else the rest of the sentence on both sides."""
    words = scene.words
    before, after = (_trimmed(words, *span) for span in ((first, aside.span[0] - 1), (aside.span[1] + 1, end - 1)))
    following = scene.starting(words.start[after[0]]) if after[0] <= after[1] else None
    quoted = following is not None and following.reason is None
    return [words.chars(*span) for span in ([after] if quoted else [before, after]) if span[0] <= span[1]]


def _trimmed(words: Words, first: int, last: int) -> Span:
    """A stretch of words less commas, stops and space at its ends."""
    while first <= last and (words.text[first] in ",;:" or words.text[first].isspace()):
        first += 1
    while first <= last and (words.text[last] in ",;:.!?" or words.text[last].isspace()):
        last -= 1
    return first, last


def _asides(words: Words, first: int, end: int) -> Iterator[Aside]:
    """The asides of a sentence, words `first` to `end` - 1: whole stretches between commas or the sentence's ends."""
    for low, high in _stretches(words, first, end):
        if high - low > _LONGEST or (low == first and high == end):
            continue
        for rule in (_in_the_view_of, _in_ones_view, _as_one_put_it, _as_one_likes_to_say):
            found = rule(words, low, high)
            if found is not None:
                yield found


def _stretches(words: Words, first: int, end: int) -> Iterator[Span]:
    """The stretches of a sentence between commas, and those that run to a quotation or the end over no comma."""
    cuts = [i for i in range(first, end) if words.text[i] in (",", ";", ":", "–", "—", "(", ")")]
    edges = [first - 1, *cuts, end]
    for left, right in pairwise(edges):
        low, high = left + 1, right
        while low < high and (
            words.text[low].isspace() or words.lower[low] in ("and", "but", "because", "which", "that")
        ):
            low += 1
        while high > low and not any(ch.isalnum() for ch in words.text[high - 1]):
            high -= 1
        if low < high:
            yield low, high


def _in_the_view_of(words: Words, low: int, high: int) -> Aside | None:
    """In the words of one aide"""
    begins = words.lower[low : low + 4]
    if len(begins) < 4 or begins[:2] != ["in", "the"] or begins[2] not in _VIEWS or begins[3] != "of":
        return None
    source = phrase_after(words, low + 4, high)
    return Aside((low, high - 1), (low, low + 3), source) if source and source[1] == high - 1 else None


def _in_ones_view(words: Words, low: int, high: int) -> Aside | None:
    """In Yusuf's view; in her words"""
    view = high - 1
    if words.lower[low] != "in" or words.lower[view] not in _VIEWS or high - low < 3:
        return None
    owner = view - 1 - (words.lower[view - 1] == "own")
    if owner == low + 1 and words.lower[owner] in _OWNERS:
        return Aside((low, view), (view, view), (owner, owner))
    if words.lower[owner] in ("'s", "'") and owner > low + 1:
        return Aside((low, view), (view, view), (low + 1, owner))
    return None


def _as_one_put_it(words: Words, low: int, high: int) -> Aside | None:
    """As her mother put it; as he liked to put it in his letters"""
    verb = next((i for i in range(low + 2, high - 1) if words.lower[i] in _PUT_IT and words.lower[i + 1] == "it"), None)
    if verb is None or words.lower[low] not in ("as", "or"):
        return None
    subject = _before_likes(words, verb)
    source = phrase_before(words, subject, low + 1)
    return Aside((low, high - 1), (verb, verb + 1), source) if source and source[0] <= low + 2 else None


def _as_one_likes_to_say(words: Words, low: int, high: int) -> Aside | None:
    """She liked to say; as the old coach used to say"""
    if words.lower[high - 1] != "say" or _before_likes(words, high - 1) == high - 1:
        return None
    first = low + (words.lower[low] == "as")
    source = phrase_before(words, _before_likes(words, high - 1), first)
    return Aside((low, high - 1), (high - 1, high - 1), source) if source and source[0] == first else None


def _before_likes(words: Words, verb: int) -> int:
    """Where the group of a verb begins: at "likes" in "likes to put"."""
    return verb - 2 if words.lower[verb - 1] == "to" and words.lower[verb - 2] in _SAY else verb
