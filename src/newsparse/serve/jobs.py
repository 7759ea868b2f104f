"""What a worker process does for a request: an article, or the check of a claim, written in the form that is wanted.

The answer is made and written there, so that the process that holds the connections moves bytes and nothing else.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsparse.errors import NewsparseError
from newsparse.work import Failure, Item, Options, run

if TYPE_CHECKING:
    from spacy.language import Language

    from newsparse.types import Article

__all__ = ["Answer", "Job", "Refusal", "answer"]


@dataclass(frozen=True, slots=True)
class Job:
    """A record as `extract` takes it, the options, and the form of the answer.

    `form` is one of `accept.FORMS`, "fragment" or "line"; `table` is the table of "csv". With a `claim`, the `quote`
    and perhaps the `speaker` to be checked against the article, the answer is the check, in JSON.
    """

    record: dict[str, Any]
    options: Options
    form: str = "json"
    table: str = "quotes"
    claim: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a response, and whether a stage failed on the article and left a warning in place of results."""

    body: bytes
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is none: the name of a problem, its detail, and where in the code an error came from that is no way of
    newsparse's to fail. `where` holds names of functions, never values.
    """

    problem: str
    detail: str
    where: tuple[str, ...] = ()


def answer(nlp: Language, job: Job) -> Answer | Refusal:
    """Do one job."""
    from newsparse.guard import is_failure

    try:
        [found] = run(nlp, [Item(1, job.record)], job.options)
        if isinstance(found, Failure):
            return _refused(found.cause) if found.cause else Refusal("failed", found.reason)
        if job.claim:
            from newsparse.archive import check

            body = _utf8(check(**job.claim, articles=found).to_json())
        else:
            body = written(found, job.form, job.table)
    except Exception as error:
        return _refused(error)
    return Answer(body, incomplete=any(map(is_failure, found.warnings)))


def written(article: Article, form: str, table: str = "quotes") -> bytes:
    """The article in a form, as UTF-8."""
    from newsparse.batch.sinks import csv_lines
    from newsparse.outputs import WRITERS, html
    from newsparse.outputs.frame import COLUMNS, table_rows

    if form == "csv":
        return csv_lines([COLUMNS[table], *table_rows(article, 1)[table]])
    if form == "fragment":
        return _utf8(html.unstyled(article))
    return _utf8(article.to_json() if form == "line" else WRITERS[form](article))


def _utf8(text: str) -> bytes:
    """What UTF-8 cannot hold is escaped; in JSON the escape is the character."""
    return text.encode("utf-8", "backslashreplace")


def _refused(error: BaseException) -> Refusal:
    """Errors of newsparse tell what is wrong with the request, or with the installation; of others the name is told."""
    if isinstance(error, NewsparseError):
        return Refusal("invalid" if isinstance(error, ValueError) else "failed", str(error))
    frames = traceback.extract_tb(error.__traceback__)
    where = tuple(f"{frame.filename.rpartition('newsparse/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    return Refusal("failed", f"internal error ({type(error).__name__})", where)
