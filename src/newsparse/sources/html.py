"""Pages: the article and the metadata of HTML, through trafilatura, the only module that imports it.

Broken markup, wrong encodings and empty pages end in warnings, not in exceptions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from newsparse.errors import OptionalDependencyError
from newsparse.sources import lexicon, markup
from newsparse.sources.dateline import names

__all__ = ["Page", "decode", "looks_like", "read_page"]

FEWEST = 200  # characters: with less, the next more generous setting is tried
MUCH_MORE = 3.0  # times the text: the strict setting has lost the article
DEEPEST = 400  # levels of nested elements above which a page is read as plain text
# The days that a page states, not one guessed from the numbers in its text.
STATED_DAYS = {"original_date": True, "extensive_search": False}

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_LANG = re.compile(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.I)
_TAG = re.compile(
    r"</?(?:!doctype|html|head|body|div|p|a|span|br|script|style|meta|h[1-6]|ul|ol|li|table|tr|td|img|section|article|nav)\b[^<>]{0,500}>",
    re.I,
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml[^>]*>\s*<!doctype html)", re.I)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


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


def looks_like(text: str) -> bool:
    """Whether a text is the source of a page: it begins as one, or holds a handful of its tags."""
    shown = text[:20_000]
    return _PAGE.match(shown) is not None or len(_TAG.findall(shown)) >= 5


def decode(page: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes of a page, and a warning where its own statement about its encoding is wrong."""
    for mark, encoding in _BOMS:
        if page.startswith(mark):
            return page.decode(encoding, "replace"), ()
    found = _CHARSET.search(page[:4096])
    declared = next((part.decode("ascii") for part in found.groups() if part), None) if found else None
    for encoding in ("utf-8", declared or "cp1252", "cp1252"):
        try:
            text = page.decode(encoding)
        except (UnicodeError, LookupError):  # some codecs raise the general error
            continue
        wrong = (
            declared is not None
            and encoding != declared
            and not page.isascii()
            and declared.lower() not in ("utf8", "utf-8")
        )
        wrong = wrong or (declared is not None and encoding == "cp1252" and declared.lower() != "cp1252")
        return text, (f"the page says that it is in {declared}; it was read as {encoding}",) if wrong else ()
    return page.decode("cp1252", "replace"), ("the page is in no known encoding; some characters were lost",)


def read_page(source: str | bytes, url: str | None = None) -> Page:
    """The article of a page and its metadata. Raises `OptionalDependencyError` without trafilatura."""
    trafilatura = _trafilatura()
    html, warnings = decode(source) if isinstance(source, bytes) else (source, ())
    html = _XML.sub("", html.replace("\x00", "").encode("utf-8", "replace").decode("utf-8"))
    if not html.strip():
        return Page(warnings=(*warnings, "the page is empty"))
    try:
        document = _extract(trafilatura, html, url)
    except Exception as error:  # whatever a parser does on broken markup, the page is still read as text
        warnings = (
            *warnings,
            f"the markup of the page could not be read ({type(error).__name__}); its text was taken instead",
        )
        document = None
    text = (getattr(document, "text", None) or "").strip()
    language = _LANG.search(html[:20_000])
    if not text:
        plain = markup.text_of(html)
        none = ("no article was found in the page",) if document is not None or not plain else ()
        return _filled(document, plain, html, language, (*warnings, *none), whole=True)
    return _filled(document, text, html, language, warnings, whole=False)


def _trafilatura() -> Any:
    try:
        import trafilatura
    except ImportError as error:
        raise OptionalDependencyError(
            f"reading a page needs trafilatura ({error}): pip install 'newsparse[html]'"
        ) from error
    return trafilatura


def _extract(trafilatura: Any, html: str, url: str | None) -> Any:
    """The strict setting, which leaves the most furniture out; where it has lost the article, a more generous one."""
    if _depth(html) > DEEPEST:
        raise RecursionError("too deep")

    def take(**settings: bool) -> Any:
        return trafilatura.bare_extraction(
            html, url=url, include_comments=False, date_extraction_params=STATED_DAYS, **settings
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
