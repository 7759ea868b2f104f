"""Spark in local mode: the same results as `extract_many`, types, tables, errors, the example job."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import newsparse
from newsparse.outputs.frame import TABLES, arrow_schema

ROOT = Path(__file__).parents[1]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed (extra spark)"),
    pytest.mark.skipif(
        not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="no Java: Spark needs Java 17 or later"
    ),
]

# Spark runs in a process of its own, whose threads and sockets are not these tests' business. The pipeline is made
# there, of spaCy's parts alone, and travels to the workers.
SETUP = """
import json, os, sys
import spacy, newsparse
from datetime import date
from newsparse import spark as ns
from pyspark.sql import SparkSession
from spacy.training import Example

nlp = spacy.blank("en")
nlp.add_pipe("ner").add_label("ORG")
nlp.add_pipe("parser").add_label("dep")
nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("A b"), {"heads": [1, 1], "deps": ["dep", "ROOT"]})])
nlp.add_pipe("entity_ruler", config={"overwrite_ents": True}).add_patterns([{"label": "PERSON", "pattern": "Ada Obi"}])
spark = SparkSession.builder.master("local[2]").getOrCreate()
spark.sparkContext.setLogLevel("OFF")

def attempt(call):
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
"""
CHECKS = """
big = 2**53 + 1
rows = [(big + n, f"Ada Obi said: “Road {n} is open.” She left on Monday.", date(2025, 7, 13)) for n in range(40)]
rows += [(None, "Ada Obi came.", None), (7, None, date(2025, 1, 2)), (8, "", None)]
df = spark.createDataFrame(rows, "key long, body string, date date").repartition(3).cache()
out = ns.extract(df, text="body", published="date", model=nlp, batch_size=4, on_error="record").cache()
got = out.collect()
records = [{"text": row.body, "published": row.date} for row in got]
alone = list(newsparse.extract_many(records, model=nlp, on_error="record"))
made = [newsparse.Article.from_dict(row.article.asDict(recursive=True)) for row in got]
told = {
    "columns": out.columns,
    "same": sum(a == b for a, b in zip(made, alone)),
    "rows": len(got),
    "kept": [tuple(row)[:3] for row in got] == [tuple(row) for row in df.collect()],
    "quotes": sum(len(a.quotes) for a in made),
    "people": sorted({p.name for a in made for p in a.people}),
    "errors": [row.article.error for row in got if row.article.error],
    "first_day": str(next(a.dates[0].first_day for a in made if a.quotes)),
    "model_loads": out.select("article.model").distinct().count(),
}
made_tables = ns.tables(out.where("key is not null"), key="key")
told["tables"] = {name: table.count() for name, table in made_tables.items()}
told["types"] = {name: [f.dataType.simpleString() for f in table.schema] for name, table in made_tables.items()}
told["keys"] = made_tables["quotes"].where(f"article = {big + 11}").count()
told["failed"] = made_tables["articles"].where("error is not null").count()
strings = spark.createDataFrame([("a-1", "Ada Obi came.")], "id string, body string")
named = ns.tables(ns.extract(strings, model=nlp), key="id")
told["named"] = [row.article for row in named["mentions"].collect()]
told["raised"] = attempt(lambda: ns.extract(df, model=nlp).collect())
told["missing"] = attempt(lambda: ns.extract(df, text="words", model=nlp))
told["nothing"] = attempt(lambda: ns.extract(df.select("key"), model=nlp))
told["taken"] = attempt(lambda: ns.extract(df, into="body", model=nlp))
told["no_key"] = attempt(lambda: ns.tables(out, key="nothing"))
print("TOLD " + json.dumps(told))
"""


# The example job runs last, in the same Spark, which it stops.
JOB = f"""
import runpy
sys.argv[1:] = [*sys.argv[1:], "--master", "local[2]"]
runpy.run_path({str(ROOT / "docs" / "spark_job.py")!r}, run_name="__main__")
folder = str(__import__("pathlib").Path(sys.argv[1]).parent)
sys.argv[1:] = [folder, folder + "/warc"]
runpy.run_path({str(ROOT / "docs" / "spark_warc.py")!r}, run_name="__main__")
sys.argv[1:] = [folder + "/warc/articles", folder + "/linked", "--key", "key", "--master", "local[2]"]
runpy.run_path({str(ROOT / "docs" / "spark_link.py")!r}, run_name="__main__")
"""
# A Java that lives for seconds is not worth optimising, nor are a few rows worth two hundred partitions. Each partition
# comes in several batches.
SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "6",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def run(code: str, *arguments: str) -> str:
    settings = " ".join(f"--conf '{name}={value}'" for name, value in SETTINGS.items())
    environment = {
        **os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": f"{settings} pyspark-shell",
    }  # fmt: skip
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


RECORDS = [{"id": n, "body": f"“Road {n} is open,” Ada Obi said.", "date": "2025-07-13"} for n in range(3)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the input and the output of the example job lie."""
    made = tmp_path_factory.mktemp("job")
    (made / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in RECORDS), encoding="utf-8")
    page = "<html><body><article><p>“The port is open,” Ada Obi said.</p></article></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: 2025-07-01T00:00:00Z\r\n"
        "WARC-Target-URI: https://news.example/{}\r\nContent-Type: application/http; msgtype=response\r\n"
        "Content-Length: {}\r\n\r\n"
    )
    for name in ("a.warc", "b.warc"):
        written = [head.format(n, n, len(answer)).encode() + answer + b"\r\n\r\n" for n in (1, 2)]
        (made / name).write_bytes(b"".join(written))
    return made


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, Any]:
    """What Spark found, in one process for all tests; the output of the example job is there afterwards."""
    out = run(SETUP + CHECKS + JOB, str(folder / "in.jsonl"), str(folder / "out"))
    found: dict[str, Any] = json.loads(next(line for line in out.splitlines() if line.startswith("TOLD"))[5:])
    return found


