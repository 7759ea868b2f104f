"""Real errors of one facet in context, for looking at: a sample of each kind, with counts.

python benchmarks/errors.py FACET --n 50 --seed 1 [--kind TEXT] [--corpora DIR] [--limit N] [--counts]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.facets import FACETS, facet  # found only after the line above
from benchmarks.quality import find_corpora, missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measures import Error

__all__ = ["counts", "main", "sample"]


def counts(errors: Sequence[Error]) -> list[tuple[str, int]]:
    """The kinds of error, the commonest first."""
    return sorted(Counter(error.kind for error in errors).items(), key=lambda item: (-item[1], item[0]))


def sample(errors: Sequence[Error], n: int, seed: int) -> list[Error]:
    """`n` errors at random, the same for the same seed, those of one kind together."""
    taken = random.Random(seed).sample(list(errors), min(n, len(errors)))
    order = {kind: i for i, (kind, _) in enumerate(counts(errors))}
    return sorted(taken, key=lambda error: order[error.kind])


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facet", choices=FACETS)
    parser.add_argument("--n", type=int, default=50, help="errors to show")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="", help="only kinds that hold this text")
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--limit", type=int, help="documents of each corpus at most")
    parser.add_argument("--counts", action="store_true", help="the counts alone")
    options = parser.parse_args(arguments)
    corpora = find_corpora(options.corpora)
    reason = missing(options.facet, corpora)
    if reason:
        print(f"{options.facet}: {reason}", file=sys.stderr)
        return 1
    module = facet(options.facet)
    errors = [e for e in module.errors(module.load(corpora, options.limit).documents) if options.kind in e.kind]
    for kind, count in counts(errors):
        print(f"{count:6} {kind}")
    for error in [] if options.counts else sample(errors, options.n, options.seed):
        print(f"\n{error.kind} · {error.document}\n      {error.context}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
