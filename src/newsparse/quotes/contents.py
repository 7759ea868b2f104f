"""How far a content goes: where the parse or the quotation marks say so more surely than the tagger."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from newsparse.text.grammar import FINITE, TENSED, subject
from newsparse.text.relations import SUBJECTS, Rel
from newsparse.text.words import AUXILIARIES, CONJUNCTIONS, OPENING_MARKS, POSSESSIVE_MARKS

from .adjacent_cue import attribute, last_word, look
from .lexicon import listed
from .syntax import attribution_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .attribution import Attribution
    from .typography import Quoted
    from .workspace import Workspace

__all__ = [
    "begin_after_according",
    "cut_times",
    "fill_contents",
    "join_chains",
    "join_inserted",
    "part_conjuncts",
    "part_reports",
    "run_on",
    "settle",
    "snap",
    "widen_cues",
    "words_in",
]

_QUESTIONS = frozenset({"how", "if", "that", "what", "when", "where", "whether", "which", "who", "why"})
_AUX = frozenset({Rel.AUX, Rel.PASS_AUX})
_JOINED = frozenset({Rel.CONJ, Rel.PARATAXIS})
_CC = frozenset({Rel.CC})
_MARK = frozenset({Rel.MARK})
_JOINING = CONJUNCTIONS | {"so"}
_SUBJECT = re.compile("c?([acnrx]*[nx][acnrx]*)")
_SOURCE = re.compile("[acnrx]{1,12},(?:n+,)?(?=o?r?f)")
_UNSURE = 0.5  # score of a content below which the parse decides its extent
_FRAGMENT = 0.5  # share of a quoted fragment that a content must hold to take it whole
_COUNTED = 3  # words that tell how often
_CLAUSE = 3  # words of what only the parse gives a cue, that may be what was said


# The clause of the cue.


def fill_contents(ws: Workspace) -> None:
    """A cue and a source that the tagger gave no content report the clause that the cue has in the parse."""
    for each in ws.attributions:
        parsed = None if each.contents or each.source is None else _parsed(ws, each)
        if parsed is not None and _is_new(ws, parsed.contents):
            ws.set_contents(each, parsed.contents, "clause of the cue")


def _is_new(ws: Workspace, contents: list[Span]) -> bool:
    """Whether some spans are a clause that no attribution holds any of."""
    held = any(other.overlap(*span) for span in contents for other in ws.near(*span))
    return not held and sum(words_in(ws.tokens, *span) for span in contents) >= _CLAUSE


def settle(ws: Workspace) -> None:
    """Where the tagger is unsure how far a content goes, the clause of the cue in the parse decides."""
    for each in ws.attributions:
        parsed = _parsed(ws, each) if each.scores.get("content", 1.0) < _UNSURE else None
        if parsed is not None and any(each.overlap(*span) for span in parsed.contents):
            ws.set_contents(each, parsed.contents, "parse where the tagger is unsure")


def _parsed(ws: Workspace, each: Attribution) -> Attribution | None:
    """What the parse makes of a cue."""
    read = (attribution_at(ws.tokens, i, ws.lexicon) for i in ws.cue_tokens(each))
    return next((found for found in read if found), None)


def widen_cues(ws: Workspace) -> None:
    """A cue takes the particle that it speaks with (cut in), and the verb that it leads up to (declined to say)."""
    for each in ws.attributions:
        last = ws.cue_tokens(each)[-1:]
        end = _end_of_cue(ws, last[0]) if last else None
        if each.cue and end is not None:
            ws.set_cue(each, (each.cue[0], ws.tokens.ends[end]))


def _end_of_cue(ws: Workspace, last: int) -> int | None:
    lower = ws.tokens.lower
    to, verb, question = (lower[last + step : last + step + 1] for step in (1, 2, 3))
    leads = lower[last].startswith(("declin", "refus")) and to == ["to"]
    if leads and listed("declined").intersection(verb) and _QUESTIONS.intersection(question):
        return last + 2
    return ws.lexicon.particle(lower, last)


def part_conjuncts(ws: Workspace) -> None:
    """What the source does besides is no part of what it says: said the boat was old | and called for a strike."""
    for each, verb in _with_verb(ws):
        inside = (i for span in each.contents for i in ws.tokens.between(*span))
        other = next((i for i in inside if _is_deed(ws.tokens, verb, i)), None)
        if other is not None and each.source is not None and not _is_quoted(ws, each, ws.tokens.starts[other]):
            _part_deed(ws, each, other, each.source)


def _part_deed(ws: Workspace, each: Attribution, other: int, source: Span) -> None:
    """Cut what is done out of what is said; where it is said as well, it is said by the same source."""
    begin = ws.tokens.starts[ws.tokens.edges(other)[0]]
    ws.cut(each, (begin, each.end), "less what is done besides")
    second = attribution_at(ws.tokens, other, ws.lexicon)
    if second is not None and second.start >= begin:
        ws.new(second)
        ws.set_source(second, source, "source of the verb before")


def part_reports(ws: Workspace) -> None:
    """A second report, with its own subject, is none of what the first one holds: Oslo said it was ready | and the army
    said it was not.
    """
    tokens = ws.tokens
    for each, verb in _with_verb(ws):
        joined = [c for c in _joined_below(tokens, verb) if _reports(ws, each, c)]
        second = attribution_at(tokens, joined[0], ws.lexicon) if joined else None
        if second is None:
            continue
        begin = tokens.starts[tokens.edges(joined[0])[0]]
        if each.start < begin and second.start > tokens.starts[joined[0]]:
            ws.cut(each, (begin, each.end), "less a second report")
            if ws.with_cue_in(*tokens.chars(joined[0], joined[0])) is None:
                ws.new(second)


def _with_verb(ws: Workspace) -> Iterator[tuple[Attribution, int]]:
    """The attributions by a finite verb, with it."""
    for each in list(ws.attributions):
        verb = next((i for i in ws.cue_tokens(each) if ws.tokens.tags[i] in TENSED), None)
        if verb is not None and each.contents:
            yield each, verb


def _joined_below(tokens: Tokens, verb: int) -> list[int]:
    """The verbs that are joined to a verb, or to the clause that it reports."""
    clauses = [verb, *(c for c in tokens.children[verb] if tokens.rels[c] in (Rel.COMP, Rel.XCOMP))]
    return [c for clause in clauses for c in tokens.children[clause] if tokens.rels[c] in _JOINED]


def _is_quoted(ws: Workspace, each: Attribution, char: int) -> bool:
    return any(q.start < char < q.end for q in ws.clauses_of(each))


def _reports(ws: Workspace, each: Attribution, other: int) -> bool:
    """Whether a verb of saying in a content, outside all marks, has a subject of its own behind a conjunction."""
    tokens, at = ws.tokens, ws.tokens.starts[other]
    own, conjunction = tokens.child(other, SUBJECTS), tokens.child(other, _CC)
    if own is None or conjunction is None or max(own, conjunction) >= other:
        return False
    said = ws.lexicon.is_speech(tokens.lower[other]) and tokens.tags[other] in TENSED
    return said and tokens.child(other, _MARK) is None and each.overlap(at, at + 1) > 0 and not _is_quoted(ws, each, at)


def _is_deed(tokens: Tokens, verb: int, other: int) -> bool:
    """Whether a verb in a content, without a subject of its own, goes with the cue's verb behind a conjunction."""
    if tokens.rels[other] != Rel.CONJ or tokens.heads[other] != verb or other < verb + 2:
        return False
    conjunction = tokens.child(other, _CC)
    if conjunction is None or conjunction > other or tokens.child(other, SUBJECTS) is not None:
        return False
    alike = tokens.child(other, _AUX) is not None or tokens.tags[other] == tokens.tags[verb]
    return alike and subject(tokens, verb) is not None


