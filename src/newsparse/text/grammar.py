"""Walks over the parse of a text, or over its words and tags where there is none. One home for each.

A *phrase* is a `Phrase`: its first and last token, both included, and `stop`, one past the last. What is called
`first, stop` is a span as names have it. The closed classes of words are in `text.words`, the relations, to which both
label schemes are mapped, in `text.relations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsparse.text.relations import DESCRIBING, HANGING, HELPING, OBJECTS, PARTS_OF_NAME, SUBJECTS, Rel
from newsparse.text.words import CLOSING_MARKS, HAVE, POSSESSIVE_MARKS, word_set

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from newsparse.text.tokens import Tokens

__all__ = [
    "FINITE", "PAST", "TENSED", "Phrase", "Role", "agent", "conjuncts", "follows_comma", "governed", "head_of",
    "is_main_subject", "is_modifier", "is_passive", "is_undergone", "noun_above", "noun_phrase", "owner", "phrase_at",
    "phrase_of_speaker", "role", "stripped", "subject", "verb_group", "without_mark",
]  # fmt: skip

TENSED = frozenset({"VBD", "VBZ", "VBP"})
PAST = frozenset({"VBD", "VBN"})
FINITE = TENSED | {"MD"}
_SHARED = frozenset({Rel.CONJ, Rel.XCOMP, Rel.ADVCL, Rel.ACL, Rel.COMP, Rel.PARATAXIS, Rel.DEP, Rel.PCOMP})
_DETACHED = frozenset({Rel.ADVCL, Rel.COMP, Rel.PARATAXIS, Rel.DISCOURSE, Rel.CC, Rel.CLAUSE_SUBJ, Rel.DEP, Rel.LIST})
_MAIN = frozenset({Rel.ROOT, Rel.CONJ, Rel.PARATAXIS})
_PASSIVE = frozenset({Rel.PASS_SUBJ, Rel.PASS_AUX})
_BEFORE_VERB = HELPING | {Rel.NEG, Rel.ADVMOD}
_LED = frozenset({Rel.CASE, Rel.PREP})
_CASE, _POBJ, _POSS, _EXPLETIVE = (frozenset({rel}) for rel in (Rel.CASE, Rel.POBJ, Rel.POSS, Rel.EXPL))
_NOMINAL = ("NN", "PRP", "WP", "CD", "DT", "JJ", "FW", "ADD")  # tags of what a noun phrase may be made of
_ORIGINS = ("of", "from", "by")
_AUXILIARIES = 3  # tokens before a participle in which its auxiliaries stand
_CLIMB = 12  # words from the first of a phrase up to its head
_HOPS = 3  # clauses that a subject is shared over
_STEPS = 6  # clauses joined by "and" that are followed up to the first
_SAID = word_set("said says told added was is has had")
_CLOSERS = CLOSING_MARKS | {")"}
_STRAY = word_set(
    "also then later earlier once further however meanwhile still already just only never often even both all there"
    " here now thus so too again first recently today yesterday tonight but and as while when after before because"
    " that if though although"
)


class Phrase(NamedTuple):
    """The first and the last token of a phrase, both included."""

    first: int
    last: int

    @property
    def stop(self) -> int:
        """One past the last token."""
        return self.last + 1


class Role:
    """The part that a noun plays in its sentence."""

    SUBJECT, OBJECT, OWNER, OTHER = "s", "o", "p", "x"


# Verbs and who does what.


def subject(tokens: Tokens, verb: int) -> int | None:
    """The head of a verb's subject, one that it shares included: "met the press and said", "left, saying"; none in "he
    left when it emerged".
    """
    for _ in range(_HOPS):
        found = tokens.child(verb, SUBJECTS)
        if found is not None:
            return found
        if tokens.rels[verb] not in _SHARED or tokens.heads[verb] == verb or tokens.child(verb, _EXPLETIVE) is not None:
            return None
        if _describes_noun(tokens, verb):
            return tokens.heads[verb]
        verb = tokens.heads[verb]
    return None


def _describes_noun(tokens: Tokens, verb: int) -> bool:
    """Whether a participle hangs on the noun that does it: "a letter warning that"."""
    above = tokens.heads[verb]
    return tokens.rels[verb] == Rel.ACL and tokens.tags[verb] == "VBG" and tokens.tags[above].startswith("NN")


def is_passive(tokens: Tokens, verb: int) -> bool:
    """Whether a verb has a passive subject or auxiliary."""
    return tokens.child(verb, _PASSIVE) is not None


def is_undergone(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is a participle that no "have" makes active: "was told", "had been told", not "has told"."""
    before = tokens.lower[max(0, verb - _AUXILIARIES) : verb]
    return tokens.tags[verb] == "VBN" and ("been" in before or HAVE.isdisjoint(before))


