"""Noun phrases of sources: from the parse where there is one, else from the words and their tags."""

from __future__ import annotations

from .words import RELATIVES, SUBJECTS, Span, Words, word_set

__all__ = ["agent_of", "noun_phrase", "phrase_after", "phrase_before", "subject_of", "subject_phrase"]

_SHARED = frozenset({"conj", "xcomp", "advcl", "acl", "ccomp", "parataxis", "dep", "pcomp"})
_DETACHED = frozenset({"advcl", "ccomp", "parataxis", "discourse", "cc", "csubj", "dep", "list"})
_HOPS = 3
_NOMINAL = (
    "NN",
    "PRP",
    "CD",
    "WP",
    "DT",
    "JJ",
    "VBG",
    "FW",
    "WDT",
    "EX",
    "$",
    "#",
    "POS",
    "HYPH",
    "NFP",
    "ADD",
    "VBN",
    "RB",
    "UH",
)
_INSIDE = ("IN", "CC", "TO")
_BOUND = frozenset(
    {"of", "for", "from", "at", "in", "with", "and", "&", "the", "to", "on", "by", "de", "la", "von", "van"}
)
_STOPS = word_set(". ! ? ; : \" “ ” — – -- `` '' ( )")
_ADVERBS = word_set(
    "also then later earlier once further however meanwhile still already just only never often even both all there"
    " here now thus so too again first recently today yesterday tonight but and as while when after before because"
    " that if though although"
)


def subject_of(words: Words, verb: int) -> int | None:
    """The head of the verb's subject, shared ones included ("met the press and said", "left, saying")."""
    for _ in range(_HOPS):
        for child in words.children[verb]:
            if words.dep[child] in SUBJECTS:
                return child
        if words.dep[verb] not in _SHARED or words.head[verb] == verb:
            return None
        if words.dep[verb] == "acl" and words.tag[verb] == "VBG" and words.tag[words.head[verb]].startswith("NN"):
            return words.head[verb]
        verb = words.head[verb]
    return None


def agent_of(words: Words, verb: int) -> int | None:
    """The head of the phrase with "by" of a passive verb."""
    for child in words.children[verb]:
        if words.dep[child] == "agent":
            return next((c for c in words.children[child] if words.dep[c] == "pobj"), None)
        if words.dep[child].startswith("obl") and any(
            words.lower[c] == "by" and words.dep[c] == "case" for c in words.children[child]
        ):
            return child
    return None


def is_passive(words: Words, verb: int) -> bool:
    """Whether the verb has a passive subject or auxiliary."""
    return any(words.dep[c] in ("nsubjpass", "nsubj:pass", "auxpass", "aux:pass") for c in words.children[verb])


def subject_phrase(words: Words, verb: int) -> Span | None:
    """The words (first, last) of who speaks by this verb: its agent when it is passive, else its subject."""
    head = agent_of(words, verb) if is_passive(words, verb) else subject_of(words, verb)
    return None if head is None else noun_phrase(words, head, verb)


def noun_phrase(words: Words, head: int, verb: int = -1) -> Span:
    """The first and last word of the phrase of `head`, asides (", who replaced ... in July,") left off."""
    aside = [
        c
        for c in words.children[head]
        if words.dep[c] in _DETACHED
        or ((words.dep[c] in RELATIVES or words.dep[c] == "acl") and _after_comma(words, c))
        or (words.dep[c] in ("case", "prep") and c < head)
    ]
    found = set(words.subtree(head, aside))
    first = last = head
    while first - 1 in found and first - 1 != verb:
        first -= 1
    while last + 1 in found and last + 1 != verb:
        last += 1
    return _strip(words, first, last)


def _after_comma(words: Words, clause: int) -> bool:
    left = min(words.subtree(clause))
    return (left > 0 and words.text[left - 1] == ",") or words.text[left] == ","


def _strip(words: Words, first: int, last: int) -> Span:
    """The phrase less punctuation and stray function words at its ends."""
    while first < last and (
        words.lower[first] in _ADVERBS or (not words.text[first][0].isalnum() and words.text[first] not in "@$#")
    ):
        first += 1
    while last > first and not any(ch.isalnum() for ch in words.text[last]) and words.text[last] != "'":
        last -= 1
    return first, last


