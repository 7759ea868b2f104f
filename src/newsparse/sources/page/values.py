"""What is read from `meta` elements and the like, made comparable."""

from __future__ import annotations

import html
import re

__all__ = ["NEAR_TITLE", "clean", "key"]

NEAR_TITLE = 12  # blocks after the headline in which the byline and the line of publication stand
_WORD = re.compile(r"\w+")


def clean(value: str | None) -> str | None:
    """White space single, entities resolved that were escaped twice."""
    if not value:
        return None
    return " ".join(html.unescape(html.unescape(value)).replace("\u00a0", " ").replace("\u00ad", "").split()) or None


def key(text: str) -> str:
    """A name as it is compared: its letters and digits, small, without "the"."""
    return "".join(_WORD.findall(text.lower())).removeprefix("the")
