"""Quotation marks, as `newsparse.text.marks` reads them, and the paragraphs that a text has by itself."""

from __future__ import annotations

import re

from newsparse.text.marks import Quotation, find_quotations

__all__ = ["Quotation", "find_quotations", "paragraphs"]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every paragraph that is not blank.

    A line is a paragraph, except in text wrapped by hand, where only a blank line ends one.
    """
    pattern = r"\n[ \t\r]*\n\s*" if _is_wrapped(text) else r"\s*\n\s*"
    found, start = [], 0
    for gap in re.finditer(pattern, text):
        found.append((start, gap.start()))
        start = gap.end()
    found.append((start, len(text)))
    return [(s, e) for s, e in found if text[s:e].strip()]


def _is_wrapped(text: str) -> bool:
    breaks = re.findall(r"(\S)[ \t\r]*\n[ \t]*(\S)", text)
    running = sum(1 for before, after in breaks if after.islower() and before not in ".!?")
    return running >= 2 and running * 3 >= len(breaks)
