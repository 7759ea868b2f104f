"""First pass: where a time expression may stand, and what the rules read there.

The text is cut into words once. A stretch of words that can all be part of a time expression, with at least one that
makes one (a month, a unit, four digits), is a region; the rules are tried from left to right inside regions only, each at
most once at a word and each over a bounded number of characters, so that the cost grows with the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.rules import RULES, Rule
from newsparse.dates.rules.named_days import FIRST_WORDS
from newsparse.dates.when import Length, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.dates.when import Expression

__all__ = ["Atom", "atoms"]

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]{1,7}\b)?|\d+(?:st|nd|rd|th|[hH]\d\d)?|[^\w\s]|\w")
_INNER = frozenset(",.-/:'’‘–—‐‑−()½&")
_ERA = re.compile(r"\d ?(?:B\.?C|A\.?D|CE\b)|\bA\.?D\.? ?\d")
_CLOCK = re.compile(
    r"\d[:.]\d\d|\d ?[ap]\.? ?m\b|\d ?[ap]\.m|\d[hH]\d\d|\d ?o['’]clock|noon|midnight|midday|\b(?:[01]\d|2[0-4])[0-5]\d ?[A-Za-z(]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?[ap]\.? ?m\b|[a-z] ?o['’]clock|(?:in the (?:early |late )?(?:morning|afternoon|evening)|at night)",
    re.I,
)
_DIGITS = re.compile(r"\d[-/.]\d|\b(?:19|20)\d{6}\b|(?<![A-Za-z])Q[1-4]\b|\dW\d\d|-W\d\d", re.I)
_CODE = re.compile(r"(?<![A-Za-z])[QH][1-4]\b")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_SHORTYEAR = re.compile(r"['’‘]\d\d(?!\d)")
_TENS = re.compile(r"\d0['’]?s\b")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.I)

REGION_LIMIT = 400
"""Characters of a region that are looked at from one word: no rule reaches further."""


NAME_LIMIT = 6
"""Words after the first one of a holiday that may belong to its name."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of text that one rule, or several joined, read as an expression."""

    start: int
    end: int
    expression: Expression
    rule: str

    @property
    def kind(self) -> str:
        """What it is when nothing else is said with it: "weekday", "month", "year", "clock", "length"; else ""."""
        e = self.expression
        if isinstance(e, Length):
            return "length"
        if not isinstance(e, When):
            return ""
        if e.clock and not e.dated:
            return "clock"
        bare = {"weekday": When(weekday=e.weekday), "month": When(month=e.month), "year": When(year=e.year)}
        return next((name for name, alone in bare.items() if e == alone), "")


@cache
def _vocabulary() -> dict[str, str]:
    """Word in small letters -> its class, "" for words that can only stand beside others."""
    found = dict(lexicon.classes())
    for word in FIRST_WORDS:
        if found.get(word, "") == "":
            if word in found:
                found[f"{word} "] = ""  # what it is in small letters
            found[word] = "name"
    return found


_CALENDAR = re.compile(r"\b(?:ramadan|ramazan)\b", re.I)


@cache
def _by_need() -> dict[str, tuple[Rule, ...]]:
    needs = {rule.needs for rule in RULES}
    return {need: tuple(r for r in RULES if r.needs == need) for need in needs}


@cache
def _rank() -> dict[str, int]:
    return {rule.name: i for i, rule in enumerate(RULES)}


def _regions(text: str, start: int, end: int) -> Iterator[tuple[list[int], int, set[str]]]:
    """(word starts, end, classes) of each stretch of words that may belong to time expressions."""
    vocabulary = _vocabulary()
    starts: list[int] = []
    classes: set[str] = set()
    stop = start
    names = 0
    for word in _WORD.finditer(text, start, end):
        form = word.group()
        kind = _class_of(form, vocabulary)
        if kind == "name" and not form[0].isupper():
            kind = vocabulary.get(f"{form.lower()} ")
        names = NAME_LIMIT if kind == "name" else names - 1
        if kind is None and starts and names > 0 and form[0].isalpha() and word.start() - stop < 2:
            kind = ""
        if kind is None or (starts and word.start() - stop > 12):
            if starts and classes:
                yield starts, stop, classes
            starts, classes = [], set()
            if kind is None:
                continue
        if kind == "inner":
            if starts:
                stop = word.end()
            continue
        starts.append(word.start())
        stop = word.end()
        if kind:
            classes.add(kind)
    if starts and classes:
        yield starts, stop, classes


