"""The sample articles of `data/articles` against what should be found in them (`data/gold/articles`, see its README).

    python -m benchmarks.sample_gold [--show]

`--show` prints every difference.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.gold import GOLD, tomllib
from benchmarks.measures import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from newsparse.types import Article, DateMention, Entity, Quote

__all__ = ["Sample", "Tally", "compare", "read", "samples"]

ARTICLES = GOLD.parent / "articles"
FIELDS = {
    "entities": {"name", "label", "mentions", "roles", "country", "must", "optional"},
    "dates": {"text", "type", "value", "first_day", "last_day", "must", "optional"},
    "quotes": {"parts", "kind", "act", "cue", "negated", "speaker", "name", "must", "optional"},
}
PLACES = frozenset({"GPE", "LOC", "FAC"})
COUNTRIES = PLACES | {"NORP"}
SAME_CONTENT = 0.8  # Dice of the letters from which two contents are one
SAME_OPTIONAL = 0.3  # the same where nothing depends on it
_LETTER = re.compile(r"\w")
_TITLE = re.compile(r"^(?:the|mr|mrs|ms|dr|judge|president|minister)\.?\s+", re.I)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample article, and what should be found in it, with the places of dates and contents."""

    name: str
    record: Mapping[str, Any]
    authors: tuple[str, ...]
    left_out: tuple[str, ...]
    entities: tuple[Mapping[str, Any], ...]
    dates: tuple[tuple[Span, Mapping[str, Any]], ...]
    quotes: tuple[tuple[tuple[Span, ...], Mapping[str, Any]], ...]


@dataclass
class Tally:
    """Counts for each facet, the differences, and the main facts that are missing."""

    counts: dict[str, Counts] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, facet: str, *, found: int, wanted: int, right: int) -> None:
        """Count into a facet."""
        self.counts.setdefault(facet, Counts()).add(found, wanted, right)

    def judge(self, facet: str, right: bool, message: str) -> bool:
        """Count one decision, right or wrong, and note a wrong one."""
        self.add(facet, found=1, wanted=1, right=int(right))
        if not right:
            self.errors.append(f"{facet}: {message}")
        return right


def samples() -> list[Sample]:
    """All sample articles that have gold."""
    return [read(path) for path in sorted((GOLD / "articles").glob("*.toml"))]


def read(path: Path) -> Sample:
    """One file. Raises `ValueError` where it names a text that the article has not, or a field that there is not."""
    gold = tomllib.loads(path.read_text(encoding="utf-8"))
    record = json.loads((ARTICLES / f"{path.stem}.json").read_text(encoding="utf-8"))
    text = (ARTICLES / f"{path.stem}.txt").read_text(encoding="utf-8")
    for kind, known in FIELDS.items():
        for item in gold[kind]:
            if unknown := set(item) - known:
                raise ValueError(f"{path.name}: {kind} have no {', '.join(sorted(unknown))}: {item}")
    story = text
    for line in gold["left_out"]:
        at = _find(story, line, 0, path.name)[0]
        story = story[:at] + "\n" * len(line) + story[at + len(line) :]
    for entity in gold["entities"]:
        list(_in_order(story, entity["mentions"], path.name))
    dates = _in_order(story, (each["text"] for each in gold["dates"]), path.name)
    return Sample(
        name=path.stem,
        record={**record, "text": text},
        authors=tuple(gold["authors"]),
        left_out=tuple(gold["left_out"]),
        entities=tuple(gold["entities"]),
        dates=tuple(zip(dates, gold["dates"], strict=True)),
        quotes=tuple(_contents(story, gold["quotes"], path.name)),
    )


def _find(text: str, part: str, start: int, where: str) -> Span:
    found = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(text, start)
    if found is None:
        raise ValueError(f"{where}: {part!r} does not stand in the article, or not in this order")
    return found.span()


def _in_order(text: str, parts: Iterable[str], where: str) -> Iterator[Span]:
    end = 0
    for part in parts:
        span = _find(text, part, end, where)
        end = span[1]
        yield span


def _contents(text: str, quotes: Sequence[Mapping[str, Any]], where: str) -> Iterator[Any]:
    start = 0
    for quote in quotes:
        spans: list[Span] = []
        for part in quote["parts"]:
            spans.append(_find(text, part, spans[-1][1] if spans else start, where))
        start = spans[0][0]
        yield tuple(spans), quote


