"""The clause around an expression: whether it speaks of the past or of what is to come.

The cases of `data/tense.toml` are asked first, then the verb that governs the expression: the one before it, with
asides between commas passed over, else the one after it. The present
is a timetable ("opens on Friday") or tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse import tables
from newsparse.dates import lexicon
from newsparse.dates.expression import When
from newsparse.dates.words import forms
from newsparse.once import lazy
from newsparse.text.calendar import MONTHS
from newsparse.text.grammar import FINITE
from newsparse.text.words import AHEAD, BE, FIRST_PERSON, HAVE, MODALS, POSSESSIVE_MARKS, RELATIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse.dates.expression import Expression
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Word, Words

__all__ = ["Case", "cases", "direction", "told_by_clause"]

_DIRECTED = frozenset({"weekday", "month", "season", "quarter", "half", "day", "holiday", "weekend", "hour"})
_UP_TO = re.compile(r"\b(?:through|thru)\s+$", re.I)
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")

_NOW_BE = BE - {"was", "were", "been"}
"""Forms of "be" that tell no past."""

_TO_COME = MODALS - {"could", "'d"}
"""Modals that speak of what is to come, whatever follows."""

_NEEDED = frozenset({"have", "'ve", "has", "got", "need", "needs", "want", "wants"})
"""Before "to" and an infinitive they make it a thing to come."""

_SPOKEN = FIRST_PERSON | {"you"}

_DONE_BEFORE = (["after"], ["since"], ["following"])
"""What stands before a participle that tells what was done."""

_LONGEST_SAYING = 9
"""Words between commas that tell who says the rest."""

_LONGEST_NAME = 4
"""Of them, behind "said"."""

_OF_WHAT_WAS = MODALS - AHEAD
"""Modals that speak of what was, before "have"."""

_SURE = MODALS - {"ca", "would", "'d"}
"""Modals before a base form that speak of what is to come."""


@dataclass(frozen=True)
class Case:
    """One thing that tells the time beside a verb, with an example; `verb` are the verbs' tenses for which it holds."""

    name: str
    example: str
    pattern: str
    tells: str
    verb: Sequence[str] = ("past", "future", "none")

    @lazy
    def regex(self) -> re.Pattern[str]:
        """The pattern, with any word of a list and its tag for `{list}`, compiled at first use."""
        return re.compile(re.sub(r"\{([a-z_]+)\}", _any, self.pattern))


@cache
def cases() -> tuple[Case, ...]:
    """The table, in the order in which its cases are asked."""
    return tuple(Case(**each) for each in tables.load("newsparse.dates", "tense.toml")["case"])


def _any(found: re.Match[str]) -> str:
    return rf"(?<!\S)(?:{'|'.join(sorted(forms(found.group(1))))})/\S*"


def told_by_clause(text: str, start: int, end: int, words: Words) -> str | None:
    """The clause's "past", "over", "aimed", "sought", "waited" or "future"; None where it does not tell."""
    left, right = words.sides(start, end)
    owner = _POSSESSIVE.match(text, end) is not None
    verb = _tense(left, right, owner=owner)
    before = "".join(f"{w.low}/{w.tag} " for w in reversed(left))
    after = "".join(f" {w.low}/{w.tag}" for w in right if w.low not in POSSESSIVE_MARKS)
    line = before + ("<'s>" if owner else "<>") + after
    found = (each.tells for each in cases() if (verb or "none") in each.verb and each.regex.search(line))
    return next(found, verb)


def _tense(left: Sequence[Word], right: Sequence[Word], *, owner: bool) -> str | None:
    """What the verbs tell: of one before, else of one after."""
    before = [] if _opens(left, right, owner=owner) else _without_asides(left)
    ahead = (_tells(w, before[i + 1 : i + 12], before[:i][::-1], leads=True) for i, w in enumerate(before))
    after = (_tells(w, right[max(0, i - 11) : i][::-1], right[i + 1 : i + 3], leads=False) for i, w in enumerate(right))
    return next((t for t in ahead if t), None) or next((t for t in after if t), None)


def _opens(left: Sequence[Word], right: Sequence[Word], *, owner: bool) -> bool:
    """Whether it opens a clause of its own: "was ill, but on Friday, she will speak", "and Friday will be dry"."""
    before = [w.low for w in left[:3]]
    if before[1:2] and before[1] in MONTHS and before[2:] == ["in"]:  # "charged in July and August are due"
        return False
    if before[:1] in (["and"], ["but"]):
        return (bool(right) and right[0].tag in FINITE) or (owner and before[0] == "but")
    return before[:2] in (["on", "but"], ["on", "and"]) and bool(right) and right[0].text == ","


