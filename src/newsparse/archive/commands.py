"""`newsparse check`, `link`, `groups` and `report`: their arguments and what they say; the command line prints it."""

from __future__ import annotations

import json
import textwrap
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.archive.checking import checker
from newsparse.archive.result import QuoteCheck
from newsparse.archive.store import articles_of, lines_of, rows_of
from newsparse.archive.words import split
from newsparse.batch.bar import steps_bar
from newsparse.batch.files import ARCHIVES
from newsparse.commands.reading import read_source
from newsparse.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from newsparse.archive.result import Place
    from newsparse.types import Article

__all__ = [
    "check", "claims", "declare_check", "declare_groups", "declare_link", "declare_report", "groups", "link", "linked",
    "report", "told",
]  # fmt: skip

_QUOTE = ("quote", "claim", "text", "quotation")
_SPEAKER = ("speaker", "name", "source", "who")

EPILOG = """
The sources are one archive (.sqlite, the output of newsparse batch), or articles: texts, .html pages, and .jsonl
outputs of newsparse batch. With --quotes, claims come from a .jsonl or .csv file with the columns quote and speaker.
"""


def declare_groups(command: argparse.ArgumentParser) -> None:
    """Declare the arguments of `groups`: the archive alone, which `link` and `report` take as well."""
    command.add_argument("archive", metavar="ARCHIVE", help="the .sqlite output of newsparse batch")


def declare_link(command: argparse.ArgumentParser) -> None:
    """Declare the arguments of `link`."""
    declare_groups(command)
    command.add_argument("--explain", metavar="ID", help="show what is known of a person or organisation, and why")
    command.add_argument(
        "--authority", metavar="FILE", help="your list of names: CSV with id, name, aliases (a|b), wikidata, kind"
    )
    command.add_argument(
        "--decisions", metavar="FILE", help="your merges and splits: CSV with action (merge, apart, split), one, other"
    )


def declare_report(command: argparse.ArgumentParser) -> None:
    """Declare the arguments of `report`."""
    declare_groups(command)
    command.add_argument("-o", "--output", metavar="PAGE", required=True, help="where to write the page (.html)")


def link(options: argparse.Namespace) -> str | None:
    """Link, or explain an id; quiet, the explanation alone."""
    from newsparse.archive.link import explain

    if options.explain:
        return explain(options.archive, options.explain)
    told = linked(options.archive, quiet=options.quiet, authority=options.authority, decisions=options.decisions)
    return None if options.quiet else told


def linked(archive: str, *, quiet: bool = False, **files: Any) -> str:
    """Link an archive; the summary in a line."""
    from newsparse.archive.link import link as run

    with steps_bar(quiet=quiet) as progress:
        found = run(archive, **files, progress=progress)
    return (
        f"{found.archive}: {found.people} people and {found.organisations} organisations, of {found.linked} "
        f"mentions in articles; {found.unresolved} could be one of several, or of nobody known"
    )


def groups(options: argparse.Namespace) -> str | None:
    """Group; the summary in a line, None where it should be quiet."""
    from newsparse.archive.groups import group

    with steps_bar(quiet=options.quiet) as progress:
        found = group(options.archive, progress=progress)
    return (
        None
        if options.quiet
        else (
            f"{found.archive}: {found.quotes} quotes in {found.quote_groups} groups, "
            f"{found.articles} articles in {found.article_groups} groups"
        )
    )


def report(options: argparse.Namespace) -> str | None:
    """Write the report; what was written, None where it should be quiet."""
    from newsparse.archive.report import report as write

    with steps_bar(quiet=options.quiet) as progress:
        page, *tables = write(options.archive, options.output, progress=progress)
    return None if options.quiet else f"{page}, and {len(tables)} tables in {tables[0].parent}"


def declare_check(command: argparse.ArgumentParser) -> None:
    """Declare the arguments of `check`."""
    command.epilog = EPILOG
    command.add_argument(
        "given", metavar="QUOTE SOURCE", nargs="+", help="the quotation (not with --quotes), then where to look for it"
    )
    command.add_argument("--speaker", metavar="NAME", help="who is said to have said it")
    command.add_argument("--quotes", metavar="FILE", help="check all claims of a .jsonl or .csv file")
    command.add_argument("--published", metavar="DATE", help="the day of publication of texts and pages (ISO)")
    command.add_argument("--format", choices=["text", "json"], default="text", help="default: %(default)s")


