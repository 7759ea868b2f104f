"""Whose words they are: sources that the parse adds to a cue, and those that are none."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from .draft import without
from .lexicon import forums
from .nearby import look
from .phrases import is_passive, noun_phrase, phrase_after, subject_of, subject_phrase
from .words import word_set

if TYPE_CHECKING:
    from .draft import Draft
    from .scene import Scene
    from .words import Span, Words

__all__ = [
    "as_saying",
    "fill_sources",
    "heed_listeners",
    "leave_the_asked",
    "leave_the_listeners",
    "leave_the_quoted",
    "leave_the_told",
    "leave_times",
    "mend_relatives",
    "trim_adjuncts",
    "whole_genitives",
    "widen_names",
]

_BEFORE_NAME = frozenset({"compound", "flat", "nummod", "amod", "det", "nmod:poss", "poss"})
_ASKED = frozenset({"asked", "pressed", "questioned", "quizzed"})
_TIMES = frozenset(map(str.lower, [*calendar.day_name, *calendar.month_name[1:]])) | word_set(
    "afternoon early evening last late midday midnight morning night noon the this today tonight week year yesterday"
)
_TOLD = frozenset(
    {"accused", "advised", "asked", "assured", "informed", "ordered", "reminded", "told", "urged", "warned"}
)
_INFORMED = frozenset({"advised", "asked", "assured", "informed", "reminded", "told", "warned"})
_TELL = word_set(
    "tell tells told telling ask asks asked remind reminds reminded assure assures assured inform informed"
)
_OBJECTS = frozenset({"obj", "iobj", "dobj", "dative"})
_HEARD = word_set("hear heard hears")
_CITING = word_set("cite cited cites citing quote quoted quotes quoting")
_PERSONS = word_set("he she they we i it who which")
_ASIDES = tuple(
    tuple(aside.split())
    for aside in ("for example", "for instance", "for one", "for his part", "for her part", "for their part",
                  "for its part", "in particular", "in turn", "among others", "however", "meanwhile", "too")
)  # fmt: skip
_AFTER_PERSON = ("IN", "VB", "MD", ",")
_BEFORE_SAYING = 12  # words between "quoted" and "as saying"


def fill_sources(scene: Scene) -> None:
    """A cue without a source: the subject of its verb in the parse, else what stands beside the quotation with it."""
    words = scene.words
    if not words.parsed:
        return
    for draft in scene.drafts:
        if draft.source is not None or draft.cue is None:
            continue
        if any(scene.lexicon.is_hedge(words.lower[i]) for i in words.between(*draft.cue)):
            continue
        for i in words.between(*draft.cue):
            if not words.tag[i].startswith("VB") or (words.tag[i] == "VBN" and words.lower[i] in _ASKED):
                continue
            span = subject_phrase(words, i)
            if span is not None and _only_hears(words, i, span):
                break
            if span is not None and not draft.overlap(*words.chars(*span)):
                draft.source = words.chars(*span)
                draft.rules["source"] = "subject of the cue verb"
                break
        else:
            _fill_beside(scene, draft)


def _only_hears(words: Words, verb: int, source: Span) -> bool:
    """Whether a source is a court, a committee, before which something is said: "the inquest heard that"."""
    nouns = forums()
    return words.lower[verb] in _HEARD and any(words.lower[i] in nouns for i in range(source[0], source[1] + 1))


def _fill_beside(scene: Scene, draft: Draft) -> None:
    """The source that stands with the draft's cue beside one of its quotations."""
    for q in scene.meeting(draft):
        found = look(scene, q)
        if found is None or found.cue is None or found.source is None or draft.cue is None:
            continue
        cue = scene.words.chars(*found.cue)
        if cue[0] < draft.cue[1] and draft.cue[0] < cue[1]:
            draft.source = scene.words.chars(*found.source)
            draft.rules["source"] = found.rule
            return


