"""What is no content after all, and what is no quote."""

from __future__ import annotations

from functools import partial, reduce
from typing import TYPE_CHECKING

from newsparse.text.grammar import FINITE
from newsparse.text.lines import joined, meet
from newsparse.text.relations import HELPING, SUBJECTS, Rel
from newsparse.text.words import COMPLEMENTIZERS, REFLEXIVES, RELATIVES

from .adjacent_cue import last_word
from .attribution import Attribution, Origin, without
from .lexicon import listed

if TYPE_CHECKING:
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .workspace import Workspace

__all__ = [
    "close_gaps", "drop_datelines", "drop_remarks", "drop_titles", "drop_unattributed", "keep_to_sentence",
    "take_predicates", "take_subjects", "tidy",
]  # fmt: skip


_LOOSE = " ,;:.\u00a0"  # between the titles of works


def drop_titles(ws: Workspace) -> None:
    """The titles of works are nobody’s words, nor are names: she has also written “The Long Ferry” and “Salt”; frost is
    called “black ice”.
    """
    for each in ws.attributions:
        verbs = {ws.tokens.lower[i] for i in ws.cue_tokens(each)}
        about_works = each.cue is None or not listed("works").isdisjoint(verbs)
        if (about_works and _holds_titles(ws, each)) or _leads_to_name(ws, each):
            ws.drop(each)


def _holds_titles(ws: Workspace, each: Attribution) -> bool:
    """Whether a content is titles alone; beside one of them other words in marks under the same verb are others."""
    quoted = ws.quotations(each.start, each.end)
    titles = [q.span for q in quoted if q.reason == "title" or (each.cue and not q.clause)]
    rest = {ws.text[slice(*span)].strip(_LOOSE) for span in reduce(without, titles, each.contents)}
    return any(q.reason == "title" for q in quoted) and rest <= {"", "and", "or"}


def _leads_to_name(ws: Workspace, each: Attribution) -> bool:
    """Whether a cue of nobody's leads to a name in marks, or gives one: call themselves “owls”, nicknamed “Rex”."""
    if any(ws.tokens.lemmas[i] in listed("nicknaming") for i in ws.cue_tokens(each)):
        return True
    own = each.source and ws.tokens.lower[ws.tokens.at(each.start)] in REFLEXIVES
    behind = each.cue and ((each.start, each.end) if own else (each.cue[1], each.cue[1] + 2))
    found = ws.quotations(*behind) if behind and (own or not each.source) else ()
    return any(q.reason == "nickname" for q in found)


def keep_to_sentence(ws: Workspace) -> None:
    """Content without marks in another sentence than the cue is no part of a quote that has content in the cue's."""
    for each in ws.attributions:
        if each.cue is not None and len(each.contents) > 1:
            cue = _sentences(ws, each.cue)
            inside = [span for span in each.contents if not cue.isdisjoint(_sentences(ws, span))]
            kept = [span for span in each.contents if span in inside or ws.clauses_in(*span)]
            ws.set_contents(each, kept if inside else each.contents)


def _sentences(ws: Workspace, span: Span) -> set[int]:
    return {ws.tokens.sentences[i] for i in ws.tokens.between(*span)}


def close_gaps(ws: Workspace) -> None:
    """Parts of one sentence between which nobody is named as speaking are one part."""
    for each in ws.attributions:
        ws.set_contents(each, joined(each.contents, partial(_is_bare, ws, each)))


def take_subjects(ws: Workspace) -> None:
    """A content that begins with a finite verb takes its subject: Lumino, a maker of lamps, | will cut 40 jobs."""
    tokens = ws.tokens
    for each in ws.attributions:
        for first in (tokens.at(start) for start, _ in list(each.contents)):
            if FINITE.isdisjoint(tokens.tags[first : first + 1]):
                continue
            who = tokens.child(_predicate(tokens, first), SUBJECTS)
            gap = tokens.starts[first if who is None else tokens.edges(who)[0]], tokens.starts[first]
            if who is not None and gap[0] < gap[1] and tokens.lower[who] not in RELATIVES and _is_bare(ws, each, gap):
                ws.grow(each, gap, "its subject")


