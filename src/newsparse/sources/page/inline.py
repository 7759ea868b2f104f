"""What the attributes of an element and its place in a line say of it: its words, whether it is shown, its marks."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newsparse.text.words import CLOSING_MARKS, OPENING_MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse.sources.page.tree import Element

__all__ = ["BESIDE", "adjoins", "is_clipped", "is_hidden", "is_note", "is_unshown", "marks", "time_of", "words_of"]

FEW = 8  # pieces of text in a link that is the number of a footnote
# Attributes whose words say what an element is.
NAMED = ("class", "id", "itemprop", "data-testid", "data-component", "data-qa")
_NUMBER = re.compile(r"\s*(?:\[?\d{1,3}\]?|\(\d{1,3}\)|[*†‡])\s*")  # of a footnote, in the text
_NOTE = re.compile(r"(?:foot|end)note|note-?ref", re.I)
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:\D|$)")
# For those who hear the page, not for the eye.
_CLIPPED = re.compile(r"\bclip\s*:\s*rect\(0|\bclip-path\s*:\s*inset\(50%", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BESIDE = frozenset({"a", "span", "time"})  # those that a page often sets apart by its style alone


def words_of(said: Mapping[str, str]) -> str:
    """The words of the attributes of an element that say what it is."""
    return " ".join(said[name][:200] for name in NAMED if said.get(name))


def is_hidden(said: Mapping[str, str]) -> bool:
    """Whether an element of a block with these attributes is not shown."""
    return said.get("aria-hidden") == "true" or is_unshown(said)


def is_unshown(said: Mapping[str, str]) -> bool:
    """Whether an element of a line with these attributes is not shown; what only those who hear the page miss is."""
    return "hidden" in said or _HIDDEN.search(said.get("style", "")[:300]) is not None


def is_clipped(element: Element) -> bool:
    """Whether an element is for those who hear the page, not for the eye."""
    return _CLIPPED.search(element.get("style", "")[:300]) is not None


def is_note(element: Element) -> bool:
    """Whether a link in the line is the number of a footnote: <sup><a>[1]</a></sup>, <a class="footnote-ref">1</a>."""
    if element.tag != "a" or not _NUMBER.fullmatch("".join(islice(element.itertext(), FEW))):
        return False
    parent = element.getparent()
    return (parent is not None and parent.tag == "sup") or _NOTE.search(words_of(element.attrib)) is not None


def time_of(element: Element) -> str:
    """The time that an element has for machines: <time datetime>, <abbr title="2024-05-03T10:00:00Z">; "" for none."""
    given = element.get("datetime" if element.tag == "time" else "title") or ""
    return given[:300] if element.tag == "time" or _TIME.match(given) else ""


def marks(element: Element) -> tuple[str, str]:
    """The quotation marks that a browser shows around a `<q>`; none where the page has written them itself."""
    inside = next(filter(str.strip, element.itertext()), "").strip()
    previous, parent = element.getprevious(), element.getparent()
    before = (parent.text if previous is None else previous.tail) or ""
    if (
        not inside
        or inside[0] in OPENING_MARKS
        or before[-1:] in OPENING_MARKS
        or (element.tail or "")[:1] in CLOSING_MARKS
    ):
        return "", ""
    return ("‘", "’") if next(element.iterancestors("q"), None) is not None else ("“", "”")


def adjoins(element: Element) -> bool:
    """Whether an element begins where another of its kind ends."""
    before = element.getprevious()
    return before is not None and before.tag in BESIDE and not before.tail