def compare(sample: Sample, article: Article, tally: Tally) -> None:
    """Add one article to the tally."""
    _compare_text(sample, article, tally)
    _compare_entities(sample, article, tally)
    _compare_dates(sample, article, tally)
    _compare_quotes(sample, article, tally)


def _missing(tally: Tally, sample: Sample, gold: Mapping[str, Any], right: bool, shown: str) -> None:
    if gold.get("must") and not right:
        tally.missing.append(f"{sample.name}: {shown}")


def _compare_text(sample: Sample, article: Article, tally: Tally) -> None:
    """Authors, and which lines are the story."""
    tally.judge("authors", article.authors == sample.authors, f"{sample.name}: {article.authors}, not {sample.authors}")
    body = "\n".join(span.text for span in article.body)
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    for line in lines:
        wanted = line not in sample.left_out
        tally.judge("lines", (line in body) == wanted, f"{sample.name}: {line!r} {'left out' if wanted else 'kept'}")


def _label(label: str) -> str:
    return "LOC" if label in PLACES else label


def _labels(gold: Mapping[str, Any]) -> set[str]:
    labels = gold["label"]
    return {_label(each) for each in ([labels] if isinstance(labels, str) else labels)}


def _compare_entities(sample: Sample, article: Article, tally: Tally) -> None:
    left = list(article.entities)
    right = mentions = 0
    wanted = [gold for gold in sample.entities if not gold.get("optional")]
    for gold in wanted:
        entity = next((e for e in left if e.name == gold["name"] and _label(e.label) in _labels(gold)), None)
        _missing(tally, sample, gold, entity is not None, f"{gold['name']} ({gold['label']})")
        if entity is None:
            near = [f"{e.name} ({e.label})" for e in left if set(e.name.split()) & set(gold["name"].split())]
            tally.errors.append(f"entities: {sample.name}: no {gold['name']} ({gold['label']}); there is {near}")
            continue
        left.remove(entity)
        right += 1
        mentions += _compare_entity(sample, gold, entity, tally)
    named = {gold["name"] for gold in sample.entities if gold.get("optional")}
    left = [entity for entity in left if entity.name not in named]
    tally.errors += [f"entities: {sample.name}: {e.name} ({e.label}) is none" for e in left]
    found = [*(e for e in article.entities if e.name not in named)]
    tally.add("entities", found=len(found), wanted=len(wanted), right=right)
    tally.add(
        "mentions",
        found=sum(len(e.mentions) for e in found),
        wanted=sum(len(gold["mentions"]) for gold in wanted),
        right=mentions,
    )


def _compare_entity(sample: Sample, gold: Mapping[str, Any], entity: Entity, tally: Tally) -> int:
    """How many mentions are right; counts roles and country."""
    got = Counter(_TITLE.sub("", mention.text) for mention in entity.mentions)
    common = sum((got & Counter(gold["mentions"])).values())
    if common < max(len(gold["mentions"]), len(entity.mentions)):
        tally.errors.append(f"mentions: {sample.name}: {gold['name']}: {[m.text for m in entity.mentions]}")
    for role in gold.get("roles", ()):
        right = any(_words(role) <= _words(each) or _words(each) <= _words(role) for each in entity.roles)
        tally.judge("roles", right, f"{sample.name}: {gold['name']}: {entity.roles}, not {role!r}")
    if _labels(gold) & {_label(label) for label in COUNTRIES}:
        shown = f"{sample.name}: {gold['name']}: {entity.country}, not {gold.get('country')}"
        tally.judge("countries", entity.country == gold.get("country"), shown)
    return common


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _compare_dates(sample: Sample, article: Article, tally: Tally) -> None:
    left = list(article.dates)
    right = wanted = optional = 0
    for (start, end), gold in sample.dates:
        date = next((d for d in left if d.start < end and start < d.end), None)
        if gold.get("optional"):
            optional += date is not None
        else:
            wanted += 1
            right += date is not None
            same = date is not None and _compare_date(sample, gold, date, tally)
            _missing(tally, sample, gold, same, f"{gold['text']} = {gold['value']}")
        if date is not None:
            left.remove(date)
        elif not gold.get("optional"):
            tally.errors.append(f"dates: {sample.name}: no {gold['text']!r}")
    tally.errors += [f"dates: {sample.name}: {date.text!r} ({date.value}) is none" for date in left]
    tally.add("dates", found=len(article.dates) - optional, wanted=wanted, right=right)


