"""First pass: where a time expression may stand, and what the rules read there.

The text is cut into words once. A stretch of words that can all be part of a time expression, with at least one that
makes one (a month, a unit, a number), is a region; the rules are tried from left to right inside regions only, each at
most once at a word and each over a bounded number of characters, so that the cost grows with the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.expression import When
from newsparse.dates.rules import RULES, Kind
from newsparse.dates.rules.named import FIRST_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.dates.expression import Expression

__all__ = ["Atom", "atoms"]

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]{1,7}\b)?|\d+(?:st|nd|rd|th|[hH]\d\d)?|[^\w\s]|\w")
_INNER = frozenset(",.-/:'’‘–—‐‑−()½&")

REGION_LIMIT = 400
"""Characters of a region that are looked at from one word: no rule reaches further."""

NAME_LIMIT = 6
"""Words after the first one of a holiday that may belong to its name."""

_WIDEST = 12
"""Characters between two words of a region."""

_NAMES = frozenset(word for word in FIRST_WORDS if lexicon.classes().get(word) != "makes")
"""First words of holidays that make nothing else."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of text that one rule, or several joined, read as an expression; `rule` is only to be shown."""

    start: int
    end: int
    expression: Expression
    rule: str
    kind: Kind

    @property
    def only(self) -> str:
        """`When.only`; "" for what is no `When`."""
        return self.expression.only if isinstance(self.expression, When) else ""

    @property
    def weekday(self) -> int:
        """The weekday of an expression that says no more of the calendar; 0 where it is none."""
        e = self.expression
        return e.weekday or 0 if isinstance(e, When) and e.free and not (e.pick or e.month or e.day) else 0

    @property
    def hour(self) -> int:
        """The hour that it says; 0 where it says none."""
        return self.expression.hour or 0 if isinstance(self.expression, When) else 0


@dataclass(slots=True)
class _Region:
    """Words that may belong to one time expression: where each starts, where the last ends, and whether one makes one."""

    starts: list[int] = field(default_factory=list)
    stop: int = 0
    makes: bool = False
    names: int = 0
    """Words that may still belong to the name of a holiday."""

    def class_of(self, word: re.Match[str]) -> str | None:
        """The class of a word behind these; any may belong to the name of a holiday."""
        in_name = self.names > 0 and word.start() - self.stop < 2 and word.group()[0].isalpha()
        return _class_of(word.group()) or ("beside" if in_name else None)

    def add(self, word: re.Match[str], kind: str) -> None:
        """Take a word of a class in; "inner" is a mark, which no region begins with."""
        self.names = NAME_LIMIT if kind == "name" else self.names - 1
        if kind != "inner":
            self.starts.append(word.start())
        if self.starts:
            self.stop = word.end()
        self.makes = self.makes or kind in {"name", "makes"}


def _regions(text: str, start: int, end: int) -> Iterator[_Region]:
    region = _Region()
    for word in _WORD.finditer(text, start, end):
        kind = region.class_of(word)
        if kind is None or word.start() - region.stop > _WIDEST:
            if region.makes:
                yield region
            region = _Region() if region.starts else region
        if kind is not None:
            region.add(word, kind)
    if region.makes:
        yield region


@lru_cache(maxsize=8192)
def _class_of(form: str) -> str | None:
    """The class of a word: "name" where a holiday's may begin, "inner" for marks, None for what ends a region."""
    first = form[0]
    if first.isdigit():
        return "makes" if len(form) < 9 else None
    if not first.isalpha():
        return "inner" if form in _INNER else None
    low, classes = form.lower(), lexicon.classes()
    stem = low if low in classes else re.split("['’]", low)[0]
    return "name" if first.isupper() and stem in _NAMES else classes.get(stem)


def atoms(text: str, start: int, end: int) -> Iterator[Atom]:
    """The expressions that single rules read in `text[start:end]`, in order, none overlapping another."""
    for region in _regions(text, start, end):
        yield from _read(text, region.starts, min(region.stop + 6, end))


def _read(text: str, starts: list[int], stop: int) -> Iterator[Atom]:
    """At each word the longest reading, of equal ones the first in the order of the rules."""
    reached = -1
    for start in starts:
        if start < reached or text[max(0, start - 1) : start].isalpha():  # within a word: "Win10's"
            continue
        at = start - 1 if start and text[start - 1] in "'’‘" and text[start].isdigit() else start
        best = _longest(text, at, min(stop, at + REGION_LIMIT))
        if best is not None:
            reached = best.end
            yield best


def _longest(text: str, at: int, limit: int) -> Atom | None:
    best: Atom | None = None
    for rule in RULES:
        found = rule.regex.match(text, at, limit)
        if found is not None and found.end() > (best.end if best else at):
            expression = rule.production(found)
            if expression is not None:
                best = Atom(at, found.end(), expression, rule.name, rule.kind)
    return best
