"""What a page says about its article: title, authors, day, site, section, address, language.

The order in which sources are believed is the order of the lists here; `docs/pages.md` says the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlparse

from newsparse.sources.page import authors, days, linked
from newsparse.sources.page.values import clean, key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newsparse.sources.page.blocks import Page
    from newsparse.sources.page.tree import Element

__all__ = ["Metadata", "read"]

TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "title",
)
SECTIONS = ("article:section", "parsely-section", "section", "og:section", "category", "cg")
SITES = ("og:site_name", "application-name", "twitter:app:name:iphone", "copyright", "publisher", "dc.publisher")
LONGEST_TITLE = 400
SAME = 0.5  # likeness from which a heading is the title of the metadata
_SEPARATOR = re.compile(r"\s+[|·•»:–—-]+\s+|\s*\|\s*|\s+::\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; None and () where it does not."""

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


def read(root: Element, page: Page, url: str | None) -> Metadata:
    """The metadata of a page; `url` is the address from which it was fetched, where that is known."""
    metas = _metas(root)
    heading = _tag_text(root, "title")
    headings = [
        block.text for block in page.blocks if page.nodes[block.node].tag == "h1" and len(block.text) < LONGEST_TITLE
    ]
    data = linked.read(root, _first(metas, TITLES[:2]) or heading)
    address = _address(root, metas, data, url)
    site = clean(_first(metas, SITES[:2]) or data.site or _first(metas, SITES[2:]))
    title = _title(metas, heading, headings, data, site, address)
    start = _headline_at(page, title)
    published, updated, warnings = days.find(root, metas, data, page, start, address or url)
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
        closed=data.closed or _first(metas, ("article:content_tier",)).lower() in ("locked", "metered-locked"),
        warnings=warnings,
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


def _tag_text(root: Element, tag: str) -> str:
    for element in root.iter(tag):
        text = " ".join("".join(element.itertext()).split())
        if text:
            return text
    return ""


def _likeness(text: str, other: str) -> float:
    a, b = Counter(_WORD.findall(text.lower())), Counter(_WORD.findall(other.lower()))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def _title(
    metas: dict[str, list[str]],
    heading: str,
    headings: list[str],
    data: linked.Linked,
    site: str | None,
    address: str | None,
) -> str | None:
    """The headline as the page shows it, where it is like what the metadata says; else what the metadata says, less the site."""
    told = [each for name in TITLES if name in metas for each in metas[name]]
    said = [plain for each in (*told, data.title, heading) if (plain := clean(each))]
    shown = [
        (max((_likeness(each, other) for other in said), default=1.0), each) for each in map(clean, headings) if each
    ]
    best = max(shown, default=(0.0, ""), key=lambda pair: pair[0])
    if best[0] >= SAME or (shown and not said):
        return _agreed(best[1], metas, data, site, address)
    for each in said:
        short = _without_site(each, site, address)
        if short:
            return short
    return best[1] or None


def _agreed(shown: str, metas: dict[str, list[str]], data: linked.Linked, site: str | None, address: str | None) -> str:
    """The headline as it is shown, unless both OpenGraph and JSON-LD give another one, and the same."""
    told = [
        _without_site(plain, site, address)
        for each in (_first(metas, TITLES[:1]), data.title)
        if (plain := clean(each))
    ]
    return told[0] if len(told) == 2 and told[0] == told[1] else shown


def _without_site(title: str, site: str | None, address: str | None) -> str:
    """A title without the name of the site at its end or its beginning."""
    names = {key(site or ""), key(urlparse(address or "").netloc.removeprefix("www.").rpartition(".")[0])} - {""}
    parts = _SEPARATOR.split(title)
    marks = _SEPARATOR.findall(title)
    while len(parts) > 1:
        last, first = key(parts[-1]), key(parts[0])
        if any(last == name or (len(last) > 3 and (last in name or name in last)) for name in names) or (
            marks[-1].strip() == "|" and len(parts[-1].split()) < 5
        ):
            parts.pop()
            marks.pop()
        elif any(first == name for name in names):
            parts.pop(0)
            marks.pop(0)
        else:
            break
    return "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True)).strip()


def _headline_at(page: Page, title: str | None) -> int:
    """The number of the block that is the headline, 0 where none is."""
    if not title:
        return 0
    places = [
        i
        for i, block in enumerate(page.blocks)
        if len(block.text) < LONGEST_TITLE and _likeness(block.text, title) > 0.8
    ]
    heads = [i for i in places if page.nodes[page.blocks[i].node].tag == "h1"]
    return heads[-1] if heads else places[0] if places else 0


def _address(root: Element, metas: dict[str, list[str]], data: linked.Linked, url: str | None) -> str | None:
    """The canonical address, where it is one of a page and not of the front page."""
    canonical = [e.get("href") or "" for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower()]
    for each in (*canonical, *metas.get("og:url", ()), data.url):
        parts = urlparse(each.strip()) if len(each) < 2000 and "[" not in each else urlparse("")
        if parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query):
            return str(each).strip()
    return url


def _language(root: Element, metas: dict[str, list[str]], data: linked.Linked) -> str | None:
    said = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _first(metas, ("og:locale", "content-language", "language"))
    )
    found = re.match(r"[a-zA-Z]{2,3}\b", (said or data.language).replace("_", "-"))
    return found.group().lower() if found else None
