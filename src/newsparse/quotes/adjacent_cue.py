"""The cue and the source that stand beside a quotation, found from the words around it and their parse.

Each reader looks at one side of the quotation and returns what it found or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from newsparse.names import is_person_noun
from newsparse.text.grammar import FINITE, TENSED, is_passive, phrase_at, phrase_of_speaker, verb_group
from newsparse.text.lines import end_of
from newsparse.text.relations import Rel
from newsparse.text.words import AUXILIARIES, DASHES, NEGATIVES, OBJECT_PRONOUNS, OPENING_MARKS, SENTENCE_ENDS, word_set

from .attribution import Attribution, Origin, reasons

if TYPE_CHECKING:
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .lexicon import Lexicon
    from .typography import Quoted
    from .workspace import Workspace

__all__ = [
    "ANYBODY", "AdjacentCue", "Form", "Surroundings", "attribute", "goes_on", "last_word", "look", "look_above",
    "look_within", "nouns_before", "surroundings", "words_in",
]  # fmt: skip

_RIGHT = 45  # tokens looked at behind a quotation
_LEFT = 60  # and before it
_LABEL = 14  # tokens of a name and its office before a colon or after a dash
_PAUSES = DASHES | {","}
_HELPING = AUXILIARIES | NEGATIVES | word_set("also later then")
_BEFORE_INNER = OBJECT_PRONOUNS | {",", ":"}
ANYBODY = word_set("i we you they it one people everybody everyone somebody someone who which that")
"""Whom a quotation within another does not quote."""


class Form(Enum):
    """How a cue stands beside a quotation."""

    VERB_AFTER = "cue after the quotation"
    VERB_BEFORE = "cue before the quotation"
    ACCORDING = "according to"
    ATTRIBUTED = "attributed to"
    DASH = "dash and name"
    LABEL = "label and colon"


_PHRASES_AFTER = {"according": Form.ACCORDING, "attributed": Form.ATTRIBUTED, "credited": Form.ATTRIBUTED}


@dataclass(frozen=True, slots=True)
class AdjacentCue:
    """Tokens (first, last) of a cue beside a quotation and of its source.

    `content` is the first token of the content where it begins before the quotation.
    """

    form: Form
    cue: Span
    source: Span | None
    content: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A quotation among the tokens: `first` and `last` are its own, marks included.

    The left side is tokens `left` to `first` - 1, the right side `last` + 1 to `right` - 1. `closes` tells that a
    sentence ends with the quotation.
    """

    first: int
    last: int
    left: int
    right: int
    closes: bool


# Where to look.


def look(ws: Workspace, q: Quoted) -> AdjacentCue | None:
    """The cue beside a quotation, or before it in a paragraph that ends with a colon; looked for once."""
    if q.start not in ws.beside:
        ws.beside[q.start] = _look(ws, q)
    return ws.beside[q.start]


def _look(ws: Workspace, q: Quoted) -> AdjacentCue | None:
    found = look_around(ws.tokens, surroundings(ws.tokens, q.span, _bounds(ws, q), q.ends), ws.lexicon)
    above = ws.above(q.paragraph)
    return look_above(ws, above) if found is None and above is not None and not ws.before(q) else found


def look_above(ws: Workspace, above: int) -> AdjacentCue | None:
    """The cue in a paragraph that announces what stands below by a colon at its end."""
    before = ws.paragraphs[above]
    if not ws.text.endswith((":", ": —", ":-"), before.start, end_of(ws.text, before.start, before.end)):
        return None
    start = max([before.start, *(other.end for other in ws.quotations(before.start, before.end)[-1:])])
    first = ws.tokens.at(before.end)
    span = ws.tokens.chars(first, first)
    return look_around(ws.tokens, surroundings(ws.tokens, span, (start, span[1]), "."), ws.lexicon)


