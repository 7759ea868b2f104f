"""The cue beside a quotation, and the draft that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beside import Beside, look_beside, place
from .draft import Draft
from .words import end_of

if TYPE_CHECKING:
    from .scene import Scene
    from .typography import Quoted
    from .words import Span

__all__ = ["attribute", "from_beside", "look"]


def bounds(scene: Scene, q: Quoted) -> Span:
    """The stretch around a quotation that no other quoted clause takes up."""
    start, end = scene.paragraphs[q.paragraph]
    before, after = scene.neighbours(q)
    return max(start, before.end) if before else start, min(end, after.start) if after else end


def look(scene: Scene, q: Quoted) -> Beside | None:
    """The cue beside a quotation, or before it in a paragraph that ends with a colon."""
    found = look_beside(scene.words, place(scene.words, q.span, bounds(scene, q), q.ends), scene.lexicon)
    above = scene.above(q.paragraph)
    if found is not None or above is None or not scene.opens(q):
        return found
    before = scene.paragraphs[above]
    if not scene.text.endswith((":", ": —", ":-"), before[0], end_of(scene.text, *before)):
        return None
    start = max([before[0], *(o.end for o in scene.quoted_in(above)[-1:])])
    span = q.span if above == q.paragraph - 1 else _right_after(scene, before[1])
    return look_beside(scene.words, place(scene.words, span, (start, span[1]), q.ends), scene.lexicon)


def _right_after(scene: Scene, end: int) -> Span:
    """The word after a paragraph, in the place of a quotation that something stands in front of."""
    first = scene.words.between(end, len(scene.text)).start
    return scene.words.chars(first, first)


def from_beside(scene: Scene, q: Quoted, found: Beside) -> Draft:
    """The draft of a cue found beside a quotation: the one that has this cue, or a new one."""
    cue = scene.words.chars(*found.cue) if found.cue else None
    start = scene.words.start[found.content] if found.content is not None else q.start
    for draft in scene.near(cue[0], cue[1]) if cue else ():
        if cue and draft.cue and draft.cue[0] < cue[1] and cue[0] < draft.cue[1]:
            scene.grow(draft, [(start, q.end)], "quotation marks")
            return draft
    draft = Draft([(start, q.end)], cue=cue, rules={"content": "quotation marks", "cue": found.rule})
    if found.source is not None:
        draft.source = scene.words.chars(*found.source)
        draft.rules["source"] = found.rule
    return scene.new(draft)


def attribute(scene: Scene, draft: Draft, found: Beside) -> None:
    """Give a draft the cue and the source that were found beside its quotation, in place of its own."""
    draft.cue = scene.words.chars(*found.cue) if found.cue else None
    draft.source = scene.words.chars(*found.source) if found.source else None
    draft.rules["cue"] = draft.rules["source"] = found.rule
    scene.put(draft)
