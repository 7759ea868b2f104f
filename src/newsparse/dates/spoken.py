"""Words spoken on an earlier day: "On Monday she said: 'I saw him yesterday.'" counts from Monday."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Anchors
from newsparse.dates.expression import When
from newsparse.dates.place import Viewpoint
from newsparse.dates.resolve import Found, resolve
from newsparse.dates.tense import direction
from newsparse.dates.words import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from newsparse.dates.expression import Expression
    from newsparse.dates.neighbours import Placed
    from newsparse.dates.words import Words

__all__ = ["counted_from_speech"]

_QUOTED = re.compile(r"“[^”\n]{2,900}(?:”|$|\n)|(?<!\w)\"[^\"\n]{2,900}\"|(?<!\w)[‘'](?=\w)[^\n]{2,900}?[’'](?!\w)")
_STOP = re.compile(r"[.!?]['’\"”)]*\s|\n")
_FRAME = 260
"""Characters around a quotation in which its day is looked for."""

_NEAR = 70
"""Characters between a verb of saying and its day."""

_A_SEASON = 100
"""Days back to which words are quoted with the day of their saying and are still told as news."""


_LATELY = 12
"""Expressions before and after one that may tell its day of speech."""


@cache
def _said() -> re.Pattern[str]:
    """The past of the verbs of saying."""
    return re.compile(rf"\b(?:{'|'.join(sorted(forms('saying')))})\b")


def counted_from_speech(
    text: str, placed: Sequence[Placed], days: Mapping[int, date | None], words: Words
) -> list[Found]:
    """What was found; what counts from the day on which it was said counts from that day where it is an earlier one.

    `days` are those on which the text was written, by the offset of each expression.
    """
    found = [each.found for each in placed]
    return [
        _from_its_day(text, one, found[max(0, i - _LATELY) : i + _LATELY], written, words)
        if (written := days[one.atom.start]) is not None and _counts_from_speech(one.atom.expression)
        else one.found
        for i, one in enumerate(placed)
    ]


def _from_its_day(text: str, one: Placed, others: Sequence[Found], published: date, words: Words) -> Found:
    atom = one.atom
    said = _day_of_speech(text, atom.start, others, published)
    if said is None:
        return one.found
    toward = direction(text, atom, atom.expression, words)
    meaning = resolve(atom.expression, Viewpoint(Anchors(said), toward, atom.start))
    return replace(one.found, value=meaning.value, first=meaning.first, last=meaning.last)


def _counts_from_speech(e: Expression) -> bool:
    """Whether it counts from the day on which it is said: "yesterday", "last week"."""
    return isinstance(e, When) and e.unit is not None and e.shift is not None and e.anchor == "published" and not e.base


def _day_of_speech(text: str, at: int, found: Sequence[Found], published: date) -> date | None:
    """The earlier day on which the words around an offset were spoken; None where no quotation or no day is."""
    for start, end in _quotations(text, at):
        low, high = _frame(text, start, end)
        if _said().search(text[low:start] + " " + text[end:high]):
            days = {
                f.first for side in ((low, start), (end, high)) for f in found if f.first and _of_saying(text, f, side)
            }
            if len(days) == 1 and 0 < (published - min(days)).days < _A_SEASON:
                return min(days)
    return None


def _of_saying(text: str, day: Found, side: tuple[int, int]) -> bool:
    """Whether it is one day, in this part of the sentence, and a verb of saying stands near it there."""
    if not side[0] <= day.start < side[1] or day.first != day.last:
        return False
    low, high = max(side[0], day.start - _NEAR), min(side[1], day.end + _NEAR)
    return _said().search(text, low, day.start) is not None or _said().search(text, day.end, high) is not None


def _quotations(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The quotations around an offset."""
    line = text.rfind("\n", 0, at) + 1
    for quoted in _QUOTED.finditer(text, max(line, at - 1000), at + 1000):
        if quoted.start() < at < quoted.end():
            yield quoted.span()
        elif quoted.start() > at:
            return


def _frame(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a quotation: from its beginning to the quotation, and what follows in the same sentence.

    A quotation alone goes on with the one before it: its frame begins with the sentence that ends there.
    """
    low = max(0, start - _FRAME)
    begins = [m.end() for m in _STOP.finditer(text, low, start)]
    if begins and begins[-1] == start and text[start - 1] != "\n":
        begins.pop()
        low = max(low, *(text.rfind(mark, low, start) for mark in '”"'))
    over = text[end - 2 : end - 1] in ".!?" and not text[end : end + 2].strip().islower()
    stop = _STOP.search(text, end, end + _FRAME)
    high = end if over else stop.start() if stop else min(len(text), end + _FRAME)
    return max([low, *begins[-1:]]), high
