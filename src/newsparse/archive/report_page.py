"""The page of a report: one file without scripts; bars and columns in SVG, with their numbers as tables."""

from __future__ import annotations

import math
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from newsparse.archive.tally import NOT_TOLD
from newsparse.outputs.nesting import shell
from newsparse.outputs.worldmap import MapPoint, world_map_svg
from newsparse.types import UNNAMED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsparse.archive.tally import Basis, Table

__all__ = ["page"]

_TOP = 15  # bars of a chart
_ROWS = 100  # rows of a table in the page; the CSV files have all
_LONG = 240  # characters of a quotation
_WIDTH, _HEIGHT, _FOOT, _LEFT = 720, 200, 34, 44
_NAMED = 5  # other speakers of a quotation that are named
_MOST_COLUMNS = 48  # months of a chart: of more, the last
_CHARTS = {
    "gender": ("Gender of the people quoted", "What the articles say of them; where they say nothing it is not told."),
    "kind": ("Kinds of source", "Who or what speaks, by quotes."),
    "field": ("Fields", "By the words of the roles that the articles give; a role can be in several."),
    "country": ("Countries", "The country that the article names most, by quotes."),
    "outlet": ("Outlets", "Who printed the quotes."),
    "medium": ("Where it was said", "To whom or by what means, where the article tells."),
}


def page(found: Basis, made: Mapping[str, Table], archive: str) -> str:
    """The page of a report on the archive of this name; `made` are its tables."""
    parts = [
        _head(found, made, archive),
        *_months(made["month"][1], made["new_voices"][1]),
        _people(made["people"][1]),
        *(_chart(name, made[name]) for name in _CHARTS),
        _where(made["places"][1]),
        _quotes(made["top_quotes"][1]),
    ]
    style = resources.files("newsparse.archive").joinpath("report.css").read_text(encoding="utf-8")
    title = escape(f"Who gets quoted: {archive}")
    content = "\n".join(filter(None, parts))
    return shell(title, style, f"<body>\n<main>\n{content}\n</main>\n</body>")


def _head(found: Basis, made: Mapping[str, Table], archive: str) -> str:
    first, last = found.days
    outlets, kinds = made["outlet"][1], made["kind"][1]
    quotes, words = (sum(row[at] for row in outlets) for at in (1, 2))
    facts = [
        (f"{found.articles:,}", "articles"),
        (f"{quotes:,}", "quotes"),
        (f"{words:,}", "quoted words"),
        (f"{len(made['people'][1]):,}", "people quoted by name"),
        (f"{len(outlets):,}", "outlets"),
    ]
    if found.has_kind and quotes:
        unnamed = sum(row[1] for row in kinds if row[0] in UNNAMED_KINDS)
        facts.append((f"{unnamed / quotes:.1%}", "of quotes by sources without a name"))
    shown = "".join(f"<div><dt>{escape(what)}</dt><dd>{value}</dd></div>" for value, what in facts)
    notes = (
        (found.is_linked, "People are told apart by their names alone: newsparse link tells namesakes apart."),
        (found.has_gender, "The archive has no genders."),
        (found.has_kind, "The archive does not tell unnamed sources from others."),
    )
    told = "".join(f'<p class="note">{escape(note)}</p>' for is_there, note in notes if not is_there)
    span = f"<p>{escape(first)} to {escape(last or first)}</p>" if first else ""
    return f"<h1>Who gets quoted</h1><p><code>{escape(archive)}</code></p>{span}<dl>{shown}</dl>{told}"


def _section(title: str, about: str, *parts: str) -> str:
    return f"<section><h2>{escape(title)}</h2><p>{escape(about)}</p>{''.join(parts)}</section>"


def _months(rows: Sequence[tuple[Any, ...]], voices: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    if rows:
        months = _every_month(rows, rows)
        figure = _columns("Quotes by month", months)
        cut = f" The last {_MOST_COLUMNS} months; the numbers are of all." if len(months) > _MOST_COLUMNS else ""
        about = f"By the day of publication.{cut}"
        yield _section("Quotes by month", about, figure, _numbers(("month", "quotes", "words"), rows))
    if voices:
        figure = _columns("New voices by month", _every_month(voices, rows))
        about = "People who are quoted for the first time in the archive. The first months are all new."
        yield _section("New voices", about, figure, _numbers(("month", "people"), voices))


def _people(rows: Sequence[tuple[Any, ...]]) -> str:
    if not rows:
        return ""
    shown = [(row[0], row[1]) for row in rows[:_TOP]]
    columns = ("name", "quotes", "words", "gender", "role", "outlets", "first month")
    table = _numbers(columns, [row[:7] for row in rows])
    return _section("Most quoted people", "By quotes.", _bars("Most quoted people", shown), table)


def _chart(name: str, table: Table) -> str:
    title, about = _CHARTS[name]
    columns, rows = table
    if all(row[0] == NOT_TOLD for row in rows):
        return ""
    total = sum(row[1] for row in rows)
    shown = [(str(row[0]), row[1]) for row in rows[:_TOP]]
    return _section(title, about, _bars(title, shown, total), _numbers(columns, rows))


def _where(rows: Sequence[tuple[Any, ...]]) -> str:
    if not rows:
        return ""
    points = [MapPoint(latitude, longitude, name, n) for name, _, latitude, longitude, n in rows]
    about = "The places that the articles name, as far as they are known: the larger the circle, the more articles."
    shown = [(name, country or NOT_TOLD, n) for name, country, _, _, n in rows]
    return _section("Where", about, world_map_svg(points, "Places"), _numbers(("place", "country", "articles"), shown))


def _quotes(rows: Sequence[tuple[Any, ...]]) -> str:
    if not rows:
        return ""
    items = []
    for text, speaker, outlets, articles, wordings, day, _, others in rows[:_TOP]:
        short = text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} …"
        facts = [
            speaker or "speaker not told",
            f"{outlets} outlets, {articles} articles",
            f"first {day or 'on a day not told'}",
        ]
        facts += [f"{wordings} wordings"] if wordings > 1 else []
        facts += [_others(others)] if others else []
        items.append(f"<li><blockquote>{escape(short)}</blockquote><p>{escape('; '.join(facts))}</p></li>")
    about = "The quotations that most outlets printed, in whatever wording."
    return _section("The same words in many papers", about, f"<ol>{''.join(items)}</ol>")


