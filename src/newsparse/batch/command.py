"""The arguments of `newsparse batch`; what it prints is the command line's business."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsparse import defaults
from newsparse.batch.bar import records_bar
from newsparse.batch.files import ARCHIVES
from newsparse.batch.inputs import MAX_CHARACTERS, NAMES
from newsparse.batch.run import STDIN_FORMAT, Summary, run
from newsparse.batch.web import DELAY
from newsparse.commands.reading import add_shared_options
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


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.epilog = EPILOG
    command.add_argument("inputs", metavar="INPUT", nargs="+", help="files, folders, globs, web addresses, or -")
    command.add_argument("output", metavar="OUTPUT", help="the output; its ending names the form")
    for name in NAMES:
        command.add_argument(f"--{name}-column", metavar="NAME", help=f"the column of the {name}, if not found itself")
    command.add_argument(
        "--stdin-format", choices=["jsonl", "csv", "text", "page"], default=STDIN_FORMAT, help="default: %(default)s"
    )
    command.add_argument(
        "--workers", type=int, default=defaults.N_PROCESS, metavar="N", help="processes (default: %(default)s)"
    )
    command.add_argument(
        "--batch-size", type=int, default=defaults.BATCH_SIZE, metavar="N",
        help="articles that go through the model together (default: %(default)s)",
    )  # fmt: skip
    command.add_argument(
        "--on-error", choices=["raise", "record"], default=defaults.ON_ERROR,
        help="stop at a record that fails, or keep it with its error (default: %(default)s)",
    )  # fmt: skip
    command.add_argument(
        "--max-characters", type=int, default=MAX_CHARACTERS, metavar="N",
        help="a record whose text or page is longer is one that fails (default: %(default)s)",
    )  # fmt: skip
    command.add_argument("--follow-links", action="store_true", help="follow the links in folders and globs")
    command.add_argument("--hidden", action="store_true", help="read hidden files and folders, too")
    command.add_argument("--allow-private", action="store_true", help="fetch from outside the public internet, too")
    command.add_argument(
        "--delay",
        type=float,
        default=DELAY,
        metavar="S",
        help="seconds between requests to a host (default: %(default)s)",
    )
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
