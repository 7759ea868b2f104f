"""The pages of the service: the one to try it, and the documentation, made from the OpenAPI document."""

from __future__ import annotations

import html
import json
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any

from newsparse.serve.problems import KINDS

if TYPE_CHECKING:
    from newsparse.serve.settings import Settings

__all__ = ["documentation", "file", "home"]

# The tables that the page offers as CSV.
_OFFERED = ("entities", "mentions", "quotes", "dates")


def home(settings: Settings) -> str:
    """The page to try the service."""
    example = json.loads(file("example.json"))
    options = "".join(f'<option value="{name}">{name}</option>' for name in _OFFERED)
    return Template(file("page.html")).substitute(
        example=html.escape(example["text"]),
        published=html.escape(example["published"]),
        tables=options,
        most=settings.most_bytes,
        token=file("token.html") if settings.token else "",
    )


def documentation(document: dict[str, Any]) -> str:
    """The document as a page, without a script."""
    parts = [_path(path, item) for path, item in document["paths"].items()]
    parts.append(f"<h2 id='problems'>Problems</h2><dl>{''.join(_problem(name) for name in KINDS)}</dl>")
    named = document["components"]["schemas"]
    parts.append("<h2 id='schemas'>Schemas</h2>" + "".join(_schema(name, each) for name, each in named.items()))
    about = document["info"]
    return Template(file("docs.html")).substitute(
        version=html.escape(about["version"]), about=html.escape(about["description"]), content="".join(parts)
    )


def _path(path: str, item: dict[str, Any]) -> str:
    found = ""
    for method, each in item.items():
        found += f'<section><h2 id="{path}"><code>{method.upper()} {path}</code></h2><p>{html.escape(each["summary"])}.'
        found += f" {html.escape(each.get('description', ''))}</p>"
        if each.get("parameters"):
            rows = "".join(_row(f["name"], f["schema"], f["description"]) for f in each["parameters"])
            found += f"<h3>Query</h3>{_table(rows)}"
        if each.get("requestBody"):
            found += f"<h3>Body</h3>{_contents(each['requestBody']['content'])}"
        found += f"<h3>Responses</h3>{_responses(each['responses'])}</section>"
    return found


def _responses(responses: dict[str, Any]) -> str:
    found = "".join(
        f"<dt>{status}</dt><dd>{html.escape(each['description'])}{_contents(each['content'])}</dd>"
        for status, each in sorted(responses.items())
    )
    return f"<dl>{found}</dl>"


def _contents(content: dict[str, Any]) -> str:
    items = "".join(f"<li><code>{media}</code> {_type(each['schema'])}</li>" for media, each in content.items())
    return f"<ul>{items}</ul>"


def _problem(name: str) -> str:
    kind = KINDS[name]
    return f'<dt id="{name}">{kind.status} {html.escape(kind.title)}</dt><dd>{html.escape(kind.remedy)}</dd>'


def _schema(name: str, schema: dict[str, Any]) -> str:
    rows = "".join(_row(each, of, of.get("description", "")) for each, of in schema["properties"].items())
    description = html.escape(" ".join(schema.get("description", "").split()))
    return f'<section><h3 id="{name}">{name}</h3><p>{description}</p>{_table(rows)}</section>'


def _table(rows: str) -> str:
    head = "<tr><th scope='col'>name</th><th scope='col'>type</th><th scope='col'>about</th></tr>"
    return f"<div class='scroll' tabindex='0' role='group' aria-label='Fields'><table>{head}{rows}</table></div>"


def _row(name: str, schema: dict[str, Any], description: str) -> str:
    default = f" Default: <code>{html.escape(json.dumps(schema['default']))}</code>." if "default" in schema else ""
    about = f"{html.escape(description)}{default}"
    return f"<tr><th scope='row'><code>{html.escape(name)}</code></th><td>{_type(schema)}</td><td>{about}</td></tr>"


def _type(schema: dict[str, Any]) -> str:
    """A schema in a few words, with links to those that have names."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return ", ".join(f"<code>{html.escape(str(each))}</code>" for each in schema["enum"])
    if schema.get("type") == "array":
        return f"array of {_type(schema['items'])}"
    return str(schema.get("format", schema["type"]))


def file(name: str) -> str:
    """What a file of the folder `static` holds."""
    return (resources.files("newsparse.serve") / "static" / name).read_text(encoding="utf-8")
