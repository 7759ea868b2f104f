"""The day of publication of a page, and that of its last change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.sources.days import can_be, day_of, day_of_address, find_day
from newsparse.sources.page.overlap import NEAR_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from newsparse.sources.page import linked
    from newsparse.sources.page.blocks import Block, Page

__all__ = ["day", "find"]

DAYS = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "publish-date", "publish_date", "publishdate", "published", "w-published-date", "pub_date", "published_time", "published_at", "publicationdate", "publication_date", "pubdate", "article.published",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date",
    "article_date_original", "originalpublicationdate", "rbpubdate", "citation_publication_date", "citation_date", "shareaholic:article_published_time", "bt:pubdate", "created", "date", "firstcreate", "gentime", "release_date",
)  # fmt: skip
UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")
IMPOSSIBLE = "the page gives {} as its day of publication, which cannot be; it was left out"
CHANGED = "the page gives no day of publication; {}, the day of its last change, was taken"
SEVERAL = "the page gives more than one day of publication: {} was taken ({}), not {}"
LONGEST_STAMP = 80  # characters of a line with a day that does not say what day it is
LONGEST_LINE = 160  # characters of a line that says when a page was published or changed
_ZULU = re.compile(r"\d[:\d]*(?:[.,]\d+)?\s*(?:Z|UTC|GMT|\+00:?00)$", re.I)
_PUBLISHED = re.compile(
    r"publish|posted|submitted|issued|released|created|datepub|pubdate|entry-date|post-date|article-date", re.I
)
_POSTED = re.compile(r"\b(?:posted|(?:originally |first )?published)(?: on)?:?\s+(?:the )?", re.I)
_OF_SITE = re.compile(r"\bsite (?:was )?last\b", re.I)
_UPDATED = re.compile(r"updat|modif|edited|revis", re.I)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A day of publication, where it is given, and whether in universal time."""

    where: str
    day: date
    zulu: bool = False


def day(value: str) -> date | None:
    """The day of a date as metadata write it, None where it is none."""
    return day_of(value) or find_day(value.strip()[:60])


def find(
    metas: dict[str, list[str]], data: linked.Linked, page: Page, start: int, address: str | None
) -> tuple[date | None, date | None, tuple[str, ...]]:
    """The day of publication, that of the last change, and warnings.

    In this order: JSON-LD, `meta`, lines by the headline that say so, the address, lines elsewhere that say so, other
    lines by the headline. Where the metadata is in universal time and the page shows the day before or after, the page's own
    zone decides; so does a line by the headline where the address is of the day before or after.
    """
    updated = _updated(metas, data)
    stated = list(_stated(metas, data, updated))
    shown = list(_shown(page, start))
    warnings = tuple(IMPOSSIBLE.format(each.day.isoformat()) for each in stated if not can_be(each.day))[:1]
    found = [each for each in stated if can_be(each.day)]
    found += _written(page, start, shown, address, alone=not found)
    if found:
        chosen = _in_zone(found[0], shown)
        return chosen.day, updated, (*warnings, *_at_odds(chosen, found[1:]))
    late = updated if updated and can_be(updated) else next(_changed(page, start), None)
    if late is not None:
        warnings += (CHANGED.format(late.isoformat()),)
    return late or next(_timed(page, start), None), updated or late, warnings


def _in_zone(chosen: _Stated, shown: Sequence[tuple[date, bool]]) -> _Stated:
    """A day, if it is in universal time that which the page shows before or after it."""
    near = _nearest(chosen.day, (day for day, _ in shown))
    return _Stated("the line by the headline", near) if chosen.zulu and near != chosen.day else chosen


def _timed(page: Page, start: int) -> Iterator[date]:
    """The days of the `<time>` elements by the headline, which show no more than a time, or how long ago."""
    return (day for block in _near(page, start) for value in block.times if (day := day_of(value)) and can_be(day))


def _near(page: Page, start: int) -> list[Block]:
    """The blocks by the headline."""
    return page.blocks[max(0, start - 5) : start + NEAR_TITLE]