def as_saying(scene: Scene) -> None:
    """Whom somebody quotes speaks: "She was quoted by an agency as saying that", "An agency quoted her as saying that".

    What is said comes after "saying", or before all of it.
    """
    words = scene.words
    for draft in list(scene.drafts) if words.parsed else ():
        verb = next((i for i in _around(words, draft) if words.lower[i] in _CITING), None)
        saying = None if verb is None else _saying(words, verb)
        if verb is None or saying is None:
            continue
        begin, said = words.start[verb], words.end[saying + 1]
        passive = words.tag[verb] == "VBN" and is_passive(words, verb)
        source = subject_of(words, verb) if passive else None
        span = noun_phrase(words, source, verb) if source is not None else phrase_after(words, verb + 1, saying)
        contents = [(max(s, said), e) for s, e in draft.contents if e > said]
        contents = contents or [(s, min(e, begin)) for s, e in draft.contents if s < begin]
        if span is None or not contents:
            continue
        draft.contents = contents
        draft.cue = (draft.cue[0] if passive and draft.cue else words.start[saying], said)
        draft.source = words.chars(*span)
        draft.rules["source"] = "subject of quoted as saying" if passive else "object of quoted as saying"


def _around(words: Words, draft: Draft) -> range:
    """The words from the first to the last of a draft."""
    spans = [*draft.contents, *(span for span in (draft.cue, draft.source) if span)]
    return words.between(min(start for start, _ in spans), max(end for _, end in spans))


def _saying(words: Words, verb: int) -> int | None:
    """The place of "as saying" after a verb of its sentence."""
    ahead = range(verb + 1, min(verb + _BEFORE_SAYING, len(words) - 1))
    found = next((i for i in ahead if words.lower[i : i + 2] == ["as", "saying"]), None)
    return found if found is not None and words.sentence[found] == words.sentence[verb] else None


def _leave(draft: Draft) -> None:
    draft.source = None
    draft.rules.pop("source", None)


def leave_the_asked(scene: Scene) -> None:
    """In "Asked about the fire, the envoy said" the envoy is asked: who asked is not told."""
    words = scene.words
    for draft in scene.drafts:
        if draft.cue is None or draft.source is None or not draft.cue[1] <= draft.start < draft.end <= draft.source[0]:
            continue
        cue = words.at(draft.cue[0])
        cue += words.lower[cue] in ("when", "if")
        if cue < len(words) and words.lower[cue] in _ASKED and (words.tag[cue] == "VBN" or words.text[cue].istitle()):
            _leave(draft)


def leave_the_quoted(scene: Scene) -> None:
    """A source inside a quoted clause is none of a cue outside it, whose own source stands beside it, if at all."""
    for q in scene.clauses():
        for draft in scene.near(q.start, q.end):
            source, cue = draft.source, draft.cue
            if source and cue and q.start < source[0] < q.end and not q.start < cue[0] < q.end:
                _leave(draft)
                _fill_beside(scene, draft)


def heed_listeners(scene: Scene) -> None:
    """Who tells is the source, not who is told behind the verb: "it was so, Cook told Benioff"."""
    words = scene.words
    for draft in scene.drafts if words.parsed else ():
        if draft.cue is None or draft.source is None or draft.source[0] < draft.cue[1]:
            continue
        verb = next((i for i in words.between(*draft.cue) if words.lower[i] in _TELL), None)
        if verb is None or is_passive(words, verb):
            continue
        span = subject_phrase(words, verb)
        told = any(words.head[i] == verb and words.dep[i] in _OBJECTS for i in words.between(*draft.source))
        if told and span is not None and span[1] < verb and not draft.overlap(*words.chars(*span)):
            draft.source = words.chars(*span)
            draft.rules["source"] = "subject of the cue verb"


def leave_the_listeners(scene: Scene) -> None:
    """A court that hears something does not say it."""
    words = scene.words
    for draft in scene.drafts:
        inside = words.between(*draft.source) if draft.source else range(0)
        verbs = words.between(*draft.cue) if draft.cue else range(0)
        if inside and any(_only_hears(words, i, (inside[0], inside[-1])) for i in verbs):
            _leave(draft)