def cut_times(ws: Workspace) -> None:
    """How often a word in marks was said is no part of it: said “no” | four times."""
    for each in ws.attributions:
        quoted = [q for q in ws.quotations(each.start, each.end) if q.reason is None] if each.contents else []
        if len(quoted) != 1 or quoted[0].start != each.start:
            continue
        rest = " ".join(ws.tokens.lower[i] for i in ws.tokens.between(quoted[0].end, each.end)).strip(" .,;")
        if rest in listed("often") or (rest.endswith("times") and rest.count(" ") < _COUNTED):
            ws.set_contents(each, [quoted[0].span])


# Quotation marks.


def snap(ws: Workspace) -> None:
    """A content that meets a quoted clause takes all of it; a fragment, when it holds half of it."""
    for q in ws.quoted:
        claims = [] if q.reason else ws.holding(q)
        if not claims:
            continue
        best = max(claims, key=lambda each: _claim(each, q))
        share = best.overlap(q.inner_start, q.inner_end) / (q.inner_end - q.inner_start)
        if share < 1 and (q.clause or share >= _FRAGMENT):
            ws.grow(best, [q.span], "quotation marks")
        if q.clause:
            ws.take_from_others(q.span, best)
            _part_sentences(ws, q, best)


def _part_sentences(ws: Workspace, q: Quoted, each: Attribution) -> None:
    """A full stop before a quoted clause parts it from what stands before, an abbreviation's as well: He left at 4 a.m.
    | “I saw him,” said Ben. So does the end of a paragraph, where what stands before is told without marks.
    """
    before = [span for span in each.contents if span[0] < q.start]
    if not before or each.cue is None or not (ws.opens(q) or ws.before(q) == "."):
        return
    if before[-1][1] > q.start or (each.cue[0] < before[0][0] and not ws.quotations(before[0][0], before[0][0] + 1)):
        ws.cut(each, (q.start, max(q.end, each.end)) if each.cue[0] < q.start else (before[0][0], q.start))


