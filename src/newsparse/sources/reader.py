"""A source read: its text, unchanged, and the `Reading` that says which of it is the article."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from newsparse import defaults, keys
from newsparse.guard import Guard
from newsparse.sources import boilerplate, bounds, dateline, header, language, markup, speech, textkinds
from newsparse.sources.days import day_of_address
from newsparse.sources.page import article
from newsparse.sources.page.metadata import Metadata
from newsparse.sources.records import Record, record
from newsparse.text import lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

__all__ = ["read"]

EMPTY = "the text is empty"
MARKUP = "the text is the source of a page (HTML); pass it as {'html': ...} to have its markup taken out"
NO_TEXT = "the text is no text: {}; nothing was looked for in it"
NAME = "the text is {}, and was read as the text of an article: {}"
ADDRESS = ("an address", "`newsparse extract` and `newsparse batch` fetch it, extract() fetches nothing")
FILE = (
    "the name of a file",
    "pass what the file holds (Path(name).read_text(encoding='utf-8')), or use `newsparse extract`",
)
KEYS = "not read of the record: {}; its fields are text or html, id, title, published and url"
HEADER = "header of a converter"
ENTRY = "time or author of an entry"
UNREAD = "{} characters of the text were not read: {}"
LONGEST_NAME = 1000  # characters of a file's name or an address
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,}", re.I)
_FILE = re.compile(
    r"(?:(?:[^\n.!?\"“”/\\]|\.(?!\s)){0,100}[/\\])*[^\n.!?\"“”/\\]{0,200}?[^\s./\\]{1,200}"
    r"\.(?:txt|text|html?|jsonl?|csv|tsv|pdf|docx?|xml|rss|md|parquet|warc|zip)(?:\.gz)?",
    re.I,
)
_MARK = re.compile(r"#{1,6}\s+")  # of a heading in markdown
SHOWN_KEYS = 5


def read(
    source: str | Mapping[str, Any],
    *,
    id: str | int | None = None,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    clean: bool = defaults.CLEAN,
    attributions: str = defaults.ATTRIBUTIONS,
    strict: bool = defaults.STRICT,
    gender_from_names: bool = defaults.GENDER_FROM_NAMES,
) -> tuple[str, keys.Reading]:
    """Read one source: its text, unchanged (of a page: the text taken from it), and what is known about it.

    `source` is text, or a mapping with `text` or `html` (str or bytes) and, where known, `id`, `title`, `published`
    and `url`; the arguments of these names go before its fields. With `clean=False` the whole text is the article.
    Raises `InputError` for anything else, `OptionalDependencyError` for a page without the extra `html`.
    """
    given = record(source, id=id, title=title, published=published, url=url)
    make = _from_text if given.html is None else _from_page
    text, reading = make(given, Guard(strict), clean=clean)
    return text, replace(reading, attributions=attributions, gender_from_names=gender_from_names)


def _from_text(given: Record, guard: Guard, *, clean: bool) -> tuple[str, keys.Reading]:
    text = given.text or ""
    refused = bounds.no_text(text)
    blocks = [] if refused else lines.paragraphs(text)
    warnings = [NO_TEXT.format(refused)] if refused else [] if blocks else [EMPTY]
    if markup.looks_like(text):
        warnings.append(MARKUP)
    warnings.extend(_names(text))
    above = header.header(text) if clean and not refused else None
    start, said = above or (0, Metadata())
    below = lines.paragraphs(text, ((start, len(text)),)) if start else blocks
    found = _judged(text, below, warnings, guard, of_page=False, clean=clean)
    if start:
        found.decisions.append(keys.Decision("sources", HEADER, *lines.trim(text, 0, start)))
    return text, _reading(found, given, said, warnings, guard, clean=clean)


def _names(text: str) -> list[str]:
    """A warning for a text that is a name of an article instead: an address or a file."""
    if len(text) > LONGEST_NAME:
        return []
    name = text.strip()
    told = ADDRESS if _ADDRESS.fullmatch(name) else FILE if _FILE.fullmatch(name) else None
    return [NAME.format(*told)] if told else []


def _from_page(given: Record, guard: Guard, *, clean: bool) -> tuple[str, keys.Reading]:
    nothing = article.Found("", (), (), Metadata(), whole=True)
    page = guard.attempt("html", nothing, partial(article.read, clean=clean), given.html or "", given.url)
    told = list(page.warnings)
    if page.whole:
        found = _judged(page.text, lines.lines(page.text), told, guard, of_page=True, clean=clean)
    else:
        found = _laid_out(page, told, clean=clean)
    return page.text, _reading(found, given, page.metadata, told, guard, clean=clean)


def _judged(
    text: str, blocks: list[lines.Span], warnings: list[str], guard: Guard, *, of_page: bool, clean: bool
) -> _Blocks:
    """The blocks of a text without layout, less those that no stage should read, judged by their words."""
    unread, refused = _unread(text, blocks, warnings, of_page=of_page, clean=clean)
    blocks = [block for block in blocks if block not in unread]
    everything: tuple[list[bool], list[keys.Decision]] = ([True] * len(blocks), [])
    kept, decisions = guard.attempt("boilerplate", everything, boilerplate.judge, text, blocks) if clean else everything
    return _Blocks(text, blocks, kept, None, [*decisions, *refused])


def _laid_out(page: article.Found, warnings: list[str], *, clean: bool) -> _Blocks:
    """The blocks of an article that was read from a page, less those that no stage should read."""
    unread, refused = _unread(page.text, page.spans, warnings, of_page=True, clean=clean)
    pairs = [(span, kind) for span, kind in zip(page.spans, page.kinds, strict=True) if span not in unread]
    told = [(span, kind) for span, kind in pairs if kind != article.STAMP]
    stamps = [keys.Decision("sources", ENTRY, *span) for span, kind in pairs if kind == article.STAMP]
    spans, kinds = [span for span, _ in told], [kind for _, kind in told]
    decisions = [*page.decisions, *stamps, *refused]
    return _Blocks(page.text, spans, [True] * len(spans), kinds, decisions, page.entries)


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of a text, which of them are the article, and their kinds (None: to be told from the text)."""

    text: str
    spans: list[lines.Span]
    kept: list[bool]
    kinds: list[str] | None
    decisions: list[keys.Decision]
    entries: tuple[tuple[int, date], ...] = ()