def phrase_before(words: Words, end: int, limit: int) -> Span | None:
    """The noun phrase that ends right before word `end`, with its appositions, not before `limit`.

    Without a parse: back from the verb over nouns and what binds them; a comma leads into an apposition,
    whose own opening comma is sought further back ("Hugh Hill, a doctor, said").
    """
    last = end - 1
    while last >= limit and (
        words.lower[last] in _ADVERBS or words.tag[last] in ("RB", "MD") or words.lower[last] in _AUX
    ):
        last -= 1
    aside = last >= limit and words.text[last] == ","
    first = last + 1
    while first > limit and _binds(words, first - 1, aside):
        first -= 1
    if aside:
        first = _before_aside(words, first, last, limit)
    first, last = _strip(words, min(first, last), last) if first <= last else (0, -1)
    return (first, last) if limit <= first <= last and _names(words, first, last) else None


_AUX = word_set("has have had is was were are been did does do will would 's 'd 've could might may not n't never")


def _binds(words: Words, i: int, aside: bool) -> bool:
    """Whether word i may stand inside a noun phrase; inside an aside anything but a stop may."""
    text, tag = words.text[i], words.tag[i]
    if text in _STOPS or "\n" in text:
        return False
    if aside:
        return True
    if not tag:
        return (text[0].isalnum() and words.lower[i] not in _ADVERBS) or text in ("'s", "’s", "'", "’", ".")
    return tag.startswith(_NOMINAL) or (tag in _INSIDE and words.lower[i] in _BOUND)


def _before_aside(words: Words, first: int, last: int, limit: int, opening: int | None = None) -> int:
    """From an aside that ends at the comma `last`: the start of the phrase that it belongs to.

    `opening` is the comma that begins the aside, where it is known; an age before it (Ana Ruiz, 51, a nurse) is passed.
    """
    if opening is None:
        opening = next((i for i in range(last - 1, first - 1, -1) if words.text[i] == ","), None)
    if opening is None:
        return first
    start = opening
    while (
        start > limit and start > first - 1 and _binds(words, start - 1, aside=False) and words.text[start - 1] != ","
    ):
        start -= 1
    aged = (
        start > limit and words.text[start - 1] == "," and all(words.text[i].isdigit() for i in range(start, opening))
    )
    return _before_aside(words, first, start, limit, start - 1) if aged and start < opening else start


def phrase_after(words: Words, start: int, limit: int) -> Span | None:
    """The noun phrase that begins at word `start`, with a following apposition, before `limit`."""
    last = start - 1
    while last + 1 < limit and _binds(words, last + 1, aside=False) and not _starts_adjunct(words, last + 1):
        last += 1
    if last < start:
        return None
    if last + 2 < limit and words.text[last + 1] == "," and _is_apposition(words, last + 2):
        end = last + 2
        while end + 1 < limit and _binds(words, end + 1, aside=False) and words.text[end + 1] != ",":
            end += 1
        last = end
    while last > start and words.tag[last] == "RB":
        last -= 1
    first, last = _strip(words, start, last)
    return (first, last) if _names(words, first, last) else None


def _starts_adjunct(words: Words, i: int) -> bool:
    """Whether word i leads into when, where or to whom it was said."""
    following = words.lower[i + 1] if i + 1 < len(words) else ""
    if words.lower[i] in _DAYS or words.lower[i] in ("to", "on", "by"):
        return True
    return words.lower[i] in ("in", "at", "during", "after", "from") and following in (
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
    )


_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later last")


def _is_apposition(words: Words, i: int) -> bool:
    return (
        words.lower[i] in ("a", "an", "the", "who")
        or words.text[i][0].isdigit()
        or words.tag[i].startswith(("NN", "JJ"))
    )


def _names(words: Words, first: int, last: int) -> bool:
    """Whether the phrase holds a noun, a name or a pronoun."""
    for i in range(first, last + 1):
        tag = words.tag[i]
        if tag.startswith(("NN", "PRP", "WP", "CD", "DT", "JJ", "FW", "ADD")) or (
            not tag and words.text[i][0].isalnum()
        ):
            return True
    return False
