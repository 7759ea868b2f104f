"""Typography and attributions brought together.

The typography is certain about the extent of what stands between marks: a content that meets a quoted
clause takes all of it, and a clause belongs to one quote. The drafts (from the model's heads, or from
the parse) are certain about nothing but say what only meaning can: who, by which word, and how far a
content without marks goes. The steps of `merge` are in the order in which they run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beside import Beside, look_beside, place
from .draft import Draft, union
from .forms import Letterhead, interviews, letterhead, signature
from .phrases import subject_phrase
from .scene import Scene
from .words import Span, trim

if TYPE_CHECKING:
    from collections.abc import Callable

    from .typography import Quoted

__all__ = ["Scene", "merge"]

_ENDS = frozenset(".!?…")
_GAP = 240  # characters between a quoted clause and the attribution that it continues
_LEAD = 4  # words
_BACK = 2000  # characters in which the quote that a quotation continues is sought
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
    return any(all(d is not i for i in inner) for d in scene.holding(q)) or _look(scene, q) is not None


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
                other.contents = _without(other.contents, q.span)


def _claim(draft: Draft, q: Quoted) -> tuple[float, float]:
    """How well a draft claims a quotation: by what it holds of it, then by its score."""
    return draft.overlap(q.inner_start, q.inner_end), draft.scores.get("content", 0.5)


def _without(contents: list[Span], cut: Span) -> list[Span]:
    kept = []
    for start, end in contents:
        kept += [(s, e) for s, e in ((start, min(end, cut[0])), (max(start, cut[1]), end)) if e - s > 1]
    return kept


def cut_lead(scene: Scene) -> None:
    """A word or two and a colon before a quoted clause are no content: scolded him: “...”; Said Ellis: “...”"""
    for q in scene.clauses():
        draft = scene.owner(q)
        if draft is None:
            continue
        for at, (start, end) in enumerate(draft.contents):
            lead = scene.text[start : q.start]
            if start < q.start < end and lead.rstrip().endswith(":") and len(lead.split()) <= _LEAD:
                draft.contents[at] = (q.start, end)
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
        owners = [d for q in links if (d := scene.owner(q))]
        outside = [d for d in owners if d.cue and not any(q.start < d.cue[0] < q.end for q in links)]
        best = next(iter(outside or owners), None)
        if best is None:
            for q in (links[0], links[-1]):
                if (found := _look(scene, q)) is not None:
                    best = _from_beside(scene, q, found)
                    break
        if best is None:
            continue
        for other in owners:
            if other is not best:
                other.contents = (
                    [part for q in links for part in _without(other.contents, q.span)] if other in outside else []
                )
        scene.grow(best, [q.span for q in links], "runs over paragraphs")


def take_interviews(scene: Scene) -> None:
    """The turns of an interview, where nothing else was found."""
    for turn in interviews(scene.text, scene.paragraphs):
        start, end = turn.contents[0]
        for draft in scene.near(start, end):
            if draft.cue and start <= draft.cue[0] < end:
                draft.contents = []
        if not any(d.overlap(start, end) for d in scene.near(start, end)):
            scene.new(turn)


def claim(scene: Scene) -> None:
    """Quoted clauses that no content holds: the cue beside them, else the quote that they continue, else nobody."""
    for q in scene.clauses():
        if scene.owner(q) is not None:
            continue
        found = _look(scene, q)
        if found is not None:
            _from_beside(scene, q, found)
        elif not _continues(scene, q) and (q.sentence or q.chain >= 0):
            _floats(scene, q)


def _bounds(scene: Scene, q: Quoted) -> Span:
    """The stretch around a quotation that no other quoted clause takes up."""
    start, end = scene.paragraphs[q.paragraph]
    before, after = scene.neighbours(q)
    return max(start, before.end) if before else start, min(end, after.start) if after else end


def _look(scene: Scene, q: Quoted) -> Beside | None:
    """The cue beside a quotation, or before it in a paragraph that ends with a colon."""
    found = look_beside(scene.words, place(scene.words, q.span, _bounds(scene, q), q.ends), scene.lexicon)
    if found is not None or q.paragraph == 0 or scene.text[scene.paragraphs[q.paragraph][0] : q.start].strip():
        return found
    before = scene.paragraphs[q.paragraph - 1]
    if not scene.text[before[0] : before[1]].rstrip().endswith((":", ": —", ":-")):
        return None
    start = max([before[0], *(o.end for o in scene.quoted_in(q.paragraph - 1))])
    return look_beside(scene.words, place(scene.words, q.span, (start, q.end), q.ends), scene.lexicon)


def _from_beside(scene: Scene, q: Quoted, found: Beside) -> Draft:
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


def _continues(scene: Scene, q: Quoted) -> bool:
    """Whether a quotation that begins a sentence goes on with the quote before it (“No,” he said. “Never.”)."""
    before = scene.text[scene.paragraphs[q.paragraph][0] : q.start].rstrip()
    if (
        before
        and before[-1] not in _ENDS
        and before[-1] not in "”\"’'»)"
        and not before.endswith((",", ";", "—", "–", "-"))
    ):
        return False
    previous = _previous(scene, q)
    if previous is None:
        return False
    here = scene.paragraph(previous[1]) == q.paragraph
    gap = scene.text[previous[1] : q.start]
    if (here and len(gap) <= _GAP and _sentence_ends(gap) <= 1) or (not here and _runs_on(scene, q, previous)):
        scene.grow(previous[0], [q.span], "continued quotation")
        return True
    return False


def _previous(scene: Scene, q: Quoted) -> tuple[Draft, int] | None:
    """The draft whose last word (content, cue or source) stands nearest before a quotation, and where it ends."""
    best: tuple[Draft, int] | None = None
    for draft in scene.near(q.start - _BACK, q.start):
        for span in (*draft.contents, draft.cue, draft.source):
            if span and span[1] <= q.start and (best is None or span[1] > best[1]):
                best = draft, span[1]
    return best


def _sentence_ends(gap: str) -> int:
    """How many sentences end in a gap, roughly."""
    gap = gap.strip()
    return sum(1 for a, b in zip(gap, (gap + " ")[1:], strict=False) if a in ".!?" and b in ' \n”"')


def _runs_on(scene: Scene, q: Quoted, previous: tuple[Draft, int]) -> bool:
    """A paragraph that is all quotation after one that ended with the same speaker's quotation, no question."""
    draft, end = previous
    paragraph = scene.paragraph(end)
    if not q.whole or paragraph != q.paragraph - 1 or (draft.cue is None and not draft.source):
        return False
    last = next((o for o in reversed(scene.quoted_in(paragraph)) if o.clause), None)
    if last is None or last.ends == "?" or not draft.overlap(last.inner_start, last.inner_end):
        return False
    return _sentence_ends(scene.text[end : scene.paragraphs[paragraph][1]]) <= 1


