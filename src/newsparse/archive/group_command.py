"""`newsparse groups`: its arguments and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.archive.groups import group
from newsparse.batch.bar import steps_bar

if TYPE_CHECKING:
    import argparse

__all__ = ["declare", "execute"]


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("archive", metavar="ARCHIVE", help="the .sqlite output of newsparse batch")


def execute(options: argparse.Namespace) -> str:
    """Group, and tell the summary in a line."""
    with steps_bar() as progress:
        found = group(options.archive, progress=progress)
    return (
        f"{found.archive}: {found.quotes} quotes in {found.quote_groups} groups, "
        f"{found.articles} articles in {found.article_groups} groups"
    )
