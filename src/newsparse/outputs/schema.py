"""The JSON Schema of an `Article`, made from the result types themselves."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from newsparse.types import Article

__all__ = ["definition", "schema"]

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what `Article.to_dict` gives."""
    top, definitions = definition(Article)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Article", **top, "$defs": definitions}


def definition(cls: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A reference to the schema of a result type, and the schemas by name (`$defs`) that it leads to."""
    definitions: dict[str, Any] = {}
    return _of(cls, definitions), definitions


def _of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        name = hint.__name__
        if name not in definitions:
            definitions[name] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], definitions)}
    if origin in (Union, UnionType):
        return {"anyOf": [_of(each, definitions) for each in get_args(hint)]}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if hint is date:
        return {"type": "string", "format": "date"}
    return {"type": _PLAIN[hint]}


def _object(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    description = (cls.__doc__ or "").strip().split("\n\n")[0]
    required = [each.name for each in fields(cls) if each.default is MISSING]
    properties = {each.name: _of(hints[each.name], definitions) for each in fields(cls)}
    return {"type": "object", "description": description, "properties": properties, "required": required}
