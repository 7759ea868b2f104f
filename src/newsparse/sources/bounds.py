"""Bounds on work: what a page or a text may ask of a parser and of the model. Pure functions, linear in their input.

Nothing is cut off without a word: each bound that is met gives its reason, which becomes a warning or a decision.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newsparse.sources.decode import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.text.lines import Span

__all__ = ["markup", "no_text", "unread"]

# Parsers compare each attribute of a tag with all before it.
MOST_ATTRIBUTES = 500
# A text with a larger share of control characters is a file of bytes. Texts have none; compressed data a tenth.
MOST_CONTROLS = 0.02
FEWEST_CONTROLS = 8
# Characters of blocks without words, in all, above which they are left out: a rule under a heading is none of them.
MOST_SYMBOLS = 2_000
FEWEST_LETTERS = 0.1  # the share of letters and digits of a block with words
LONGEST_PARAGRAPH = 100_000  # characters; of a page alone: a text may well be one line

LONG = "longer than any paragraph of a page"
SYMBOLS = "signs without words"

_TAG = re.compile(r"<[a-zA-Z](?:[^=>]+|=\s*(?:\"[^\"]*\"|'[^']*')?)*")
_ATTRIBUTE = re.compile(r"[^\s/=>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_SYMBOLS = re.compile(r"[\W_]+")


def markup(page: str) -> tuple[str, tuple[str, ...]]:
    """A page whose tags have no more attributes than `MOST_ATTRIBUTES`, and a warning where some had more."""
    long = (tag.span() for tag in _TAG.finditer(page) if tag.end() - tag.start() > 2 * MOST_ATTRIBUTES)
    cut = [(last, end) for start, end in long if (last := _bounded(page, start, end)) < end]
    if not cut:
        return page, ()
    starts = (0, *(end for _, end in cut))
    kept = [page[start:last] for start, (last, _) in zip(starts, (*cut, (len(page), 0)), strict=True)]
    told = f"{len(cut)} tags of the page have more than {MOST_ATTRIBUTES} attributes; the others were not read"
    return "".join(kept), (told,)


def _bounded(page: str, start: int, end: int) -> int:
    """Where a tag ends that has no more attributes than are read."""
    last = next(islice(_ATTRIBUTE.finditer(page, start, end), MOST_ATTRIBUTES, None), None)
    return end if last is None else last.end()


def no_text(text: bytes | str) -> str | None:
    """Why a text, or the source of a page, is none: it begins as a file of another kind, or is made of bytes."""
    kind = kind_of(text)
    if kind is not None:
        return f"it begins as {kind} does"
    if isinstance(text, bytes):
        return None
    plain = text.encode("utf-8", "replace")
    found = len(plain) - len(plain.translate(None, _CONTROLS))  # as one byte each, and no part of another sign
    if found >= FEWEST_CONTROLS and found > MOST_CONTROLS * len(text):
        return f"{found} of its {len(text)} characters are those of a file that is no text"
    return None


def unread(text: str, blocks: Iterable[Span], *, of_page: bool) -> dict[Span, str]:
    """The blocks that no stage should read, with the reason of each.

    They are blocks of symbols, where there is more than a little of them, and paragraphs of a page (`of_page`) that are
    longer than any.
    """
    found: dict[Span, str] = {}
    symbols: list[Span] = []
    for start, end in blocks:
        if of_page and end - start > LONGEST_PARAGRAPH:
            found[start, end] = LONG
        elif len(_SYMBOLS.sub("", text[start:end])) < FEWEST_LETTERS * (end - start):
            symbols.append((start, end))
    if sum(end - start for start, end in symbols) > MOST_SYMBOLS:
        found.update(dict.fromkeys(symbols, SYMBOLS))
    return dict(sorted(found.items()))
