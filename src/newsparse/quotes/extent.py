"""How far a content goes, where the parse says so more surely than the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import without
from .phrases import subject_of
from .scene import joined
from .syntax import attribution_at
from .words import FINITE, SUBJECTS, word_set

if TYPE_CHECKING:
    from .draft import Draft
    from .scene import Scene

__all__ = [
    "begin_after_according",
    "cut_adjuncts",
    "cut_times",
    "part_conjuncts",
    "part_reports",
    "settle",
    "widen_cues",
]

_SILENT = word_set("comment drawn elaborate specify")  # would not be drawn
_DECLINED = word_set("declined refused")
_MORE = word_set(
    "answer comment confirm disclose discuss elaborate give identify name provide reveal say specify speculate"
)
_DECLINE = ("declin", "refus")
_QUESTIONS = word_set("how if that what when where whether which who why")
_OFTEN = (["once"], ["twice"], ["again"], ["once", "more"], ["once", "again"])
_COUNTED = 3  # words that tell how often
_UNSURE = 0.5  # score of a content below which the parse decides its extent


def settle(scene: Scene) -> None:
    """Where the head is unsure how far a content goes, the clause of the cue in the parse decides."""
    words = scene.words
    if not words.parsed:
        return
    for draft in scene.drafts:
        if draft.cue is None or draft.scores.get("content", 1.0) >= _UNSURE:
            continue
        read = next((d for i in words.between(*draft.cue) if (d := attribution_at(words, i, scene.lexicon))), None)
        if read is not None and any(draft.overlap(*span) for span in read.contents):
            draft.contents = read.contents
            draft.rules["content"] = joined(draft.rules.get("content", ""), "parse where the head is unsure")
            scene.put(draft)


def part_conjuncts(scene: Scene) -> None:
    """What the source does besides is no part of what it says: said the boat was old | and called for a strike."""
    words = scene.words
    for draft in list(scene.drafts) if words.parsed else ():
        verb = next((i for i in words.between(*draft.cue) if words.tag[i] in FINITE), None) if draft.cue else None
        other = next((i for s in draft.contents for i in words.between(*s) if _is_deed(scene, verb, i)), None)
        if verb is None or other is None or draft.source is None:
            continue
        if any(q.start < words.start[other] < q.end for q in scene.meeting(draft)):
            continue
        cut = words.start[words.edges(other)[0]], draft.end
        draft.contents = without(draft.contents, cut)
        draft.rules["content"] = joined(draft.rules.get("content", ""), "less what is done besides")
        second = attribution_at(words, other, scene.lexicon)
        if second is not None and second.contents[0][0] >= cut[0]:
            second.source = draft.source
            scene.new(second)


def part_reports(scene: Scene) -> None:
    """A second report, with its own subject, is none of what the first one holds: Oslo said it was ready | and the army
    said it was not.
    """
    words = scene.words
    for draft in list(scene.drafts) if words.parsed else ():
        verb = next((i for i in words.between(*draft.cue) if words.tag[i] in FINITE), None) if draft.cue else None
        kin = words.children[verb] if verb is not None else []
        other = next((c for c in kin if words.dep[c] in ("conj", "parataxis") and _reports(scene, draft, c)), None)
        if other is None:
            continue
        begin = words.edges(other)[0]
        second = attribution_at(words, other, scene.lexicon)
        if second is not None and draft.start < words.start[begin] and second.start > words.start[other]:
            draft.contents = without(draft.contents, (words.start[begin], draft.end))
            draft.rules["content"] = joined(draft.rules.get("content", ""), "less a second report")
            if not any(d.cue and d.cue[0] <= words.start[other] < d.cue[1] for d in scene.near(*second.contents[0])):
                scene.new(second)


def _reports(scene: Scene, draft: Draft, other: int) -> bool:
    """Whether a verb of saying in a content, outside all marks, has a subject of its own behind a conjunction."""
    words = scene.words
    at = words.start[other]
    kin = words.children[other]
    return (
        draft.overlap(at, at + 1) > 0
        and scene.lexicon.is_speech(words.lower[other])
        and any(words.dep[c] in SUBJECTS and c < other for c in kin)
        and any(words.dep[c] == "cc" and c < other for c in kin)
        and not any(q.start < at < q.end for q in scene.meeting(draft))
    )


def cut_adjuncts(scene: Scene) -> None:
    """What hangs on the cue behind a fragment in marks is the writer's: called it “a farce” | after his side lost."""
    words = scene.words
    for draft in scene.drafts if words.parsed else ():
        quoted = [q for q in scene.between_all(draft.start, draft.end) if q.reason is None]
        if draft.cue is None or not quoted or quoted[-1].clause:
            continue
        after = words.at(quoted[-1].end)
        for i in words.between(*draft.cue):
            adjuncts = [words.edges(c)[0] for c in words.children[i] if words.dep[c] == "advcl" and c > after]
            if adjuncts and after <= min(adjuncts):
                draft.contents = without(draft.contents, (words.start[min(adjuncts)], draft.end))


