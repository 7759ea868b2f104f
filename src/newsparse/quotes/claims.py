"""Whose a claim is: what a noun of saying tells is its maker's; who faces, answers or provokes it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.text.grammar import agent, head_of, noun_phrase, owner, phrase_at, without_mark
from newsparse.text.relations import HANGING, OBJECTS, SUBJECTS, Rel
from newsparse.text.words import HOLDING, MAKING

from .adjacent_cue import ANYBODY
from .lexicon import listed

if TYPE_CHECKING:
    from newsparse.text.grammar import Phrase
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .attribution import Attribution
    from .lexicon import Lexicon
    from .workspace import Workspace

__all__ = ["comes_out", "give_to_makers", "is_faced", "is_made_above", "is_tidings", "leave_subjects", "maker"]

_ACL, _LED = frozenset({Rel.ACL}), frozenset({Rel.CASE})
_WHAT_COMES = SUBJECTS | {Rel.EXPL}


def _noun_of_saying(ws: Workspace, cue: range) -> int | None:
    """The noun of a cue that what is said hangs on: "faced | claims | from", "their | fear"."""
    tokens = ws.tokens
    last = next((i for i in cue if tokens.lower[i + 1 : i + 2] in (["by"], ["from"])), cue[-1])
    told = ws.lexicon.act_of_noun(tokens.lower[last]) in ("statement", "belief")
    return last if told and tokens.tags[last].startswith("NN") else None


def is_tidings(tokens: Tokens, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun is one of saying, or what news comes as: claims, word."""
    return lexicon.noun(tokens.lower[noun]) is not None or tokens.lower[noun] in listed("tidings")


def comes_out(tokens: Tokens, verb: int, lexicon: Lexicon) -> bool:
    """Whether a report comes out by a verb, so that its subject is nobody: it emerged, word came, the reply came."""
    who = tokens.child(verb, _WHAT_COMES) if tokens.lemmas[verb] in listed("coming") and tokens.is_verb(verb) else None
    return who is not None and (tokens.lower[who] == "it" or is_tidings(tokens, who, lexicon))


def is_made_above(tokens: Tokens, noun: int) -> bool:
    """Whether who does what a noun of saying hangs on makes it: voiced fears, came with a warning; not faced claims,
    signed it despite warnings.
    """
    if tokens.rels[noun] not in HANGING:
        return not is_faced(tokens, noun)
    led = next((tokens.lower[c] for c in tokens.children[noun] if tokens.rels[c] in _LED), "")
    return led in HOLDING or (led == "to" and tokens.lemmas[tokens.heads[noun]] in listed("making"))


def is_faced(tokens: Tokens, noun: int) -> bool:
    """Whether a noun is the object of a verb by which nobody makes it: faced claims, met boos."""
    return tokens.rels[noun] in OBJECTS and tokens.lemmas[tokens.heads[noun]] not in listed("making")


def maker(tokens: Tokens, noun: int) -> Phrase | None:
    """Whose a claim is by the words around it: "her claim", claims from | growers, claims made by | an aide."""
    made = tokens.child(noun, _ACL)
    whose = agent(tokens, made) if made is not None and tokens.tags[made] == "VBN" else None
    if whose is None and tokens.lower[noun + 1 : noun + 2] and tokens.lower[noun + 1] in MAKING:
        return phrase_at(tokens, noun + 2, noun + 2, tokens.sentence(noun).stop)
    whose = owner(tokens, noun, MAKING) if whose is None else whose
    return None if whose is None else without_mark(tokens, noun_phrase(tokens, whose))


def give_to_makers(ws: Workspace) -> None:
    """What somebody faces, answers or provokes is said by whoever else it is from, or nobody: faced questions from |
    reporters | about; hit back at claims | that.
    """
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        noun = _noun_of_saying(ws, cue) if source else None
        if noun is None or is_made_above(tokens, noun) or not _tells(ws, each, noun):
            continue
        if tokens.lower[source[0]] in ANYBODY or not set(source).isdisjoint(tokens.subtree(noun)):
            continue
        whose = maker(tokens, noun)
        if whose is None:
            ws.leave_source(each)
        else:
            last = min(whose.last, tokens.at(each.start) - 1)
            ws.set_source(each, tokens.chars(whose.first, last), "whoever makes it")


def _tells(ws: Workspace, each: Attribution, noun: int) -> bool:
    """Whether a content is what a noun tells: it hangs on it, or follows it with "that" or whom it is from."""
    tokens, inside = ws.tokens, ws.tokens.between(*each.contents[0])
    if not inside or inside[0] < noun:
        return False
    hangs = tokens.heads[_head(tokens, each.contents[0])] == noun
    return hangs or tokens.lower[inside[0]] == "that" or tokens.lower[noun + 1] in MAKING


def _head(tokens: Tokens, span: Span) -> int:
    """The token of a stretch that hangs on one outside it."""
    return head_of(tokens, *tokens.span(*span))


def leave_subjects(ws: Workspace) -> None:
    """Who is beset by what a noun tells, and "it", are no part of a clause with a subject of its own: the firm was hit
    by rumours | that its chief will quit; it was revealed | the council had paid.
    """
    for each, cue, _ in ws.cued():
        before, behind = each.parted(each.anchor)
        apart = ws.is_marked(each) or ws.tokens.words[cue[0] - 1] == ","
        if before and behind and not apart and _has_own_subject(ws, cue, before[0], behind[0]):
            ws.set_contents(each, behind, "less the subject of its verb")


def _has_own_subject(ws: Workspace, cue: range, before: Span, behind: Span) -> bool:
    """Whether a clause behind a cue has a subject, and what stands before the cue is that of its verb."""
    tokens, noun = ws.tokens, _noun_of_saying(ws, cue)
    who, clause = _head(tokens, before), _head(tokens, behind)
    verbs = {*cue} if noun is None else {*cue, tokens.heads[noun]}
    is_subject = tokens.heads[who] in verbs and tokens.rels[who] in SUBJECTS
    return is_subject and tokens.child(clause, SUBJECTS) is not None
