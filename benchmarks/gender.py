"""Gender and circumstances on the annotated news (`training.annotations`), parts train and dev.

Gender is not annotated: whom the text calls what is taken from the annotation by a definition of its own. Evidence of
an annotated person is a source that is exactly "he" or "she" in a report of which the person alone is the speaker, and
a title (Mr, Sir; Mrs, Ms, Miss, Lady, Dame) right before a mention. People with evidence of one gender alone count:
**found** is the share that newsparse gives a gender, **right** the share of these whose gender is the annotated one. A
person is the entity labelled PERSON that shares most mentions with the annotated one.

Addressees (`to`) and media (`in`) are annotated where readers noted them, principals (`for`) of unnamed spokespersons
always: **found** is the share of these on quotes that newsparse found where it gives one that overlaps (or names the
principal).

    python benchmarks/gender.py [--corpora DIR] [--part train] [--part dev] [--limit N] [--show]

`--show` prints the people that were got wrong or not found: of train and dev alone, which is all that is read.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

import newsparse
from benchmarks.quality import find_corpora
from training.annotations import documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsparse import Article
    from newsparse.types import Entity as Found
    from newsparse.types import Quote
    from training.annotations import Annotation, Attribution, Entity

PARTS = ("train", "dev")
SEXES = {"he": "male", "she": "female"}
TITLES = {
    "Mr": "male", "Sir": "male", "Mrs": "female", "Ms": "female", "Miss": "female", "Lady": "female", "Dame": "female"
}  # fmt: skip
_TITLE = re.compile(rf"\b({'|'.join(TITLES)})\.?\s+$")


def wanted(annotation: Annotation, text: str) -> dict[str, str]:
    """The gender of each annotated person that has evidence of one gender alone, by key."""
    told: dict[str, set[str]] = {}
    for key, gender in _evidence(annotation, text):
        told.setdefault(key, set()).add(gender)
    people = {each.key for each in annotation.entities if each.label == "PERSON"}
    return {key: genders.pop() for key, genders in told.items() if len(genders) == 1 and key in people}


def _evidence(annotation: Annotation, text: str) -> Iterator[tuple[str, str]]:
    for each in annotation.attributions:
        source = " ".join(text[start:end] for start, end in each.source).lower()
        if source in SEXES and len(each.speakers) == 1:
            yield each.speakers[0], SEXES[source]
    for entity in annotation.entities:
        for start, _ in entity.mentions:
            title = _TITLE.search(text[max(0, start - 8) : start])
            if title:
                yield entity.key, TITLES[title[1]]


def same(entity: Entity, article: Article) -> Found | None:
    """The person of newsparse that shares most mentions with an annotated one."""
    shared = {
        found.id: sum(_meets(span, (m.start, m.end)) for span in entity.mentions for m in found.mentions)
        for found in article.people
    }
    best = max(article.people, key=lambda found: shared[found.id], default=None)
    return best if best is not None and shared[best.id] else None


def _meets(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def circumstances(annotation: Annotation, article: Article) -> Iterator[tuple[str, str]]:
    """(what, "found", "missed" or "other") of annotated addressees, media and principals of quotes that are found."""
    names = {each.key: each for each in annotation.entities}
    for each in annotation.attributions:
        quote = _quote(each, article)
        if quote is None:
            continue
        for what, span, found in (
            ("addressee", each.addressee, quote.addressee),
            ("medium", each.medium, quote.medium),
        ):
            if span:
                yield what, _verdict(found is not None, found is not None and _meets(span, (found.start, found.end)))
        principal = names.get(each.principal or "")
        if principal is not None and principal.label == "ORG" and quote.speaker is not None:
            given = quote.speaker.affiliation
            forms = {article.text[start:end] for start, end in principal.mentions}
            yield "affiliation", _verdict(given is not None, given in forms | _names(principal, article))


def _names(entity: Entity, article: Article) -> set[str]:
    """The names of newsparse's entities that share a mention with an annotated one."""
    spans = entity.mentions
    return {e.name for e in article.entities if any(_meets(s, (m.start, m.end)) for m in e.mentions for s in spans)}


def _verdict(given: bool, right: bool) -> str:
    return "found" if right else "other" if given else "missed"


def _quote(wanted: Attribution, article: Article) -> Quote | None:
    """The quote that shares at least half of its characters with an annotated report."""

    def shared(quote: Quote) -> float:
        common = sum(max(0, min(e, p.end) - max(s, p.start)) for s, e in wanted.content for p in quote.parts)
        size = sum(e - s for s, e in wanted.content) + sum(p.end - p.start for p in quote.parts)
        return 2 * common / max(1, size)

    best = max(article.quotes, key=shared, default=None)
    return best if best is not None and shared(best) >= 0.5 else None


def main(arguments: Iterable[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--part", action="append", choices=PARTS, help="default: both")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(None if arguments is None else list(arguments))
    corpora = find_corpora(options.corpora)
    if corpora is None:
        print("no corpora: name their folder with --corpora")
        return 1
    counts: Counter[str] = Counter()
    around: Counter[tuple[str, str]] = Counter()
    read = list(documents(corpora, *(options.part or PARTS), lots=(1,)))[: options.limit]
    records = [{"text": source.text, "published": annotation.published} for source, annotation in read]
    for (source, annotation), article in zip(read, newsparse.extract_many(records), strict=True):
        people = {each.key: each for each in annotation.entities}
        for key, gender in wanted(annotation, source.text).items():
            found = same(people[key], article)
            verdict = judged(found, gender)
            counts[verdict] += 1
            if options.show and verdict != "right":
                print(f"{verdict}: {annotation.id} {people[key].name} is {gender}; {found and found.gender_evidence}")
        around.update(circumstances(annotation, article))
    print(figures(counts))
    for what in ("addressee", "medium", "affiliation"):
        of = {verdict: around[what, verdict] for verdict in ("found", "other", "missed")}
        print(f"{what}: {sum(of.values())} annotated, " + ", ".join(f"{n} {verdict}" for verdict, n in of.items()))
    return 0


def judged(found: Found | None, gender: str) -> str:
    """What became of a person: "right", "wrong", "none" where no gender was given, "no person" where none was found."""
    if found is None:
        return "no person"
    return "none" if found.gender is None else "right" if found.gender == gender else "wrong"


def figures(counts: Counter[str]) -> str:
    """The line of the people."""
    given, every = counts["right"] + counts["wrong"], sum(counts.values())
    return (
        f"gender: {every} people with evidence, found {given / max(1, every):.4f}, right "
        f"{counts['right'] / max(1, given):.4f} ({', '.join(f'{n} {v}' for v, n in counts.most_common())})"
    )


if __name__ == "__main__":
    sys.exit(main())