def _without_asides(left: Sequence[Word]) -> Sequence[Word]:
    """The words before, without a relative clause or who says so between commas: "Leeds, who lost at Hull, host Derby",
    "prices will fall, the bank said, in May".
    """
    commas = [i for i, word in enumerate(left) if word.text == ","]
    for near, far in pairwise(commas):
        is_relative = left[far - 1].low in RELATIVES - {"that", "when"} and far - near > 2
        if is_relative or _says_so([w.low for w in left[near + 1 : far]]):
            return [*left[:near], *left[far + 1 :]]
    return left


def _says_so(words: Sequence[str]) -> bool:
    """Whether words between commas, the last first, say who says it: "the bank said", "Ruiz told us", "said Ruiz"."""
    if not 1 < len(words) <= _LONGEST_SAYING:
        return False
    first = words[-1] in ("said", "says") and len(words) <= _LONGEST_NAME
    return first or words[0] in forms("saying") | {"say", "says"} or words[1] in ("said", "told")


def _tells(word: Word, earlier: Sequence[Word], later: Sequence[Word], *, leads: bool) -> str | None:
    """What one word tells, if it is a verb or speaks of plans.

    `earlier` are the words before it, the nearest first, `later` those after it in the order of the text, up to the
    expression where the word `leads`.
    """
    helpers = [w.low for w in earlier[:3] if w.text != "May"]
    if word.text == "May":
        return None
    if leads and _is_done_before(word, helpers, later):
        return "past"
    if word.low in _TO_COME or _is_plan(word, helpers, later, leads=leads):
        return "past" if _supposed(word.low, [w.low for w in later]) else "future"
    told = _OF_TAG.get(word.tag)
    if told is not None:
        return told(word, helpers, later)
    return "future" if _is_timetable(word, earlier, later, leads=leads) else None


def _is_done_before(word: Word, helpers: Sequence[str], later: Sequence[Word]) -> bool:
    """Whether it tells what was done, whatever follows from it: "will need repairs after hitting a pier"."""
    return word.tag == "VBG" and helpers[:1] in _DONE_BEFORE and not _is_announced(word, later)


def _is_plan(word: Word, helpers: Sequence[str], later: Sequence[Word], *, leads: bool) -> bool:
    """Whether it speaks of what is to come whatever its tense: "is due", "is forecast", "hoped to"."""
    if word.low in forms("foreseen") and not _NOW_BE.isdisjoint(helpers[:1]):
        return True
    if word.low not in forms("plan") or word.tag.startswith("NN"):  # "marched against the plan on Sunday"
        return False
    if word.low in {"set", "going"} and not (later and later[0].low in {"to", "for"}):
        return False
    return leads or word.tag != "VBD"  # "On Friday she promised help"


def _participle(word: Word, helpers: Sequence[str], later: Sequence[Word]) -> str | None:
    modal = next((w for w in helpers if w in MODALS), "")
    if _could(word, helpers) or _supposed(modal, helpers):
        return "past"
    if modal or helpers[:1] == ["be"] or (helpers[:1] == ["being"] and not _NOW_BE.isdisjoint(helpers[1:])):
        return "future"
    of_noun = later and later[0].tag.startswith("NN") and HAVE.isdisjoint(helpers)
    return None if of_noun or not _NOW_BE.isdisjoint(helpers[:1]) else "past"


def _supposed(modal: str, beside: Sequence[str]) -> bool:
    """Whether a modal and "have" tell of what was: "may have left"; not "will have left", "may have to leave"."""
    has = beside.index("have") if "have" in beside[:3] else None
    return has is not None and modal in _OF_WHAT_WAS and beside[has + 1 : has + 2] != ["to"]


def _could(word: Word, helpers: Sequence[str]) -> bool:
    """Such as "could not be reached", "could be seen": of the past."""
    return "could" in helpers and (word.low in forms("perceived") or not {"not", "n't"}.isdisjoint(helpers))


def _infinitive(word: Word, helpers: Sequence[str], later: Sequence[Word]) -> str | None:
    if "did" in helpers or _could(word, helpers):
        return "past"
    if not _SURE.isdisjoint(helpers):
        return "future"
    orders = {"on", "by", "in", "until", "before"}.intersection(w.low for w in later[-1:])
    if orders and not any(map(str.isalpha, helpers)):  # "Call us on Monday"
        return "future"
    planned = "to" in helpers[:2] and not (forms("plan") | _NOW_BE).isdisjoint(helpers)
    needed = helpers[:1] == ["to"] and not _NEEDED.isdisjoint(helpers[1:2])
    return "future" if planned or needed else None


