"""Pages: the article and the metadata of HTML, through trafilatura, the only module that imports it.

Broken markup, wrong encodings and empty pages end in warnings, not in exceptions.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from newsparse.errors import OptionalDependencyError
from newsparse.sources import bounds, lexicon, markup
from newsparse.sources.dateline import names
from newsparse.sources.decode import decode

__all__ = ["Page", "looks_like", "read_page"]

FEWEST = 200  # characters: with less, the next more generous setting is tried
MUCH_MORE = 3.0  # times the text: the strict setting has lost the article
DEEPEST = 400  # levels of nested elements above which a page is read as plain text
# The days that a page states, not one guessed from the numbers in its text.
STATED_DAYS = {"original_date": True, "extensive_search": False}

_XML = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_LANG = re.compile(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.I)
_TAG = re.compile(
    r"</?(?:!doctype|html|head|body|div|p|a|span|br|script|style|meta|h[1-6]|ul|ol|li|table|tr|td|img|section|article|nav)\b[^<>]{0,500}>",
    re.I,
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml[^>]*>\s*<!doctype html)", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. None and () where it does not say; `whole` tells that `text` is that of all of the page."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()
    whole: bool = False


class _TooMuchError(Exception):
    """A page asks more of a parser than any article does."""


def looks_like(text: str) -> bool:
    """Whether a text is the source of a page: it begins as one, or holds a handful of its tags."""
    shown = text[:20_000]
    return _PAGE.match(shown) is not None or len(_TAG.findall(shown)) >= 5


def read_page(source: str | bytes, url: str | None = None) -> Page:
    """The article of a page and its metadata. Raises `OptionalDependencyError` without trafilatura."""
    trafilatura = _trafilatura()
    html, warnings = _source(source)
    if not html.strip():
        return Page(warnings=warnings or ("the page is empty",))
    try:
        document = _extract(trafilatura, html, url)
    except Exception as error:  # whatever a parser does on broken markup, the page is still read as text
        why = str(error) if isinstance(error, _TooMuchError) else type(error).__name__
        warnings = (*warnings, f"the markup of the page could not be read ({why}); its text was taken instead")
        document = None
    text = (getattr(document, "text", None) or "").strip()
    language = _LANG.search(html[:20_000])
    if not text:
        plain = markup.text_of(html)
        none = ("no article was found in the page",) if document is not None or not plain else ()
        return _filled(document, plain, html, language, (*warnings, *none), whole=True)
    return _filled(document, text, html, language, warnings, whole=False)


def _source(source: str | bytes) -> tuple[str, tuple[str, ...]]:
    """The markup of a page as a parser can be given it, with warnings; "" for what is no page."""
    html, warnings = decode(source) if isinstance(source, bytes) else (source, ())
    refused = bounds.no_text(source) or bounds.no_text(html)
    if refused:
        return "", (f"the page is no page: {refused}",)
    html = _XML.sub("", html.replace("\x00", "").encode("utf-8", "replace").decode("utf-8"))
    html, told = bounds.markup(html)
    return html, (*warnings, *told)


def _trafilatura() -> Any:
    try:
        import trafilatura
    except ImportError as error:
        raise OptionalDependencyError(
            f"reading a page needs trafilatura ({error}): pip install 'newsparse[html]'"
        ) from error
    _keep_quiet()
    return trafilatura


def _keep_quiet() -> None:
    """Send what readers of pages log where the user's program sends logs; for want of that, not to the terminal."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _extract(trafilatura: Any, html: str, url: str | None) -> Any:
    """The strict setting, which leaves the most furniture out; where it has lost the article, a more generous one."""
    if _depth(html) > DEEPEST:
        raise _TooMuchError("its tags are too deeply nested")
    tags = bounds.tags(html)
    if tags > bounds.MOST_TAGS:
        raise _TooMuchError(f"it has more than {bounds.MOST_TAGS} tags")

    def take(**settings: bool) -> Any:
        return trafilatura.bare_extraction(
            html,
            url=url,
            include_comments=False,
            date_extraction_params=STATED_DAYS,
            fast=tags > bounds.MANY_TAGS,
            **settings,
        )

    strict = take(favor_precision=True, with_metadata=True)
    size = len(getattr(strict, "text", None) or "")
    if size >= 5 * FEWEST:
        return strict
    usual = take(with_metadata=strict is None)
    more = len(getattr(usual, "text", None) or "")
    best, most = (usual, more) if more > MUCH_MORE * size or (size < FEWEST and more > size) else (strict, size)
    if most < FEWEST / 4:
        wide = take(favor_recall=True)
        best = wide if len(getattr(wide, "text", None) or "") > most else best
    if strict is not None and best is not strict:
        strict.text = best.text
    return strict if strict is not None else best


def _depth(html: str) -> int:
    """An upper bound of how deep `div`, `span` and the like are nested."""
    level = deepest = 0
    for closing in re.findall(r"<(/?)(?:div|span|section|font|b|i|ul|blockquote|table)\b", html, re.I):
        level += -1 if closing else 1
        deepest = max(deepest, level)
    return deepest


def _filled(
    document: Any, text: str, html: str, language: re.Match[str] | None, warnings: tuple[str, ...], *, whole: bool
) -> Page:
    published, late = _published(getattr(document, "date", None))
    return Page(
        text=text,
        title=_clean(getattr(document, "title", None)),
        authors=_authors(getattr(document, "author", None)),
        published=published,
        site=_clean(getattr(document, "sitename", None)),
        language=language.group(1).lower() if language else None,
        url=_clean(getattr(document, "url", None)),
        warnings=(*warnings, *late),
        whole=whole,
    )


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    """The authors of the metadata that are names of people: no words of a menu, no address, no agency."""
    if not isinstance(value, str):
        return ()
    found: dict[str, None] = {}
    for part in value.split(";"):
        if not any(lexicon.scores(lexicon.normal(part))):
            found.update(dict.fromkeys(names(part)))
    return tuple(found)


def _published(value: object) -> tuple[date | None, tuple[str, ...]]:
    """The day of the metadata, unless it lies in the future or before there were pages."""
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return None, ()
    if day > date.today() + timedelta(days=1) or day.year < 1990:
        return None, (f"the page gives {day.isoformat()} as its day of publication, which cannot be; it was left out",)
    return day, ()
