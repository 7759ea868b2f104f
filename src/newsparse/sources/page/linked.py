"""The structured data of a page: schema.org in JSON-LD, and the state that a script leaves for the page to be drawn from.

Nothing is run; what is no JSON is left alone. All walks are bounded.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.sources.page.tree import Element

__all__ = ["Linked", "longest_story", "read"]

ARTICLES = frozenset(
    "advertisercontentarticle analysisnewsarticle article askpublicnewsarticle backgroundnewsarticle blogposting interview liveblogposting medicalscholarlyarticle "
    "newsarticle opinionnewsarticle report reportagenewsarticle review reviewnewsarticle satiricalarticle scholarlyarticle socialmediaposting techarticle".split()
)
PAGES = frozenset({"itempage", "videoobject", "webpage"})
MOST = 4_000  # values of one script that are looked at
LONGEST = 4_000_000  # characters of one script that are read
FEWEST = 400  # characters of a story that is taken from a script
STORY_KEYS = frozenset(
    "articlebody body bodytext content contenthtml html markup maincontent paragraph richtext story storybody text value".split()
)
_STATE = re.compile(r"^\s*(?:window\.)?(?:__[\w$]+__|[\w.$]+)\s*=\s*(?=[{\[])")
_FIELD = re.compile(r'"(@type|dateModified|datePublished)"\s*:\s*"([^"\n]{1,60})"')
_OPENING = re.compile(r"\s*(?:/\*.*?\*/|//\s*)?\s*(?:<!\[CDATA\[|<!--)?\s*", re.S)
_CLOSING = ("]]>", "-->", "//", ";")  # what may stand behind the value, in a script that is written for old readers


@dataclass(frozen=True, slots=True)
class Linked:
    """What the structured data says of the article: "" and () for nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()  # those of the authors that are said to be persons
    published: str = ""
    updated: str = ""
    section: str = ""
    site: str = ""
    description: str = ""
    body: str = ""
    url: str = ""
    language: str = ""
    entries: tuple[tuple[str, str], ...] = ()  # of a live blog: their headings, and when each was published
    closed: bool = False  # the page says that the article is not free to read


def _scripts(root: Element) -> Iterator[tuple[str, str]]:
    """The type (or id) and the text of each script."""
    for element in root.iter("script"):
        text = element.text
        if text and len(text) <= LONGEST:
            yield f"{element.get('type', '')} {element.get('id', '')}".lower(), text


def read(root: Element, headline: str) -> Linked:
    """The article of the JSON-LD: where there are several, the one whose headline is that of the page, else the first."""
    found = [each for kind, text in _scripts(root) if "ld+json" in kind for each in _objects(_json(text))]
    chosen = _article(found, headline)
    if chosen is None:
        return Linked(site=_site(found))
    by_id = {str(each["@id"]): each for each in found if "@id" in each and len(each) > 2}
    people = list(_people(chosen.get("author") or chosen.get("creator"), by_id))
    return Linked(
        title=_told(chosen, "headline", "name"),
        authors=tuple(name for name, _ in people),
        persons=frozenset(name for name, person in people if person),
        published=_told(chosen, "datePublished"),
        updated=_told(chosen, "dateModified"),
        section=_told(chosen, "articleSection"),
        site=_name(chosen.get("publisher"), by_id) or _site(found),
        description=_told(chosen, "description"),
        body=_body(found),
        url=_told(chosen, "url", "mainEntityOfPage"),
        language=_told(chosen, "inLanguage"),
        entries=tuple(_entries(found)),
        closed=str(chosen.get("isAccessibleForFree", "")).lower() in ("false", "http://schema.org/false", "no"),
    )


def _article(found: Sequence[dict[str, Any]], headline: str) -> dict[str, Any] | None:
    """The object of the article, else one of a page that says who wrote it or when."""
    articles = [each for each in found if _types(each) & ARTICLES]
    pages = (each for each in found if _types(each) & PAGES and (each.get("datePublished") or each.get("author")))
    return max(articles, key=lambda each: _agrees(each, headline), default=None) or next(pages, None)


def _body(found: Sequence[dict[str, Any]]) -> str:
    """The longest text of an article."""
    return max((_told(each, "articleBody") for each in found if _types(each) & ARTICLES), key=len, default="")


