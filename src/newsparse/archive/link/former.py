"""Former names that an article tells: "Maria Holm, formerly Maria Berg", "Jane Okoro (née Palmer)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["former_names"]

_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: (?:(?:de|da|del|van|von|bin|al|el) )*[A-ZÀ-Þ][\w’'-]+){0,2}"
_FORMER = re.compile(
    r"\s*[,(–—-]?\s*(?:(?:who )?(?:was |is )?(?:formerly|previously|once|earlier|also|then|better)?\s*"
    r"(?:(?:been )?known (?:until \w+ )?as|called)|formerly|n[ée]e|born|previously)\s+"
    rf"(?P<name>{_NAME})"
)
_HINTS = ("formerly", "née", "nee ", "known", "born", "previously", "called")


def former_names(text: str, mentions: Iterable[tuple[str, int]]) -> frozenset[str]:
    """The other names told right after mentions, each given by its text and its end; a surname alone is completed."""
    found = set()
    for mention, end in mentions:
        after = text[end : end + 100]
        if " " not in mention or not any(hint in after for hint in _HINTS):
            continue
        match = _FORMER.match(after)
        if match:
            name = match["name"]
            found.add(name if " " in name else f"{mention.split()[0]} {name}")
    return frozenset(found)
