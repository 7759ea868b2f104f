"""What somebody else says within what is said: it is a quote of its own, with its own cue and source there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.text.grammar import FINITE, TENSED, noun_phrase, phrase_at
from newsparse.text.relations import PASSIVE_SUBJECTS, SUBJECTS, Rel
from newsparse.text.words import CONCEDING, CONDITIONS, DEMONSTRATIVES, RELATIVES, WHILE

from .adjacent_cue import ANYBODY, look_within, surroundings, words_in
from .attribution import Attribution, Origin, reasons
from .build_quote import is_nobody
from .syntax import attribution_at, clause_of_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .typography import Quoted
    from .workspace import Workspace

__all__ = [
    "called_within", "keep_reports", "part_conceded", "part_relatives", "quote_within", "report_around",
    "report_within", "tell_by_marked_verb",
]  # fmt: skip

_CLAUSE = 3  # words of a quotation within another that may be what was said
_SUBJECT = 10  # tokens from "what" to the verb of calling
_ENDS = frozenset({",", ";", ":", ".", "–", "—", "-", "(", ")"})
_ACCORDING = "told beside whom it is according to"
_NAMING = ("NN", "JJ", "DT", "PRP", "CD")  # tags of what whoever speaks may begin with
_NOBODY_ELSE = DEMONSTRATIVES | (ANYBODY - {"they", "who"})


def report_within(ws: Workspace) -> None:
    """A clause in a content that somebody else there says: She said | both witnesses had testified that | he was in."""
    for each in list(ws.attributions):
        for i in _verbs_within(ws, each):
            found = clause_of_verb(ws.tokens, i, ws.lexicon)
            if found is not None and _is_another(ws, each, found):
                ws.new(replace(found, origin=Origin.NESTED))


def _verbs_within(ws: Workspace, each: Attribution) -> Iterator[int]:
    """The verbs of saying and thinking in a content that are nobody's cue so far."""
    if each.origin == Origin.NESTED:
        return
    for start, end in each.contents:
        for i in ws.tokens.between(start, end):
            thinks = ws.lexicon.act_of(ws.tokens.lower[i]) in ("statement", "belief")
            if thinks and ws.with_cue_in(*ws.tokens.chars(i, i)) is None:
                yield i


def _is_another(ws: Workspace, each: Attribution, found: Attribution) -> bool:
    """Whether a report, all of it in one content, is that of a third one."""
    spans = [*found.contents, found.source or found.contents[0]]
    inside = all(each.overlap(*span) == span[1] - span[0] for span in spans)
    who = ws.source_tokens(found)
    anybody = len(who) == 1 and ws.tokens.lower[who[0]] in _NOBODY_ELSE
    return inside and not anybody and not is_nobody(ws.tokens, who)


def part_relatives(ws: Workspace) -> None:
    """What a thing tells that a relative clause describes is its report, not that of who has it: They have seen a memo
    that warns | the fleet is unsafe.
    """
    for verb, first, found in _told_by_things(ws):
        that, known = ws.tokens.heads[verb] + 1, ws.with_cue_in(*ws.tokens.chars(verb, verb))
        near = [each for each in ws.near(found.start, found.end) if each.overlap(found.start, found.end)]
        if known is not None and found.source:
            if known.source in (None, ws.tokens.chars(that, that)):
                ws.set_source(known, found.source, "the thing that tells")
        elif all(ws.tokens.at(each.start) == first for each in near):
            ws.replace(near, found)


def _told_by_things(ws: Workspace) -> Iterator[tuple[int, int, Attribution]]:
    """The verbs of clauses with "that" or "which" right behind a noun, the first word of it, and what it tells."""
    tokens = ws.tokens
    for i in (i for i, rel in enumerate(tokens.rels) if rel == Rel.RELCL and _restricts(tokens, i)):
        found = clause_of_verb(tokens, i, ws.lexicon)
        if found is not None and not FINITE.isdisjoint(tokens.tags[tokens.at(found.start) : tokens.at(found.end)]):
            first = noun_phrase(tokens, tokens.heads[i]).first
            yield i, first, replace(found, source=tokens.chars(first, tokens.heads[i]))


def _restricts(tokens: Tokens, verb: int) -> bool:
    """Whether the subject of a finite verb is a relative word right behind what it takes up."""
    who = tokens.heads[verb] + 1
    return tokens.tags[verb] in TENSED and tokens.tags[who : who + 1] == ["WDT"] and tokens.child(verb, SUBJECTS) == who


def tell_by_marked_verb(ws: Workspace) -> None:
    """The verb of saying that a quotation begins with, its subject before the marks, tells the rest: The letter “shows
    | that nobody looked.”
    """
    for q in ws.clauses:
        verb = ws.tokens.at(q.inner_start)
        found = clause_of_verb(ws.tokens, verb, ws.lexicon) if ws.tokens.tags[verb] in TENSED else None
        if found is not None and found.source and found.source[1] < q.start and _is_told_by(ws, q, verb):
            ws.replace(ws.holding(q), found)


