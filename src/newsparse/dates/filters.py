"""What looks like a time expression and is none in this place, or is none by itself (`data/filters.toml`).

The table knows the words beside an expression; what tags, entities and the register of the text tell is judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsparse import tables
from newsparse.dates.expression import Length, When
from newsparse.dates.lengths import is_rate
from newsparse.dates.rules import Kind
from newsparse.dates.words import beside, forms
from newsparse.once import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["Filter", "accept", "filters", "is_of_title"]

_REACH = 64
"""Characters on either side that the patterns see."""

_SHORT = 80
"""The longest text of which an expression may be the whole."""

_ONCE = re.compile(r"a (?:night|day|time|moment|second|minute|quarter(?! of))\b", re.I)
_LONG = re.compile(r"(?:weeks|months|years|decades|centuries) of ", re.I)
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT"})
_TITLED = frozenset({"MISC", "ORG", "PRODUCT"})
"""Whose names a year may end: laws, works, events, makes."""

_HOSTS = frozenset({"DATE", "GPE", "LOC"})
"""Labels of a place before a year: both may have that of a date."""

_COMPETITION = re.compile(
    rf" (?=[A-Z])(?:(?:[A-Z][\w’'-]*|of|the|and) ){{0,6}}"
    rf"(?:{'|'.join(map(str.title, sorted(beside('competitions'))))})\b"
)
"""The name of what is held every so many years, behind its year: "2030 Nordic Women's Cup"."""


@dataclass(frozen=True)
class Filter:
    """One kind of what looks like a time expression and is none; `why` is what it is instead."""

    name: str
    of: str
    why: str
    tests: Sequence[tuple[str, str]]
    otherwise: str = ""

    @lazy
    def verdicts(self) -> list[tuple[str, re.Pattern[str]]]:
        """The tests, their patterns compiled at first use."""
        return [(verdict, _pattern(written)) for verdict, written in self.tests]

    def judge(self, line: str) -> str:
        """Whether what stands between "<" and ">" is a time expression: "yes", "no", or "" where it does not tell."""
        return next((verdict for verdict, pattern in self.verdicts if pattern.search(line)), self.otherwise)


@cache
def filters() -> tuple[Filter, ...]:
    """The table, in the order in which its filters are asked."""
    return tuple(Filter(**each) for each in tables.load("newsparse.dates", "filters.toml")["filter"])


def _pattern(written: str) -> re.Pattern[str]:
    spaced = re.sub(r"(?<=>) | (?=<)| \?", r"\\s*", written).replace(" ", r"\s+")
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda m: _any(beside(m.group(1))), spaced), re.IGNORECASE)


def _any(words: frozenset[str]) -> str:
    """A pattern of any of the words, each whole."""
    forms = sorted(map(re.escape, words), key=len, reverse=True)
    return rf"(?:(?<![\w.'’-])(?=\w)|(?!\w))(?:{'|'.join(forms)})(?:(?<!\w)|(?![\w'’]))"


def accept(text: str, atom: Atom, words: Words) -> bool:
    """Whether an expression that the grammar read is one in this place."""
    e, left, right = atom.expression, text[max(0, atom.start - _REACH) : atom.start], text[atom.end : atom.end + _REACH]
    if (
        _is_name(atom, text, words)
        or _is_count(atom, text, words)
        or (isinstance(e, When) and e.nth is not None and e.base is None)
    ):
        return False
    alone = len(text) < _SHORT and not re.search(r"\w", left + right)
    if alone or _lasts(text, atom, words):
        return True
    line, sorts = f"{left}<{text[atom.start : atom.end]}>{right}", set(_sorts(atom))
    judged = next(filter(None, (each.judge(line) for each in filters() if each.of in sorts)), None)
    return judged == "yes" if judged else _is_of_year(text, atom, sorts)


def _lasts(text: str, atom: Atom, words: Words) -> bool:
    """Such as "twice a day", "despite months of drought", "accused him of years of fraud"; not "his years of fame"."""
    if _ONCE.match(text, atom.start) and is_rate(text, atom):
        return True
    i = words.tokens.at(atom.start)
    if not words.tokens.tagged or not _LONG.fullmatch(text, atom.start, atom.end + 4):
        return False
    before, after = words.tags[max(0, i - 1)], words.tags[i + 2 : i + 3]
    return before.startswith(("IN", "VB", "CC", ",", ".")) and any(tag[:2] in {"NN", "JJ", "VB"} for tag in after)


def _is_name(atom: Atom, text: str, words: Words) -> bool:
    """Such as "Sheffield Wednesday", "Julius Friday", "May" of a person, "USA Today", "the daily"."""
    e, i = atom.expression, words.tokens.at(atom.start)
    label = words.labels[i]
    if words.tags[words.tokens.at(atom.end - 1)] == "MD":  # "that this may happen"
        return True
    if words.tags[i].startswith("NN") and words.tokens.lower[i] in beside("periodicals"):
        return True
    if isinstance(e, When) and e.unit == "day":
        return text[atom.start].isupper() and label in {"ORG", "PRODUCT", "PERSON"}
    if (atom.only, label) == ("month", "PERSON"):
        return True
    named = atom.only in {"month", "weekday"} or atom.kind is Kind.WEEKDAYS
    return named and label in _NAMES and words.of_several(i)


def _is_count(atom: Atom, text: str, words: Words) -> bool:
    """Such as "takes 2040 passengers", "about 1945 doses": between a verb, or "about", and a plural; not "lost 2016
    elections".
    """
    i, j = words.tokens.at(atom.start), words.tokens.at(atom.end)
    if not i or not text[atom.start : atom.end].isdigit() or words.tags[j : j + 1] != ["NNS"]:
        return False
    if words.tokens.lower[j] in forms("appointments"):
        return False
    before = words.tokens.lower[i - 1]
    return before in ("about", "around") or (words.tags[i - 1][:2] == "VB" and before not in beside("placing"))


def is_of_title(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a year belongs to a title, "Vision 2030", "the 2030 Nordic Cup", "at Oslo 2030": it dates what stands
    beside it, and is none itself. Of 11 years before a cup, a championship or Olympics in annotated news readers took
    none for a date.
    """
    i = words.tokens.at(start)
    if not text[start:end].isdigit():
        return False
    titled = words.labels[i] in _TITLED and not words.begins[i]
    return titled or _is_of_host(i, words) or bool(_COMPETITION.match(text, end))


