"""A source read: its text, unchanged, and the `Reading` that says which of it is the article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from newsparse import keys
from newsparse.guard import Guard
from newsparse.sources import boilerplate, bounds, dateline, html, language, layout
from newsparse.sources.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

__all__ = ["read"]

EMPTY = "the text is empty"
MARKUP = "the text is the source of a page (HTML); pass it as {'html': ...} to have its markup taken out"
NO_TEXT = "the text is no text: {}; nothing was looked for in it"
UNREAD = "{} characters of the text were not read: {}"
SHOWN = 6000  # characters of the article by which its language is told


def read(
    source: str | Mapping[str, Any],
    *,
    id: str | int | None = None,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    clean: bool = True,
    attributions: str = "statements",
    strict: bool = False,
    gender_from_names: bool = False,
) -> tuple[str, keys.Reading]:
    """Read one source: its text, unchanged (of a page: the text taken from it), and what is known about it.

    `source` is text, or a mapping with `text` or `html` (str or bytes) and, where known, `id`, `title`, `published`
    and `url`; the arguments of these names go before its fields. With `clean=False` the whole text is the article.
    Raises `InputError` for anything else, `OptionalDependencyError` for a page without the extra `html`.
    """
    given = record(source, id=id, title=title, published=published, url=url)
    make = _from_text if given.html is None else _from_page
    text, reading = make(given, _Options(clean, attributions, Guard(strict)))
    return text, replace(reading, gender_from_names=gender_from_names)


@dataclass(frozen=True, slots=True)
class _Options:
    clean: bool
    attributions: str
    guard: Guard


def _from_text(given: Record, options: _Options) -> tuple[str, keys.Reading]:
    text = given.text or ""
    refused = bounds.no_text(text)
    blocks = [] if refused else layout.paragraphs(text)
    warnings = [NO_TEXT.format(refused)] if refused else [] if blocks else [EMPTY]
    if html.looks_like(text):
        warnings.append(MARKUP)
    return text, _reading(text, blocks, given, html.Page(), options, judged=options.clean, warnings=warnings)


def _from_page(given: Record, options: _Options) -> tuple[str, keys.Reading]:
    page = options.guard.attempt("html", html.Page(), html.read_page, given.html or "", given.url)
    blocks = layout.lines(page.text)
    judged = options.clean and page.whole
    return page.text, _reading(page.text, blocks, given, page, options, judged=judged, warnings=page.warnings)


def _reading(
    text: str,
    blocks: list[layout.Span],
    given: Record,
    page: html.Page,
    options: _Options,
    *,
    judged: bool,
    warnings: Sequence[str],
) -> keys.Reading:
    """The blocks judged, the credits taken out, the metadata joined: given, then the page's, then the text's."""
    clean, guard = options.clean, options.guard
    unread = bounds.unread(text, blocks, of_page=given.html is not None) if clean else {}
    blocks = [block for block in blocks if block not in unread]
    everything: tuple[list[bool], list[keys.Decision]] = ([True] * len(blocks), [])
    kept, decisions = everything
    if judged:
        kept, decisions = guard.attempt("boilerplate", everything, boilerplate.judge, text, blocks)
    said = guard.attempt("dateline", dateline.Credits(), dateline.find, text, blocks, kept)
    spans = [span for span, keep in zip(blocks, kept, strict=True) if keep and not (clean and span in said.apart)]
    if blocks and not spans:
        spans = list(blocks)
    told = list(_told(unread))
    published = given.published or page.published
    if published is None and said.published is not None:
        published = said.published
        told.append(f"published is {published.isoformat()}, taken from the {said.where} of the text")
    elif given.published is None and published is not None:
        told.append(f"published is {published.isoformat()}, taken from the metadata of the page")
    code = guard.attempt("language", None, language.identify, "\n".join(_some(text, spans))) or page.language
    if code not in (None, "en"):
        told.append(f"the text is not in English, as far as can be told ({code}); results may be poor")
    return keys.Reading(
        kept=tuple(spans),
        paragraphs=tuple(_cut(text, spans, said.cuts)),
        id=given.id,
        title=given.title or page.title,
        published=published,
        url=given.url or page.url,
        site=page.site,
        language=code,
        authors=page.authors or said.authors,
        warnings=(*warnings, *told, *guard.failures),
        decisions=_logged([*decisions, *_refused(unread)], said.decisions, clean=clean),
        attributions=options.attributions,
        strict=guard.strict,
    )


def _told(unread: dict[layout.Span, str]) -> list[str]:
    """A warning for each reason why blocks were not read."""
    sizes: dict[str, int] = {}
    for (start, end), reason in unread.items():
        sizes[reason] = sizes.get(reason, 0) + end - start
    return [UNREAD.format(size, reason) for reason, size in sizes.items()]


def _refused(unread: dict[layout.Span, str]) -> list[keys.Decision]:
    return [keys.Decision("sources", reason, start, end) for (start, end), reason in unread.items()]


def _logged(
    decisions: list[keys.Decision], credits: tuple[keys.Decision, ...], *, clean: bool
) -> tuple[keys.Decision, ...]:
    """One decision a stretch, in the order of the text; a credit says more than the classifier."""
    found = {(d.start, d.end): d for d in decisions}
    found.update({(d.start, d.end): d for d in credits if clean or d.rule == "dateline"})
    return tuple(sorted(found.values(), key=lambda d: (d.start, d.end)))


def _some(text: str, spans: list[layout.Span]) -> list[str]:
    """Enough of the article to tell its language."""
    some, size = [], 0
    for start, end in spans:
        some.append(text[start : min(end, start + SHOWN)])
        size += end - start
        if size > SHOWN:
            break
    return some


def _cut(text: str, spans: list[layout.Span], cuts: tuple[int, ...]) -> list[layout.Span]:
    """The paragraphs: the kept spans, cut after a dateline."""
    found: list[layout.Span] = []
    for start, end in spans:
        at = start
        for cut in (c for c in cuts if start < c < end):
            found.append(layout.trim(text, at, cut))
            at = layout.trim(text, cut, end)[0]
        found.append((at, end))
    return [(a, b) for a, b in found if a < b]