def _bounds(ws: Workspace, q: Quoted) -> Span:
    """The stretch around a quotation that no other quoted clause takes up."""
    here = ws.paragraphs[q.paragraph]
    before, after = ws.neighbours(q)
    return max(here.start, before.end) if before else here.start, min(here.end, after.start) if after else here.end


def surroundings(tokens: Tokens, span: Span, bounds: Span, ends: str) -> Surroundings:
    """What lies around the quotation `span` (characters) within `bounds`; `ends` is the last character in the marks."""
    inside, limits = tokens.between(*span), tokens.between(*bounds)
    first, last = inside.start, inside.stop - 1
    left = max(limits.start, first - _LEFT)
    begin = next((i + 1 for i in range(first - 1, left - 1, -1) if _is_stop(tokens, i)), left)
    right = min(limits.stop, last + 1 + _RIGHT)
    end = next((i for i in range(last + 1, right) if _is_stop(tokens, i)), right)
    return Surroundings(first, last, begin, end, ends in ".!?…")


def _is_stop(tokens: Tokens, i: int) -> bool:
    """Whether a sentence ends with token i: a full stop, or a word that ends with one."""
    ends = tokens.words[i][-1] in ".?!" and tokens.sentences[i + 1 : i + 2] not in ([], [tokens.sentences[i]])
    return ends or tokens.words[i] in SENTENCE_ENDS


def look_around(tokens: Tokens, at: Surroundings, lexicon: Lexicon) -> AdjacentCue | None:
    """What the first reader finds."""
    return next((found for reader in _READERS if (found := reader(tokens, at, lexicon))), None)


def look_within(tokens: Tokens, at: Surroundings, lexicon: Lexicon) -> AdjacentCue | None:
    """Who says, by a finite verb, what stands in a quotation within a quotation; what goes before it is surer.

    "You say ‘...’" and "people say ‘...’" quote nobody.
    """
    found = (reader(tokens, at, lexicon) for reader in (_verb_before, _verb_after))
    return next((each for each in found if each and _is_sure(tokens, at, each, lexicon)), None)


def _is_sure(tokens: Tokens, at: Surroundings, found: AdjacentCue, lexicon: Lexicon) -> bool:
    if found.source is None or tokens.lower[found.source[0]] in ANYBODY:
        return False
    cue = range(found.cue[0], found.cue[1] + 1)
    leads = tokens.lower[at.first - 1] in _BEFORE_INNER or at.first - 1 in cue or cue[0] >= at.first
    return leads and any(lexicon.act_of(tokens.lower[i]) == "statement" and _is_finite(tokens, i) for i in cue)


