"""Sources: what a user hands in, read as a text and a `keys.Reading` by `read`, imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsparse.sources.reader import read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    # The command line asks for the names of fields alone, and must not wait for numpy and the tables of phrases.
    if name != "read":
        raise AttributeError(name)
    from newsparse.sources.reader import read

    return read
