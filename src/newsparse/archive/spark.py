"""Linking and grouping on Apache Spark, for archives past one machine: the tables of `link` and of `group`.

The work is done by the plain functions of `link.parts` and `group_parts`; here stands how rows travel between them.
What comes to the driver: counts of fixed size, those linked by several keys, and the pairs of texts that are alike.
"""

from __future__ import annotations

import itertools
import re
from functools import partial
from typing import TYPE_CHECKING, Any, get_type_hints

from newsparse.archive import group_parts as parts_of_groups
from newsparse.archive.groups import ARTICLES, COLUMNS, QUOTES
from newsparse.archive.link import parts, tables
from newsparse.archive.link.kinds import KINDS
from newsparse.archive.link.rarity import Rarity
from newsparse.archive.similar import roots
from newsparse.outputs.frame import storable
from newsparse.spark import keyed, pyspark
from newsparse.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pyspark.sql import DataFrame

    from newsparse.archive.groups import Alike

__all__ = ["group", "link"]

_ENTITY = ("label", "article", "entity")
_TOGETHER = 1000  # rows of a batch
_TYPES: dict[Any, str] = {
    str: "string", str | None: "string", int: "bigint", float: "double", bool: "boolean", bytes: "binary",
    list[str]: "array<string>",
}  # fmt: skip
_SQLITE = {"KEY": "string", "TEXT": "string", "INTEGER": "bigint", "REAL": "double", "BOOLEAN": "boolean"}


def link(df: DataFrame, *, key: str, column: str = "article") -> dict[str, DataFrame]:
    """Link people and organisations over the articles in `column`, as `newsparse.spark.extract` made it.

    The tables, by name: `people` and `organisations` with the columns of an archive's, and `entities` with `article`
    (the value of the column `key` as a string), `entity`, `label`, `id`, `score` and `evidence`; who stays nobody's is
    not in it. An id is a letter, and the article and entity of its first mention: all is linked anew by each call.
    Write or cache `df` before. Raises `InputError` for a column that is missing, `OptionalDependencyError` without
    pyspark.
    """
    functions = pyspark("sql.functions")
    articles = _articles(df, key, column)
    wanted = _mapped(articles, parts.wanted, _ddl(parts.Wanted)).persist()
    rarity = Rarity.of_parts(map(tuple, _mapped(articles, parts.counted, "counts binary, total bigint").collect()))
    together = wanted.repartition("label", "key").sortWithinPartitions("label", "key", "article", "entity")
    linked = _mapped(together, partial(_linked, rarity.to_bytes(), rarity.total), _ddl(parts.Linked)).persist()
    best = functions.max(functions.struct("score", "cluster", "evidence", "n_quotes", "node")).alias("best")
    one = _unified(linked).groupBy(*_ENTITY).agg(best).select(*_ENTITY, "best.*").persist()
    earliest = one.groupBy("cluster").agg(functions.min(functions.struct("article", "entity")).alias("at"))
    id_ = functions.concat_ws(":", functions.substring("label", 1, 1), "at.article", "at.entity")
    one = one.join(earliest, "cluster").withColumn("id", id_).persist()
    made = {"entities": one.select(*_ENTITY, "id", "score", "evidence")}
    types = ", ".join(f"{name} {_SQLITE[type_]}" for name, type_ in tables.COLUMNS.items())
    for kind in KINDS:
        rows = one.where(f"label = '{kind.label}'").repartition("id").sortWithinPartitions("id", "article", "entity")
        made[kind.table] = _mapped(
            rows.select("id", "n_quotes", "node"), parts.people, f"{kind.column} string, {types}"
        )
    return made


def _linked(counts: bytes, total: int, rows: Iterable[Sequence[Any]]) -> Iterator[parts.Linked]:
    return parts.link_keys(map(parts.Wanted._make, rows), Rarity.from_bytes(counts, total))


def _unified(linked: DataFrame) -> DataFrame:
    """The entities with the clusters that are one by somebody who was linked by several keys under one name."""
    functions = pyspark("sql.functions")
    linked = linked.withColumn("cluster", functions.concat_ws(" ", "label", "cluster"))
    several = linked.groupBy(*_ENTITY).agg(functions.collect_set("cluster").alias("clusters"))
    several = several.where(functions.size("clusters") > 1).select("clusters").distinct().persist()
    of = several.select(functions.explode("clusters").alias("cluster")).distinct()
    members = linked.join(of, "cluster").select("cluster", "article", "entity")
    first = parts.joined((row.clusters for row in several.collect()), map(tuple, members.collect()))
    return _renamed(linked, "cluster", first, "string")


