"""What a page says about its article: title, authors, day, site, section, address, language.

The order in which sources are believed is the order of the lists here; `docs/pages.md` says the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse.sources.page import authors, days, linked
from newsparse.sources.page.overlap import alike, bag, clean, headline, key, likeness
from newsparse.sources.textkinds import SENTENCE_END
from newsparse.text.addresses import address as parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from newsparse.sources.page.blocks import Block, Page
    from newsparse.sources.page.overlap import Bag
    from newsparse.sources.page.tree import Element

__all__ = ["Metadata", "read"]

TITLES = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title", "sailthru.title", "title",
)  # fmt: skip
SECTIONS = ("article:section", "parsely-section", "section", "og:section", "category", "cg")
SITES = ("og:site_name", "application-name", "twitter:app:name:iphone", "copyright", "publisher", "dc.publisher")
LONGEST_TITLE = 400
SAME = 0.5  # likeness from which a heading is the title of the metadata
HEADLINE = 0.8  # likeness from which a block is the headline
MOSTLY = 0.6  # of a heading is the title of the metadata, which then is all of it
FEWEST, MOST = 3, 25  # words of a heading that is a headline although the metadata has another one
PROSE, PROSE_BEFORE, NEAR_STORY = 120, 1, 30  # characters of a paragraph; how many before a headline; blocks behind it
_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|·•»:–—-]+\s+|\s*\|\s*|\s+::\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; None and () where it does not.

    `entries` are the days of the entries of a live blog, by `key` of their headings.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    site: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    description: str = ""
    body: str = ""
    closed: bool = False
    warnings: tuple[str, ...] = ()
    entries: Mapping[str, date] = field(default_factory=dict)


def read(root: Element, page: Page, url: str | None) -> Metadata:
    """The metadata of a page; `url` is the address from which it was fetched, where that is known."""
    metas = _metas(root)
    heading = _heading(root)
    data = linked.read(root, _first(metas, TITLES[:2]) or heading)
    address = _address(root, metas, data, url)
    site = clean(_first(metas, SITES[:2]) or data.site or _first(metas, SITES[2:]))
    told = (*(each for name in TITLES for each in metas.get(name, ())), data.title, heading)
    title = _title(page, [plain for each in told if (plain := clean(each))], site, address)
    start = _headline_at(page, title)
    published, updated, warnings = days.find(metas, data, page, start, address or url)
    return Metadata(
        title=title,
        authors=authors.find(root, metas, data, page, start, site),
        published=published,
        updated=updated,
        site=site,
        section=clean(_first(metas, SECTIONS) or data.section),
        url=address,
        language=_language(root, metas, data),
        description=clean(_first(metas, ("og:description", "description", "twitter:description")) or data.description)
        or "",
        body=data.body,
        closed=data.closed or _is_locked(metas),
        warnings=warnings,
        entries=_entries(data),
    )


def _heading(root: Element) -> str:
    """The text of the first `<title>` that has one."""
    headings = (" ".join("".join(element.itertext()).split()) for element in root.iter("title"))
    return next(filter(None, headings), "")


def _is_locked(metas: dict[str, list[str]]) -> bool:
    """Whether only those who pay may read the article."""
    return _first(metas, ("article:content_tier",)).lower() in ("locked", "metered-locked")


def _entries(data: linked.Linked) -> dict[str, date]:
    """The days of the entries of a live blog, by `key` of their headings."""
    return {key(heading): day for heading, said in data.entries if (day := days.day(said))}


def _title(page: Page, said: Sequence[str], site: str | None, address: str | None) -> str | None:
    """The headline that the page shows, else what the metadata says (`said`, the surest first), else any heading."""
    headings = [i for i, block in enumerate(page.blocks) if page.tag(i) == "h1" and len(block.text) < LONGEST_TITLE]
    return (
        _shown(page, headings, said, site, address)
        or next((short for each in said if (short := _without_site(each, site, address))), "")
        or next((clean(page.blocks[i].text) for i in headings), None)
    )


def _metas(root: Element) -> dict[str, list[str]]:
    """The contents of the `meta` elements by property, name and itemprop, in small letters."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content") or element.get("value")
        if content and content.strip():
            for attribute in ("property", "name", "itemprop"):
                key = element.get(attribute)
                if key:
                    found.setdefault(key.strip().lower(), []).append(content.strip())
    return found


