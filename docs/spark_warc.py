"""An example job: WARC files, such as those of Common Crawl's news archive, to tables of who said what.

    spark-submit spark_warc.py FOLDER_OF_WARC_FILES OUTPUT_FOLDER

Each file is read by one task, in bounded memory, so that as many are read at once as there are cores.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql import SparkSession

from newsparse import spark as newsparse_spark
from newsparse.batch.archives import warc
from newsparse.batch.inputs import MAX_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCHEMA = "key string, url string, html binary, text string"
LONGEST = 4 * MAX_CHARACTERS
TOGETHER = 32


def pages(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The pages and texts of the files that a task was given, a few at a time; what cannot be read is left out."""
    waiting: list[dict[str, object]] = []
    for name in (name for batch in batches for name in batch.column("file").to_pylist()):
        for member in warc(name, LONGEST):
            source = member.source or {}
            html = source.get("html")
            if source:
                html = html.encode("utf-8") if isinstance(html, str) else html
                key = f"{Path(name).name}#{member.number}"
                waiting.append({"key": key, "url": source["url"], "html": html, "text": source.get("text")})
            if len(waiting) == TOGETHER:
                yield _batch(waiting)
                waiting = []
    if waiting:
        yield _batch(waiting)


def _batch(rows: list[dict[str, object]]) -> pa.RecordBatch:
    kinds = {"key": pa.string(), "url": pa.string(), "html": pa.binary(), "text": pa.string()}
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema(list(kinds.items())))


def main(folder: str, output: str) -> None:
    """Read, extract, write."""
    session = SparkSession.builder.appName("newsparse-warc").getOrCreate()
    # Several files a task would be read one after the other: one is enough to keep a core at work for minutes.
    files = [(str(path),) for path in sorted(Path(folder).glob("*.warc*"))]
    named = session.createDataFrame(files, "file string").repartition(max(1, len(files)))
    articles = named.mapInArrow(pages, SCHEMA)
    found = newsparse_spark.extract(articles, text="text", html="html", url="url", id="key", on_error="record")
    found.write.mode("overwrite").parquet(f"{output}/articles")
    for name, table in newsparse_spark.tables(session.read.parquet(f"{output}/articles"), key="key").items():
        table.write.mode("overwrite").parquet(f"{output}/tables/{name}")
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