def widen_cues(scene: Scene) -> None:
    """A cue takes the particle that it speaks with (cut in), and the verb that it leads up to (declined to say)."""
    words = scene.words
    for draft in scene.drafts:
        last = words.between(*draft.cue)[-1:] if draft.cue else range(0)
        if not draft.cue or not last:
            continue
        end = scene.lexicon.particle(words.lower, last[0])
        led = words.lower[last[0]].startswith(_DECLINE) and words.lower[last[0] + 1 : last[0] + 2] == ["to"]
        if led and words.lower[last[0] + 2] in _MORE and words.lower[last[0] + 3] in _QUESTIONS:
            end = last[0] + 2
        if end is not None:
            draft.cue = draft.cue[0], words.end[end]
            draft.contents = without(draft.contents, draft.cue)


def cut_times(scene: Scene) -> None:
    """How often a word in marks was said is no part of it: said “no” | four times."""
    words = scene.words
    for draft in scene.drafts:
        quoted = [q for q in scene.between_all(draft.start, draft.end) if q.reason is None]
        if len(quoted) != 1 or quoted[0].start != draft.start:
            continue
        rest = [words.lower[i] for i in words.between(quoted[0].end, draft.end) if words.text[i][0].isalnum()]
        if rest and (rest[-1:] == ["times"] or rest in _OFTEN) and len(rest) <= _COUNTED:
            draft.contents = [quoted[0].span]


def _is_deed(scene: Scene, verb: int | None, other: int) -> bool:
    """Whether a verb in a content, without a subject of its own, goes with the cue's verb: the parse says so, or hangs
    it on a verb that has no tense, or it is of speech and a comma goes before its "and", or it says who said no more.
    """
    words = scene.words
    if verb is None or words.dep[other] != "conj" or other < verb + 2 or subject_of(words, verb) is None:
        return False
    head, kin = words.head[other], words.children[other]
    conjunction = next((c for c in kin if words.dep[c] == "cc" and c < other), None)
    if conjunction is None or any(words.dep[c] in SUBJECTS for c in kin):
        return False
    if words.lower[other] in _SILENT or (
        words.lower[other] in _DECLINED and any(words.lower[c] in _MORE for c in kin if words.dep[c] == "xcomp")
    ):
        return True
    helped = any(words.dep[c].startswith("aux") for c in kin)
    if head == verb and (helped or words.tag[other] == words.tag[verb]):
        return True
    if helped or words.tag[other] != words.tag[verb]:
        return False
    comma = words.text[conjunction - 1] == ","
    untensed = words.tag[head] in ("VBG", "VB") and words.head[head] == verb
    return untensed or (comma and scene.lexicon.is_speech(words.lower[other]))


def begin_after_according(scene: Scene) -> None:
    """What follows "According to the ministry," is content from the comma on."""
    words = scene.words
    for draft in scene.drafts:
        if draft.cue is None or draft.source is None or not draft.cue[1] <= draft.source[0] < draft.start:
            continue
        first, last = words.at(draft.cue[0]), words.between(*draft.source)[-1:]
        opens = first == 0 or words.sentence[first - 1] != words.sentence[first]
        if not last or not opens or words.lower[first : first + 2] != ["according", "to"]:
            continue
        comma = last[0] + 1
        here = comma + 1 < len(words) and words.sentence[comma + 1] == words.sentence[first]
        if here and words.text[comma] == "," and words.start[comma + 1] < draft.start:
            draft.contents = [(words.start[comma + 1], draft.contents[0][1]), *draft.contents[1:]]
            scene.put(draft)
