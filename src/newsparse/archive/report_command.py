"""`newsparse report`: its arguments and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.archive.report import report
from newsparse.batch.bar import steps_bar

if TYPE_CHECKING:
    import argparse

__all__ = ["declare", "execute"]


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("archive", metavar="ARCHIVE", help="the .sqlite output of newsparse batch")
    command.add_argument("-o", "--output", metavar="PAGE", required=True, help="where to write the page (.html)")


def execute(options: argparse.Namespace) -> str:
    """Write the report; what was written."""
    with steps_bar() as progress:
        page, *tables = report(options.archive, options.output, progress=progress)
    return f"{page}: and {len(tables)} tables in {tables[0].parent}"