def group(df: DataFrame, *, key: str, column: str = "article") -> dict[str, DataFrame]:
    """Group the quotations and articles in `column` that are copies of one another: the tables of an archive's groups.

    `quote_groups`, `quote_group_members` and `article_groups`; `article` holds the value of the column `key` as a
    string. Speakers are told apart by their names. Raises what `link` raises.
    """
    given = _articles(df, key, column)
    quotes, articles = _rooted(given, QUOTES), _rooted(given, ARTICLES)
    made: dict[str, tuple[DataFrame, Callable[..., Iterable[Any]]]] = {
        "quote_groups": (quotes, partial(parts_of_groups.groups_of_quotes, members=False)),
        "quote_group_members": (quotes, partial(parts_of_groups.groups_of_quotes, members=True)),
        "article_groups": (articles, parts_of_groups.groups_of_articles),
    }
    types = {name: re.sub("|".join(_SQLITE), lambda found: _SQLITE[found[0]], told) for name, told in COLUMNS.items()}
    return {name: _mapped(given, function, types[name]) for name, (given, function) in made.items()}


def _rooted(given: DataFrame, kind: Alike) -> DataFrame:
    """The texts after the root of their group, those of a root together in order."""
    functions = pyspark("sql.functions")
    texts = _mapped(given, partial(parts_of_groups.texts, kind=kind), _ddl(parts_of_groups.Text)).persist()
    different = texts.select("number", "text").dropDuplicates(["number"])
    shingles = _mapped(different, partial(parts_of_groups.shingled, kind=kind), _ddl(parts_of_groups.Shingle))
    pairs = _mapped(shingles.repartition("shingle"), parts_of_groups.paired, _ddl(parts_of_groups.Pair))
    sums = (functions.sum("shared").alias("shared"), functions.first("shorter").alias("shorter"))
    shared = pairs.groupBy("one", "other").agg(*sums)
    alike = shared.where(f"shared >= least({kind.fewest}, shorter) AND shared >= {kind.share} * shorter")
    first = roots((row.one, row.other) for row in alike.select("one", "other").collect())
    found = _renamed(texts.withColumn("root", functions.col("number")), "root", first, "bigint")
    found = found.repartition("root").sortWithinPartitions("root", "day", "article", "quote")
    return found.select("root", *texts.columns)


def _articles(df: DataFrame, key: str, column: str) -> DataFrame:
    """The articles with their keys as strings; what failed or has no key is left out."""
    taken = keyed(df, key, column).selectExpr("cast(key AS string) AS key", "article")
    return taken.where("key IS NOT NULL AND article IS NOT NULL")


def _renamed(df: DataFrame, column: str, names: Mapping[Any, Any], type_: str) -> DataFrame:
    """The data frame with another name in place of each value of a column that has one."""
    functions = pyspark("sql.functions")
    table = df.sparkSession.createDataFrame([*names.items()], f"{column} {type_}, other {type_}")
    joined = df.join(table, column, "left").withColumn(column, functions.coalesce("other", column))
    return joined.select(*df.columns)


def _ddl(row: type[Any]) -> str:
    """The schema of a named tuple."""
    return ", ".join(f"{name} {_TYPES[type_]}" for name, type_ in get_type_hints(row).items())


def _mapped(df: DataFrame, function: Callable[[Iterable[Any]], Iterable[Any]], schema: str) -> DataFrame:
    """The rows that a function gives for the rows of each part, one after the other."""

    def job(batches: Iterable[Any]) -> Iterator[Any]:
        return _batches(function(_rows(batches)), schema)

    return df.mapInArrow(job, schema)


# --- what runs in the processes of Spark ---


def _rows(batches: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows as tuples, one at a time; articles as such."""
    for batch in batches:
        for row in range(batch.num_rows):
            yield tuple(_value(column[row].as_py()) for column in batch.columns)


def _value(value: Any) -> Any:
    return Article.from_dict(value) if isinstance(value, dict) else value


def _batches(rows: Iterable[Sequence[Any]], schema: str) -> Iterator[Any]:
    import pyarrow as pa

    arrow = {
        "string": pa.string(), "bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_(),
        "binary": pa.binary(), "array<string>": pa.list_(pa.string()),
    }  # fmt: skip
    fields = [each.split(" ") for each in schema.split(", ")]
    made = pa.schema([(name, arrow[type_]) for name, type_ in fields])
    waiting = iter(rows)
    while some := [*itertools.islice(waiting, _TOGETHER)]:
        columns = zip(*(storable([*row]) for row in some), strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, made, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=made)
