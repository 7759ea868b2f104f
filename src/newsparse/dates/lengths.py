"""What the words around make of a length: a rate ("four flights a week"), a day ("opens in two weeks"), or a length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.dates.expression import Length, Repeat, When
from newsparse.dates.rules import Kind
from newsparse.dates.tense import told_by_clause
from newsparse.dates.values import period_value
from newsparse.dates.words import beside

if TYPE_CHECKING:
    from newsparse.dates.expression import Expression
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["is_rate", "meant"]

_RATE = re.compile(
    r"(?:\d|\$|hundred|thousand|million|billion|dozens"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|once|twice|times))[\w,.'’ -]{0,40}\s$",
    re.I,
)
_LETTER = re.compile(r"\w")
_ARTICLE = re.compile(r"an?[ -]", re.I)
_LAST = re.compile(r"([a-z]+|,)\s$")
_SENTENCE = re.compile(r"[.!?]['’\"”)]*\s+(?=\S*$)|[.!?]['’\"”)]*\s+(?=[A-Z“‘\"'])|\n")
_THE_NEXT = re.compile("the next ", re.I)
_IN = re.compile(r"\bin\s+$", re.I)
_TIME = re.compile(r"['’]?s?\stime\b")
_RECORD = re.compile(
    r"\b(?:first|only|most|least|worst|best|time|(?:the|its|his|her|their) [a-z]+est)\b[^.,;]*$"
    r"|\b(?:times|seconds|minutes|hours|days|weeks|months) in $"
)


def is_rate(text: str, atom: Atom) -> bool:
    """Whether an amount of something stands before "a day", "a week"."""
    if not isinstance(atom.expression, Length) or not _ARTICLE.match(text, atom.start):
        return False
    before = _SENTENCE.split(text[max(0, atom.start - 48) : atom.start])[-1]
    if before.endswith("-"):  # "a $5-a-day fee", "a pack-a-day smoker"
        return before[-2:-1].isalnum() and not _after_no_rate(before[:-1] + " ")
    return not before.endswith("24 hours ") and bool(_RATE.search(before)) and not _after_no_rate(before)


def _after_no_rate(before: str) -> bool:
    """Whether the last word says that a length follows: "nearly a day", "took a week"."""
    last = _LAST.search(before.lower())
    return last is not None and last.group(1) in beside("no_rate")


def meant(text: str, atom: Atom, words: Words) -> Expression:
    """The expression; of a length, and of "the next year" in a story, what the words around make of it."""
    e = atom.expression
    if e in _NEXT and _THE_NEXT.match(text, atom.start):  # "The next year they moved"
        return _NEXT[e] if told_by_clause(text, atom.start, atom.end, words) in {"past", "over"} else e
    if not isinstance(e, Length) or len(e.amounts) > 1:
        return e
    amount, unit = e.amounts[0]
    if amount == 1 and is_rate(text, atom):
        return Repeat(period_value(1, unit))
    if amount is not None and unit not in {"second", "minute"} and _is_to_come(text, atom, words):
        return When(unit=unit, shift=float(amount))
    return e


_NEXT: dict[Expression, When] = {
    When(unit=unit, shift=1): When(unit=unit, shift=1, anchor="narrative") for unit in ("week", "month", "year")
}
"""What is next, and the one after that of which a story tells."""


def _is_to_come(text: str, atom: Atom, words: Words) -> bool:
    """Such as "will open in two weeks"; "opened in two weeks" is a duration."""
    if atom.kind is Kind.STRETCH or not _IN.search(text, max(0, atom.start - 4), atom.start):
        return False
    record = _RECORD.search(text, max(0, atom.start - 50), atom.start)  # "the first time in two years"
    if record or text.startswith((" of ", " a week", " a year", " a month"), atom.end):
        return False
    alone = not _LETTER.search(text, atom.end) and len(text[: atom.start].split()) <= 1
    return alone or bool(_TIME.match(text, atom.end)) or told_by_clause(text, atom.start, atom.end, words) == "future"
