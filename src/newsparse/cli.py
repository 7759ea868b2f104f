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
import traceback
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.commands.reading import add_reading_options, read_source, read_sources
from newsparse.errors import InputError, NewsparseError, access, check_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsparse.types import Article

    Command = tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]

__all__ = ["COMMANDS", "main"]

ARCHIVE = "newsparse.archive.commands"
DONE, FAILED, WRONG, INCOMPLETE = 0, 1, 2, 3
FILE = "a text, an .html page, an address, or - for standard input"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show is escaped; in JSON the escape is the character.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    options = _parsed(arguments)
    try:
        with _logged(verbose=options.verbose):
            return int(options.run(options))
    except NewsparseError as error:
        print(f"newsparse: {' '.join(str(error).split())}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of our output has gone; Python must not complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # no way of ours to fail: whoever mends it needs its name, not the user its traceback
        if options.verbose:
            traceback.print_exc()
        print(f"newsparse: internal error ({type(error).__name__}: {' '.join(str(error).split())})", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("newsparse: interrupted", file=sys.stderr)
        return 130


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options. Files may stand behind an option as well, where argparse leaves them over."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    more = next((getattr(options, name) for name in ("files", "given", "inputs") if hasattr(options, name)), None)
    if rest and (more is None or any(each.startswith("-") and each != "-" for each in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest and hasattr(options, "inputs"):  # of a batch, whose output stands last
        rest = [options.output, *rest]
        options.output = rest.pop()
    if more is not None:
        more += rest
    return options


def _parser() -> argparse.ArgumentParser:
    from newsparse import __version__

    parser = argparse.ArgumentParser(prog="newsparse", description="Typed facts from a news article.")
    parser.add_argument("--version", action="version", version=f"newsparse {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (help_, declare, run) in COMMANDS.items():
        command = commands.add_parser(name, help=help_, description=help_)
        declare(command)
        command.add_argument(
            "-q", "--quiet", action="store_true", help="no progress and no summary, results and errors alone"
        )
        command.add_argument("-v", "--verbose", action="store_true", help="tell what is logged, with tracebacks")
        command.set_defaults(run=run)
    return parser


@contextmanager
def _logged(*, verbose: bool) -> Iterator[None]:
    """What newsparse logs goes to the standard error, if that is asked for."""
    logger, handler = logging.getLogger("newsparse"), logging.StreamHandler(sys.stderr)
    level = logger.level
    if verbose:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def _source(options: argparse.Namespace) -> dict[str, Any]:
    return read_source(options.file, html=options.html, allow_private=options.allow_private)


def _reading_options(options: argparse.Namespace) -> dict[str, Any]:
    names = ("published", "title", "url", "clean", "attributions", "gender_from_names", "model", "lexicon")
    return {name: getattr(options, name) for name in names}


def _add_extract(command: argparse.ArgumentParser) -> None:
    from newsparse.outputs import BINARY_WRITERS, WRITERS

    command.add_argument("files", metavar="FILE", nargs="+", help=f"{FILE}; .json, .jsonl and .csv hold records")
    command.add_argument("--format", choices=[*WRITERS, *BINARY_WRITERS], default="table", help="default: %(default)s")
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write it there; with brat, the text goes into a .txt file beside it"
    )
    command.add_argument("--id", help="the id of the article (default: that of its record, or the name of the file)")
    add_reading_options(command)


def _extract(options: argparse.Namespace) -> int:
    from newsparse.outputs import BINARY_WRITERS, WRITERS, brat

    if options.format in BINARY_WRITERS and options.output is None and sys.stdout.isatty():
        raise InputError(f"{options.format} is not for a terminal: give a file with -o")
    _check_target(options)
    articles = _articles(options)
    begun = list(islice(articles, 2))
    if not begun:
        raise InputError(f"{options.files[0]!r} holds no article")
    if len(begun) > 1:
        return _extract_several(options, chain(begun, articles))
    [first] = begun
    if options.format in BINARY_WRITERS:
        _write(options, BINARY_WRITERS[options.format](first))
        return DONE
    if options.format == "brat" and options.output not in {None, "-"}:
        _write(options, brat.text_of(first).encode("utf-8"), ending=".txt")
    _write_text(options, WRITERS[options.format](first))
    return DONE


def _articles(options: argparse.Namespace) -> Iterator[Article]:
    """The articles of all files, each read when it is asked for."""
    from newsparse.api import extract

    for name in options.files:
        for record in read_sources(name, html=options.html, allow_private=options.allow_private):
            yield extract(record, id=options.id, **_reading_options(options))


def _extract_several(options: argparse.Namespace, articles: Iterable[Article]) -> int:
    """Several articles: tables one below the other, or a JSON line each."""
    from newsparse.outputs import WRITERS

    if options.format not in {"table", "json"}:
        raise InputError(f"several articles, and {options.format} is for one: give one file, or use `newsparse batch`")
    if options.id is not None:
        raise InputError("several articles, and --id is for one: give one file")
    as_json = options.format == "json"
    texts = (
        each.to_json() + "\n" if as_json else f"== {each.id or each.url or number}\n\n{WRITERS['table'](each)}\n"
        for number, each in enumerate(articles, start=1)
    )
    if options.output in {None, "-"}:
        for text in texts:
            print(text, end="", flush=True)
    else:
        _write_text(options, "".join(texts))
    return DONE


def _write_text(options: argparse.Namespace, text: str) -> None:
    if options.output in {None, "-"}:
        print(text, end="" if text.endswith("\n") else "\n")
    else:
        _write(options, text.encode("utf-8", "backslashreplace"))


def _check_target(options: argparse.Namespace) -> None:
    """Raise `InputError` where the output would go over the article, before any work is done."""
    if options.output in {None, "-"}:
        return
    given = getattr(options, "files", None) or [options.file]
    check_target(options.output, [each for each in given if each != "-"], made="the output", source="article")


def _write(options: argparse.Namespace, data: bytes, *, ending: str | None = None) -> None:
    """Write to the file of `--output`, or to one beside it with another ending; else to the standard output."""
    if options.output in {None, "-"}:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    target = Path(options.output).with_suffix(ending) if ending else Path(options.output)
    with access("write", target):
        if ending and target.exists() and target.read_bytes() != data:
            raise InputError(f"{str(target)!r} is there with another text: name another file, or take it away")
        target.write_bytes(data)


def _add_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help=FILE)
    add_reading_options(command)


def _explain(options: argparse.Namespace) -> int:
    from newsparse.api import explain
    from newsparse.commands.explained import explained

    article, decisions = explain(_source(options), **_reading_options(options))
    print(explained(article, decisions))
    return DONE


def _schema(options: argparse.Namespace) -> int:
    from newsparse.outputs.schema import schema

    print(json.dumps(schema(), indent=2))
    return DONE


def _batch(options: argparse.Namespace) -> int:
    from newsparse.batch.command import execute, told

    linked = options.link
    summary = execute(options)
    said = [told(summary)]
    if linked:
        from newsparse.archive import commands

        said.append(commands.linked(summary.output, quiet=options.quiet))
    if not options.quiet:
        print("\n".join(said), file=sys.stderr)
    return INCOMPLETE if summary.failed else DONE


def _declared_in(module: str, function: str = "declare") -> Callable[[argparse.ArgumentParser], None]:
    """The arguments of a command of another module, imported when the command is looked at."""

    def declare(command: argparse.ArgumentParser) -> None:
        getattr(import_module(module), function)(command)

    return declare


def _own(module: str, help_: str, name: str = "") -> Command:
    """A command of another module; what it returns, if anything, is printed, each text of several when it is there."""

    def run(options: argparse.Namespace) -> int:
        told = getattr(import_module(module), name or "execute")(options)
        for text in (told,) if isinstance(told, str) else told or ():
            print(text)
        return DONE

    return (help_, _declared_in(module, f"declare_{name}" if name else "declare"), run)


def _add_view(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help=FILE)
    command.add_argument("-o", "--output", metavar="PAGE", help="where to write the page (default: standard output)")
    add_reading_options(command)


def _view(options: argparse.Namespace) -> int:
    from newsparse.api import extract
    from newsparse.outputs import WRITERS

    _check_target(options)
    article = extract(_source(options), **_reading_options(options))
    _write(options, WRITERS["html"](article).encode("utf-8"))  # the page says that it is UTF-8
    return DONE


def _corrections(options: argparse.Namespace) -> int:
    from newsparse.corrections.command import execute

    lines, report = execute(options)
    print(lines, end="")
    if not options.quiet:
        print(report, file=sys.stderr)
    return DONE


def _add_completion(command: argparse.ArgumentParser) -> None:
    from newsparse.commands.completion import SHELLS

    command.add_argument("shell", choices=list(SHELLS), help="load what is printed in the start-up file of the shell")


def _completion(options: argparse.Namespace) -> int:
    from newsparse.commands.completion import SHELLS

    print(SHELLS[options.shell](_parser()), end="")
    return DONE


COMMANDS: dict[str, Command] = {
    "extract": ("extract the facts of one article", _add_extract, _extract),
    "explain": ("show which rule or head made each result", _add_explain, _explain),
    "batch": ("extract an archive of articles, resumable", _declared_in("newsparse.batch.command"), _batch),
    "check": _own(ARCHIVE, "check whether somebody said this, in these words", "check"),
    "link": _own(ARCHIVE, "tell people and organisations of an archive apart, over its articles", "link"),
    "groups": _own(ARCHIVE, "find the same words and the same texts in many papers", "groups"),
    "report": _own(ARCHIVE, "who gets quoted in an archive, as a page and tables", "report"),
    "view": ("show an article as one HTML page", _add_view, _view),
    "serve": _own("newsparse.serve.command", "serve articles over HTTP, with a page to try it"),
    "mcp": _own("newsparse.agents", "serve a language model over stdio (Model Context Protocol)"),
    "corrections": (
        "read corrections from Label Studio or brat back as gold",
        _declared_in("newsparse.corrections.command"),
        _corrections,
    ),
    "schema": ("print the JSON Schema of an Article", lambda command: None, _schema),
    "completion": ("print the completion of commands and options for a shell", _add_completion, _completion),
}


if __name__ == "__main__":
    sys.exit(main())
