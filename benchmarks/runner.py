"""newsparse as its users call it: every facet gets its results from here.

Results are kept while a process runs, so that facets that score the same texts do not read them twice.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc

    from newsparse import Article

__all__ = ["article", "kept", "spacy_doc"]


@cache
def article(
    text: str,
    published: date | None = None,
    attributions: Literal["statements", "all"] = "statements",
    *,
    clean: bool = True,
) -> Article:
    """`newsparse.extract`, with the options that the facets need."""
    import newsparse

    return newsparse.extract(text, published=published, attributions=attributions, clean=clean, strict=True)


@cache
def _pipeline(clean: bool) -> Any:
    import newsparse

    return newsparse.load(clean=clean, strict=True)


def spacy_doc(text: str, *, clean: bool = True) -> Doc:
    """`newsparse.load()(text)`."""
    doc: Doc = _pipeline(clean)(text)
    return doc


@cache
def kept(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of `Article.body`, from the reading alone: no model runs."""
    from newsparse import sources

    return sources.read(text)[1].kept
