"""The clause around an expression: does it speak of the past or of what is to come?

`CASES` is one table, read from the top: the first case that tells anything decides. The verb that governs the
expression is looked for before it, with asides between commas passed over, else after it; `verbs.VERBS` reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.dates.expression import When
from newsparse.dates.verbs import FUTURE, PAST, PRESENT, TIMETABLE, tense
from newsparse.dates.words import forms
from newsparse.text.grammar import FINITE
from newsparse.text.words import MODALS, POSSESSIVE_MARKS, RELATIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse.dates.expression import Expression
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Word, Words

__all__ = ["CASES", "Case", "Clause", "direction", "told_by_clause"]

AIMED = "aimed"
"""Of what was ordered, agreed or forecast ("agreed to meet on Friday"): not before the verb, so to come."""

SOUGHT = "sought"
"""Of an attempt or an appointment after a past verb: a day is past, a month may be to come."""

WAITED = "waited"
"""Of what was put off ("was moved to May"): of a month, the nearest."""

_DIRECTED = ("weekday", "month", "season", "quarter", "half", "day", "holiday", "weekend")
_UP_TO = re.compile(r"\b(?:through|thru)\s+$", re.I)
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_AIM_REACH = 9
"""Words between the verb of an order and the "to" of what was ordered, and as many after it."""


@dataclass
class Clause:
    """An expression in its sentence; `left` and `right` are the words on either side, the nearest first."""

    text: str
    start: int
    end: int
    left: list[Word]
    right: list[Word]

    @cached_property
    def before(self) -> list[str]:
        """The words before, in small letters."""
        return [w.low for w in self.left]

    @cached_property
    def after(self) -> list[str]:
        """The words after, in small letters, without the ending of a genitive."""
        return [w.low for w in self.right if w.low not in POSSESSIVE_MARKS]

    @cached_property
    def preposition(self) -> str:
        """The word before the expression."""
        return self.before[0] if self.before else ""

    @cached_property
    def owner(self) -> bool:
        """Whether it is a genitive: "Tuesday's ruling"."""
        return _POSSESSIVE.match(self.text, self.end) is not None

    @cached_property
    def tense(self) -> str | None:
        """What the verbs tell: of one before, of "Friday is", of one after."""
        left = [] if self._opens else _without_asides(self.left)
        told = tense(left, before=True) or self._of_next or tense(self.right, before=False)
        return FUTURE if told == TIMETABLE else told

    @property
    def _opens(self) -> bool:
        """Whether it opens a clause of its own: "was ill, but on Friday, she will speak", "and Friday will be dry"."""
        if self.preposition in {"and", "but"}:
            return (bool(self.right) and self.right[0].tag in FINITE) or (self.owner and self.preposition == "but")
        return self.before[1:2] in (["but"], ["and"]) and self.preposition == "on" and self.after[:1] == [","]

    @property
    def _of_next(self) -> str | None:
        """Of "Friday is the deadline": to come, unless it is the day of something that happened."""
        first = [w.low for w in self.right[:3]]
        spoken = first[1:] if first[:1] == [","] else first
        is_ = spoken[:1] in (["is"], ["isn't"]) or spoken[:2] in (["it", "is"], ["there", "is"])
        told = is_ and len(self.left) < 2 and not any(w.tag == "VBD" for w in self.right[1:])
        return TIMETABLE if told else None


@dataclass(frozen=True)
class Case:
    """One thing that tells the time: its name, an example, and the reading (None where it does not apply)."""

    name: str
    example: str
    read: Callable[[Clause], str | None]


def told_by_clause(text: str, start: int, end: int, words: Words) -> str | None:
    """The clause's "past", "aimed", "sought", "waited", "future" or "present"; None where it does not tell."""
    clause = Clause(text, start, end, *words.sides(start, end))
    return next((told for case in CASES if (told := case.read(clause)) is not None), None)


def _without_asides(left: Sequence[Word]) -> list[Word]:
    """The words before, without a relative clause between commas: "Leeds, who lost at Hull, host Derby"."""
    commas = [i for i, word in enumerate(left) if word.text == ","]
    for near, far in pairwise(commas):
        if left[far - 1].low in RELATIVES - {"that", "when"} and far - near > 2:
            return [*left[:near], *left[far + 1 :]]
    return list(left)


def _called_off(c: Clause) -> str | None:
    if c.owner and c.preposition in forms("moving"):  # "postponed Friday's gala"
        return FUTURE
    verb = next((i for i, w in enumerate(c.after[:8]) if w in {"has", "have"}), None) if c.owner else None
    if verb is None or c.after[verb + 1 : verb + 2] != ["been"]:
        return None
    return FUTURE if set(c.after[verb + 2 : verb + 5]) & forms("moved") else None


def _deed(c: Clause) -> str | None:
    named = not forms("deeds").isdisjoint(c.after[:3])
    behind = c.preposition in {"after", "since", "following", "follows", "followed"}
    return PAST if c.owner and (named or behind) else None


def _appointment_of(c: Clause) -> str | None:
    """The verb before may be about something else, the one after is the appointment's own."""
    if not c.owner or forms("appointments").isdisjoint(c.after[:3]):
        return None
    verbless = bool(c.before) and not any(w.tag.startswith("V") for w in c.left)
    return FUTURE if c.tense == FUTURE or (c.tense is None and verbless) else None