def _others(names: str) -> str:
    some = names.split(", ")
    more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
    return f"also attributed to {', '.join(some[:_NAMED])}{more}"


def _every_month(rows: Sequence[tuple[Any, ...]], all_: Sequence[tuple[Any, ...]]) -> list[tuple[str, int]]:
    """A count for each month from the first to the last of all, 0 where there is none."""
    counts = {str(month): count for month, count, *_ in rows}
    known = [str(month) for month, *_ in all_]
    first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (min(known), max(known)))
    months = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
    return [(month, counts.get(month, 0)) for month in months]


def _bars(title: str, rows: Sequence[tuple[str, int]], total: int | None = None) -> str:
    """A chart of bars, one under the other, which is a table as well; with a total, each has its share."""
    most = max((count for _, count in rows), default=0) or 1
    parts = []
    for label, count in rows:
        share = f" ({count / total:.0%})" if total else ""
        rect = f'<rect width="{max(0.5, 100 * count / most):.1f}" height="10"/>'
        bar = f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{rect}</svg>'
        cells = f'<td class="bar">{bar}</td><td class="n">{count:,}{share}</td>'
        parts.append(f'<tr><th scope="row">{escape(label)}</th>{cells}</tr>')
    return f'<table class="bars" aria-label="{escape(title)}"><tbody>{"".join(parts)}</tbody></table>'


def _columns(title: str, rows: Sequence[tuple[str, int]]) -> str:
    """A chart of columns side by side, with the greatest number as a line."""
    rows = rows[-_MOST_COLUMNS:]
    most = max(count for _, count in rows) or 1
    step = (_WIDTH - _LEFT) / len(rows)
    every = max(1, math.ceil(84 / step))
    parts = [_level(14, most), _level(_HEIGHT, 0)]
    for place, (label, count) in enumerate(rows):
        high = (_HEIGHT - 14) * count / most
        left = _LEFT + place * step
        wide = min(40.0, step * 0.8)
        where = f'x="{left + (step - wide) / 2:.1f}" y="{_HEIGHT - high:.1f}"'
        parts.append(f'<rect {where} width="{wide:.1f}" height="{high:.1f}"/>')
        if place % every == 0:
            middle = left + step / 2
            parts.append(
                f'<text class="label" x="{middle:.1f}" y="{_HEIGHT + 20}" text-anchor="middle">{escape(label)}</text>'
            )
    return _svg(title, rows, _HEIGHT + _FOOT, parts)


def _level(top: int, count: int) -> str:
    """A line across the columns, with the number that it stands for."""
    return (
        f'<line x1="{_LEFT}" x2="{_WIDTH}" y1="{top}" y2="{top}"/>'
        f'<text class="value" x="{_LEFT - 6}" y="{top + 4}" text-anchor="end">{count:,}</text>'
    )


def _svg(title: str, rows: Sequence[tuple[str, int]], height: int, parts: Sequence[str]) -> str:
    """A picture that screen readers tell by its greatest values."""
    told = ", ".join(f"{label} {count:,}" for label, count in sorted(rows, key=lambda row: -row[1])[:5])
    name = escape(f"Chart: {title}. Greatest: {told}.")
    picture = f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{name}">{"".join(parts)}</svg>'
    return f'<figure class="wide" tabindex="0" aria-label="{escape(title)}">{picture}</figure>'


def _numbers(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> str:
    """The numbers behind a chart, folded up."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows[:_ROWS])
    left = f"<p>The first {_ROWS} of {len(rows):,}; the CSV files have all.</p>" if len(rows) > _ROWS else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    wide = f'<div class="wide" tabindex="0" role="group" aria-label="Table">{table}</div>'
    return f"<details><summary>Numbers</summary>{wide}{left}</details>"


def _cells(row: Sequence[Any]) -> str:
    first, *rest = row
    cells = [f'<th scope="row">{escape(str(first))}</th>']
    for value in rest:
        number = isinstance(value, int)
        cells.append(f'<td class="n">{value:,}</td>' if number else f"<td>{escape(str(value or ''))}</td>")
    return "".join(cells)
