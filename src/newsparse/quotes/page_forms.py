"""Forms that a page gives to quotes: interviews, block quotations, embedded posts, letters, releases.

They are read from whole paragraphs and their kinds; a text without kinds has no layout.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsparse.text.grammar import FINITE, noun_phrase, phrase_at, subject
from newsparse.text.lines import last_of, meet
from newsparse.text.words import CLOSING_MARKS, SENTENCE_ENDS

from .adjacent_cue import Form, last_word, look_above
from .attribution import Attribution, Origin, reasons
from .lexicon import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsparse.text.layout import Paragraph
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .typography import Quoted
    from .workspace import Workspace

__all__ = [
    "announced", "block_quotations", "interview_questions", "interviews", "keep_asides_apart", "letterhead",
    "name_behind", "signature", "signed", "speeches",
]  # fmt: skip

_NAME = r"[A-Z][\w.'’-]*"
_LABEL = re.compile(
    rf"(?P<label>[QA]|{_NAME}(?: (?:{_NAME}|(?:de|la|von|van|der|bin|al)\b)){{0,4}}(?: \([^()\n]{{2,40}}\))?)"
    r"(?P<colon>\s?:|\.(?=\s))\s*(?=\S)"
)
_SIGNATURE = re.compile(r"\s*(?P<cue>[-–—―~]{1,2})\s*(?P<name>[A-Z@“\"'‘][^\n]{1,90}?)[.\s]*$")
_PLAIN = r"(?:de|la|von|van|of|the|for|and|&)"
_LETTERHEAD = re.compile(
    r"\s*(?:And |Next, |Also |This |Now )?(?P<cue>[Ff]rom)(?:(?P<desk> the desk of)| the office of)? "
    rf"(?P<name>(?:{_NAME}|{_PLAIN})(?:,? (?:{_NAME}|{_PLAIN}))*)(?P<end>\.|:|,)?\s*$"
)
_POST = re.compile(
    r"\s*(?P<cue>[—–-])[—–-]?\s*(?P<name>[^()\n@]{2,60}?)\s*\(@[\w.-]{1,60}\)"
    r"(?:\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})(?: at \d{1,2}:\d\d(?: ?[AP]M)?)?)?\s*$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|we|our)\b")
# What stands below the last answer of an interview: "This interview was edited." "Her memoir is published in May."
_END_NOTE = re.compile(
    r"[\W_]*(?:(?i:(?:the|this) (?:conversation|exchange|interview|transcript)\b|"
    r"(?:interview(?:ed)?|translated|translation) by\b|(?:tomorrow|next (?:month|time|week)): )|"
    r"(?:Her|His|Their)\b[^.]* (?:are|is|was|were|will be) (?:available|out|published|released)\b)"
)
_ITEM = re.compile(r"\s*(?:[-–—•*·▪◦]|\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")  # what an item of a list begins with
_SIGNED = "letterhead or signature"
_INITIALS = 4  # at most that a label is made of
_FEW_TURNS = 4  # labels of so few turns may stand once each
_FEWEST = 2  # questions of an interview
_SPOKEN = frozenset({"paragraph", "list", "quote"})  # kinds of blocks of a speech
_SENTENCE = 3  # spaces in a sentence
_BEFORE_COLON = 40  # characters from a cue to the end of what announces: "told the inquest in Leeds:"
_LONGEST_HEAD = 120  # characters of a line that announces whose words follow
_LONGEST_SIGNATURE = 100


class Signed(NamedTuple):
    """What says whose words stand beside it: the cue and the name, and how they were found."""

    cue: Span | None
    source: Span | None
    why: str


def _take(
    ws: Workspace, contents: list[Span], why: str, by: Signed | None = None, origin: Origin = Origin.LAYOUT
) -> Attribution:
    """The layout makes a quote, whatever else was found there."""
    cue, source, signed_by = by or Signed(None, None, "")
    turn = Attribution(contents, source, cue, origin, why=reasons(why, signed_by))
    for each in ws.near(turn.start, turn.end):
        if each.cue and turn.overlap(each.cue[0], each.cue[0] + 1):
            ws.drop(each)
    for content in contents:
        ws.take_from_others(content)
    return ws.new(turn)


def keep_asides_apart(ws: Workspace) -> None:
    """What a caption or a subhead says is said of nothing outside it."""
    for each in ws.attributions if ws.paragraphs else ():
        here = ws.paragraphs[ws.paragraph(each.cue[0])] if each.cue else None
        if here is not None and here.is_aside:
            ws.set_contents(each, [(s, e) for s, e in each.contents if here.start <= s and e <= here.end])


# Interviews by their labels.


def interviews(ws: Workspace) -> None:
    """The turns of an interview: paragraphs that begin with a name and a colon, or with Q and A.

    Labels that stand once are headings: two speakers must take turns, so that one of them speaks twice, or the first
    asks and the next one answers. Most turns end as sentences do; those of "Language: Spanish" are records.
    """
    turns = [(p, match) for p in ws.paragraphs if (match := _turn(ws.text, p))]
    labels = _labels([match["label"] for _, match in turns])
    ends = [last_of(ws.text, p.start, p.end) for p, _ in turns]
    if not _take_turns(labels, ends):
        return
    partners = _initialled(ws.tokens, turns[0][0].start) | _partners(ws.tokens, turns[0][0].start)
    for (paragraph, match), after in zip(turns, [*(p for p, _ in turns[1:]), None], strict=True):
        if match["label"] in ("Q", "A") or labels[match["label"]] > 1 or len(turns) <= _FEW_TURNS:
            _take_turn(ws, match, [(match.end(), paragraph.end), *_on(ws, match, paragraph, after)], partners)


def _take_turns(labels: Mapping[str, int], ends: Sequence[str]) -> bool:
    """Whether labels, by how often each stands, are of two speakers at least, by that and by how their turns end."""
    return len(labels) > 1 and _are_sentences(ends) and (ends[0] == "?" or max(labels.values()) > 1)


def _on(ws: Workspace, match: re.Match[str], first: Paragraph, after: Paragraph | None) -> list[Span]:
    """The paragraphs without a label in which an answer, labelled A, goes on before the next question."""
    if match["label"] != "A" or after is None:
        return []
    return [(p.start, p.end) for p in ws.paragraphs if first.end <= p.start < after.start and not p.is_aside]


def _are_sentences(ends: Sequence[str]) -> bool:
    """Whether at least half of some last characters end a sentence."""
    return 2 * sum(end in SENTENCE_ENDS | CLOSING_MARKS for end in ends) >= len(ends)


def _take_turn(ws: Workspace, match: re.Match[str], said: list[Span], partners: Mapping[str, Span]) -> None:
    """What stands behind a label is said by whom it names, in full or by a letter for one of some partners."""
    label, known = match["label"], ws.with_cue_in(*match.span("colon"))
    source = partners.get(label.replace(".", ""), match.span("label") if len(label) > 1 else None)
    if known is not None:
        ws.drop(known)
    turn = _take(ws, said, "interview turn", Signed(match.span("colon"), source, "interview turn"))
    ws.take_from_others((match.start(), said[-1][1]), turn)


def _labels(labels: list[str]) -> dict[str, int]:
    """How often each label stands; whoever is first labelled in full and then by the last word is one."""
    last = {label: label.split()[-1] for label in labels}
    counted = Counter(last[label] if last[label] in labels else label for label in labels)
    return {label: max(counted[label], counted[last[label]]) for label in labels}


def _turn(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or (match["colon"] == "." and match["label"] not in ("Q", "A")):
        return None
    return None if match["label"].lower().split()[0] in listed("no_labels") else match


def _initialled(tokens: Tokens, end: int) -> dict[str, Span]:
    """The names before an interview by their initials: IK for Ingrid Kvamme."""
    runs = groupby(range(tokens.at(end)), key=lambda i: tokens.tags[i].startswith("NNP"))
    names = [[*run][-_INITIALS:] for named, run in runs if named]
    return {
        "".join(tokens.words[i][0] for i in name[k:]): tokens.chars(name[k], name[-1])
        for name in names
        for k in range(len(name) - 1)
    }


def _partners(tokens: Tokens, end: int) -> dict[str, Span]:
    """Who asks (Q) and who answers (A), where the text before an interview says so: Ruiz took questions from Ben."""
    found: dict[str, Span] = {}
    for i in range(tokens.at(end)):
        if tokens.lower[i] not in listed("answering") or "questions" not in tokens.lower[i : i + 4]:
            continue
        who, stop = subject(tokens, i), tokens.sentence(i).stop
        name = next((k for k in range(i + 1, stop) if tokens.tags[k].startswith("NNP")), stop)
        other = phrase_at(tokens, name, name, stop)
        if who is not None and other is not None:
            found = {"A": tokens.chars(*noun_phrase(tokens, who, i)), "Q": tokens.chars(*other)}
    return found


# Block quotations, posts, interviews by their headings.


def block_quotations(ws: Workspace) -> None:
    """A block quotation is a quote, though it has no marks; what introduces it says whose."""
    at = 0
    for is_quoted, group in groupby(ws.paragraphs, key=lambda p: p.kind == "quote"):
        spans = [_span(p) for p in group]
        if is_quoted:
            _take_block(ws, spans, ws.above(at))
        at += len(spans)


def _take_block(ws: Workspace, spans: list[Span], above: int | None) -> None:
    start, end = spans[-1]
    post = _POST.search(ws.text, start, end)
    under = signature(ws.text, (start, end)) if len(spans) > 1 else None
    if post:
        kept = [*spans[:-1], *_unless_blank(ws.text, (start, post.start()))]
        if kept:
            _take(ws, kept, "embedded post", Signed(post.span("cue"), post.span("name"), "signed"))
    elif not any(ws.clauses_in(*span) for span in spans):  # it has no marks of its own
        by = under or (None if above is None else _announces(ws, above) or _last_speaker(ws, above))
        _take(ws, spans[:-1] if under else spans, "block quotation", by)


def _unless_blank(text: str, span: Span) -> list[Span]:
    """A stretch, where anything is written in it."""
    return [span] if text[slice(*span)].strip() else []


def _announces(ws: Workspace, above: int) -> Signed | None:
    """The cue at the end of a paragraph that ends with a colon before a content."""
    found = look_above(ws, above)
    if found is None or found.form == Form.LABEL:
        return None
    return Signed(ws.tokens.chars(*found.cue), ws.tokens.chars_of(found.source), found.form.value)


def _last_speaker(ws: Workspace, above: int) -> Signed | None:
    """Whoever speaks last in a paragraph."""
    span = _span(ws.paragraphs[above])
    spoken = [each for each in ws.near(*span) if each.source and span[0] <= each.source[0] < span[1]]
    last = max(spoken, key=lambda each: each.anchor, default=None)
    return Signed(None, last.source, "speaks before the block quotation") if last else None


def announced(ws: Workspace) -> None:
    """A paragraph without marks after one that ends with a verb of saying and a colon: Ana Ruiz testified: | A list
    there is in nobody's own words.
    """
    for number, before in enumerate(ws.paragraphs):
        items = _items(ws, number)
        contents = items or _sentences_below(ws, number)
        unmarked = contents and not any(ws.quotations(*each) for each in contents)
        by = _announces(ws, number) if unmarked else None
        if by is not None and by.cue and by.source and before.end - by.cue[1] < _BEFORE_COLON:
            _drop_empty(ws, by.cue, before.end)
            _take(ws, contents, "announced", by, Origin.RELATION if items else Origin.LAYOUT)


def _drop_empty(ws: Workspace, cue: Span, end: int) -> None:
    """What has a cue, and no content between that and the end of its paragraph, is none."""
    known = ws.with_cue_in(*cue)
    if known is not None and not known.overlap(cue[1], end):
        ws.drop(known)


def _items(ws: Workspace, number: int) -> list[Span]:
    """The items of a list below a paragraph, without what numbers them."""
    found, below = [], ws.below(number)
    while below is not None and (item := _ITEM.match(ws.text, *_span(ws.paragraphs[below]))):
        found.append((item.end(), ws.paragraphs[below].end))
        below = ws.below(below)
    return found


def _sentences_below(ws: Workspace, number: int) -> list[Span]:
    below = ws.below(number)
    found = None if below is None else _span(ws.paragraphs[below])
    return [found] if found and _is_sentences(ws, found) else []


def _is_sentences(ws: Workspace, span: Span) -> bool:
    return last_of(ws.text, *span) in SENTENCE_ENDS and ws.text.count(" ", *span) >= _SENTENCE


def speeches(ws: Workspace) -> None:
    """The paragraphs of a speech that is printed, below the line that names the speaker."""
    begin = ws.speaker[0] if ws.speaker else len(ws.text)
    for p in ws.paragraphs:
        if p.start > begin and p.kind in _SPOKEN and _is_sentences(ws, _span(p)):
            _take(ws, [_span(p)], "speech", Signed(None, ws.speaker, "speech"))


def interview_questions(ws: Workspace) -> None:
    """The questions of an interview, and what is answered: in the first person, or they are the headings of an
    explainer.
    """
    turns = [(question, answers) for question, answers in _turns(ws.text, ws.paragraphs) if answers]
    spoken = sum(any(_speaks_of_itself(ws, span) for span in answers) for _, answers in turns)
    if len(turns) >= _FEWEST and 2 * spoken >= len(turns):
        for question, answers in turns:
            _take_part(ws, [question])
            _take_part(ws, answers)


def _take_part(ws: Workspace, spans: list[Span]) -> None:
    """A question or an answer; where a label says whose the first paragraph is, the others are theirs too."""
    turns = [_labelled(ws, span) for span in spans]
    if turns[0] is None:
        _take(ws, spans, "interview turn")
        return
    for span, turn in zip(spans, turns, strict=True):
        if turn is None:
            ws.take_from_others(span)
            ws.grow(turns[0], span, "interview turn")


def _labelled(ws: Workspace, span: Span) -> Attribution | None:
    """The turn that a paragraph is by its label."""
    if _LABEL.match(ws.text, *span) is None:
        return None
    return next((e for e in ws.near(*span) if e.origin == Origin.LAYOUT and e.overlap(*span)), None)


def _speaks_of_itself(ws: Workspace, span: Span) -> bool:
    """Whether a stretch is in the first person, but for what it quotes where it is not all in quotation marks."""
    whole = any(q.whole for q in ws.quotations(*span))
    return any(whole or not ws.quotations(*match.span()) for match in _FIRST_PERSON.finditer(ws.text, *span))


def _is_end_note(text: str, span: Span) -> bool:
    return _END_NOTE.match(text, *span) is not None and _FIRST_PERSON.search(text, *span) is None


def _turns(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Span, list[Span]]]:
    """Each question with the paragraphs up to the next question, subhead or note at the end."""
    heads = [i for i, p in enumerate(paragraphs) if p.kind in ("question", "subhead")]
    for i, after in pairwise([*heads, len(paragraphs)]):
        if paragraphs[i].kind == "question":
            spoken = (_span(p) for p in paragraphs[i + 1 : after] if p.kind in _SPOKEN)
            yield _span(paragraphs[i]), list(takewhile(lambda span: not _is_end_note(text, span), spoken))


# Signatures and letterheads.


def signed(ws: Workspace, q: Quoted) -> Signed | None:
    """What names the speaker of a quoted paragraph: the rest of its line, the line under it, or the one above it."""
    if not ws.before(q):
        found = signature(ws.text, (q.end, ws.paragraphs[q.paragraph].end))
        if found is not None and found.source and _is_name(ws.text[slice(*found.source)]):
            return found
    if not q.whole:
        return None
    below, above = ws.below(q.paragraph), ws.above(q.paragraph)
    under = signature(ws.text, _span(ws.paragraphs[below])) if below is not None else None
    return under or (letterhead(ws.text, _span(ws.paragraphs[above])) if above is not None else None)


def _span(p: Paragraph) -> Span:
    return p.start, p.end


def _is_name(text: str) -> bool:
    """Whether what stands before the first comma is all capitalised words and what binds them."""
    words = text.split(",", 1)[0].split()
    return all(word[0].isupper() or re.fullmatch(_PLAIN, word) for word in words)


def name_behind(ws: Workspace) -> None:
    """Who is named with an office behind a quotation and its comma, where the paragraph ends without a verb, says it:
    “I would do it again,” Marta Ruiz, a farmer from Toledo.
    """
    for q in ws.clauses:
        source = _named_behind(ws, q)
        each = ws.owner(q) if source else None
        if source is None or (each and each.cue and ws.paragraph(each.cue[0]) == q.paragraph):
            continue
        if each and each.source and meet(each.source, source):
            ws.leave_source(each)
        ws.float(q, source, "name behind the quotation")


def _named_behind(ws: Workspace, q: Quoted) -> Span | None:
    """A name, a comma and words without a finite verb between a quotation's comma and the end of its paragraph."""
    tokens, here = ws.tokens, ws.tokens.between(q.end, ws.paragraphs[q.paragraph].end)
    tags = tokens.tags[here.start : here.stop]
    named = tags[:1] == ["NNP"] and not ws.before(q) and q.ends == ","
    if not named or "," not in tokens.words[here.start : here.stop] or not FINITE.isdisjoint(tags):
        return None
    acts = not FINITE.isdisjoint(tokens.tags[i] for i in tokens.between(*q.span))
    return tokens.chars(here.start, last_word(tokens, here.stop)) if acts else None


def letterhead(text: str, span: Span) -> Signed | None:
    """From the desk of John Doe, VP Analyst, WSJ. / And from Chairwoman Rosenworcel:"""
    if span[1] - span[0] > _LONGEST_HEAD:
        return None
    match = _LETTERHEAD.match(text, *span)
    if match is None or not (match["end"] or match["desk"]):
        return None
    start, end = match.span("name")
    return Signed(match.span("cue"), (start, end - match["name"].endswith(".")), _SIGNED)


def signature(text: str, span: Span) -> Signed | None:
    """A line that signs the quoted paragraph above it: — Clinton."""
    if span[1] - span[0] > _LONGEST_SIGNATURE:
        return None
    match = _SIGNATURE.match(text, *span)
    return Signed(match.span("cue"), match.span("name"), _SIGNED) if match else None
