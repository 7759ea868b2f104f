"""From a paragraph to the expressions in it, as they are written: the passes of the grammar, one after the other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates.expression import Length, When
from newsparse.dates.filters import accept
from newsparse.dates.lists import listed, share_right
from newsparse.dates.rules import AFTER, Kind
from newsparse.dates.rules.contexts import BEFORE
from newsparse.dates.rules.joins import JOINS
from newsparse.dates.scan import Atom, atoms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.dates.words import Words

__all__ = ["ended", "read"]

GAP_LIMIT = 24
"""The longest text between two parts of one expression."""


def read(text: str, start: int, end: int, words: Words) -> list[Atom]:
    """The expressions of a paragraph as they are written, in order: each pass is one step of the grammar."""
    found = _join(text, list(atoms(text, start, end)))
    found = _extend(text, found, end)
    found = _lists(text, found, start, end)
    found = _join(text, found)
    found = _share(text, found)
    found = _precede(text, found, start)
    return [atom for atom in found if accept(text, atom, words)]


def _join(text: str, found: Sequence[Atom]) -> list[Atom]:
    """Neighbours made one, from left to right, until none is left that a rule joins."""
    joined: list[Atom] = []
    for atom in found:
        whole = atom
        while joined and (both := _pair(text, joined[-1], whole)) is not None:
            joined.pop()
            whole = both
        joined.append(whole)
    return joined


def _pair(text: str, left: Atom, right: Atom) -> Atom | None:
    gap = text[left.end : right.start]
    if len(gap) > GAP_LIMIT or gap[:1].isalnum():
        return None
    for join in JOINS:
        if not join.fits(left.expression, right.expression) or not join.regex.fullmatch(gap):
            continue
        if join.barred is not None and join.barred.search(text, max(0, left.start - 24), left.start):
            continue
        expression = join.production(left.expression, right.expression, gap)
        if expression is not None:
            kind = right.kind if left.kind is Kind.OTHER else left.kind
            return Atom(left.start, right.end, expression, f"{left.rule} + {right.rule}: {join.name}", kind)
    return None


def _extend(text: str, found: Sequence[Atom], end: int) -> list[Atom]:
    """What stands after an expression and changes it ("ago")."""
    extended: list[Atom] = []
    for i, atom in enumerate(found):
        if extended and atom.start < extended[-1].end:
            continue
        limit = found[i + 1].end if i + 1 < len(found) else end
        extended.append(_with_after(text, atom, min(limit, atom.end + 40)))
    return extended


def _with_after(text: str, atom: Atom, limit: int) -> Atom:
    for context in AFTER:
        match = context.after.match(text, atom.end, min(len(text), atom.end + 40))
        expression = context.apply(match, atom.expression) if match and match.end() <= limit else None
        if match and expression is not None:
            return replace(atom, end=match.end(), expression=expression, rule=f"{atom.rule}, {context.name}")
    return atom


def _lists(text: str, found: Sequence[Atom], start: int, end: int) -> list[Atom]:
    """Days and years of lists and ranges that leave out what they share."""
    result: list[Atom] = []
    reached = low = start
    for atom in found:
        if atom.start < reached:
            continue
        made = listed(text, atom, low, end)
        while result and result[-1].start >= made[0].start:  # the "12th" of "12th to 17th July"
            result.pop()
        result.extend(made)
        reached = max(each.end for each in made)
        low = low if atom.kind is Kind.ORDINAL and made == [atom] else reached
    return result


def _share(text: str, found: list[Atom]) -> list[Atom]:
    """The year or the part of the day that a neighbour on the right has: "May and June 2019"."""
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if 0 <= right.start - left.end <= GAP_LIMIT:
            shared = share_right(left.expression, right.expression, text[left.end : right.start])
            if shared is not None:
                found[i] = replace(left, expression=shared)
    return found


def _precede(text: str, found: Sequence[Atom], start: int) -> list[Atom]:
    """What stands before an expression and belongs to it ("early", "the end of", "more than")."""
    result: list[Atom] = []
    for atom in found:
        low = result[-1].end if result else start
        result.append(_with_before(text, atom, max(low, atom.start - 40)))
    return result


def _with_before(text: str, atom: Atom, low: int) -> Atom:
    for context in BEFORE:
        match = context.before.search(text, low, atom.start)
        expression = context.apply(match, atom.expression) if match else None
        if match and expression is not None:
            return replace(atom, start=match.start(), expression=expression, rule=f"{context.name}, {atom.rule}")
    return atom


_ENDED = re.compile(r"\s+(?:that )?(?:ended|ending|ends|to)\s+(?:on )?", re.I)


def ended(text: str, atom: Atom, following: Atom | None) -> Atom:
    """Of "the quarter ended Sept. 30" the quarter of that day; "the year ended June 30" is as long as any year."""
    e, day = atom.expression, following.expression if following else None
    if not isinstance(e, When) or e.anchor != "context" or not isinstance(day, When) or day.month is None:
        return atom
    if following is None or not _ENDED.fullmatch(text[atom.end : following.start]):
        return atom
    if e.unit == "year":
        return replace(atom, expression=Length(((1, "year"),)), rule=f"{atom.rule}, ended")
    quarter = When(unit="quarter", shift=0, anchor="base", base=day)
    return replace(atom, expression=quarter, rule=f"{atom.rule}, ended") if e.unit == "quarter" else atom
