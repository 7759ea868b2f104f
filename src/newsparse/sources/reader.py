"""A source read: its text, unchanged, and the `Reading` that says which of it is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse import keys
from newsparse.sources import boilerplate, bounds, dateline, html, language, layout
from newsparse.sources.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Mapping
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
) -> tuple[str, keys.Reading]:
    """Read one source: its text, unchanged (of a page: the text taken from it), and what is known about it.

    `source` is text, or a mapping with `text` or `html` (str or bytes) and, where known, `id`, `title`, `published`
    and `url`; the arguments of these names go before its fields. With `clean=False` the whole text is the article.
    Raises `InputError` for anything else, `OptionalDependencyError` for a page without the extra `html`.
    """
    given = record(source, id=id, title=title, published=published, url=url)
    if given.html is not None:
        return _from_page(given, clean=clean, attributions=attributions)
    return _from_text(given, clean=clean, attributions=attributions)


def _from_text(given: Record, *, clean: bool, attributions: str) -> tuple[str, keys.Reading]:
    text = given.text or ""
    refused = bounds.no_text(text)
    blocks = [] if refused else layout.paragraphs(text)
    warnings = [NO_TEXT.format(refused)] if refused else [] if blocks else [EMPTY]
    if html.looks_like(text):
        warnings.append(MARKUP)
    return text, _reading(
        text, blocks, given, html.Page(), warnings, judged=clean, clean=clean, attributions=attributions
    )


def _from_page(given: Record, *, clean: bool, attributions: str) -> tuple[str, keys.Reading]:
    page = html.read_page(given.html or "", given.url)
    blocks = layout.lines(page.text)
    judged = clean and page.whole
    reading = _reading(
        page.text, blocks, given, page, list(page.warnings), judged=judged, clean=clean, attributions=attributions
    )
    return page.text, reading


def _reading(
    text: str,
    blocks: list[layout.Span],
    given: Record,
    page: html.Page,
    warnings: list[str],
    *,
    judged: bool,
    clean: bool,
    attributions: str,
) -> keys.Reading:
    """The blocks judged, the credits taken out, the metadata joined: given, then the page's, then the text's."""
    unread = bounds.unread(text, blocks, of_page=given.html is not None) if clean else {}
    blocks = [block for block in blocks if block not in unread]
    warnings.extend(_told(unread))
    kept, decisions = boilerplate.judge(text, blocks) if judged else ([True] * len(blocks), [])
    said = dateline.find(text, blocks, kept)
    spans = [span for span, keep in zip(blocks, kept, strict=True) if keep and not (clean and span in said.apart)]
    if blocks and not spans:
        spans = list(blocks)
    published = given.published or page.published
    if published is None and said.published is not None:
        published = said.published
        warnings.append(f"published is {published.isoformat()}, taken from the {said.where} of the text")
    elif given.published is None and published is not None:
        warnings.append(f"published is {published.isoformat()}, taken from the metadata of the page")
    code = language.identify("\n".join(_some(text, spans))) or page.language
    if code not in (None, "en"):
        warnings.append(f"the text is not in English, as far as can be told ({code}); results may be poor")
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
        warnings=tuple(warnings),
        decisions=_logged([*decisions, *_refused(unread)], said.decisions, clean=clean),
        attributions=attributions,
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