def _effective(c: Clause) -> str | None:
    dated = c.before[:2] == ["of", "date"] and c.before[2:3] != ["birth"]
    return FUTURE if c.preposition == "effective" or dated else None


def _closing_price(c: Clause) -> str | None:
    """Such as "above the closing price on Friday": what is compared with is known, whatever the verb speaks of."""
    return PAST if c.preposition == "on" and c.before[2:3] == ["closing"] else None


def _moved(c: Clause) -> str | None:
    near = c.before[1:7] if c.preposition in {"to", "until", "till", "for"} else []
    moved = next((i for i, w in enumerate(near) if w in forms("moved")), None)
    if moved is None or any(w in {",", "and", "but", "from"} for w in near[:moved]):
        return None
    return WAITED


def _ordered(c: Clause) -> str | None:
    """The infinitive of an order or a promise lies between the verb of the past and the expression."""
    to = _infinitive_before(c, _AIM_REACH)
    if to is None:
        return None
    rest = c.before[to + 1 : to + 1 + _AIM_REACH]
    end = next((i for i, w in enumerate(rest) if w in {",", "that", "and", "but"}), len(rest))
    return None if forms("orders").isdisjoint(rest[:end]) else AIMED


def _infinitive_before(c: Clause, reach: int) -> int | None:
    """Where the "to" of an infinitive stands that is the last verb before the expression; None where it is none."""
    to = next((i for i, w in enumerate(c.before[:reach]) if i and w == "to" and c.left[i - 1].tag == "VB"), None)
    if to is None or (to == 1 and c.preposition != "on"):
        return None
    return None if any(w.tag in FINITE for w in c.left[: to - 1]) else to


def _as_early_as(c: Clause) -> str | None:
    if c.preposition != "as" or c.before[1:3] not in (["early", "as"], ["soon", "as"], ["late", "as"]):
        return None
    return FUTURE if c.tense != PAST or not MODALS.isdisjoint(c.before[3:10]) else None


def _until(c: Clause) -> str | None:
    """Of a clause that tells nothing of the past ("they have until the end of May"), or of what is to be done."""
    to_do = c.preposition != "by" and c.after[:1] == ["to"] and len(c.right) > 1 and c.right[1].tag == "VB"
    return FUTURE if c.preposition in {"until", "till", "by"} and (c.tense != PAST or to_do) else None


def _meant_for(c: Clause) -> str | None:
    told = c.tense == PAST or (c.tense is None and not forms("foreseen").isdisjoint(c.before[1:6]))
    return AIMED if told and c.preposition == "for" else None


def _sought(c: Clause) -> str | None:
    """The verb nearest before the expression is the infinitive of an attempt: "sought to sell"."""
    to = _infinitive_before(c, len(c.left)) if c.tense == PAST else None
    return SOUGHT if to is not None and not forms("aims").isdisjoint(c.before[to + 1 : to + 2]) else None


def _verb(c: Clause) -> str | None:
    """The verb's tense; of "we review Friday's games" the present tells nothing."""
    return None if c.owner and c.tense == PRESENT else c.tense


CASES = (
    Case("called off", "Saturday's concert has been cancelled.", _called_off),
    Case("deed", "Protests followed Tuesday's ruling.", _deed),
    Case("appointment", "Polls for Tuesday's election open at six.", _appointment_of),
    Case("effective", "She resigned effective Friday.", _effective),
    Case("closing price", "They will pay 4% more than the closing price on Friday.", _closing_price),
    Case("moved", "The launch was put off to Thursday.", _moved),
    Case("ordered", "He urged voters to turn out on Sunday.", _ordered),
    Case("as early as", "It could come as early as Friday.", _as_early_as),
    Case("until", "They have until May to appeal.", _until),
    Case("meant for", "They forecast rain for Friday.", _meant_for),
    Case("sought", "The bank sought to sell its stake in August.", _sought),
    Case("verb", "The board met on Friday.", _verb),
)


def direction(text: str, atom: Atom, e: Expression, words: Words) -> str | None:
    """One of "past", "future", "nearest", "planned" (of a month: the next if it is soon); None where nothing tells."""
    if not isinstance(e, When):
        return None
    inner = _innermost(e)
    if inner.year is not None or not any(getattr(inner, name) for name in _DIRECTED):
        return None
    if e.month and e.only == "month" and _UP_TO.search(text, max(0, atom.start - 9), atom.start):
        return "nearest"
    told = told_by_clause(text, atom.start, atom.end, words)
    return _of_month(told) if inner == When(month=inner.month, mod=inner.mod) else _of_other(told, inner, e)


def _innermost(e: When) -> When:
    """What an expression counts from in the end."""
    return _innermost(e.base) if e.base is not None else e


def _of_month(told: str | None) -> str | None:
    return {"present": None, "waited": "nearest", "aimed": "planned", "sought": "planned"}.get(told or "", told)


def _of_other(told: str | None, inner: When, e: When) -> str | None:
    # "convenes Friday" is to come; "is worth less than in October" tells nothing
    announced = inner.weekday or inner.day or e.base
    meant = {
        "present": "future" if announced else None,
        "waited": "future",
        "aimed": "future" if inner.is_day else "past",
        "sought": "past",
    }
    return meant.get(told or "", told)
