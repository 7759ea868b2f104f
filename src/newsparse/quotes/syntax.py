"""Attributions read from the parse: what a Doc without attribution spans still tells.

A reader takes a word that may be a cue and returns an attribution or None.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from newsparse.names import kind_of_organisation
from newsparse.names.nouns import singular
from newsparse.text.grammar import (
    FINITE,
    Phrase,
    agent,
    governed,
    is_passive,
    noun_phrase,
    phrase_of_speaker,
    subject,
    verb_group,
)
from newsparse.text.lines import joined
from newsparse.text.relations import CLAUSES, DESCRIBING, HELPING, OBJECTS, PASSIVE_SUBJECTS, SAID, SUBJECTS, Rel
from newsparse.text.words import BE, DASHES, RELATIVES, SENTENCE_ENDS

from .attribution import Attribution
from .claims import comes_out, is_faced, is_tidings, maker
from .kinds import is_felt, norm_behind
from .lexicon import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .lexicon import Lexicon

__all__ = [
    "attribution_at", "clause_of_verb", "find_by_syntax", "is_demand", "is_per", "pleads", "presses",
]  # fmt: skip

_OBJ, _POBJ = frozenset({Rel.OBJ}), frozenset({Rel.POBJ})
_FILLED = OBJECTS | PASSIVE_SUBJECTS | {Rel.COP}
_TO_DO = frozenset({Rel.XCOMP})
_WANTED = _TO_DO | {Rel.ACL, Rel.ADVCL}
_OF_NOUN = DESCRIBING | {Rel.COMP}
_PARTING = DASHES | {",", "("}


def find_by_syntax(tokens: Tokens, lexicon: Lexicon, is_outside: Callable[[int], bool]) -> list[Attribution]:
    """The attributions of a parsed text. Only words for which `is_outside` holds (of quotations) are cues."""
    known = lexicon.lemma.keys() | lexicon.nouns | {"according"}
    cues = (i for i, word in enumerate(tokens.lower) if word in known and is_outside(i))
    return [found for i in cues if (found := attribution_at(tokens, i, lexicon))]


def attribution_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """What the first reader finds that takes token i as a cue."""
    return next((found for reader in _READERS if (found := reader(tokens, i, lexicon))), None)


def _attribution(
    tokens: Tokens, content: Iterable[int], cue: Phrase, source: Phrase | None, why: str
) -> Attribution | None:
    parts = _parts(tokens, set(content) - _inside(cue) - _inside(source))
    if not parts:
        return None
    named = {"source": why} if source else {}
    return Attribution(parts, tokens.chars_of(source), tokens.chars(*cue), why={"content": why, "cue": why, **named})


def _inside(phrase: Phrase | None) -> set[int]:
    return set(range(phrase.first, phrase.stop)) if phrase else set()


def _parts(tokens: Tokens, indices: set[int]) -> list[Span]:
    """The runs of tokens as characters; runs of punctuation alone are left out."""
    runs = joined(((i, i) for i in sorted(indices)), lambda gap: gap[0] + 1 == gap[1])
    spans = [tokens.chars(*run) for run in runs]
    return [span for span in spans if any(map(str.isalnum, tokens.text[slice(*span)]))]


def _according_to(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """According to X, ...; "..., per X": the source hangs on the cue (or the cue on the source), both on the clause."""
    last = i + 1 if tokens.lower[i : i + 2] == ["according", "to"] else i
    if not is_per(tokens, i) if last == i else norm_behind(tokens, i) is not None:
        return None
    source, branch = _source_behind(tokens, i, last)
    clause = tokens.heads[branch]
    span = noun_phrase(tokens, source)
    if source == i or clause == branch or span.last <= last or (last == i and not _is_finite(tokens, clause)):
        return None
    content = [c for c in tokens.subtree(clause, [branch]) if tokens.words[c] not in SENTENCE_ENDS]
    cue = Phrase(_from_as(tokens, i) if last == i else i, last)
    return _attribution(tokens, content, cue, Phrase(max(span.first, last + 1), span.last), "according to")


def _source_behind(tokens: Tokens, i: int, last: int) -> tuple[int, int]:
    """The source of a cue, tokens `i` to `last`, and which of the two hangs on the clause."""
    below = tokens.child(last, _POBJ)
    return (below, i) if below is not None else (tokens.heads[i], tokens.heads[i])


def _from_as(tokens: Tokens, i: int) -> int:
    """The "as" right before a token; the token itself where there is none."""
    return i - (tokens.lower[i - 1 : i] == ["as"])


def _is_finite(tokens: Tokens, clause: int) -> bool:
    """Whether a finite verb, or one that helps it, is the root of a clause."""
    return not FINITE.isdisjoint(tokens.tags[i] for i in (clause, *tokens.children[clause]))


def is_per(tokens: Tokens, i: int) -> bool:
    """Whether "per" names a source behind a comma or where a sentence opens; not what something is counted by: ", per
    person".
    """
    if tokens.lower[i] != "per" or tokens.tags[i + 1 : i + 2] in ([], ["CD"]):
        return False
    begin = _from_as(tokens, i)
    parted = begin == tokens.sentence(i).start or tokens.words[begin - 1] in _PARTING
    return parted and not _is_count(tokens, i, tokens.heads[i])


def _is_count(tokens: Tokens, i: int, noun: int) -> bool:
    """Whether what "per" leads to is a plain noun, by which something is counted, and no name and no body."""
    bare = {"NN", "JJ"}.issuperset(tokens.tags[i + 1 : noun + 1])
    named = kind_of_organisation(tokens.lower[noun]) or "NNP" in tokens.tags[i + 1 : noun_phrase(tokens, noun).stop]
    return bare and not named


def clause_of_verb(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """Said that ..., vowed to ..., "..., the ministry said": a clause that hangs on the verb."""
    lemma = lexicon.lemma.get(tokens.lower[i])
    if lemma is None or lemma in lexicon.manner or not tokens.is_verb(i):
        return None
    clause, source = _clause(tokens, i), phrase_of_speaker(tokens, i)
    if clause is None:
        return None
    if source is None and not (is_passive(tokens, i) and tokens.tags[clause] != "VBG"):  # it was reported that
        return None
    raised = _raised(tokens, i, clause) if source is None and lemma not in listed("telling") else _pressed(tokens, i)
    content = _inside(raised).union(tokens.subtree(clause))
    return _attribution(tokens, content, verb_group(tokens, i), source, "clause of the cue verb")


def _raised(tokens: Tokens, verb: int, clause: int) -> Phrase | None:
    """The subject of a passive whose clause lacks one, which belongs to the clause: "the dam" is expected to hold."""
    who = tokens.child(verb, PASSIVE_SUBJECTS) if tokens.rels[clause] == Rel.XCOMP else None
    return None if who is None else noun_phrase(tokens, who, verb)


def _pressed(tokens: Tokens, verb: int) -> Phrase | None:
    """Who is to do what a verb presses for, as a phrase."""
    who = presses(tokens, verb)
    return None if who is None else noun_phrase(tokens, who, verb)


def presses(tokens: Tokens, verb: int) -> int | None:
    """Whom a verb wants to do something: pressed | the bank | to pay; None where it is none, as in "pressed the button
    to enter".
    """
    wants = tokens.lemmas[verb] in listed("pressing") and tokens.is_verb(verb)
    return tokens.child(verb, OBJECTS) if wants and tokens.child(verb, _TO_DO) is not None else None


def _clause(tokens: Tokens, verb: int) -> int | None:
    """The clause that a verb reports, or that hangs on the noun in which it does: said in a statement that."""
    own = (c for c in tokens.children[verb] if tokens.rels[c] in CLAUSES and not _is_lead_up(tokens, c))
    media = (noun for preposition, noun in governed(tokens, verb) if tokens.lower[preposition] == "in")
    of_media = (c for noun in media if (c := _noun_clause(tokens, noun)[0]) is not None)
    return next(chain(own, of_media), None)


def _is_lead_up(tokens: Tokens, clause: int) -> bool:
    """Was quoted as saying, went on to say: the inner verb is the cue."""
    return tokens.lower[clause] in ("saying", "say", "add") and tokens.child(clause, CLAUSES) is not None


def _inserted_verb(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """The plan, he said, was dead: the verb hangs on the clause that it reports."""
    head, who = tokens.heads[i], tokens.child(i, SUBJECTS)
    if head == i or who is None or tokens.rels[i] not in SAID or not lexicon.is_speech(tokens.lower[i]):
        return None
    content, source = tokens.subtree(head, [i]), noun_phrase(tokens, who, i)
    return _attribution(tokens, content, verb_group(tokens, i), source, "verb inserted in the clause")


def _passive_report(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """The attack was condemned by the ministry: the agent is the source, the subject the content."""
    if lexicon.lemma.get(tokens.lower[i]) not in lexicon.objects or not is_passive(tokens, i):
        return None
    who, what = agent(tokens, i), subject(tokens, i)
    if who is None or what is None:
        return None
    source = noun_phrase(tokens, who)
    return _attribution(tokens, tokens.subtree(what), verb_group(tokens, i), source, "passive cue verb")


def _object_of_verb(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """Denied the reports, supports the plan: a noun phrase is what is said or wanted."""
    if lexicon.lemma.get(tokens.lower[i]) not in lexicon.objects or not tokens.is_verb(i):
        return None
    thing, source = tokens.child(i, _OBJ), phrase_of_speaker(tokens, i)
    if thing is None or source is None:
        return None
    return _attribution(tokens, tokens.subtree(thing), verb_group(tokens, i), source, "object of the cue verb")


def _come_out(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """It emerged that ..., word came that ..., the reply came that ...: nobody is named."""
    clause = tokens.child(i, CLAUSES) if comes_out(tokens, i, lexicon) else None
    if clause is None or tokens.child(clause, SUBJECTS) is None:
        return None
    return _attribution(tokens, tokens.subtree(clause), verb_group(tokens, i), None, "clause of what comes out")


def _clause_of_noun(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """X's claim that ..., X's view is that ..., a statement from X that ..., and those without an X."""
    if not is_tidings(tokens, i, lexicon) or (tokens.tags[i] and tokens.is_verb(i)):
        return None
    clause, cue = _noun_clause(tokens, i)
    if clause is None:
        return None
    source = maker(tokens, i)
    return _attribution(tokens, tokens.subtree(clause, [i]), cue, source, "clause of the cue noun")


def pleads(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether by a verb with "for" behind it somebody wants something, or by a verb or a noun with "to" that somebody
    does it: appealed | to both sides to leave, made a plea | to voters to stay.
    """
    led, asks = tokens.lower[i + 1 : i + 2], lexicon.is_of(tokens.lower[i], "pleading")
    wants = asks or singular(tokens.lower[i]) in listed("demands")
    return (led == ["for"] and asks) or (led in (["to"], ["with"]) and wants and _wanted(tokens, i) is not None)


