"""Who said it: the source of each quotation, by sure signs first.

The cue beside a quotation names its source. What has none continues the quote before it, is signed or labelled, is the
other one's turn in a conversation, belongs to whom the sentence before is about, or is nobody's. Which spans a source
that was found has is for `source_spans`; whom it means, for the stage after this one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.text.grammar import head_of, noun_phrase, phrase_of_speaker, subject

from .adjacent_cue import AdjacentCue, Form, attribute, look
from .attribution import Attribution, without
from .claims import comes_out
from .kinds import is_thing
from .lexicon import listed
from .page_forms import signed
from .parting import is_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.grammar import Phrase
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .typography import Quoted
    from .workspace import Workspace

__all__ = [
    "claim", "fill_sources", "follow_reports", "heed_cues", "introduce", "only_hears", "part_turns", "reply",
    "sign", "take_label", "take_turns",
]  # fmt: skip

_ENDS = frozenset({".", "!", "?", "…"})
_BETWEEN = _ENDS | {"", *"”\"’'»),;—–-"}
_HEARD = frozenset({"hear", "heard", "hears"})
_BACK = 2000  # characters in which the quote that a quotation continues is sought
_LISTED = " \t\u00a0•·▪◦●‣*-–—0123456789.)"  # before an item of a list


# The cue beside a quotation.


def heed_cues(ws: Workspace) -> None:
    """A quotation that ends with a comma belongs to the cue right behind it: “I know,” replied Ben. So does one that
    asks or exclaims, where the cue is no other's: “Her pocket?” Pushaina said the club would complain. Or where the
    sentence ends there, so that nothing else can be said.
    """
    for q in ws.clauses:
        each, found = ws.owner(q), look(ws, q)
        if each is None or each.cue is None or found is None or found.source is None:
            continue
        cue, source = ws.tokens.chars(*found.cue), ws.tokens.chars(*found.source)
        if found.form != Form.VERB_AFTER or each.has_cue_in(*cue) or not _leads(ws, q, cue, source):
            continue
        end = each.meeting(*q.span)[-1][1]
        if end <= each.cue[0] and _is_told_on(ws, cue, each.cue):
            ws.cut(each, (q.end, end))
            ws.attribute(each, cue, source, found.form.value)
        elif not _is_its_own(ws, q, each, each.cue[0], cue):
            attribute(ws, q, found)


def _is_told_on(ws: Workspace, cue: Span, own: Span) -> bool:
    """Whether a cue follows another with no quoted clause between them: “I know,” Ben said, | says Roe."""
    return cue[1] <= own[0] and not ws.clauses_in(cue[1], own[0])


def _leads(ws: Workspace, q: Quoted, cue: Span, source: Span) -> bool:
    """Whether a quotation leads to the cue behind it: by a comma, or it asks and the cue is free or the last word."""
    if q.ends == "," or ws.text[q.end : q.end + 1] == ",":
        return True
    end = max(cue[1], source[1])
    return q.ends in ("?", "!") and (ws.with_cue_in(*cue) is None or ws.text[end : end + 1] == ".")


def _is_its_own(ws: Workspace, q: Quoted, each: Attribution, own: int, cue: Span) -> bool:
    """Whether the cue of what holds a quotation, at `own`, stands in its paragraph, and no other words it holds, and no
    content that begins before, lead to it: in “Half?” asked the lawyer. “A third,” she said: the last cue is not that
    of both.
    """
    between = any(cue[1] < start and end <= own for start, end in each.contents)
    return ws.paragraph(own) == q.paragraph and not between and not each.start < own < q.start


def fill_sources(ws: Workspace) -> None:
    """A cue without a source: the subject of its verb in the parse, else what stands beside the quotation with it."""
    for each in ws.attributions:
        verbs = ws.cue_tokens(each) if each.source is None else ()
        if not verbs or any(_is_nobodys(ws, i) for i in verbs):
            continue
        spoken = next(_speakers(ws, each), None)
        if spoken is None:
            _fill_beside(ws, each)
        elif not only_hears(ws.tokens, spoken[0], spoken[1]):
            ws.set_source(each, ws.tokens.chars(*spoken[1]), "subject of the cue verb")


def _is_nobodys(ws: Workspace, verb: int) -> bool:
    """Whether a verb of a cue has no speaker for its subject: is believed to, it emerged that."""
    return ws.lexicon.is_hedge(ws.tokens.lower[verb]) or comes_out(ws.tokens, verb, ws.lexicon)


def _speakers(ws: Workspace, each: Attribution) -> Iterator[tuple[int, Phrase]]:
    """The verbs of a cue with who speaks by them, outside its content."""
    tokens = ws.tokens
    for i in ws.cue_tokens(each):
        asked = tokens.tags[i] == "VBN" and tokens.lower[i] in listed("asked")
        span = phrase_of_speaker(tokens, i) if tokens.tags[i].startswith("VB") and not asked else None
        if span is not None and (only_hears(tokens, i, span) or not each.overlap(*tokens.chars(*span))):
            yield i, span


def only_hears(tokens: Tokens, verb: int, source: Phrase) -> bool:
    """Whether a source is a court, a committee, before which something is said: "the inquest heard that"."""
    inside = tokens.lower[source.first : source.stop]
    return tokens.lower[verb] in _HEARD and not listed("forums").isdisjoint(inside)


def _fill_beside(ws: Workspace, each: Attribution) -> None:
    """The source that stands with its cue beside one of its quotations."""
    for q in ws.clauses_of(each):
        found = look(ws, q)
        if found is not None and found.source is not None and each.has_cue_in(*ws.tokens.chars(*found.cue)):
            ws.set_source(each, ws.tokens.chars(*found.source), found.form.value)
            return


def claim(ws: Workspace) -> None:
    """Quoted clauses that nobody says: the cue beside them, else the quote that they continue, else (where no content
    holds them) the one who signs them or is introduced right before, else nobody.
    """
    for q in ws.clauses:
        if ws.teller(q) is not None:
            continue
        owner, found = ws.owner(q), look(ws, q)
        if found is not None:
            attribute(ws, q, found)
        elif not _continues(ws, q) and q.sentence and owner is None:
            ws.float(q, _introduced(ws, q), "person just introduced")


def take_label(ws: Workspace) -> None:
    """A few words in marks that nobody says belong to who is named right behind them (“a gem”, according to its maker),
    or on their line: • “Never” – Kofi Addo. Such a line is its signer's, whoever said what stands above it.
    """
    for q in ws.quoted:
        owner = ws.teller(q)
        above = owner is not None and ws.paragraph(owner.anchor) < q.paragraph
        found = look(ws, q) if not q.reason and (above or not (q.clause or owner)) else None
        if found is not None and found.source is not None and _is_label(ws, q, found, alone=not above):
            attribute(ws, q, found)


def _is_label(ws: Workspace, q: Quoted, found: AdjacentCue, *, alone: bool) -> bool:
    """Whether what stands beside a quotation only names somebody; a dash does where it opens a line."""
    if found.form == Form.DASH:
        return not ws.text[ws.paragraphs[q.paragraph].start : q.start].strip(_LISTED)
    return alone and found.form in (Form.ACCORDING, Form.LABEL)


# The quote that a quotation continues.


def _continues(ws: Workspace, q: Quoted) -> bool:
    """Whether a quotation that begins a sentence goes on with the quoted clause before it (“No,” he said. “Never.”)."""
    previous, before = _previous(ws, q), ws.before(q)
    if previous is None:
        return False
    each, end = previous
    halves = ws.text[end : q.start].strip() == before == ","
    if not (halves or (q.sentence and before in _BETWEEN)):
        return False
    here = ws.paragraph(end) == q.paragraph
    if ws.is_marked(each) and (_actor(ws, end, q) is None if here else _runs_on(ws, q, each, ws.paragraph(end))):
        if q.sentence and any(is_told(ws, span) for span in each.contents if span[1] == end):
            ws.float(q, each.source, "speaker of the quote before")
        else:
            ws.take_from_others(q.span, each)
            ws.grow(each, q.span, "continued quotation")
        return True
    return False


def _previous(ws: Workspace, q: Quoted) -> tuple[Attribution, int] | None:
    """The attribution whose last word (content, cue or source) stands nearest before a quotation, and where it ends."""
    ends = (
        (each, span[1])
        for each in ws.near(q.start - _BACK, q.start)
        for span in (*each.ending_by(q.start), each.cue, each.source)
        if span and span[1] <= q.start
    )
    return max(ends, key=lambda pair: pair[1], default=None)


def _runs_on(ws: Workspace, q: Quoted, each: Attribution, paragraph: int) -> bool:
    """A paragraph that is all quotation after one that ended with the same speaker's quotation, no question."""
    last = ws.last_clause(paragraph)
    follows = q.whole and paragraph == ws.above(q.paragraph) and each.is_attributed
    return follows and last is not None and last.ends != "?" and each in ws.holding(last)


