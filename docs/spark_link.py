"""An example job: who is who, and the same words in many papers, over articles that Spark has extracted.

    spark-submit docs/spark_link.py results/articles.parquet linked --key id

The input is what `newsparse.spark.extract` gave, written as Parquet: a column `article`, and one that names each.
Out come `people`, `organisations`, `entities`, `quote_groups`, `quote_group_members`, `article_groups`, a folder each.
"""

from __future__ import annotations

import argparse

from pyspark.sql import SparkSession

from newsparse.archive import spark as archive_spark


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="a Parquet file or folder with a column of articles")
    parser.add_argument("output", help="the folder of the tables")
    parser.add_argument("--key", default="id", help="the column that names each article (default: %(default)s)")
    parser.add_argument("--column", default="article", help="the column of the articles (default: %(default)s)")
    parser.add_argument("--master", help='where Spark runs, such as "local[4]" (default: as it is set up)')
    options = parser.parse_args()

    builder = SparkSession.builder.appName("newsparse-link")
    spark = (builder.master(options.master) if options.master else builder).getOrCreate()
    articles = spark.read.parquet(options.input)
    for work in (archive_spark.link, archive_spark.group):
        for name, table in work(articles, key=options.key, column=options.column).items():
            table.write.mode("overwrite").parquet(f"{options.output}/{name}")
    spark.stop()


if __name__ == "__main__":
    main()
