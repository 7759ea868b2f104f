"""Outputs: an `Article` as text for people or programs. One writer a file; all are listed in `WRITERS`.

A writer takes an `Article` and returns a `str`; those of `BINARY_WRITERS` return `bytes`. To add a format, write a file
here and add one line to either: the command line offers it as `--format`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.outputs import brat, docbin, geojson, html, jsonld, labelstudio, table, webannotation

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.types import Article

__all__ = ["BINARY_WRITERS", "WRITERS"]

WRITERS: dict[str, Callable[[Article], str]] = {
    "table": table.write,
    "json": lambda article: article.to_json(indent=2),
    "html": html.write,
    "jsonld": jsonld.write,
    "webannotation": webannotation.write,
    "brat": brat.write,
    "labelstudio": labelstudio.write,
    "geojson": geojson.write,
}
BINARY_WRITERS: dict[str, Callable[[Article], bytes]] = {"docbin": docbin.write}
