"""The exceptions that newsparse raises; all derive from `NewsparseError`."""

from __future__ import annotations

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

    @classmethod
    def missing(cls, what: str, packages: str, extra: str) -> OptionalDependencyError:
        """The error of a feature that needs `packages` (as pip takes them), which an extra of newsparse brings."""
        return cls(f"{what} needs what is not installed: pip install {packages} (the extra {extra!r} of newsparse)")