def leave_the_told(scene: Scene) -> None:
    """Who is told, warned or accused says nothing, and is no part of what is said: "Passengers were warned that"."""
    words = scene.words
    for draft in scene.drafts if words.parsed else ():
        if draft.cue is None:
            continue
        for i in words.between(*draft.cue):
            if words.lower[i] in _TOLD and words.tag[i] == "VBN" and is_passive(words, i):
                subject = next((c for c in words.children[i] if words.dep[c] in ("nsubj:pass", "nsubjpass")), None)
                if subject is None:
                    break
                if draft.source and draft.source[0] <= words.start[subject] < draft.source[1]:
                    _leave(draft)
                told = words.chars(*noun_phrase(words, subject, i))
                if words.lower[i] in _INFORMED and draft.end > draft.cue[1]:
                    draft.contents = without(draft.contents, told)
                break


def leave_times(scene: Scene) -> None:
    """A time is no source: "no deaths had been reported by Thursday evening"."""
    words = scene.words
    for draft in scene.drafts:
        if draft.source and all(
            words.lower[i] in _TIMES or words.lower[i].isdigit() for i in words.between(*draft.source)
        ):
            _leave(draft)


def widen_names(scene: Scene) -> None:
    """A source that begins within a name takes the words of it that stand before (Chairwoman Rosenworcel)."""
    words = scene.words
    for draft in scene.drafts:
        if draft.source is None:
            continue
        inside = words.between(*draft.source)
        first = inside.start
        while first and words.dep[first - 1] in _BEFORE_NAME and words.head[first - 1] in inside:
            first -= 1
        if len(inside) and first < inside.start and not draft.overlap(words.start[first], draft.source[0]):
            draft.source = words.start[first], draft.source[1]


def trim_adjuncts(scene: Scene) -> None:
    """A source without what tells of the saying: "Nkosi, for his part", "who in 2010" of "who in 2010 said"."""
    words = scene.words
    for draft in scene.drafts:
        inside = words.between(*draft.source) if draft.source else range(0)
        if len(inside) < 2:
            continue
        first, last = inside[0], inside[-1]
        lower = words.lower[first : last + 1]
        aside = next((len(a) for a in _ASIDES if tuple(lower[-len(a) - 1 :]) == (",", *a)), 0)
        if lower[0] in _PERSONS and words.tag[first + 1].startswith(_AFTER_PERSON):
            last = first
        elif aside:
            last -= aside + 1
        if first <= last < inside[-1]:
            draft.source = words.chars(first, last)


def mend_relatives(scene: Scene) -> None:
    """A source that ends with "who" takes the whole clause ("a driver who gave no name"), else leaves it off."""
    words = scene.words
    for draft in scene.drafts:
        inside = words.between(*draft.source) if draft.source else range(0)
        if len(inside) < 2 or words.lower[inside[-1]] not in _PERSONS:
            continue
        first, who = inside[0], inside[-1]
        if draft.cue and words.head[who] in words.between(*draft.cue):  # "some who saw it as a slight"
            continue
        last = words.edges(words.head[who])[1] if words.parsed and words.head[who] > who else who
        while last > who and not any(ch.isalnum() for ch in words.text[last]):
            last -= 1
        spans = [*draft.contents, *([draft.cue] if draft.cue else [])]
        free = all(end <= words.start[who] or words.end[last] <= start for start, end in spans)
        whole = free and last > who and words.sentence[last] == words.sentence[first]
        draft.source = words.chars(first, last if whole else who - 1)


def whole_genitives(scene: Scene) -> None:
    """A source in the genitive keeps its ending ("the envoy's" of "the envoy's claim"), as "his" would be kept; the
    short form of a verb is no part of one ("he" of "he's saying").
    """
    words = scene.words
    for draft in scene.drafts:
        inside = words.between(*draft.source) if draft.source else range(0)
        if not inside:
            continue
        last, after = inside[-1], inside[-1] + 1
        if len(inside) > 1 and words.lower[last].startswith("'") and words.tag[last].startswith(("VB", "MD")):
            draft.source = words.chars(inside[0], last - 1)
        elif after < len(words) and words.tag[after] == "POS" and words.start[after] == words.end[last]:
            draft.source = words.chars(inside[0], after)
