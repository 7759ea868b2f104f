"""Commas around a cue: where what is said begins, goes on and ends beside a cue that stands in its midst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import is_person_noun
from newsparse.text.grammar import FINITE, TENSED
from newsparse.text.words import AUXILIARIES, CONJUNCTIONS, OPENING_MARKS, POSSESSIVE_MARKS

from .adjacent_cue import last_word

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens

    from .attribution import Attribution
    from .workspace import Workspace

__all__ = ["begin_after_according", "join_inserted", "run_on"]

_JOINING = CONJUNCTIONS | {"so"}
_SOURCE = 12  # words of a source between commas


def join_inserted(ws: Workspace) -> None:
    """Commas around a cue and its source part one clause: The club, | says its captain Rita Moss, | cannot pay."""
    tokens = ws.tokens
    for each in ws.attributions:
        cue = ws.cue_tokens(each)
        begin = _subject_before(tokens, cue[0]) if cue and _inserts(tokens, cue[0]) else None
        comma = _comma_behind(tokens, cue[-1]) if begin is not None else None
        comma = (_comma_after_name(tokens, comma) or comma) if comma is not None else None
        if begin is None or comma is None or not _goes_on(tokens, comma + 1):
            continue
        end = last_word(tokens, tokens.sentence_bounds[tokens.sentences[comma]][1])
        if ws.quotations(tokens.starts[begin], tokens.starts[cue[0]]):
            continue
        start, stop = tokens.chars(comma + 1, end)
        stop = max([stop, *(q.end for q in ws.quotations(start, stop))])
        ws.set_contents(each, [tokens.chars(begin, cue[0] - 2), (start, stop)], "commas around the cue")
        ws.attribute(each, each.cue, tokens.chars(cue[-1] + 1, comma - 1), "between the commas")


def _inserts(tokens: Tokens, cue: int) -> bool:
    """Whether a finite verb, or "according to", stands right behind a comma."""
    finite = tokens.tags[cue] in TENSED or tokens.lower[cue] == "according"
    return finite and cue > 1 and tokens.words[cue - 1] == ","


def _subject_before(tokens: Tokens, cue: int) -> int | None:
    """Where the phrase before the comma begins with its sentence; None where it holds a verb or another comma."""
    first, _ = tokens.sentence_bounds[tokens.sentences[cue]]
    begin = first + (tokens.lower[first] in _JOINING)
    inside = range(begin, cue - 1)
    whole = all(tokens.words[i] != "," and tokens.tags[i] not in FINITE for i in inside)
    return begin if whole and any(tokens.tags[i].startswith(("NN", "PRP", "DT")) for i in inside) else None


def _comma_behind(tokens: Tokens, cue: int) -> int | None:
    """The comma behind the source, a phrase without a verb, that follows a cue."""
    for i in range(cue + 1, min(cue + 2 + _SOURCE, len(tokens.words))):
        if tokens.words[i] == "," and i > cue + 1:
            return i
        if tokens.tags[i] in FINITE or not (tokens.words[i][0].isalnum() or tokens.lower[i] in POSSESSIVE_MARKS):
            return None
    return None


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a verb stands here, or behind a mark or an adverb."""
    i += i < len(tokens.words) and tokens.words[i] in OPENING_MARKS
    i += i < len(tokens.words) and tokens.tags[i] == "RB"
    return i < len(tokens.words) and tokens.tags[i] in FINITE


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
    """What follows "According to the ministry," is content from the comma on; a name between two is the source's:
    According to its owner, Karin Holm, | the mill is shut.
    """
    tokens = ws.tokens
    for each in ws.attributions:
        comma = _comma_after_according(ws, each)
        if comma is None:
            continue
        named = _comma_after_name(tokens, comma)
        if named is not None and each.source is not None:
            ws.trim_source(each, (each.source[0], tokens.ends[named - 1]))
            ws.cut(each, tokens.chars(comma, named))
        begin = (named or comma) + 1
        if begin < len(tokens) and tokens.sentences[begin] == tokens.sentences[comma] and each.contents:
            first = min(each.start, tokens.starts[begin])
            ws.set_contents(each, [(first, each.contents[0][1]), *each.contents[1:]])


def _comma_after_according(ws: Workspace, each: Attribution) -> int | None:
    """The comma behind a source that "according to" leads into at the head of its sentence, before the content."""
    tokens = ws.tokens
    cue, source = ws.cue_tokens(each), ws.source_tokens(each)
    if not cue or not source or not each.contents or not cue[-1] < source[0] or tokens.ends[source[-1]] > each.start:
        return None
    opens = cue[0] == 0 or tokens.sentences[cue[0] - 1] != tokens.sentences[cue[0]]
    comma = source[-1] + 1
    return comma if opens and tokens.lower[cue[0]] == "according" and tokens.words[comma : comma + 1] == [","] else None


def _comma_after_name(tokens: Tokens, comma: int) -> int | None:
    """The comma behind a name that stands between two, after a noun for a person: its owner, Karin Holm, ..."""
    stop = comma + 1
    while stop < len(tokens) and tokens.tags[stop].startswith("NNP"):
        stop += 1
    is_name = stop > comma + 1 and is_person_noun(tokens.lower[comma - 1])
    return stop if is_name and tokens.words[stop : stop + 1] == [","] else None
