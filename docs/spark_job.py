"""An example job for Spark: articles of a Parquet, JSON or CSV folder in, the tables of what they say out.

    spark-submit docs/spark_job.py archive.parquet results --text body --published date --key id

Every table is a Parquet folder in `results`; `articles.error` says why a record failed. Locally: `--master "local[4]"`.
"""

from __future__ import annotations

import argparse
from pathlib import PurePosixPath

from pyspark import StorageLevel
from pyspark.sql import SparkSession

from newsparse import spark as newsparse_spark


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="a file or folder that ends in .parquet, .json, .jsonl or .csv")
    parser.add_argument("output", help="the folder of the tables")
    parser.add_argument("--text", help="the column of the text (default: found by its usual names)")
    parser.add_argument("--published", help="the column of the day of publication (default: found likewise)")
    parser.add_argument("--key", default="id", help="the column that names each article (default: %(default)s)")
    parser.add_argument("--partitions", type=int, help="parts of the work; several for each core of the cluster")
    parser.add_argument("--master", help='where Spark runs, such as "local[4]" (default: as it is set up)')
    options = parser.parse_args()

    builder = SparkSession.builder.appName("newsparse")
    spark = (builder.master(options.master) if options.master else builder).getOrCreate()
    articles = read(spark, options.input)
    if options.partitions:
        articles = articles.repartition(options.partitions)

    found = newsparse_spark.extract(articles, text=options.text, published=options.published, on_error="record")
    found = found.persist(StorageLevel.DISK_ONLY)  # extracted once, not once for every table
    for name, table in newsparse_spark.tables(found, key=options.key).items():
        table.write.mode("overwrite").parquet(f"{options.output}/{name}")
    spark.stop()


def read(spark, name):
    """The data frame of the input, by its ending."""
    ending = PurePosixPath(name).suffix
    if ending == ".csv":
        return spark.read.csv(name, header=True, multiLine=True, escape='"')
    return spark.read.json(name) if ending in {".json", ".jsonl"} else spark.read.parquet(name)


if __name__ == "__main__":
    main()
