"""Sources that are none, and how far those go that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.text.grammar import (
    FINITE,
    PAST,
    Phrase,
    agent,
    head_of,
    is_passive,
    is_undergone,
    noun_phrase,
    phrase_at,
    subject,
    verb_group,
)
from newsparse.text.relations import DESCRIBING, HELPING, OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, Rel
from newsparse.text.words import AMID, BE, CLOSING_MARKS, COMPLEMENTIZERS, DEMONSTRATIVES, SENTENCE_ENDS

from .adjacent_cue import last_word
from .claims import is_faced
from .kinds import is_surname
from .lexicon import listed
from .sources import only_hears

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .attribution import Attribution
    from .workspace import Workspace

__all__ = [
    "as_saying", "leave_auxiliaries", "leave_surnames", "leave_the_asked", "leave_the_believed", "leave_the_told",
    "leave_times", "leave_what_hangs", "leave_who_bears", "leave_who_hears", "mend_relatives", "take_from_outer",
    "take_sentence_before",
]  # fmt: skip

_CLOSING = 3  # the last tokens of a sentence: a full stop and the marks that it stands in
_CLAUSAL = COMPLEMENTIZERS | {",", ":"}
_BEFORE_SAYING = 12  # tokens between "quoted" and "as saying"


# Who speaks.


def as_saying(ws: Workspace) -> None:
    """Whom somebody quotes speaks: "She was quoted by an agency as saying that", "An agency quoted her as saying that".

    What is said comes after "saying", or before all of it.
    """
    tokens = ws.tokens
    for saying in range(1, len(tokens) - 1):
        if tokens.lower[saying : saying + 2] != ["as", "saying"]:
            continue
        first = max(saying - _BEFORE_SAYING, tokens.sentence(saying).start)
        verb = next((i for i in range(saying - 1, first - 1, -1) if tokens.lower[i] in listed("citing")), saying)
        each = ws.with_cue_in(*tokens.chars(verb, saying + 1))
        if verb < saying and each is not None:
            _quote_as_saying(ws, each, verb, saying)


def _quote_as_saying(ws: Workspace, each: Attribution, verb: int, saying: int) -> None:
    tokens = ws.tokens
    (begin, _), said = tokens.chars(verb, verb), tokens.ends[saying + 1]
    who = tokens.child(verb, PASSIVE_SUBJECTS)
    span = noun_phrase(tokens, who, verb) if who is not None else phrase_at(tokens, verb + 1, verb + 1, saying)
    behind = [(max(start, said), end) for start, end in each.contents if end > said]
    contents = behind or [(start, min(end, begin)) for start, end in each.contents if start < begin]
    if span is not None and contents:
        ws.set_contents(each, contents)
        ws.set_source(each, tokens.chars(*span), "quoted as saying")
        ws.set_cue(each, (tokens.starts[verb_group(tokens, verb).first if who is not None else saying], said))


def leave_the_asked(ws: Workspace) -> None:
    """Of "Asked about the fire, the envoy said", "Lund, pressed on why", "when asked if" who asked is not told."""
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        asked = any(_is_asked(tokens, i) for i in [i for i in cue if tokens.lower[i] in listed("asked")][:1])
        if asked and source and not _is_behind_by(tokens, source):  # "was asked by reporters"
            ws.leave_source(each)


def _is_behind_by(tokens: Tokens, source: range) -> bool:
    """Whether "by" stands right before a source."""
    return source[0] > 0 and tokens.lower[source[0] - 1] == "by"


def _is_asked(tokens: Tokens, verb: int) -> bool:
    """Whether a participle says who is asked, by its tag or for want of a subject: not "has asked", "sat and asked"."""
    if tokens.tags[verb] != "VBN":
        hangs = tokens.heads[verb] != verb and tokens.rels[verb] != Rel.CONJ
        bare = tokens.child(verb, SUBJECTS) is None
        return tokens.words[verb] == "Asked" or (bare and (hangs or verb == tokens.sentence(verb).start))
    return is_undergone(tokens, verb)


def leave_times(ws: Workspace) -> None:
    """A time is nobody: "no deaths had been reported by Thursday evening". Which words are one, the dates tell. One
    behind the noun at the end of a source is no part of it: the refinery's owner | today.
    """
    tokens, begins = ws.tokens, {end: start for start, end in ws.times}
    for each in ws.attributions:
        begin = begins.get(each.source[1]) if each.source else None
        if each.source is None or begin is None:
            continue
        noun = tokens.at(begin) - 1
        if begin <= each.source[0]:
            ws.leave_source(each)
        elif tokens.tags[noun].startswith("NN") and FINITE.isdisjoint(tokens.tags[i] for i in ws.source_tokens(each)):
            ws.trim_source(each, (each.source[0], tokens.ends[noun]))


def leave_who_hears(ws: Workspace) -> None:
    """A court that heard something did not say it: "the inquest heard that the brakes had failed"."""
    for each, cue, source in ws.cued():
        if source and only_hears(ws.tokens, cue[-1], Phrase(source[0], source[-1])):
            ws.leave_source(each)


def leave_the_told(ws: Workspace) -> None:
    """Who is told, warned or accused says nothing, and is no part of what is said: "Passengers were warned that". Who
    does it speaks: Branded “a fool” | by her rival, Ms Lind laughed.
    """
    tokens = ws.tokens
    for each, verb, who in _told(ws):
        source = ws.source_tokens(each)
        if who in source or (source and source[0] > verb and not _is_behind_by(tokens, source)):
            ws.leave_source(each)
        if tokens.lower[verb] in listed("informed") and who != verb:
            ws.cut(each, tokens.chars(*noun_phrase(tokens, who, verb)))
        if each.source is None:
            _take_agent(ws, each, verb)


def _told(ws: Workspace) -> Iterator[tuple[Attribution, int, int]]:
    """The attributions by whose cue somebody is told something, with the verb that tells it and who is told."""
    for each, cue, source in ws.cued():
        verb = next((i for i in cue if _tells_somebody(ws.tokens, i)), None)
        who = None if verb is None else _who_is_told(ws.tokens, verb, leads=each.end > ws.tokens.starts[verb])
        if verb is not None and who is not None and not _is_within(ws.tokens, verb, who, source):
            yield each, verb, who


def _is_within(tokens: Tokens, verb: int, who: int, source: range) -> bool:
    """Whether a participle describes a noun that is in the source, and not its head: who sent the letter called."""
    described = tokens.rels[verb] == Rel.ACL and who in source
    return described and who != head_of(tokens, source.start, source.stop)


def _tells_somebody(tokens: Tokens, verb: int) -> bool:
    """Whether a verb has whom it tells something for its object; what is called for has none."""
    wanted = tokens.lower[verb] in listed("alone") and tokens.lower[verb + 1 : verb + 2] == ["for"]
    return tokens.lower[verb] in listed("told") and not wanted


def _take_agent(ws: Workspace, each: Attribution, verb: int) -> None:
    """Who does what a passive verb tells is the source, and no part of what is said."""
    by = agent(ws.tokens, verb)
    if by is None:  # accused of running “a circus” | by the union
        below = (agent(ws.tokens, c) for c in ws.tokens.children[verb] if ws.tokens.tags[c] == "VBG")
        marked = (noun for noun in below if noun is not None and _is_behind_marks(ws.tokens, noun))
        by = next(marked, None)
    if by is not None:
        span = noun_phrase(ws.tokens, by, verb)
        ws.cut(each, ws.tokens.chars(span.first - 1, span.last))
        ws.set_source(each, ws.tokens.chars(*span), "agent of the cue verb")


def _is_behind_marks(tokens: Tokens, noun: int) -> bool:
    """Whether a closing mark stands before "by" and its noun."""
    by = noun_phrase(tokens, noun).first - 1
    return tokens.words[by - 1] in CLOSING_MARKS and tokens.lower[by] == "by"


def _who_is_told(tokens: Tokens, verb: int, *, leads: bool) -> int | None:
    """The subject of a passive verb, or the noun that its participle describes: two teachers | accused of theft. The
    verb itself where it opens a sentence of which nobody is the subject. `leads` tells that content stands behind it.
    """
    who = tokens.child(verb, PASSIVE_SUBJECTS)
    if who is not None:
        return who
    if tokens.rels[verb] == Rel.ACL:
        return tokens.heads[verb]
    if not leads:
        return None
    if _is_asked(tokens, verb) and (tokens.rels[verb] == Rel.ADVCL or verb == tokens.sentence(verb).start):
        return subject(tokens, verb) or verb
    return subject(tokens, verb) if _lacks_object(tokens, verb) else None


def _lacks_object(tokens: Tokens, verb: int) -> bool:
    """Whether a past form has no object where no full stop ends the sentence, as passives of headlines: Kos urged to
    quit, Kos accused of “sleaze”.
    """
    sentence, behind = tokens.sentence(verb), tokens.lower[verb + 1 : verb + 2]
    if tokens.tags[verb] != "VBD" or not SENTENCE_ENDS.isdisjoint(tokens.words[i] for i in sentence[-_CLOSING:]):
        return False
    bare = tokens.lower[verb] in listed("alone") and tokens.tags[verb + 1 : verb + 2] != ["TO"]
    return not bare and _CLAUSAL.isdisjoint(behind) and tokens.child(verb, OBJECTS) is None


def leave_the_believed(ws: Workspace) -> None:
    """Who is believed or said to be something says nothing: a man | said to be the owner | shouted."""
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        stop = _end_of_belief(tokens, cue[0], source) if len(cue) == 1 and source and source.stop == cue[0] else None
        if stop is not None:
            who, is_so = tokens.chars(source[0], source[-1]), tokens.chars(cue[0] + 1, stop - 1)
            ws.leave_source(each)
            ws.set_contents(each, [who, is_so], "who is believed to be so")


def _end_of_belief(tokens: Tokens, verb: int, source: range) -> int | None:
    """Where a past form with "to be" behind a noun ends before the verb of which that noun is the subject; None where
    there is none, or it has a subject before it: a man | they | believed to be armed fled.
    """
    if not _is_belief_of(tokens, verb, source):
        return None
    rest = range(verb + 3, tokens.sentence(verb).stop)
    stop = next((i for i in rest if tokens.tags[i] in FINITE), None)
    parted = stop and any(tokens.tags[i].startswith(("CC", "PRP", "W", ",", ":")) for i in range(verb, stop))
    return None if parted else stop


def _is_belief_of(tokens: Tokens, verb: int, source: range) -> bool:
    """Whether a past form with "to be" or "to have" stands behind a noun that begins its clause."""
    bare = tokens.tags[verb] in PAST and tokens.tags[source[-1]].startswith("NN")
    inner = source[0] > 0 and tokens.tags[source[0] - 1].startswith(("NN", "PRP", "W"))
    return bare and not inner and tokens.lower[verb + 1 : verb + 3] in (["to", "be"], ["to", "have"])


def leave_who_bears(ws: Workspace) -> None:
    """What stands on a sign is nobody's words, and who is met with cries says nothing: wore a badge that said “Vote”,
    left to cries of “Shame”.
    """
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        if any(tokens.lower[i] in listed("signs") for i in _borne(tokens, cue, source)):
            ws.drop(each)
        elif source and any(_are_heard(tokens, i) for i in cue):
            ws.leave_source(each)


def _borne(tokens: Tokens, cue: range, source: range) -> list[int]:
    """The words that may be for what bears some words: of the cue, of what its clause describes, of what reads so."""
    reads = source and any(tokens.lemmas[i] == "read" for i in cue)
    return [
        *cue,
        *(_described(tokens, i) for i in cue),
        *([head_of(tokens, source.start, source.stop)] if reads else ()),
    ]


def _described(tokens: Tokens, verb: int) -> int:
    """The noun that the clause of a verb describes; the verb itself where there is none."""
    return tokens.heads[verb] if tokens.rels[verb] in DESCRIBING else verb


def _are_heard(tokens: Tokens, cries: int) -> bool:
    """Whether others utter cries than who is told of: was met with cries of, left amid jeers and cries of."""
    if tokens.lower[cries] not in listed("cries") or tokens.lower[cries + 1] != "of":
        return False
    first = cries
    while tokens.tags[first - 1].startswith(("NN", "JJ", "DT", "CC")):
        first -= 1
    return tokens.lower[first - 1] in AMID or is_passive(tokens, tokens.heads[cries]) or is_faced(tokens, cries)


def take_sentence_before(ws: Workspace) -> None:
    """What takes up the sentence before it reports that, and is nobody's words: Rain fell. This was announced by | the
    mayor. // That is according to | the mayor.
    """
    tokens = ws.tokens
    for each, cue, _ in list(ws.cued()):
        verb = next((i for i in cue if tokens.child(i, PASSIVE_SUBJECTS) is not None), cue[0])
        this = tokens.sentence(verb).start
        source = _taking_up(ws, each, this, verb) if this > 0 and tokens.lower[this] in DEMONSTRATIVES else None
        if source is None:
            continue
        span = _free_before(ws, this, each)
        for other in ws.near(*ws.sentence(this)):
            if other.overlap(*tokens.chars(this, this)):
                ws.drop(other)
        if span is not None:
            ws.set_contents(each, [span], "the sentence before")
            ws.set_source(each, source, "agent of the cue verb")


def _free_before(ws: Workspace, this: int, each: Attribution) -> Span | None:
    """The sentence before a token, with its marks, where it has a verb and no other attribution holds any of it."""
    tokens, before = ws.tokens, ws.tokens.sentence(this - 1)
    start, end = tokens.chars(before[0], last_word(tokens, before.stop))
    quoted = ws.clauses_in(start, end)
    span = min([start, *(q.start for q in quoted)]), max([end, *(q.end for q in quoted)])
    tells = any(tokens.is_verb(i) for i in before)
    held = any(other.overlap(*span) for other in ws.near(*span) if other is not each)
    return span if tells and not held else None


def _taking_up(ws: Workspace, each: Attribution, this: int, verb: int) -> Span | None:
    """Who reports what the first word of a sentence takes up: | this was announced by the mayor."""
    if ws.tokens.lower[this + 2 : this + 4] == ["according", "to"] and ws.tokens.lower[this + 1] in BE:
        return each.source
    by = agent(ws.tokens, verb) if ws.tokens.heads[this] == verb else None
    return None if by is None else ws.tokens.chars(*noun_phrase(ws.tokens, by))


def take_from_outer(ws: Workspace) -> None:
    """A participle behind what somebody says goes on with their words, not with those of whom they speak: "The envoy
    said the army had left, adding that".
    """
    for each, cue, source in ws.cued():
        outer = next(_around(ws, each), None) if source and _goes_on(ws, cue[0]) else None
        if outer is not None:
            ws.set_source(each, outer, "of the report before")


def _goes_on(ws: Workspace, verb: int) -> bool:
    """Whether a cue is a participle of the lexicon behind a comma: 'it is so," adding'."""
    tokens = ws.tokens
    before = verb - 1 - (tokens.words[verb - 1] in CLOSING_MARKS)
    return tokens.tags[verb] == "VBG" and tokens.words[before] == "," and tokens.lower[verb] in ws.lexicon.lemma


def _around(ws: Workspace, each: Attribution) -> Iterator[Span]:
    """The sources of the attributions of the same sentence that tell of the source of another, and not of its cue."""
    near = ws.near(*each.source) if each.source else []
    beside = (other for other in near if other is not each and _is_beside(ws, other, each))
    return (other.source for other in beside if other.source and _tells_of(other, each))


def _is_beside(ws: Workspace, other: Attribution, each: Attribution) -> bool:
    """Whether an attribution has a cue, and in the sentence of another's."""
    tokens = ws.tokens
    return other.cue is not None and tokens.at(other.anchor) in tokens.sentence(tokens.at(each.anchor))


