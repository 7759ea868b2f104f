"""An article as plain-text tables, for a terminal: who said what, who and where, when, and the warnings."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from newsparse.outputs.plain import iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.types import Article, DateMention, Entity, Quote

__all__ = ["grid", "write"]

WIDTH = 100
# Terminals act on control characters: an article must not.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write(article: Article) -> str:
    """The article's results as text."""
    parts = [_head(article), *_sections(article)]
    parts += [f"warning: {_line(warning)}" for warning in article.warnings]
    return "\n\n".join(part for part in parts if part) + "\n"


def grid(header: Sequence[str], rows: Iterable[Sequence[str]], width: int = WIDTH) -> str:
    """Rows as columns of text: the last column takes the width that is left, and is wrapped."""
    lines = [[_line(cell) for cell in row] for row in (header, *rows)]
    sizes = [min(max(len(line[i]) for line in lines), width // len(header)) for i in range(len(header) - 1)]
    rest = max(width - sum(sizes) - 2 * len(sizes), 8)
    ruled = [lines[0], ["-" * size for size in (*sizes, min(rest, max(len(line[-1]) for line in lines)))], *lines[1:]]
    return "\n".join(line for row in ruled for line in _wrapped(row, [*sizes, rest]))


def _wrapped(row: Sequence[str], sizes: Sequence[int]) -> list[str]:
    """The lines of one row."""
    cells = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, sizes, strict=True)]
    height = max(map(len, cells))
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    lines = zip(*padded, strict=True)
    return ["  ".join(part.ljust(size) for part, size in zip(line, sizes, strict=True)).rstrip() for line in lines]


def _line(text: str) -> str:
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def _head(article: Article) -> str:
    known = {
        "title": article.title,
        "published": iso(article.published),
        "authors": ", ".join(article.authors),
        "site": article.site,
        "url": article.url,
        "model": article.model,
    }
    return "\n".join(f"{name + ':':<11}{_line(value)}" for name, value in known.items() if value)


def _sections(article: Article) -> list[str]:
    labelled = {"People": article.people, "Places": article.places, "Organisations": article.organizations}
    labelled["Groups"] = article.groups
    shown = {entity.id for entities in labelled.values() for entity in entities}
    labelled["Other names"] = tuple(entity for entity in article.entities if entity.id not in shown)
    header = ("name", "label", "country", "gender", "mentions", "also named; roles")
    days = [(each.text, each.type, each.value, _days(each)) for each in article.dates]
    tables: list[tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]] = [
        ("Who said what", ("speaker", "as written", "cue", "kind", "quote"), [*map(_quote, article.quotes)]),
        *((title, header, [*map(_entity, entities)]) for title, entities in labelled.items()),
        ("When", ("text", "type", "value", "days"), days),
    ]
    return [f"{title}\n{grid(head, rows)}" for title, head, rows in tables if rows]


def _quote(quote: Quote) -> tuple[str, ...]:
    speaker, cue = quote.speaker, quote.cue
    name = (speaker.name or "-") if speaker else "-"
    said = f"{'not ' if cue.negated else ''}{cue.lemma}" if cue else "-"
    return (name, speaker.text if speaker else "-", said, quote.kind, quote.text)


def _entity(entity: Entity) -> tuple[str, ...]:
    notes = "; ".join(part for part in (", ".join(entity.aliases), ", ".join(entity.roles)) if part)
    return (entity.name, entity.label, entity.country or "-", entity.gender or "-", str(len(entity.mentions)), notes)


def _days(mention: DateMention) -> str:
    first, last = mention.first_day, mention.last_day
    if first == last:
        return str(first or "-")
    return f"{first or '...'} to {last or '...'}"