def _predicate(tokens: Tokens, verb: int) -> int:
    """What an auxiliary or a copula helps to tell; another verb itself."""
    return tokens.heads[verb] if tokens.rels[verb] in HELPING | {Rel.COP} else verb


def take_predicates(ws: Workspace) -> None:
    """A clause that ends with its subject takes what is told of it: The ferry, built in 1962, | sank, she said."""
    tokens = ws.tokens
    for each in ws.attributions:
        verb = _verb_left(tokens, each)
        if verb is not None:
            beside = (tokens.at(span[0]) for span in (each.cue, each.source) if span and span[0] >= each.end)
            gap = each.end, tokens.ends[last_word(tokens, min([tokens.edges(verb)[1] + 1, *beside]))]
            if gap[1] > tokens.starts[verb] and _is_bare(ws, each, gap):
                ws.grow(each, gap, "its verb")


def _verb_left(tokens: Tokens, each: Attribution) -> int | None:
    """The verb behind a content that holds its subject, where the cue stands behind or a conjunction begins it."""
    here = tokens.between(*each.contents[-1])
    begun = len(here) > 1 and tokens.lower[here.start] in COMPLEMENTIZERS
    verbs = (tokens.heads[i] for i in here if tokens.rels[i] in SUBJECTS)
    cued = each.cue is not None and (begun or each.cue[0] > each.end)
    return next((i for i in verbs if i >= here.stop), None) if cued else None


def _is_bare(ws: Workspace, each: Attribution, gap: Span) -> bool:
    """Whether a gap lies in one sentence and holds no cue or source of its content, and no quoted clause."""
    tokens = ws.tokens
    if any(span and meet(span, gap) for span in (each.cue, each.source)) or ws.clauses_in(gap[0] - 1, gap[1] + 1):
        return False
    return tokens.sentences[tokens.at(gap[0] - 1)] == tokens.sentences[min(tokens.at(gap[1]), len(tokens) - 1)]


def drop_datelines(ws: Workspace) -> None:
    """A name in capitals and a colon before words without marks is where the story comes from: GALLE: Rain fell."""
    for each in ws.attributions if ws.paragraphs else ():
        if each.cue is None or each.source is None or each.origin == Origin.LAYOUT:
            continue
        begin = ws.paragraphs[ws.paragraph(each.source[0])].start
        place = ws.text[begin : each.source[1]].strip()
        if ws.text[slice(*each.cue)].strip() == ":" and place.isupper() and not ws.is_marked(each):
            ws.drop(each)


def drop_remarks(ws: Workspace) -> None:
    """What the text itself remarks is no quote: It is worth noting that the stadium has two gates."""
    for each, cue, _ in ws.cued():
        passive = any(ws.tokens.tags[i] == "VBN" for i in cue)
        if ws.tokens.lower[cue[0]] == "it" and each.source is None and not passive and not ws.is_marked(each):
            ws.drop(each)


def drop_unattributed(ws: Workspace) -> None:
    """A content without quotation marks that nothing attributes is no quote, unless the layout makes it one."""
    for each in ws.attributions:
        if each.cue is None and each.origin != Origin.LAYOUT and not ws.is_marked(each):
            ws.drop(each)


def tidy(ws: Workspace) -> None:
    """Nobody's words hold their own cue and source, and no source its cue; contents without a word are dropped."""
    for each in ws.attributions:
        if each.cue and each.source:
            _part_source(ws, each, each.cue, each.source)
        contents = each.contents
        for own in filter(None, (each.cue, each.source)):
            contents = without(contents, own)
        ws.set_contents(each, [s for s in contents if any(map(str.isalnum, ws.text[slice(*s)]))])


def _part_source(ws: Workspace, each: Attribution, cue: Span, source: Span) -> None:
    """A cue that goes beyond its source leaves it off; one that lies in it is cut out of it."""
    outside, rest = _longest(without([cue], source)), _longest(without([source], cue))
    if outside:
        ws.set_cue(each, outside)
    elif rest:
        ws.trim_source(each, rest)
    else:
        ws.leave_source(each)


def _longest(spans: list[Span]) -> Span | None:
    return max(spans, key=lambda span: span[1] - span[0], default=None)
