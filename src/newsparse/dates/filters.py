"""What looks like a time expression and is none, or is none by itself: lengths, sets, vague words, times of day.

What is told by the calendar is judged in `accept_calendar`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.dates.calendar_filters import in_calendar
from newsparse.dates.expression import Length, Repeat, Vague, When
from newsparse.dates.lengths import is_rate
from newsparse.dates.rules import Kind
from newsparse.dates.surroundings import Scene, beside

if TYPE_CHECKING:
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["accept"]

_AGE = re.compile(r"[- ]?olds?\b", re.IGNORECASE)
_STREET = re.compile(
    r"(?:\s+[A-Z]?\w*){0,1}\s+(?:Street|St\b\.?|Avenue|Ave\b|Road|Rd\b|Lane|Boulevard|Blvd|Drive|Square|Place|Terrace|Way|Crescent)\b"
)
_NAMED = re.compile(
    r"\s+(?:Agreements?|Accords?|Movement|Revolution|Massacre|Magazine|Times|Post|Herald|Night Live|Night Football|Evening Post"
    r"|Group|Inc\b|Corp\b|Ltd\b|Club|Party|Telegraph|Mirror|Express|Mail|Jones|Smith|Brown|Wilson|Williams|Johnson|Island"
    r"|Coup|School|College|University)"
)
_SPAN_OF = re.compile(
    r"\s+(?:\w+\s+)?(?:decade|year|month|week|day|hour|summer|winter|season|weekend|quarter|centur)", re.I
)
_TO_ITS_END = re.compile(
    r"\s+(?:ended|ending|to)\s+(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]*\b)", re.I
)
_WAR = re.compile(r"['’]?[ -]Wars?\b")
_PAPER = re.compile(r"\s(?:newspaper|magazine|paper|tabloid|broadsheet|publication)s?\b")
_QUARTERS = re.compile(r"(?:.*\b(?:a|one|three|3)[ -])?quarters?")
_NOUNS = frozenset({"NNS", "NN"})
_ONE = re.compile(r"(?:a|one|the) (?:night|day|time|moment|second|minute)")
_SECOND = re.compile(r"(?:twenty|thirty|forty|fifty|a|an)\b.*second", re.DOTALL)


def accept(text: str, atom: Atom, words: Words) -> bool:
    """Whether an expression that the grammar read is one in this place."""
    scene = Scene(text, atom, words)
    match atom.expression:
        case Vague():
            return _vague(scene)
        case Repeat():
            return _repeat(scene)
        case Length():
            return _length(scene)
        case When() as e:
            return _when(scene, e)


def _vague(scene: Scene) -> bool:
    said, before, after = scene.low, scene.before, scene.after
    if said.endswith("future"):
        if said == "the future" and after == "of":  # of a thing: what becomes of it
            return False
        return after not in beside("no_future") and before not in beside("whose")
    if said == "the past":
        following = scene.words.at(scene.atom.end + 1)
        noun = following is not None and following.tag.startswith(("NN", "JJ", "CD"))
        return before in beside("in_the_past") and not noun and not _SPAN_OF.match(scene.rest(30))
    if said.endswith("moment"):
        return before in {"at", "for", "in"}
    if said == "current":
        return after not in beside("no_current")
    if said in {"soon", "shortly"}:
        return before not in {"as", "too", "so"} and after not in {"as", "after", "before"}
    if said == "recent":
        return after not in {"years", "months", "weeks", "days"}
    return True


def _repeat(scene: Scene) -> bool:
    """Such as "The Daily Telegraph" is a name."""
    if scene.low in {"daily", "weekly", "monthly"} and scene.word is not None and scene.word.tag.startswith("NN"):
        return False
    if scene.atom.kind is Kind.WEEKDAYS and (scene.part_of_name or scene.before in beside("weekday_of_name")):
        return False  # "Happy Mondays"
    if scene.low in {"annual", "quarterly"}:  # a kind of report or profit, seldom a time
        return scene.alone
    if _PAPER.match(scene.rest(14)) or (scene.low.endswith("minute") and scene.after in {"detail", "details"}):
        return False
    if not scene.said[0].isupper() or scene.low not in {"daily", "weekly", "monthly"}:
        return True
    return not scene.after_as_written[:1].isupper() and not (scene.low == "daily" and scene.before == "the")


def _length(scene: Scene) -> bool:
    said, before, after = scene.low, scene.before, scene.after
    if _AGE.match(scene.text, scene.atom.end) or re.search(r"[$£€]\s*$", scene.near(2)):
        return scene.alone
    if scene.atom.kind is Kind.UNITS:
        return _bare_units(scene)
    if scene.near(1) == "-" and said.startswith(
        ("a-", "an-")
    ):  # "a pack-a-day smoker", not "a once-in-a-decade chance"
        return is_rate(scene.text, scene.atom)
    if scene.atom.kind is Kind.UNITS_TO_COME:
        return after != "of"
    if after in {"old", "mark"} or _WAR.match(scene.rest(8)) or _kind(scene):
        return False
    if _ONE.fullmatch(said):
        if said == "a day" and is_rate(scene.text, scene.atom):
            return True
        return before in beside("a_night") or after in beside("shifting") | {"or"} or scene.alone
    if _SECOND.fullmatch(said):
        return said.startswith("a split") or scene.rest(1) == "-"
    if re.search(r"quarters?$", said):
        return _some_quarters(scene)
    return True


def _kind(scene: Scene) -> bool:
    """Such as "two night nurses", "a quarter point", "three day shift workers": the unit tells a kind, not a length."""
    if scene.low.endswith("quarter"):
        share = re.match(
            r"[ -](?:point|share|stake|interest|pound|pounder|mile|inch|acre|dollar|century|final)s?\b", scene.rest(10)
        )
        return share is not None
    if not re.search(r"[^-] (?:night|day)$", scene.low) or re.match(r"(?:a|an|one|1) ", scene.low):
        return False
    following = scene.words.after(scene.atom.end, 1)
    noun = bool(following) and following[0].tag in _NOUNS if scene.words.tagged else True
    return noun and (scene.low.endswith("night") or scene.after in {"shift", "care"} or scene.after.endswith("s"))


def _some_quarters(scene: Scene) -> bool:
    """Such as "two quarters of growth", "the first three quarters of the year"; not "three quarters of the voters"."""
    if scene.after == "of" and (
        scene.low.startswith(("the first ", "the last ", "the final ", "the past "))
        or not _QUARTERS.fullmatch(scene.low)
    ):
        return True
    return scene.after not in {"of", "past", "to"} and "three-q" not in scene.low


def _bare_units(scene: Scene) -> bool:
    """Such as "for years", "weeks before": a plural alone seldom is a time expression."""
    said, before = scene.low, scene.before
    if said == "seconds":
        return before in {"in", "within", "for"}
    if said == "quarters":
        return before == "several"
    if scene.after in beside("shifting"):
        return True
    if said == "hours" and before in beside("hours_of"):
        return False
    if scene.after == "of" and _of_a_state(scene):
        return True
    if before in beside("sentenced") and scene.after in beside("held"):
        return True
    return (before in beside("some_units") and before not in {"of", "the"}) or scene.alone


def _of_a_state(scene: Scene) -> bool:
    """Such as "despite months of drought", "accused him of years of fraud"; not "his years of fame"."""
    if scene.low not in {"weeks", "months", "years", "decades", "centuries"} or not scene.words.tagged:
        return False
    following = scene.words.after(scene.atom.end, 2)
    earlier = scene.words.before(scene.atom.start, 1)
    lead = earlier[0].tag if earlier else "IN"
    return (
        lead.startswith(("IN", "VB", "CC", ",", "."))
        and len(following) > 1
        and following[1].tag[:2] in {"NN", "JJ", "VB"}
    )


def _when(scene: Scene, e: When) -> bool:
    if not e.dated and e.clock:
        return _bare_time(scene, e)
    if not e.year and _STREET.match(scene.text, scene.atom.end, scene.atom.end + 40):
        return False
    if not (e.year or e.unit) and _NAMED.match(scene.text, scene.atom.end, scene.atom.end + 30):
        return False
    if e.weekday and e.part and scene.said.split()[-1][:1].isupper() and scene.after_as_written[:1].isupper():
        return False  # "Friday Night Lights"
    if e.anchor == "context":
        return _present_unit(scene)
    return in_calendar(scene, e)


def _bare_time(scene: Scene, e: When) -> bool:
    """A clock with no day; a part of the day alone counts only as "in the evening"."""
    if e.hour is None:
        if e.mod or re.match(r"early|late|mid", scene.low):
            return scene.before in beside("part_of_day") or scene.alone
        return scene.alone or (
            scene.before in {"in", "during"} and scene.low.startswith("the ") and scene.low != "the night"
        )
    if scene.atom.kind is not Kind.CLOCK_24 or e.zone or e.until:
        return not re.search(r"[$£€]\s*$", scene.near(2))
    if scene.before in beside("clock") or scene.alone:
        return True
    two_digits = re.match(r"\d\d\D", scene.said) is not None
    return two_digits and e.second is None and scene.before in beside("published") | {""}


def _present_unit(scene: Scene) -> bool:
    """Such as "the year", "the week" as the present one."""
    unit = scene.low.split()[-1]
    if unit == "period" or _TO_ITS_END.match(scene.rest(24)):
        return True
    if unit in {"year", "quarter"}:
        return scene.before in beside("the_year") and scene.after not in beside("after_the_year")
    return unit in {"week", "month"} and scene.before in beside("the_week") and scene.after in {".", ",", "", ";"}
