"""Addresses of the web, as texts and records have them."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

__all__ = ["address"]


def address(url: str | None) -> SplitResult:
    """The parts of an address, all empty for what is none."""
    with suppress(ValueError):
        return urlsplit((url or "").strip())
    return urlsplit("")
