"""Quotations that no attribution holds: the quote that they continue, a signature, a turn, or the person introduced."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .draft import Draft, without
from .forms import Letterhead, is_name, letterhead, signature
from .nearby import from_beside, look
from .phrases import noun_phrase, subject_of

if TYPE_CHECKING:
    from .scene import Scene
    from .typography import Quoted
    from .words import Span

__all__ = ["answer", "claim", "introduce", "part_turns", "reply", "sign", "take_label", "take_turns"]

_ENDS = frozenset(".!?…")
_SENTENCE_ENDS = (".", "!", "?", "…")
_GAP = 240  # characters between a quoted clause and the attribution that it continues
_BACK = 2000  # characters in which the quote that a quotation continues is sought
_LISTED = " \t\u00a0•·▪◦●‣*-–—0123456789.)"  # before an item of a list


def claim(scene: Scene) -> None:
    """Quoted clauses that no content holds, or one that nobody says: the cue beside them, else (where no content holds
    them) the quote that they continue, else nobody.
    """
    for q in scene.clauses():
        owner = scene.owner(q)
        if owner is not None and (owner.cue or owner.source):
            continue
        found = look(scene, q)
        if found is not None:
            if owner is not None:
                owner.contents = without(owner.contents, q.span)
            from_beside(scene, q, found)
        elif owner is None and not _continues(scene, q) and (q.sentence or q.chain >= 0):
            _floats(scene, q)


def take_label(scene: Scene) -> None:
    """A few words in marks that nobody says belong to who is named right behind them (“a gem”, according to its maker),
    or on their line: • “Never” – Kofi Addo.
    """
    for q in scene.quoted:
        owner = scene.owner(q)
        if q.clause or q.reason or (owner is not None and (owner.cue or owner.source)):
            continue
        found = look(scene, q)
        if found is None or found.source is None:
            continue
        opens = not scene.text[scene.paragraphs[q.paragraph][0] : q.start].strip(_LISTED)
        if found.rule in ("according to", "label and colon") or (found.rule == "dash and name" and opens):
            if owner is not None:
                owner.contents = without(owner.contents, q.span)
            from_beside(scene, q, found)


def part_turns(scene: Scene) -> None:
    """Two quotations with nothing between them are of two speakers: “Who is it?” “Only me,” said Ben."""
    for q, after in pairwise(scene.clauses()):
        gap = scene.text[q.end : after.start]
        draft = scene.owner(q)
        if draft is None or after.paragraph != q.paragraph or gap.strip() or not gap:
            continue
        if not (q.closed and after.closed) or q.chain >= 0:
            continue
        if draft is not scene.owner(after):
            draft.cue, draft.source = (s if s and s[0] < q.end else None for s in (draft.cue, draft.source))
            continue
        other = q if draft.cue is None or draft.cue[0] >= after.end else after
        draft.contents = without(draft.contents, other.span)
        scene.new(Draft([other.span], rules={"content": "floating quotation"}))


def reply(scene: Scene) -> None:
    """What follows a question in the paragraph of an exchange is said by the one who was asked: “No,” said Ana. “Why?”
    asked Ben. “I am tired.”
    """
    clauses = scene.clauses()
    for before, asked, q in zip(clauses, clauses[1:], clauses[2:], strict=False):
        first, second, draft = (scene.owner(each) for each in (before, asked, q))
        if not before.paragraph == asked.paragraph == q.paragraph or asked.ends != "?" or not q.sentence:
            continue
        if first is None or second is None or first is second or not (first.source and second.source and second.cue):
            continue
        if (draft is not None and draft is not second) or look(scene, q) is not None or second.cue[0] < asked.start:
            continue
        if draft is not None:
            draft.contents = without(draft.contents, q.span)
        rules = {"content": "floating quotation, in turn", "source": "speakers take turns"}
        scene.new(Draft([q.span], first.source, rules=rules))


def introduce(scene: Scene) -> None:
    """A quotation right after a sentence about somebody is theirs, not the one's who was quoted paragraphs before."""
    for q in scene.clauses():
        draft = scene.owner(q)
        begin, end = scene.paragraphs[q.paragraph]
        if draft is None or not q.sentence or scene.before(q) not in _SENTENCE_ENDS:
            continue
        rest = [*without(draft.contents, q.span), draft.cue, draft.source]
        near = [span for span in rest if span and begin <= span[0] < end]
        if (near and not _gestured(scene, q, near)) or look(scene, q) is not None:
            continue
        source = _subject_of_sentence(scene, scene.words.at(q.start) - 1)
        if source is None or source[0] < begin or not scene.text[source[1] - 1].isalnum():
            continue
        if any(scene.words.tag[i].startswith("NNP") for i in scene.words.between(*source)):
            draft.contents = without(draft.contents, q.span)
            rules = {"content": "floating quotation", "source": "person just introduced"}
            scene.new(Draft([q.span], source, rules=rules))


