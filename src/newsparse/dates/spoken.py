"""Words spoken on an earlier day: "On Monday she said: 'I saw him yesterday.'" counts from Monday."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Anchors
from newsparse.dates.expression import When
from newsparse.dates.resolve import resolve
from newsparse.dates.words import forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from newsparse.dates.expression import Expression
    from newsparse.dates.resolve import Found
    from newsparse.text.marks import Quotation

__all__ = ["counted_from_speech"]

_BEFORE = re.compile(r"(?:[^.!?\n]|[.!?](?!['’\"”)]*\s))*(?:[.!?]['’\"”)]*\s)?$")
_AFTER = re.compile(r"(?:[^.!?\n]|[.!?](?!['’\"”)]*\s))*")

_FRAME = 260
"""Characters around a quotation in which its day is looked for."""

_A_SEASON = 100
"""Days back to which words are quoted with the day of their saying and are still told as news."""

_ASIDE = re.compile(
    r",? (?:who|whose|whom|which|where|when|that (?:was|were|had)|after|before|since|while|because)\b[^,]*"
    r"|, (?:born|held|shot|[a-z]+ed)\b[^,]*"
)
"""What tells of the speaker, or of when else: its days are none of speech ("said Bah, who left on 2 January")."""

_SAID = "|".join(sorted(forms("saying") | forms("contacting")))
_DATING = re.compile(
    r"\W*(?:Back )?[IO]n (?:an? (?:\w+ (?:\w+ )?(?:of|on|in|dated) )?)?" rf"|.*\b(?:{_SAID})(?: back)? [io]n ",
    re.DOTALL,
)
"""What stands before a month, a year or a day long ago on which something was said."""

_UNITS = {"day": 0, "night": 0, "week": 1, "fortnight": 1, "weekend": 1, "month": 2, "quarter": 2, "year": 3}
_TOLD = {10: 0, 7: 2, 4: 3}
"""How long what is counted and what is told of the speech are, by the unit and by the length of the value."""

_LATELY = 12
"""Expressions before and after one that may tell its day of speech."""


def counted_from_speech(
    text: str, found: list[Found], days: Mapping[int, date | None], quotations: Sequence[Quotation]
) -> list[Found]:
    """What was found; what counts from the day on which it was said counts from that day where it is an earlier one.

    `days` are those on which the text was written, by the offset of each expression.
    """
    outer = [(-1, -1), *sorted((each.start, each.end) for each in quotations if not each.depth)]
    for i, one in enumerate(found):
        written = days[one.start]
        if written is not None and _counts_from_speech(one.expression):
            beside = found[max(0, i - _LATELY) : i + _LATELY]
            said = _day_of_speech(text, one, beside, outer, written)
            if said is not None and said < written:
                meaning = resolve(one.expression, Anchors(said, at=one.start))
                found[i] = replace(one, value=meaning.value, first=meaning.first, last=meaning.last)
    return found


def _counts_from_speech(e: Expression) -> bool:
    """Whether it counts from the day on which it is said: "yesterday", "last week"."""
    return isinstance(e, When) and e.unit is not None and e.shift is not None and e.anchor == "published" and not e.base


def _day_of_speech(
    text: str, one: Found, found: Sequence[Found], outer: Sequence[tuple[int, int]], written: date
) -> date | None:
    """The one day that is told beside a quotation around an expression, with a verb of saying; None where none is.

    It may be a month or a year for what counts in months or years: "In November she said: 'Next year ...'".
    """
    start, end = outer[bisect_left(outer, (one.start,)) - 1]
    if one.start >= end:
        return None
    low = max(0, start - _FRAME)
    line = text.rfind("\n", low, start) + 1 or low
    before, after = _BEFORE.search(text, line, start), _AFTER.match(text, end, end + _FRAME)
    begin = max(before.start() if before else start, *(text.rfind(mark, line, start) for mark in '”"'))
    behind = after.end() if after else end
    for low, high in ((begin, start), (end, behind)):
        near = _told(text, low, high, found)
        told = {f.first for f in near if _may_date(text[low : f.start], f, one, written)} - {None}
        if len(told) == 1 and _says(text[low:high], text[end:behind]):
            return told.pop()
    return None


def _told(text: str, low: int, high: int, found: Sequence[Found]) -> list[Found]:
    """What is told there, but for asides."""
    asides = [m.span() for m in _ASIDE.finditer(text, low, high)]
    return [f for f in found if low <= f.start < high and not any(a <= f.start < b for a, b in asides)]


def _may_date(before: str, told: Found, one: Found, written: date) -> bool:
    """Whether it may be the time of a speech: a day of late, else what is told as that, and no longer than what counts
    from it.
    """
    length, e = _TOLD.get(len(told.value.partition("T")[0]), 9), one.expression
    if told.first is None or not isinstance(e, When) or length > _UNITS.get(e.unit or "", 0):
        return False
    of_story = getattr(told.expression, "anchor", "") == "narrative"  # "told police that day"
    lately = (written - told.first).days < _A_SEASON
    return (not length and (lately or of_story)) or _DATING.fullmatch(before) is not None


def _says(frame: str, behind: str) -> bool:
    """Whether words beside a quotation say that it was said, or that people met or called, if those behind it say so:
    "On 9 May she phoned him. “Come tonight,” she said."
    """
    if frame.rstrip().endswith(":") or _has_any(frame, "saying"):
        return True
    return _has_any(frame, "contacting") and _has_any(behind, "saying")


def _has_any(text: str, name: str) -> bool:
    """Whether a form of one of some verbs stands in a stretch of text."""
    return not forms(name).isdisjoint(re.findall(r"[a-z]+", text))