def _is_told_by(ws: Workspace, q: Quoted, verb: int) -> bool:
    """Whether nobody else than a verb tells a quotation."""
    owner = ws.teller(q)
    return not owner or owner.has_cue_in(*ws.tokens.chars(verb, verb))


def report_around(ws: Workspace) -> None:
    """What a sentence tells according to somebody named at its end, with other reports in it: The dam holds, Roe said,
    | according to Radio Uno.
    """
    for i in _last_accordings(ws):
        start = ws.sentence(i)[0]
        begin = min([start, *(q.start for q in ws.clauses_in(start, start + 1))])
        known, inner = ws.with_cue_in(*ws.tokens.chars(i, i)), _told_before(ws, ws.tokens.sentence(i).start, i - 1)
        found = known if known and known.source else attribution_at(ws.tokens, i, ws.lexicon)
        _take_over(ws, inner)
        if found is not None and (known is None or inner is not None):
            ws.replace([known], replace(found, contents=[(begin, ws.tokens.ends[i - 2])]))


def _take_over(ws: Workspace, made: Attribution | None) -> None:
    """An attribution takes the place of the one that has its cue."""
    if made is not None and made.cue:
        ws.replace([ws.with_cue_in(*made.cue)], made)


def keep_reports(ws: Workspace) -> None:
    """When what is said happened is part of it, with what others report there: said it was closing | after parents
    complained the roof leaked.
    """
    for each, cue, _ in list(ws.cued()):
        mark = ws.tokens.at(each.end)
        other = _reported_when(ws, each, mark) if cue[-1] < mark < len(ws.tokens) else None
        if other is not None and other.end > each.end and not ws.is_marked(each):
            ws.grow(each, (each.end, other.end), "when it was, as others report")


def _reported_when(ws: Workspace, each: Attribution, mark: int) -> Attribution | None:
    """The report that a clause makes which a word begins, and tells when something in a content happened."""
    verb = ws.tokens.heads[mark]
    happened = ws.tokens.chars(ws.tokens.heads[verb], ws.tokens.heads[verb])
    when = ws.tokens.lower[mark] in WHILE and each.overlap(*happened) > 0
    return ws.with_cue_in(*ws.tokens.chars(verb, verb)) if when else None


def part_conceded(ws: Workspace) -> None:
    """What is granted according to somebody is a report within that of whoever says all of it: While, according to
    engineers, | the bridge is safe, | the tunnel leaks, Roe said.
    """
    for i in (i for i, word in enumerate(ws.tokens.lower) if word == "according" and _is_conceding(ws.tokens, i - 2)):
        inner, outer = _granted(ws.tokens, i), _told_before(ws, i - 2, ws.tokens.sentence(i).stop)
        for each in (inner, outer) if inner and outer else ():
            ws.replace([each.cue and ws.with_cue_in(*each.cue)], each)


def _granted(tokens: Tokens, i: int) -> Attribution | None:
    """What is told according to somebody, token i, up to the comma behind which another clause begins."""
    stop = tokens.sentence(i).stop
    source = phrase_at(tokens, i + 2, i + 2, stop)
    begin = source.last + 2 if source else stop
    verb = next((k for k in range(begin, stop) if tokens.tags[k] in FINITE), stop)
    comma = next((k for k in range(verb, stop - 1) if _begins_noun(tokens, k)), None)
    if source is None or comma is None:
        return None
    return _aside(tokens.chars(begin, comma - 1), tokens.chars(*source), tokens.chars(i, i + 1))


def _aside(content: Span, source: Span, cue: Span) -> Attribution:
    return Attribution([content], source, cue, Origin.ASIDE, why=reasons(_ACCORDING, _ACCORDING))


def _begins_noun(tokens: Tokens, comma: int) -> bool:
    """Whether a token is a comma with what may be a subject behind it."""
    return tokens.words[comma] == "," and tokens.tags[comma + 1].startswith(_NAMING)


def _is_conceding(tokens: Tokens, i: int) -> bool:
    """Whether a token opens a sentence by granting something, with a comma behind it."""
    opens = i >= 0 and tokens.lower[i] in CONCEDING and tokens.words[i + 1] == ","
    return opens and i == tokens.sentence(i).start


def _told_before(ws: Workspace, first: int, stop: int) -> Attribution | None:
    """What somebody says without marks at the end of tokens `first` to `stop` - 1: | The dam holds, Roe said."""
    tokens = ws.tokens
    verb = next((k for k in range(stop - 1, first, -1) if tokens.tags[k] in FINITE), first)
    comma = next((k for k in range(verb - 1, first, -1) if tokens.words[k] == ","), verb)
    if comma + 1 >= verb or not ws.says(verb) or not _begins_noun(tokens, comma) or not _tells(ws, first, comma):
        return None
    return _aside(tokens.chars(first, comma - 1), tokens.chars(comma + 1, verb - 1), tokens.chars(verb, verb))


