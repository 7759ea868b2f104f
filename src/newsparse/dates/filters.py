"""What looks like a time expression and is none in this place, or is none by itself.

`FILTERS` is one table, read from the top: the first filter that applies and tells anything decides; what none judges
is a time expression. The examples are those of `data/dates/names.toml` that name the filter. What is told by the
calendar alone (years, months, weekdays, ...) is judged in `calendar_filters`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsparse.dates import calendar_filters as calendar
from newsparse.dates.expression import Expression, Length, Repeat, Vague, When
from newsparse.dates.lengths import is_rate
from newsparse.dates.rules import Kind
from newsparse.dates.surroundings import Surroundings, beside, followed_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["FILTERS", "Filter", "accept"]

_AGE = re.compile(r"[- ]?olds?\b", re.IGNORECASE)
_WAR = re.compile(r"['’]?[ -]Wars?\b")
_MONEY = re.compile(r"[$£€]\s*$")
_QUARTERS = re.compile(r"(?:.*\b(?:a|one|three|3)[ -])?quarters?")
_FIRST_QUARTERS = ("the first ", "the last ", "the final ", "the past ")
_SHARE = re.compile(r"[ -](?:point|share|stake|interest|pound|pounder|mile|inch|acre|dollar|century|final)s?\b")
_ONE = re.compile(r"(?:a|one|the) (?:night|day|time|moment|second|minute)")
_LONG = frozenset({"weeks", "months", "years", "decades", "centuries"})
_HONOUR = re.compile(
    r"\b(?:(?:sports)?(?:wo)?man|player|manager|coach|rookie|team|driver|athlete|artist|book|album|song|film|word|car"
    r"|teacher|newcomer|days?|times?) of $",
    re.I,
)
"""Before "the year" and "the week": an honour, or any."""
_TITLES = frozenset({"daily", "weekly", "monthly"})


@dataclass(frozen=True)
class Filter:
    """One kind of what looks like a time expression and is none.

    `of` is the class of expressions that it judges, `why` what they are instead. The judge says whether it is one, or
    None where the filter does not apply.
    """

    name: str
    of: type[Expression]
    why: str
    judge: Callable[[Surroundings, Any], bool | None]


def accept(text: str, atom: Atom, words: Words) -> bool:
    """Whether an expression that the grammar read is one in this place."""
    scene, e = Surroundings(text, atom, words), atom.expression
    for each in FILTERS:
        if isinstance(e, each.of) and (told := each.judge(scene, e)) is not None:
            return told
    return True


def _future(s: Surroundings, e: Vague) -> bool | None:
    if not s.low.endswith("future"):
        return None
    of_a_thing = s.low == "the future" and s.after == "of"
    return not of_a_thing and s.after not in beside("no_future") and s.before not in beside("whose")


def _past(s: Surroundings, e: Vague) -> bool | None:
    if s.low != "the past":
        return None
    span = followed_by("span_of", s)
    return s.before in beside("in_the_past") and not s.tag(1).startswith(("NN", "JJ", "CD")) and not span


def _vague_word(s: Surroundings, e: Vague) -> bool | None:
    if s.low.endswith("moment"):
        return s.before in {"at", "for", "in"}
    if s.low in {"soon", "shortly"}:
        return s.before not in {"as", "too", "so"} and s.after not in {"as", "after", "before"}
    if s.low == "current":
        return s.after not in beside("no_current")
    return s.after not in _LONG | {"days"} if s.low == "recent" else None


def _paper(s: Surroundings, e: Repeat) -> bool | None:
    """Such as "The Daily Telegraph", "a weekly newspaper", "the daily" as a noun."""
    if s.low in _TITLES and s.tag(0).startswith("NN"):
        return False
    if s.after in beside("papers"):
        return False
    title = s.said[0].isupper() and s.low in _TITLES
    return False if title and (s.after_as_written[:1].isupper() or (s.low == "daily" and s.before == "the")) else None


def _group(s: Surroundings, e: Repeat) -> bool | None:
    named = s.atom.kind is Kind.WEEKDAYS and (s.part_of_name or s.before in beside("weekday_of_name"))
    return False if named else None


def _report(s: Surroundings, e: Repeat) -> bool | None:
    if s.low in {"annual", "quarterly"}:
        return s.alone
    return False if s.low.endswith("minute") and s.after in {"detail", "details"} else None


def _age(s: Surroundings, e: Length) -> bool | None:
    aged = _AGE.match(s.text, s.atom.end) or _MONEY.search(s.near(2))
    return s.alone if aged else None


def _bare_units(s: Surroundings, e: Length) -> bool | None:
    """Such as "for years", "weeks before", "months of drought": a plural alone seldom is a time expression."""
    if s.atom.kind is not Kind.UNITS:
        return None
    if s.low == "seconds":
        return s.before in {"in", "within", "for"}
    if s.low == "quarters":
        return s.before == "several"
    if s.after in beside("shifting"):
        return True
    if s.low == "hours" and s.before in beside("hours_of"):
        return False
    held = s.before in beside("sentenced") and s.after in beside("held")
    return held or _of_a_state(s) or (s.before in beside("some_units") and s.before not in {"of", "the"}) or s.alone


def _of_a_state(s: Surroundings) -> bool:
    """Such as "despite months of drought", "accused him of years of fraud"; not "his years of fame"."""
    if s.low not in _LONG or s.after != "of" or not s.words.tagged:
        return False
    return (s.tag(-1) or "IN").startswith(("IN", "VB", "CC", ",", ".")) and s.tag(2)[:2] in {"NN", "JJ", "VB"}


def _to_come(s: Surroundings, e: Length) -> bool | None:
    return s.after != "of" if s.atom.kind is Kind.UNITS_TO_COME else None


def _kind(s: Surroundings, e: Length) -> bool | None:
    """Such as "a quarter point", "the Six Day War": the unit tells a kind, not a length."""
    share = s.low.endswith("quarter") and _SHARE.match(s.rest(10))
    return False if share or s.after in {"old", "mark"} or _WAR.match(s.rest(8)) else None


def _once(s: Surroundings, e: Length) -> bool | None:
    if not _ONE.fullmatch(s.low):
        return None
    rate = s.low == "a day" and is_rate(s.text, s.atom)
    return rate or s.before in beside("a_night") or s.after in beside("shifting") | {"or"} or s.alone


def _quarters(s: Surroundings, e: Length) -> bool | None:
    """Such as "two quarters of growth", "the first three quarters of the year"; not "three quarters of the voters"."""
    if not s.low.endswith(("quarter", "quarters")):
        return None
    if s.after == "of" and (s.low.startswith(_FIRST_QUARTERS) or not _QUARTERS.fullmatch(s.low)):
        return True
    return s.after not in {"of", "past", "to"} and "three-q" not in s.low


def _part_of_day(s: Surroundings, e: When) -> bool | None:
    """A part of the day alone counts only as "in the evening", "by late afternoon"."""
    if not e.bare_clock or e.hour is not None:
        return None
    if e.mod or s.low.startswith(("early", "late", "mid")):
        return s.before in beside("part_of_day") or s.alone
    return s.alone or (s.before in {"in", "during"} and s.low.startswith("the ") and s.low != "the night")


def _clock(s: Surroundings, e: When) -> bool | None:
    """A clock with no day."""
    if not e.bare_clock:
        return None
    if s.atom.kind is not Kind.CLOCK_24 or e.zone or e.until:
        return not _MONEY.search(s.near(2))
    if s.before in beside("clock") or s.alone:
        return True
    return s.said[:2].isdigit() and e.second is None and s.before in beside("published") | {""}


def _name(s: Surroundings, e: When) -> bool | None:
    if not (e.year or e.unit) and followed_by("names_after", s):
        return False
    if e.unit == "day" and s.said[0].isupper() and s.entity in {"ORG", "PRODUCT", "PERSON"}:  # "USA Today"
        return False
    title = e.weekday and e.part and s.said.split()[-1][:1].isupper() and s.after_as_written[:1].isupper()
    return False if title else None  # "Friday Night Lights"


def _present_unit(s: Surroundings, e: When) -> bool | None:
    """Such as "the year", "the week" as the present one."""
    if e.anchor != "context":
        return None
    unit = s.low.split()[-1]
    if s.said.endswith("the Year") or (s.before == "of" and _HONOUR.search(s.near(24))):
        return False
    if unit == "period" or calendar.TO_A_DAY.match(s.rest(24)):
        return True
    if unit in {"year", "quarter"}:
        return s.before in beside("the_year") and s.after not in beside("after_the_year")
    return unit in {"week", "month"} and s.before in beside("the_week") and s.after in {".", ",", "", ";"}


FILTERS = (
    Filter("future of a thing", Vague, "what becomes of it", _future),
    Filter("past as an adjective", Vague, "the past of a length or a thing", _past),
    Filter("vague word", Vague, "a degree, a kind, a conjunction", _vague_word),
    Filter("paper", Repeat, "a newspaper or its title", _paper),
    Filter("band or club", Repeat, "a name", _group),
    Filter("periodical report", Repeat, "a kind of report or profit", _report),
    Filter("age or sum", Length, "how old or how dear", _age),
    Filter("bare plural", Length, "units of which nothing tells that they last", _bare_units),
    Filter("units to come of", Length, "the first of what is to come", _to_come),
    Filter("kind", Length, "a kind of share or war", _kind),
    Filter("one day", Length, "a moment, not a length", _once),
    Filter("share", Length, "a part of a whole", _quarters),
    Filter("part of the day", When, "no time without a preposition", _part_of_day),
    Filter("bare clock", When, "a sum, a score or a ratio", _clock),
    Filter("name", When, "a treaty, a company, a title", _name),
    Filter("present unit", When, "any year or week, not the present one", _present_unit),
    *(Filter(name, When, why, judge) for name, why, judge in calendar.JUDGES),
)
"""In the order in which they are asked."""
