"""The OpenAPI 3.1 document, made from the tables of fields, forms and problems, and from the result types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsparse.archive.result import QuoteCheck
from newsparse.outputs.schema import definition
from newsparse.serve import fields, problems, requests
from newsparse.serve.accept import FORMS
from newsparse.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsparse.serve.fields import Field

__all__ = ["document"]

_TEXT = {"type": "string"}
_COUNT = {"type": "integer"}
_VERSIONS = {"type": "object", "additionalProperties": _TEXT}
_ABOUT = (
    "Typed facts from news articles: who, where, which organisations, who said what, and when. "
    "Offsets count characters (code points) of the article's text. Errors are problems as RFC 9457 has them."
)
_BODY = ("malformed", "slow", "too-large", "media-type", "invalid")
_WORK = ("busy", "failed", "unavailable", "too-long")


def document(version: str, *, token: bool) -> dict[str, Any]:
    """The document; with `token` the paths that work ask for one."""
    whole = _object({})
    paths = {
        "/extract": {"post": _extract()},
        "/extract/batch": {"post": _batch()},
        "/check": {"post": _check()},
        "/health": {"get": _health()},
        "/version": {"get": _get("The versions of newsparse, its model and Python", requests.JSON, _VERSIONS)},
        "/schema": {"get": _get("JSON Schema of an article", "application/schema+json", whole)},
        "/openapi.json": {"get": _get("This document", requests.JSON, whole)},
        "/docs": {"get": _get("This document, as a page", requests.HTML, _TEXT)},
        "/": {"get": _get("A page to try it", requests.HTML, _TEXT)},
    }
    components: dict[str, Any] = {"schemas": _schemas()}
    if token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path in ("/extract", "/extract/batch", "/check"):
            paths[path]["post"] |= {"security": [{"token": []}]}
            paths[path]["post"]["responses"] |= _problems(("unauthorized",))
    about = {"title": "newsparse", "version": version, "description": _ABOUT, "license": {"name": "MIT"}}
    return {"openapi": "3.1.0", "info": about, "paths": paths, "components": components}


def _schemas() -> dict[str, Any]:
    results = json.dumps(definition(Article)[1] | definition(QuoteCheck)[1])
    found: dict[str, Any] = json.loads(results.replace("#/$defs/", "#/components/schemas/"))
    found["ArticleRequest"] = _request(requests.ARTICLE)
    found["CheckRequest"] = _request({**fields.CLAIM, **requests.ARTICLE}, "quote")
    found["Problem"] = _object(
        {
            "type": _TEXT, "title": _TEXT, "status": _COUNT, "detail": _TEXT,
            "line": {**_COUNT, "description": "The line of a batch."},
        },
        "type", "title", "status", "detail",
    )  # fmt: skip
    return found


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _request(allowed: Mapping[str, Field], *required: str) -> dict[str, Any]:
    properties = {name: {**field.schema, "description": field.description} for name, field in allowed.items()}
    one = [{"required": [name]} for name in fields.CONTENT]
    return {**_object(properties, *required), "additionalProperties": False, "oneOf": one}


def _extract() -> dict[str, Any]:
    answers = {media: _ref("Article") if form == "json" else _TEXT for media, form in FORMS.items()}
    return _post(
        "extract",
        "The facts of one article",
        dict.fromkeys(requests.BODIES, _TEXT) | {requests.JSON: _ref("ArticleRequest")},
        ("The article", answers | dict.fromkeys(("application/ld+json", "application/geo+json"), _object({}))),
        (*_BODY, *_WORK, "not-acceptable"),
        description=(
            "JSON with the text or the page, or the text or the page itself, with the rest in the query. The header "
            "Accept asks for the form of the answer. With JSON the query has `table` and `fragment` alone."
        ),
        parameters=_parameters({**fields.METADATA, **fields.OPTIONS, **requests.SHOWN}),
    )


def _batch() -> dict[str, Any]:
    return _post(
        "extractBatch",
        "The facts of many articles",
        dict.fromkeys(requests.LINES, _TEXT),
        ("Lines", {requests.LINES[0]: _TEXT}),
        ("media-type", "invalid", "busy", "failed", "not-acceptable"),
        description=(
            "A line of JSON for each article, as an ArticleRequest or a string; the answer has a line for each in the "
            "same order, an Article or, where there is none, a Problem with the number of the line. Lines are answered "
            "while others still come. The query has the options of lines without their own."
        ),
        parameters=_parameters(fields.OPTIONS),
    )


def _check() -> dict[str, Any]:
    summary = "Whether somebody said this, in these words, in the article"
    answer = ("The verdict", {requests.JSON: _ref("QuoteCheck")})
    names = (*_BODY, *_WORK, "not-acceptable")
    return _post("check", summary, {requests.JSON: _ref("CheckRequest")}, answer, names)


def _post(
    name: str, summary: str, bodies: dict[str, Any], answer: tuple[str, dict[str, Any]], names: Iterable[str],
    **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """A path that works: the schemas of its bodies and answers by their media types, and the names of its problems."""
    body = {"required": True, "content": _content(bodies)}
    responses = {"200": _response(*answer), **_problems(names)}
    return {"summary": summary, "operationId": name, **more, "requestBody": body, "responses": responses}


def _get(summary: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": _response(summary, {media: schema})}}


def _health() -> dict[str, Any]:
    told = {"status": {"enum": ["ok", "unavailable"]}, "workers": _COUNT, "of": _COUNT, "waiting": _COUNT}
    found = _get("Whether the service can work", requests.JSON, _object(told, *told))
    found["responses"]["503"] = found["responses"]["200"] | {"description": "No worker is ready"}
    return found


def _parameters(allowed: Mapping[str, Field]) -> list[dict[str, Any]]:
    """Fields as they are in a query, where there is no null."""
    told = {"in": "query", "required": False}
    return [
        {"name": name, **told, "description": field.description, "schema": _worded(field.schema)}
        for name, field in allowed.items()
    ]


def _worded(schema: dict[str, Any]) -> dict[str, Any]:
    kept = [each for each in schema.get("anyOf", []) if each.get("type") == "string"]
    if not kept:
        return schema
    return kept[0] if len(kept) == 1 else {"anyOf": kept}


def _problems(names: Iterable[str]) -> dict[str, Any]:
    """The responses for problems: of several with one status the first is described."""
    found: dict[str, Any] = {}
    for name in names:
        kind = problems.KINDS[name]
        response = _response(f"{kind.title}. {kind.remedy}", {problems.MEDIA: _ref("Problem")})
        if "Retry-After" in kind.remedy:
            response["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
        found.setdefault(str(kind.status), response)
    return found


def _response(description: str, schemas: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": _content(schemas)}


def _content(schemas: dict[str, Any]) -> dict[str, Any]:
    return {media: {"schema": schema} for media, schema in schemas.items()}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