def check(options: argparse.Namespace) -> Iterator[str]:
    """The answers, one after the other, as what is printed."""
    asked = list(claims(options.quotes)) if options.quotes else [(options.given[0], options.speaker)]
    sources = options.given if options.quotes else options.given[1:]
    if not sources:
        raise InputError("name an archive or articles after the quotation")
    if not asked:
        raise InputError(f"{options.quotes!r} has no claims")
    if options.quotes and options.speaker:
        raise InputError("--speaker goes with one quotation; claims of a file have a column speaker")
    with ExitStack() as stack:
        if any(Path(each).suffix in ARCHIVES for each in sources):
            if len(sources) > 1:
                raise InputError("a check takes one archive, or articles, not both")
            if options.published:
                raise InputError("--published goes with texts and pages; an archive has the days of its articles")
            progress = stack.enter_context(steps_bar(quiet=options.quiet))
            ask = stack.enter_context(checker(archive=sources[0], progress=progress))
        else:
            ask = stack.enter_context(checker(articles=_articles(sources, options.published)))
        for quote, speaker in asked:
            answer = ask(quote, speaker) if quote or not options.quotes else QuoteCheck("", "absent", 0.0, speaker)
            yield answer.to_json(ensure_ascii=False) if options.format == "json" else told(answer)


def _articles(sources: Sequence[str], published: str | None) -> Iterator[Article]:
    from newsparse.api import extract

    for name in sources:
        if Path(name).suffix == ".jsonl":
            yield from articles_of(name)
        else:
            yield extract(read_source(name), published=published)


def claims(name: str) -> Iterator[tuple[str, str | None]]:
    """The claims of a file: quotations, "" for one without words, with their speakers.

    Raises `InputError` that names the record.
    """
    ending = Path(name).suffix
    if ending not in {".csv", ".tsv", ".jsonl", ".ndjson"}:
        raise InputError(f"{name!r}: claims come from a .jsonl or .csv file")
    for where, record in rows_of(name) if ending in {".csv", ".tsv"} else _objects(name):
        told = [record[key] for key in _QUOTE if key in record]
        quote = next(filter(None, told), "" if told else None)
        if not isinstance(quote, str):
            raise InputError(f"{where}: no quotation (a column {', '.join(_QUOTE)})")
        speaker = next((record[key] for key in _SPEAKER if record.get(key)), None)
        yield quote if split(quote).words else "", str(speaker) if speaker else None


def _objects(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of JSON lines, the names of their fields folded, each with its place; a string is a quotation."""
    for number, line in enumerate(filter(str.strip, lines_of(name)), start=1):
        where = f"{name}, record {number}"
        try:
            found = json.loads(line)
        except ValueError as error:
            raise InputError(f"{where}: not JSON ({error})") from error
        if not isinstance(found, dict | str):
            raise InputError(f"{where}: neither an object nor a string")
        yield where, {"quote": found} if isinstance(found, str) else {key.casefold(): found[key] for key in found}


def told(answer: QuoteCheck) -> str:
    """An answer as a few lines of text."""
    who = f", by {answer.asked}" if answer.asked else ""
    flags = f"  [{', '.join(answer.flags)}]" if answer.flags else ""
    lines = [f"{answer.verdict.upper()}  {answer.score:.2f}{flags}  {_short(answer.quote)}{who}"]
    lines += [f"  {_place(place)}" for place in answer.places]
    lines += [f"  {each.kind}: {each.claim or '-'!s} | {each.found or '-'!s}" for each in answer.changes]
    if answer.earliest and answer.earliest != answer.places[0]:
        lines.append(f"  earliest: {_place(answer.earliest)}")
    if not answer.places:
        lines += [f"  nearest ({place.score:.2f}): {_place(place)}" for place in answer.candidates]
    return "\n".join(lines)


def _place(place: Place) -> str:
    where = place.article or place.title or place.url or f"article {place.number}"
    day = f", {place.published}" if place.published else ""
    who = place.speaker or ("speaker not found" if place.quote else "nobody's quotation")
    return f"{where}{day}, {place.start}-{place.end}, {who}: {_short(place.text)}"


def _short(text: str) -> str:
    return f"“{textwrap.shorten(text, 160, placeholder=' …')}”"
