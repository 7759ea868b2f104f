"""Where places are: the share of annotated toponyms that newsparse puts within 161 km (100 miles) of the right spot.

The places are those of `training/annotations/toponyms.tsv`: offsets in documents of the parts train and dev, with
coordinates written down by a reader before any output was seen. A toponym counts as right where an entity of the
extracted article has a mention at its place and coordinates within the distance; without coordinates it is wrong.
"known" are the toponyms of which the gazetteer has a bearer of the name near the right spot, so that the choice could
be right; the others are streets, buildings, neighbourhoods, waters and hamlets, which newsparse leaves without place.

Run: `python -m benchmarks.places` (`--corpora FOLDER`, `--wrong` lists what is not right). Needs the corpora.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import newsparse
from newsparse.entities.gazetteer import country_spot, weighed
from newsparse.entities.geography import country_key, state
from newsparse.entities.locate import kilometres
from training.annotations.texts import part, source
from training.corpora import root

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse import Article, Entity

TOPONYMS = Path(__file__).parent.parent / "training" / "annotations" / "toponyms.tsv"
NEAR = 161.0
CLASSES = ("country", "region", "settlement", "local")


@dataclass(frozen=True, slots=True)
class Toponym:
    """One annotated place: characters `start` to `end` of a document, degrees, and the ISO code of its country."""

    document: str
    start: int
    end: int
    latitude: float
    longitude: float
    country: str
    cls: str

    @property
    def at(self) -> tuple[float, float]:
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a toponym: `entity` is None where no entity is named there."""

    toponym: Toponym
    text: str
    entity: Entity | None
    known: bool

    @property
    def placed(self) -> bool:
        return self.entity is not None and self.entity.latitude is not None

    @property
    def right(self) -> bool:
        found = self.entity
        if found is None or found.latitude is None or found.longitude is None:
            return False
        return kilometres((found.latitude, found.longitude), self.toponym.at) <= NEAR


def read(path: Path = TOPONYMS) -> list[Toponym]:
    """The annotated toponyms, none of a blind document."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    found = [
        Toponym(
            row["document"], int(row["start"]), int(row["end"]), float(row["latitude"]), float(row["longitude"]),
            row["country"], row["class"],
        )
        for row in rows
    ]  # fmt: skip
    assert all(part(each.document) != "blind" for each in found)
    return found


def is_known(text: str, toponym: Toponym) -> bool:
    """Whether the gazetteer has a place of the name near the right spot."""
    own = country_spot(toponym.country) if country_key(text) == toponym.country else None
    name = state(text) or text
    spots = [*(spot for spot, _ in weighed(name)), *([own] if own else [])]
    return any(kilometres((spot.latitude, spot.longitude), toponym.at) <= NEAR for spot in spots)


def outcome(article: Article, toponym: Toponym) -> Outcome:
    """What the article has at the toponym's place."""
    text = article.text[toponym.start : toponym.end]
    there = (
        entity
        for entity in article.entities
        if any(m.start < toponym.end and toponym.start < m.end for m in entity.mentions)
    )
    return Outcome(toponym, text, next(there, None), is_known(text, toponym))


def table(outcomes: Sequence[Outcome]) -> str:
    """Shares by class: of all, of those known, and of those that got coordinates."""
    lines = [f"{'class':<12}{'n':>5}{'right':>8}{'known':>7}{'right':>8}{'placed':>8}{'right':>8}"]
    by_class: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        by_class[each.toponym.cls].append(each)
    named = [name for name in CLASSES if name != "local"]
    for title, of in (
        *((name, by_class[name]) for name in CLASSES),
        ("no local", [each for name in named for each in by_class[name]]),
        ("all", list(outcomes)),
    ):
        known, placed = [o for o in of if o.known], [o for o in of if o.placed]
        lines.append(
            f"{title:<12}{len(of):>5}{share(of):>8}{len(known):>7}{share(known):>8}{len(placed):>8}{share(placed):>8}"
        )
    return "\n".join(lines)


def share(of: Sequence[Outcome]) -> str:
    return f"{sum(each.right for each in of) / len(of):.3f}" if of else "-"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpora", metavar="FOLDER")
    parser.add_argument("--wrong", action="store_true", help="list the known ones that are not right, and wrong places")
    options = parser.parse_args(arguments)
    outcomes = list(run(read(), root(options.corpora)))
    print(table(outcomes))
    if options.wrong:
        for each in outcomes:
            if not each.right and (each.known or each.placed):
                print(told(each))


def run(toponyms: Sequence[Toponym], corpora: Path) -> Iterable[Outcome]:
    """Extract each document once."""
    of: dict[str, list[Toponym]] = defaultdict(list)
    for each in toponyms:
        of[each.document].append(each)
    texts = {name: source(corpora, name) for name in of}
    sources = [{"text": text.text, "published": text.published, "id": name} for name, text in texts.items()]
    for article in newsparse.extract_many(sources, clean=False):
        yield from (outcome(article, each) for each in of[article.id or ""])


def told(each: Outcome) -> str:
    found, at = each.entity, each.toponym
    got = f"{found.label} {found.country} {found.admin1} {found.latitude} {found.longitude}" if found else "no entity"
    return f"{at.cls}\t{each.text!r} {at.country} {at.latitude} {at.longitude}: {got}"


if __name__ == "__main__":
    main()