def _tells_of(other: Attribution, each: Attribution) -> bool:
    """Whether the source of an attribution stands in the content of another, and its cue does not."""
    source, cue = (bool(span and other.overlap(*span)) for span in (each.source, each.cue))
    return source and not cue


def mend_relatives(ws: Workspace) -> None:
    """A source that ends with "who" takes the whole clause ("a driver who gave no name"), else leaves it off."""
    tokens = ws.tokens
    for each in ws.attributions:
        inside = ws.source_tokens(each)
        if len(inside) > 1 and tokens.lower[inside[-1]] in ("who", "which"):
            whole = inside[0], noun_phrase(tokens, head_of(tokens, inside[0], inside[-1])).last
            ws.trim_source(each, tokens.chars(*(whole if whole[1] > inside[-1] else (inside[0], inside[-1] - 1))))


def leave_what_hangs(ws: Workspace) -> None:
    """A phrase behind a comma that hangs on what is said is none of the source: It is the oldest road, says Ruiz, |
    from the coast.
    """
    tokens = ws.tokens
    for each in ws.attributions:
        inside, said = ws.source_tokens(each), {i for span in each.contents for i in tokens.between(*span)}
        comma = _comma_before_tail(tokens, inside, said)
        if comma is not None:
            ws.trim_source(each, tokens.chars(inside.start, comma - 1))


def _comma_before_tail(tokens: Tokens, inside: range, said: set[int]) -> int | None:
    """The first comma in a source behind which a preposition begins words that hang on what is said."""
    for comma in (i for i in inside[1:-1] if tokens.words[i] == "," and tokens.tags[i + 1] == "IN"):
        rest = range(comma + 1, inside.stop)
        if {tokens.heads[i] for i in rest} - set(rest) <= said:
            return comma
    return None


def leave_auxiliaries(ws: Workspace) -> None:
    """An auxiliary of the cue is no part of the source: the club | 's already promised."""
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        if len(source) > 1 and tokens.rels[source[-1]] in HELPING and tokens.heads[source[-1]] in cue:
            ws.trim_source(each, tokens.chars(source[0], source[-2]))


def leave_surnames(ws: Workspace) -> None:
    """A surname that looks like a verb is no cue: Mariam | Said | told."""
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        if is_surname(tokens, cue[0]):
            if len(cue) == 1:
                ws.drop(each)
            else:
                ws.set_cue(each, tokens.chars(cue[1], cue[-1]))
                ws.set_source(each, tokens.chars(min(source, default=cue[0]), cue[0]), "name before the cue")
