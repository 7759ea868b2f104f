"""Reports that the tagger runs together: what is told by each cue is a quote of its own, whoever speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .adjacent_cue import words_in
from .attribution import Attribution, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span

    from .typography import Quoted
    from .workspace import Workspace

__all__ = ["is_told", "part_added", "part_reported"]


def part_added(ws: Workspace) -> None:
    """What somebody adds is a second report of theirs: Aho said the dam leaked, | adding that it would hold; the
    dam leaks, he said, | adding that it would hold. What something adds to is none.
    """
    for each, cue, source in list(ws.cued()):
        _part_said(ws, each, cue, source)
        i = next((i for i in _addings(ws, each) if i > cue[0]), None)
        if i is not None:
            own, rest = ws.tokens.chars(i, i), (ws.tokens.starts[i + 1], each.end)
            ws.cut(each, (own[0], each.end), "less what is added")
            if ws.with_cue_in(*own) is None and ws.tokens.lower[i + 1] != "to":
                ws.new(Attribution([rest], each.source, own, why=reasons("what is added", "adding")))


def _addings(ws: Workspace, each: Attribution) -> Iterator[int]:
    """Each "adding" behind a comma within a content, outside all marks."""
    for i in (i for span in each.contents for i in ws.tokens.between(*span)[:-1]):
        if ws.tokens.lower[i - 1 : i + 1] == [",", "adding"] and not ws.clauses_in(*ws.tokens.chars(i, i)):
            yield i


def _part_said(ws: Workspace, each: Attribution, cue: range, source: range) -> None:
    """What stands before a source and its verb, where a participle behind them has the rest, is what the verb tells."""
    if not source or ws.tokens.tags[cue[0]] != "VBG":
        return
    before, behind = each.parted(ws.tokens.starts[source[0]])
    near = range(max(source.start - 1, ws.tokens.sentence(cue[0]).start), cue[0])
    said = next((i for i in near if ws.says(i)), None)
    if before and behind and behind[0][0] > ws.tokens.starts[cue[0]] and said is not None:
        ws.set_contents(each, behind, "less what is said before")
        own = ws.tokens.chars(said, said)
        ws.new(Attribution(before, each.source, own, why=reasons("said before what is added", "verb of saying")))


def part_reported(ws: Workspace) -> None:
    """What is told, with its cue, is one quote; quotations in other sentences, where it holds none or behind them, are
    others of the same speaker: The gate stays shut, Moyo said. | “We have no key.” So are those to which other words
    lead: “It is old,” Moyo said. As it shut, | “we lost the key.”
    """
    for each, cue, _ in list(ws.cued()):
        stop = _stop_of_others(ws, each, ws.sentence(cue[0]))
        for q in [q for q in ws.clauses_of(each) if each.overlap(*q.span)]:
            if (q.sentence and q.start < stop) or _is_led_to(ws, q, each, cue[-1]):
                ws.float(q, each.source, "speaker of the report beside it")


def _stop_of_others(ws: Workspace, each: Attribution, sentence: Span) -> int:
    """Up to where the quotations of a content are other quotes than what is told in a sentence; 0 where none are."""
    told = each.meeting(*sentence)
    if not told or not all(is_told(ws, span) for span in told):
        return 0
    return told[0][0] if any(ws.quotations(*span) for span in told) else each.end


def is_told(ws: Workspace, span: Span) -> bool:
    """Whether a stretch of a content tells more than "that" outside marks: he was | “a rogue”."""
    return all(words_in(ws.tokens, span[0], q.start) > 1 for q in ws.quotations(*span)[:1])


def _is_led_to(ws: Workspace, q: Quoted, each: Attribution, cue: int) -> bool:
    """Whether words that a content does not hold, and a comma, lead to a quotation in a later sentence than its cue."""
    first = ws.tokens.sentence(ws.tokens.at(q.inner_start)).start
    if first <= cue or ws.tokens.depths[first] or ws.before(q) != ",":
        return False
    return not each.overlap(ws.tokens.starts[first], q.start)
