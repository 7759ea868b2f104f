"""What a request may hold: one table, from which requests are read and the OpenAPI document is made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import NoneType
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from newsparse import defaults
from newsparse.outputs.plain import quoted
from newsparse.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["CLAIM", "CONTENT", "METADATA", "OPTIONS", "Field", "from_query", "object_of", "parsed", "switch"]

_DAY = [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}, {"type": "null"}]
_STRING = [{"type": "string"}, {"type": "null"}]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the Python types that JSON may give, its schema, and what it means."""

    types: tuple[type, ...]
    schema: dict[str, Any]
    description: str


def switch(default: bool, description: str) -> Field:
    """A field that is true or false."""
    return Field((bool,), {"type": "boolean", "default": default}, description)


_text = (str, NoneType)
CONTENT = {
    "text": Field((str,), {"type": "string"}, "The text of the article."),
    "html": Field((str,), {"type": "string"}, "The page, instead of the text."),
}
METADATA = {
    "id": Field((str, int, NoneType), {"anyOf": [*_STRING, {"type": "integer"}]}, "A name for the article."),
    "title": Field(_text, {"anyOf": _STRING}, "The title, if the text does not have it."),
    "published": Field(_text, {"anyOf": _DAY}, "The day of publication, from which relative dates count."),
    "url": Field(_text, {"anyOf": _STRING}, "Where the article was found. It is repeated, never opened."),
}
OPTIONS = {
    "clean": switch(defaults.CLEAN, "Leave out what is not the article, such as menus."),
    "attributions": Field(
        (str,),
        {"enum": list(get_args(defaults.Attributions)), "default": defaults.ATTRIBUTIONS},
        "What was said and believed, or also intentions and attitudes.",
    ),
    "gender_from_names": switch(defaults.GENDER_FROM_NAMES, "Take the given name where nothing else tells a gender."),
    "strict": switch(defaults.STRICT, "Fail where a stage fails, instead of a warning."),
}
CLAIM = {
    "quote": Field((str,), {"type": "string", "minLength": 1}, "The words that are said to have been said."),
    "speaker": Field(_text, {"anyOf": _STRING}, "Who is said to have said them."),
}
# What values of JSON are called, by their Python types.
_NAMES = {
    str: "a string", int: "a whole number", bool: "true or false", NoneType: "null", dict: "an object",
    list: "an array", float: "a number",
}  # fmt: skip


def parsed(data: bytes) -> Any:
    """The value of JSON in UTF-8. Raises `Problem` for anything else, NaN and nesting without end among it."""
    try:
        return json.loads(data, parse_constant=_refuse)
    except RecursionError:
        raise Problem("malformed", "not JSON that can be read: nested too deeply") from None
    except ValueError as error:  # of bytes that are not UTF-8, too
        reason = f"{error.msg} at character {error.pos}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise Problem("malformed", f"not JSON: {reason}") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is none of its values")


def object_of(value: Any, allowed: Mapping[str, Field], where: str = "") -> dict[str, Any]:
    """An object of JSON whose fields are among those allowed, each of its type. Raises `Problem` for any other."""
    if not isinstance(value, dict):
        raise Problem("invalid", f"{where}wanted is an object, not {_NAMES[type(value)]}")
    for name, given in value.items():
        if name not in allowed:
            raise Problem("invalid", f"{where}unknown field {quoted(name)}; the fields are {', '.join(allowed)}")
        _check(name, given, allowed[name], where)
    return value


def _check(name: str, given: Any, field: Field, where: str) -> None:
    if type(given) not in field.types:
        wanted = " or ".join(_NAMES[each] for each in field.types)
        raise Problem("invalid", f"{where}{name!r} is {_NAMES[type(given)]}; wanted is {wanted}")
    if "enum" in field.schema and given not in field.schema["enum"]:
        wanted = " or ".join(map(repr, field.schema["enum"]))
        raise Problem("invalid", f"{where}{name!r} is {quoted(given)}; wanted is {wanted}")


def from_query(query: Iterable[tuple[str, str]], allowed: Mapping[str, Field]) -> dict[str, Any]:
    """The fields of a query, whose values are words. Raises `Problem` for one that is not allowed, or twice there."""
    found: dict[str, Any] = {}
    for name, word in query:
        if name in found:
            raise Problem("invalid", f"query: {name!r} is there twice")
        switch = name in allowed and allowed[name].types == (bool,)
        found[name] = {"true": True, "false": False}.get(word, word) if switch else word
    return object_of(found, allowed, "query: ")
