"""Bylines, lines of publication and datelines of plain text: who wrote it, when it came out, and where a report begins.

A byline or a line of publication is a block of its own and no part of the story. A dateline ("NAIROBI, Aug 9 (Agency) —")
opens the first paragraph: it stays, for its place is a place of the story, but it is a paragraph apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.keys import Decision
from newsparse.names.lexicon import given_names
from newsparse.sources.days import FULL, find_day
from newsparse.sources.textkinds import PROSE, SENTENCE_END
from newsparse.text.calendar import DAY_NAMES, MONTH, WEEKDAY
from newsparse.text.letters import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from newsparse.text.lines import Span

__all__ = ["ADDRESS", "Credits", "find", "names"]

REACH = 12  # blocks around the start of the story that are searched
LAST = 4  # blocks at the end that are searched
LONGEST = 200  # characters of a byline or a line of publication
LONGEST_SENTENCE = 8  # words of a byline that ends as a sentence does
LONGEST_NAMELESS = 5  # words of a byline without a name: "by our correspondent"
FEWEST_HEADLINE = 4  # words of the line above a byline that is nothing but a name
LONGEST_ROLE = 5  # words behind the name of an author that say what he is
LONGEST_BARE = 10  # words of such a byline

_NTH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?:\d{{1,2}}{_NTH}\s+{MONTH}|{MONTH}\s+\d{{1,2}}{_NTH})"
_WEEKDAY = rf"{WEEKDAY},?\s+"
_CLOCK = (
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{1,5}(?:[+-]\d{1,2}(?::?\d\d)?)?\)?|[+-]\d\d:?\d\d)?"
)
_WHERE = r"(?:\s*/\s*[\w.&’' ]{2,30}|\s*[–—-]\s*(?-i:[A-Z][A-Z .,]{2,30}))"  # the outlet, or the place in capitals
_TIME = rf"(?:(?:,|\s|at|[-–—|·/T])*{_CLOCK}{_WHERE}?)?"
_WHAT = (
    r"(?P<what>(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?|date|issued(?: on)?)\s*[:|–—-]?\s*"
)
_STAMP = re.compile(
    rf"(?:{_WHAT})?(?:{_CLOCK}[\s,|·-]*(?:on\s+)?)?(?:{_WEEKDAY})?(?P<day>{FULL}){_TIME}"
    rf"(?:\s*[-–—|/·(]*\s*(?:last )?updated:?\s.{{0,60}})?[\s|.)]*",
    re.I,
)
_DATES = re.compile(FULL, re.I)
_BY = re.compile(
    r"(?:exclusive\s*[:|-]?\s*)?(?:(?:(?:written|reported|story|text|posted|report|analysis|interview|(?:words and )?(?:photos?|pictures?)|words)\s+)?by|"
    r"(?:author|words|text|writer|reporter):|"
    r"from our correspondent,?)\s+(?=[^\W\d_])",
    re.I,
)
_WORK = r"(?:illustrations?|interview|photos?|pictures?|reporting|story|text|translation|video|words|written)"
ADDRESS = re.compile(r"\s*[(<|]?\s*\S*@\S+")  # of mail, or the name of an account
_BUTTON = re.compile(r"\s+follow$", re.I)
_LABEL = re.compile(rf"(?:{_WORK}(?: (?:and|&) {_WORK})?(?: by|:)|by)\s+", re.I)
_LEAD = re.compile(
    r"(?:(?:photos?|pictures?|text|words|video|graphics?|additional reporting)\s+by|dr|mrs?|ms|prof|sir|rev)\b\.?\s+",
    re.I,
)
_NAMELESS = re.compile(
    r"(?:correspondents?|reporters?|staff|writers?|desk|bureau|agenc(?:y|ies)|team|wire|services?|newsroom|editors?)$",
    re.I,
)
_REPORTING = re.compile(r"\(?(?:additional )?reporting by\s+(?P<who>[^;.()]{3,120})(?:[;.()]|$)", re.I)
_PART = rf"(?:al-)?[{CAPITALS}][\w’'-]+"
_NAME = re.compile(
    rf"[{CAPITALS}][\w’'.-]*\s+(?:(?:[{CAPITALS}]\.|{_PART}|de|la|van|der|von|bin|ibn|da|dos|del|di|el|al)\s+){{0,3}}{_PART}"
)
_NO_NAME = re.compile(
    r"\b(?:press|news|reuters|afp|agency|agencies|staff|writer|reporter|correspondent|editor|editorial|desk|team|today|times|post|tribune|herald|wire|service|"
    r"bio|forum|media|network|published|updated|posted|"
    rf"{DAY_NAMES}|"
    r"the|our|this|contributor|columnist|university|special|senior|chief|photos?|in|at|on|for)\b",
    re.I,
)
_CAPS = rf"[{CAPITALS}][{CAPITALS}.'’-]+"
_PLACE_CAPS = rf"{_CAPS}(?:\s{_CAPS}){{0,3}}(?:(?:/|\sand\s){_CAPS}(?:\s{_CAPS})?)?(?:,\s(?:[A-Z][\w.]*\s?){{1,3}})?"
_TITLE = rf"[{CAPITALS}][\w.'’-]+"
_PLACE_TITLE = (
    rf"{_TITLE}(?:\s{_TITLE}){{0,3}}(?:\s\[[{CAPITALS}][\w. ]{{2,30}}\])?(?:,\s[{CAPITALS}][\w.]+(?:\s{_TITLE})?)?"
)
_AGENCY = r"(?:\([A-Z][\w./&’' -]{1,40}\)|/[A-Z][\w.&’' -]{1,40}/)"
# The services that carry releases, and the agencies that open a report without a place.
_SERVICE = (
    r"(?i:business ?wire|globe ?newswire|prnewswire|pr newswire|accesswire|ein presswire|newsfile corp\.?|canadian press|cnw(?: group)?|marketwired?|"
    r"reuters|ap|afp|pti|ani|ians|xinhua|upi|dpa|bernama|yonhap|kyodo)(?:-[A-Za-z]+)?"
)
_DASH = r"\s*(?:—|–|--+|―)\s*|\s+-\s+"
_ON = rf"(?:,|\s[–—-])?\s{_DAY}(?:,?\s\d{{4}})?"
_OPENS = rf"\s+(?=[{CAPITALS}“\"‘])"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_AGENCY}\s)?{_PLACE_CAPS}(?:{_ON})?,?(?:\s{_AGENCY})?(?:{_ON})?(?:{_DASH})",
        rf"{_PLACE_CAPS}(?:{_ON})?(?:\s{_AGENCY})?:{_OPENS}",
        rf"{_PLACE_CAPS}{_ON}\.\s{_AGENCY}\.{_OPENS}",
        rf"{_PLACE_CAPS},\s\([^()]{{3,60}}\d{{4}}\){_OPENS}",
        rf"(?:[{CAPITALS}.'’-]+\s){{2,7}}{_AGENCY}(?:{_DASH})",
        rf"{_PLACE_TITLE}{_ON}(?:\s{_AGENCY})?(?:{_DASH}|:\s+)",
        rf"{_PLACE_TITLE}{_ON}\s{_AGENCY}{_OPENS}",
        rf"{_PLACE_TITLE}(?:{_ON})?\s{_AGENCY}(?:{_ON})?(?:{_DASH}|:\s+)",
        rf"{_PART}(?:\s{_PART})?,\s[{CAPITALS}][\w.]+\s[–—]{_OPENS}",
        # Releases: the service between dashes, with or without a place and a day before it.
        rf"(?:(?:{_PLACE_CAPS}|{_PLACE_TITLE})(?:{_ON})?\s*(?:—|–|--+|-)?\s*)?\((?:{_SERVICE})\)(?:{_DASH}|\s*-+\s*)",
        rf"(?:(?:{_PLACE_CAPS}|{_PLACE_TITLE})(?:{_ON})?,?\s*(?:—|–|--+)?\s*)?/(?:{_SERVICE})/(?:{_DASH}|\s*-+\s*)",
        rf"(?:{_DAY}(?:,?\s\d{{4}})?\s)?\([A-Z][\w./&’' -]{{1,40}}\)(?:{_DASH})(?=[{CAPITALS}“\"‘])",
    )
)
_TOWN = re.compile(rf"{_TITLE}(?:\s{_TITLE})?:{_OPENS}")
_LABELS = frozenset(
    "ANALYSIS BREAKING BUSTED COMMENT CORRECTION EDITORIAL EXCLUSIVE EXPLAINED EXPLAINER FACTBOX FEATURE INTERVIEW LISTEN LIVE LOOK NEWS NOTE OPINION PHOTOS "
    "PODCAST PROFILE QUIZ REVEALED REVIEW SPORT SPORTS TIMELINE UPDATE UPDATED VIDEO WARNING WATCH WEATHER".split()
)
_SPOKEN = re.compile(rf"{_CAPS}(?:\s{_CAPS}){{0,3}}:\s")


@dataclass(frozen=True, slots=True)
class Credits:
    """What the credits of a text say. `apart` are blocks that are no story; `cut` is the offset right after the dateline."""

    authors: tuple[str, ...] = ()
    published: date | None = None
    where: str = ""
    apart: frozenset[Span] = frozenset()
    cut: int | None = None
    decisions: tuple[Decision, ...] = ()


def names(text: str) -> tuple[str, ...]:
    """The names of people in a byline; what is written in capitals throughout is given its small letters."""
    found: dict[str, None] = {}
    for part in re.split(
        r"\s*(?:,|;|\||•|·|&|\band\b|\bwith\b|\bAND\b| [–—-] |\n|\bin [A-Z]|\bfor\b)\s*", ADDRESS.sub("", text)
    ):
        plain = _LEAD.sub("", part.strip(" .•·()*"), count=1)
        if plain.isupper():
            plain = plain.title()
        if _NAME.fullmatch(plain) and not _NO_NAME.search(plain):
            found[plain] = None
    return tuple(found)


def find(text: str, blocks: Sequence[Span], kept: Sequence[bool], known: Sequence[str]) -> Credits:
    """The credits among the blocks around the start and at the end of the story, and the lines that name `known` authors alone."""
    story = next((i for i, span in enumerate(blocks) if kept[i] and _is_prose(text, span)), None)
    found = _around(text, blocks, story)
    found |= {span: _Credit("byline") for span in blocks if _is_signed(text[slice(*span)], known)}
    if not any(credit.authors for credit in found.values()) and story is not None:
        found |= _bare(text, blocks, kept, story, found.keys())
    cut, day = _dateline(text, blocks, story)
    rank = _ranked(credit.stamp for credit in found.values() if credit.stamp)
    decisions = [Decision("sources", credit.rule, *span) for span, credit in found.items()]
    if cut is not None and story is not None:
        decisions.append(Decision("sources", "dateline", blocks[story][0], cut))
    return Credits(
        authors=tuple(dict.fromkeys(name for credit in found.values() for name in credit.authors)),
        published=rank[0][1] if rank else day,
        where="line of publication" if rank else "dateline",
        apart=frozenset(found),
        cut=cut,
        decisions=tuple(decisions),
    )


def _ranked(stamps: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    """What says that it is the day of publication, before a bare date, before an update."""
    return sorted(stamps, key=lambda stamp: ("updat" in stamp[0] or "modif" in stamp[0], not stamp[0]))


def _around(text: str, blocks: Sequence[Span], story: int | None) -> dict[Span, _Credit]:
    """The credits above the story and at its end."""
    start, behind = (len(blocks), len(blocks)) if story is None else (story, max(story + 1, len(blocks) - LAST))
    near = [(span, False) for span in blocks[max(0, start - REACH) : start]]
    near += [(span, True) for span in blocks[behind:]]
    short = ((span, at_end) for span, at_end in near if span[1] - span[0] <= LONGEST)
    lines = ((span, text[slice(*span)].strip("*_"), at_end) for span, at_end in short)  # without the marks of Markdown
    return {span: credit for span, line, at_end in lines if (credit := _credit(line, at_end=at_end))}


def _town(text: str, blocks: Sequence[Span], start: int) -> re.Match[str] | None:
    """A town and a colon that begin the story ("Muscat: The port ..."), where no other block begins so, as in a talk."""
    lines = {a: found for a, b in blocks if (found := _TOWN.match(text, a, b))}
    town = lines.get(start) if len(lines) == 1 else None
    first = town.group().split()[0].strip(":") if town else ""
    return None if first.upper() in _LABELS or first.lower() in given_names() else town


@dataclass(frozen=True, slots=True)
class _Credit:
    """A block that is no story: what it is, whom it names, and its day with what it says of it."""

    rule: str
    authors: tuple[str, ...] = ()
    stamp: tuple[str, date] | None = None


def _is_prose(text: str, span: Span) -> bool:
    shown = text[span[0] : min(span[1], span[0] + 2000)]
    by = _BY.match(shown) if len(shown) <= LONGEST and not SENTENCE_END.search(shown) else None
    if by and names(shown[by.end() :][:80]):
        return False
    return len(shown.split()) >= PROSE and bool(re.search(r"[.?!]", shown)) and not _STAMP.fullmatch(shown)


def _credit(shown: str, *, at_end: bool) -> _Credit | None:
    """What credit a block above the story is: a line of publication, a byline.

    At the end it is a line of publication that says so, or an agency's line of who reported.
    """
    stamp = _STAMP.fullmatch(shown)
    if stamp and (stamp["what"] or not at_end):
        return _Credit("line of publication", stamp=_stamped(stamp["what"] or "", stamp["day"]))
    if not at_end:
        return _byline(shown)
    agency = _REPORTING.match(shown)
    who = names(agency["who"]) if agency else ()
    return _Credit("byline", who) if who else None


def _byline(shown: str) -> _Credit | None:
    """A line that says by whom, by name or not; its day is that of publication."""
    by = _BY.match(shown)
    if by is None or (SENTENCE_END.search(shown) and len(shown.split()) > LONGEST_SENTENCE):
        return None
    dated = _DATES.search(shown)
    said = shown[by.end() : dated.start() if dated else len(shown)].strip()
    who = names(said.removesuffix(" on"))
    if who:
        return _Credit("byline", who, _stamped("published", dated.group()) if dated else None)
    return _Credit("byline") if len(said.split()) <= LONGEST_NAMELESS and _NAMELESS.search(said) else None


def _bare(
    text: str, blocks: Sequence[Span], kept: Sequence[bool], story: int, apart: Collection[Span]
) -> dict[Span, _Credit]:
    """A byline that is nothing but names: the one line of given names that are known between a headline and the story.

    It need not be kept: by itself, a name looks like a link.
    """
    above = [(span, text[slice(*span)], keep) for span, keep in zip(blocks[:story], kept, strict=False)][-REACH:]
    head = next((i for i, (_, line, keep) in enumerate(above) if keep and len(line.split()) >= FEWEST_HEADLINE), None)
    named = [] if head is None else [each for each in above[head + 1 :] if each[0] not in apart and _is_names(each[1])]
    return {named[0][0]: _Credit("byline", names(named[0][1]))} if len(named) == 1 else {}


def _is_signed(shown: str, known: Sequence[str]) -> bool:
    """Whether a line is nothing but the names of authors that are known: under whatever label ("Interview:", "Photos by"),
    and with what they are and where ("Rosa Lund, political editor").
    """
    plain = _BUTTON.sub("", _LABEL.sub("", shown, count=1)) if known and len(shown) <= LONGEST else ""
    who = names(plain)
    size = len(" and ".join(who).split())
    told = plain.startswith(who[:1]) and not SENTENCE_END.search(plain)
    return bool(who) and set(who) <= set(known) and len(plain.split()) <= size + LONGEST_ROLE * told


def _is_names(shown: str) -> bool:
    """Whether a line is a few names of people with given names that are known, and no sentence."""
    who = names(shown)
    if not who or len(shown.split()) > LONGEST_BARE or SENTENCE_END.search(shown):
        return False
    return shown.casefold().startswith(who[0].casefold()) and all(
        name.split()[0].lower() in given_names() for name in who
    )


def _stamped(what: str, day: str) -> tuple[str, date] | None:
    found = find_day(day)
    return None if found is None else (what.lower().strip(), found)


def _dateline(text: str, blocks: Sequence[Span], story: int | None) -> tuple[int | None, date | None]:
    """Where the dateline of the first paragraph ends, and the full date in it."""
    if story is None or sum(1 for a, b in blocks[story : story + 12] if _SPOKEN.match(text, a, b)) > 1:
        return None, None
    start, end = blocks[story]
    tried = (pattern.match(text, start, min(end, start + 120)) for pattern in _DATELINES)
    whole = [m for m in tried if m and m.end() < end and m.group().split()[0].strip(":") not in _LABELS]
    found = max(whole, key=re.Match.end, default=_town(text, blocks, start))
    return (found.end(), find_day(found.group())) if found else (None, None)
