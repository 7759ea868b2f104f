"""Requests as jobs: JSON, or a text or a page by its content type with the rest in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.outputs.frame import TABLES
from newsparse.serve import fields
from newsparse.serve.body import decoded, media_of
from newsparse.serve.jobs import Job
from newsparse.serve.problems import Problem
from newsparse.work import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

__all__ = ["BODIES", "LINES", "SHOWN", "check_job", "extract_job", "job_of", "line_job"]

JSON, TEXT, HTML, XHTML = "application/json", "text/plain", "text/html", "application/xhtml+xml"
BODIES = (JSON, TEXT, HTML, XHTML)
LINES = ("application/x-ndjson", "application/jsonl")

_RAW = {**fields.METADATA, **fields.OPTIONS}
ARTICLE = {**fields.CONTENT, **_RAW}
# What the query of /extract says of the answer, and for which form.
SHOWN = {
    "table": fields.Field((str,), {"enum": list(TABLES), "default": "quotes"}, "The table of `text/csv`."),
    "fragment": fields.switch(False, "Of `text/html`, the part for a page with /static/view.css."),
}
_SHOWN_WITH = {"table": "csv", "fragment": "html"}


def extract_job(request: Request, body: bytes, form: str) -> Job:
    """The job of POST /extract. Raises `Problem` for what is not valid."""
    media, charset = media_of(request, BODIES)
    query = fields.from_query(request.query_params.multi_items(), ({} if media == JSON else _RAW) | SHOWN)
    shown = {name: query.pop(name) for name in SHOWN if name in query}
    for name in shown:
        if form != _SHOWN_WITH[name]:
            raise Problem("invalid", f"query: {name!r} says nothing of this form")
    if media == JSON:
        given = fields.object_of(fields.parsed(body), ARTICLE)
    elif media == TEXT:
        given = {**query, "text": decoded(body, charset)}
    else:
        given = {**query, "html": decoded(body, charset) if charset else body}
    if shown.pop("fragment", False):
        form = "fragment"
    return job_of(given, form, **shown)


def check_job(request: Request, body: bytes) -> Job:
    """The job of POST /check. Raises `Problem` for what is not valid."""
    media_of(request, (JSON,))
    fields.from_query(request.query_params.multi_items(), {})
    given = fields.object_of(fields.parsed(body), {**fields.CLAIM, **ARTICLE})
    claim = {name: given.pop(name) for name in fields.CLAIM if name in given}
    if "quote" not in claim:
        raise Problem("invalid", "'quote' is missing")
    return job_of(given, claim=claim)


def line_job(line: bytes, options: Mapping[str, Any]) -> Job:
    """The job of a line of a batch: an object, or a text. Raises `Problem` for what is not valid."""
    value = fields.parsed(line)
    given = {"text": value} if isinstance(value, str) else fields.object_of(value, ARTICLE)
    return job_of({**options, **given}, "line")


def job_of(given: Mapping[str, Any], form: str = "json", **more: Any) -> Job:
    """The job of fields that are each valid, and of `more` fields of a `Job`.

    Raises `Problem` where there is no article among them, or two.
    """
    contents = [name for name in fields.CONTENT if name in given]
    if len(contents) != 1:
        raise Problem("invalid", "wanted is one of 'text' and 'html'")
    record = {name: value for name, value in given.items() if name not in fields.OPTIONS}
    options = Options(**{name: given[name] for name in fields.OPTIONS if name in given})
    return Job(record, options, form, **more)