# Who is introduced right before.


def introduce(ws: Workspace) -> None:
    """A quotation right after a sentence about somebody, or what names somebody and ends with a colon, is theirs, not
    the one's who was quoted paragraphs before.
    """
    for q in ws.clauses:
        named = _named_before(ws, q) if ws.before(q) == ":" else None
        each = ws.owner(q) if q.sentence and (named or ws.before(q) in _ENDS) else None
        if each is None or _is_near(ws, q, each):
            continue
        if named:
            attribute(ws, q, named)
        else:
            source = _subject_before(ws, q)
            if source and _has_name(ws.tokens, source):
                ws.float(q, source, "person just introduced")


def follow_reports(ws: Workspace) -> None:
    """A quotation that opens its paragraph is whose report stands above, not whose quotation stands above that: “We are
    ready,” said Ito. // Bo Falk said he was not. // | “Nobody asked us.”
    """
    for q in ws.clauses:
        source = None if ws.before(q) or q.chain >= 0 else _reported_above(ws, q)
        if source is not None:
            ws.float(q, source, "speaker of the report above")


def _reported_above(ws: Workspace, q: Quoted) -> Span | None:
    """Who is reported without marks in the paragraph above a quotation that is held by what begins before that."""
    each, last, above = ws.owner(q), _previous(ws, q), ws.above(q.paragraph)
    if each is None or last is None or not q.sentence or _is_near(ws, q, each) or not _skips(ws, each, q, above):
        return None
    other, end = last
    told = ws.paragraph(end) == ws.paragraph(other.anchor) == above and not ws.is_marked(other)
    return other.source if told and other.source and _has_name(ws.tokens, other.source, "PRP") else None


