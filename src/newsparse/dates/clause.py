"""The clause around an expression: does it speak of the past or of what is to come?

With tags, tense is read from them; without, from modal verbs, "-ed" and a list of irregular forms. The verb group
nearest before the expression decides, else the one after it, else the preposition.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsparse.dates import lexicon, present

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Word", "Words", "direction"]

PAST, FUTURE, PRESENT = "past", "future", "present"
AIMED = "aimed"
"""Of a plan after a past verb ("agreed to open the border in May"): not before the verb, so perhaps to come."""

WAITED = "waited"
"""Of what a past clause had to come ("was due to open in May"): of a month, the nearest."""

WINDOW = 24
"""Words looked at on either side: a clause is seldom longer."""

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[.!?;]+(?=\s|$)|\n\s*\n|,")
_ENDS = re.compile(r"[.!?;]|\n")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Sgt|Col|St|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[ap]\.m)$"
)
_MODALS = frozenset(
    ["will", "'ll", "’ll", "shall", "wo", "may", "might", "can", "could", "should", "must", "would", "ca"]
)
_BE = frozenset(["is", "are", "be", "'s", "’s", "being", "am"])
_POSSESSIVE = re.compile(r"['’]s\b")
_NEGATIVES = frozenset(["not", "n't", "n’t", "never", "nor", "neither"])
_CLOSING = tuple(["on", noun, "closing"] for noun in ("price", "prices", "level", "value", "rate", "bid"))
_HAVE = frozenset(["has", "have", "had", "having", "'ve", "’ve"])


@dataclass(frozen=True, slots=True)
class Word:
    """A token: offsets, text, Penn tag and entity label ("" where unknown), and whether the label begins there."""

    start: int
    end: int
    text: str
    tag: str = ""
    entity: str = ""


class Words:
    """The tokens of a text, found by offset."""

    def __init__(self, words: Sequence[Word] = ()) -> None:
        self.words = words
        self._starts = [w.start for w in words]
        self.tagged = any(w.tag for w in words[:200])

    def at(self, offset: int) -> Word | None:
        """The token that holds the character."""
        i = bisect_left(self._starts, offset + 1) - 1
        return self.words[i] if i >= 0 and self.words[i].end > offset else None

    def before(self, offset: int, count: int) -> Sequence[Word]:
        """Up to `count` tokens that end at or before the character, in order."""
        i = bisect_left(self._starts, offset)
        return self.words[max(0, i - count) : i]

    def after(self, offset: int, count: int) -> Sequence[Word]:
        """Up to `count` tokens that start at or after the character."""
        i = bisect_left(self._starts, offset)
        return self.words[i : i + count]


@cache
def _forms() -> dict[str, frozenset[str]]:
    return {name: frozenset(forms.split()) for name, forms in lexicon.load()["verbs"].items()}


def direction(text: str, start: int, end: int, words: Words) -> str | None:
    """The clause's "past", "aimed", "future" or "present"; None where it does not tell."""
    left = _side(text, start, words, before=True)
    right = _side(text, end, words, before=False)
    preposition = left[0].text.lower() if left else ""
    if _POSSESSIVE.match(text, end) and (owned := _of_deed(left, right)) is not None:
        return owned
    before = [w.text.lower() for w in left[:3]]
    if preposition == "effective" or (before[:2] == ["of", "date"] and before[2:] != ["birth"]):
        return FUTURE
    if [w.text.lower() for w in left[:3]] in _CLOSING or _just_out(before):
        return PAST
    tense = _tense(left, words.tagged, before=True)
    if tense is None and (tense := present.of_next(left, right, words.tagged)) is None:
        tense = _tense(right, words.tagged, before=False)
    if tense in {PRESENT, present.TIMETABLE}:
        tense = PAST if present.captioned(text, end) else FUTURE if tense == present.TIMETABLE else tense
    if preposition == "as" and _bounded(left, tense):
        return FUTURE
    if preposition in {"until", "till", "by"} and tense != FUTURE:
        plans = _forms()["plan"]
        if tense == PRESENT or any(w.text.lower() in plans for w in left[:8]):
            return FUTURE
        return tense if tense == PAST else FUTURE
    if preposition == "since":
        return PAST
    if tense == FUTURE and preposition in {"in", "early", "late"} and _was_due(left):
        return WAITED
    return AIMED if tense == PAST and (preposition == "for" or _aimed(left) or _appointed(left, right)) else tense


