"""JSON of frozen, slotted dataclasses, by the method names of dataclasses-json."""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache, partial
from types import NoneType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from newsparse.errors import InputError

__all__ = ["DAY", "Json"]

_JsonT = TypeVar("_JsonT", bound="Json")


class Json:
    """`to_dict`, `to_json`, `from_dict` and `from_json` of dataclasses-json, for slotted classes.

    Its own mixin has no `__slots__`, so that every value would carry a `__dict__`; and it copies every leaf.
    """

    __slots__ = ()

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """The value as dicts, lists and plain values; dates are ISO strings (`encode_json` changes nothing here)."""
        return cast(dict[str, Any], _plain(self))

    def to_json(self, *, indent: int | str | None = None, ensure_ascii: bool = True, **options: Any) -> str:
        """The value as JSON; the options are those of `json.dumps`.

        The text is ASCII, and exact. In one case it cannot be both: two lone surrogates side by side, which escapes
        would join to one character, are written as they are.
        """
        data = self.to_dict()
        text = json.dumps(data, indent=indent, ensure_ascii=ensure_ascii, **options)
        if ensure_ascii and _SURROGATE in text and json.loads(text) != data:
            return json.dumps(data, indent=indent, ensure_ascii=False, **options)
        return text

    @classmethod
    def from_dict(cls: type[_JsonT], kvs: dict[str, Any], *, infer_missing: bool = False) -> _JsonT:
        """The value that `to_dict` gave; fields that are not known are left out.

        Raises `InputError` for what is no such value.
        """
        try:
            return cast(_JsonT, _read(cls, kvs))
        except (TypeError, ValueError, KeyError, AttributeError):
            return cast(_JsonT, _from_dict(cls, kvs, infer_missing=infer_missing))

    @classmethod
    def from_json(
        cls: type[_JsonT], s: str | bytes | bytearray, *, infer_missing: bool = False, **options: Any
    ) -> _JsonT:
        """The value that `to_json` gave; the options are those of `json.loads`."""
        return cls.from_dict(json.loads(s, **options), infer_missing=infer_missing)


_SURROGATE = "\\ud"


def _from_dict(cls: Any, values: Any, *, infer_missing: bool) -> Any:
    """What the mixin of dataclasses-json gives: slow, and for values that are not quite as `to_dict` writes them."""
    from dataclasses_json import DataClassJsonMixin  # a fifth of the time of `import newsparse`, and rarely needed

    try:
        return DataClassJsonMixin.from_dict.__func__(cls, values, infer_missing=infer_missing)  # type: ignore[attr-defined]
    except KeyError as error:
        raise InputError(f"no {cls.__name__}: it has no {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"no {cls.__name__}: {type(values).__name__} ({error})") from error


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(cls: Any, values: Any) -> Any:
    """What `_from_dict` gives for values that are as `to_dict` writes them, ten times as fast.

    Raises `TypeError`, `ValueError` or `KeyError` for others, which are the business of `_from_dict`.
    """
    given = _exactly(dict, values)
    return cls(**{name: read(given[name]) for name, read, wanted in _readers(cls) if wanted or name in given})


@cache
def _readers(cls: Any) -> tuple[tuple[str, Callable[[Any], Any], bool], ...]:
    """The fields of a class: the name, what reads a value, and whether there must be one."""
    hints = get_type_hints(cls)
    return tuple(
        (each.name, _reader(hints[each.name]), each.default is MISSING and each.default_factory is MISSING)
        for each in fields(cls)
    )


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, inside = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return partial(_read, hint)
    if origin is tuple:
        each = _reader(inside[0])
        return lambda values: tuple(map(each, _exactly(list, values)))
    if NoneType in inside:
        some = _reader(next(kind for kind in inside if kind is not NoneType))
        return lambda value: None if value is None else some(value)
    if hint is date:
        return lambda value: value if type(value) is date else date.fromisoformat(value)
    return partial(_exactly, str if origin is Literal else hint)


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(value)
    return value


def _decode_day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


# A field that holds a `date` or None, and an ISO string in JSON.
DAY = {"dataclasses_json": {"decoder": _decode_day}}  # as `dataclasses_json.config` gives it
