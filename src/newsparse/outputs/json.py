"""An article as JSON, indented, in ASCII: `Article.from_json` reads it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.types import Article

__all__ = ["write"]


def write(article: Article) -> str:
    """The article as `to_json` gives it, readable."""
    return article.to_json(indent=2)
