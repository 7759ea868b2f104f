"""An article as HTML: the text with its names, dates and quotes marked. Self-contained, everything escaped."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.types import Article, Quote

__all__ = ["fragment", "write"]

KINDS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org", "NORP": "group"}

_STYLE = """
.newsparse{color-scheme:light dark;font:16px/1.6 Georgia,serif;max-width:46em;margin:1em auto}
.newsparse .text{white-space:pre-wrap;overflow-wrap:anywhere}
.newsparse .text span{border-radius:.2em}
.newsparse .person{background:#f2b04055}.newsparse .place{background:#4aa86c55}.newsparse .org{background:#5a8de055}
.newsparse .group{background:#b06fd055}.newsparse .other{background:#88888844}
.newsparse .date{border-bottom:2px dotted #c0504d}
.newsparse .quote{border-bottom:2px solid #5a8de0}.newsparse .off{opacity:.5}
.newsparse li{margin:.4em 0}.newsparse .key span{padding:0 .4em;margin-right:.5em}
"""
_KEY = (
    '<p class="key"><span class="person">person</span><span class="place">place</span>'
    '<span class="org">organisation</span>'
    '<span class="group">group</span><span class="date">date</span><span class="quote">quote</span></p>'
)


def write(article: Article) -> str:
    """A whole page."""
    title = escape(_clean(article.title or "newsparse"))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>{fragment(article)}</body></html>\n'


def fragment(article: Article) -> str:
    """The part of a page that shows the article: what notebooks display."""
    warnings = "".join(f"<li>{_shown(warning)}</li>" for warning in article.warnings)
    said = "".join(f"<li>{_said(quote)}</li>" for quote in article.quotes)
    return (
        f'<div class="newsparse"><style>{_STYLE}</style>{_KEY}<div class="text">{_marked(article)}</div>'
        + (f"<h2>Who said what</h2><ol>{said}</ol>" if said else "")
        + (f"<h2>Warnings</h2><ul>{warnings}</ul>" if warnings else "")
        + "</div>"
    )


def _said(quote: Quote) -> str:
    speaker = quote.speaker
    who = (speaker.name or speaker.text) if speaker else "unknown"
    return f"<b>{_shown(who)}</b> ({_shown(quote.cue.lemma) if quote.cue else quote.kind}): {_shown(quote.text)}"


def _marked(article: Article) -> str:
    """The text in stretches, each with the classes and the hints of all spans that cover it."""
    spans = _spans(article)
    edges = sorted({0, len(article.text), *(edge for start, end, *_ in spans for edge in (start, end))})
    starting: dict[int, list[tuple[int, int, str, str]]] = {}
    for span in spans:
        starting.setdefault(span[0], []).append(span)
    pieces: list[str] = []
    open_: list[tuple[int, int, str, str]] = []
    for start, end in pairwise(edges):
        open_ = [span for span in open_ if span[1] > start] + starting.get(start, [])
        pieces.append(_piece(article.text[start:end], open_))
    return "".join(pieces)


def _piece(text: str, spans: list[tuple[int, int, str, str]]) -> str:
    classes = sorted({span[2] for span in spans})
    if "body" not in classes:
        classes.append("off")
    wanted = [name for name in classes if name != "body"]
    if not wanted:
        return _shown(text)
    hint = "; ".join(dict.fromkeys(span[3] for span in spans if span[3]))
    title = f' title="{_shown(hint)}"' if hint else ""
    return f'<span class="{" ".join(wanted)}"{title}>{_shown(text)}</span>'


def _spans(article: Article) -> list[tuple[int, int, str, str]]:
    """Every span to mark: start, end, class, hint."""
    spans = [(part.start, part.end, "body", "") for part in article.body]
    for entity in article.entities:
        kind = KINDS.get(entity.label, "other")
        spans += [(mention.start, mention.end, kind, f"{entity.name} ({entity.label})") for mention in entity.mentions]
    spans += [(mention.start, mention.end, "date", f"{mention.type} {mention.value}") for mention in article.dates]
    for quote in article.quotes:
        who = (quote.speaker.name or quote.speaker.text) if quote.speaker else "speaker unknown"
        spans += [(part.start, part.end, "quote", f"quote: {who}") for part in quote.parts]
    return [span for span in spans if span[0] < span[1]]


def _shown(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """Lone surrogates cannot be written, and NUL ends a page for some readers: U+FFFD stands for them."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
