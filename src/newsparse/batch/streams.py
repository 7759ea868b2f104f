"""The bytes of an input, so many at a time that no record takes more memory than it may."""

from __future__ import annotations

import gzip
import io
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from newsparse.batch.files import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsparse.batch.files import File

__all__ = ["TextLines", "TooLongError", "opened", "whole_lines"]

_CHUNK = 1 << 20


class TooLongError(ValueError):
    """A line is longer than it may be."""


@contextmanager
def opened(file: File) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """The bytes of a file, and how far the file itself has been read."""
    if file.name == STDIN:
        yield sys.stdin.buffer, lambda: 0
        return
    with Path(file.name).open("rb") as raw:
        if file.name.lower().endswith(".gz"):
            with gzip.open(raw) as stream:
                yield cast("IO[bytes]", stream), raw.tell
        else:
            yield raw, raw.tell


def whole_lines(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """The lines of a stream, with their ends; None for one of more than `longest` bytes, which is not kept."""
    while line := stream.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None


class TextLines:
    """The lines of a UTF-8 stream, with their ends; bytes of another encoding become lone surrogates.

    Raises `TooLongError` in the place of a line of more than `longest` characters, and goes on after it.
    """

    def __init__(self, stream: IO[bytes], longest: int) -> None:
        self.stream = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
        self.longest = longest

    def __enter__(self) -> TextLines:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.detach()  # or the stream would be closed with it

    def __iter__(self) -> TextLines:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(self.longest + 1)
        if not line:
            raise StopIteration
        if len(line) <= self.longest:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self.stream.readline(_CHUNK)
        raise TooLongError
