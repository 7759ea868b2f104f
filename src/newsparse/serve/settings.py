"""The settings of the service: their defaults, what they mean, and what they may be. Their only home."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from newsparse.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["TOKEN_VARIABLE", "Settings", "token"]

TOKEN_VARIABLE = "NEWSPARSE_TOKEN"  # noqa: S105 - the name of a variable
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes are bytes, times are seconds.

    `workers` are processes; `room` is how many requests each may have waiting or being read, more are refused;
    `most_bytes` bounds a body, and a line of a batch, `most_batch_bytes` the body of a batch, `batches` the batches at
    a time; `time_to_send` bounds the reading of a body, `time_to_work` the work on one article, `time_to_wait` the time
    before that work begins, and `time_to_stop` what is given to requests under way when the service is asked to stop.
    `token` is what every request for work must bear, None where nobody needs one; `origins` are the sites whose pages
    may call the service.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 1
    room: int = 16
    batches: int = 4
    most_bytes: int = 5 * MEGABYTE
    most_batch_bytes: int = 500 * MEGABYTE
    time_to_send: float = 30.0
    time_to_wait: float = 60.0
    time_to_work: float = 60.0
    time_to_stop: float = 30.0
    token: str | None = field(default=None, repr=False)
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            least, most = (0, 65_535) if each.name == "port" else (1, float("inf"))
            if isinstance(value, int | float) and not least <= value <= most:
                upto = f" to {most}" if each.name == "port" else ""
                raise InputError(f"{each.name!r} is {value!r}; wanted is a number from {least}{upto}")


def token(file: Path | None) -> str | None:
    """The bearer token: what the file holds, else the variable NEWSPARSE_TOKEN, else None. Never an argument: those can
    be seen by everybody on the machine.

    Raises `InputError` for a file that cannot be read, and for a token that is empty or no header could hold.
    """
    if file is None and TOKEN_VARIABLE not in os.environ:
        return None
    try:
        found = (os.environ[TOKEN_VARIABLE] if file is None else file.read_text(encoding="utf-8")).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the token in {str(file)!r}: {error}") from error
    if not found.isascii() or not found.isprintable() or not found or " " in found:
        raise InputError(f"the token in {str(file or TOKEN_VARIABLE)!r} is empty, or not ASCII without spaces")
    return found
