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

from newsparse.errors import InputError, needed
from newsparse.outputs.plain import storable
from newsparse.types import Article, FrameKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from newsparse.types import Entity, Quote

__all__ = [
    "COLUMNS", "TABLES", "Origin", "arrow_schema", "arrow_type", "frame", "nested", "several", "storable", "table_rows",
    "to_frames",
]  # fmt: skip

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
        "said_on": "date", "joint": "list",
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


SPAN = ("text", "start", "end")


def table_rows(article: Article, number: int, origin: Origin | None = None) -> dict[str, Rows]:
    """The rows of one article in every table, in the order of `COLUMNS`."""
    mentions = [(entity, each) for entity in article.entities for each in entity.mentions]
    found: dict[str, Iterable[tuple[Any, ...]]] = {
        "articles": [(*_of(article, *COLUMNS["articles"][1:11]), *_of(origin, "error", "source", "record"))],
        "entities": map(_entity, article.entities),
        "mentions": [(at, e.id, e.name, e.label, *_of(m, *SPAN, "score")) for at, (e, m) in enumerate(mentions, 1)],
        "quotes": map(_quote, article.quotes),
        "quote_parts": [(q.id, at, *_of(part, *SPAN)) for q in article.quotes for at, part in enumerate(q.parts, 1)],
        "blocks": [(at, *_of(block, "kind", "start", "end", "text")) for at, block in enumerate(article.body, 1)],
        "dates": [(at, *_of(day, *COLUMNS["dates"][2:])) for at, day in enumerate(article.dates, 1)],
    }
    return {name: [(number, *row) for row in rows] for name, rows in found.items()}


def _of(value: object, *names: str) -> tuple[Any, ...]:
    """The attributes of a value; of None, which has none of them, each is None."""
    return tuple(getattr(value, name, None) for name in names)


def _entity(entity: Entity) -> tuple[Any, ...]:
    known = _of(entity, *COLUMNS["entities"][6:-1])
    told = tuple(each.text for each in entity.gender_evidence)
    return (*_of(entity, "id", "name", "label", "country"), len(entity.mentions), *known, told)


def _quote(quote: Quote) -> tuple[Any, ...]:
    who = quote.speaker
    return (
        quote.id, *_of(who, "name", *SPAN, "entity"), *_of(quote.cue, "lemma", *SPAN, "negated"),
        *_of(quote, "kind", "act", *SPAN, "confidence"), *_of(who, "kind", "affiliation"),
        *_of(who and who.anonymity, "text"), *_of(quote.addressee, *SPAN), *_of(quote.medium, *SPAN), quote.said_on,
        who.joint if who else (),
    )  # fmt: skip


def frame(articles: Iterable[Article], kind: FrameKind) -> pd.DataFrame:
    """One table of the articles' results, one result a row; days are datetime64. `InputError` for another kind."""
    if kind not in get_args(FrameKind):
        raise InputError(f"the kind of frame is {kind!r}; wanted is one of {', '.join(get_args(FrameKind))}")
    return _frame(kind, [row for at, each in enumerate(articles, start=1) for row in table_rows(each, at)[kind]])


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
    for article in given if isinstance(given, Iterable) and not isinstance(given, str) else [given]:
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


@cache
def _hints(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {each.name: hints[each.name] for each in fields(cls)}


def _pyarrow() -> Any:
    with needed("an Arrow table", "pyarrow", "batch"):
        import pyarrow as pa
    return pa


def _pandas() -> Any:
    with needed("a frame", "pandas", "frame"):
        import pandas as pd
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
