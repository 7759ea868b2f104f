"""What an installation of newsparse weighs and how long its import takes, in the environment that runs this.

    python benchmarks/install.py [--extras html frame]

The size is that of the files which the distributions of newsparse and of all that it needs have recorded, caches of
byte code included; each package counts once. The time is the processor's for `import newsparse` in fresh processes,
without the start of Python: the median and the least.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import describe_as_text  # found only after the line above

__all__ = ["closure", "main", "size_of"]

MOST_MEGABYTES = 450
MOST_SECONDS = 0.15
_IMPORT = "import time; t = time.process_time(); import newsparse; print(time.process_time() - t)"


def closure(name: str, extras: tuple[str, ...] = ()) -> list[str]:
    """The names of the installed distributions that `name` needs with these extras, itself first."""
    from packaging.requirements import Requirement

    found: dict[str, None] = {}
    waiting = [(name, extras)]
    while waiting:
        each, wanted = waiting.pop(0)
        key = re.sub(r"[-_.]+", "-", each).lower()
        if key in found and not wanted:
            continue
        found[key] = None
        try:
            lines = metadata.requires(each) or []
        except metadata.PackageNotFoundError:
            del found[key]
            continue
        for requirement in map(Requirement, lines):
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                waiting.append((requirement.name, tuple(requirement.extras)))
    return list(found)


def size_of(name: str) -> int:
    """The bytes of the files of a distribution; of one that is installed in place, those of its package."""
    files = [Path(str(each.locate())) for each in metadata.files(name) or []]
    if name == "newsparse":
        import newsparse

        folder = Path(newsparse.__file__).parent
        files = [*folder.rglob("*")]
    return sum(path.stat().st_size for path in files if path.is_file())


def seconds(rounds: int) -> list[float]:
    """The times of `import newsparse`, each in a process of its own."""
    runs = [
        subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True)
        for _ in range(rounds)
    ]
    return [float(run.stdout) for run in runs]


def main(arguments: list[str] | None = None) -> int:
    """The command line; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extras", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args(arguments)
    sizes = {name: size_of(name) for name in closure("newsparse", tuple(options.extras))}
    for name, size in sorted(sizes.items(), key=lambda each: -each[1])[:12]:
        print(f"{name:24} {size / 1e6:8.1f} MB")
    total = sum(sizes.values()) / 1e6
    times = seconds(options.rounds)
    print(f"{len(sizes)} packages{'':12} {total:8.1f} MB (promised without extras: {MOST_MEGABYTES})")
    print(f"import newsparse{'':8} {median(times):8.3f} s, least {min(times):.3f} (promised: {MOST_SECONDS})")
    print(describe_as_text())
    is_kept = min(times) <= MOST_SECONDS and (bool(options.extras) or total <= MOST_MEGABYTES)
    return 0 if is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
