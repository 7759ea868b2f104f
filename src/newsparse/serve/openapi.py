"""The OpenAPI 3.1 document, made from the tables of fields, forms and problems, and from the result types."""

from __future__ import annotations

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
_ABOUT = (
    "Typed facts from news articles: who, where, which organisations, who said what, and when. "
    "Offsets count characters (code points) of the article's text. Errors are problems as RFC 9457 has them."
)
_BODY = ("malformed", "slow", "too-large", "media-type", "invalid")
_WORK = ("busy", "failed", "unavailable", "too-long")


def document(version: str, *, token: bool) -> dict[str, Any]:
    """The document; with `token` the paths that work ask for one."""
    schemas = _schemas()
    versions = {"schema": {"type": "object", "additionalProperties": _TEXT}}
    paths = {
        "/extract": {"post": _extract()},
        "/extract/batch": {"post": _batch()},
        "/check": {"post": _check()},
        "/health": {"get": _get("Whether the service can work", _health(), ("unavailable",))},
        "/version": {"get": _get("The versions of newsparse, its model and Python", {"application/json": versions})},
        "/schema": {"get": _get("JSON Schema of an article", {"application/schema+json": {"schema": _object({})}})},
        "/openapi.json": {"get": _get("This document", {"application/json": {"schema": _object({})}})},
        "/docs": {"get": _get("This document, as a page", {"text/html": {"schema": _TEXT}})},
        "/": {"get": _get("A page to try it", {"text/html": {"schema": _TEXT}})},
    }
    components: dict[str, Any] = {"schemas": schemas}
    if token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path in ("/extract", "/extract/batch", "/check"):
            paths[path]["post"] |= {"security": [{"token": []}]}
            paths[path]["post"]["responses"] |= _problems(("unauthorized",))
    about = {"title": "newsparse", "version": version, "description": _ABOUT, "license": {"name": "MIT"}}
    return {"openapi": "3.1.0", "info": about, "paths": paths, "components": components}


def _schemas() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for cls in (Article, QuoteCheck):
        found |= {name: _referred(each) for name, each in definition(cls)[1].items()}
    found["ArticleRequest"] = _request(requests.ARTICLE)
    found["CheckRequest"] = _request({**fields.CLAIM, **requests.ARTICLE}, "quote")
    found["Problem"] = _object(
        {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "line": {"type": "integer", "description": "The line of a batch."},
        },
        "type", "title", "status", "detail",
    )  # fmt: skip
    return found


def _referred(value: Any) -> Any:
    """A schema whose references lead to the components of the document."""
    if isinstance(value, dict):
        return {
            key: each.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _referred(each)
            for key, each in value.items()
        }
    return [_referred(each) for each in value] if isinstance(value, list) else value


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _request(allowed: Mapping[str, Field], *required: str) -> dict[str, Any]:
    properties = {name: {**field.schema, "description": field.description} for name, field in allowed.items()}
    one = [{"required": [name]} for name in fields.CONTENT]
    return {**_object(properties, *required), "additionalProperties": False, "oneOf": one}


def _extract() -> dict[str, Any]:
    whole = {"schema": _ref("ArticleRequest")}
    bodies = {requests.JSON: whole, **{media: {"schema": _TEXT} for media in requests.BODIES if media != requests.JSON}}
    answers = {media: {"schema": _ref("Article") if form == "json" else _TEXT} for media, form in FORMS.items()}
    answers["application/ld+json"] = answers["application/geo+json"] = {"schema": _object({})}
    return {
        "summary": "The facts of one article",
        "description": (
            "JSON with the text or the page, or the text or the page itself, with the rest in the query. The header "
            "Accept asks for the form of the answer. With JSON the query has `table` and `fragment` alone."
        ),
        "operationId": "extract",
        "parameters": _parameters({**fields.METADATA, **fields.OPTIONS, **requests.SHOWN}),
        "requestBody": {"required": True, "content": bodies},
        "responses": {"200": _response("The article", answers), **_problems((*_BODY, *_WORK, "not-acceptable"))},
    }


def _batch() -> dict[str, Any]:
    lines = {media: {"schema": _TEXT} for media in requests.LINES}
    return {
        "summary": "The facts of many articles",
        "description": (
            "A line of JSON for each article, as an ArticleRequest or a string; the answer has a line for each in the "
            "same order, an Article or, where there is none, a Problem with the number of the line. Lines are answered "
            "while others still come. The query has the options of lines without their own."
        ),
        "operationId": "extractBatch",
        "parameters": _parameters(fields.OPTIONS),
        "requestBody": {"required": True, "content": lines},
        "responses": {
            "200": _response("Lines", {requests.LINES[0]: {"schema": _TEXT}}),
            **_problems(("media-type", "invalid", "busy", "failed", "not-acceptable")),
        },
    }


def _check() -> dict[str, Any]:
    return {
        "summary": "Whether somebody said this, in these words, in the article",
        "operationId": "check",
        "requestBody": {"required": True, "content": {requests.JSON: {"schema": _ref("CheckRequest")}}},
        "responses": {
            "200": _response("The verdict", {"application/json": {"schema": _ref("QuoteCheck")}}),
            **_problems((*_BODY, *_WORK, "not-acceptable")),
        },
    }


def _get(summary: str, content: dict[str, Any], names: Iterable[str] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {"summary": summary, "responses": {"200": _response(summary, content)}}
    if "unavailable" in names:
        found["responses"]["503"] = _response("No worker is ready", content)
    return found


def _health() -> dict[str, Any]:
    count = {"type": "integer"}
    told = {"status": {"enum": ["ok", "unavailable"]}, "workers": count, "of": count, "waiting": count}
    return {"application/json": {"schema": _object(told, *told)}}


def _parameters(allowed: Mapping[str, Field]) -> list[dict[str, Any]]:
    """Fields as they are in a query, where there is no null."""
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": field.description,
            "schema": _worded(field.schema),
        }
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
        response = _response(f"{kind.title}. {kind.remedy}", {problems.MEDIA: {"schema": _ref("Problem")}})
        if "Retry-After" in kind.remedy:
            response["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
        found.setdefault(str(kind.status), response)
    return found


def _response(description: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": content}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
