"""The edges of a stretch of text: marks, punctuation and space at its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.text.lines import Span

__all__ = ["end_of", "last_of", "trim"]

_TRIMMED = " \t\n\r\u00a0\u202f\u2009\u200b,;:.!?…\"“”„‟＂«»‹›‘’‚‛'`-–—()[]"


def trim(text: str, start: int, end: int) -> Span:
    """The span less quotation marks, punctuation and space at both ends."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def end_of(text: str, start: int, end: int) -> int:
    """The end of a span less the space at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def last_of(text: str, start: int, end: int) -> str:
    """The last character of a span that is no space; "" where there is none."""
    end = end_of(text, start, end)
    return text[max(start, end - 1) : end]
