"""Attributions read from the parse: what a Doc without an attribution head still tells.

A rule takes a word that may be a cue and returns a draft or None; all of them stand in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .draft import Draft
from .lexicon import Lexicon
from .phrases import agent_of, is_passive, noun_phrase, subject_of, subject_phrase
from .words import CLAUSES, SUBJECTS, Span, Words

__all__ = ["attribution_at", "find_by_syntax"]

_OBJECTS = frozenset({"obj", "dobj"})
_POSSESSIVES = frozenset({"nmod:poss", "poss"})
_HEADS_OF_CLAUSE = frozenset({"parataxis", "ccomp"})
_ORIGINS = frozenset({"from", "of", "by"})
_BE = frozenset({"is", "was", "'s", "be", "remains", "are", "were"})


def find_by_syntax(words: Words, lexicon: Lexicon, inside: Callable[[int], bool]) -> list[Draft]:
    """The attributions of a parsed text. Words for which `inside` holds (inside a quotation) are no cues."""
    if not words.parsed:
        return []
    found = []
    for i, word in enumerate(words.lower):
        if (word not in lexicon.lemma and word not in lexicon.nouns and word != "according") or inside(i):
            continue
        draft = attribution_at(words, i, lexicon)
        if draft is not None:
            found.append(draft)
    return found


def attribution_at(words: Words, i: int, lexicon: Lexicon) -> Draft | None:
    """What the first rule finds that reads word i as a cue."""
    return next((draft for rule in RULES if (draft := rule(words, i, lexicon))), None)


def _parts(words: Words, indices: Iterable[int]) -> list[Span]:
    """The runs of words as characters; runs of punctuation alone are left out."""
    runs: list[Span] = []
    for i in sorted(indices):
        if runs and i == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return [
        words.chars(first, last)
        for first, last in runs
        if any(ch.isalnum() for i in range(first, last + 1) for ch in words.text[i])
    ]


def _draft(words: Words, content: Iterable[int], cue: Span, source: Span | None, rule: str) -> Draft | None:
    taken = set(range(cue[0], cue[1] + 1)) | (set(range(source[0], source[1] + 1)) if source else set())
    parts = _parts(words, (i for i in content if i not in taken))
    if not parts:
        return None
    draft = Draft(parts, words.chars(*source) if source else None, words.chars(*cue))
    draft.rules = {"content": rule, "cue": rule, **({"source": rule} if source else {})}
    return draft


def _verb_group(words: Words, verb: int) -> Span:
    """The cue around a verb: its auxiliaries, negation and adverbs before it, a particle behind."""
    first = last = verb
    children = set(words.children[verb])
    while first - 1 in children and words.dep[first - 1] in ("aux", "auxpass", "aux:pass", "neg", "advmod"):
        first -= 1
    while last + 1 in children and words.dep[last + 1] in ("prt", "compound:prt"):
        last += 1
    return first, last


def _clause_of_verb(words: Words, i: int, lexicon: Lexicon) -> Draft | None:
    """Said that ..., vowed to ..., "..., the ministry said": a clause that hangs on the verb."""
    if words.lower[i] not in lexicon.lemma or not words.is_verb(i) or lexicon.lemma[words.lower[i]] in lexicon.manner:
        return None
    clause = next(
        (c for c in words.children[i] if words.dep[c] in CLAUSES and not _is_lead_up(words, c, lexicon)), None
    )
    source = subject_phrase(words, i)
    if clause is None or (source is None and not (is_passive(words, i) and words.tag[clause] != "VBG")):
        return None
    return _draft(words, words.subtree(clause), _verb_group(words, i), source, "clause of the cue verb")


def _is_lead_up(words: Words, clause: int, lexicon: Lexicon) -> bool:
    """Was quoted as saying, went on to say: the inner verb is the cue."""
    return words.lower[clause] in ("saying", "say", "add") and any(
        words.dep[c] in CLAUSES for c in words.children[clause]
    )


def _inserted_verb(words: Words, i: int, lexicon: Lexicon) -> Draft | None:
    """The plan, he said, was dead: the verb hangs on the clause that it reports."""
    head = words.head[i]
    if head == i or not lexicon.is_speech(words.lower[i]) or words.dep[i] not in _HEADS_OF_CLAUSE:
        return None
    subject = subject_of(words, i)
    if subject is None or words.head[subject] != i or (words.dep[i] == "ccomp" and words.lower[head] in lexicon.lemma):
        return None
    if any(words.dep[c] in CLAUSES for c in words.children[i]):
        return None
    return _draft(
        words,
        words.subtree(head, [i]),
        _verb_group(words, i),
        noun_phrase(words, subject, i),
        "verb inserted in the clause",
    )


def _object_of_verb(words: Words, i: int, lexicon: Lexicon) -> Draft | None:
    """Denied the reports, supports the plan: a noun phrase is what is said or wanted."""
    lemma = lexicon.lemma.get(words.lower[i])
    if lemma not in lexicon.objects or not words.is_verb(i):
        return None
    thing = next((c for c in words.children[i] if words.dep[c] in _OBJECTS), None)
    source = subject_phrase(words, i)
    if thing is None or source is None:
        return None
    return _draft(words, words.subtree(thing), _verb_group(words, i), source, "object of the cue verb")


def _passive_report(words: Words, i: int, lexicon: Lexicon) -> Draft | None:
    """The attack was condemned by the ministry: the agent is the source, the subject the content."""
    lemma = lexicon.lemma.get(words.lower[i])
    agent = agent_of(words, i)
    if lemma not in lexicon.objects or agent is None or not is_passive(words, i):
        return None
    subject = subject_of(words, i)
    if subject is None:
        return None
    return _draft(words, words.subtree(subject), _verb_group(words, i), noun_phrase(words, agent), "passive cue verb")


def _according_to(words: Words, i: int, lexicon: Lexicon) -> Draft | None:
    """According to X, ...: the source hangs on the cue (or the cue on the source), both on the clause."""
    if words.lower[i] != "according" or i + 1 >= len(words) or words.lower[i + 1] != "to":
        return None
    source = next((c for c in words.children[i + 1] if words.dep[c] == "pobj"), None)
    branch = i
    if source is None:
        source = branch = words.head[i]
    clause = words.head[branch]
    if source == i or clause == branch:
        return None
    first, last = noun_phrase(words, source)
    if last < i + 2:  # what it hangs on stands before it
        return None
    return _draft(words, words.subtree(clause, [branch]), (i, i + 1), (max(first, i + 2), last), "according to")


def _clause_of_noun(words: Words, i: int, lexicon: Lexicon) -> Draft | None:
    """X's claim that ..., X's view is that ..., a statement from X that ..."""
    if words.lower[i] not in lexicon.nouns or (words.is_verb(i) and words.tag[i]):
        return None
    clause, cue = _noun_clause(words, i)
    source = _owner(words, i)
    if clause is None or source is None:
        return None
    return _draft(words, words.subtree(clause, [i]), cue, source, "clause of the cue noun")


def _noun_clause(words: Words, i: int) -> tuple[int | None, Span]:
    for child in words.children[i]:
        if words.dep[child] in ("acl", "ccomp") and any(words.lower[c] == "that" for c in words.children[child]):
            return child, (i, i)
    head = words.head[i]
    if words.dep[i] in SUBJECTS and words.lower[head] in _BE:
        clause = next((c for c in words.children[head] if words.dep[c] in CLAUSES), None)
        return clause, (i, head) if head > i and head - i <= 2 else (i, i)
    return None, (i, i)


def _owner(words: Words, i: int) -> Span | None:
    """Whose statement: a possessive, or a phrase with from, of or by."""
    for child in words.children[i]:
        if words.dep[child] in _POSSESSIVES:
            first, last = noun_phrase(words, child)
            return first, last if words.text[last] not in ("'s", "’s", "'", "’") else max(first, last - 1)
    for child in words.children[i]:
        if words.dep[child] == "prep" and words.lower[child] in _ORIGINS:
            owner = next((c for c in words.children[child] if words.dep[c] == "pobj"), None)
            if owner is not None:
                return noun_phrase(words, owner)
        if words.dep[child].startswith("nmod") and any(
            words.lower[c] in _ORIGINS and words.dep[c] == "case" for c in words.children[child]
        ):
            return noun_phrase(words, child)
    return None


Rule = Callable[[Words, int, Lexicon], Draft | None]

RULES: tuple[Rule, ...] = (
    _according_to,
    _clause_of_verb,
    _inserted_verb,
    _passive_report,
    _object_of_verb,
    _clause_of_noun,
)
