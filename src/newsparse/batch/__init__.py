"""Batch runs: an archive of articles in, a JSONL file, tables or a database out, resumable at any moment."""

from newsparse.batch.run import Progress, Summary, run
from newsparse.batch.sinks import unguarded

__all__ = ["Progress", "Summary", "run", "unguarded"]
