"""Who gets quoted in an archive: one pass over its quotes, and what it counts."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse.archive.link.node import fields_of, outlet_of
from newsparse.archive.store import columns, counted, has_table

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from newsparse.archive.store import Progress

__all__ = ["Count", "Tally", "Voice", "tally"]

NOT_TOLD = "not told"
_STEP = 5000
_KINDS = {"PERSON": "person", "ORG": "organization"}
UNNAMED = frozenset({"unnamed person", "unnamed group"})


@dataclass(slots=True)
class Count:
    """Quotes, and the words in them."""

    quotes: int = 0
    words: int = 0

    def add(self, words: int) -> None:
        """Count one quote in."""
        self.quotes += 1
        self.words += words


@dataclass(slots=True)
class Voice:
    """Somebody who is quoted: `first` is the month of the first quote, or None where no day is known."""

    name: str
    count: Count = field(default_factory=Count)
    gender: str = NOT_TOLD
    roles: Counter[str] = field(default_factory=Counter)
    outlets: set[str] = field(default_factory=set)
    first: str | None = None


@dataclass
class Tally:
    """What is counted. `by` holds a count for each value of gender, kind, field, country, outlet, month, medium."""

    articles: int = 0
    total: Count = field(default_factory=Count)
    by: dict[str, dict[str, Count]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Count)))
    voices: dict[str, Voice] = field(default_factory=dict)
    days: tuple[str | None, str | None] = (None, None)
    linked: bool = False
    has_gender: bool = False
    has_kind: bool = False

    def new_voices(self) -> dict[str, int]:
        """Month -> those who are quoted for the first time in it."""
        return dict(sorted(Counter(voice.first for voice in self.voices.values() if voice.first).items()))

    def unnamed(self) -> Count:
        """The quotes of sources that the articles do not name."""
        found = Count()
        for kind, count in self.by["kind"].items():
            if kind in UNNAMED:
                found.quotes += count.quotes
                found.words += count.words
        return found


@dataclass(frozen=True, slots=True)
class _Row:
    article: int
    words: int
    speaker: str | None
    label: str | None
    roles: tuple[str, ...]
    person: str | None
    gender: str | None
    kind: str | None
    medium: str | None
    month: str | None
    outlet: str


def tally(base: sqlite3.Connection, progress: Callable[[Progress], None] | None = None) -> Tally:
    """Count the quotes of an archive. What an archive does not hold (links, genders, kinds of source) is not told."""
    entities, quotes = columns(base, "entities"), columns(base, "quotes")
    found = Tally(
        linked="person_id" in entities and has_table(base, "people"),
        has_gender="gender" in entities,
        has_kind="speaker_kind" in quotes,
    )
    found.articles = base.execute("SELECT count(*) FROM articles WHERE error IS NULL").fetchone()[0]
    found.days = base.execute("SELECT min(published), max(published) FROM articles").fetchone()
    countries = _countries(base)
    total = base.execute("SELECT count(*) FROM quotes").fetchone()[0]
    for row in counted(_rows(base, entities, quotes), "quotes", total, progress, every=_STEP):
        _count(found, row, countries.get(row.article))
    return found


def _countries(base: sqlite3.Connection) -> dict[int, str]:
    """The country that each article names most."""
    rows = base.execute(
        "SELECT article, country, sum(n_mentions) AS n FROM entities WHERE country IS NOT NULL "
        "AND label IN ('GPE', 'LOC', 'FAC') GROUP BY article, country ORDER BY article, n, country DESC"
    )
    return {article: country for article, country, _ in rows}


def _rows(base: sqlite3.Connection, entities: frozenset[str], quotes: frozenset[str]) -> Iterator[_Row]:
    """All quotes by their days; a column that the archive does not have is NULL."""
    given = [
        *(f"entities.{name}" if name in entities else "NULL" for name in ("person_id", "gender")),
        *(f"quotes.{name}" if name in quotes else "NULL" for name in ("speaker_kind", "medium")),
    ]
    rows = base.execute(
        f"""SELECT quotes.article, quotes.text, quotes.speaker, quotes.speaker_text, entities.label, entities.roles,
        {", ".join(given)}, articles.published, articles.site, articles.url, articles.source
        FROM quotes JOIN articles USING (article)
        LEFT JOIN entities ON entities.article = quotes.article AND entities.entity = quotes.entity
        ORDER BY articles.published IS NULL, articles.published, quotes.article, quotes.start"""  # noqa: S608 - our names
    )
    for article, text, speaker, source, label, roles, person, gender, kind, medium, day, site, url, file in rows:
        yield _Row(
            article, len(text.split()), speaker or None, label, tuple(json.loads(roles or "[]")), person, gender,
            kind or (_KINDS.get(label) if label else None) or (None if source else NOT_TOLD), medium,
            day[:7] if day else None, outlet_of(site, url, file),
        )  # fmt: skip


def _count(found: Tally, row: _Row, country: str | None) -> None:
    found.total.add(row.words)
    is_person = row.label == "PERSON"
    values = {
        "kind": row.kind or "other source",
        "outlet": row.outlet or NOT_TOLD,
        "month": row.month or NOT_TOLD,
        "country": country or NOT_TOLD,
        "medium": row.medium or NOT_TOLD,
    }
    if is_person:
        values["gender"] = row.gender or NOT_TOLD
        for each in fields_of(row.roles) or {NOT_TOLD}:
            found.by["field"][each].add(row.words)
    for kind, value in values.items():
        found.by[kind][value].add(row.words)
    if row.speaker and is_person:
        _hear(found, row)


def _hear(found: Tally, row: _Row) -> None:
    voice = found.voices.setdefault(row.person or f"name {row.speaker}", Voice(row.speaker or ""))
    voice.count.add(row.words)
    voice.roles.update(row.roles)
    voice.outlets.add(row.outlet)
    voice.first = voice.first or row.month
    if row.gender:
        voice.gender = row.gender
