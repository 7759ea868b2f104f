"""What batch runs promise: two workers, overhead, memory, kills, Spark. Articles are made here, so nothing is needed.

    python benchmarks/batch.py                                   every figure, at the sizes of the promises: hours
    python benchmarks/batch.py --only overhead --articles 200    one of them, smaller

Rates are of the work between the first result and the last, so that they do not depend on the size; what starting costs
is reported beside them. Overheads are of processor time, which other work on the machine changes little.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FLOORS = {
    "two_workers_ratio": "1.7 or more",
    "overhead_jsonl": "0.10 or less",
    "overhead_sqlite": "0.20 or less",
    "memory_growth_jsonl": "0.05 or less",
    "memory_growth_sqlite": "0.05 or less",
    "kills_identical": "all",
    "spark_ratio": "0.7 or more",
}

OUTPUTS = ["jsonl", "sqlite", "csv", "parquet"]

# --- articles ---

NAMES = (
    "Ada",
    "Ben",
    "Chiara",
    "Dmitri",
    "Esi",
    "Farid",
    "Grace",
    "Hana",
    "Ivo",
    "Jun",
    "Karin",
    "Luis",
    "Mina",
    "Noor",
)
SURNAMES = ("Obi", "Lowe", "Marsh", "Petrov", "Quist", "Rahimi", "Santos", "Tanaka", "Udo", "Varga", "Weiss", "Zamora")
PLACES = (
    "Accra",
    "Porto",
    "Leeds",
    "Osaka",
    "Tunis",
    "Quito",
    "Gdansk",
    "Nairobi",
    "Bogota",
    "Perth",
    "Riga",
    "Aleppo",
)
BODIES = ("the Ministry of Health", "Northbank Water", "the Dock Workers' Union", "the city council", "Larkfield Bank")
TOPICS = ("the bridge", "a new tram line", "the harvest", "the flood defences", "school meals", "the harbour", "rents")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "last week", "in June", "on 3 March", "yesterday")
CUES = ("said", "told reporters", "argued", "warned", "announced", "insisted")
SENTENCES = (
    "“We will finish {topic} by {day},” {cue} {name}, a spokesman for {body} in {place}.",
    "{name} {cue} that {topic} would cost {number} million euros more than {body} had planned.",
    "According to {body}, {number} people came to {place} {day} to speak about {topic}.",
    "“Nobody asked us,” {surname} said. “And {topic} is what we live from.”",
    "Work on {topic} began in {place} {day}, {number} years after the first plans.",
    "She added that {body} had not answered her letters about {topic}.",
    "{name} of {body} denied that {topic} was at risk.",
)


def articles(count: int, seed: int = 7) -> Iterable[dict[str, Any]]:
    """Short dated articles of about a hundred words, all different."""
    draw = random.Random(seed)
    for number in range(count):
        name = f"{draw.choice(NAMES)} {draw.choice(SURNAMES)}"
        text = []
        for _ in range(draw.randint(5, 8)):
            values = {
                "name": name, "surname": name.split()[1], "body": draw.choice(BODIES), "place": draw.choice(PLACES),
                "topic": draw.choice(TOPICS), "day": draw.choice(DAYS), "cue": draw.choice(CUES),
                "number": draw.randint(2, 900),
            }  # fmt: skip
            text.append(draw.choice(SENTENCES).format(**values))
        day = f"2025-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        yield {"id": f"a{number}", "body": "\n\n".join(text), "date": day}


def written(count: int, folder: Path) -> Path:
    """A JSONL file of so many articles."""
    path = folder / f"in-{count}.jsonl"
    if not path.exists():
        path.write_text("".join(json.dumps(each) + "\n" for each in articles(count)), encoding="utf-8")
    return path


def records(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{"id": row["id"], "text": row["body"], "published": row["date"]} for row in rows]


# --- probes: each runs in a process of its own ---


class Clock:
    """When results came: the rate is of those after the first ones."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.came: list[float] = []

    def __call__(self, _: object = None) -> None:
        self.came.append(time.perf_counter())

    def figures(self) -> dict[str, float]:
        first = sum(each - self.came[0] < 0.05 for each in self.came)  # the first batch comes at once
        seconds = self.came[-1] - self.came[0]
        rate = (len(self.came) - first) / seconds if seconds else 0.0
        return {
            "rate": rate,
            "start": self.came[0] - self.began,
            "overall": len(self.came) / (self.came[-1] - self.began),
        }


