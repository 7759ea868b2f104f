"""Bylines, lines of publication and datelines of plain text: who wrote it, when it came out, and where a report begins.

A byline or a line of publication is a block of its own and no part of the story. A dateline ("NAIROBI, Aug 9 (Agency) —")
opens the first paragraph: it stays, for its place is a place of the story, but it is a paragraph apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from newsparse.keys import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.sources.layout import Span

__all__ = ["Credits", "find", "names", "parse_day"]

REACH = 12  # blocks around the start of the story that are searched
LONGEST = 200  # characters of a byline or a line of publication
PROSE = 14  # words from which a block with the end of a sentence is a paragraph of the story

_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_NTH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?:\d{{1,2}}{_NTH}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}{_NTH})"
_FULL = rf"(?:\d{{1,2}}{_NTH}(?:\s+of)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}{_NTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:(?:,|\s|at|[-–—|·/T])*\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{1,5}\)?|[+-]\d\d:?\d\d)?)?"
)
_STAMP = re.compile(
    rf"(?:(?P<what>(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?|date|issued)\s*[:|]?\s*)?{_WEEKDAY}(?P<day>{_FULL}){_TIME}"
    rf"(?:\s*[-–—|/·(]*\s*(?:last )?updated:?\s.{{0,60}})?[\s|.)]*",
    re.I,
)
_DATES = re.compile(_FULL, re.I)
_BY = re.compile(
    r"(?:by|written by|reported by|story by|words by|posted by|report by|author:|from our correspondent,?)\s+(?=[^\W\d_])",
    re.I,
)
_REPORTING = re.compile(r"\(?(?:additional )?reporting by\s+(?P<who>[^;.()]{3,120})(?:[;.()]|$)", re.I)
_NAME = re.compile(
    r"(?:(?:[A-Z][\w’'.-]*|[A-Z]\.)\s+)(?:(?:[A-Z]\.|[A-Z][\w’'-]+|al-[A-Z]\w+|de|la|van|der|von|bin|ibn|da|dos|del|di|el|al)\s+){0,3}(?:[A-Z][\w’'-]+|al-[A-Z]\w+)"
)
_NO_NAME = re.compile(
    r"\b(?:press|news|reuters|afp|agency|agencies|staff|writer|reporter|correspondent|editor|editorial|desk|team|today|times|post|tribune|herald|wire|service|"
    r"media|network|published|updated|posted|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|the|our|this|contributor|columnist|university|special|senior|chief|photos?|in|at|on|for)\b",
    re.I,
)
_END = re.compile(r"[.?!][\"”’)\]]*$")
_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+"
_PLACE_CAPS = rf"{_CAPS}(?:\s{_CAPS}){{0,3}}(?:(?:/|\sand\s){_CAPS}(?:\s{_CAPS})?)?(?:,\s(?:[A-Z][\w.]*\s?){{1,3}})?"
_PLACE_TITLE = r"[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){0,3}(?:,\s[A-ZÀ-Þ][\w.]+(?:\s[A-ZÀ-Þ][\w.]+)?)?"
_AGENCY = r"\((?:[A-Z][\w./&’' -]{1,40})\)"
_DASH = r"\s*(?:—|–|--+|―)\s*|\s+-\s+"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PLACE_CAPS}(?:,?\s(?P<day>{_DAY}(?:,?\s\d{{4}})?))?,?(?:\s{_AGENCY})?(?:{_DASH})",
        rf"{_PLACE_CAPS}(?:,?\s(?P<day>{_DAY}(?:,?\s\d{{4}})?))?(?:\s{_AGENCY})?:\s+(?=[A-Z“\"])",
        rf"{_PLACE_TITLE}(?:,?\s(?P<day>{_DAY}(?:,?\s\d{{4}})?))(?:\s{_AGENCY})?(?:{_DASH}|:\s+)",
        rf"{_PLACE_TITLE}(?:,?\s(?P<day>{_DAY}(?:,?\s\d{{4}})?))?\s{_AGENCY}(?:{_DASH}|:\s+)",
        r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?,\s[A-ZÀ-Þ][\w.]+\s[–—]\s+(?=[A-Z“\"])",
    )
)
_SPOKEN = re.compile(rf"{_CAPS}(?:\s{_CAPS}){{0,3}}:\s")


@dataclass(frozen=True, slots=True)
class Credits:
    """What the credits of a text say. `apart` are blocks that are no story; `cuts` are offsets right after a dateline."""

    authors: tuple[str, ...] = ()
    published: date | None = None
    where: str = ""
    apart: frozenset[Span] = frozenset()
    cuts: tuple[int, ...] = ()
    decisions: tuple[Decision, ...] = ()


def parse_day(text: str) -> date | None:
    """The full date that a stretch of text begins with, or None: an order of numbers that is open is no date."""
    numbers = [int(part) for part in re.findall(r"\d+", text)[:3]]
    month = next(
        (_MONTHS[word[:3].lower()] for word in re.findall(r"[A-Za-z]{3,}", text) if word[:3].lower() in _MONTHS), None
    )
    try:
        if month is not None:
            return date(numbers[1], month, numbers[0])
        if re.match(r"\d{4}-", text):
            return date(*numbers)
        first, second, year = numbers
        if first > 12 or first == second:
            return date(year, second, first)
        return date(year, first, second) if second > 12 else None
    except (IndexError, TypeError, ValueError):
        return None


def names(text: str) -> tuple[str, ...]:
    """The names of people in a byline; what is written in capitals throughout is given its small letters."""
    found: dict[str, None] = {}
    for part in re.split(r"\s*(?:,|;|\||&|\band\b|\bwith\b|\bAND\b| [–—-] |\n|\bin [A-Z]|\bfor\b)\s*", text):
        plain = part.strip(" .•·()*")
        if plain.isupper():
            plain = plain.title()
        if _NAME.fullmatch(plain) and not _NO_NAME.search(plain):
            found[plain] = None
    return tuple(found)


def find(text: str, blocks: Sequence[Span], kept: Sequence[bool]) -> Credits:
    """The credits among the blocks around the start and at the end of the story."""
    story = next((i for i, span in enumerate(blocks) if kept[i] and _is_prose(text, span)), None)
    start = len(blocks) if story is None else story
    head = blocks[max(0, start - REACH) : start]
    tail = [] if story is None else blocks[-4:] if len(blocks) - start > 4 else blocks[start + 1 :]
    authors: dict[str, None] = {}
    stamps: list[tuple[str, date]] = []
    apart: list[Decision] = []
    for span in (*head, *tail):
        shown = text[span[0] : min(span[1], span[0] + LONGEST + 1)]
        rule = _credit(shown, authors, stamps, tail=span in tail) if len(shown) <= LONGEST else ""
        if rule:
            apart.append(Decision("sources", rule, *span))
    cut, day = (None, None) if story is None else _dateline(text, blocks, story)
    published, where = _earliest(stamps)
    if published is None and day is not None:
        published, where = day, "dateline"
    cuts = () if cut is None else (cut,)
    logged = () if cut is None or story is None else (Decision("sources", "dateline", blocks[story][0], cut),)
    return Credits(
        tuple(authors), published, where, frozenset((d.start, d.end) for d in apart), cuts, (*apart, *logged)
    )


def _is_prose(text: str, span: Span) -> bool:
    shown = text[span[0] : min(span[1], span[0] + 2000)]
    if (
        _BY.match(shown)
        and len(shown) <= LONGEST
        and names(_BY.sub("", shown, count=1)[:80])
        and not _END.search(shown)
    ):
        return False
    return len(shown.split()) >= PROSE and bool(re.search(r"[.?!]", shown)) and not _STAMP.fullmatch(shown)


def _credit(shown: str, authors: dict[str, None], stamps: list[tuple[str, date]], *, tail: bool) -> str:
    """What credit a block is ("" for none); notes its names and its date."""
    stamp = _STAMP.fullmatch(shown)
    if stamp and (not tail or stamp["what"]):
        _note(stamp["what"] or "", stamp["day"], stamps)
        return "line of publication"
    if tail:
        agency = _REPORTING.match(shown)
        who = names(agency["who"]) if agency else ()
        authors.update(dict.fromkeys(who))
        return "byline" if who else ""
    by = _BY.match(shown)
    if by is None or (_END.search(shown) and len(shown.split()) > 8):
        return ""
    dated = _DATES.search(shown)
    who = names(shown[by.end() : dated.start() if dated else len(shown)].removesuffix(" on"))
    if who and dated:
        _note("published", dated.group(), stamps)
    authors.update(dict.fromkeys(who))
    return "byline" if who else ""


def _note(what: str, day: str, stamps: list[tuple[str, date]]) -> None:
    found = parse_day(day)
    if found is not None:
        stamps.append((what.lower().strip(), found))


def _earliest(stamps: Sequence[tuple[str, date]]) -> tuple[date | None, str]:
    """The day of publication: what says so, before a bare date, before an update."""
    rank = sorted(stamps, key=lambda stamp: ("updat" in stamp[0] or "modif" in stamp[0], not stamp[0]))
    return (rank[0][1], "line of publication") if rank else (None, "")


def _dateline(text: str, blocks: Sequence[Span], story: int) -> tuple[int | None, date | None]:
    """Where the dateline of the first paragraph ends, and the full date in it."""
    start, end = blocks[story]
    if sum(1 for a, b in blocks[story : story + 12] if _SPOKEN.match(text, a, b)) > 1:
        return None, None
    for pattern in _DATELINES:
        found = pattern.match(text, start, min(end, start + 120))
        if found and found.end() < end:
            day = found.groupdict().get("day")
            return found.end(), parse_day(day) if day and re.search(r"\d{4}", day) else None
    return None, None