def _tells(ws: Workspace, first: int, stop: int) -> bool:
    """Whether tokens `first` to `stop` - 1 are a clause without marks, and not only when or on what it hangs."""
    tokens = ws.tokens
    clause = any(tokens.tags[k] in FINITE for k in range(first, stop)) and tokens.lower[first] not in WHILE | CONDITIONS
    return clause and not ws.clauses_in(*tokens.chars(first, stop - 1))


def _last_accordings(ws: Workspace) -> Iterator[int]:
    """Each "according" outside all marks that ends what its sentence tells."""
    tokens = ws.tokens
    for i in (i for i, word in enumerate(tokens.lower) if word == "according"):
        marked = ws.clauses_in(*tokens.chars(i, i))
        if not marked and _is_last(tokens, i) and not _takes_up(tokens, tokens.sentence(i).start):
            yield i


def _takes_up(tokens: Tokens, first: int) -> bool:
    """Whether a word takes up what stands before, as the subject of a passive: this was stated by."""
    return tokens.rels[first] in PASSIVE_SUBJECTS and tokens.lower[first] in DEMONSTRATIVES


def _is_last(tokens: Tokens, i: int) -> bool:
    """Whether a comma parts a token from its sentence, and nothing is told behind it but who somebody is."""
    here = tokens.sentence(i)
    rest = slice(i, here.stop)
    told = FINITE.intersection(tokens.tags[rest]) and RELATIVES.isdisjoint(tokens.lower[rest])
    return i - 2 > here.start and tokens.words[i - 1] == "," and not told


def called_within(ws: Workspace) -> None:
    """What somebody calls something is theirs, wherever it stands: what they called | “a breach”."""
    tokens = ws.tokens
    for what, who, verb in _callings(ws):
        phrase = noun_phrase(tokens, who, verb)
        source, cue = tokens.chars(max(what + 1, phrase.first), phrase.last), tokens.chars(verb, verb)
        why = reasons("what it is called", "what it is called")
        made = Attribution([_so_called(ws, verb)], source, cue, Origin.ASIDE, why=why)
        ws.replace([ws.with_cue_in(*cue)], made)


def _callings(ws: Workspace) -> Iterator[tuple[int, int, int]]:
    """Each "what" with who calls something so, and the verb."""
    tokens = ws.tokens
    for what in (i for i, word in enumerate(tokens.lower) if word == "what"):
        verb = _verb_of_calling(ws, what)
        who = tokens.child(verb, SUBJECTS) if verb is not None else None
        if verb is not None and who is not None and what < who < verb and tokens.lower[who] not in _NOBODY_ELSE:
            yield what, who, verb


def _verb_of_calling(ws: Workspace, what: int) -> int | None:
    """The first verb of calling behind "what" and a subject, in its sentence."""
    near = range(what + 2, min(what + _SUBJECT, ws.tokens.sentence(what).stop - 1))
    return next((i for i in near if ws.lexicon.is_of(ws.tokens.lower[i], "calling")), None)


def _so_called(ws: Workspace, verb: int) -> Span:
    """What a verb of calling gives its object: up to the end of the marks that stand in it, else to the next comma."""
    tokens = ws.tokens
    stop = tokens.sentence(verb).stop
    branch = set(tokens.subtree(verb))
    last = next((i - 1 for i in range(verb + 1, stop) if i not in branch or tokens.words[i] in _ENDS), stop - 1)
    start = tokens.starts[verb + 1]
    end = max(start, tokens.ends[max(last, verb + 1)])
    return start, max((q.end for q in ws.quotations(start, end) if q.start >= start), default=end)


def quote_within(ws: Workspace) -> None:
    """A quotation within a quoted clause whose own cue and source stand beside it there: She told me, ‘Go home.’"""
    tokens = ws.tokens
    for number, q in enumerate(ws.inner):
        long = q.clause or words_in(tokens, q.inner_start, q.inner_end) >= _CLAUSE
        bounds = _room_within(ws, number) if long and not q.reason else None
        at = surroundings(tokens, q.span, bounds, q.ends) if bounds else None
        found = look_within(tokens, at, ws.lexicon) if at else None
        if found is not None and found.source is not None:
            why = reasons("quotation within a quotation", found.form.value)
            spans = tokens.chars(*found.source), tokens.chars(*found.cue)
            made = Attribution([q.span], *spans, Origin.NESTED, why=why)
            ws.replace([ws.with_cue_in(*spans[1])], made)  # what the parse gives the cue ends with a sentence


def _room_within(ws: Workspace, number: int) -> Span | None:
    """The stretch of the quoted clause around an inner quotation that its neighbours leave; None where none is."""
    outer = ws.around(ws.inner[number])
    if outer is None:
        return None
    before = ws.inner[number - 1].end if number else 0
    after = ws.inner[number + 1].start if number + 1 < len(ws.inner) else outer.inner_end
    return max(outer.inner_start, before), min(outer.inner_end, after)