def _is_finite(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is finite, or hangs on a modal one, that of the verb before it as well: "he'd ring and say"."""
    shared = [verb, tokens.heads[verb]] if tokens.rels[verb] == Rel.CONJ else [verb]
    return tokens.tags[verb] in TENSED or any(tokens.tags[c] == "MD" for each in shared for c in tokens.children[each])


# Verbs.


def _speech_verbs(tokens: Tokens, span: range, lexicon: Lexicon) -> list[int]:
    """The verbs of speech among some tokens."""
    verbs = (i for i in span if tokens.is_verb(i))
    return [i for i in verbs if lexicon.is_speech(tokens.lower[i]) or lexicon.particle(tokens.lower, i) is not None]


def _cue_group(tokens: Tokens, verb: int, low: int, lexicon: Lexicon) -> Span:
    """The verb with its auxiliaries, adverbs and particle, from a token on."""
    first, last = verb_group(tokens, verb)
    while first - 1 >= low and tokens.lower[first - 1] in _HELPING:
        first -= 1
    return max(first, low), max(last, lexicon.particle(tokens.lower, verb) or verb)


def _verb_after(tokens: Tokens, at: Surroundings, lexicon: Lexicon) -> AdjacentCue | None:
    """“...,” said the mayor; “...,” Hugh Hill, a doctor, said"""
    start = at.last + 1
    if at.closes and start < at.right and _begins_anew(tokens, at, start):
        return None
    start = next((i for i in range(start, at.right) if tokens.words[i] not in _PAUSES), at.right)
    for verb in _speech_verbs(tokens, range(start, at.right), lexicon) or _inverted(tokens, at, start):
        group = _cue_group(tokens, verb, start, lexicon)
        source = _source_after(tokens, verb, group, (start, at.right))
        if source is not None or group[0] == start:
            return AdjacentCue(Form.VERB_AFTER, group, source)
    return None


def _begins_anew(tokens: Tokens, at: Surroundings, start: int) -> bool:
    """Whether a capital behind a quotation begins a sentence: no name that follows a question or a shout."""
    return tokens.words[start][0].isupper() and not _asks(tokens, at)


def _source_after(tokens: Tokens, verb: int, group: Span, limits: Span) -> Span | None:
    """Who speaks by a verb behind a quotation: by the parse, else what stands right behind its group, or before it."""
    (first, last), (start, right) = group, limits
    span = phrase_of_speaker(tokens, verb)
    if span and start <= span.first and span.last < right:
        return span
    return (
        phrase_at(tokens, last + 1, last + 1, right) if first == start else phrase_at(tokens, first - 1, start, first)
    )


def _inverted(tokens: Tokens, at: Surroundings, verb: int) -> list[int]:
    """“Nonsense,” snorted the clerk: behind a comma a verb before its subject says it, whichever it is."""
    pauses = any(tokens.words[i].endswith(",") for i in range(max(at.first, at.last - 1), verb))
    if not pauses or verb + 1 >= at.right or tokens.tags[verb] not in TENSED or tokens.lower[verb] in _HELPING:
        return []
    leads = tokens.tags[verb + 1].startswith(("DT", "NNP", "PRP$")) or is_person_noun(tokens.lower[verb + 1])
    return [verb] if leads else []


def _asks(tokens: Tokens, at: Surroundings) -> bool:
    """“Why?” Smith asked: a question or a shout may be followed by its speaker."""
    return any(tokens.words[i][-1:] in "?!" for i in range(max(at.first, at.last - 1), at.last + 1))


def _verb_before(tokens: Tokens, at: Surroundings, lexicon: Lexicon) -> AdjacentCue | None:
    """The mayor said in a statement: “...”; she called it “...”"""
    for verb in reversed(_speech_verbs(tokens, range(at.left, at.first), lexicon)):
        source = _source_before(tokens, verb, at.left)
        if source or tokens.tags[verb] in ("VBG", "VBN", "VBD"):
            cue = _cue_group(tokens, verb, at.left, lexicon)
            return AdjacentCue(Form.VERB_BEFORE, cue, source, _clause_start(tokens, verb, at))
    return None


def _source_before(tokens: Tokens, verb: int, left: int) -> Span | None:
    """Who speaks by a verb, where that stands before it or the verb is passive."""
    span = phrase_of_speaker(tokens, verb)
    beside = span and (left <= span.first <= span.last < verb or is_passive(tokens, verb))
    return span if beside else None


def _clause_start(tokens: Tokens, verb: int, at: Surroundings) -> int | None:
    """Where a clause between the cue and the quotation begins (said the harvest was “...”)."""
    start = verb + 1
    if at.first > start and tokens.words[at.first - 1] in (",", ":"):
        return None
    finite = any(tokens.tags[i] in TENSED or tokens.tags[i] in ("MD", "VB") for i in range(start, at.first))
    return start if finite or tokens.lower[start : start + 1] == ["that"] else None


# Phrases and labels.


def _phrase_after(tokens: Tokens, at: Surroundings, lexicon: Lexicon) -> AdjacentCue | None:
    """“...,” according to the ministry; “...” is often attributed to the engineer"""
    for i in range(at.last + 1, min(at.last + 4, at.right - 2)):
        form = _PHRASES_AFTER.get(tokens.lower[i]) if tokens.lower[i + 1] == "to" else None
        source = phrase_at(tokens, i + 2, i + 2, at.right) if form else None
        if form and source:
            return AdjacentCue(form, (i, i + 1), source)
    return None


def _dash_after(tokens: Tokens, at: Surroundings, lexicon: Lexicon) -> AdjacentCue | None:
    """“...” – Commissioner Geoffrey Starks"""
    dash, last = at.last + 1, last_word(tokens, at.right)
    signs = dash < last < dash + _LABEL and tokens.words[dash] in DASHES | {"~"}
    if not signs or _speech_verbs(tokens, range(dash, at.right), lexicon):
        return None
    source = phrase_at(tokens, dash + 1, dash + 1, at.right)
    return AdjacentCue(Form.DASH, (dash, dash), (source.first, last)) if source else None


def _label_before(tokens: Tokens, at: Surroundings, lexicon: Lexicon) -> AdjacentCue | None:
    """And from Chairwoman Rosenworcel: “...”; Smith: “...”; Ida Holm, baker – “...” on a line of its own."""
    colon = at.first - 1
    line = _is_dash_of_line(tokens, at, colon)
    if not (at.left <= colon <= at.left + _LABEL and (tokens.words[colon] == ":" or line)):
        return None
    start = next((i + 1 for i in range(at.left, colon) if tokens.lower[i] == "from"), at.left)
    source = phrase_at(tokens, start, start, colon)
    if source is None or (source.last < colon - 2 and not line):
        return None
    return AdjacentCue(Form.LABEL, (colon, colon), (source.first, last_word(tokens, colon)))


def _is_dash_of_line(tokens: Tokens, at: Surroundings, dash: int) -> bool:
    """Whether a dash parts words without a verb from a quotation that ends the line."""
    verbless = FINITE.isdisjoint(tokens.tags[at.left : dash])
    return tokens.words[dash] in DASHES and at.right <= at.last + 1 and verbless


def last_word(tokens: Tokens, stop: int) -> int:
    """The last token before `stop` that ends like a word or closes a bracket."""
    last = stop - 1
    while last > 0 and not (tokens.words[last][-1].isalnum() or tokens.words[last] == ")"):
        last -= 1
    return last


def words_in(tokens: Tokens, start: int, end: int) -> int:
    """How many words stand in a stretch."""
    return sum(tokens.words[i][0].isalnum() for i in tokens.between(start, end))


def goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a finite verb stands at a token, behind an adverb and an opening mark at most."""
    i += not OPENING_MARKS.isdisjoint(tokens.words[i : i + 1])
    i += tokens.tags[i : i + 1] == ["RB"]
    return not FINITE.isdisjoint(tokens.tags[i : i + 1]) or tokens.tags[i - 1 : i + 1] == ["RB", "VB"]


def nouns_before(tokens: Tokens, i: int) -> int:
    """The first of the nouns right before a token; the token itself where none are."""
    return next((k + 1 for k in range(i - 1, tokens.sentence(i).start, -1) if not _is_noun(tokens, k)), i)


def _is_noun(tokens: Tokens, i: int) -> bool:
    """Whether a token may be part of who speaks."""
    return tokens.tags[i].startswith(("NN", "JJ", "DT", "PRP", "POS", "CD"))


_READERS = (_dash_after, _phrase_after, _verb_after, _verb_before, _label_before)


# The attribution that it makes.


def attribute(ws: Workspace, q: Quoted, found: AdjacentCue) -> Attribution:
    """Give a quotation, and no other has it, to the attribution that has the cue found beside it, or to a new one."""
    ws.take_from_others(q.span)
    cue = ws.tokens.chars(*found.cue)
    start = ws.tokens.starts[found.content] if found.content is not None else q.start
    known = ws.with_cue_in(*cue)
    if known is not None:
        ws.grow(known, (start, q.end), "quotation marks")
        return known
    source, why = ws.tokens.chars_of(found.source), reasons("quotation marks", found.form.value)
    return ws.new(Attribution([(start, q.end)], source, cue, Origin.MARKS, why=why))
