"""`newsparse link`, `groups` and `report`: their arguments and what they say; the command line prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.batch.bar import steps_bar

if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["declare_groups", "declare_link", "declare_report", "groups", "link", "linked", "report"]


def _declare_archive(command: argparse.ArgumentParser) -> None:
    command.add_argument("archive", metavar="ARCHIVE", help="the .sqlite output of newsparse batch")


declare_groups = _declare_archive


def declare_link(command: argparse.ArgumentParser) -> None:
    """Declare the arguments of `link`."""
    _declare_archive(command)
    command.add_argument("--explain", metavar="ID", help="show what is known of a person or organisation, and why")
    command.add_argument(
        "--authority", metavar="FILE", help="your list of names: CSV with id, name, aliases (a|b), wikidata, kind"
    )
    command.add_argument(
        "--decisions", metavar="FILE", help="your merges and splits: CSV with action (merge, apart, split), one, other"
    )


def declare_report(command: argparse.ArgumentParser) -> None:
    """Declare the arguments of `report`."""
    _declare_archive(command)
    command.add_argument("-o", "--output", metavar="PAGE", required=True, help="where to write the page (.html)")


def link(options: argparse.Namespace) -> str:
    """Link, or explain an id."""
    from newsparse.archive.link import explain

    if options.explain:
        return explain(options.archive, options.explain)
    return linked(options.archive, authority=options.authority, decisions=options.decisions)


def linked(archive: str, **files: Any) -> str:
    """Link an archive; the summary in a line."""
    from newsparse.archive.link import link as run

    with steps_bar() as progress:
        found = run(archive, **files, progress=progress)
    return (
        f"{found.archive}: {found.people} people and {found.organisations} organisations, of {found.linked} "
        f"mentions in articles; {found.unresolved} could be one of several, or of nobody known"
    )


def groups(options: argparse.Namespace) -> str:
    """Group; the summary in a line."""
    from newsparse.archive.groups import group

    with steps_bar() as progress:
        found = group(options.archive, progress=progress)
    return (
        f"{found.archive}: {found.quotes} quotes in {found.quote_groups} groups, "
        f"{found.articles} articles in {found.article_groups} groups"
    )


def report(options: argparse.Namespace) -> str:
    """Write the report; what was written."""
    from newsparse.archive.report import report as write

    with steps_bar() as progress:
        page, *tables = write(options.archive, options.output, progress=progress)
    return f"{page}: and {len(tables)} tables in {tables[0].parent}"