def _first(metas: dict[str, list[str]], names: Sequence[str]) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _shown(page: Page, headings: Sequence[int], said: Sequence[str], site: str | None, address: str | None) -> str:
    """The headline as the page shows it: the `<h1>` that is most like what the metadata says; else one that heads the story.

    "" where there is none. `said` are the titles of the metadata, the surest first.
    """
    prose = [i for i, block in enumerate(page.blocks) if _is_prose(block)]
    last = prose[PROSE_BEFORE] if len(prose) > PROSE_BEFORE else len(page.blocks)
    first = [i for i in headings if i <= last] or headings
    shown = [(i, plain) for i in first if (plain := clean(page.blocks[i].text))]
    bare = [bag(other) for each in said for other in (each, _without_site(each, site, address))]
    best, text = _likest([each for _, each in shown], bare)
    if best < SAME:
        heads = (each for i, each in shown if i <= last and _heads_prose(i, prose))
        text = next((each for each in heads if _is_title(each, site)), "")
    own = _without_site(said[0], site, address) if said else ""
    return own if _has(text, own) else text


def _heads_prose(at: int, prose: Sequence[int]) -> bool:
    """Whether one of the blocks of prose stands close behind a block."""
    return any(at < i < at + NEAR_STORY for i in prose)


def _likest(headings: Sequence[str], titles: Sequence[Bag]) -> tuple[float, str]:
    """The heading that is most like one of the titles, the first of equals, and how much so."""
    likest = ((max((likeness(bag(each), other) for other in titles), default=1.0), each) for each in headings)
    return max(likest, key=lambda pair: pair[0], default=(0.0, ""))


def _is_title(heading: str, site: str | None) -> bool:
    """Whether a heading can be a headline by itself: neither the name of the site or of a section, nor a sentence."""
    return FEWEST <= len(heading.split()) <= MOST and not heading.endswith(".") and key(heading) != key(site or "")


def _is_prose(block: Block) -> bool:
    return (
        len(block.text) >= PROSE and block.links < 0.3 * len(block.text) and SENTENCE_END.search(block.text) is not None
    )


def _has(text: str, part: str) -> bool:
    """Whether a heading is a title with something more: a label, a day, the name of the site."""
    whole, some = " ".join(_WORD.findall(text.lower())), " ".join(_WORD.findall(part.lower()))
    return len(whole) > len(some) >= MOSTLY * len(whole) and f" {some} " in f" {whole} "


def _without_site(title: str, site: str | None, address: str | None) -> str:
    """A title without the name of the site at its end or its beginning."""
    host = parts_of(address).netloc.removeprefix("www.")
    names = {key(site or ""), key(host), key(host.rpartition(".")[0])} - {""}
    parts = _SEPARATOR.split(title)
    marks = _SEPARATOR.findall(title)
    while len(parts) > 1:
        last, first = key(parts[-1]), key(parts[0])
        if last in names or (marks[-1].strip() == "|" and len(parts[-1].split()) < 5):
            parts.pop()
            marks.pop()
        elif first in names:
            parts.pop(0)
            marks.pop(0)
        else:
            break
    return "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True)).strip()


def _headline_at(page: Page, title: str | None) -> int:
    """The number of the block that is the headline, 0 where none is."""
    wanted = bag(title or "")
    short = (i for i, block in enumerate(page.blocks) if len(block.text) < LONGEST_TITLE)
    places = [i for i in short if alike(wanted, page.bag(i), HEADLINE)]
    return headline(page, places) if places else 0


def _address(root: Element, metas: dict[str, list[str]], data: linked.Linked, url: str | None) -> str | None:
    """The canonical address, where it is one of a page and not of the front page."""
    canonical = [e.get("href") or "" for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower()]
    for each in (*canonical, *metas.get("og:url", ()), data.url):
        if _is_of_page(each):
            return str(each).strip()
    return url


def _is_of_page(address: str) -> bool:
    """Whether an address is one of the web, and not that of a front page."""
    parts = parts_of(address if len(address) < 2000 else "")
    return parts.scheme in ("http", "https") and bool(parts.netloc and (parts.path.strip("/") or parts.query))


def _language(root: Element, metas: dict[str, list[str]], data: linked.Linked) -> str | None:
    said = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _first(metas, ("og:locale", "content-language", "language"))
    )
    found = re.match(r"[a-zA-Z]{2,3}\b", (said or data.language).replace("_", "-"))
    return found.group().lower() if found else None
