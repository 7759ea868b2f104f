"""A stage that fails on a text costs its own results and no more.

`guarded` wraps what a stage does with a Doc: where it raises, the Doc is as the stage found it, what the stage would
have written stays empty, and `keys.FAILURES` tells of it, for `Article.warnings`. The traceback goes to the logger
`newsparse`. Where a Doc is to be read strictly (`keys.Reading.strict`), a `StageError` is raised instead.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from newsparse import keys
from newsparse.errors import NewsparseError, StageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

__all__ = ["Guard", "guarded", "is_failure"]

_LOGGER = logging.getLogger("newsparse")
_LOGGER.addHandler(logging.NullHandler())  # whoever wants the tracebacks says so; the warnings are in the article
_FAILED = "failed on this text and left no results"

_T = TypeVar("_T")
_Stage = TypeVar("_Stage", bound="Callable[[Any, Doc], Doc]")


@dataclass(frozen=True, slots=True)
class Guard:
    """Tries stages one by one; `failures` are warnings that tell of those that raised. With `strict` they raise."""

    strict: bool = False
    failures: list[str] = field(default_factory=list)

    def attempt(self, stage: str, otherwise: _T, work: Callable[..., _T], *given: Any) -> _T:
        """What `work` returns for what is given, or `otherwise` where it raises. Errors of newsparse pass.

        Raises `StageError` instead where `strict`.
        """
        try:
            return work(*given)
        except NewsparseError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            if self.strict:
                raise StageError(f"the stage {stage!r} failed on this text ({reason})") from error
            _LOGGER.exception("the stage %r failed on a text", stage)
            self.failures.append(f"the stage {stage!r} {_FAILED} ({reason})")
            return otherwise


def is_failure(warning: str) -> bool:
    """Whether a warning of an article tells of a stage that failed."""
    return _FAILED in warning


def guarded(stage: str) -> Callable[[_Stage], _Stage]:
    """Decorates the `__call__` of a component, by the name of its stage."""

    def decorate(call: _Stage) -> _Stage:
        @wraps(call)
        def run(self: Any, doc: Doc) -> Doc:
            before = {key: list(value) if isinstance(value, list) else value for key, value in doc.user_data.items()}
            guard = Guard(strict=keys.reading(doc).strict or getattr(self, "strict", False))
            guard.attempt(stage, doc, call, self, doc)
            if guard.failures:
                doc.user_data.clear()
                doc.user_data.update(before)
                doc.user_data[keys.FAILURES] = (*keys.get(doc, keys.FAILURES), *guard.failures)
            return doc

        return run  # type: ignore[return-value]

    return decorate
