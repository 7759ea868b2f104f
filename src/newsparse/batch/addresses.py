"""Which inputs are addresses of the web."""

from __future__ import annotations

import re

__all__ = ["is_address"]

_ADDRESS = re.compile(r"https?://", re.I)


def is_address(name: str) -> bool:
    """Whether an input is an address of the web."""
    return _ADDRESS.match(name) is not None