def _wanted(tokens: Tokens, i: int) -> int | None:
    """What somebody is to do, as the verb behind "to", which a noun parts from what it hangs on."""
    clause = tokens.child(i, _WANTED)
    if clause is None or tokens.tags[clause] != "VB" or clause < i + 4:  # appeal | to them to | stay
        return None
    return clause if tokens.lower[tokens.edges(clause)[0]] == "to" else None


def _called_for(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """Appealed for calm, are pleading for help, appealed to the army to leave: what is wanted stands behind it."""
    who = subject(tokens, i) if pleads(tokens, i, lexicon) else None
    if who is None or not (tokens.is_verb(i) or tokens.child(i, HELPING) is not None):
        return None
    content = _pleaded(tokens, i)
    group, source = verb_group(tokens, i), noun_phrase(tokens, who, i)
    return _attribution(tokens, content, Phrase(group.first, i + 1), source, "object of the cue verb")


def _pleaded(tokens: Tokens, i: int) -> set[int]:
    """What a plea is for, or who is to do what; nothing where it is only for time."""
    thing = next((noun for led, noun in governed(tokens, i) if led == i + 1), None)
    if thing is None or tokens.lower[thing] == "time":
        return set()
    to_do = None if tokens.lower[i + 1] == "for" else _wanted(tokens, i)
    return {*tokens.subtree(thing), *(tokens.subtree(to_do) if to_do else ())}


def _noun_clause(tokens: Tokens, i: int) -> tuple[int | None, Phrase]:
    """The clause of a noun, and the cue: the noun, with "is" right behind."""
    own = next((child for child in tokens.children[i] if _is_told(tokens, child)), None)
    head = tokens.heads[i]
    if own is None and tokens.rels[i] in SUBJECTS and tokens.lower[head] in BE | {"remains"}:
        return tokens.child(head, CLAUSES), Phrase(i, head if 0 < head - i <= 2 else i)
    return own, Phrase(i, i)


def is_demand(tokens: Tokens, noun: int) -> bool:
    """Whether a noun is the object of a verb by which nobody makes it, and wants something done: ignored | an order."""
    return singular(tokens.lower[noun]) in listed("demands") and is_faced(tokens, noun)


def _is_told(tokens: Tokens, clause: int) -> bool:
    """Whether a clause says what its noun tells: with "that", or with a subject and a finite verb alone; or what it
    demands, with "to". A relative clause does not: the demand that it brings.
    """
    if _is_relative(tokens, clause):
        return False
    marks = [tokens.lower[c] for c in tokens.children[clause] if tokens.rels[c] == Rel.MARK]
    if marks == ["to"]:
        return tokens.rels[clause] == Rel.ACL and is_demand(tokens, tokens.heads[clause])
    if marks:
        return tokens.rels[clause] in _OF_NOUN and "that" in marks
    return _is_whole(tokens, clause)


def _is_relative(tokens: Tokens, clause: int) -> bool:
    """Whether a relative word hangs on a clause."""
    return any(tokens.tags[c] == "WDT" for c in tokens.children[clause])


def _is_whole(tokens: Tokens, clause: int) -> bool:
    """Whether a clause of a noun has all that its verb wants: claims | he hit a player; not claims | he made."""
    who = tokens.child(clause, SUBJECTS)
    filled = tokens.rels[clause] == Rel.RELCL and tokens.child(clause, _FILLED) is not None
    told = (filled or tokens.rels[clause] == Rel.ACL) and _is_finite(tokens, clause)
    return told and who is not None and tokens.lower[who] not in RELATIVES


def _clause_of_feeling(tokens: Tokens, i: int, lexicon: Lexicon) -> Attribution | None:
    """The guard was sure | it would hold."""
    clause, source = tokens.child(i, CLAUSES), phrase_of_speaker(tokens, i)
    if clause is None or source is None or not is_felt(tokens, i):
        return None
    cue = Phrase(min(c for c in tokens.children[i] if tokens.rels[c] == Rel.COP), i)
    return _attribution(tokens, tokens.subtree(clause), cue, source, "clause of a feeling")


_READERS = (
    _according_to,
    _come_out,
    _called_for,
    clause_of_verb,
    _inserted_verb,
    _passive_report,
    _object_of_verb,
    _clause_of_noun,
    _clause_of_feeling,
)
