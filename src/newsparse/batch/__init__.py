"""Batch runs: an archive of articles in, a JSONL file, tables or a database out, resumable at any moment."""

from newsparse.batch.cells import unguarded
from newsparse.batch.run import Progress, Summary, run

__all__ = ["Progress", "Summary", "run", "unguarded"]
