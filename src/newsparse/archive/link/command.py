"""`newsparse link`: its arguments and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.archive.link.run import Summary, explain, link
from newsparse.batch.bar import steps_bar

if TYPE_CHECKING:
    import argparse

__all__ = ["declare", "execute", "linked", "told"]


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument("archive", metavar="ARCHIVE", help="the .sqlite output of newsparse batch")
    command.add_argument("--explain", metavar="ID", help="show what is known of a person or organisation, and why")
    command.add_argument(
        "--authority", metavar="FILE", help="your list of names: CSV with id, name, aliases (a|b), wikidata, kind"
    )
    command.add_argument(
        "--decisions", metavar="FILE", help="your merges and splits: CSV with action (merge, apart, split), one, other"
    )


def execute(options: argparse.Namespace) -> str:
    """What the command prints."""
    if options.explain:
        return explain(options.archive, options.explain)
    with steps_bar() as progress:
        return told(link(options.archive, authority=options.authority, decisions=options.decisions, progress=progress))


def linked(archive: str) -> str:
    """Link an archive that was just made; the summary."""
    with steps_bar() as progress:
        return told(link(archive, progress=progress))


def told(summary: Summary) -> str:
    """The summary in a line."""
    return (
        f"{summary.archive}: {summary.people} people and {summary.organisations} organisations, of {summary.linked} "
        f"mentions in articles; {summary.unresolved} could be one of several, or of nobody known"
    )
