"""Logs: a line of JSON for each request and event, with sizes and times, and never a word of an article.

Addresses are logged without their queries, and errors by their names and the places in the code: their messages may
repeat what was sent.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import datetime, timezone
from typing import Any

__all__ = ["LOGGER", "begin", "tell"]

LOGGER = logging.getLogger("newsparse.serve")


class _Lines(logging.Formatter):
    """A record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        known: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if record.name.startswith(("newsparse.serve", "uvicorn")) else record.name,
            **getattr(record, "known", {}),
        }
        if record.exc_info and record.exc_info[0]:
            known["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            known["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(known)


def begin() -> None:
    """Write the lines of the service and its server to the standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    for name, level in (("newsparse.serve", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level)
        logger.propagate = False


def tell(event: str, *, level: int = logging.INFO, error: bool = False, **known: Any) -> None:
    """Log an event and what is known of it, numbers and names of ours; with `error`, the one that is being handled."""
    LOGGER.log(level, event, exc_info=error, extra={"known": known})
