"""The time that one verb tells: its tense, or what its present speaks of. `VERBS` is one table, read from the top.

The present is a timetable ("opens on Friday"), a headline ("resigns on Monday"), or tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.words import forms
from newsparse.text.words import BE, HAVE, MODALS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse.dates.words import Word

__all__ = ["FUTURE", "NOW_BE", "PAST", "PRESENT", "TIMETABLE", "VERBS", "Verb", "VerbCase", "tense"]

PAST, FUTURE, PRESENT, TIMETABLE = "past", "future", "present", "timetable"

NOW_BE = BE - {"was", "were", "been"}
"""Forms of "be" that tell no past."""

_SURE = MODALS - {"ca", "would", "'d"}
"""Modals before a base form that speak of what is to come."""

_IS = frozenset({"is", "are", "'s", "'re", "am", "'m", "isn't", "aren't"})
_NOT_EVEN = frozenset({"not", "n't", "never", "nor", "neither"})
_JOINED = re.compile(r"(?:it|that|there|we|they|you|he|she)'(?:s|re)|i'm")
_PREPOSITION = r"(?:on|in|at|by|from|until|till|over|during|for|this)"
_PLACE = r"(?:the )?@(?: @)*(?: 's)?"
_FOR = r"(?: for (?:a |the |its |his |her |their )?[a-z]+)?"


@cache
def _state() -> re.Pattern[str]:
    """What may stand between "is" and the day of an announcement: "is open from", "is on sale", "is in Lagos on"."""
    states = [*lexicon.load()["states"], f"between {_PLACE} and {_PLACE}", f"(?:in|at|on) {_PLACE}{_FOR}"]
    return re.compile(
        rf"(?:(?:not|n't|also|only|now|again|still|just|all) )*(?:(?:{'|'.join(states)}) )*"
        rf"(?:as (?:early|soon|late) as |{_PREPOSITION} (?:the )?)?"
    )


_HELD = re.compile(rf"(?:being )?# (?:(?:in|at) {_PLACE} )?(?:on|in) ")


@dataclass
class Verb:
    """A word that may be the verb, before or after the expression.

    `earlier` are the words before it, the nearest first, `later` those after it in the order of the text, up to the
    expression where that follows.
    """

    word: Word
    earlier: Sequence[Word]
    later: Sequence[Word]
    leads: bool
    """Whether it stands before the expression."""

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.word.low

    @property
    def tag(self) -> str:
        """Its Penn tag."""
        return self.word.tag

    @cached_property
    def helpers(self) -> list[str]:
        """The three words before it, in small letters; "May" is no modal."""
        return [w.low for w in self.earlier[:3] if w.text != "May"]

    @cached_property
    def said(self) -> frozenset[str]:
        """The words after it, in small letters."""
        return frozenset(w.low for w in self.later)

    @cached_property
    def supposed(self) -> bool:
        """Whether a condition stands before it: "if she becomes president in November"."""
        return any(w.low in forms("conditions") for w in self.earlier[:6])

    @cached_property
    def of_present(self) -> bool:
        """Whether it is a finite verb of the present; between two names ("Leeds host Hull") whatever its tag."""
        names = all(w and w[0].text[:1].isupper() and w[0].tag.startswith("NNP") for w in (self.later, self.earlier))
        of_teams = names and self.word.text.islower() and self.tag in {"NN", "NNP", "VB"}
        return of_teams or self.tag in {"VBZ", "VBP"}

    @cached_property
    def announced(self) -> bool:
        """Whether it is a verb of what is announced: "opens", "takes place", "turns 40"."""
        bases, following = _bases(self.low), {w.low for w in self.later[:2]}
        birthday = "turn" in bases and bool(self.later) and self.later[0].text.isdigit()
        with_word = any(following & _with().get(base, frozenset()) for base in bases)
        return birthday or with_word or _is_of("timetable", self.low)


@dataclass(frozen=True)
class VerbCase:
    """One thing that a verb tells: its name, an example with its tags, the reading (None where it does not apply)."""

    name: str
    example: str
    tags: str
    read: Callable[[Verb], str | None]


def tense(side: Sequence[Word], *, before: bool) -> str | None:
    """What the first verb tells that is met from the expression on; `side` are the words there, the nearest first."""
    for i, word in enumerate(side):
        if before:
            verb = Verb(word, side[i + 1 : i + 12], side[:i][::-1], leads=True)
        else:
            verb = Verb(word, side[max(0, i - 11) : i][::-1], side[i + 1 : i + 3], leads=False)
        told = next((told for case in VERBS if (told := case.read(verb)) is not None), None)
        if told is not None:
            return told
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
    return word.tag != "POS" and (word.low in _IS or _JOINED.fullmatch(word.low) is not None)


def _plan(v: Verb) -> str | None:
    if v.low not in forms("plan") or v.tag.startswith("NN"):  # "marched against the plan on Sunday"
        return None
    if not v.leads and v.tag == "VBD":  # "On Friday she promised help"
        return None
    at_rest = v.low in {"set", "going"} and not (v.later and v.later[0].low in {"to", "for"})
    return None if at_rest else FUTURE


def _modal(v: Verb) -> str | None:
    modal = v.low in MODALS - {"could", "'d"} or v.low.endswith("'ll")
    return FUTURE if modal and v.word.text != "May" else None


def _foreseen(v: Verb) -> str | None:
    return FUTURE if v.low in forms("foreseen") and v.earlier and v.earlier[0].low in NOW_BE else None


def _finite_past(v: Verb) -> str | None:
    return PAST if v.tag == "VBD" else None


def _was_able(v: Verb) -> str | None:
    """Such as "could not be reached", "neither of the two pilots could be found", "smoke could be seen"."""
    near, far = {w.low for w in v.earlier[:4]}, {w.low for w in v.earlier}
    if v.tag not in {"VB", "VBN"} or "could" not in near:
        return None
    negated = not _NOT_EVEN.isdisjoint(near) or not far.isdisjoint({"nor", "neither"})
    return PAST if negated or v.low in forms("perceived") else None


def _participle(v: Verb) -> str | None:
    if v.tag != "VBN":
        return None
    if not MODALS.isdisjoint(v.helpers) or v.helpers[:1] == ["be"]:
        return FUTURE
    of_noun = v.later and v.later[0].tag.startswith("NN") and HAVE.isdisjoint(v.helpers)
    return None if of_noun or (v.helpers and v.helpers[0] in NOW_BE) else PAST


def _base(v: Verb) -> str | None:
    if v.tag != "VB":
        return None
    if not _SURE.isdisjoint(v.helpers):
        return FUTURE
    if "did" in v.helpers:
        return PAST
    planned = "to" in v.helpers[:2] and not (forms("plan") | NOW_BE).isdisjoint(v.helpers)
    return FUTURE if planned else None


def _moving(v: Verb) -> str | None:
    return TIMETABLE if v.tag == "VBG" and any(_is(w) for w in v.earlier[:2]) and v.announced else None


def _unchanged(v: Verb) -> str | None:
    """A past that is written like the present: "India beat Pakistan on Tuesday"."""
    if not v.of_present or v.low not in forms("unchanged") or any(w in forms("helpers") for w in v.helpers):
        return None
    return TIMETABLE if v.supposed else PAST


def _headline(v: Verb) -> str | None:
    """What nobody announces has happened; "stand a chance to win on Sunday" is no caption."""
    if not v.of_present or v.supposed:
        return None
    shown = _is_of("pictured", v.low) and not any(w.tag == "VB" for w in v.later)
    return PAST if shown or _is_of("sudden", v.low) or _is_of("retrospect", v.low) else None


def _is_of(name: str, low: str) -> bool:
    """Whether a form is of a verb of the list."""
    return not forms(name).isdisjoint(_bases(low))


def _timetable(v: Verb) -> str | None:
    if v.tag in {"VBZ", "VBP"} and v.supposed:
        return TIMETABLE
    if not v.announced or not v.of_present:
        return None
    return PAST if v.said & forms("after_all") else TIMETABLE


def _is_on(v: Verb) -> str | None:
    if not v.leads or not _is(v.word) or v.tag not in {"VBZ", "VBP", ""} or "there" in (v.low, *v.helpers[:1]):
        return None
    said = _outlined(v.later)
    held = _HELD.fullmatch(said) and v.said.isdisjoint(forms("not_held"))
    return TIMETABLE if _state().fullmatch(said) or held else None


def _outlined(words: Sequence[Word]) -> str:
    """The words in small letters, with @ for names and # for participles."""
    return "".join(_outline(w) + " " for w in words)