def _compare_date(sample: Sample, gold: Mapping[str, Any], date: DateMention, tally: Tally) -> bool:
    got = (date.type, date.value, date.first_day, date.last_day)
    wanted = (gold["type"], gold["value"], gold.get("first_day"), gold.get("last_day"))
    shown = f"{sample.name}: {gold['text']!r}: {_shown(got)}, not {_shown(wanted)}"
    days = tally.judge("date_days", got[2:] == wanted[2:], shown)
    return tally.judge("date_values", got[:2] == wanted[:2], shown) and days


def _shown(values: Iterable[object]) -> str:
    return " ".join(map(str, values))


def _compare_quotes(sample: Sample, article: Article, tally: Tally) -> None:
    left = list(article.quotes)
    right = wanted = optional = 0
    # What is asked for chooses first.
    for spans, gold in sorted(sample.quotes, key=lambda pair: bool(pair[1].get("optional"))):
        letters = _letters(article.text, spans)
        quote = max(left, key=lambda q: _dice(article.text, letters, q), default=None)
        least = SAME_OPTIONAL if gold.get("optional") else SAME_CONTENT
        if quote is not None and _dice(article.text, letters, quote) < least:
            quote = None
        if quote is not None:
            left.remove(quote)
        if gold.get("optional"):
            optional += quote is not None
            continue
        wanted += 1
        right += quote is not None
        if quote is None:
            tally.errors.append(f"quotes: {sample.name}: no {' / '.join(gold['parts'])!r}")
        same = quote is not None and _compare_quote(sample, gold, quote, tally)
        _missing(tally, sample, gold, same, f"{gold.get('name')}: {gold['parts'][0][:40]!r}")
    tally.errors += [f"quotes: {sample.name}: {quote.text!r} is none" for quote in left]
    tally.add("quotes", found=len(article.quotes) - optional, wanted=wanted, right=right)


def _compare_quote(sample: Sample, gold: Mapping[str, Any], quote: Quote, tally: Tally) -> bool:
    """Counts kind, act, cue and speaker; whether kind and speaker are right."""
    where = f"{sample.name}: {gold['parts'][0][:40]!r}"
    cue = (quote.cue.lemma, quote.cue.negated) if quote.cue else (None, False)
    wanted = (gold.get("cue"), gold.get("negated", False))
    tally.judge("quote_cues", cue == wanted, f"{where}: {cue}, not {wanted}")
    act = gold.get("act", "statement")
    tally.judge("quote_acts", quote.act == act, f"{where}: {quote.act}, not {act}")
    written, said = (quote.speaker.text if quote.speaker else ""), gold.get("speaker", "")
    same = bool(written) == bool(said) and (written in said or said in written)
    tally.judge("quote_sources", same, f"{where}: {written!r}, not {said!r}")
    kind = tally.judge("quote_kinds", quote.kind == gold["kind"], f"{where}: {quote.kind}, not {gold['kind']}")
    name = quote.speaker.name if quote.speaker else None
    return tally.judge("quote_speakers", name == gold.get("name"), f"{where}: {name}, not {gold.get('name')}") and kind


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if _LETTER.match(text, at)}


def _dice(text: str, letters: set[int], quote: Quote) -> float:
    found = _letters(text, ((part.start, part.end) for part in quote.parts))
    return 2 * len(letters & found) / max(1, len(letters) + len(found))


def main() -> None:
    """The command line."""
    import newsparse

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print every difference")
    options = parser.parse_args()
    tally = Tally()
    for sample in samples():
        compare(sample, newsparse.extract(sample.record, strict=True), tally)
    for line in tally.errors if options.show else ():
        print(line)
    for line in tally.missing:
        print("missing:", line)
    for facet, counts in sorted(tally.counts.items()):
        rates = f"precision {counts.precision:.3f}  recall {counts.recall:.3f}  F1 {counts.f1:.3f}"
        print(f"{facet:15} {rates}  of {counts.wanted}")


if __name__ == "__main__":
    main()
