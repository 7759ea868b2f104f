"""newsparse on Apache Spark: a data frame of articles in, the same with a typed column of results out, or tables.

Spark divides the work and starts the processes; each loads the model once. Needs the extra `spark` here, and newsparse
on the machines that do the work.
"""

from __future__ import annotations

import os
from functools import cache, partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from newsparse import defaults, work
from newsparse.batch.inputs import NAMES, Columns
from newsparse.errors import InputError, needed
from newsparse.names import own
from newsparse.outputs.frame import COLUMNS, TABLES, Origin, arrow_schema, arrow_type, nested, storable, table_rows
from newsparse.sources.fields import taken
from newsparse.types import Article
from newsparse.workers import THREADS, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType
    from spacy.language import Language

__all__ = ["article_type", "extract", "keyed", "pyspark", "tables"]

ERROR = "error"


def extract(
    df: DataFrame,
    *,
    text: str | None = None,
    html: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
    into: str = "article",
    batch_size: int = defaults.BATCH_SIZE,
    on_error: defaults.OnError = defaults.ON_ERROR,
    clean: bool = defaults.CLEAN,
    attributions: defaults.Attributions = defaults.ATTRIBUTIONS,
    strict: bool = defaults.STRICT,
    gender_from_names: bool = defaults.GENDER_FROM_NAMES,
    model: str | Path | Language | None = None,
    lexicon: str | Path | Mapping[str, Any] | None = None,
) -> DataFrame:
    """The data frame with the facts of each row's article in a new column `into`, whose type is `article_type()`.

    `text`, `html`, `published`, `title`, `url` and `id` name the columns of a record; those that are not named are
    found by their usual names ("body", "date", ...), as in a batch run. The columns of `df` and the order of its rows
    stay as they are. `on_error="record"` gives a row that fails an article without results, whose field `error` says
    why; "raise" fails the job. `batch_size`, `clean`, `attributions`, `strict`, `gender_from_names`, `model` and
    `lexicon` are those of `extract_many`; a directory must be there on every machine.

    Nothing runs before Spark is asked for rows; like every Spark column, the results are computed again for every
    question, unless they are written or cached. Raises `InputError` for a column that is missing, `ModelError` for a
    pipeline that cannot be sent, `OptionalDependencyError` without pyspark or pyarrow.
    """
    types = pyspark("sql.types")
    defaults.check(attributions=attributions, on_error=on_error)
    defaults.check_counts(batch_size=batch_size)
    if into in df.columns:
        raise InputError(f"the data frame has a column {into!r} already: name another by 'into'")
    try:
        chosen = Columns(text, html, published, title, url, id).chosen(df.columns)
    except InputError as error:
        raise InputError(f"the data frame: {_of_arguments(str(error))}") from None
    options = work.Options(
        clean=clean, attributions=attributions, strict=strict, gender_from_names=gender_from_names
    )  # fmt: skip
    job = partial(
        _extracted, model=packed(model, own.read(lexicon)), columns=chosen, options=options, size=batch_size,
        on_error=on_error,
    )  # fmt: skip
    schema = types.StructType([*df.schema.fields, types.StructField(into, article_type())])
    return df.mapInArrow(job, schema)


def tables(df: DataFrame, *, key: str, column: str = "article") -> dict[str, DataFrame]:
    """The tables of the articles in `column`, as `extract` made it, by name: articles, entities, mentions, quotes, ...

    They have the columns of `newsparse.to_frames`. `article`, which joins them, holds the values of the column `key`,
    which should name each row of `df` once. The articles are not extracted again for each table where `df` is written
    or cached first. Raises `InputError` for a column that is missing.
    """
    taken = keyed(df, key, column)
    return {
        name: taken.mapInArrow(partial(_rows, name=name), _table_type(name, taken.schema["key"].dataType))
        for name in TABLES
    }


def keyed(df: DataFrame, key: str, column: str) -> DataFrame:
    """The columns `key` and `article` of a data frame. Raises `InputError` for one that is missing."""
    pyspark("sql")
    for name in (key, column):
        if name not in df.columns:
            raise InputError(f"the data frame has no column {name!r} (there are {', '.join(map(repr, df.columns))})")
    return df.select(df[key].alias("key"), df[column].alias("article"))