def _entries(found: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The heading of each entry of a live blog, and when it was published."""
    updates = (part for each in found for part in _objects(each.get("liveBlogUpdate")))
    return ((_told(each, "headline"), _told(each, "datePublished")) for each in updates if _types(each) & ARTICLES)


def _told(value: dict[str, Any], *names: str) -> str:
    """The text under the first of the names that has one."""
    return next((text for name in names if (text := _string(value.get(name)))), "")


def _json(text: str) -> Any:
    plain = _OPENING.sub("", text, count=1).rstrip()
    while plain.endswith(_CLOSING):
        plain = plain.removesuffix(next(filter(plain.endswith, _CLOSING))).rstrip()
    with suppress(ValueError, RecursionError):
        return json.loads(plain, strict=False)
    with suppress(ValueError, RecursionError):
        return json.loads(re.sub(r",\s*([}\]])", r"\1", plain), strict=False)
    return dict(_FIELD.findall(plain)[::-1])  # the first of each, where a mark in a text was not escaped


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects in a value, the outer ones first."""
    found, queue = [], [value]
    for each in queue:
        if len(queue) > MOST:
            break
        if isinstance(each, dict):
            found.append(each)
            queue.extend(part for part in each.values() if isinstance(part, dict | list))
        elif isinstance(each, list):
            queue.extend(part for part in each if isinstance(part, dict | list))
    return found


def _types(value: dict[str, Any]) -> set[str]:
    said = value.get("@type")
    return {str(each).rpartition("/")[2].lower() for each in (said if isinstance(said, list) else [said]) if each}


def _agrees(value: dict[str, Any], headline: str) -> tuple[float, int]:
    words = set(re.findall(r"\w+", headline.lower()))
    said = set(re.findall(r"\w+", _string(value.get("headline") or value.get("name")).lower()))
    share = len(words & said) / max(1, len(words | said))
    return share, sum(key in value for key in ("author", "datePublished", "headline"))


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = _first_text(value)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("name") or ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # a count of seconds
    return value.strip() if isinstance(value, str) else ""


def _first_text(values: list[Any]) -> Any:
    """The first text of a list, else its first value; "" of none."""
    return next((each for each in values if isinstance(each, str)), values[0] if values else "")


def _people(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    """The names of the authors, and whether each is said to be a person."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, list):
            yield from _people([part for part in each if not isinstance(part, list)], by_id)
        elif isinstance(each, dict):
            whole = by_id.get(str(each.get("@id")), each)
            types = _types(whole)
            if not types & {"organization", "newsmediaorganization", "corporation"} and (name := _named(whole)):
                yield name, "person" in types or not types
        elif isinstance(each, str):
            yield (_named(by_id[each]), True) if each in by_id else (each, False)


def _named(value: dict[str, Any]) -> str:
    name = value.get("name")
    if isinstance(name, list):
        return "; ".join(part for part in name if isinstance(part, str))
    return _string(name) or " ".join(filter(None, (_string(value.get("givenName")), _string(value.get("familyName")))))


def _name(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return _string(by_id.get(str(value.get("@id")), value).get("name"))
    return ""


def _site(found: Sequence[dict[str, Any]]) -> str:
    return next((name for each in found if "website" in _types(each) and (name := _string(each.get("name")))), "")


def longest_story(root: Element) -> str:
    """The longest story in the state of a page that a script draws: a text, or a list of paragraphs; "" where there is none."""
    best = ""
    for kind, text in _scripts(root):
        if "ld+json" in kind or ("json" not in kind and "__next_data__" not in kind and not _STATE.match(text[:200])):
            continue
        for each in _objects(_json(_STATE.sub("", text, count=1))):
            best = max((best, *_stories(each)), key=len)
    return best if len(best) >= FEWEST else ""


def _stories(value: dict[str, Any]) -> Iterator[str]:
    """The texts of an object under keys that name a story."""
    for key, part in value.items():
        if key.lower().replace("_", "").replace("-", "") not in STORY_KEYS:
            continue
        if isinstance(part, str):
            yield part
        elif isinstance(part, list):
            yield "\n\n".join(_pieces(part))


def _pieces(parts: list[Any]) -> Iterator[str]:
    """The texts of a list of paragraphs, each a text or an object that holds one."""
    for part in parts[:MOST]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            texts = [text for key, text in part.items() if isinstance(text, str) and key.lower() in STORY_KEYS]
            children = part.get("content") or part.get("children")
            if texts:
                yield max(texts, key=len)
            elif isinstance(children, list):
                yield "".join(_pieces(children))