def agent(tokens: Tokens, verb: int) -> int | None:
    """The head of the phrase with "by" that hangs on a verb: who does what is done."""
    found = [(preposition, noun) for preposition, noun in governed(tokens, verb) if tokens.lower[preposition] == "by"]
    sure = [pair for pair in found if Rel.AGENT in (tokens.rels[pair[0]], tokens.rels[pair[1]])]
    return next((noun for _, noun in sure or found), None)


def phrase_of_speaker(tokens: Tokens, verb: int) -> Phrase | None:
    """The phrase of who acts by a verb: its agent when it is passive or a participle that has one, else its subject."""
    by = agent(tokens, verb)
    passive = is_passive(tokens, verb) or (tokens.tags[verb] == "VBN" and tokens.child(verb, HELPING) is None and by)
    head = by if passive else subject(tokens, verb)
    return None if head is None else noun_phrase(tokens, head, verb)


def verb_group(tokens: Tokens, verb: int) -> Phrase:
    """A verb with its auxiliaries, negation and adverbs right before it, and a particle right behind."""
    children = tokens.children[verb]
    first = last = verb
    while first - 1 in children and tokens.rels[first - 1] in _BEFORE_VERB:
        first -= 1
    while last + 1 in children and tokens.rels[last + 1] == Rel.PRT:
        last += 1
    return Phrase(first, last)


def governed(tokens: Tokens, i: int) -> Iterator[tuple[int, int]]:
    """The (preposition, noun) pairs that hang on word i, in either scheme: "envoy to Syria", "approved by a mayor"."""
    for child in tokens.children[i]:
        rel = tokens.rels[child]
        if rel in HANGING or rel == Rel.PREP:
            noun = tokens.child(child, _POBJ)
            preposition = tokens.child(child, _CASE)
            if noun is not None:
                yield child, noun
            elif preposition is not None:
                yield preposition, child


# Noun phrases.


def head_of(tokens: Tokens, first: int, stop: int) -> int:
    """The token of a span that hangs on one outside it; the last one without a parse."""
    if tokens.parsed:
        for i in range(first, stop):
            if not first <= tokens.heads[i] < stop or tokens.heads[i] == i:
                return i
    return stop - 1


def noun_phrase(tokens: Tokens, head: int, verb: int = -1) -> Phrase:
    """The phrase of a noun, less its asides (", who replaced ... in July,"), what leads into it, and the `verb`."""
    found = set(tokens.subtree(head, [c for c in tokens.children[head] if _is_aside(tokens, head, c)]))
    first = last = head
    while first - 1 in found and first - 1 != verb:
        first -= 1
    while last + 1 in found and last + 1 != verb:
        last += 1
    return stripped(tokens, first, last)


def phrase_at(tokens: Tokens, i: int, low: int, high: int) -> Phrase | None:
    """The noun phrase around token i, as far as it lies in tokens `low` to `high` - 1; None where there is none."""
    head = i
    if not low <= i < high or not tokens.tags[i].startswith(_NOMINAL):
        return None
    for _ in range(_CLIMB):
        above = tokens.heads[head]
        if not low <= above < high or above == head or not tokens.tags[above].startswith(_NOMINAL):
            break
        head = above
    first, last = noun_phrase(tokens, head)
    return Phrase(max(first, low), min(last, high - 1)) if first <= i <= last else None


def _is_aside(tokens: Tokens, head: int, child: int) -> bool:
    rel = tokens.rels[child]
    if rel in _DETACHED:
        return True
    if rel in DESCRIBING:
        return follows_comma(tokens, child)
    return rel in _LED and child < head


def follows_comma(tokens: Tokens, clause: int) -> bool:
    """Whether a comma sets off the subtree of a word from what stands before it."""
    left = min(tokens.subtree(clause))
    return (left > 0 and tokens.words[left - 1] == ",") or tokens.words[left] == ","


def stripped(tokens: Tokens, first: int, last: int) -> Phrase:
    """A phrase without punctuation and stray function words at its ends; one token is left at least."""
    while first < last and _is_stray(tokens, first):
        first += 1
    while last > first and tokens.words[last] != "'" and not any(map(str.isalnum, tokens.words[last])):
        last -= 1
    return Phrase(first, last)


