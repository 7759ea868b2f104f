"""The arguments of `newsparse batch`; what it prints is the command line's business."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from newsparse import defaults
from newsparse.batch.bar import records_bar
from newsparse.batch.files import ARCHIVES
from newsparse.batch.inputs import MAX_CHARACTERS, NAMES
from newsparse.batch.run import STDIN_FORMAT, Summary, run
from newsparse.batch.web import DELAY
from newsparse.commands.reading import Value, add_shared_options, add_values
from newsparse.errors import InputError

if TYPE_CHECKING:
    import argparse

__all__ = ["declare", "execute", "told"]

EPILOG = """
Inputs end in .txt, .html, .jsonl, .csv, .tsv, .warc, .rss, .atom (each also .gz), .zip or .parquet; outputs in .jsonl,
.csv or .parquet (folders of tables) or .sqlite. After an interruption, the same command goes on where it stopped.
Exit codes: 0 done, 1 failed, 2 wrong command, 3 done, but records failed and are in the output with their error,
130 interrupted.
"""
# The options with a value: the default, the values or what one is called, and the help.
VALUES: dict[str, Value] = {
    "stdin_format": (STDIN_FORMAT, ("jsonl", "csv", "text", "page"), "what comes by the standard input"),
    "workers": (defaults.N_PROCESS, "N", "processes"),
    "batch_size": (defaults.BATCH_SIZE, "N", "articles that go through the model together"),
    "on_error": (defaults.ON_ERROR, get_args(defaults.OnError), "stop at a record that fails, or keep it as an error"),
    "max_characters": (MAX_CHARACTERS, "N", "a record whose text or page is longer is one that fails"),
    "delay": (DELAY, "S", "seconds between requests to a host"),
}


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.epilog = EPILOG
    command.add_argument("inputs", metavar="INPUT", nargs="+", help="files, folders, globs, web addresses, or -")
    command.add_argument("output", metavar="OUTPUT", help="the output; its ending names the form")
    for name in NAMES:
        command.add_argument(f"--{name}-column", metavar="NAME", help=f"the column of the {name}, if not found itself")
    add_values(command, VALUES)
    command.add_argument("--follow-links", action="store_true", help="follow the links in folders and globs")
    command.add_argument("--hidden", action="store_true", help="read hidden files and folders, too")
    command.add_argument("--allow-private", action="store_true", help="fetch from outside the public internet, too")
    command.add_argument("--published", metavar="DATE", help="the day of publication of all records")
    command.add_argument("--strict", action="store_true", help="a stage that fails on an article fails the article")
    add_shared_options(command)
    command.add_argument("--link", action="store_true", help="then link people and organisations (a .sqlite output)")


def execute(options: argparse.Namespace) -> Summary:
    """Run the batch that the arguments ask for."""
    if options.link and Path(options.output).suffix not in ARCHIVES:
        raise InputError("--link needs a .sqlite output")
    given = {name: value for name, value in vars(options).items() if name not in {"run", "link", "quiet", "verbose"}}
    with records_bar(quiet=options.quiet) as progress:
        return run(**given, progress=progress)


def told(summary: Summary) -> str:
    """The summary in a line."""
    earlier = f", {summary.resumed} of them by earlier runs" if summary.resumed else ""
    incomplete = f", {summary.incomplete} without the results of a stage" if summary.incomplete else ""
    left = f", {summary.left_out} links or hidden files left out" if summary.left_out else ""
    return (
        f"{summary.output}: {summary.records} records{earlier}, {summary.failed} failed{incomplete}{left}; "
        f"{summary.seconds:.1f} s, {summary.rate:.1f} articles/s"
    )
