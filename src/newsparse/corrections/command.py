"""The arguments of `newsparse corrections`, and its report; what it prints is the command line's business."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.corrections.read import Corrected, read, sources
from newsparse.errors import access, check_target

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["declare", "execute"]

WORDS = ("added", "removed", "moved", "relabelled")


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="Label Studio's export (.json), brat's .ann files (.txt beside), folders",
    )
    command.add_argument(
        "--against", metavar="ARTICLES", help="what was predicted: a .jsonl of articles, as batch writes it"
    )
    command.add_argument("--report", metavar="FILE", help="write every change there, a line of JSON each")
    command.add_argument("-o", "--output", metavar="FILE", help="write the gold there (default: standard output)")


def execute(options: argparse.Namespace) -> tuple[str, str]:
    """Read the corrections: the gold where it is to be printed, and the report in words."""
    _check(options)
    found = list(read(options.files, against=options.against))
    lines = "".join(json.dumps(each.gold, ensure_ascii=False) + "\n" for each in found)
    if options.report:
        _write(options.report, "".join(_listed(each) for each in found))
    printed = options.output in {None, "-"}
    if not printed:
        _write(options.output, lines)
    return lines if printed else "", _report(found)


def _check(options: argparse.Namespace) -> None:
    """Raise `InputError` where the gold or the report would go over what is read, or over each other."""
    inputs = [*sources(options.files), *filter(None, [options.against])]
    gold = None if options.output == "-" else options.output
    for target, made in ((gold, "the gold"), (options.report, "the report")):
        if target:
            check_target(target, inputs, made=made, source="input")
    if gold and options.report:
        check_target(options.report, [gold], made="the report", source="gold")


def _write(name: str, text: str) -> None:
    with access("write", name):
        Path(name).write_text(text, encoding="utf-8", newline="\n")


def _listed(document: Corrected) -> str:
    """The changes of a document, with the words that they are about."""
    lines = ""
    for each in document.changes or ():
        words = " ".join(document.text[start:end] for start, end in each.after or each.before)
        fields = {name: {"before": was, "after": now} for name, was, now in each.fields}
        told = asdict(each) | {"text": words, "fields": fields}
        row = {"id": document.gold["id"], "reader": document.gold["reader"], **told}
        lines += json.dumps(row, ensure_ascii=False) + "\n"
    return lines


def _report(found: Sequence[Corrected]) -> str:
    """The counts of the changes, of each kind of result."""
    compared = [each for each in found if each.changes is not None]
    counts = Counter((change.what, change.change) for each in compared for change in each.changes or ())
    lines = [f"{len(found)} documents, {len(compared)} of them compared with predictions"]
    for what in ("mention", "quote", "date"):
        told = ", ".join(f"{counts[what, word]} {word}" for word in WORDS)
        lines.append(f"{what}s: {told}")
    return "\n".join(lines if compared else lines[:1])
