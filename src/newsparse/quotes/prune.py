"""What is no content after all, and what is no quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Draft, union, without
from .words import Span, last_of, trim, word_set

if TYPE_CHECKING:
    from .scene import Scene

__all__ = [
    "close_gaps",
    "drop_addressees",
    "drop_adjuncts",
    "drop_contained",
    "drop_datelines",
    "drop_headings",
    "drop_titles",
    "drop_unattributed",
    "keep_to_paragraph",
    "keep_to_sentence",
    "tidy",
]

_WORKS = word_set("entitled published publishes released titled write writes writing written wrote")
_REFLEXIVES = word_set("himself herself itself themselves myself ourselves yourself")
_ADJUNCT = 4  # words of a participle and what hangs on it


def close_gaps(scene: Scene) -> None:
    """Parts of one sentence between which nobody is named as speaking are one part."""
    for draft in scene.drafts:
        joined: list[Span] = []
        for span in draft.contents:
            if joined and _is_bare(scene, draft, (joined[-1][1], span[0])):
                joined[-1] = joined[-1][0], span[1]
            else:
                joined.append(span)
        draft.contents = joined


def _is_bare(scene: Scene, draft: Draft, gap: Span) -> bool:
    words = scene.words
    if any(part and part[0] < gap[1] and gap[0] < part[1] for part in (draft.cue, draft.source)):
        return False
    if scene.between(gap[0] - 1, gap[1] + 1):
        return False
    others = [d for d in scene.near(*gap) if d is not draft]
    if any(s and s[0] < gap[1] and gap[0] < s[1] for d in others for s in (d.cue, d.source, *d.meeting(*gap))):
        return False
    return words.sentence[words.at(gap[0] - 1)] == words.sentence[min(words.at(gap[1]), len(words) - 1)]


def _is_laid_out(draft: Draft) -> bool:
    """Whether the form of the text makes the quote: a turn of an interview, a block quotation, an embedded post."""
    return draft.rules.get("content", "").startswith("interview turn")


def keep_to_paragraph(scene: Scene) -> None:
    """Content without marks stands in the paragraph of its cue, or in the next one after a colon."""
    for draft in scene.drafts if scene.paragraphs else ():
        if draft.cue is None or _is_laid_out(draft):
            continue
        at = scene.paragraph(draft.cue[0])
        begin, end = scene.paragraphs[at]
        colon = last_of(scene.text, begin, end) == ":"
        marked = [bool(scene.between(*span)) for span in draft.contents]  # whole utterances
        away = [scene.paragraph(span[0]) - at for span in draft.contents]
        draft.contents = [
            span
            for span, quoted, steps in zip(draft.contents, marked, away, strict=True)
            if quoted or not steps or (colon and steps > 0)
        ]


def keep_to_sentence(scene: Scene) -> None:
    """Content without marks in another sentence than the cue is no part of a quote that has content in the cue's."""
    for draft in scene.drafts:
        if draft.cue is None or len(draft.contents) < 2 or _is_laid_out(draft):
            continue
        here = _sentences(scene, draft.cue)
        inside = {span for span in draft.contents if here & _sentences(scene, span)}
        if inside:
            draft.contents = [span for span in draft.contents if span in inside or scene.between(*span)]


def _sentences(scene: Scene, span: Span) -> set[int]:
    return {scene.words.sentence[i] for i in scene.words.between(*span)}


def drop_adjuncts(scene: Scene) -> None:
    """A participle before the cue is no content where a clause is said: "Mitigating, she said he was"."""
    words = scene.words
    for draft in scene.drafts:
        if (
            draft.cue is None
            or len(draft.contents) < 2
            or not draft.contents[0][1] <= draft.cue[0] < draft.contents[1][0]
        ):
            continue
        first, rest = (words.between(*trim(scene.text, *span)) for span in draft.contents[:2])
        begins = first and (first[0] == 0 or words.sentence[first[0] - 1] != words.sentence[first[0]])
        if not begins or not rest or len(first) > _ADJUNCT or words.tag[first[0]] != "VBG":
            continue
        if not scene.between(*draft.contents[0]) and not words.tag[rest[0]].startswith(("VB", "MD", "IN", "TO")):
            draft.contents = draft.contents[1:]


def drop_addressees(scene: Scene) -> None:
    """A reflexive pronoun beside a quotation is who is spoken to: “Yes,” he assures himself."""
    for draft in scene.drafts:
        if len(draft.contents) > 1:
            alone = [s for s in draft.contents if scene.text[slice(*trim(scene.text, *s))].lower() in _REFLEXIVES]
            draft.contents = [s for s in draft.contents if s not in alone] or draft.contents


def drop_contained(scene: Scene) -> None:
    """An attribution that lies wholly inside the content of another one is nested in it."""
    for draft in scene.drafts:
        spans = [s for s in (*draft.contents, draft.cue) if s]
        for other in scene.near(*spans[0]):
            if other is not draft and other.contents != draft.contents and _holds(other, spans):
                draft.contents = []
                break


def _holds(draft: Draft, spans: list[Span]) -> bool:
    return all(any(a <= s and e <= b for a, b in draft.meeting(s, e)) for s, e in spans)


def drop_datelines(scene: Scene) -> None:
    """A name in capitals and a colon before words without marks is where the story comes from: GALLE: Rain fell."""
    for draft in scene.drafts:
        if draft.cue is None or draft.source is None or scene.text[slice(*draft.cue)].strip() != ":":
            continue
        if _is_laid_out(draft):
            continue
        begin = scene.paragraphs[scene.paragraph(draft.source[0])][0]
        place = scene.text[begin : draft.source[1]].strip()
        if place.isupper() and not any(draft.overlap(q.inner_start, q.inner_end) for q in scene.meeting(draft)):
            draft.contents = []


def drop_headings(scene: Scene) -> None:
    """What a heading or a pull quote shows is said elsewhere."""
    for q in scene.quoted:
        if q.reason in ("heading", "pull quote"):
            for draft in scene.near(q.start, q.end):
                draft.contents = without(draft.contents, q.span)


def drop_titles(scene: Scene) -> None:
    """The title of a work is nobody's words: she has also written “The Long Ferry”."""
    for draft in scene.drafts:
        start, end = draft.start, draft.end
        if draft.cue and _WORKS.isdisjoint(scene.words.lower[i] for i in scene.words.between(*draft.cue)):
            continue
        if any(q.reason == "title" and q.start <= start and end <= q.end for q in scene.between_all(start, end)):
            draft.contents = []


def drop_unattributed(scene: Scene) -> None:
    """A content without quotation marks that nothing attributes is no quote, unless the layout makes it one."""
    for draft in scene.drafts:
        if (
            draft.cue is None
            and not _is_laid_out(draft)
            and not any(draft.overlap(q.inner_start, q.inner_end) for q in scene.meeting(draft))
        ):
            draft.contents = []


def _longest(spans: list[Span]) -> Span | None:
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def tidy(scene: Scene) -> None:
    """Nobody's words hold their own cue and source, and no source its cue; contents without a word are dropped."""
    for draft in scene.drafts:
        if draft.cue and draft.source:
            outside = _longest(without([draft.cue], draft.source))
            draft.source = draft.source if outside else _longest(without([draft.source], draft.cue))
            draft.cue = outside or draft.cue
        for own in filter(None, (draft.cue, draft.source)):
            draft.contents = without(draft.contents, own)
        draft.contents = [s for s in union(draft.contents) if any(map(str.isalnum, scene.text[slice(*s)]))]
