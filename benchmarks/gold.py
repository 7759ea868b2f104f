"""The project's own gold articles (`data/gold`): entities, roles, countries and speakers through the whole pipeline.

    python benchmarks/gold.py [--part open | hard | kept | unseen] [--show]

`kept` and `unseen` were written without newsparse and are not looked at while its rules are changed; `--show` prints
the errors.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"
_MARK = re.compile(
    r"<<(?P<speaker>[\w+-]+)\|"
    r"|(?P<close>>>)"
    r"|\[(?P<name>[^\]\n]+)\]\((?P<key>\w+)\)"
    r"|@\{(?P<date>[^}]+)\}\((?P<value>[^)]+)\)"
    r"|\{(?P<cue>[^}\n]+)\}"
)


@dataclass
class GoldQuote:
    speaker: str
    parts: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class GoldArticle:
    name: str
    about: str
    published: date | None
    text: str
    entities: dict[str, dict]
    mentions: list[tuple[str, int, int]]
    quotes: list[GoldQuote]
    cues: list[tuple[int, int]]
    dates: list[tuple[str, int, int]]


def read(path: Path) -> GoldArticle:
    """Read one file: the marks are taken out of the text and turned into offsets."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    pieces: list[str] = []
    length = 0
    gold = GoldArticle(path.stem, data["about"], data.get("published"), "", data["entities"], [], [], [], [])
    open_quotes: list[tuple[GoldQuote, int]] = []
    last = 0
    source = data["text"]

    def put(text: str) -> tuple[int, int]:
        nonlocal length
        pieces.append(text)
        length += len(text)
        return length - len(text), length

    for match in _MARK.finditer(source):
        put(source[last : match.start()])
        last = match.end()
        if match["speaker"]:
            continued = match["speaker"] == "+"
            quote = gold.quotes[-1] if continued else GoldQuote(match["speaker"])
            if not continued:
                gold.quotes.append(quote)
            open_quotes.append((quote, length))
        elif match["close"]:
            quote, start = open_quotes.pop()
            quote.parts.append((start, length))
        elif match["name"]:
            gold.mentions.append((match["key"], *put(match["name"])))
        elif match["date"]:
            gold.dates.append((match["value"], *put(match["date"])))
        else:
            gold.cues.append(put(match["cue"]))
    put(source[last:])
    gold.text = "".join(pieces)
    keys = {m[0] for m in gold.mentions} | {q.speaker for q in gold.quotes if q.speaker != "-"}
    if open_quotes or keys - set(gold.entities):
        raise ValueError(f"{path}: unclosed quote or unknown entity {sorted(keys - set(gold.entities))}")
    return gold


def articles(folder: str) -> list[GoldArticle]:
    return [read(p) for p in sorted((GOLD / folder).glob("*.toml"))]


@dataclass
class Tally:
    """Counts of what is right, with the errors; `found` counts the quotes of the gold that were found at all."""

    quotes: int = 0
    found: int = 0
    right: int = 0
    entities: int = 0
    clustered: int = 0
    named: int = 0
    countries: int = 0
    roles: int = 0
    roles_found: int = 0
    errors: list[str] = field(default_factory=list)

    def note(self, gold: GoldArticle, *words: object) -> None:
        self.errors.append(f"{gold.name}: " + " ".join(str(w) for w in words))


def compare(gold: GoldArticle, entities: tuple, quotes: tuple, tally: Tally) -> None:
    """Add one article to the tally. A quote is found when one of the results covers most of its characters."""
    _compare_entities(gold, entities, tally)
    for wanted in gold.quotes:
        tally.quotes += 1
        start = wanted.parts[0][0]
        quote = max(quotes, key=lambda q: _share(wanted.parts, q), default=None)
        name = gold.entities[wanted.speaker]["name"] if wanted.speaker != "-" else None
        if quote is None or _share(wanted.parts, quote)[0] < 0.6:
            tally.note(gold, "quote not found:", repr(gold.text[start : start + 40]))
            continue
        tally.found += 1
        got = quote.speaker.name if quote.speaker else None
        tally.right += got == name
        if got != name:
            written = quote.speaker.text if quote.speaker else None
            tally.note(gold, f"speaker of {gold.text[start : start + 40]!r}: {got!r} ({written!r}), not {name!r}")


def _share(parts: list[tuple[int, int]], quote: Any) -> tuple[float, int]:
    """How much of the gold's characters the parts of a quote cover; of equals the shorter quote is the better."""
    both = sum(max(0, min(end, p.end) - max(start, p.start)) for start, end in parts for p in quote.parts)
    size = sum(p.end - p.start for p in quote.parts)
    return both / max(1, sum(end - start for start, end in parts)), -size


def _compare_entities(gold: GoldArticle, entities: tuple, tally: Tally) -> None:
    at = {(m.start, m.end): e for e in entities for m in e.mentions}
    covering = {o: e for e in entities for m in e.mentions for o in range(m.start, m.end)}
    for key, wanted in gold.entities.items():
        spans = [(s, e) for k, s, e in gold.mentions if k == key]
        owners = [at.get(span) or covering.get(span[1] - 1) for span in spans]
        tally.entities += 1
        found = [o for o in owners if o is not None]
        if len({o.id for o in found}) != 1 or len(found) < len(owners):
            tally.note(gold, "not one entity:", wanted["name"], [o.name if o else None for o in owners])
            continue
        entity = found[0]
        tally.clustered += 1
        tally.named += entity.name == wanted["name"]
        if entity.name != wanted["name"]:
            tally.note(gold, f"name {entity.name!r}, not {wanted['name']!r}")
        tally.countries += entity.country == wanted.get("country")
        if entity.country != wanted.get("country"):
            tally.note(gold, f"country of {entity.name!r}: {entity.country}, not {wanted.get('country')}")
        for role in wanted.get("roles", ()):
            tally.roles += 1
            tally.roles_found += role in entity.roles
            if role not in entity.roles:
                tally.note(gold, f"role of {entity.name!r}: {entity.roles}, not {role!r}")
        for alias in wanted.get("aliases", ()):
            if alias not in entity.aliases:
                tally.note(gold, f"alias of {entity.name!r}: {entity.aliases}, not {alias!r}")


def main() -> None:
    import newsparse

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("open", "hard", "kept", "unseen"), default="open")
    parser.add_argument("--show", action="store_true", help="print the errors")
    options = parser.parse_args()
    tally = Tally()
    for gold in articles(options.part):
        article = newsparse.extract(gold.text, published=gold.published, clean=False, strict=True)
        compare(gold, article.entities, article.quotes, tally)
    for line in tally.errors if options.show else ():
        print(line)
    print(
        f"quotes {tally.quotes}, found {tally.found}, "
        f"speaker right {tally.right} ({tally.right / tally.quotes:.3f} of all)"
    )
    print(
        f"entities {tally.entities}, one entity each {tally.clustered}, name {tally.named}, country {tally.countries}"
    )
    print(f"roles {tally.roles}, found {tally.roles_found}")


if __name__ == "__main__":
    main()