def _class_of(form: str, vocabulary: dict[str, str]) -> str | None:
    """The class of a word; "inner" for marks between words, None for what ends a region."""
    first = form[0]
    if first.isdigit():
        return "number" if len(form) < 9 else None
    if not first.isalpha():
        return "inner" if form in _INNER else None
    low = form.lower()
    kind = vocabulary.get(low)
    if kind is None and ("'" in low or "’" in low):
        kind = vocabulary.get(re.split("['’]", low)[0])
    if (
        kind is None
        and len(form) <= 3
        and (form.upper() in {"Q", "H", "FY", "W", "T", "TH"} or low in {"bc", "ad", "ce", "ah", "sh", "be", "bs"})
    ):
        return ""
    return kind


def _needs(text: str, start: int, end: int, classes: set[str]) -> set[str]:
    """The needs of rules that a region meets."""
    needs = set(classes)
    if "night" in classes:
        needs |= {"unit", "part"}
    piece = text[max(0, start - 1) : end + 4]
    if "number" in classes or "clock" in classes or classes & {"part", "night"}:
        for need, pattern in (
            ("clock", _CLOCK),
            ("digits", _DIGITS),
            ("slashed", _DIGITS),
            ("era", _ERA),
            ("year", _YEAR),
            ("shortyear", _SHORTYEAR),
            ("decade", _TENS),
            ("ordinal", _ORDINAL),
            ("code", _CODE),
            ("calendar", _CALENDAR),
        ):
            if pattern.search(piece):
                needs.add(need)
    low = piece.lower()
    if "half" in low:
        needs.add("half")
    if "fiscal" in low or "financial" in low or "fy" in low:
        needs.add("fiscal")
    if "name" in classes or "weekday" in classes or "month" in classes or "number" in classes or "season" in classes:
        needs.add("holiday")
    return needs


def atoms(text: str, start: int, end: int) -> Iterator[Atom]:
    """The expressions that single rules read in `text[start:end]`, in order, none overlapping another."""
    by_need = _by_need()
    rank = _rank()
    for starts, stop, classes in _regions(text, start, end):
        if not classes - {"zone", "number"} and not _interesting(text, starts[0], stop):
            continue
        rules = sorted(
            (r for need in _needs(text, starts[0], stop, classes) for r in by_need.get(need, ())),
            key=lambda r: rank[r.name],
        )
        yield from _read(text, starts, min(stop + 6, end), rules)


def _interesting(text: str, start: int, stop: int) -> bool:
    piece = text[max(0, start - 1) : stop + 4]
    return (
        any(p.search(piece) for p in (_CLOCK, _DIGITS, _ERA, _YEAR, _SHORTYEAR, _TENS, _CODE, _ORDINAL))
        or re.search(r"\bFY ?\d\d", piece) is not None
        or "half" in piece.lower()
        or "teen" in piece.lower()
        or "twenty" in piece.lower()
    )


def _read(text: str, starts: list[int], stop: int, rules: list[Rule]) -> Iterator[Atom]:
    reached = -1
    for start in starts:
        if start < reached:
            continue
        at = start - 1 if start and text[start - 1] in "'’‘" and text[start].isdigit() else start
        best: Atom | None = None
        limit = min(stop, at + REGION_LIMIT)
        for rule in rules:
            found = rule.regex.match(text, at, limit)
            if found is None or (best is not None and found.end() <= best.end) or found.end() == at:
                continue
            expression = rule.production(found)
            if expression is not None:
                best = Atom(at, found.end(), expression, rule.name)
        if best is not None:
            reached = best.end
            yield best
