"""The part that a noun plays in its sentence, from the parse, else from the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.names import Tokens

__all__ = ["clause_above", "head_of", "is_main_subject", "is_modifier", "joined_participles", "role_of"]

_STEPS = 6  # clauses joined by "and" that are followed up to the first
_CLAUSE = 25  # words before a verb in which its participles are looked for
_ROOTS = ("root", "ROOT", "conj", "parataxis")
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")"})


def head_of(tokens: Tokens, first: int, stop: int) -> int:
    """The token of a span that hangs on one outside it; the last one without a parse."""
    if tokens.parsed:
        for i in range(first, stop):
            if not first <= tokens.heads[i] < stop or tokens.heads[i] == i:
                return i
    return stop - 1


def role_of(tokens: Tokens, head: int, last: int) -> tuple[str, int]:
    """The role of a noun, and the token that it hangs on (-1 unknown); appositions have the role of their noun."""
    if tokens.parsed:
        head = _noun_above(tokens, head)
        dep = tokens.deps[head]
        if dep.startswith("nsubj"):
            return "s", tokens.heads[head]
        if dep in ("obj", "dobj", "iobj", "dative"):
            return "o", tokens.heads[head]
        if dep in ("nmod:poss", "poss"):
            return "p", tokens.heads[head]
        return "x", tokens.heads[head]
    return _role_by_order(tokens, last), -1


def _noun_above(tokens: Tokens, head: int) -> int:
    """The noun whose part in the sentence an apposition or a piece of a name shares."""
    for _ in range(4):
        if not tokens.deps[head].startswith(("appos", "flat", "compound", "conj")) or tokens.heads[head] == head:
            break
        head = tokens.heads[head]
    return head


def _role_by_order(tokens: Tokens, last: int) -> str:
    after = last + 1
    if after >= len(tokens.words):
        return "x"
    if tokens.lower[after] in ("'s", "’s", "'", "’"):
        return "p"
    if tokens.tagged and tokens.tags[after].startswith(("VBD", "VBZ", "VBP", "MD")):
        return "s"
    starts = last == 0 or tokens.sentences[last - 1] != tokens.sentences[last]
    return "s" if starts or tokens.lower[after] in ("said", "says", "told", "added", "was", "is", "has", "had") else "x"


def joined_participles(tokens: Tokens, verb: int) -> frozenset[int]:
    """The participles before a verb that share its subject: "Cross-examined by Ana Ruiz, the witness said".

    Whoever hangs on them is somebody else than that subject.
    """
    found = set()
    for i in range(max(0, verb - _CLAUSE), max(0, verb)):
        if tokens.heads[i] == verb and tokens.deps[i].startswith("advcl") and tokens.tags[i] in ("VBN", "VBG"):
            before = range(max(0, i - _STEPS), i)
            if not any(tokens.heads[j] == i and tokens.deps[j].startswith(("nsubj", "mark")) for j in before):
                found.add(i)
    return frozenset(found)


def clause_above(tokens: Tokens, governor: int) -> int:
    """The token that a clause hangs on as a complement; -1 where it is none."""
    if governor < 0 or not tokens.deps[governor].startswith("ccomp"):
        return -1
    return tokens.heads[governor]


def _is_joined(tokens: Tokens, head: int) -> bool:
    """Whether a noun is one of several that are the subject together: "Ana Ruiz and her neighbour"."""
    after = range(head + 1, min(head + _CLAUSE, len(tokens.words)))
    return tokens.deps[head] == "conj" or any(tokens.heads[i] == head and tokens.deps[i] == "conj" for i in after)


def is_modifier(tokens: Tokens, head: int, stop: int) -> bool:
    """Whether a name that ends before `stop` only describes the common noun after it: "Sonor investors"."""
    if not tokens.parsed or not tokens.deps[head].startswith(("compound", "amod", "nmod")):
        return False
    return tokens.heads[head] >= stop and tokens.tags[tokens.heads[head]] in ("NN", "NNS")


def is_main_subject(tokens: Tokens, head: int, first: int) -> bool:
    """Whether a noun, whose phrase begins at `first`, is the active subject of a main clause or one joined to it."""
    if not tokens.parsed or _is_joined(tokens, head):
        return False
    head = _noun_above(tokens, head)
    if tokens.deps[head] not in ("nsubj", "nsubj:outer") or _is_joined(tokens, head):
        return False
    before = first - 1
    while before >= 0 and tokens.words[before] in _CLOSERS:
        before -= 1
    if before < 0 or tokens.words[before] in (".", "!", "?"):  # whatever the parse makes of the clause
        return True
    verb = tokens.heads[head]
    for _ in range(_STEPS):
        if tokens.heads[verb] == verb or not tokens.deps[verb].startswith(_ROOTS):
            break
        verb = tokens.heads[verb]
    return tokens.deps[verb].startswith(_ROOTS)
