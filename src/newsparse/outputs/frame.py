"""Articles as tables: one definition of their columns, the rows of an article, and pandas and Arrow forms of both.

The Parquet, CSV and SQLite writers of batch runs, `to_frames`, `Article.to_frame` and Spark all use it. Every table has
the column `article`, the number of the article among those given (from 1), which is the key between the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsparse.errors import InputError, OptionalDependencyError
from newsparse.types import FrameKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from newsparse.types import Article

__all__ = ["COLUMNS", "TABLES", "Origin", "arrow_schema", "frame", "rows", "table_rows", "to_frames"]

ColumnType = Literal["int", "float", "str", "bool", "date", "list"]

TABLES: dict[str, dict[str, ColumnType]] = {
    "articles": {
        "article": "int", "id": "str", "title": "str", "published": "date", "url": "str", "language": "str",
        "authors": "list", "text": "str", "model": "str", "warnings": "list", "error": "str", "source": "str",
        "record": "int",
    },
    "entities": {
        "article": "int", "entity": "str", "name": "str", "label": "str", "country": "str", "n_mentions": "int",
        "aliases": "list", "roles": "list", "score": "float",
    },
    "mentions": {
        "article": "int", "mention": "int", "entity": "str", "name": "str", "label": "str", "text": "str",
        "start": "int", "end": "int", "score": "float",
    },
    "quotes": {
        "article": "int", "quote": "str", "speaker": "str", "speaker_text": "str", "speaker_start": "int",
        "speaker_end": "int", "entity": "str", "cue": "str", "cue_text": "str", "cue_start": "int", "cue_end": "int",
        "negated": "bool", "kind": "str", "act": "str", "text": "str", "start": "int", "end": "int",
        "confidence": "float",
    },
    "quote_parts": {
        "article": "int", "quote": "str", "part": "int", "text": "str", "start": "int", "end": "int",
    },
    "dates": {
        "article": "int", "date": "int", "text": "str", "type": "str", "value": "str", "first_day": "date",
        "last_day": "date", "start": "int", "end": "int",
    },
}  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {name: tuple(columns) for name, columns in TABLES.items()}

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article of a batch run comes from, and the error of a record that failed."""

    source: str | None = None
    record: int | None = None
    error: str | None = None


def table_rows(article: Article, number: int, origin: Origin | None = None) -> dict[str, Rows]:
    """The rows of one article in every table, in the order of `COLUMNS`."""
    return {
        "articles": _article(article, number, origin or Origin()),
        "entities": _entities(article, number),
        "mentions": _mentions(article, number),
        "quotes": _quotes(article, number),
        "quote_parts": _parts(article, number),
        "dates": _dates(article, number),
    }


def rows(article: Article, kind: FrameKind, number: int = 1) -> Rows:
    """The rows of one article in one table. Raises `InputError` for another kind."""
    if kind not in get_args(FrameKind):
        raise InputError(f"the kind of frame is {kind!r}; wanted is one of {', '.join(get_args(FrameKind))}")
    return table_rows(article, number)[kind]


def frame(articles: Iterable[Article], kind: FrameKind) -> pd.DataFrame:
    """One table of the articles' results, one result a row; days are datetime64."""
    found = [row for number, article in enumerate(articles, start=1) for row in rows(article, kind, number)]
    return _frame(kind, found)


def to_frames(articles: Iterable[Article]) -> dict[str, pd.DataFrame]:
    """All tables of the articles as pandas frames by name: articles, entities, mentions, quotes, quote_parts, dates.

    The column `article` joins them. Needs the extra `frame`.
    """
    _pandas()
    found: dict[str, Rows] = {name: [] for name in TABLES}
    for number, article in enumerate(articles, start=1):
        for name, some in table_rows(article, number).items():
            found[name] += some
    return {name: _frame(name, some) for name, some in found.items()}


def arrow_schema(table: str) -> Any:
    """The Arrow schema of a table. Needs pyarrow (extra `batch`)."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise OptionalDependencyError("Arrow tables need pyarrow: pip install 'newsparse[batch]'") from error
    kinds = {
        "int": pa.int64(), "float": pa.float64(), "str": pa.string(), "bool": pa.bool_(), "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in TABLES[table].items()])


def _pandas() -> Any:
    try:
        import pandas as pd
    except ImportError as error:
        raise OptionalDependencyError("a frame needs pandas: pip install 'newsparse[frame]'") from error
    return pd


def _frame(name: str, found: Rows) -> pd.DataFrame:
    pd = _pandas()
    table = pd.DataFrame(found, columns=list(COLUMNS[name]))
    for column, kind in TABLES[name].items():
        if kind == "date":
            table[column] = pd.to_datetime(table[column]).astype("datetime64[s]")
        elif kind == "int":
            table[column] = table[column].astype("Int64" if table[column].isna().any() else "int64")
    return table


def _article(article: Article, number: int, origin: Origin) -> Rows:
    known = (article.id, article.title, article.published, article.url, article.language, article.authors)
    made = (article.text, article.model, article.warnings)
    return [(number, *known, *made, origin.error, origin.source, origin.record)]


def _entities(article: Article, number: int) -> Rows:
    return [
        (number, e.id, e.name, e.label, e.country, len(e.mentions), e.aliases, e.roles, e.score)
        for e in article.entities
    ]


def _mentions(article: Article, number: int) -> Rows:
    found = [(entity, mention) for entity in article.entities for mention in entity.mentions]
    return [
        (number, place, e.id, e.name, e.label, m.text, m.start, m.end, m.score)
        for place, (e, m) in enumerate(found, start=1)
    ]


def _quotes(article: Article, number: int) -> Rows:
    found = []
    for quote in article.quotes:
        who, cue = quote.speaker, quote.cue
        speaker = (who.name, who.text, who.start, who.end, who.entity) if who else (None,) * 5
        said = (cue.lemma, cue.text, cue.start, cue.end, cue.negated) if cue else (None,) * 5
        rest = (quote.kind, quote.act, quote.text, quote.start, quote.end, quote.confidence)
        found.append((number, quote.id, *speaker, *said, *rest))
    return found


def _parts(article: Article, number: int) -> Rows:
    return [
        (number, quote.id, place, part.text, part.start, part.end)
        for quote in article.quotes
        for place, part in enumerate(quote.parts, start=1)
    ]


def _dates(article: Article, number: int) -> Rows:
    return [
        (number, place, d.text, d.type, d.value, d.first_day, d.last_day, d.start, d.end)
        for place, d in enumerate(article.dates, start=1)
    ]