def _claim(each: Attribution, q: Quoted) -> tuple[float, float]:
    """How well an attribution claims a quotation: by what it holds of it, then by its score."""
    return each.overlap(q.inner_start, q.inner_end), each.scores.get("content", 0.5)


def join_chains(ws: Workspace) -> None:
    """Paragraphs that one quotation runs over are parts of one quote."""
    chains: dict[int, list[Quoted]] = {}
    for q in ws.quoted:
        if q.chain >= 0:
            chains.setdefault(q.chain, []).append(q)
    for links in chains.values():
        _join(ws, links)


def _join(ws: Workspace, links: list[Quoted]) -> None:
    """Give the paragraphs of one quotation to the cues beside them; one without a cue goes on with the one before."""
    owners = [_own(ws, q, links) for q in links]
    held = (ws.owner(q) for q in links)
    current = next((each for each in (*owners, *held) if each is not None), None)
    if current is None:
        return
    for q, owner in zip(links, owners, strict=True):
        current = owner or current
        ws.take_from_others(q.span, current)
        ws.grow(current, [q.span], "runs over paragraphs")


def _own(ws: Workspace, q: Quoted, links: list[Quoted]) -> Attribution | None:
    """The attribution whose cue stands outside the quotation and in the paragraph of this part of it."""
    for each in sorted(ws.holding(q), key=lambda each: -_claim(each, q)[0]):
        cue = each.cue
        if cue is not None and not _lies_in(links, cue[0]) and ws.paragraph(cue[0]) == q.paragraph:
            return each
    found = look(ws, q) if ws.owner(q) is None else None
    return None if found is None else attribute(ws, q, found)


def _lies_in(links: list[Quoted], char: int) -> bool:
    """Whether one of the quotations, which are in order, holds a character."""
    at = bisect_left(links, char, key=lambda q: q.start)
    return at > 0 and char < links[at - 1].end


def words_in(tokens: Tokens, start: int, end: int) -> int:
    """How many words stand in a stretch."""
    return sum(tokens.words[i][0].isalnum() for i in tokens.between(start, end))


# Commas around a cue: where what is said begins, goes on and ends beside a cue that stands in its midst.


def join_inserted(ws: Workspace) -> None:
    """Commas around a cue and its source part one clause: The club, | says its captain Rita Moss, | cannot pay."""
    tokens = ws.tokens
    for each in ws.attributions:
        cue = ws.cue_tokens(each)
        if not cue or not _spelled(tokens, cue[0] - 1, cue[0] + 1).startswith((",f", ",a")):
            continue
        first, stop = tokens.sentence_bounds[tokens.sentences[cue[0]]]
        subject = _SUBJECT.fullmatch(_spelled(tokens, first, cue[0] - 1))
        source = _SOURCE.match(_spelled(tokens, cue[-1] + 1, stop))
        if subject is None or source is None:
            continue
        begin, comma = first + subject.start(1), cue[-1] + source.end()
        if ws.quotations(tokens.starts[begin], tokens.starts[cue[0]]):
            continue
        start, end = tokens.chars(comma + 1, last_word(tokens, stop))
        end = max([end, *(q.end for q in ws.quotations(start, end))])
        ws.set_contents(each, [tokens.chars(begin, cue[0] - 2), (start, end)], "commas around the cue")
        ws.attribute(each, each.cue, tokens.chars(cue[-1] + 1, comma - 1), "between the commas")


