"""The command line, and the only place that prints.

A command is a function that takes the parsed arguments and returns the exit code, and an `_add_...` function that
declares its arguments; both are named once, in `COMMANDS`. Exit codes: 0 done, 1 the work failed, 2 the command was
wrong, 3 a batch is done but records of it failed, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse import defaults
from newsparse.errors import InputError, NewsparseError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse.keys import Decision
    from newsparse.types import Article

    Command = tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]

__all__ = ["COMMANDS", "add_reading_options", "main", "read_source"]

DONE, FAILED, WRONG, INCOMPLETE = 0, 1, 2, 3
PAGE_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
ARCHIVE_ENDINGS = frozenset({".warc", ".zip", ".rss", ".atom", ".xml"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show is escaped; in JSON the escape is the character.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except NewsparseError as error:
        print(f"newsparse: {' '.join(str(error).split())}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of our output has gone; Python must not complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # no way of ours to fail: whoever mends it needs its name, not the user its traceback
        logging.getLogger("newsparse").exception("an internal error")
        print(f"newsparse: internal error ({type(error).__name__}: {' '.join(str(error).split())})", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("newsparse: interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    from newsparse import __version__

    parser = argparse.ArgumentParser(prog="newsparse", description="Typed facts from a news article.")
    parser.add_argument("--version", action="version", version=f"newsparse {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (help_, declare, run) in COMMANDS.items():
        command = commands.add_parser(name, help=help_, description=help_)
        declare(command)
        command.set_defaults(run=run)
    return parser


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """The options of `extract` that every command that reads an article has."""
    command.add_argument(
        "--published", metavar="DATE", help="the day of publication (ISO), from which relative dates count"
    )
    command.add_argument("--title", help="the title, if the text does not have it")
    command.add_argument("--url", help="where the article was found")
    command.add_argument("--html", action="store_true", help="the input is a page, whatever the name of the file")
    command.add_argument("--allow-private", action="store_true", help="fetch from outside the public internet, too")
    command.add_argument(
        "--no-clean",
        dest="clean",
        action="store_false",
        default=defaults.CLEAN,
        help="take the whole text as the article",
    )
    command.add_argument(
        "--attributions",
        choices=["statements", "all"],
        default=defaults.ATTRIBUTIONS,
        help="what was said and believed, or also intentions and attitudes (default: %(default)s)",
    )
    command.add_argument(
        "--gender-from-names",
        action="store_true",
        default=defaults.GENDER_FROM_NAMES,
        help="take the given name where nothing else tells the gender of a person",
    )
    command.add_argument(
        "--model", metavar="NAME", help="a directory or an installed spaCy package instead of the own model"
    )
    command.add_argument("--lexicon", metavar="FILE", help="a TOML file of your own cues, titles, roles, names, places")


def read_source(name: str, *, html: bool = False, allow_private: bool = False) -> dict[str, Any]:
    """The record that a file, an address (or `-`, the standard input) holds: a page by its ending, or by `html`.

    `allow_private` lets an address be one that is not of the public internet.
    """
    if name.lower().startswith(("http://", "https://")) or (
        not html and Path(name.lower().removesuffix(".gz")).suffix in ARCHIVE_ENDINGS
    ):
        return _only_one(name, allow_private)
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name!r}: {error.strerror or error}") from error
    record: dict[str, Any] = {"id": None if name == "-" else Path(name).stem}
    if html or Path(name).suffix.lower() in PAGE_ENDINGS or (name == "-" and _is_page(data)):
        return {**record, "html": data}
    try:
        return {**record, "text": data.decode("utf-8-sig")}
    except UnicodeDecodeError as error:
        from newsparse.sources.decode import not_utf8

        raise InputError(f"cannot read {name!r}: {not_utf8(data, error)}") from error


def _source(options: argparse.Namespace) -> dict[str, Any]:
    return read_source(options.file, html=options.html, allow_private=options.allow_private)


def _only_one(name: str, allow_private: bool) -> dict[str, Any]:
    """The record of an archive, a feed or an address with one article."""
    from newsparse.batch.inputs import one_record

    return one_record(name, allow_private=allow_private)


def _is_page(data: bytes) -> bool:
    return data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype html", b"<html"))


def _reading_options(options: argparse.Namespace) -> dict[str, Any]:
    names = ("published", "title", "url", "clean", "attributions", "gender_from_names", "model", "lexicon")
    return {name: getattr(options, name) for name in names}


def _add_extract(command: argparse.ArgumentParser) -> None:
    from newsparse.outputs import BINARY_WRITERS, WRITERS

    command.add_argument("file", metavar="FILE", help="a text, an .html page, an address, or - for standard input")
    command.add_argument("--format", choices=[*WRITERS, *BINARY_WRITERS], default="table", help="default: %(default)s")
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write it there; with brat, the text goes into a .txt file beside it"
    )
    add_reading_options(command)


def _extract(options: argparse.Namespace) -> int:
    from newsparse.api import extract
    from newsparse.outputs import BINARY_WRITERS, WRITERS, brat

    if options.format in BINARY_WRITERS and options.output is None and sys.stdout.isatty():
        raise InputError(f"{options.format} is not for a terminal: give a file with -o")
    _check_target(options)
    article = extract(_source(options), **_reading_options(options))
    if options.format in BINARY_WRITERS:
        _write(options, BINARY_WRITERS[options.format](article))
        return DONE
    text = WRITERS[options.format](article)
    if options.output in {None, "-"}:
        print(text, end="" if text.endswith("\n") else "\n")
        return DONE
    if options.format == "brat":
        _write(options, brat.text_of(article).encode("utf-8"), ending=".txt")
    _write(options, text.encode("utf-8", "backslashreplace"))
    return DONE


def _check_target(options: argparse.Namespace) -> None:
    """Raise `InputError` where the output would go over the article, before any work is done."""
    if options.output in {None, "-"} or options.file == "-":
        return
    if Path(options.output).resolve() == Path(options.file).resolve():
        raise InputError(f"the output would be written over its article {options.file!r}: name another file")


def _write(options: argparse.Namespace, data: bytes, *, ending: str | None = None) -> None:
    """Write to the file of `--output`, or to one beside it with another ending; else to the standard output."""
    if options.output in {None, "-"}:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    target = Path(options.output).with_suffix(ending) if ending else Path(options.output)
    try:
        if ending and target.exists() and target.read_bytes() != data:
            raise InputError(f"{str(target)!r} is there with another text: name another file, or take it away")
        target.write_bytes(data)
    except OSError as error:
        raise InputError(f"cannot write {str(target)!r}: {error.strerror or error}") from error


def _add_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a text, an .html page, an address, or - for standard input")
    add_reading_options(command)


def _explain(options: argparse.Namespace) -> int:
    from newsparse.api import explain

    article, decisions = explain(_source(options), **_reading_options(options))
    print(_explained(article, decisions))
    return DONE


def _explained(article: Article, decisions: Sequence[Decision]) -> str:
    """The decisions under the result that they made, then those that made none."""
    from newsparse.outputs.table import grid

    results = [(f"quote {q.id}", q.text, _spans_of(q)) for q in article.quotes]
    results += [(f"entity {e.id}", f"{e.name} ({e.label})", _spans_of(e)) for e in article.entities]
    results += [("date", f"{d.text} = {d.value}", [(d.start, d.end)]) for d in article.dates]
    used: set[int] = set()
    parts = []
    for kind, name, spans in results:
        mine = [i for i, each in enumerate(decisions) if _is_of(each, kind.split()[0]) and _meets(each, spans)]
        used.update(mine)
        parts.append(f"{kind}: {_short(name)}\n" + grid(_HEADER, [_row(article, decisions[i]) for i in mine]))
    rest = [_row(article, each) for i, each in enumerate(decisions) if i not in used]
    if rest:
        parts.append("decisions without a result, and text left out\n" + grid(_HEADER, rest))
    return "\n\n".join(parts) if parts else "no results"


_HEADER = ("stage", "rule or head", "where", "text", "note")


def _row(article: Article, made: Decision) -> tuple[str, ...]:
    where = f"{made.start}-{made.end}"
    return (made.stage, made.rule, where, _short(article.text[made.start : made.end], 40), made.note)


def _is_of(made: Decision, kind: str) -> bool:
    """Whether a decision may have made a quote, an entity or a date."""
    if kind == "entity" and made.stage == "speakers":
        return made.rule.startswith("gender")
    return made.stage in {"quote": {"quotes", "speakers"}, "entity": {"entities", "tagger"}, "date": {"dates"}}[kind]


def _spans_of(result: Any) -> list[tuple[int, int]]:
    if hasattr(result, "mentions"):
        return [(each.start, each.end) for each in (*result.mentions, *result.gender_evidence)]
    around = (result.speaker, result.cue, result.addressee, result.medium)
    return [(each.start, each.end) for each in (*result.parts, *(each for each in around if each))]


def _meets(made: Decision, spans: Sequence[tuple[int, int]]) -> bool:
    return any(made.start < end and start < made.end for start, end in spans)


def _short(text: str, size: int = 90) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= size else plain[: size - 3] + "..."


def _add_schema(command: argparse.ArgumentParser) -> None:
    """`newsparse schema` has no options."""


def _schema(options: argparse.Namespace) -> int:
    from newsparse.outputs.schema import schema

    print(json.dumps(schema(), indent=2))
    return DONE


def _add_batch(command: argparse.ArgumentParser) -> None:
    from newsparse.batch.command import declare

    declare(command)


def _batch(options: argparse.Namespace) -> int:
    from newsparse.batch.command import execute, told

    linked = options.link
    summary = execute(options)
    print(told(summary), file=sys.stderr)
    if linked:
        from newsparse.archive import commands

        print(commands.linked(summary.output), file=sys.stderr)
    return INCOMPLETE if summary.failed else DONE


def _add_check(command: argparse.ArgumentParser) -> None:
    from newsparse.archive.check_command import declare

    declare(command)


def _check(options: argparse.Namespace) -> int:
    from newsparse.archive.check_command import execute

    for text in execute(options, read_source):
        print(text)
    return DONE


def _declared_in(module: str, function: str) -> Callable[[argparse.ArgumentParser], None]:
    """The arguments of a command of another module, imported when the command is looked at."""

    def declare(command: argparse.ArgumentParser) -> None:
        getattr(import_module(module), function)(command)

    return declare


def _done_by(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """The work of such a command; what it returns, if anything, is printed."""

    def run(options: argparse.Namespace) -> int:
        told = getattr(import_module(module), function)(options)
        if told is not None:
            print(told)
        return DONE

    return run


def _own(module: str, help_: str, *, declare: str = "declare", execute: str = "execute") -> Command:
    return (help_, _declared_in(module, declare), _done_by(module, execute))


def _of_archive(help_: str, name: str) -> Command:
    return _own("newsparse.archive.commands", help_, declare=f"declare_{name}", execute=name)


def _add_view(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a text, an .html page, an address, or - for standard input")
    command.add_argument("-o", "--output", metavar="PAGE", help="where to write the page (default: standard output)")
    add_reading_options(command)


def _view(options: argparse.Namespace) -> int:
    from newsparse.api import extract
    from newsparse.outputs import WRITERS

    _check_target(options)
    article = extract(_source(options), **_reading_options(options))
    _write(options, WRITERS["html"](article).encode("utf-8"))  # the page says that it is UTF-8
    return DONE


def _add_corrections(command: argparse.ArgumentParser) -> None:
    from newsparse.corrections.command import declare

    declare(command)


def _corrections(options: argparse.Namespace) -> int:
    from newsparse.corrections.command import execute

    lines, report = execute(options)
    print(lines, end="")
    print(report, file=sys.stderr)
    return DONE


COMMANDS: dict[str, Command] = {
    "extract": ("extract the facts of one article", _add_extract, _extract),
    "explain": ("show which rule or head made each result", _add_explain, _explain),
    "batch": ("extract an archive of articles, resumable", _add_batch, _batch),
    "check": ("check whether somebody said this, in these words", _add_check, _check),
    "link": _of_archive("tell people and organisations of an archive apart, over its articles", "link"),
    "groups": _of_archive("find the same words and the same texts in many papers", "groups"),
    "report": _of_archive("who gets quoted in an archive, as a page and tables", "report"),
    "view": ("show an article as one HTML page", _add_view, _view),
    "serve": _own("newsparse.serve.command", "serve articles over HTTP, with a page to try it"),
    "mcp": _own("newsparse.agents.command", "serve a language model over stdio (Model Context Protocol)"),
    "corrections": ("read corrections from Label Studio or brat back as gold", _add_corrections, _corrections),
    "schema": ("print the JSON Schema of an Article", _add_schema, _schema),
}


if __name__ == "__main__":
    sys.exit(main())
