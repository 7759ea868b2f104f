"""The records that the command line reads: a file, an address, the standard input; and the options of reading them."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from newsparse import defaults
from newsparse.errors import InputError, access
from newsparse.sources.fields import fields_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

__all__ = [
    "Value", "add_model_options", "add_reading_options", "add_shared_options", "add_values", "read_source",
    "read_sources",
]  # fmt: skip

Value = tuple[Any, str | tuple[str, ...], str]
"""An option's default, its values or what one is called, and what it does."""

ATTRIBUTIONS = "what was said and believed, or also intentions and attitudes"


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """The options of `extract` that every command that reads an article has."""
    command.add_argument("--published", metavar="DATE", help="the day of publication, from which relative dates count")
    command.add_argument("--title", help="the title, if the text does not have it")
    command.add_argument("--url", help="where the article was found")
    command.add_argument("--html", action="store_true", help="the input is a page, whatever the name of the file")
    command.add_argument("--allow-private", action="store_true", help="fetch from outside the public internet, too")
    add_shared_options(command)


def add_shared_options(command: argparse.ArgumentParser) -> None:
    """The options of `extract` that hold for a batch as well."""
    whole = "take the whole text as the article"
    command.add_argument("--no-clean", dest="clean", action="store_false", default=defaults.CLEAN, help=whole)
    add_values(command, {"attributions": (defaults.ATTRIBUTIONS, get_args(defaults.Attributions), ATTRIBUTIONS)})
    gender = "take the given name where nothing else tells the gender of a person"
    command.add_argument("--gender-from-names", action="store_true", default=defaults.GENDER_FROM_NAMES, help=gender)
    add_model_options(command)


def add_model_options(command: argparse.ArgumentParser) -> None:
    """The options of what loads a model."""
    model = "a directory or an installed spaCy package instead of the own model"
    command.add_argument("--model", metavar="NAME", help=model)
    command.add_argument("--lexicon", metavar="FILE", help="a TOML file of your own cues, titles, roles, names, places")


def add_values(command: argparse.ArgumentParser, values: Mapping[str, Value]) -> None:
    """Options with a value, whose help tells their default."""
    for name, (default, wanted, about) in values.items():
        kind: dict[str, Any] = (
            {"type": type(default), "metavar": wanted} if isinstance(wanted, str) else {"choices": wanted}
        )
        option = f"--{name.replace('_', '-')}"
        command.add_argument(option, default=default, help=f"{about} (default: %(default)s)", **kind)


def read_sources(name: str, *, html: bool = False, allow_private: bool = False) -> Iterator[dict[str, Any]]:
    """The records of a file, an address (or `-`, the standard input): a page by its ending, or by `html`.

    `.json` holds one record or a list of them; archives, feeds, tables and `.jsonl` may hold several. `allow_private`
    lets an address be one that is not of the public internet. Raises `InputError` for what cannot be read.
    """
    from newsparse.batch.files import is_address, kind_of
    from newsparse.batch.inputs import every_record

    kind = kind_of(name)
    packed = kind not in {None, "text", "page"} or name.lower().endswith(".gz")
    if is_address(name) or (packed and not html):
        yield from every_record(name, allow_private=allow_private)
        return
    data = _data(name)
    known: dict[str, Any] = {} if name == "-" else {"id": Path(name).stem}
    if html or kind == "page" or (name == "-" and _is_page(data)):
        yield {**known, "html": data}
    elif Path(name).suffix.lower() == ".json":
        yield from (each if "id" in fields_of(each) else {**each, **known} for each in _of_json(name, data))
    else:
        yield {**known, "text": _decoded(name, data)}


def read_source(name: str, *, html: bool = False, allow_private: bool = False) -> dict[str, Any]:
    """The record of what `read_sources` reads, if it is one. Raises `InputError` where there is none, or several."""
    found = read_sources(name, html=html, allow_private=allow_private)
    first = next(found, None)
    if first is None:
        raise InputError(f"{name!r} holds no article")
    with suppress(StopIteration):
        with suppress(InputError):  # another that cannot be read is one more
            next(found)
        raise InputError(f"{name!r} holds several articles: use `newsparse batch`")
    return first


def _data(name: str) -> bytes:
    if name != "-" and Path(name).is_dir():
        raise InputError(f"cannot read {name!r}: it is a folder: name its files, or use `newsparse batch`")
    with access("read", name):
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from newsparse.sources.decode import not_utf8

        raise InputError(f"cannot read {name!r}: {not_utf8(data, error)}") from error


def _of_json(name: str, data: bytes) -> Iterator[dict[str, Any]]:
    """The records of a JSON file: an object with a text or a page, a string, or a list of these."""
    text = _decoded(name, data)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"cannot read {name!r}: not JSON ({error})") from error
    for each in found if isinstance(found, list) else [found]:
        if not isinstance(each, str | dict):
            raise InputError(f"cannot read {name!r}: a JSON {type(each).__name__}; wanted is an object with a text")
        yield {"text": each} if isinstance(each, str) else each


def _is_page(data: bytes) -> bool:
    return data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype html", b"<html"))