def _is_of_host(i: int, words: Words) -> bool:
    """Whether a year stands right behind the place that held what both name: "gold at London 2012"."""
    host = i - 1
    while host > 0 and not words.begins[host]:
        host -= 1
    if host < 1 or not words.tokens.words[host].istitle():
        return False
    return words.labels[host] in _HOSTS and words.tokens.lower[host - 1] in beside("hosted")


def _sorts(atom: Atom) -> Iterator[str]:
    """By what names the table knows an expression."""
    e = atom.expression
    yield from (type(e).__name__, atom.kind.name)
    if isinstance(e, Length) and atom.kind is Kind.UNITS:
        yield "units"
    if isinstance(e, When):
        yield from _sorts_of_dates(atom, e)


def _sorts_of_dates(atom: Atom, e: When) -> Iterator[str]:
    said = e.said
    if e.bare_clock:
        yield "clock" if "hour" in said else "part"
    if said.isdisjoint({"year", "unit"}):
        yield "day of a month" if said >= {"month", "day"} else ""
        yield "named"
    if atom.kind in {Kind.DIGITS, Kind.ISO}:
        yield "digits"
    yield from said & {"decade", "holiday"}
    yield {"context": "present"}.get(e.anchor, "")
    if len(said) == 1:
        yield f"bare {next(iter(said))}"


def _is_of_year(text: str, atom: Atom, sorts: set[str]) -> bool:
    """Such as "the second half" of a year; of a match where the words around, else in all of the text, are of sport."""
    said = text[atom.start : atom.end].lower()
    if sorts.isdisjoint({"bare quarter", "bare half"}) or "year" in said:
        return True
    sport, market = _sport_and_market(text[max(0, atom.start - 160) : atom.end + 120])
    if sport == market:
        sport, market = _sport_and_market(text)
    return market > sport if "bare half" in sorts else market >= sport


@lru_cache(maxsize=4)
def _sport_and_market(text: str) -> tuple[int, int]:
    """How many words of a match and of a market a text has."""
    said = re.findall(r"[a-z][a-z-]+|%", text.lower())
    return sum(w in beside("match") for w in said), sum(w == "%" or w in beside("market") for w in said)
