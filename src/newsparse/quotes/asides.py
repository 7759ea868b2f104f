"""Attributions in an aside without a verb of saying: "in the words of an aide", "as he put it", "a court heard".

What the aside stands in is the content: a quotation right beside it, else the rest of its sentence. Sentences in which
something else is a cue are left alone, unless a court hears all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .draft import Draft, without
from .lexicon import forums
from .phrases import phrase_after, phrase_before
from .words import FINITE, last_of, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scene import Scene
    from .typography import Quoted
    from .words import Span, Words

__all__ = ["read_asides"]

_VIEWS = word_set("estimation judgement judgment opinion phrase reckoning telling view words")
_OWNERS = word_set("her his its their")
_PUT_IT = word_set("put puts see sees saw tell tells told describe describes described")
_SAY = word_set("liked likes loved loves used")
_LONGEST = 12  # words of an aside
_LOOSE = " ,;–—-\u00a0"  # between an aside and a quotation beside it
_BREAKS = frozenset("—–-(:.!?")
_HEARD = word_set("heard hears told")
_HELPED = word_set("was is were are has have been had being")
_LEADS = word_set("after before because if since that though until when where whereas which while who")
_PLACED = word_set(
    "at in on during earlier later today yesterday this last monday tuesday wednesday thursday friday saturday sunday"
)
_WHEN = 5  # words from "heard" to the end of its aside: when and where


@dataclass(frozen=True, slots=True)
class Aside:
    """Words (first, last) of an aside, of its cue and of its source; None where it names no speaker."""

    span: Span
    cue: Span
    source: Span | None


def read_asides(scene: Scene) -> None:
    """The attributions that are made in an aside; they replace what a head took for one there."""
    words = scene.words
    for first, end in words.sentence_bounds:
        aside = next(_asides(words, first, end), None)
        if aside is not None:
            _take(scene, aside, first, end)


def _take(scene: Scene, aside: Aside, first: int, end: int) -> None:
    words = scene.words
    span, sentence = words.chars(*aside.span), words.chars(first, end - 1)
    here = [d for d in scene.near(*sentence) if d.start < sentence[1] and sentence[0] < d.end]
    wrong = [d for d in here if d.overlap(*span) or (d.cue and span[0] <= d.cue[0] < span[1])]
    beside = _beside(scene, aside)
    busy = any(q.start < span[0] for q in scene.between(span[0], span[0] + 1)) or any(
        d.cue for d in here if d not in wrong
    )
    if busy and not (beside or aside.source is None):
        return
    contents = [beside.span] if beside else _rest(words, aside, first, end)
    for draft in here:
        for cut in [(draft.start, draft.end)] if draft in wrong else contents if aside.source else []:
            draft.contents = without(draft.contents, cut)
    if contents:
        rules = dict.fromkeys(("content", "cue", "source"), "aside")
        source = words.chars(*aside.source) if aside.source else None
        scene.new(Draft(contents, source, words.chars(*aside.cue), rules=rules, certain=True))


def _beside(scene: Scene, aside: Aside) -> Quoted | None:
    """The quotation right behind an aside, or right before it where it stands apart from the rest of the sentence."""
    words, (first, last) = scene.words, aside.span
    for q in scene.between_all(words.start[max(0, first - 3)], words.end[min(last + 3, len(words) - 1)]):
        low, high = (q.end, words.start[first]) if q.end <= words.start[first] else (words.end[last], q.start)
        apart = q.start >= words.end[last] or last_of(scene.text, 0, q.start) in ("", *_BREAKS)
        if apart and q.reason is None and low <= high and not scene.text[low:high].strip(_LOOSE):
            return q
    return None


def _rest(words: Words, aside: Aside, first: int, end: int) -> list[Span]:
    """The rest of the sentence on both sides of an aside."""
    sides = (_trimmed(words, *span) for span in ((first, aside.span[0] - 1), (aside.span[1] + 1, end - 1)))
    return [words.chars(*span) for span in sides if span[0] <= span[1]]


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
        for rule in (
            _in_the_view_of,
            _in_ones_view,
            _as_one_put_it,
            _as_one_likes_to_say,
            _to_hear_one_tell_it,
            _a_court_heard,
        ):
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


def _to_hear_one_tell_it(words: Words, low: int, high: int) -> Aside | None:
    """To hear the coach tell it"""
    if words.lower[low : low + 2] != ["to", "hear"] or words.lower[high - 2 : high] != ["tell", "it"]:
        return None
    source = phrase_after(words, low + 2, high - 2)
    return Aside((low, high - 1), (high - 2, high - 1), source) if source and source[1] == high - 3 else None


def _a_court_heard(words: Words, low: int, high: int) -> Aside | None:
    """An inquest heard on Monday; a court has been told; inquiry told. Who said it there is not told."""
    verb = next((i for i in range(low + 1, high) if words.lower[i] in _HEARD), None)
    if verb is None or high - verb > _WHEN:
        return None
    noun = verb - 1
    while noun > low and words.lower[noun] in _HELPED:
        noun -= 1
    if words.lower[noun] not in forums() or words.lower[low] in _LEADS:
        return None
    told = words.lower[verb] == "told" and noun == verb - 1 and verb < high - 1
    more = verb < high - 1 and words.lower[verb + 1] not in _PLACED
    free = all(words.tag[i] not in FINITE for i in range(low, noun + 1))
    return Aside((low, high - 1), (verb, verb), None) if free and not told and not more else None


def _before_likes(words: Words, verb: int) -> int:
    """Where the group of a verb begins: at "likes" in "likes to put"."""
    return verb - 2 if words.lower[verb - 1] == "to" and words.lower[verb - 2] in _SAY else verb
