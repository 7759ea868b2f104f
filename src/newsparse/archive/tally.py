"""What a report counts: the quotes of an archive as one table, and a question in SQL for each table of the report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsparse.archive.link.node import outlet_of
from newsparse.archive.link.roles import fields_of, offices
from newsparse.archive.store import columns, counted, has_table

if TYPE_CHECKING:
    import sqlite3

    from newsparse.archive.store import Listener

__all__ = ["NOT_TOLD", "Basis", "Table", "basis", "tables"]

NOT_TOLD = "not told"

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""The names of the columns, and the rows."""

# A row a quote, by their days; what an archive does not hold (links, genders, kinds of source) is NULL. The country is
# the one that the article names most, and `voice` tells the people apart who are quoted by name.
_SAID = """CREATE TEMP TABLE said AS
WITH countries AS (
    SELECT article, country, row_number() OVER (PARTITION BY article ORDER BY sum(n_mentions) DESC, country) AS place
    FROM entities WHERE country IS NOT NULL AND label IN ('GPE', 'LOC', 'FAC') GROUP BY article, country
)
SELECT words(quotes.text) AS words, quotes.speaker, label = 'PERSON' AS is_person, roles,
    {person} AS person, {gender} AS gender, {medium} AS medium, substr(published, 1, 7) AS month,
    countries.country, coalesce(nullif(outlet(site, url, source), ''), 'not told') AS outlet,
    coalesce(nullif({kind}, ''), CASE label WHEN 'PERSON' THEN 'person' WHEN 'ORG' THEN 'organization' END,
        CASE WHEN coalesce(speaker_text, '') = '' THEN 'not told' ELSE 'other source' END) AS kind,
    CASE WHEN label = 'PERSON' AND quotes.speaker != '' THEN coalesce({person}, 'name ' || quotes.speaker) END AS voice
FROM quotes JOIN articles USING (article)
LEFT JOIN entities ON entities.article = quotes.article AND entities.entity = quotes.entity
LEFT JOIN countries ON countries.article = quotes.article AND place = 1
ORDER BY published IS NULL, published, quotes.article, quotes.start"""
_VOICES = """CREATE TEMP VIEW voices AS
SELECT voice, speaker, person, month, min(said.rowid) AS first, count(*) AS quotes, sum(words) AS words,
    count(DISTINCT outlet) AS outlets FROM said WHERE voice IS NOT NULL GROUP BY voice"""

# One gender for all that a person says, as the last article that tells one has it.
_ONE_GENDER = """UPDATE said SET gender = (SELECT gender FROM said AS other
    WHERE other.voice = said.voice AND other.gender != '' ORDER BY other.rowid DESC LIMIT 1) WHERE voice IS NOT NULL"""
_GENDER = "(SELECT gender FROM said WHERE voice = voices.voice LIMIT 1)"
_ROLE = """(SELECT value FROM said, json_each(coalesce(roles, '[]')) AS role WHERE voice = voices.voice
    GROUP BY value ORDER BY is_office(value) DESC, count(*) DESC, min(said.rowid), min(role.key) LIMIT 1)"""
_PEOPLE = f"""SELECT {{name}}, voices.quotes, voices.words, coalesce({_GENDER}, 'not told'), coalesce({_ROLE}, ''),
    voices.outlets, coalesce(month, ''), coalesce(person, '')
    FROM voices {{people}} ORDER BY 2 DESC, 3 DESC, 1, first"""  # noqa: S608 - our own names