def _progressive(word: Word, helpers: Sequence[str], later: Sequence[Word]) -> str | None:
    ours = word.low == "coming" or not _SPOKEN.isdisjoint(helpers)  # "I'm not playing on Sunday", "Is she coming?"
    return "future" if not _NOW_BE.isdisjoint(helpers[:2]) and (ours or _is_announced(word, later)) else None


_OF_TAG: dict[str, Callable[[Word, Sequence[str], Sequence[Word]], str | None]] = {
    "VBD": lambda *_: "past", "VBN": _participle, "VB": _infinitive, "VBG": _progressive,
}  # fmt: skip
"""What a form of a verb tells, with its helpers and the words after it."""


def _is_timetable(word: Word, earlier: Sequence[Word], later: Sequence[Word], *, leads: bool) -> bool:
    """Whether it is a present that speaks of what is announced, or of what is not yet so."""
    if leads and word.low in _NOW_BE and word.tag != "POS" and (_is_state(later) or _is_set(earlier, later)):
        return [w.low for w in earlier[:1]] != ["there"]
    if word.tag not in {"VBZ", "VBP"} and not _is_between_names(word, earlier, later):
        return False
    if not forms("conditions").isdisjoint(w.low for w in earlier[:6]):
        return True
    return _is_announced(word, later) and forms("after_all").isdisjoint(w.low for w in later)


def _is_between_names(word: Word, earlier: Sequence[Word], later: Sequence[Word]) -> bool:
    """Whether it is a verb whatever its tag: "Leeds host Hull"."""
    names = all(w and w[0].text[:1].isupper() and w[0].tag.startswith("NNP") for w in (later, earlier))
    return names and word.text.islower() and word.tag in {"NN", "NNP"}


def _is_set(earlier: Sequence[Word], later: Sequence[Word]) -> bool:
    """Whether "is" sets something for the day right behind it: "the primary is Nov. 3", but not "today is Nov. 3"."""
    return not later and any(w.tag.startswith("NN") and w.low not in ("today", "tomorrow") for w in earlier[:1])


def _is_state(later: Sequence[Word]) -> bool:
    """Whether what stands between "is" and a day tells a state: "is open from", "is on sale on", "is in Lagos on"."""
    told = [w for w in later if w.low not in {"not", "n't", "also", "only", "now", "again", "still", "just", "all"}]
    if not told or told[0].low not in forms("states") or len(told) > 6:
        return False
    return not any(w.tag == "CD" or (w.tag.startswith("VB") and w.low not in forms("states")) for w in told)


def _is_announced(word: Word, later: Sequence[Word]) -> bool:
    """Whether it is a verb of what is announced: "opens", "takes place", "turns 40"."""
    bases, following = _bases(word.low), {w.low for w in later[:2]}
    if "turn" in bases and later and later[0].text.isdigit():
        return True
    needs = lexicon.load()["timetable_with"]
    return any(base in forms("timetable") or following.intersection(needs.get(base, "").split()) for base in bases)


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


def direction(text: str, atom: Atom, e: Expression, words: Words) -> str | None:
    """What it tells; None where nothing does.

    One of "past", "over" (of a date: it is not to come), "future", "nearest", "planned" (of a month: the next if it is
    soon).
    """
    if not isinstance(e, When):
        return None
    inner = e
    while inner.base is not None:  # what it counts from in the end
        inner = inner.base
    if inner.year is not None or not inner.says(_DIRECTED):
        return None
    if e.only == "month" and _UP_TO.search(text, max(0, atom.start - 9), atom.start):
        return "nearest"
    told = told_by_clause(text, atom.start, atom.end, words)
    return _TOLD[_sort(inner)].get(told, told)


def _sort(e: When) -> str:
    """What sort of expression it is to `_TOLD`."""
    if e == When(month=e.month, mod=e.mod):
        return "month"
    return "date" if e.month and e.day else "day" if e.is_day else "period"


_TOLD: dict[str, dict[str | None, str]] = {
    "month": {"waited": "nearest", "aimed": "planned", "sought": "planned", "over": "past"},
    "date": {"waited": "future", "aimed": "future", "sought": "past"},
    "day": {"waited": "future", "aimed": "future", "sought": "past", "over": "past"},
    "period": {"waited": "future", "aimed": "past", "sought": "past", "over": "past"},
}
"""What is put off, aimed at, attempted or done tells of each."""