def _day_in(text: str) -> date | None:
    """The first day in a line, where a page may have been published on it."""
    found = find_day(text)
    return found if found and can_be(found) else None


def _updated(metas: dict[str, list[str]], data: linked.Linked) -> date | None:
    """The day of the last change, as the metadata has it."""
    told = (data.updated, *(metas[name][0] for name in UPDATED if name in metas))
    return next(filter(None, map(day, told)), None)


def _written(
    page: Page, start: int, shown: Sequence[tuple[date, bool]], address: str | None, *, alone: bool
) -> Iterator[_Stated]:
    """The days of the lines of a page and of its address; `alone` tells that the metadata has none."""
    surely = [_Stated("line", day) for day, says in shown if says]
    linked_day = day_of_address(address)
    if linked_day:
        surely.append(_Stated("address", _nearest(linked_day, (day for day, _ in shown))))
    yield from surely
    if alone and not surely:
        yield from (_Stated("line", day) for day in _elsewhere(page, start))
        yield from (_Stated("line", day) for day, says in shown if not says)


def _at_odds(chosen: _Stated, others: Sequence[_Stated]) -> tuple[str, ...]:
    """The warning where the metadata gives other days of publication."""
    told = {each.day for each in others if each.where in ("JSON-LD", "meta") and abs((each.day - chosen.day).days) > 1}
    listed = ", ".join(day.isoformat() for day in sorted(told)[:3])
    return (SEVERAL.format(chosen.day.isoformat(), chosen.where, listed),) if told else ()


def _stated(metas: dict[str, list[str]], data: linked.Linked, updated: date | None) -> Iterator[_Stated]:
    """The days of publication of the metadata.

    One of the JSON-LD that is later than the last change is when the page was made anew.
    """
    told = [("JSON-LD", data.published)] if data.published else []
    told += [("meta", each) for name in DAYS if name in metas for each in metas[name][:1]]
    for where, value in told:
        said = day(value)
        if said is not None and not (where == "JSON-LD" and updated is not None and said > updated):
            yield _Stated(where, said, _ZULU.search(value.strip()) is not None)


def _nearest(day: date, others: Iterable[date]) -> date:
    """The one of the other days that is the day before or after, else the day itself."""
    near = [other for other in others if abs((other - day).days) <= 1]
    return day if day in near or not near else near[0]


def _shown(page: Page, start: int) -> Iterator[tuple[date, bool]]:
    """The days of the lines by the headline, and whether the line says that it is that of publication."""
    for block in _near(page, start):
        quoted = any(node.tag == "blockquote" for node in page.path(block.node, 4))  # a post has a day of its own
        text = block.text if len(block.text) <= LONGEST_LINE and not quoted else ""
        says = _PUBLISHED.search(text) is not None
        day = _day_in(_of_publication(text))
        if day and (says or len(text) <= LONGEST_STAMP):
            yield day, says


def _of_publication(text: str) -> str:
    """The part of a line that does not speak of a change."""
    updated, published = _UPDATED.search(text), _PUBLISHED.search(text)
    if updated is None:
        return text
    if published and updated.start() < published.start():
        return text[published.start() :]
    return text[: updated.start()] if published else ""


def _elsewhere(page: Page, start: int) -> Iterator[date]:
    """The day of the one line away from the headline that says when the article was published, as at its end."""
    lines = (block.text for block in page.blocks[start + NEAR_TITLE :] if len(block.text) <= LONGEST_LINE)
    told = (text[found.end() :][:40] for text in lines if (found := _POSTED.search(text)))
    days = set(filter(None, map(_day_in, told)))
    if len(days) == 1:  # more of them are those of other articles, or of comments
        yield days.pop()


def _changed(page: Page, start: int) -> Iterator[date]:
    """The days of the lines that say when the page was changed, those by the headline first."""
    lines = (block.text for block in (*_near(page, start), *page.blocks[start + NEAR_TITLE :]))
    told = (text for text in lines if len(text) <= LONGEST_LINE and _UPDATED.search(text))
    return filter(None, (_day_in(text) for text in told if not _OF_SITE.search(text)))