def _reading(
    found: _Blocks, given: Record, page: Metadata, warnings: list[str], guard: Guard, *, clean: bool
) -> keys.Reading:
    """The credits taken out, the metadata joined: given, then the page's, then the text's."""
    text = found.text
    said = guard.attempt("dateline", dateline.Credits(), dateline.find, text, found.spans, found.kept, page.authors)
    chosen = _chosen(found, said.apart if clean else frozenset())
    spans = [span for span, _ in chosen]
    published, where = _published(given, page, said)
    if published is not None and where:
        warnings.append(f"published is {published.isoformat()}, taken from {where}")
    if given.unread:
        warnings.append(KEYS.format(", ".join(map(repr, given.unread[:SHOWN_KEYS]))))
    plain = "\n".join(text[slice(*span)] for span in spans)
    code = guard.attempt("language", None, language.identify, plain) or page.language
    if code not in (None, "en"):
        warnings.append(f"the text is not in English, as far as can be told ({code}); results may be poor")
    headline = _headline(text, chosen)
    return keys.Reading(
        kept=tuple(spans),
        paragraphs=tuple(_cut(text, spans, said.cut)),
        kinds=tuple(kind for _, kind in chosen),
        id=given.id,
        title=given.title or page.title or " ".join(headline.split()) or None,
        published=published,
        updated=page.updated,
        url=given.url or page.url,
        site=page.site,
        section=page.section,
        language=code,
        authors=page.authors or said.authors,
        warnings=(*warnings, *guard.failures),
        decisions=_logged(found.decisions, said.decisions, clean=clean),
        strict=guard.strict,
        speaker=speech.speaker(text, spans, [kind for _, kind in chosen]),
        entries=found.entries,
    )


def _headline(text: str, chosen: Sequence[tuple[lines.Span, str]]) -> str:
    """The text of the first block that is a headline; "" where none is."""
    return next((_MARK.sub("", text[slice(*span)]) for span, kind in chosen if kind == "headline"), "")


def _published(given: Record, page: Metadata, said: dateline.Credits) -> tuple[date | None, str]:
    """The day of publication, and where it was taken from; "" where it was given."""
    told = (
        (given.published, ""),
        (page.published, "the metadata of the page"),
        (said.published, f"the {said.where} of the text"),
        (day_of_address(given.url), "the address"),
    )
    return next(((day, where) for day, where in told if day is not None), (None, ""))


def _chosen(found: _Blocks, apart: frozenset[lines.Span]) -> list[tuple[lines.Span, str]]:
    """The kept blocks with their kinds, less the credits; all of them, where that would leave none."""
    kinds = found.kinds or textkinds.kinds(found.text, found.spans, found.kept)
    told = list(zip(found.spans, kinds, strict=True))
    return [each for each, keep in zip(told, found.kept, strict=True) if keep and each[0] not in apart] or told


def _unread(
    text: str, blocks: Sequence[lines.Span], warnings: list[str], *, of_page: bool, clean: bool
) -> tuple[dict[lines.Span, str], list[keys.Decision]]:
    """The blocks that no stage should read, with the decision of each; a warning is added for each reason."""
    found = bounds.unread(text, blocks, of_page=of_page) if clean else {}
    sizes: Counter[str] = Counter()
    for (start, end), reason in found.items():
        sizes[reason] += end - start
    warnings.extend(UNREAD.format(size, reason) for reason, size in sizes.items())
    return found, [keys.Decision("sources", reason, *span) for span, reason in found.items()]


def _logged(
    decisions: list[keys.Decision], credits: tuple[keys.Decision, ...], *, clean: bool
) -> tuple[keys.Decision, ...]:
    """One decision a stretch, in the order of the text; a credit says more than the classifier."""
    apart = [d for d in credits if clean or d.rule == "dateline"]
    said = {(d.start, d.end) for d in apart}
    found = [d for d in decisions if (d.start, d.end) not in said]
    return tuple(sorted([*found, *apart], key=lambda d: (d.start, d.end)))


def _cut(text: str, spans: list[lines.Span], cut: int | None) -> list[lines.Span]:
    """The paragraphs: the kept spans, cut after the dateline."""
    found: list[lines.Span] = []
    for start, end in spans:
        parts = [(start, cut), (cut, end)] if cut is not None and start < cut < end else [(start, end)]
        found += [lines.trim(text, *part) for part in parts]
    return [(a, b) for a, b in found if a < b]
