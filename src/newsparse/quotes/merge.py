"""Typography and attributions brought together.

The typography is certain about the extent of what stands between marks: a content that meets a quoted
clause takes all of it, and a clause belongs to one quote. The drafts (from the model's heads, or from
the parse) are certain about nothing but say what only meaning can: who, by which word, and how far a
content without marks goes. The steps of `merge` are in the order in which they run.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from .asides import read_asides
from .beside import look_within, place
from .draft import Draft, without
from .extent import begin_after_according, cut_adjuncts, cut_times, part_conjuncts, part_reports, settle, widen_cues
from .floating import answer, claim, introduce, part_turns, reply, sign, take_label, take_turns
from .forms import interviews
from .nearby import attribute, from_beside, look
from .pagelayout import take_layout
from .phrases import is_passive, noun_phrase, subject_of
from .prune import (
    close_gaps,
    drop_addressees,
    drop_adjuncts,
    drop_contained,
    drop_datelines,
    drop_headings,
    drop_titles,
    drop_unattributed,
    keep_to_paragraph,
    keep_to_sentence,
    tidy,
)
from .scene import Scene
from .source import (
    as_saying,
    fill_sources,
    heed_listeners,
    leave_the_asked,
    leave_the_listeners,
    leave_the_quoted,
    leave_the_told,
    leave_times,
    mend_relatives,
    trim_adjuncts,
    whole_genitives,
    widen_names,
)
from .words import last_of, word_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from .beside import Beside
    from .typography import Quoted
    from .words import Span

__all__ = ["Scene", "merge"]

_ANSWERED = word_set("answer answered answers field fielded took takes")
_INTERVIEWED = word_set("interviewed interviews questioned questions quizzed quizzes")
_LEAD = 4  # words
_PAUSE = " ,-–—\u00a0"  # between a cue and the rest of what it breaks
_UTTERANCE = 3  # words of a quotation within another that may be what somebody said
_FRAGMENT = 0.5  # share of a quoted fragment that a content must hold to take it whole


def merge(scene: Scene) -> list[Draft]:
    """The quotes of a text, in order."""
    for step in STEPS:
        step(scene)
        scene.drafts = [d for d in scene.drafts if d.contents]
    return sorted(scene.drafts, key=lambda d: (d.start, d.end))


def drop_nested(scene: Scene) -> None:
    """An attribution inside a quoted clause belongs to the one who is quoted, unless nobody else quotes it."""
    for q in scene.clauses():
        inner = [d for d in scene.near(q.start, q.end) if d.cue and q.start < d.cue[0] < q.end]
        if inner and _outer(scene, q, inner):
            for draft in inner:
                draft.contents = []


def _outer(scene: Scene, q: Quoted, inner: list[Draft]) -> bool:
    """Whether somebody outside a quoted clause is its speaker."""
    return any(all(d is not i for i in inner) for d in scene.holding(q)) or look(scene, q) is not None


def snap(scene: Scene) -> None:
    """A content that meets a quoted clause takes all of it; a fragment, when it holds half of it."""
    for q in scene.quoted:
        size = q.inner_end - q.inner_start
        claims = scene.holding(q)
        if not claims or q.reason:
            continue
        best = max(claims, key=lambda d: _claim(d, q))
        share = best.overlap(q.inner_start, q.inner_end) / size
        if share < 1 and (q.clause or share >= _FRAGMENT):
            scene.grow(best, [q.span], "quotation marks")
        for other in claims:
            if other is not best and q.clause:
                other.contents = without(other.contents, q.span)


def _claim(draft: Draft, q: Quoted) -> tuple[float, float]:
    """How well a draft claims a quotation: by what it holds of it, then by its score."""
    return draft.overlap(q.inner_start, q.inner_end), draft.scores.get("content", 0.5)


def heed_cues(scene: Scene) -> None:
    """A quotation that ends with a comma, or asks, belongs to the cue right behind it: “I know,” replied Ben."""
    for q in scene.clauses():
        draft = scene.owner(q) if q.ends in ("?", "!") or _pauses(scene, q) else None
        if draft is None or draft.cue is None or q.start < draft.cue[0] < q.end:
            continue
        found = look(scene, q)
        if found is None or found.cue is None or found.source is None or found.rule != "cue after the quotation":
            continue
        cue = scene.words.chars(*found.cue)
        if cue[0] < draft.cue[1] and draft.cue[0] < cue[1]:
            continue
        if draft.overlap(*cue) and draft.end <= draft.cue[0]:  # “I know,” Ben said, according to a paper
            draft.contents = without(draft.contents, (q.end, draft.end))
            attribute(scene, draft, found)
            continue
        behind = draft.contents[0][0] < draft.cue[0] < q.start
        # “Half?” asked the lawyer. “A third,” she said: the cue at the end belongs to the quotation before it.
        between = any(cue[1] < start and end <= draft.cue[0] for start, end in draft.contents)
        if scene.paragraph(draft.cue[0]) == q.paragraph and not behind and not between:
            continue
        taken = any(d is not draft and d.cue and d.cue[0] < cue[1] and cue[0] < d.cue[1] for d in scene.near(*cue))
        if taken and not _pauses(scene, q) and not _closes(scene, found):
            continue  # “Her pocket?” Pushaina said the club would complain.
        draft.contents = without(draft.contents, q.span)
        from_beside(scene, q, found)


def heed_tellers(scene: Scene) -> None:
    """Who says a quotation is its speaker, not who printed it: According to AFP, one user wrote: “I know.”"""
    words = scene.words
    for q in scene.clauses():
        draft = scene.owner(q)
        if draft is None or draft.cue is None or draft.cue[0] >= q.start:
            continue
        found = look(scene, q) if words.lower[words.at(draft.cue[0])] == "according" else None
        if found is None or found.cue is None or found.source is None or found.rule != "cue before the quotation":
            continue
        draft.contents = [q.span]
        attribute(scene, draft, found)


def mend_broken(scene: Scene) -> None:
    """A quotation that its cue breaks is one, whatever the speaker does: “The river,” he said, pointing, “is dry.”"""
    words = scene.words
    for q, after in pairwise(scene.quoted):
        draft, rest = scene.owner(q), scene.owner(after)
        if (
            draft is None
            or draft.cue is None
            or draft is rest
            or after.paragraph != q.paragraph
            or not _pauses(scene, q)
        ):
            continue
        told = max(draft.cue[1], draft.source[1] if draft.source else 0)
        if not q.end <= draft.cue[0] < told <= after.start or after.reason:
            continue
        gap = scene.text[told : after.start]
        if rest is not None and rest.cue is not None:
            meanwhile = (
                told <= rest.cue[0] < after.start and words.lower[words.at(rest.cue[0])] in scene.lexicon.gestures
            )
            if not meanwhile or scene.text[told : rest.cue[0]].strip() != ",":
                continue
            rest.contents = without(rest.contents, after.span)
        elif set(gap) - set(_PAUSE):
            continue
        else:
            for other in scene.holding(after):
                other.contents = without(other.contents, after.span)
        scene.grow(draft, [after.span], "quotation marks")


def _pauses(scene: Scene, q: Quoted) -> bool:
    """Whether a comma ends a quotation, within its marks or right behind them."""
    return q.ends == "," or scene.text[q.end : q.end + 1] == ","


def _closes(scene: Scene, found: Beside) -> bool:
    """Whether the sentence ends with a cue and its source, so that nothing else can be said there."""
    last = max(span[1] for span in (found.cue, found.source) if span)
    return scene.words.text[last + 1 : last + 2] == ["."]


def cut_lead(scene: Scene) -> None:
    """A word or two and a colon before a quoted clause are no content: scolded him: “...”; Said Ellis: “...”"""
    for q in scene.clauses():
        draft = scene.owner(q)
        if draft is None:
            continue
        for start, end in draft.meeting(q.start, q.start + 1):
            if start == q.start or last_of(scene.text, start, q.start) != ":":
                continue
            lead = scene.text[start : q.start]
            if len(lead.split()) <= _LEAD:
                draft.contents[draft.contents.index((start, end))] = (q.start, end)
                if draft.source is None and draft.cue is not None and lead[:1].isupper():
                    draft.source = (start, start + len(lead.rstrip(": ")))
                    draft.rules["source"] = "name and colon"
                    scene.put(draft)


def chain(scene: Scene) -> None:
    """Paragraphs that one quotation runs over are parts of one quote."""
    chains: dict[int, list[Quoted]] = {}
    for q in scene.quoted:
        if q.chain >= 0:
            chains.setdefault(q.chain, []).append(q)
    for links in chains.values():
        _attribute(scene, links)


def _attribute(scene: Scene, links: list[Quoted]) -> None:
    """Give the paragraphs of one quotation to the cues beside them; one without a cue goes on with the one before."""
    owners = [_own(scene, q, links) for q in links]
    current = next((o for o in owners if o is not None), None)
    current = current or next((o for q in links if (o := scene.owner(q))), None)
    if current is None:
        return
    for q, owner in zip(links, owners, strict=True):
        current = owner or current
        for other in scene.holding(q):
            if other is not current:
                other.contents = without(other.contents, q.span)
        scene.grow(current, [q.span], "runs over paragraphs")


def _own(scene: Scene, q: Quoted, links: list[Quoted]) -> Draft | None:
    """The quote whose cue stands outside the quotation and in the paragraph of this part of it."""
    for draft in sorted(scene.holding(q), key=lambda d: -_claim(d, q)[0]):
        cue = draft.cue
        if cue and not _lies_in(links, cue[0]) and scene.paragraph(cue[0]) == q.paragraph:
            return draft
    if scene.owner(q) is not None:
        return None
    found = look(scene, q)
    return None if found is None else from_beside(scene, q, found)


def _lies_in(links: list[Quoted], char: int) -> bool:
    """Whether one of the quotations, which are in order, holds a character."""
    at = bisect_left(links, char, key=lambda q: q.start)
    return at > 0 and char < links[at - 1].end


def take_interviews(scene: Scene) -> None:
    """The turns of an interview: the labels say who speaks, whatever else was found there."""
    turns = interviews(scene.text, scene.paragraphs)
    partners = _partners(scene, turns[0].start) if turns else {}
    for turn in turns:
        span = turn.contents[0]
        if turn.source is None and turn.cue is not None:
            turn.source = partners.get(scene.text[turn.cue[0] - 1])
        here = scene.near(*span)
        # A quotation with a cue of its own is most of the turn, or it is one that the speaker tells of.
        quoting = (d for d in here if d.cue and any(q.start >= span[0] for q in scene.meeting(d)[-1:]))
        if any(2 * d.overlap(*span) >= span[1] - span[0] for d in quoting):
            continue
        for draft in here:
            if draft.cue and span[0] <= draft.cue[0] < span[1]:
                draft.contents = []
            else:
                draft.contents = without(draft.contents, (turn.cue[0] if turn.cue else span[0], span[1]))
        scene.new(turn)


def _partners(scene: Scene, end: int) -> dict[str, Span]:
    """Who asks (Q) and who answers (A), where the text before an interview says so: Ruiz took questions from Ben."""
    words, found = scene.words, {}
    for i in range(words.at(end) if words.parsed else 0):
        asks = words.lower[i] in _INTERVIEWED
        if not (asks or (words.lower[i] in _ANSWERED and "questions" in words.lower[i : i + 4])):
            continue
        subject = subject_of(words, i)
        others = [c for c in words.subtree(i) if c > i and words.tag[c].startswith("NNP")]
        led = [c for c in others if {words.lower[k] for k in words.children[c]} & {"from", "by"} or words.head[c] == i]
        if subject is None or not led:
            continue
        pair = [words.chars(*noun_phrase(words, each, i)) for each in (subject, led[0])]
        passive = asks and is_passive(words, i)
        found = dict(zip("QA" if asks and not passive else "AQ", pair, strict=True))
    return found


def quote_within(scene: Scene) -> None:
    """A quotation within a quoted clause whose own cue and source stand beside it there: She told me, ‘Go home.’"""
    words = scene.words
    for number, q in enumerate(scene.inner):
        outer = scene.around(q)
        if outer is None or not outer.clause or q.reason or not (q.clause or _is_long(scene, q)):
            continue
        others = [*scene.inner[max(0, number - 1) : number], *scene.inner[number + 1 : number + 2]]
        start = max([outer.inner_start, *(o.end for o in others if outer.start < o.start and o.end <= q.start)])
        end = min([outer.inner_end, *(o.start for o in others if q.end <= o.start and o.end <= outer.end)])
        found = look_within(words, place(words, q.span, (start, end), q.ends), scene.lexicon)
        if found is None or found.cue is None or found.source is None:
            continue
        draft = Draft([q.span], words.chars(*found.source), words.chars(*found.cue), nested=True)
        draft.rules = {"content": "quotation within a quotation", "cue": found.rule, "source": found.rule}
        scene.new(draft)


def _is_long(scene: Scene, q: Quoted) -> bool:
    return sum(scene.words.text[i][0].isalnum() for i in scene.words.between(q.inner_start, q.inner_end)) >= _UTTERANCE


STEPS: tuple[Callable[[Scene], None], ...] = (
    take_interviews,
    take_layout,
    drop_nested,
    settle,
    part_conjuncts,
    part_reports,
    cut_adjuncts,
    cut_times,
    widen_cues,
    begin_after_according,
    snap,
    heed_cues,
    heed_tellers,
    part_turns,
    cut_lead,
    chain,
    fill_sources,  # whose turn it is hangs on who spoke before
    read_asides,
    introduce,
    claim,
    take_label,
    mend_broken,
    take_turns,
    answer,
    reply,
    sign,
    drop_headings,
    drop_titles,
    keep_to_paragraph,
    keep_to_sentence,
    close_gaps,
    drop_adjuncts,
    drop_addressees,
    fill_sources,
    as_saying,
    heed_listeners,
    leave_the_asked,
    leave_the_listeners,
    leave_the_quoted,
    leave_the_told,
    leave_times,
    widen_names,
    mend_relatives,
    trim_adjuncts,
    whole_genitives,
    drop_contained,
    drop_datelines,
    drop_unattributed,
    quote_within,
    tidy,
)
