"""Hold quality: compare the figures of `quality.py` with the floors in `baseline.json`, and fail on a fall.

    python benchmarks/gate.py [--corpora DIR] [--only FACET ...] [--workers N] [--update]

A figure may be lower than its floor by the tolerance and no more. Floors belong to the data by its hash: where the
data has changed, the gate fails and says so. `--update` raises floors to what was measured, never lowers them; where
the data of a facet has changed it takes the new figures, whatever they are. Without the corpora only `data/gold` is
scored.

Exit codes: 0 no fall, 1 a fall or changed data, 2 nothing could be scored.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import machine
from benchmarks.facets import FACETS
from benchmarks.quality import NEEDS, as_text, find_corpora, run_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.quality import Result

__all__ = ["BASELINE", "TOLERANCE", "Floors", "check", "main", "read", "update", "write"]

BASELINE = Path(__file__).with_name("baseline.json")
# Two processors differ in the last bits of floats, which moves most figures by less; floors are the lesser ones.
TOLERANCE = 0.002


@dataclass(slots=True)
class Floors:
    """The floors of one facet, for the data of this hash."""

    data: str
    figures: dict[str, float] = field(default_factory=dict)


def read(path: Path) -> dict[str, Floors]:
    """The floors by facet; none where the file is not there."""
    if not path.is_file():
        return {}
    return {name: Floors(each["data"], each["figures"]) for name, each in json.loads(path.read_text("utf8")).items()}


def write(path: Path, floors: dict[str, Floors]) -> None:
    """The file, in the order of the facets' names."""
    data = {name: {"data": each.data, "figures": each.figures} for name, each in sorted(floors.items())}
    path.write_text(json.dumps(data, indent=2) + "\n", "utf8")


def figures(result: Result) -> dict[str, float]:
    """The figures of a facet that may not fall."""
    return {figure.name: figure.held for figure in result.report.figures if figure.gated}


def check(results: Iterable[Result], floors: dict[str, Floors], tolerance: float = TOLERANCE) -> list[str]:
    """What is wrong, one line each; nothing where all is well. Facets without their corpus are not judged."""
    problems = []
    for result in results:
        if result.skipped:
            problems += [f"{result.facet}: {result.skipped}"] if result.skipped.startswith(NEEDS) else []
            continue
        known = floors.get(result.facet)
        if known is None:
            problems.append(f"{result.facet}: no floors yet; set them with --update")
        elif known.data != result.hash:
            problems.append(f"{result.facet}: the data has changed ({known.data} to {result.hash}); --update takes it")
        else:
            problems += _falls(result.facet, figures(result), known.figures, tolerance)
    return problems


def _falls(name: str, measured: dict[str, float], floors: dict[str, float], tolerance: float) -> list[str]:
    lines = []
    for figure, floor in floors.items():
        if figure not in measured:
            lines.append(f"{name}.{figure}: no longer measured; its floor is {floor:.4f}")
        elif measured[figure] < floor - tolerance:
            lines.append(f"{name}.{figure}: {measured[figure]:.4f} is below its floor {floor:.4f}")
    lines += [f"{name}.{figure}: no floor yet; set it with --update" for figure in measured if figure not in floors]
    return lines


def update(results: Iterable[Result], floors: dict[str, Floors]) -> dict[str, Floors]:
    """The floors raised to what was measured; those of changed data replaced; those of skipped facets as they are."""
    raised = dict(floors)
    for result in results:
        if result.skipped:
            continue
        known = floors.get(result.facet)
        old = known.figures if known is not None and known.data == result.hash else {}
        new = {name: max(round(value, 4), old.get(name, 0.0)) for name, value in figures(result).items()}
        raised[result.facet] = Floors(result.hash, new)
    return raised


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="the folder with the corpora")
    parser.add_argument("--only", nargs="+", choices=FACETS, default=list(FACETS), metavar="FACET", help=str(FACETS))
    parser.add_argument("--workers", type=int, default=2, help="processes; each scores one facet at a time")
    parser.add_argument("--baseline", type=Path, default=BASELINE)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    options = parser.parse_args(arguments)
    corpora = find_corpora(options.corpora)
    if corpora is None:
        print("No corpora here (NEWSPARSE_CORPORA, --corpora): only the articles of data/gold and data/told count.\n")
    results = run_all(options.only, corpora, workers=options.workers)
    print(as_text(results), end="\n\n")
    print(f"Measured on: {machine.describe_as_text()}\n")
    return _judge(results, options.baseline, update_floors=options.update)


def _judge(results: list[Result], path: Path, *, update_floors: bool) -> int:
    if all(result.skipped for result in results):
        print("Nothing was scored.")
        return 2
    floors = read(path)
    if update_floors:
        floors = update(results, floors)
        write(path, floors)
    problems = check(results, floors)
    print("\n".join(problems) or "No figure has fallen.")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