def _outline(word: Word) -> str:
    if word.text[:1].isupper():
        return "@"
    return "#" if word.tag == "VBN" and word.low not in {"closed", "shut"} else word.low


def _present(v: Verb) -> str | None:
    return PRESENT if v.tag in {"VBZ", "VBP"} and v.low not in HAVE | NOW_BE | {"says", "say"} else None


VERBS = (
    VerbCase("plan", "The vote is due on Friday.", "DT NN VBZ JJ IN NNP .", _plan),
    VerbCase("modal", "On Friday the hall will open.", "IN NNP DT NN MD VB .", _modal),
    VerbCase("foreseen", "Rain is forecast for Friday.", "NN VBZ VBN IN NNP .", _foreseen),
    VerbCase("past", "The hall opened on Friday.", "DT NN VBD IN NNP .", _finite_past),
    VerbCase("was able", "She could not be reached on Friday.", "PRP MD RB VB VBN IN NNP .", _was_able),
    VerbCase("participle", "The hall has been opened on Friday.", "DT NN VBZ VBN VBN IN NNP .", _participle),
    VerbCase("base form", "He did not come on Friday.", "PRP VBD RB VB IN NNP .", _base),
    VerbCase("moving", "They are playing Peru on Friday.", "PRP VBP VBG NNP IN NNP .", _moving),
    VerbCase("unchanged", "Rebels quit talks on Friday.", "NNS VBP NNS IN NNP .", _unchanged),
    VerbCase("timetable", "The ship sails on Friday.", "DT NN VBZ IN NNP .", _timetable),
    VerbCase("headline", "Minister resigns on Friday.", "NN VBZ IN NNP .", _headline),
    VerbCase("is on", "The sale is on Friday.", "DT NN VBZ IN NNP .", _is_on),
    VerbCase("present", "It costs more than on Friday.", "PRP VBZ JJR IN IN NNP .", _present),
)
