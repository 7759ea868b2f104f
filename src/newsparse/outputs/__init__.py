"""Outputs: an `Article` as text for people or programs. One writer a file; all are listed in `WRITERS`.

A writer takes an `Article` and returns a `str`. To add a format, write a file here and add one line to `WRITERS`: the
command line offers it as `--format`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.outputs import geojson, html, json, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.types import Article

__all__ = ["WRITERS"]

WRITERS: dict[str, Callable[[Article], str]] = {
    "table": table.write,
    "json": json.write,
    "html": html.write,
    "geojson": geojson.write,
}
