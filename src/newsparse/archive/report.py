"""`report`: who gets quoted, as one page and as CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.archive.report_page import page
from newsparse.archive.store import open_archive
from newsparse.archive.tally import basis, tables
from newsparse.batch.sinks import csv_lines
from newsparse.errors import NewsparseError, check_target

if TYPE_CHECKING:
    from newsparse.archive.store import Listener

__all__ = ["report"]


def report(archive: str | Path, output: str | Path, *, progress: Listener = None) -> tuple[Path, ...]:
    """Write a report on who gets quoted in an archive: the page `output`, and CSV files in the folder beside it.

    The folder has the name of the page with `-tables`. Best after `link` and `groups`, whose tables it uses where they
    are. Returns the files written, the page first. Raises `InputError` for what is no archive, or where the page would
    be written over it, and `NewsparseError` for what cannot be written.
    """
    target = Path(output)
    check_target(target, [archive], made="the report", source="archive")
    with open_archive(archive) as base:
        found = basis(base)
        made = tables(base, found, progress)
    folder = target.with_name(f"{target.stem}-tables")
    try:
        folder.mkdir(exist_ok=True)
        target.write_text(page(found, made, Path(archive).name), encoding="utf-8")
        for name, table in made.items():
            (folder / f"{name}.csv").write_bytes(csv_lines([table[0], *table[1]]))  # no formula for a spreadsheet
    except OSError as error:
        raise NewsparseError(f"cannot write {str(target)!r}: {error.strerror or error}") from error
    return (target, *(folder / f"{name}.csv" for name in made))