def probe_rate(options: argparse.Namespace) -> dict[str, float]:
    """Articles a second of a batch run with so many workers, and the processor time of all its processes."""
    import resource

    from newsparse.batch import run

    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        run(options.input, Path(folder) / "out.jsonl", workers=options.workers, progress=clock)
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {**clock.figures(), "processor": sum(each.ru_utime + each.ru_stime for each in spent)}


def probe_overhead(options: argparse.Namespace) -> dict[str, list[float]]:
    """Processor seconds of the bare pipeline and of batch runs over the same articles, in turn."""
    import newsparse
    from newsparse.batch import run

    given = records(options.input)
    for _ in newsparse.extract_many(given[:20], strict=True):
        pass
    found: dict[str, list[float]] = {"bare": [], "jsonl": [], "sqlite": []}
    for round_ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            for name, seconds in found.items():
                began = time.process_time()
                if name == "bare":
                    for _ in newsparse.extract_many(given, strict=True):
                        pass
                else:
                    run(options.input, Path(folder) / f"{round_}.{name}", strict=True)
                seconds.append(time.process_time() - began)
    return found


def probe_memory(options: argparse.Namespace) -> float:
    """Peak MB of a batch run."""
    import resource

    from newsparse.batch import run

    with tempfile.TemporaryDirectory() as folder:
        run(options.input, Path(folder) / f"out.{options.ending}", strict=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 if sys.platform != "darwin" else 1024) / 1024


def probe_many(options: argparse.Namespace) -> dict[str, float]:
    """Articles a second of `extract_many` with so many processes."""
    import newsparse

    clock = Clock()
    for _ in newsparse.extract_many(records(options.input), n_process=options.workers, strict=True):
        clock()
    return clock.figures()