def test_the_same_results_as_extract_many(told: dict[str, Any]) -> None:
    assert told["rows"] == 43
    assert told["same"] == 42  # the record that failed names its partition
    assert told["quotes"] >= 40
    assert told["people"] == ["Ada Obi"]
    assert told["first_day"] == "2025-07-07"


def test_columns_are_kept_as_they_are(told: dict[str, Any]) -> None:
    assert told["columns"] == ["key", "body", "date", "article"]
    assert told["kept"]


def test_a_record_that_fails(told: dict[str, Any]) -> None:
    (error,) = told["errors"]
    assert error.startswith("partition ")
    assert "without 'text'" in error
    assert told["failed"] == 1
    assert "InputError: partition" in told["raised"]


def test_the_tables(told: dict[str, Any]) -> None:
    assert set(told["tables"]) == set(TABLES)
    assert told["tables"]["articles"] == 42
    assert told["tables"]["quotes"] == told["quotes"]
    assert told["keys"] == 1
    assert told["named"] == ["a-1"]


@pytest.mark.parametrize("name", TABLES)
def test_the_schema_is_that_of_the_parquet_writer(told: dict[str, Any], name: str) -> None:
    names = {"int64": "bigint", "double": "double", "string": "string", "bool": "boolean", "date32[day]": "date"}
    wanted = [names.get(str(each), "array<string>") for each in arrow_schema(name).types]
    assert told["types"][name] == wanted


def test_messages(told: dict[str, Any]) -> None:
    assert "no column 'words'" in told["missing"]
    assert "the argument 'text'" in told["missing"]
    assert "no column holds the text" in told["nothing"]
    assert "has a column 'body' already" in told["taken"]
    assert "no column 'nothing'" in told["no_key"]


@pytest.mark.model
@pytest.mark.usefixtures("told")
def test_the_example_job(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    quotes = parquet.read_table(folder / "out" / "quotes").to_pylist()
    alone = newsparse.extract_many({"text": r["body"], "published": r["date"]} for r in RECORDS)
    assert sorted((q["article"], q["text"], q["speaker"]) for q in quotes) == [
        (n, q.text, q.speaker.name if q.speaker else None) for n, a in enumerate(alone) for q in a.quotes
    ]


@pytest.mark.model
@pytest.mark.usefixtures("told")
def test_the_example_job_of_warc_files(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    quotes = parquet.read_table(folder / "warc" / "tables" / "quotes").to_pylist()
    assert sorted((each["article"], each["speaker"]) for each in quotes) == [
        (f"{name}#{number}", "Ada Obi") for name in ("a.warc", "b.warc") for number in (1, 2)
    ]


@pytest.mark.model
@pytest.mark.usefixtures("told")
def test_the_example_job_of_links(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    read = {each.name: parquet.read_table(each).to_pylist() for each in (folder / "linked").iterdir()}
    assert {"people", "organisations", "entities", "quote_groups", "quote_group_members", "article_groups"} == {*read}
    (person,) = read["people"]
    assert (person["name"], person["n_articles"], person["n_quotes"]) == ("Ada Obi", 4, 4)
    assert {each["id"] for each in read["entities"]} == {person["person_id"]}
    assert read["quote_groups"] == []  # “The port is open” is four words: anybody's