def article_type() -> StructType:
    """The Spark type of an article: the fields of `Article`, and `error`, which is null where nothing failed.

    `Article.from_dict(row.article.asDict(recursive=True))` makes an `Article` of it.
    """
    from pyspark.sql.pandas.types import from_arrow_type

    return cast("StructType", from_arrow_type(_arrow()))


@cache
def _arrow() -> Any:
    import pyarrow as pa

    return pa.struct([*arrow_type(), pa.field(ERROR, pa.string())])


def pyspark(module: str) -> Any:
    """A module of pyspark. Raises `OptionalDependencyError` without it or pyarrow."""
    with needed("Spark", "pyspark pyarrow pandas", "spark"):
        import pyarrow  # noqa: F401 - asked for here, before a job is sent

        return import_module(f"pyspark.{module}")


def _of_arguments(message: str) -> str:
    """A message about columns with the names of arguments in place of the options of the command."""
    for name in NAMES:
        message = message.replace(f"--{name}-column", f"the argument {name!r}")
    return message


# --- what runs in the processes of Spark ---


@cache
def _nlp(model: bytes, threads: int) -> Language:
    """The model, loaded once a process: Spark keeps its processes from task to task."""
    for name in THREADS:
        os.environ.setdefault(name, str(threads))
    return unpacked(model, threads)


def _extracted(
    batches: Iterable[Any],
    *,
    model: bytes,
    columns: Mapping[str, tuple[str, ...]],
    options: work.Options,
    size: int,
    on_error: str,
) -> Iterator[Any]:
    """The batches of a partition with the column of articles, in small ones, so that memory stays bounded."""
    import pyarrow as pa
    from pyspark import TaskContext

    task = TaskContext.get()
    nlp = _nlp(model, max(1, task.cpus()) if task else 1)
    place = f"partition {task.partitionId() if task else 0}"
    done = 0
    for batch in batches:
        names = [*batch.schema.names, "article"]
        at = 0
        for items in work.batches(_records(batch, columns), size, start=done + 1):
            made = [_made(each, place, on_error) for each in work.run(nlp, items, options)]
            kept = batch.slice(at, len(items)).columns
            yield pa.RecordBatch.from_arrays([*kept, _array(made, _arrow())], names)
            at += len(items)
        done += at


def _records(batch: Any, columns: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, Any]]:
    """The rows as sources, one at a time: as Python values they are several times larger."""
    names = chain.from_iterable(columns.values())
    found = {name: batch.column(batch.schema.get_field_index(name)) for name in names}
    for row in range(batch.num_rows):
        yield taken({name: values[row].as_py() for name, values in found.items()}, columns)


def _made(outcome: Article | work.Failure, place: str, on_error: str) -> dict[str, Any]:
    article, error = work.settled(outcome, on_error, f"{place}, {getattr(outcome, 'name', '')}")
    return {**nested(article), ERROR: error}


def _array(values: Sequence[Any], kind: Any) -> Any:
    import pyarrow as pa

    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([storable(each) for each in values], kind)


def _table_type(name: str, key: Any) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_schema

    schema: StructType = from_arrow_schema(arrow_schema(name))
    schema["article"].dataType = key
    return schema


def _rows(batches: Iterable[Any], name: str) -> Iterator[Any]:
    """The rows of one table. The key travels by its place, so that it may be of any type."""
    import pyarrow as pa

    schema = arrow_schema(name)
    for batch in batches:
        keys, given = batch.columns
        found: list[tuple[Any, ...]] = []
        for place in range(len(given)):
            value = given[place].as_py()
            if value is not None:
                article = Article.from_dict(value)
                found += table_rows(article, place, Origin(error=value.get(ERROR)))[name]
        columns = list(zip(*found, strict=True)) or [()] * len(schema)
        arrays = [_array(values, each.type) for values, each in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays([keys.take(arrays[0]), *arrays[1:]], list(COLUMNS[name]))