_COUNT = "SELECT coalesce(nullif({value}, ''), 'not told') AS value, count(*), sum(words) FROM said {of} GROUP BY 1"
_MOST_FIRST = f"{_COUNT} ORDER BY value = 'not told', 2 DESC, 1"
# What is counted by, and among which quotes.
_KINDS = {
    "gender": _MOST_FIRST.format(value="gender", of="WHERE is_person"),
    "kind": _MOST_FIRST.format(value="kind", of=""),
    "field": _MOST_FIRST.format(value="field.value", of=", json_each(fields(roles)) AS field WHERE is_person"),
    "country": _MOST_FIRST.format(value="country", of=""),
    "outlet": _MOST_FIRST.format(value="outlet", of=""),
    "month": _COUNT.format(value="month", of="WHERE month IS NOT NULL") + " ORDER BY 1",
    "medium": _MOST_FIRST.format(value="medium", of=""),
}
_OTHERS = {
    "new_voices": (
        ("month", "people"),
        "SELECT month, count(*) FROM voices WHERE month IS NOT NULL GROUP BY 1 ORDER BY 1",
    ),
    "top_quotes": (  # the quotations that most outlets printed
        ("text", "speaker", "outlets", "articles", "wordings", "first_day", "first_article", "other_speakers"),
        """SELECT text, speaker, n_outlets, n_articles, n_wordings, first_day, first_article, listed(other_speakers)
        FROM quote_groups ORDER BY n_outlets DESC, n_articles DESC, group_id LIMIT 200""",
    ),
    "places": (
        ("place", "country", "latitude", "longitude", "articles"),
        """SELECT min(name), country, latitude, longitude, count(DISTINCT article) AS n FROM entities
        WHERE latitude IS NOT NULL AND longitude IS NOT NULL
        GROUP BY coalesce(geonames_id, name), country, latitude, longitude ORDER BY n DESC, min(name)""",
    ),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report rests on: articles, their days, and whether the archive has links, genders and kinds."""

    articles: int
    days: tuple[str | None, str | None]
    is_linked: bool
    has_gender: bool
    has_kind: bool


def basis(base: sqlite3.Connection) -> Basis:
    """What there is to count."""
    entities = columns(base, "entities")
    return Basis(
        base.execute("SELECT count(*) FROM articles WHERE error IS NULL").fetchone()[0],
        base.execute("SELECT min(published), max(published) FROM articles").fetchone(),
        is_linked="person_id" in entities and has_table(base, "people"),
        has_gender="gender" in entities,
        has_kind="speaker_kind" in columns(base, "quotes"),
    )


def tables(base: sqlite3.Connection, found: Basis, progress: Listener = None) -> dict[str, Table]:
    """The tables of a report by their names, each most quoted first; months in their order."""
    _say(base, found)
    people = "LEFT JOIN people ON people.person_id = person" if found.is_linked else ""
    named = "coalesce(people.name, speaker)" if found.is_linked else "speaker"
    asked = {
        "people": (
            ("name", "quotes", "words", "gender", "role", "outlets", "first_month", "person_id"),
            _PEOPLE.format(name=named, people=people),
        ),
        **{kind: ((kind, "quotes", "words"), question) for kind, question in _KINDS.items()},
        **_OTHERS,
    }
    missing = {
        "top_quotes": not has_table(base, "quote_groups"),
        "places": not {"geonames_id", "latitude", "longitude"} <= columns(base, "entities"),
    }
    return {
        name: (names, [] if missing.get(name) else base.execute(question).fetchall())
        for name, (names, question) in counted(asked.items(), "tables", len(asked), progress, every=1)
    }


def _say(base: sqlite3.Connection, found: Basis) -> None:
    """Make the table and the view that the questions are asked of."""
    base.create_function("words", 1, lambda text: len(text.split()))
    base.create_function("outlet", 3, outlet_of)
    base.create_function("listed", 1, lambda names: ", ".join(json.loads(names or "[]")))
    base.create_function("fields", 1, lambda roles: json.dumps([*fields_of(json.loads(roles or "[]"))] or [NOT_TOLD]))
    base.create_function("is_office", 1, lambda role: bool(offices([role])))
    given = {
        "person": "person_id" if found.is_linked else "NULL",
        "gender": "gender" if found.has_gender else "NULL",
        "kind": "speaker_kind" if found.has_kind else "NULL",
        "medium": "medium" if "medium" in columns(base, "quotes") else "NULL",
    }
    base.execute(_SAID.format(**given))
    base.execute("CREATE INDEX temp.said_voice ON said (voice)")
    base.execute(_ONE_GENDER)
    base.execute(_VOICES)
