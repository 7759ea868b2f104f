"""The time that a verb tells: its tense, or what its present speaks of.

With tags, tense is read from them; without, from modal verbs, "-ed" and a list of irregular forms. The present is a
timetable ("opens on Friday"), a headline or a caption ("walks past on Monday"), or tells nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.words import forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.dates.words import Word

__all__ = ["BE", "FUTURE", "MODALS", "PAST", "PRESENT", "TIMETABLE", "captioned", "of_copula", "of_next", "tense"]

PAST, FUTURE, PRESENT, TIMETABLE = "past", "future", "present", "timetable"

MODALS = frozenset(
    ["will", "'ll", "’ll", "shall", "wo", "may", "might", "can", "could", "should", "must", "would", "ca"]
)
BE = frozenset(["is", "are", "be", "'s", "’s", "being", "am"])
_NEGATIVES = frozenset(["not", "n't", "n’t", "never", "nor", "neither"])
_HAVE = frozenset(["has", "have", "had", "having", "'ve", "’ve"])
_IS = frozenset(["is", "are", "'s", "’s", "'re", "’re", "am", "'m", "’m", "isn't", "isn’t", "aren't", "aren’t"])
_JOINED = re.compile(r"(?:it|that|there|we|they|you|he|she)['’](?:s|re)|i['’]m")
_HAS = frozenset(["has", "have"])
_CAUSES = frozenset(["over", "for", "in", "of", "from", "to", "about", "into", "by"])
_PREPOSITION = r"(?:on|in|at|by|from|until|till|over|during|for|this)"
_PLACE = r"(?:the )?@(?: @)*(?: ['’]s)?"
_FOR = r"(?: for (?:a |the |its |his |her |their )?[a-z]+)?"
_STATES = "|".join(
    (
        "out|open|closed|shut|away|back|home|at home|free|off|live|available|ready|here",
        "(?:on|off) (?:sale|show|air|display|tour|strike|holiday|the (?:road|agenda|ballot))",
        "(?:up|eligible) for (?:sale|parole|election|re-election|auction|debate)",
        "in (?:court|cinemas|theaters|theatres|shops|stores|town|session|action|concert)",
        "between @(?: @)* and @(?: @)*",
        f"(?:in|at|on) {_PLACE}{_FOR}",
    )
)
_STATE = re.compile(
    rf"(?:(?:not|n't|n’t|also|only|now|again|still|just|all) )*(?:(?:{_STATES}) )*"
    rf"(?:as (?:early|soon|late) as |{_PREPOSITION} (?:the )?)?"
)
_EVENT = re.compile(
    r"(?:a|an|no|another|one|two|three) (?:[a-z-]+ ){1,3}"
    rf"(?:(?:in|at|with|against) {_PLACE} )?(?:{_PREPOSITION} )?"
)
_HELD = re.compile(rf"(?:being )?# (?:(?:in|at) {_PLACE} )?(?:on|in) ")
_CREDIT = re.compile(
    r"[(/\[](?:AP|Reuters|REUTERS|AFP|EPA|Getty|Xinhua|PA)\b|\b(?:Photo|Photograph|Picture|Image|Credit)s?(?: by\b|: )"
)


def tense(side: Sequence[Word], tagged: bool, *, before: bool) -> str | None:
    """The tense of the first verb group met."""
    for i, word in enumerate(side):
        rest = side[i + 1 : i + 12] if before else side[max(0, i - 11) : i][::-1]
        after = side[:i][::-1] if before else side[i + 1 : i + 3]
        told = _of_word(word, rest, tagged, after[0] if after else None)
        if told in {None, PRESENT}:
            told = of_verb(word, after, rest, tagged) or told
        if told is None and before:
            told = of_copula(word, after, rest, tagged)
        if told is not None:
            return told
    return None


def _of_word(word: Word, earlier: Sequence[Word], tagged: bool, following: Word | None) -> str | None:
    """The tense that a word tells, given the words before it (nearest first) and the next; None for no finite verb."""
    low = word.text.lower()
    if low == "set" and (following is None or following.text.lower() not in {"to", "for"}):
        return PAST if not tagged or word.tag == "VBD" else None
    noun = tagged and word.tag.startswith("NN")  # "marched against the plan on Sunday"
    if (low in forms("plan") and not noun) or low in {"won't", "won’t", "upcoming", "forthcoming"}:
        return FUTURE
    if word.text == "May":  # the month
        return None
    if low in MODALS or low.endswith(("'ll", "’ll")):
        return FUTURE if low != "could" else None
    if low in forms("foreseen") and earlier and earlier[0].text.lower() in BE:
        return FUTURE
    if tagged and word.tag:
        return _by_tag(word, earlier, following)
    if low in forms("past") or (low.endswith("ed") and len(low) > 4 and low not in forms("not_past")):
        helpers = [w.text.lower() for w in earlier[:3] if w.text != "May"]
        if _in_vain(earlier):
            return PAST
        if any(h in MODALS for h in helpers):
            return FUTURE
        return FUTURE if helpers[:2] and helpers[0] == "be" and "to" in helpers[:2] else PAST
    if low == "to" and earlier and earlier[0].text.lower() in forms("plan") | BE:
        return FUTURE
    return None


def _in_vain(earlier: Sequence[Word]) -> bool:
    """Such as "could not be reached", "neither of the two pilots could be found"."""
    near = {w.text.lower() for w in earlier[:4]}
    far = {w.text.lower() for w in earlier}
    return "could" in near and not (near.isdisjoint(_NEGATIVES) and far.isdisjoint({"nor", "neither"}))


def _by_tag(word: Word, earlier: Sequence[Word], following: Word | None) -> str | None:
    helpers = [w.text.lower() for w in earlier[:3] if w.text != "May"]
    match word.tag:
        case "VBD":
            return PAST
        case "VBN":
            if _in_vain(earlier):
                return PAST
            if any(h in MODALS for h in helpers) or helpers[:1] == ["be"]:
                return FUTURE
            of_noun = following is not None and following.tag.startswith("NN") and _HAVE.isdisjoint(helpers)
            return None if of_noun or (helpers[:1] and helpers[0] in BE) else PAST
        case "VB":
            if any(
                h in {"will", "'ll", "’ll", "shall", "wo", "may", "might", "can", "should", "must"} for h in helpers
            ):
                return FUTURE
            if "did" in helpers:
                return PAST
            return FUTURE if "to" in helpers[:2] and len(helpers) > 1 and set(helpers) & (forms("plan") | BE) else None
        case "VBZ" | "VBP":
            return PRESENT if word.text.lower() not in _HAVE | BE | {"says", "say"} else None
    return None


@cache
def _with() -> dict[str, frozenset[str]]:
    return {verb: frozenset(words.split()) for verb, words in lexicon.load()["timetable_with"].items()}


@lru_cache(maxsize=4096)
def _bases(low: str) -> tuple[str, ...]:
    """What may be the base form of a present or "-ing" form."""
    if low.endswith("ing") and len(low) > 5:
        stem = low[:-3]
        return (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem)
    if low.endswith("ies"):
        return (low[:-3] + "y",)
    if low.endswith("s"):
        return (low[:-1], low[:-2]) if low.endswith("es") else (low[:-1],)
    return (low,)


def _is(word: Word) -> bool:
    low = word.text.lower()
    return word.tag != "POS" and (low in _IS or _JOINED.fullmatch(low) is not None)


@lru_cache(maxsize=4096)
def _kinds(low: str) -> frozenset[str]:
    """The lists of `data/words.toml` that have the base form of a verb."""
    return frozenset(n for n in ("sudden", "retrospect", "pictured", "timetable") for b in _bases(low) if b in forms(n))


def captioned(text: str, end: int) -> bool:
    """Whether a credit of a photographer stands in the rest of the paragraph."""
    rest = text[end : end + 160].split("\n", 1)[0]
    return _CREDIT.search(rest) is not None


def of_verb(word: Word, between: Sequence[Word], earlier: Sequence[Word], tagged: bool) -> str | None:
    """The time of a finite verb of the present; None where it does not tell.

    `between` are the words after the verb in the order of the text, up to the expression if that follows;
    `earlier` those before it, the nearest first.
    """
    low = word.text.lower()
    if tagged and word.tag == "VBG":
        moving = any(_is(w) for w in earlier[:2])
        return TIMETABLE if moving and _announced(low, between) else None
    if tagged and word.tag not in {"VBZ", "VBP"} and not _of_teams(word, between, earlier):
        return None
    if not tagged and not low.endswith("s"):
        return None
    helped = any(w.text.lower() in forms("helpers") for w in earlier[:3])
    supposed = any(w.text.lower() in forms("conditions") for w in earlier[:6])
    if low in forms("unchanged") and not helped:
        return TIMETABLE if supposed else PAST
    kinds = _kinds(low)
    if not supposed and kinds & {"sudden", "retrospect"}:
        return PAST
    aim = any(w.tag == "VB" for w in between)  # "stand a chance to win on Sunday" is no caption
    if not supposed and not aim and "pictured" in kinds:
        return PAST
    said = {w.text.lower() for w in between}
    if said & forms("caption"):
        return PAST
    if supposed and word.tag in {"VBZ", "VBP"}:  # "if she becomes president in November"
        return TIMETABLE
    if not _announced(low, between):
        return None
    return PAST if said & forms("after_all") or _over_deed(between) else TIMETABLE


def _over_deed(between: Sequence[Word]) -> bool:
    """Such as "appears in court over the attack": what is told there has happened."""
    words = [w.text.lower() for w in between]
    return any(
        word in forms("deeds") and not _CAUSES.isdisjoint(words[max(0, i - 3) : i]) for i, word in enumerate(words)
    )


def _of_teams(word: Word, between: Sequence[Word], earlier: Sequence[Word]) -> bool:
    """Such as "Leeds host Hull": between two names, a verb whatever its tag."""
    names = all(w and w[0].text[:1].isupper() and w[0].tag.startswith("NNP") for w in (between, earlier))
    return names and word.text.islower() and word.tag in {"NN", "NNP", "VB"}


def _announced(low: str, between: Sequence[Word]) -> bool:
    if "timetable" in _kinds(low):
        return True
    bases = _bases(low)
    following = {w.text.lower() for w in between[:2]}
    if "turn" in bases and between and between[0].text.isdigit():
        return True
    return any(following & _with()[b] for b in bases if b in _with())


def of_copula(word: Word, between: Sequence[Word], earlier: Sequence[Word], tagged: bool) -> str | None:
    """Of "is on Friday", "are open from Friday", "there is a vote in Lille on Sunday", "is held in May": to come."""
    low = word.text.lower()
    is_verb = _is(word)
    if tagged and word.tag not in {"VBZ", "VBP"}:
        return None
    if low in _HAS or (is_verb and (low.startswith("there") or (earlier and earlier[0].text.lower() == "there"))):
        said = _outlined(between)
        deed = any(w.text.lower() in forms("deeds") for w in between)
        return TIMETABLE if _EVENT.fullmatch(said) and "#" not in said and not deed else None
    if not is_verb:
        return None
    said = _outlined(between)
    if _STATE.fullmatch(said):
        return TIMETABLE
    held = _HELD.fullmatch(said) and not any(w.text.lower() in forms("not_held") for w in between)
    return TIMETABLE if held else None


def _outlined(words: Sequence[Word]) -> str:
    """The words in small letters, with @ for names and # for participles."""
    return "".join(
        (
            "@"
            if w.text[:1].isupper()
            else "#"
            if w.tag == "VBN" and w.text.lower() not in {"closed", "shut"}
            else w.text.lower()
        )
        + " "
        for w in words
    )


def of_next(left: Sequence[Word], right: Sequence[Word], tagged: bool) -> str | None:
    """Of "Friday is the deadline": to come, unless it is the day of something that happened."""
    if len(left) > 1:
        return None
    first = [w.text.lower() for w in right[:3]]
    spoken = first[1:] if first[:1] == [","] else first
    if spoken[:1] in (["is"], ["isn't"], ["isn’t"]) or spoken[:2] in (["it", "is"], ["there", "is"]):
        past = forms("past")
        later = [
            w for w in right[1:] if (w.tag == "VBD" if tagged else w.text.lower() in past or w.text.endswith("ed"))
        ]
        return None if later else TIMETABLE
    return None
