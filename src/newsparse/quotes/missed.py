"""Reports that the tagger missed, and whose form leaves no doubt: the parse tells them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.names.nouns import singular
from newsparse.text.relations import OBJECTS, Rel

from .attribution import Attribution, Origin, reasons
from .claims import is_faced, is_tidings, maker
from .lexicon import listed
from .syntax import attribution_at, is_per, pleads, presses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .workspace import Workspace

__all__ = ["part_participles", "tell_missed", "tell_remarks"]

_OBJECTS = OBJECTS | {Rel.OBL}


def tell_missed(ws: Workspace) -> None:
    """What a cue of sure form tells that nobody's is: ..., per the club; it emerged that; dogged by reports that."""
    for i in _sure_cues(ws):
        found = attribution_at(ws.tokens, i, ws.lexicon) if _is_free(ws, i) else None
        if found is None or found.contents[0] in ws.times:
            continue
        held = _holding(ws, found.contents)
        if not any(each.is_attributed and not _is_about(ws, ws.cue_tokens(each), i) for each in held):
            ws.replace(
                () if is_faced(ws.tokens, i) else held,
                found if ws.tokens.tags[i].startswith("NN") else replace(found, origin=Origin.ASIDE),
            )


def _holding(ws: Workspace, spans: list[Span]) -> list[Attribution]:
    """The attributions that hold some of a content."""
    return [each for span in spans for each in ws.near(*span) if each.overlap(*span)]


def _sure_cues(ws: Workspace) -> Iterator[int]:
    """The nouns of saying, the verbs by which reports come out, that stand before "for" or press for something, and
    each "per" that names a source.
    """
    tokens = ws.tokens
    for i in range(len(tokens)):
        noun = tokens.tags[i].startswith("NN") and _is_told(ws, i)
        wants = presses(tokens, i) is not None or pleads(tokens, i, ws.lexicon)
        if noun or wants or is_per(tokens, i) or tokens.lemmas[i] in listed("coming"):
            yield i


def _is_told(ws: Workspace, noun: int) -> bool:
    """Whether what hangs on a noun was said: word, complaints, a hope; not the idea, the feeling that."""
    if ws.tokens.words[noun + 1 : noun + 2] == [":"]:
        return False
    held = ws.lexicon.act_of_noun(ws.tokens.lower[noun]) == "belief" and ws.tokens.lower[noun - 1] == "the"
    return is_tidings(ws.tokens, noun, ws.lexicon) and not held


def _is_free(ws: Workspace, i: int) -> bool:
    """Whether a token is nobody's cue, outside all marks, and in nobody's words."""
    at = ws.tokens.chars(i, i)
    held = (each for each in ws.near(*at) if each.is_attributed and each.overlap(*at))
    told = (each for each in held if not _is_about(ws, ws.cue_tokens(each), i))
    return ws.with_cue_in(*at) is None and not ws.clauses_in(*at) and next(told, None) is None


def _is_about(ws: Workspace, cue: range, noun: int) -> bool:
    """Whether a noun tells for what somebody is blamed or praised by a cue, or what it answers: was mocked for | his
    vow, dismissed | reports.
    """
    tokens = ws.tokens
    if not cue or tokens.heads[noun] not in cue:
        return False
    blamed = tokens.lower[cue[-1]] in ("for", "over") and any(tokens.lower[i] in listed("told") for i in cue)
    return blamed or (is_faced(tokens, noun) and ws.lexicon.act_of_noun(tokens.lower[noun]) != "belief")


def tell_remarks(ws: Workspace) -> None:
    """What stands in marks between an owner and a noun of saying is the owner's, whoever speaks of it: sorry for his |
    “let them walk” | remark.
    """
    for q in (q for q in ws.quoted if not q.reason):
        noun = ws.tokens.at(q.end)
        whose = maker(ws.tokens, noun) if ws.tokens.lower[noun : noun + 1] and _is_remark(ws, noun) else None
        if whose is not None and whose.last < ws.tokens.at(q.start):
            spans = ws.tokens.chars(*whose), ws.tokens.chars(noun, noun)
            ws.new(Attribution([q.span], *spans, Origin.NESTED, why=reasons("quotation marks", "remark of its owner")))


def _is_remark(ws: Workspace, noun: int) -> bool:
    """Whether a token is a noun for something short that was said, and nobody's cue."""
    named = singular(ws.tokens.lower[noun]) in listed("remarks")
    return named and ws.with_cue_in(*ws.tokens.chars(noun, noun)) is None


def part_participles(ws: Workspace) -> None:
    """A participle of saying behind an object is a second report of who does it: the union backed the figures | saying
    staff had left; wrote to the minister | asking him to resign. What was only sent tells nothing else.
    """
    tokens = ws.tokens
    for each, cue, source in list(ws.cued()):
        verb = next(_participles(ws, each, cue), None) if source and source[0] < cue[0] else None
        if verb is not None:
            own, rest = tokens.chars(verb, verb), (tokens.starts[verb + 1], each.end)
            sent = any(tokens.lemmas[i] in listed("sending") for i in cue)
            ws.cut(each, (each.start if sent else own[0], each.end), "less what is said besides")
            if ws.with_cue_in(*own) is None:
                ws.new(Attribution([rest], each.source, own, why=reasons("what is said besides", "participle")))


def _participles(ws: Workspace, each: Attribution, cue: range) -> Iterator[int]:
    """The participles of saying behind the object of a cue in its content, outside all marks."""
    verb = next((i for i in cue if ws.tokens.tags[i].startswith("VB")), None)
    if verb is not None:
        inside = (i for span in each.contents for i in ws.tokens.between(*span)[1:-1])
        yield from (i for i in inside if i > verb and _is_saying(ws, i) and _is_said_besides(ws, i, verb))


def _is_said_besides(ws: Workspace, participle: int, verb: int) -> bool:
    """Whether a participle follows the object of a verb that may be done by whoever says it."""
    noun = _object_before(ws.tokens, participle, verb)
    return noun is not None and _is_done_by_speaker(ws, verb, noun)


def _is_saying(ws: Workspace, i: int) -> bool:
    """Whether a token outside all marks is a participle of saying."""
    tokens = ws.tokens
    return tokens.tags[i] == "VBG" and tokens.lower[i] in listed("besides") and not ws.clauses_in(*tokens.chars(i, i))


def _object_before(tokens: Tokens, participle: int, verb: int) -> int | None:
    """The object of a verb that a participle follows without a comma, and hangs on one of the two."""
    noun, above = tokens.child(verb, _OBJECTS), tokens.heads[participle]
    follows = tokens.tags[participle - 1].startswith(("NN", "PRP"))
    return noun if follows and above in (noun, verb) and tokens.lemmas[verb] != "say" else None


def _is_done_by_speaker(ws: Workspace, verb: int, noun: int) -> bool:
    """Whether who does something to a thing may say what follows: backed the figures, sent a letter; not found a note,
    quoted a man.
    """
    word, lemma = ws.tokens.lower[noun], ws.tokens.lemmas[verb]
    if word in listed("media") or ws.lexicon.act_of_noun(word) == "statement":
        return lemma in listed("making")
    acts = ws.lexicon.act.get(lemma) in ("statement", "intention")
    return acts and ws.tokens.lower[verb] not in listed("citing")