def _gestured(scene: Scene, q: Quoted, others: list[Span]) -> bool:
    """Whether the sentence before a quotation is all narrative, and tells what a speaker does: "Tyrone looks up."."""
    words = scene.words
    last = words.at(q.start) - 1
    first = words.sentence_bounds[words.sentence[last]][0]
    if not words.parsed or any(span[1] > words.start[first] and span[0] < q.start for span in others):
        return False
    root = next((i for i in range(first, last + 1) if words.head[i] == i), first)
    return words.lower[root] in scene.lexicon.gestures


def take_turns(scene: Scene) -> None:
    """A conversation: a quotation alone in its paragraph that answers a question, or asks again, is the other one's."""
    for q in scene.clauses():
        source = _other_speaker(scene, q) if q.whole and q.chain < 0 else None
        if source is None:
            continue
        for draft in scene.holding(q):
            draft.contents = without(draft.contents, q.span)
        rules = {"content": "floating quotation, in turn", "source": "speakers take turns"}
        scene.new(Draft([q.span], source, rules=rules))


def answer(scene: Scene) -> None:
    """A quotation alone in its paragraph after a question that calls somebody by name is the answer."""
    for q in scene.clauses():
        asked = _last_clause(scene, q.paragraph - 1) if q.whole and q.paragraph and q.chain < 0 else None
        draft = scene.owner(q)
        if asked is None or asked.ends != "?" or draft is None:
            continue
        asks = draft is scene.owner(asked) or not (draft.cue or draft.source)
        source = _addressed(scene, asked) if asks else None
        if source is not None:
            draft.contents = without(draft.contents, q.span)
            rules = {"content": "answer", "source": "called by name in the question"}
            scene.new(Draft([q.span], source, rules=rules))


def _addressed(scene: Scene, question: Quoted) -> Span | None:
    """Whom a question calls by name, who then answers it: “What was that, Peter?”"""
    words = scene.words
    inside = words.between(question.inner_start, question.inner_end)
    last = next((i for i in reversed(inside) if words.text[i][0].isalnum()), None)
    first = last
    while first is not None and first - 1 in inside and words.tag[first].startswith("NNP"):
        if words.text[first - 1] == ",":
            return words.chars(first, last or first)
        first -= 1
    return None


def _other_speaker(scene: Scene, q: Quoted) -> Span | None:
    """The speaker of the paragraph before the last one, where two people take turns and one of them asks."""
    before, earlier = (_last_clause(scene, q.paragraph - back) for back in (1, 2))
    if before is None or earlier is None or not (before.ends == "?" or q.ends == earlier.ends == "?"):
        return None
    owner, first, second = (scene.owner(each) for each in (q, before, earlier))
    if first is None or second is None or first.source is None or second.source is None:
        return None
    if owner is not None and owner.cue is not None and scene.paragraph(owner.cue[0]) == q.paragraph:
        return None
    names = {scene.text[start:end].lower() for start, end in (first.source, second.source)}
    return second.source if len(names) == 2 else None


def _last_clause(scene: Scene, paragraph: int) -> Quoted | None:
    """The last quoted clause of a paragraph."""
    return next((q for q in reversed(scene.quoted_in(paragraph)) if q.clause), None)


