"""Annotated news: `python -m training.annotations COMMAND`.

show ID          the text with numbered paragraphs, and what the corpus already tells of it; nothing of any program
take FILE        read an annotation in the notation of `notation`, check it, print each item in its place; --store keeps it
check [ID]       check what is stored: offsets, overlaps, keys, texts; with an id, print each item in its place
stats            numbers of documents, attributions, speakers, names and days, by corpus, part and class
agree            the agreement of the documents that two readers have read
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from training.corpora import root

from . import agreement, checks, notation, store
from .texts import CORPORA, part, source


def main(argv: list[str] | None = None) -> int:
    """Run one command; 1 where something is wrong with an annotation."""
    parser = argparse.ArgumentParser(prog="python -m training.annotations", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--corpora", type=Path, default=root())
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("show").add_argument("ids", nargs="+", metavar="ID")
    take = commands.add_parser("take")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument("--reader", type=int, default=1)
    take.add_argument("--lot", type=int, default=1)
    take.add_argument("--store", action="store_true")
    take.add_argument("--quiet", action="store_true", help="only what is wrong or wants a second look")
    commands.add_parser("check").add_argument("ids", nargs="*", metavar="ID")
    commands.add_parser("stats")
    commands.add_parser("agree").add_argument("--corpus", choices=CORPORA)
    given = parser.parse_args(argv)
    return int(_COMMANDS[given.command](given))


def _show(given: argparse.Namespace) -> int:
    for name in given.ids:
        text = source(given.corpora, name)
        print(f"=== {name}\n{text.title} | published {text.published} | {text.url}")
        for number, (start, end) in enumerate(notation.paragraphs(text.text), 1):
            print(f"[{number}] {text.text[start:end]}")
        names = Counter((text.text[start:end], label) for start, end, label in text.entities if label in checks.NAMED)
        if names:
            print("names of the corpus:", "; ".join(f"{each} ({label})" for each, label in names))
        for number, each in enumerate(text.attributions, 1):
            parts = (
                " + ".join(text.text[a:b] for a, b in spans) or "-" for spans in (each.source, each.cue, each.content)
            )
            print(f"{number}. " + " | ".join(parts))
    return 0


def _take(given: argparse.Namespace) -> int:
    """A file begins with `id CORPUS/NAME`; a file may hold several documents."""
    wrong = 0
    for path in given.files:
        for name, lines in _documents(path):
            text = source(given.corpora, name)
            found, faults = notation.read(lines, text, given.reader, given.lot)
            faults += checks.faults(found, text)
            print(f"=== {name}: {len(found.attributions)} attributions, {len(faults)} faults")
            print("".join(f"FAULT {each}\n" for each in faults), end="")
            print("".join(f"LOOK {each}\n" for each in checks.warnings(found, text)), end="")
            if not given.quiet:
                print("\n".join(checks.listing(found, text)))
            wrong += bool(faults)
            if given.store and not faults:
                _keep(found)
    return min(wrong, 1)


def _documents(path: Path) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in path.read_text("utf8").splitlines():
        if line.startswith("id "):
            found.append((line[3:].strip(), []))
        elif found:
            found[-1][1].append(line)
        elif line.strip() and not line.startswith("#"):
            raise SystemExit(f"{path}: the first line is `id CORPUS/NAME`")
    return found


def _keep(found: notation.Annotation) -> None:
    name = found.id.partition("/")[0]
    others = [each for each in store.load(name) if (each.id, each.reader) != (found.id, found.reader)]
    store.save(name, [*others, found])


def _check(given: argparse.Namespace) -> int:
    wrong = 0
    for name in CORPORA:
        for each in store.load(name):
            if given.ids and each.id not in given.ids:
                continue
            text = source(given.corpora, each.id)
            faults = list(checks.faults(each, text))
            wrong += bool(faults)
            print("".join(f"{each.id} (reader {each.reader}): {fault}\n" for fault in faults), end="")
            if given.ids:
                print("\n".join(checks.listing(each, text)))
    print(f"{wrong} documents with faults")
    return min(wrong, 1)


def _stats(given: argparse.Namespace) -> int:
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for name in CORPORA:
        for each in store.load(name):
            if each.reader != 1:
                rows[name]["read twice"] += 1
                continue
            for key in (name, part(each.id), "all"):
                rows[key].update(_counted(each))
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    print("\t".join(["", *columns]))
    for name, row in rows.items():
        print("\t".join([name, *(str(row[column]) for column in columns)]))
    return 0


def _counted(each: notation.Annotation) -> Counter[str]:
    if each.left_out:
        return Counter({"left out": 1})
    count = Counter({"documents": 1, "attributions": len(each.attributions), "resolved speakers": 0})
    count["resolved speakers"] = sum(bool(attribution.speakers) for attribution in each.attributions)
    count.update(attribution.cls for attribution in each.attributions)
    count.update({"entities": len(each.entities), "mentions": sum(len(e.mentions) for e in each.entities)})
    count["days"] = len(each.dates)
    return count


def _agree(given: argparse.Namespace) -> int:
    for name in [given.corpus] if given.corpus else [*CORPORA, "all"]:
        read = [each for corpus in (CORPORA if name == "all" else [name]) for each in store.load(corpus)]
        first = {each.id: each for each in read if each.reader == 1 and not each.left_out}
        pairs = [(first[each.id], each) for each in read if each.reader == 2 and each.id in first and not each.left_out]
        if pairs:
            figures = agreement.agreement(pairs).items()
            print(f"{name}: {len(pairs)} documents; " + ", ".join(f"{kind} {value:.3f}" for kind, value in figures))
    return 0


_COMMANDS = {"show": _show, "take": _take, "check": _check, "stats": _stats, "agree": _agree}

if __name__ == "__main__":
    sys.exit(main())
