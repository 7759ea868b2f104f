"""Pages of the site that are made from the package itself, so that they cannot fall behind it."""

from __future__ import annotations

import argparse
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse import cli, types
from newsparse.outputs.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

SCHEMA_HEAD = """\
# JSON, field by field

What `Article.to_json()`, `newsparse extract --format json` and each line of a `.jsonl` output hold. This page is made
from the JSON Schema, which `newsparse schema` prints. Every `start` and `end` counts characters of the `text`:
`text[start:end]` is the span. Days are ISO 8601 (`2025-03-14`). A field that is not in *required* may be left out when
JSON is read; when it is written, every field is there. Fields may be added in a later version: readers should pass over
those that they do not know.
"""
COMMANDS_HEAD = """\
# The command line

This page is made from the parser; `newsparse COMMAND --help` says the same. Exit codes: 0 done, 1 the work failed (one
line on the standard error says why), 2 the command was wrong, 3 a batch is done but records of it failed, 130
interrupted.

Completion of commands and options: `newsparse completion bash >> ~/.bashrc`, and the same for `zsh` and `fish`.
"""


def schema_page() -> str:
    """The JSON Schema as tables, a type a section, the article first."""
    definitions = schema()["$defs"]
    names = ["Article", *sorted(set(definitions) - {"Article"})]
    return SCHEMA_HEAD + "".join(_type(name, definitions[name]) for name in names)


def _type(name: str, definition: dict[str, Any]) -> str:
    rows = [
        f"| `{field}` | {_kind(kind)} | {'required' if field in definition['required'] else ''} |"
        for field, kind in definition["properties"].items()
    ]
    described = inspect.getdoc(getattr(types, name)) or ""
    more = f"[{name} in Python](api.md#newsparse.{name}); [what labels and kinds mean](labels.md)."
    return "\n".join([f"\n## {name}\n", described, "", more, "", "| field | type | |", "|---|---|---|", *rows, ""])


def _kind(kind: dict[str, Any]) -> str:
    """A JSON type in a cell of a table."""
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(_kind(each) for each in kind["anyOf"])
    if "enum" in kind:
        return ", ".join(f"`{each}`" for each in kind["enum"])
    if kind["type"] == "array":
        return f"list of {_kind(kind['items'])}"
    return "day (string)" if kind.get("format") == "date" else str(kind["type"])


def commands_page() -> str:
    """Every command with its arguments."""
    return COMMANDS_HEAD + "".join(_command(name, parser) for name, parser in _parsers())


def _parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    parser = cli._parser()
    [group] = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    yield from group.choices.items()


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    actions = [each for each in parser._actions if each.dest != "help"]
    rows = [f"| {_spelled(each)} | {_told(each, parser)} |" for each in actions]
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    parts = [f"\n## newsparse {name}\n", f"{str(parser.description).capitalize()}.", "", f"```text\n{usage}\n```", ""]
    return "\n".join(
        [*parts, *(["| argument | |", "|---|---|", *rows, ""]), *([_epilog(parser)] if parser.epilog else [])]
    )


def _epilog(parser: argparse.ArgumentParser) -> str:
    return f"{' '.join(str(parser.epilog).split())}\n"


def _spelled(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{action.metavar or action.dest}`"
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(f"`{each}{value if each.startswith('--') else ''}`" for each in action.option_strings)


def _told(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    told = (action.help or "") % {"default": action.default, "prog": parser.prog}
    choices = f" One of {', '.join(f'`{each}`' for each in action.choices)}." if action.choices else ""
    return (told[:1].upper() + told[1:] + ("." if told and choices else "") + choices).replace("|", "\\|")


def changelog_page() -> str:
    """The changelog of the repository."""
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


PAGES = {"reference/schema.md": schema_page, "reference/commands.md": commands_page, "changelog.md": changelog_page}