def _spelled(tokens: Tokens, first: int, stop: int) -> str:
    """One sign a token: a comma, (f)inite verb, (a)ccording, (n)ame, adve(r)b, (c)onjunction, (o)pening or other
    (p)unctuation mark, any other word (x).
    """
    return "".join(_sign(tokens, i) for i in range(max(first, 0), stop))


def _sign(tokens: Tokens, i: int) -> str:
    word, lower, tag = tokens.words[i], tokens.lower[i], tokens.tags[i]
    if not word[0].isalnum() and lower not in POSSESSIVE_MARKS:
        return "," if word == "," else "o" if word in OPENING_MARKS else "p"
    known = {"a": lower == "according", "c": lower in _JOINING, "f": tag in FINITE, "n": tag[:3] == "NNP"}
    return next((sign for sign, holds in known.items() if holds), "r" if tag == "RB" else "x")


def run_on(ws: Workspace) -> None:
    """What "and" or "but" adds behind an inserted cue is said as well: It was late, he said, | but the bar was open.

    So is what an auxiliary continues (and had slept since); a bare verb tells what the speaker does (and left).
    """
    tokens = ws.tokens
    for each in ws.attributions:
        comma = _comma_after_report(ws, each)
        if comma is None or not _adds(tokens, comma + 1):
            continue
        stop = tokens.sentence_bounds[tokens.sentences[comma]][1]
        rest = tokens.chars(comma + 1, last_word(tokens, stop))
        if ws.with_cue_in(*rest) is None and not ws.clauses_in(*rest):
            ws.grow(each, [rest], "goes on behind the cue")


def _comma_after_report(ws: Workspace, each: Attribution) -> int | None:
    """The comma behind a finite cue and its source, where a comma parts them from the content before, without marks."""
    tokens = ws.tokens
    block = sorted([*ws.cue_tokens(each), *ws.source_tokens(each)])
    if not block or not each.contents or not each.end <= tokens.starts[block[0]] or not each.source:
        return None
    first, comma = block[0], block[-1] + 1
    says = any(ws.lexicon.is_speech(tokens.lower[i]) and tokens.tags[i] in TENSED for i in ws.cue_tokens(each))
    inserted = tokens.at(each.end - 1) in (first - 2, first - 1) and tokens.words[first - 1] == ","
    whole = comma - first == len(block) and tokens.words[comma : comma + 1] == [","]
    return comma if says and inserted and whole and not ws.quotations(each.end - 1, each.end) else None


def _adds(tokens: Tokens, i: int) -> bool:
    """Whether "and" or "but" adds a clause with its subject, or an auxiliary, at token i."""
    if tokens.lower[i : i + 1] not in (["and"], ["but"]):
        return False
    stop = tokens.sentence_bounds[tokens.sentences[i]][1]
    verb = next((k for k in range(i + 1, stop) if tokens.tags[k] in FINITE), None)
    return verb is not None and (verb > i + 1 or tokens.lower[verb] in AUXILIARIES)


def begin_after_according(ws: Workspace) -> None:
    """What a preposition leads in behind "According to the ministry," is content: until 2020, | no ferry ran."""
    tokens = ws.tokens
    for each in ws.attributions:
        cue, source = ws.cue_tokens(each), ws.source_tokens(each)
        if not cue or not source or not each.contents or not cue[-1] < source[0] <= tokens.at(each.start):
            continue
        first, stop = tokens.sentence_bounds[tokens.sentences[cue[0]]]
        begin = source[-1] + 2
        opens = cue[0] == first and _spelled(tokens, first, first + 1) == "a"
        leads = begin < stop and tokens.words[begin - 1] == "," and tokens.tags[begin] == "IN"
        if opens and leads and tokens.starts[begin] <= each.end:
            begin = min(each.start, tokens.starts[begin])
            ws.set_contents(each, [(begin, each.contents[0][1]), *each.contents[1:]])