def sign(scene: Scene) -> None:
    """A line that signs or announces a quotation names its speaker, where no word does."""
    for q in scene.clauses():
        draft = scene.owner(q)
        if draft is None or (draft.cue is not None and (draft.source or scene.text[slice(*draft.cue)].strip() != ":")):
            continue
        found = _signed(scene, q)
        if found is not None:
            _put_signature(draft, found)
            scene.put(draft)


def _put_signature(draft: Draft, found: Letterhead) -> None:
    draft.cue, draft.source = found.cue, found.source
    draft.rules["cue"] = draft.rules["source"] = "letterhead or signature"


def _continues(scene: Scene, q: Quoted) -> bool:
    """Whether a quotation that begins a sentence goes on with the quote before it (“No,” he said. “Never.”)."""
    before = scene.before(q)
    if before and before not in _ENDS and before not in "”\"’'»),;—–-":
        return False
    previous = _previous(scene, q)
    if previous is None:
        return False
    here = scene.paragraph(previous[1]) == q.paragraph
    if here and _actor(scene, previous[1], q) is not None:
        return False
    gap = scene.text[previous[1] : q.start]
    if (here and len(gap) <= _GAP and _sentence_ends(gap) <= 1) or (not here and _runs_on(scene, q, previous)):
        scene.grow(previous[0], [q.span], "continued quotation")
        return True
    return False


def _previous(scene: Scene, q: Quoted) -> tuple[Draft, int] | None:
    """The draft whose last word (content, cue or source) stands nearest before a quotation, and where it ends."""
    best: tuple[Draft, int] | None = None
    for draft in scene.near(q.start - _BACK, q.start):
        for span in (*draft.ending_by(q.start), draft.cue, draft.source):
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
    if not q.whole or paragraph != scene.above(q.paragraph) or (draft.cue is None and not draft.source):
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
        _put_signature(draft, head)
    else:
        draft.source = _introduced(scene, q)
        if draft.source:
            draft.rules["source"] = "person just introduced"
    scene.new(draft)


def _signed(scene: Scene, q: Quoted) -> Letterhead | None:
    """What names the speaker of a quoted paragraph: the rest of its line, the line under it, or the one above it."""
    end = scene.paragraphs[q.paragraph][1]
    if scene.opens(q):
        found = signature(scene.text, (q.end, end))
        if found is not None and is_name(scene.text[found.source[0] : found.source[1]]):
            return found
    if not q.whole:
        return None
    below, above = scene.below(q.paragraph), scene.above(q.paragraph)
    found = None if below is None else signature(scene.text, scene.paragraphs[below])
    if found is not None:
        return found
    return None if above is None else letterhead(scene.text, scene.paragraphs[above])


def _introduced(scene: Scene, q: Quoted) -> Span | None:
    """The source of the attribution, or the subject of the sentence, right before the quotation."""
    if q.whole and q.paragraph == 0 and scene.opens(q):
        return None
    previous = _previous(scene, q)
    if previous is not None and previous[0].source and scene.paragraph(previous[1]) == q.paragraph:
        return _actor(scene, previous[1], q) or previous[0].source
    last = scene.words.at(q.start) - 1
    if last < 0 or scene.paragraph(scene.words.start[last]) < q.paragraph - 1:
        return None
    return _subject_of_sentence(scene, last)


def _actor(scene: Scene, after: int, q: Quoted) -> Span | None:
    """Who does something between an attribution and a quotation: "As he said she won, she sent a note. “Not me.”"."""
    span = _subject_of_sentence(scene, scene.words.at(q.start) - 1)
    return span if span is not None and span[0] >= after else None


def _subject_of_sentence(scene: Scene, last: int) -> Span | None:
    words = scene.words
    if not words.parsed:
        return None
    number = words.sentence[last]
    i = last
    while i >= 0 and words.sentence[i] == number:
        if words.head[i] == i:
            subject = subject_of(words, i)  # of a passive as well: "Ana Ruiz was asked for her shirt. “No.”"
            span = None if subject is None else noun_phrase(words, subject, i)
            if (span and words.tag[span[0]].startswith(("NNP", "PRP"))) or (
                span and words.tag[span[1]].startswith("NNP")
            ):
                return words.chars(*span)
        i -= 1
    return None
