"""What components leave on a Doc, as msgpack: for `Doc.to_bytes`, `DocBin` and `nlp.pipe(n_process=...)`.

spaCy writes `doc.user_data` with srsly, which asks the encoders and decoders registered here (through entry points, so
that a Doc can be read where newsparse was not imported yet). Lists and tuples become tuples again inside our values.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from newsparse import keys, types

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["decode", "encode", "register"]

MARK = "__newsparse__"
_STRING = "str"
_DAY = "date"
_CLASSES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        keys.Decision,
        keys.Reading,
        types.Cue,
        types.DateMention,
        types.Entity,
        types.GenderEvidence,
        types.Mention,
        types.Quote,
        types.Speaker,
        types.TextSpan,
    )
}


def register() -> None:
    """Make the codecs known to srsly; entry points do the same where newsparse is installed."""
    import srsly

    srsly.msgpack_encoders.register("newsparse", func=encode)
    srsly.msgpack_decoders.register("newsparse", func=decode)


def encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Our values as a dict that msgpack can write; anything else is passed on."""
    name = type(value).__name__
    if _CLASSES.get(name) is type(value):
        return {MARK: name, "values": [_writable(getattr(value, each.name)) for each in fields(value)]}
    if type(value) is date:
        return {MARK: _DAY, "values": value.isoformat()}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """The value that `encode` wrote; anything else is passed on."""
    name = value.get(MARK) if isinstance(value, dict) else None
    if name == _DAY:
        return date.fromisoformat(value["values"])
    if name == _STRING:
        return value["values"].decode("utf-8", "surrogatepass")
    if name in _CLASSES:
        return _CLASSES[name](*map(_frozen, value["values"]))
    return value if chain is None else chain(value)


def _writable(value: Any) -> Any:
    """Text with lone surrogates as bytes: msgpack writes UTF-8 alone."""
    if isinstance(value, tuple):
        return [_writable(each) for each in value]
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return {MARK: _STRING, "values": value.encode("utf-8", "surrogatepass")}
    return value


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