def _floats(scene: Scene, q: Quoted) -> None:
    """A quotation without a cue: signed below, announced above, or by the person just introduced, or nobody's."""
    draft = Draft([q.span], rules={"content": "floating quotation"})
    head = _signed(scene, q)
    if head is not None:
        draft.cue, draft.source = head.cue, head.source
        draft.rules["cue"] = draft.rules["source"] = "letterhead or signature"
    else:
        draft.source = _introduced(scene, q)
        if draft.source:
            draft.rules["source"] = "person just introduced"
    scene.new(draft)


def _signed(scene: Scene, q: Quoted) -> Letterhead | None:
    """The line under a quoted paragraph, or above it, that names its speaker."""
    if not q.whole:
        return None
    if q.paragraph + 1 < len(scene.paragraphs):
        found = signature(scene.text, scene.paragraphs[q.paragraph + 1])
        if found is not None:
            return found
    return letterhead(scene.text, scene.paragraphs[q.paragraph - 1]) if q.paragraph else None


def _introduced(scene: Scene, q: Quoted) -> Span | None:
    """The source of the attribution, or the subject of the sentence, right before the quotation."""
    if q.whole and not scene.text[scene.paragraphs[q.paragraph][0] : q.start].strip() and q.paragraph == 0:
        return None
    previous = _previous(scene, q)
    if previous is not None and previous[0].source and scene.paragraph(previous[1]) == q.paragraph:
        return previous[0].source
    last = scene.words.at(q.start) - 1
    if last < 0 or scene.paragraph(scene.words.start[last]) < q.paragraph - 1:
        return None
    return _subject_of_sentence(scene, last)


def _subject_of_sentence(scene: Scene, last: int) -> Span | None:
    words = scene.words
    if not words.parsed:
        return None
    number = words.sentence[last]
    i = last
    while i >= 0 and words.sentence[i] == number:
        if words.head[i] == i:
            span = subject_phrase(words, i)
            if (span and words.tag[span[0]].startswith(("NNP", "PRP"))) or (
                span and words.tag[span[1]].startswith("NNP")
            ):
                return words.chars(*span)
        i -= 1
    return None


def fill_sources(scene: Scene) -> None:
    """A cue without a source: the subject of its verb in the parse."""
    words = scene.words
    if not words.parsed:
        return
    for draft in scene.drafts:
        if draft.source is not None or draft.cue is None:
            continue
        for i in words.between(*draft.cue):
            if not words.tag[i].startswith("VB"):
                continue
            span = subject_phrase(words, i)
            if span is not None and not draft.overlap(*words.chars(*span)):
                draft.source = words.chars(*span)
                draft.rules["source"] = "subject of the cue verb"
                break


def drop_contained(scene: Scene) -> None:
    """An attribution that lies wholly inside the content of another one is nested in it."""
    for draft in scene.drafts:
        spans = [s for s in (*draft.contents, draft.cue) if s]
        for other in scene.near(*spans[0]):
            if other is not draft and other.contents != draft.contents and _holds(other, spans):
                draft.contents = []
                break


def _holds(draft: Draft, spans: list[Span]) -> bool:
    return all(any(a <= s and e <= b for a, b in draft.contents) for s, e in spans)


def drop_unattributed(scene: Scene) -> None:
    """A content without quotation marks that nothing attributes is no quote."""
    for draft in scene.drafts:
        if draft.cue is None and not any(draft.overlap(q.inner_start, q.inner_end) for q in scene.meeting(draft)):
            draft.contents = []


def tidy(scene: Scene) -> None:
    """Contents less the cue and source that lie at their edges; contents without a word dropped."""
    for draft in scene.drafts:
        draft.contents = [
            span for span in union(draft.contents) if trim(scene.text, *span)[0] < trim(scene.text, *span)[1]
        ]


STEPS: tuple[Callable[[Scene], None], ...] = (
    take_interviews,
    drop_nested,
    snap,
    cut_lead,
    chain,
    claim,
    fill_sources,
    drop_contained,
    drop_unattributed,
    tidy,
)