def probe_spark(options: argparse.Namespace) -> dict[str, float]:
    """Articles a second of Spark in local mode: a first job of few articles, which loads the models, then all."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from newsparse import spark as on_spark

    spark = SparkSession.builder.master(f"local[{options.workers}]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    rows = [(each["id"], each["text"], each["published"]) for each in records(options.input)]
    parts = 4 * options.workers

    def done(some: list[Any]) -> float:
        df = spark.createDataFrame(some, "id string, body string, date string").repartition(parts).cache()
        df.count()
        began = time.perf_counter()
        on_spark.extract(df, text="body", published="date").write.format("noop").mode("overwrite").save()
        return time.perf_counter() - began

    start = done(rows[: 2 * parts])
    seconds = done(rows)
    spark.stop()
    return {"rate": len(rows) / seconds, "start": start}


PROBES: dict[str, Callable[[argparse.Namespace], Any]] = {
    name.removeprefix("probe_"): value for name, value in list(globals().items()) if name.startswith("probe_")
}


def measure(probe: str, source: Path, *, cores: int = 0, **given: Any) -> Any:
    """What a probe returns, in a fresh process on the first `cores` cores; 0 leaves it all."""
    command = [sys.executable, str(Path(__file__).resolve()), "--probe", probe, "--input", str(source)]
    command += [f"--cores={cores}", *(f"--{name}={value}" for name, value in given.items())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


# --- figures ---


def workers_figures(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Two workers on two cores beside one on one core, and beside one that may use both by its threads.

    `two_workers_ratio_by_processor_time` is what two free cores would give by the processor time of an article, from
    runs of two sizes: where other work takes part of the cores, rates say little.
    """
    few = max(40, options.articles // 10)
    settings = {"one_worker": (1, 1), "one_worker_two_cores": (2, 1), "two_workers": (2, 2)}
    figures: dict[str, Any] = {}
    for name, (cores, workers) in settings.items():
        small, large = (
            measure("rate", written(size, folder), cores=cores, workers=workers) for size in (few, options.articles)
        )
        figures |= {f"{name}_{what}": large[what] for what in ("rate", "start", "overall")}
        spent = (large["processor"] - small["processor"]) / (options.articles - few)
        figures[f"{name}_processor_milliseconds"] = 1000 * spent
    one, two = figures["one_worker_processor_milliseconds"], figures["two_workers_processor_milliseconds"]
    figures["two_workers_ratio"] = figures["two_workers_rate"] / figures["one_worker_rate"]
    figures["two_workers_ratio_by_processor_time"] = 2 * one / two
    return figures


def overhead_figures(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """What batch runs take besides the pipeline, in one process."""
    found = measure("overhead", written(options.articles, folder), cores=1)
    bare = min(found["bare"])
    return {
        "bare_milliseconds_an_article": 1000 * bare / options.articles,
        **{f"overhead_{name}": min(found[name]) / bare - 1 for name in ("jsonl", "sqlite")},
    }


def memory_figures(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The peak of few articles and of many."""
    few, many = options.memory
    figures: dict[str, Any] = {}
    for ending in ("jsonl", "sqlite"):
        peaks = [measure("memory", written(size, folder), ending=ending) for size in (few, many)]
        figures |= {f"memory_{size}_{ending}_mb": peak for size, peak in zip((few, many), peaks, strict=True)}
        figures[f"memory_growth_{ending}"] = peaks[1] / peaks[0] - 1
    return figures


def kills_figures(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """One run killed again and again by `kill -9` beside one that was not, for each output."""
    source = written(options.articles, folder)
    draw = random.Random(options.seed)
    identical, hits = 0, []
    for ending in options.outputs:
        whole, output = folder / f"whole.{ending}", folder / f"killed.{ending}"
        first, total = _run_through(source, whole, ending)
        hit = 0
        for _ in range(options.kills):
            process = subprocess.Popen(_command(source, output), stderr=subprocess.DEVNULL)
            time.sleep(draw.uniform(0.3, 1) * (first + (total - first) / (options.kills / 3)))
            hit += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
        hits.append(hit)
        subprocess.run(_command(source, output), stderr=subprocess.DEVNULL, check=True)
        identical += content(output) == content(whole)
    return {
        **{f"kills_of_{ending}": hit for ending, hit in zip(options.outputs, hits, strict=True)},
        "kills_identical": f"{identical} of {len(options.outputs)}",
    }


def _command(source: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "newsparse", "batch", str(source), str(output)]


def _run_through(source: Path, output: Path, ending: str) -> tuple[float, float]:
    """Seconds to the first commit with articles, about, and to the end."""
    began = time.monotonic()
    process = subprocess.Popen(_command(source, output), stderr=subprocess.DEVNULL)
    first = 0.0
    while process.poll() is None:
        time.sleep(0.05)
        if not first and _records(output, ending):
            first = time.monotonic() - began
    if process.returncode:
        raise SystemExit(f"{' '.join(_command(source, output))} failed")
    total = time.monotonic() - began
    return first or total, total


def _records(output: Path, ending: str) -> int:
    """How many records are committed."""
    if ending == "sqlite":
        if not output.exists() or not output.stat().st_size:
            return 0
        try:
            with closing(sqlite3.connect(output)) as base:
                return int(base.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:
            return 0
    journal = Path(f"{output}.newsparse-run") if ending == "jsonl" else output / "_newsparse-run.json"
    return int(json.loads(journal.read_text())["records"]) if journal.exists() else 0


def content(output: Path) -> Any:
    """All that an output holds, but the state of the run."""
    if output.suffix == ".sqlite":
        with closing(sqlite3.connect(output)) as base:
            return [line for line in base.iterdump() if "newsparse_run" not in line]
    if output.is_dir():
        files = sorted(path for path in output.rglob("*") if path.is_file() and not path.name.startswith("_"))
        return {str(path.relative_to(output)): path.read_bytes() for path in files}
    return output.read_bytes()


def spark_figures(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Spark in local mode with two processes beside `extract_many` with two."""
    source = written(options.articles, folder)
    many = measure("many", source, cores=2, workers=2)
    spark = measure("spark", source, cores=2, workers=2)
    return {
        "extract_many_rate": many["rate"], "spark_rate": spark["rate"], "spark_ratio": spark["rate"] / many["rate"]
    }  # fmt: skip


GROUPS = {
    "workers": workers_figures,
    "overhead": overhead_figures,
    "memory": memory_figures,
    "kills": kills_figures,
    "spark": spark_figures,
}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--articles", type=int, default=2000, help="of all figures but memory (default: %(default)s)")
    parser.add_argument("--memory", type=int, nargs=2, default=[1000, 20_000], metavar=("FEW", "MANY"))
    parser.add_argument("--kills", type=int, default=20, help="for each output (default: %(default)s)")
    parser.add_argument("--outputs", nargs="+", choices=OUTPUTS, default=OUTPUTS, help="that are killed (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments of the kills")
    parser.add_argument("--json", type=Path)
    for name, kind in (("probe", str), ("input", Path), ("cores", int), ("workers", int), ("ending", str)):
        parser.add_argument(f"--{name}", type=kind, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        if options.cores and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
        print(json.dumps(PROBES[options.probe](options)))
        return 0
    figures: dict[str, Any] = {}
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; {options.articles} articles\n")
    with tempfile.TemporaryDirectory() as folder:
        for group in options.only:
            found = GROUPS[group](options, Path(folder))
            figures |= found
            for name, value in found.items():
                shown = value if isinstance(value, str | int) else f"{value:,.3f}"
                print(f"{name:44} {shown:>12}   {FLOORS.get(name, '')}".rstrip(), flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
