"""Articles as tables: one definition of their columns, the rows of an article, and pandas and Arrow forms of both.

The Parquet, CSV and SQLite writers of batch runs, `to_frames`, `Article.to_frame` and Spark all use it. Every table has
the column `article`, the number of the article among those given (from 1), which is the key between the tables.
`arrow_type` and `nested` are the other form: a whole article as one nested Arrow value, made from the result types.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from newsparse.errors import InputError, OptionalDependencyError
from newsparse.outputs.plain import readable
from newsparse.types import Article, FrameKind, TextSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = [
    "COLUMNS",
    "TABLES",
    "Origin",
    "arrow_schema",
    "arrow_type",
    "frame",
    "nested",
    "rows",
    "several",
    "storable",
    "table_rows",
    "to_frames",
]

ColumnType = Literal["int", "float", "str", "bool", "date", "list"]

TABLES: dict[str, dict[str, ColumnType]] = {
    "articles": {
        "article": "int", "id": "str", "title": "str", "published": "date", "url": "str", "site": "str",
        "language": "str", "authors": "list", "text": "str", "model": "str", "warnings": "list", "error": "str",
        "source": "str", "record": "int",
    },
    "entities": {
        "article": "int", "entity": "str", "name": "str", "label": "str", "country": "str", "n_mentions": "int",
        "aliases": "list", "roles": "list", "score": "float", "reference": "str", "geonames_id": "int",
        "latitude": "float", "longitude": "float", "admin1": "str", "population": "int", "gender": "str",
        "gender_evidence": "list",
    },
    "mentions": {
        "article": "int", "mention": "int", "entity": "str", "name": "str", "label": "str", "text": "str",
        "start": "int", "end": "int", "score": "float",
    },
    "quotes": {
        "article": "int", "quote": "str", "speaker": "str", "speaker_text": "str", "speaker_start": "int",
        "speaker_end": "int", "entity": "str", "cue": "str", "cue_text": "str", "cue_start": "int", "cue_end": "int",
        "negated": "bool", "kind": "str", "act": "str", "text": "str", "start": "int", "end": "int",
        "confidence": "float", "speaker_kind": "str", "affiliation": "str", "anonymity": "str", "addressee": "str",
        "addressee_start": "int", "addressee_end": "int", "medium": "str", "medium_start": "int", "medium_end": "int",
        "said_on": "date",
    },
    "quote_parts": {
        "article": "int", "quote": "str", "part": "int", "text": "str", "start": "int", "end": "int",
    },
    "blocks": {
        "article": "int", "block": "int", "kind": "str", "start": "int", "end": "int", "text": "str",
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
        "blocks": _blocks(article, number),
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


def to_frames(articles: Article | Iterable[Article]) -> dict[str, pd.DataFrame]:
    """All tables of an article, or of several, as pandas frames by name: articles, entities, mentions, quotes, ...

    The column `article` joins them. Needs the extra `frame`. Raises `InputError` for what holds no articles.
    """
    _pandas()
    found: dict[str, Rows] = {name: [] for name in TABLES}
    for number, article in enumerate(several(articles), start=1):
        for name, some in table_rows(article, number).items():
            found[name] += some
    return {name: _frame(name, some) for name, some in found.items()}


def several(articles: Article | Iterable[Article]) -> Iterator[Article]:
    """The articles that were given, one or several. Raises `InputError` for anything else."""
    given = (articles,) if isinstance(articles, Article) else articles
    for article in given if isinstance(given, Iterable) else [given]:
        if not isinstance(article, Article):
            raise InputError(f"{article!r:.60} is no Article: pass what extract or extract_many gives")
        yield article


def arrow_schema(table: str) -> Any:
    """The Arrow schema of a table. Needs pyarrow (extra `batch`)."""
    pa = _pyarrow()
    kinds = {
        "int": pa.int64(), "float": pa.float64(), "str": pa.string(), "bool": pa.bool_(), "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in TABLES[table].items()])


def arrow_type(of: Any = Article) -> Any:
    """The Arrow type of an `Article`, or of another result type: a struct of its fields. Needs pyarrow."""
    pa = _pyarrow()
    origin = get_origin(of)
    if isinstance(of, type) and is_dataclass(of):
        return pa.struct([(name, arrow_type(hint)) for name, hint in _hints(of).items()])
    if origin is tuple:
        return pa.list_(arrow_type(get_args(of)[0]))
    if origin in (Union, UnionType):
        return arrow_type(next(each for each in get_args(of) if each is not NoneType))
    if origin is Literal:
        return pa.string()
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}[of]


def nested(value: Any) -> Any:
    """A result as what `pyarrow` takes for `arrow_type`: dicts, lists and plain values; days stay days."""
    if isinstance(value, tuple):
        return [nested(each) for each in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: nested(getattr(value, name)) for name in _hints(kind)}
    return value


def storable(value: Any) -> Any:
    """A value for what stores UTF-8: lone surrogates, in strings at any depth, as U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else readable(value)
    if isinstance(value, dict):
        return {name: storable(each) for name, each in value.items()}
    return [storable(each) for each in value] if isinstance(value, list | tuple) else value


@cache
def _hints(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {each.name: hints[each.name] for each in fields(cls)}


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise OptionalDependencyError.missing("an Arrow table", "pyarrow", "batch") from error
    return pa


def _pandas() -> Any:
    try:
        import pandas as pd
    except ImportError as error:
        raise OptionalDependencyError.missing("a frame", "pandas", "frame") from error
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
    known = (article.id, article.title, article.published, article.url, article.site)
    made = (article.language, article.authors, article.text, article.model, article.warnings)
    return [(number, *known, *made, origin.error, origin.source, origin.record)]


def _blocks(article: Article, number: int) -> Rows:
    return [(number, at, s.kind, s.start, s.end, s.text) for at, s in enumerate(article.body, start=1)]


def _entities(article: Article, number: int) -> Rows:
    return [
        (
            number, e.id, e.name, e.label, e.country, len(e.mentions), e.aliases, e.roles, e.score, e.reference,
            e.geonames_id, e.latitude, e.longitude, e.admin1, e.population,
            e.gender, tuple(each.text for each in e.gender_evidence),
        )
        for e in article.entities
    ]  # fmt: skip


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
        what = (who.kind, who.affiliation, who.anonymity.text if who.anonymity else None) if who else (None,) * 3
        around = (*_span(quote.addressee), *_span(quote.medium), quote.said_on)
        found.append((number, quote.id, *speaker, *said, *rest, *what, *around))
    return found


def _span(span: TextSpan | None) -> tuple[str | None, int | None, int | None]:
    return (span.text, span.start, span.end) if span else (None, None, None)


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