def _is_stray(tokens: Tokens, i: int) -> bool:
    return tokens.lower[i] in _STRAY or not (tokens.words[i][0].isalnum() or tokens.words[i] in "@$#")


def owner(tokens: Tokens, i: int, prepositions: Container[str] = _ORIGINS) -> int | None:
    """The head of whose noun i is: "Ruiz" in "Ruiz's claim" and "a claim by Ana Ruiz", "her" in "her claim"."""
    found = tokens.child(i, _POSS)
    if found is not None:
        return found
    return next((noun for led, noun in governed(tokens, i) if tokens.lower[led] in prepositions), None)


def without_mark(tokens: Tokens, phrase: Phrase) -> Phrase:
    """The phrase of an owner without its "'s"."""
    first, last = phrase
    return Phrase(first, last - (last > first and tokens.lower[last] in POSSESSIVE_MARKS))


def conjuncts(tokens: Tokens, i: int) -> list[int]:
    """The heads that are joined to word i by "and", "or" or a comma, with i itself, in order."""
    while tokens.rels[i] == Rel.CONJ and tokens.heads[i] != i:
        i = tokens.heads[i]
    found = [i]
    for each in found:
        found += [c for c in tokens.children[each] if tokens.rels[c] == Rel.CONJ and c not in found]
    return sorted(found)


# The part that a noun plays.


def role(tokens: Tokens, head: int, last: int) -> tuple[str, int]:
    """The `Role` of a noun, and the token that it hangs on (-1 without a parse); `last` is the last of its phrase.

    Appositions, pieces of names and what is joined by "and" have the role of their noun.
    """
    if not tokens.parsed:
        return _role_by_order(tokens, last), -1
    head = noun_above(tokens, head)
    return _role_of(tokens.rels[head]), tokens.heads[head]


def _role_of(rel: Rel) -> str:
    if rel in (Rel.SUBJ, Rel.PASS_SUBJ):
        return Role.SUBJECT
    if rel in OBJECTS:
        return Role.OBJECT
    return Role.OWNER if rel == Rel.POSS else Role.OTHER


def _role_by_order(tokens: Tokens, last: int) -> str:
    after = last + 1
    if after >= len(tokens):
        return Role.OTHER
    if tokens.lower[after] in POSSESSIVE_MARKS:
        return Role.OWNER
    if tokens.tags[after] in FINITE or tokens.lower[after] in _SAID:
        return Role.SUBJECT
    starts = last == 0 or tokens.sentences[last - 1] != tokens.sentences[last]
    return Role.SUBJECT if starts else Role.OTHER


def noun_above(tokens: Tokens, head: int) -> int:
    """The noun whose part in the sentence an apposition, a piece of a name or a joined noun shares."""
    for _ in range(4):
        if tokens.rels[head] not in PARTS_OF_NAME | {Rel.APPOS, Rel.CONJ} or tokens.heads[head] == head:
            break
        head = tokens.heads[head]
    return head


def is_modifier(tokens: Tokens, head: int, stop: int) -> bool:
    """Whether a name that ends before `stop` only describes the common noun after it: "Sonor investors"."""
    if tokens.rels[head] not in (Rel.COMPOUND, Rel.MOD, Rel.NMOD, Rel.POSS):
        return False
    return tokens.heads[head] >= stop and tokens.tags[tokens.heads[head]] in ("NN", "NNS")


def is_main_subject(tokens: Tokens, head: int, first: int) -> bool:
    """Whether a noun, whose phrase begins at `first`, is alone the subject of a main clause."""
    if not tokens.parsed or len(conjuncts(tokens, head)) > 1:
        return False
    head = noun_above(tokens, head)
    if tokens.rels[head] not in (Rel.SUBJ, Rel.PASS_SUBJ) or len(conjuncts(tokens, head)) > 1:
        return False
    return _opens_sentence(tokens, first) or tokens.rels[_main_verb(tokens, tokens.heads[head])] in _MAIN


def _opens_sentence(tokens: Tokens, first: int) -> bool:
    """Whether the end of a sentence stands before a token, whatever the parse makes of it."""
    before = first - 1
    while before >= 0 and tokens.words[before] in _CLOSERS:
        before -= 1
    return before < 0 or tokens.words[before] in (".", "!", "?")


def _main_verb(tokens: Tokens, verb: int) -> int:
    """The first of the main clauses that are joined to one; the verb itself where its clause is none."""
    for _ in range(_STEPS):
        if tokens.heads[verb] == verb or tokens.rels[verb] not in _MAIN:
            break
        verb = tokens.heads[verb]
    return verb
