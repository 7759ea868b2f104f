"""Score the installed newsparse end to end, through its public API on raw text, and print one table.

    python benchmarks/quality.py --corpora DIR [--only FACET ...] [--limit N] [--json OUT] [--markdown] [--workers N]

The corpora are looked for in `--corpora`, then in `NEWSPARSE_CORPORA`, then in `../shared/corpora`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import machine  # noqa: E402  # found only after the line above
from benchmarks.facets import FACETS, facet  # noqa: E402
from benchmarks.measures import Figure, Report, Table  # noqa: E402

__all__ = ["NEEDS", "Result", "find_corpora", "main", "missing", "run", "run_all"]

# How the reason begins where a package is missing, not the data.
NEEDS = "needs the package"


@dataclass(frozen=True, slots=True)
class Result:
    """What one facet gave, or why it gave nothing."""

    facet: str
    report: Report
    hash: str = ""
    documents: int = 0
    available: int = 0
    seconds: float = 0.0
    skipped: str = ""


def find_corpora(given: Path | None) -> Path | None:
    """The folder of the corpora, or None where there is none."""
    if given is not None:
        if not given.is_dir():
            raise SystemExit(f"--corpora {given}: no such folder")
        return given
    named = os.environ.get("NEWSPARSE_CORPORA")
    places = [Path(named)] if named else [ROOT.parent / "shared" / "corpora"]
    return next((place for place in places if place.is_dir()), None)


def missing(name: str, corpora: Path | None) -> str:
    """Why a facet cannot run: its corpora that are not there; "" where it can."""
    absent = [each for each in facet(name).CORPORA if corpora is None or not (corpora / each).is_dir()]
    return f"no {', '.join(absent)} under {corpora or 'any folder'}" if absent else ""


def run(name: str, corpora: Path | None, limit: int | None = None) -> Result:
    """Score one facet."""
    reason = missing(name, corpora)
    if reason:
        return Result(name, Report(), skipped=reason)
    module = facet(name)
    started = time.perf_counter()
    try:
        data = module.load(corpora, limit)
        report = module.score(data.documents)
    except ImportError as error:
        if (error.name or "newsparse").partition(".")[0] in {"newsparse", "benchmarks", "training"}:
            raise
        return Result(name, Report(), skipped=f"{NEEDS} {error.name}")
    seconds = time.perf_counter() - started
    return Result(name, report, data.hash, len(data.documents), data.available, seconds)


def run_all(names: list[str], corpora: Path | None, limit: int | None = None, workers: int = 1) -> list[Result]:
    """Score several facets, each in one of `workers` processes of one core."""
    if workers == 1:
        return [run(name, corpora, limit) for name in names]
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_one_core, initargs=(context.Value("i", 0),)) as pool:
        return list(pool.map(run, names, [corpora] * len(names), [limit] * len(names)))


def _one_core(started: Any) -> None:
    """Bind a worker to a core of its own, where the system allows: two that share cores hold each other up."""
    with started.get_lock():
        number = started.value
        started.value += 1
    os.environ["OMP_NUM_THREADS"] = "1"
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})


def _line(figure: Figure) -> tuple[str, str, str, str]:
    floor = "" if figure.floor is None else f"{figure.floor:.3f}"
    short = " !" if figure.floor is not None and figure.value < figure.floor else ""
    return figure.name, f"{figure.value:.3f}", floor + short, figure.note


def as_text(results: list[Result]) -> str:
    """The figures as one table, then the tables beside them."""
    lines = [f"{'facet':12} {'measure':24} {'value':>6}  {'floor':7} {'':40}"]
    for result in results:
        if result.skipped:
            lines.append(f"{result.facet:12} skipped: {result.skipped}")
        for name, value, floor, note in map(_line, result.report.figures):
            lines.append(f"{result.facet:12} {name:24} {value:>6}  {floor:7} {note}")
    for result in results:
        for table in result.report.tables:
            lines += ["", f"{result.facet}: {table.title}", *_columns(table)]
    lines += ["", *(_seen(result) for result in results if not result.skipped)]
    return "\n".join(lines)


def _columns(table: Table) -> list[str]:
    rows = [table.header, *table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.header))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _seen(result: Result) -> str:
    part = "" if result.documents == result.available else f" of {result.available}"
    return f"{result.facet}: {result.documents}{part} documents, data {result.hash}, {result.seconds:.0f} s"


def as_markdown(results: list[Result]) -> str:
    """The same as Markdown."""
    lines = ["| facet | measure | value | floor | counts |", "|---|---|---|---|---|"]
    for result in results:
        if result.skipped:
            lines.append(f"| {result.facet} | skipped | | | {result.skipped} |")
        lines += [f"| {result.facet} | {' | '.join(_line(figure))} |" for figure in result.report.figures]
    for result in results:
        for table in result.report.tables:
            lines += ["", f"{result.facet}: {table.title}", "", f"| {' | '.join(table.header)} |"]
            lines += ["|" + "---|" * len(table.header), *(f"| {' | '.join(row)} |" for row in table.rows)]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="the folder with the corpora")
    parser.add_argument("--only", nargs="+", choices=FACETS, default=list(FACETS), metavar="FACET", help=str(FACETS))
    parser.add_argument("--limit", type=int, help="documents of each corpus at most")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    parser.add_argument("--workers", type=int, default=1, help="processes; each scores one facet at a time")
    options = parser.parse_args(arguments)
    results = run_all(options.only, find_corpora(options.corpora), options.limit, options.workers)
    print(as_markdown(results) if options.markdown else as_text(results))
    print(f"\nMeasured on: {machine.describe_as_text()}")
    if options.json:
        data = {"versions": machine.describe(), "results": [asdict(result) for result in results]}
        options.json.write_text(json.dumps(data, indent=1) + "\n", "utf8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
