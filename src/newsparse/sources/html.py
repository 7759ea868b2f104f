"""Text that is the source of a page, told from other text. What a page holds is the business of `sources.page`."""

from __future__ import annotations

import re

__all__ = ["looks_like"]

_TAG = re.compile(
    r"</?(?:!doctype|html|head|body|div|p|a|span|br|script|style|meta|h[1-6]|ul|ol|li|table|tr|td|img|section|article|nav)\b[^<>]{0,500}>",
    re.I,
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml[^>]*>\s*<!doctype html)", re.I)


def looks_like(text: str) -> bool:
    """Whether a text is the source of a page: it begins as one, or holds a handful of its tags."""
    shown = text[:20_000]
    return _PAGE.match(shown) is not None or len(_TAG.findall(shown)) >= 5
