"""Write the given names that tell a gender: `src/newsparse/names/data/given_names.tsv`.

Source: the package `nomquamgender` (MIT; Van Buskirk, Clauset, Larremore 2023), which pools 36 public
sources of names with counts. A name is kept when it is common enough and nine in ten of its bearers or
more are of one gender. Run: `python training/given_names.py` with `nomquamgender` installed.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "newsparse" / "names" / "data" / "given_names.tsv"
FEWEST_BEARERS = 2500
FEWEST_SOURCES = 4
CERTAIN = 0.9


def table() -> dict[str, list[float]]:
    """Name -> sources, bearers, share of women, and a code, as the package stores it."""
    spec = importlib.util.find_spec("nomquamgender")
    if spec is None or spec.origin is None:
        raise SystemExit("needs `pip install --no-deps nomquamgender`")
    return json.loads((Path(spec.origin).parent / "name_data.json").read_text())


def main() -> None:
    """Write the table."""
    rows = []
    for name, (sources, bearers, women, _) in table().items():
        common = bearers >= FEWEST_BEARERS and sources >= FEWEST_SOURCES and len(name) > 1
        if common and name.isalpha() and (women >= CERTAIN or women <= 1 - CERTAIN):
            rows.append(f"{name}\t{'f' if women >= CERTAIN else 'm'}\n")
    TARGET.write_text("".join(sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
