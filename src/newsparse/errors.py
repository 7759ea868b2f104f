"""The exceptions that newsparse raises; all derive from `NewsparseError`."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["InputError", "LexiconError", "ModelError", "NewsparseError", "OptionalDependencyError", "StageError"]


class NewsparseError(Exception):
    """Base of every error that newsparse raises on purpose."""


class InputError(NewsparseError, ValueError):
    """A source cannot be read. The message names the record, what was got and what is wanted."""


class LexiconError(InputError):
    """A lexicon of the user's cannot be read. The message names the file, the table and the key."""


class ModelError(NewsparseError, RuntimeError):
    """A model is missing, broken or lacks a component. The message names what to install."""


class StageError(NewsparseError, RuntimeError):
    """A stage failed on a text, and was asked (`strict=True`) not to go on without. The message names the stage."""


class OptionalDependencyError(NewsparseError, ImportError):
    """A feature needs a package of an extra that is not installed. The message names the package and the extra."""


@contextmanager
def needed(what: str, packages: str, extra: str) -> Iterator[None]:
    """Imports, within, `packages` (as pip takes them), which an extra of newsparse brings and which `what` needs.

    Raises `OptionalDependencyError` where one is not installed.
    """
    try:
        yield
    except ImportError as error:
        told = f"{what} needs what is not installed: pip install {packages} (the extra {extra!r} of newsparse)"
        raise OptionalDependencyError(told) from error


@contextmanager
def access(verb: str, name: object) -> Iterator[None]:
    """Raises `InputError` where the file of this name cannot be read or written within, as the verb says."""
    try:
        yield
    except OSError as error:
        raise InputError(f"cannot {verb} {str(name)!r}: {error.strerror or error}") from error


def check_target(target: str | Path, sources: Iterable[str | Path], *, made: str, source: str) -> None:
    """Raises `InputError` where what is `made` ("the output") would be written over a `source` ("article") of it."""
    for name in sources:
        if Path(target).resolve() == Path(name).resolve():
            raise InputError(f"{made} would be written over its {source} {str(name)!r}: name another file")