def _skips(ws: Workspace, each: Attribution, q: Quoted, above: int | None) -> bool:
    """Whether a content begins before a quotation and has nothing in the paragraph above it, which quotes nobody."""
    if above is None or ws.last_clause(above) is not None:
        return False
    return each.start < q.start and all(ws.paragraph(span[0]) != above for span in each.contents)


def _has_name(tokens: Tokens, span: Span, *more: str) -> bool:
    """Whether a name, or a word with one of some tags more, stands in a stretch."""
    return any(tokens.tags[i].startswith(("NNP", *more)) for i in tokens.between(*span))


def _named_before(ws: Workspace, q: Quoted) -> AdjacentCue | None:
    """The first name, with its office, in what a colon ends before a quotation: For coach Ben Hill it was a joy:"""
    tokens, colon = ws.tokens, ws.tokens.at(q.start) - 1
    first = tokens.sentence(colon).start
    name = next((i for i in range(first, colon) if tokens.tags[i].startswith("NNP")), colon)
    stop = next((i for i in range(name, colon) if not tokens.tags[i].startswith("NN")), colon)
    dated = tokens.words[stop][0].isdigit()  # June 20, 1990: “...”
    return AdjacentCue(Form.LABEL, (colon, colon), (name, stop - 1)) if name < colon and not dated else None


def _is_near(ws: Workspace, q: Quoted, each: Attribution) -> bool:
    """Whether something else of an attribution stands in the paragraph of a quotation."""
    rest = [*without(each.contents, q.span), each.cue, each.source]
    return any(span is not None and ws.paragraph(span[0]) == q.paragraph for span in rest)


def _introduced(ws: Workspace, q: Quoted) -> Span | None:
    """The source of the attribution, or the subject of the sentence, right before the quotation."""
    each, end = _previous(ws, q) or (None, 0)
    if each is not None and each.source and ws.paragraph(end) == q.paragraph:
        return _actor(ws, end, q) or (_who_cites(ws, each) or each).source
    return _subject_before(ws, q)


def _who_cites(ws: Workspace, each: Attribution) -> Attribution | None:
    """Who tells, in the same sentence, what a thing shows: Moyo said it would last, but a poll found | few agreed."""
    if not _is_thing(ws, each):
        return None
    start, end = ws.sentence(ws.source_tokens(each)[0])
    others = (other for other in ws.near(start, end) if other.source and start <= other.anchor < each.anchor)
    return next((other for other in others if not _is_thing(ws, other)), None)


