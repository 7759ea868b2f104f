"""Lines and paragraphs of a text, as `newsparse.text.lines` has them."""

from __future__ import annotations

from newsparse.text.lines import Span, lines, paragraphs, trim

__all__ = ["Span", "lines", "paragraphs", "trim"]
