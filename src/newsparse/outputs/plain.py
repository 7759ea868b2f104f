"""What the exchange formats share: text that every reader takes, JSON for any page, names that hold for one article."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from newsparse.types import Article

__all__ = ["as_json", "iri_of", "iso", "quoted", "readable", "storable", "urn"]

_SURROGATES = re.compile("[\ud800-\udfff]")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]+")
_NAMESPACE = uuid.UUID("0c9f5a8e-3f0b-5d59-9d4b-5f6a0f8a1f57")


def readable(text: str) -> str:
    """The text, with U+FFFD for each lone surrogate, which UTF-8 cannot hold: as long, so that offsets stay."""
    return _SURROGATES.sub("\ufffd", text)


def storable(value: Any) -> Any:
    """A value for what stores UTF-8: lone surrogates, in strings at any depth, as U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else readable(value)
    if isinstance(value, dict):
        return {name: storable(each) for name, each in value.items()}
    return [storable(each) for each in value] if isinstance(value, list | tuple) else value


def quoted(words: str) -> str:
    """The words for a message, cut after 40 characters."""
    return repr(words if len(words) <= 40 else words[:37] + "...")


def iso(day: date | None) -> str | None:
    """A day as it is written."""
    return None if day is None else day.isoformat()


def as_json(value: Any) -> str:
    """JSON in ASCII that every reader takes, without a `<`, so that it may stand in a script element of a page."""
    return json.dumps(storable(value), indent=2).replace("<", "\\u003c")


def iri_of(article: Article) -> str | None:
    """The address of the article, where it is one that may name a resource."""
    return article.url if article.url and _IRI.fullmatch(article.url) else None


def urn(*parts: object) -> str:
    """A name that is the same for the same parts, and for no others."""
    return uuid.uuid5(_NAMESPACE, readable("\0".join(map(str, parts)))).urn