def _is_thing(ws: Workspace, each: Attribution) -> bool:
    """Whether a source is a thing, or what something is written in."""
    who = ws.source_tokens(each)
    head = head_of(ws.tokens, who.start, who.stop) if who else None
    return head is not None and (is_thing(ws.tokens, head) or ws.tokens.lower[head] in listed("media"))


def _actor(ws: Workspace, after: int, q: Quoted) -> Span | None:
    """Who does something between an attribution and a quotation: "As he said she won, she sent a note. “Not me.”"."""
    span = _subject_before(ws, q)
    return span if span is not None and span[0] >= after else None


def _subject_before(ws: Workspace, q: Quoted) -> Span | None:
    """The subject, a name or a pronoun, of the sentence before a quotation; of a passive as well."""
    tokens = ws.tokens
    last = tokens.at(q.start) - 1
    for i in reversed(range(tokens.sentence(last).start, last + 1) if last >= 0 else ()):
        head = subject(tokens, i) if tokens.heads[i] == i else None
        span = noun_phrase(tokens, head, i) if head is not None else None
        if span and (tokens.tags[span.first].startswith(("NNP", "PRP")) or tokens.tags[span.last].startswith("NNP")):
            return tokens.chars(*span)
    return None


# Turns and signatures.


def part_turns(ws: Workspace) -> None:
    """Two quotations with nothing between them are of two speakers: “Who is it?” “Only me,” said Ben."""
    for q, after in pairwise(ws.clauses):
        follows = after.paragraph == q.paragraph and ws.text[q.end : after.start].isspace()
        each = ws.owner(q) if follows and q.closed else None
        if each is not None and each.cue and each.cue[0] > after.start and each is ws.owner(after):
            ws.float(q, None, "")


def reply(ws: Workspace) -> None:
    """What follows a question in the paragraph of an exchange is said by the one who was asked: “No,” said Ana. “Why?”
    asked Ben. “I am tired.”
    """
    for before, asked, q in zip(ws.clauses, ws.clauses[1:], ws.clauses[2:], strict=False):
        if before.paragraph == asked.paragraph == q.paragraph and asked.ends == "?" and q.sentence:
            source = _first_of_two(ws, before, asked)
            if source is not None and ws.owner(q) in (None, ws.owner(asked)):
                ws.float(q, source, "speakers take turns")


def take_turns(ws: Workspace) -> None:
    """A conversation: a quotation alone in its paragraph that answers a question, or asks again, is the other one's."""
    for q in ws.clauses:
        before, earlier = (ws.last_clause(q.paragraph - back) for back in (1, 2))
        if before is None or earlier is None or not q.whole or q.chain >= 0:
            continue
        source = _first_of_two(ws, earlier, before) if _asks_or_answers(earlier, before, q) else None
        if source is not None and not _is_cued(ws, q):
            ws.float(q, source, "speakers take turns")


def _asks_or_answers(earlier: Quoted, before: Quoted, q: Quoted) -> bool:
    """Whether a quotation answers a question, or asks as the one before the last does."""
    return before.ends == "?" or q.ends == earlier.ends == "?"


def _is_cued(ws: Workspace, q: Quoted) -> bool:
    """Whether the cue of what holds a quotation stands in its paragraph."""
    owner = ws.owner(q)
    return owner is not None and owner.cue is not None and ws.paragraph(owner.cue[0]) == q.paragraph


def _first_of_two(ws: Workspace, one: Quoted, other: Quoted) -> Span | None:
    """The source of the first of two quotations, where that of the second is written otherwise."""
    first, second = (each.source if (each := ws.owner(q)) else None for q in (one, other))
    if first is None or second is None or ws.text[slice(*first)].lower() == ws.text[slice(*second)].lower():
        return None
    return first


def sign(ws: Workspace) -> None:
    """A line that signs or announces a quotation names its speaker, where no word does."""
    for q in ws.clauses:
        each = ws.owner(q)
        if each is None or (each.cue is not None and (each.source or ws.text[slice(*each.cue)].strip() != ":")):
            continue
        found = signed(ws, q)
        if found is not None:
            ws.attribute(each, found.cue, found.source, found.why)