def _just_out(before: Sequence[str]) -> bool:
    """Such as "a study out Monday", "figures out on Monday": they can be read."""
    named = before[1:] if before[:1] == ["on"] else before
    return named[:1] == ["out"] and len(named) > 1 and named[1] in _forms()["readings"]


def _was_due(left: Sequence[Word]) -> bool:
    """Such as "was due to be freed", "had been expected to open": the plan of a past clause."""
    plan = next((i for i, w in enumerate(left) if w.text.lower() in _forms()["due"]), None)
    if plan is None or any(w.text.lower() in _MODALS | _BE - {"be"} for w in left[:plan]):
        return False
    return any(w.text.lower() in {"was", "were", "been"} for w in left[plan + 1 : plan + 4])


def _aimed(left: Sequence[Word]) -> bool:
    """Whether the verb nearest before the expression is the infinitive of a plan: "agreed to sell"."""
    verb = next((i for i, word in enumerate(left) if word.tag.startswith("VB")), None)
    if verb is None or left[verb].tag != "VB":
        return False
    before = [w.text.lower() for w in left[verb + 1 : verb + 3]]
    return before[:1] == ["to"] and before[1:] != [] and before[1] in _forms()["aims"]


def _appointed(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Such as "November's general election", "the congress in May"."""
    appointments = _forms()["appointments"]
    named = [w.text.lower() for w in right[:4] if w.text not in {"'s", "’s"}]
    if any(w in appointments for w in named[:2]):
        return True
    return bool(left) and any(w.text.lower() in appointments for w in left[1:4])


def names_disaster(text: str, start: int, end: int) -> bool:
    """Whether what has happened is called by the date: "the October 7 attacks"."""
    if not re.search(r"\b(?:the|an?|['’]s|that|his|her|its|their)\s+$", text[max(0, start - 8) : start], re.I):
        return False
    following = re.match(r"(?:['’]s)?(\s+[a-z-]+)(\s+[a-z]+)?", text[end : end + 40])
    return following is not None and any((w or "").strip() in _forms()["disasters"] for w in following.groups())


def _of_deed(left: Sequence[Word], right: Sequence[Word]) -> str | None:
    """Of "Tuesday's ruling": what is named has happened, unless something comes before it."""
    before = [w.text.lower() for w in left[:3]]
    if before[:1] in (["before"], ["until"]) or before[:2] == ["of", "ahead"]:
        return FUTURE
    noun = next((w.text.lower() for w in right[:4] if w.text.lower() in _forms()["deeds"]), None)
    return PAST if noun or before[:1] in (["after"], ["since"], ["following"], ["follows"], ["followed"]) else None


def _bounded(left: Sequence[Word], tense: str | None) -> bool:
    """Whether "as early as", "as soon as" stands before, in what may yet happen."""
    said = [w.text.lower() for w in left[:3]]
    if said[1:] not in (["early", "as"], ["soon", "as"], ["late", "as"]):
        return False
    return tense != PAST or any(w.text.lower() in _MODALS for w in left[3:10])


def _side(text: str, at: int, words: Words, *, before: bool) -> list[Word]:
    """Words of the sentence on one side of the expression, the nearest first."""
    if words.tagged:
        near = list(reversed(words.before(at, WINDOW))) if before else list(words.after(at, WINDOW))
    else:
        near = _cut(text, at, before=before)
    found: list[Word] = []
    edge = at
    for word in near:
        if word.text[:1] in {".", "!", "?", ";"} or "\n\n" in word.text:
            other = text[max(0, word.start - 5) : word.start]
            if word.text != "." or not _ABBREVIATION.search(other):
                break
        gap = text[word.end : edge] if before else text[edge : word.start]
        if len(gap) > 1 and "\n\n" in gap:
            break
        edge = word.start if before else word.end
        found.append(word)
    return found


def _cut(text: str, at: int, *, before: bool) -> list[Word]:
    """Words cut from the text itself, for Docs without tags."""
    low, high = (max(0, at - 200), at) if before else (at, min(len(text), at + 160))
    found = [Word(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, low, high)]
    return found[::-1][:WINDOW] if before else found[:WINDOW]


def _tense(side: Sequence[Word], tagged: bool, *, before: bool) -> str | None:
    """The tense of the first verb group met."""
    for i, word in enumerate(side):
        rest = side[i + 1 : i + 12] if before else side[max(0, i - 11) : i][::-1]
        after = side[:i][::-1] if before else side[i + 1 : i + 3]
        tense = _of_word(word, rest, tagged, after[0] if after else None)
        if tense in {None, PRESENT}:
            tense = present.of_verb(word, after, rest, tagged) or tense
        if tense is None and before:
            tense = present.of_copula(word, after, rest, tagged)
        if tense is not None:
            return tense
    return None


def _of_word(word: Word, earlier: Sequence[Word], tagged: bool, following: Word | None) -> str | None:
    """The tense that a word tells, given the words before it (nearest first) and the next; None for no finite verb."""
    low = word.text.lower()
    forms = _forms()
    if low == "set" and (following is None or following.text.lower() not in {"to", "for"}):
        return PAST if not tagged or word.tag == "VBD" else None
    noun = tagged and word.tag.startswith("NN")  # "marched against the plan on Sunday"
    if (low in forms["plan"] and not noun) or low in {"won't", "won’t", "upcoming", "forthcoming"}:
        return FUTURE
    if low in _MODALS or low.endswith(("'ll", "’ll")):
        return FUTURE if low != "could" else None
    if low in forms["foreseen"] and earlier and earlier[0].text.lower() in _BE:
        return FUTURE
    if tagged and word.tag:
        return _by_tag(word, earlier, following)
    if low in forms["past"] or (low.endswith("ed") and len(low) > 4 and low not in forms["not_past"]):
        helpers = [w.text.lower() for w in earlier[:3]]
        if _in_vain(earlier):
            return PAST
        if any(h in _MODALS for h in helpers):
            return FUTURE
        return FUTURE if helpers[:2] and helpers[0] == "be" and "to" in helpers[:2] else PAST
    if low == "to" and earlier and earlier[0].text.lower() in forms["plan"] | _BE:
        return FUTURE
    return None


def _in_vain(earlier: Sequence[Word]) -> bool:
    """Such as "could not be reached", "neither of the two pilots could be found"."""
    near = {w.text.lower() for w in earlier[:4]}
    far = {w.text.lower() for w in earlier}
    return "could" in near and not (near.isdisjoint(_NEGATIVES) and far.isdisjoint({"nor", "neither"}))


def _by_tag(word: Word, earlier: Sequence[Word], following: Word | None) -> str | None:
    helpers = [w.text.lower() for w in earlier[:3]]
    match word.tag:
        case "VBD":
            return PAST
        case "VBN":
            if _in_vain(earlier):
                return PAST
            if any(h in _MODALS for h in helpers) or helpers[:2] == ["be", "to"]:
                return FUTURE
            of_noun = following is not None and following.tag.startswith("NN") and _HAVE.isdisjoint(helpers)
            return None if of_noun or (helpers[:1] and helpers[0] in _BE) else PAST
        case "VB":
            if any(
                h in {"will", "'ll", "’ll", "shall", "wo", "may", "might", "can", "should", "must"} for h in helpers
            ):
                return FUTURE
            if "did" in helpers:
                return PAST
            return (
                FUTURE if "to" in helpers[:2] and len(helpers) > 1 and set(helpers) & (_forms()["plan"] | _BE) else None
            )
        case "VBZ" | "VBP":
            return PRESENT if word.text.lower() not in _HAVE | _BE | {"says", "say"} else None
    return None
