"""An article as HTML: one page that needs nothing else, and no script; or the part of it that notebooks show.

The text keeps every character. What is added to it for the eye (signs of the kinds, names of speakers) is made by the
style sheet, with words for screen readers beside it, so that a copy of the text is the text. Everything is escaped.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from uuid import uuid4

from newsparse.outputs.nesting import Mark, nested, shell, shown
from newsparse.types import TextSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from newsparse.types import Article, DateMention, Entity, Mention, Quote

__all__ = ["fragment", "style", "unstyled", "write"]

# What the marks are called, in the order of the key; `view.css` has a sign for each.
KINDS = {
    "person": ("person", "people"),
    "place": ("place", "places"),
    "org": ("organisation", "organisations"),
    "group": ("group", "groups"),
    "other": ("other name", "other names"),
    "date": ("date", "dates"),
    "quote": ("quote", "quotes"),
    "off": ("left out", "what is left out"),
}
LABELS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org", "NORP": "group"}

_OFF, _BLOCK, _QUOTE, _ENTITY, _DATE = range(5)  # which of two marks on the same words is outside
_AROUND = 48  # characters of the text shown on each side of a date
_LONG = 600  # characters of a quote in the list: the text has all of it


def write(article: Article) -> str:
    """A whole page."""
    title = shown(f"{article.title or article.id or 'Article'} - newsparse")
    content = _View(article, "np", level=1).page()
    return shell(title, style(), f'<body class="newsparse-page">\n{content}\n</body>')


def fragment(article: Article) -> str:
    """The part of a page that shows the article: what notebooks display.

    Its styles touch nothing else, and its ids are its own, so that a notebook can hold many.
    """
    return f'<div class="newsparse-cell"><style>{style()}</style>{unstyled(article)}</div>'


def unstyled(article: Article) -> str:
    """What `fragment` shows without its styles, for a page that has those of `style`."""
    return _View(article, f"np{uuid4().hex[:12]}", level=2).cell()


@cache
def style() -> str:
    """The styles of the view; all are of `.newsparse`, and of the page or the cell around it."""
    return resources.files("newsparse.outputs").joinpath("view.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _View:
    """One article to be shown: `prefix` begins its ids, `level` is that of its first heading."""

    article: Article
    prefix: str
    level: int

    def page(self) -> str:
        parts = (
            ("text", "To the text", True),
            ("said", "To who said what", self.article.quotes),
            ("days", "To the time line", self.article.dates),
        )
        skips = "".join(f'<a href="#{self.prefix}-{part}">{name}</a>' for part, name, there in parts if there)
        return (
            f'<div class="newsparse"><nav class="np-skip" aria-label="Skip">{skips}</nav>'
            f'<header>{self._head()}</header><div class="np-columns"><main>{self._text()}</main>'
            f'<aside aria-label="Results">{self._side()}</aside></div></div>'
        )

    def cell(self) -> str:
        name = shown(f"Article: {self.article.title or self.article.id or 'untitled'}")
        return (
            f'<section class="newsparse" aria-label="{name}"><div class="np-head">{self._head()}</div>'
            f'<div class="np-columns"><div class="np-main">{self._text()}</div>'
            f'<div class="np-side" role="group" tabindex="0" aria-label="Results">{self._side()}</div></div></section>'
        )

    def _heading(self, text: str, below: int, part: str = "") -> str:
        here = f' id="{self.prefix}-{part}" tabindex="-1"' if part else ""
        level = self.level + below
        return f"<h{level}{here}>{shown(text)}</h{level}>"

    def _head(self) -> str:
        found = self.article
        known = [
            _time(found.published) if found.published else "",
            shown(", ".join(found.authors)),
            _link(found.url) if found.url else "",
        ]
        warnings = _items(map(shown, found.warnings), "np-warnings")
        told = f"{self._heading('Warnings', 1)}{warnings}" if warnings else ""
        return self._heading(found.title or found.id or "Article", 0) + _items(filter(None, known), "np-facts") + told

    def _text(self) -> str:
        left_out = list(_off(self.article))
        marks = [*left_out, *_blocks(self.article), *self._quotes(), *self._entities(), *self._dates()]
        focus = "" if self.level == 1 else ' role="group" tabindex="0" aria-label="Text of the article"'
        language = f' lang="{shown(self.article.language)}"' if self.article.language else ""
        return (
            f"{self._heading('Text', 1, 'text')}{_key(self.article, left_out=bool(left_out))}"
            f'<div class="np-text"{focus}{language}>'
            f"{nested(self.article.text, marks)}</div>"
        )

    def _quotes(self) -> Iterator[Mark]:
        for number, quote in enumerate(self.article.quotes, start=1):
            name, kind = shown(_who(quote)), shown(quote.kind)
            for place, part in enumerate(quote.parts):
                how, who = ("goes on", "") if place else (kind, name)
                back = (
                    f'<a class="np-by" href="#{self.prefix}-l{number}" data-number="{number}" data-who="{who}" '
                    f'aria-label="Quote {number}, {how}{who and f", {who}"}: to the list"></a>'
                )
                here = "" if place else f"{self.prefix}-q{number}"
                yield _mark(part, _QUOTE, f"np-quote np-{kind}", f"quote {number}: {name}", here=here, inside=back)

    def _entities(self) -> Iterator[Mark]:
        for number, entity in enumerate(self.article.entities, start=1):
            kind = _kind(entity)
            title = shown(f"{entity.name} ({KINDS[kind][0]}, {entity.label})")
            for place, mention in enumerate(entity.mentions):
                here = "" if place else f"{self.prefix}-e{number}"
                yield _mark(mention, _ENTITY, f"np-{kind}", title, here=here)

    def _dates(self) -> Iterator[Mark]:
        for number, found in enumerate(self.article.dates, start=1):
            title = shown(f"{found.type} {found.value}")
            one = found.type == "DATE" and found.first_day and found.first_day == found.last_day
            here, tag = f"{self.prefix}-d{number}", "time" if one else "span"
            day = f' datetime="{found.first_day}"' if one else ""  # which day it is, for programs
            yield _mark(found, _DATE, "np-date", title, here=here, element=tag, more=day)

    def _side(self) -> str:
        parts = (self._said(), self._days(), self._names())
        return "".join(parts) or "<p>No results.</p>"

    def _said(self) -> str:
        items = ""
        for number, quote in enumerate(self.article.quotes, start=1):
            who = shown(_who(quote))
            items += (
                f'<li id="{self.prefix}-l{number}"><a href="#{self.prefix}-q{number}" '
                f'aria-label="Quote {number}, {who}: to the text">{who}</a> '
                f'<span class="np-how">{shown(", ".join(_how(quote)))}</span>'
                f'<blockquote class="np-said np-{shown(quote.kind)}">{shown(_short(quote.text))}</blockquote></li>'
            )
        return self._section("said", "Who said what", items and f'<ol class="np-list">{items}</ol>')

    def _days(self) -> str:
        """The dates that have days in order of these days, the day of publication among them; then the others."""
        days: dict[tuple[date, date], list[str]] = {}
        rest: list[str] = []
        published = self.article.published
        for number, found in enumerate(self.article.dates, start=1):
            given = found.first_day and found.last_day and (found.first_day, found.last_day)
            (days.setdefault(given, []) if given else rest).append(f"<li>{self._place(found, number)}</li>")
        if published and self.article.dates:
            days.setdefault((published, published), []).insert(0, '<li class="np-published">published</li>')
        items = "".join(f"<li>{_time(*span)}<ul>{''.join(places)}</ul></li>" for span, places in sorted(days.items()))
        line = f'<ol class="np-line">{items}</ol>' if items else ""
        if rest:
            line += f'{self._heading("Without a day", 2)}<ul class="np-rest">{"".join(rest)}</ul>'
        return self._section("days", "Time line", line)

    def _place(self, found: DateMention, number: int) -> str:
        before, after = _around(self.article.text, found.start, found.end)
        value = "" if found.first_day else f' <span class="np-how">{shown(found.value)}</span>'
        return (
            f'<span class="np-before">{shown(before)}</span>'
            f'<a href="#{self.prefix}-d{number}">{shown(found.text)}</a>{shown(after)}{value}'
        )

    def _names(self) -> str:
        kinds: dict[str, list[str]] = {}
        for number, entity in enumerate(self.article.entities, start=1):
            kinds.setdefault(_kind(entity), []).append(self._name(entity, number))
        found = "".join(
            f'<div class="np-names">{self._heading(many.capitalize(), 2)}<ul>{"".join(kinds[kind])}</ul></div>'
            for kind, (_, many) in KINDS.items()
            if kind in kinds
        )
        return self._section("names", "Names", found)

    def _name(self, entity: Entity, number: int) -> str:
        more = "; ".join(filter(None, [*entity.roles, *_where(entity), entity.gender]))
        times = f' <span class="np-how">{len(entity.mentions)} times</span>' if len(entity.mentions) > 1 else ""
        named = f'<a href="#{self.prefix}-e{number}">{shown(entity.name)}</a>'
        return f"<li>{named}{more and f', {shown(more)}'}{times}</li>"

    def _section(self, part: str, title: str, content: str) -> str:
        """A part of the results; nothing where there is none of it."""
        head = f'<section aria-labelledby="{self.prefix}-{part}">{self._heading(title, 1, part)}'
        return f"{head}{content}</section>" if content else ""


def _items(items: Iterable[str], name: str) -> str:
    """A list; nothing where there is nothing in it."""
    listed = "".join(f"<li>{each}</li>" for each in items)
    return f'<ul class="{name}">{listed}</ul>' if listed else ""


def _key(article: Article, *, left_out: bool) -> str:
    """The kinds that there are, each with a box that hides its marks, or what was left out."""
    there = {_kind(entity) for entity in article.entities}
    rest = (("date", article.dates), ("quote", article.quotes), ("off", left_out))
    there |= {kind for kind, found in rest if found}
    boxes = "".join(
        f'<label><input type="checkbox" class="np-show-{kind}" checked><span class="np-{kind}">{many}</span></label>'
        for kind, (_, many) in KINDS.items()
        if kind in there
    )
    return f'<fieldset class="np-key"><legend>Show</legend>{boxes}</fieldset>' if boxes else ""


def _mark(
    span: TextSpan | Mention | DateMention, rank: int, name: str, title: str, *,
    here: str = "", element: str = "span", more: str = "", inside: str = "",
) -> Mark:  # fmt: skip
    """The mark of a span: its classes, title, id (`here`), `more` attributes, and what is `inside` before the text."""
    id_ = f' id="{here}"' if here else ""
    rest = f'title="{title}"{more}>'
    first, again = f'<{element}{id_} class="{name}" {rest}{inside}', f'<{element} class="{name} np-again" {rest}'
    return Mark(span.start, span.end, rank, element, first, again)


def _off(article: Article) -> Iterator[Mark]:
    """What is not the article: the stretches outside the body, each with the white space after it."""
    place = 0
    for start, end in [*sorted((span.start, span.end) for span in article.body), (len(article.text),) * 2]:
        stretch = article.text[place:start]
        first = place + len(stretch) - len(stretch.lstrip())
        if first < start:
            yield _mark(TextSpan("", first, start), _OFF, "np-off", "not part of the article")
        place = max(place, end)


def _blocks(article: Article) -> Iterator[Mark]:
    """The blocks of the body that are more than a paragraph, each with its kind."""
    for span in article.body:
        if span.kind not in (None, "paragraph"):
            yield _mark(span, _BLOCK, f"np-block np-block-{span.kind}", span.kind)


def _kind(entity: Entity) -> str:
    return LABELS.get(entity.label, "other")


def _where(entity: Entity) -> Iterator[str]:
    """The region, if it has another name, and country of a place, and its coordinates as people write them."""
    within = [entity.admin1 if entity.admin1 != entity.name else None, entity.country]
    if any(within):
        yield ", ".join(part for part in within if part)
    if entity.latitude is not None and entity.longitude is not None:
        north, east = "NS"[entity.latitude < 0], "EW"[entity.longitude < 0]
        yield f"{abs(entity.latitude):.2f}° {north} {abs(entity.longitude):.2f}° {east}"


def _who(quote: Quote) -> str:
    return (quote.speaker.name or quote.speaker.text) if quote.speaker else "speaker unknown"


def _how(quote: Quote) -> Iterator[str]:
    cue, who = quote.cue, quote.speaker
    if cue:
        yield f"not {cue.lemma}" if cue.negated else cue.lemma
    yield quote.kind
    if quote.act != "statement":
        yield quote.act
    if who and who.kind and who.entity is None:
        yield who.kind
    words = (("for {}", who, "affiliation"), ("{}", who and who.anonymity, "text"))
    for form, told, name in (*words, ("to {}", quote.addressee, "text"), ("{}", quote.medium, "text")):
        if found := getattr(told, name, None):
            yield form.format(found)
    if quote.said_on:
        yield _day(quote.said_on)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG].rsplit(maxsplit=1)[0] + " …"


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Some words of the same line on both sides."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    if len(before) == _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _link(url: str) -> str:
    """An address that can be followed if it is one of the web, else its text."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        return shown(url)
    return f'<a href="{shown(url)}" rel="noopener noreferrer">{shown(url)}</a>'


def _time(first: date, last: date | None = None) -> str:
    """Days for people: one day, a month, a year, years, or from one day to another."""
    last = last or first
    if first == last:
        return f'<time datetime="{first.isoformat()}">{_day(first)}</time>'
    return f"<span>{_period(first, last)}</span>"


def _period(first: date, last: date) -> str:
    ends = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and ends:
        if (first.year, first.month) == (last.year, last.month):
            return f"{calendar.month_name[first.month]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{calendar.day_abbr[day.weekday()]} {day.day} {calendar.month_abbr[day.month]} {day.year}"
