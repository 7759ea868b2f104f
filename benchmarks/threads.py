"""Articles a second of `extract` from one thread and from eight, and that both give the same.

    python benchmarks/threads.py [--threads N] [--rounds N] [--pipelines N]

The rounds take turns; the figures are medians. `--pipelines` is how many threads may be in the model at a time.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import samples  # found only after the line above

if TYPE_CHECKING:
    from newsparse.types import Article

ARTICLES = 16


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 where threads gave other results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pipelines", type=int)
    options = parser.parse_args(arguments)
    from newsparse import api

    if options.pipelines:
        api.THREADS = options.pipelines
    texts = [samples.article(150 + 10 * number) for number in range(ARTICLES)]

    def extract(text: str) -> Article:
        return api.extract(text, published="2024-03-05", strict=True)

    alone = [extract(text) for text in texts]
    seconds: dict[int, list[float]] = {1: [], options.threads: []}
    for _ in range(options.rounds):
        for count, spent in seconds.items():
            began = time.perf_counter()
            with ThreadPoolExecutor(count) as threads:
                same = list(threads.map(extract, texts)) == alone
            spent.append(time.perf_counter() - began)
            if not same:
                print(f"{count} threads give other results than one")
                return 1
    rates = {count: ARTICLES / median(spent) for count, spent in seconds.items()}
    for count, rate in rates.items():
        print(f"{count} threads: {rate:.1f} articles/s, {rate / rates[1]:.2f} times one thread")
    return 0


if __name__ == "__main__":
    sys.exit(main())
