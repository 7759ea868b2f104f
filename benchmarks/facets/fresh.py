"""The later lots of annotated news, as `benchmarks.facets.news` scores the first.

Their documents were read when the rules stood. Those of the part train had given proposals to whoever judged what is
said (`training/verdicts.jsonl`); those of dev and blind nobody and nothing had met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.facets.news import CORPORA, Document, errors, of_lots, score

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measures import Data

__all__ = ["CORPORA", "errors", "load", "score"]

LATER = (2, 3)


def load(corpora: Path, limit: int | None = None) -> Data[Document]:
    return of_lots(corpora, LATER, limit)
