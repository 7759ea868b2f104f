"""A thousand generated claims against the annotated articles: is the verdict of `newsparse.check` right?

    python -m benchmarks.quotecheck [--seed N] [--count 1000] [--extracted] [--show]

The archive holds four in five of the articles of `data/gold/open`, `data/gold/hard` and `data/gold/articles` as they
are annotated; quotes of the fifth are claims about words that nobody printed. With `--extracted` the archive is what
newsparse finds in the same texts, so that errors of extraction count. Exit code 1 where a floor is missed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import gold, sample_gold
from newsparse.archive import checker
from newsparse.archive.words import is_common, split, stem
from newsparse.batch.database import Database
from newsparse.batch.journal import State
from newsparse.outputs.frame import Origin
from newsparse.types import Article, Entity, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsparse.archive.result import QuoteCheck

RIGHT, NEVER_VERBATIM = 0.97, 0
MARKS = "\"“”'‘’«»"
WANTED = {
    "verbatim": 0.24, "altered": 0.34, "spliced": 0.08, "other speaker": 0.1, "paraphrase": 0.08, "not quoted": 0.06,
    "absent": 0.1,
}  # fmt: skip
MODALS = {
    "will": "may",
    "may": "must",
    "must": "can",
    "can": "must",
    "could": "will",
    "would": "could",
    "should": "will",
}
SMALL = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
OTHERS = "harbour quickly seven committee green Friday market slowly budget forest engine paper".split()  # noqa: SIM905
NAMES = "Berlin Thomas Nairobi Okafor Lisbon Peters Ankara Delgado Osaka Lindqvist".split()  # noqa: SIM905
AMERICAN = (("isation", "ization"), ("ise ", "ize "), ("ised", "ized"), ("our ", "or "), ("centre", "center"))


@dataclass(frozen=True)
class Claim:
    wanted: str
    how: str
    quote: str
    speaker: str | None
    flag: str = ""
    source: str = ""


def annotated() -> list[Article]:
    """The annotated articles as results."""
    found = [_article(each) for part in ("open", "hard") for each in gold.articles(part)]
    return [*found, *(_sample(each) for each in sample_gold.samples())]


def _article(given: gold.GoldArticle) -> Article:
    keys = {key: f"E{number}" for number, key in enumerate(given.entities, start=1)}
    entities = []
    for key, known in given.entities.items():
        places = tuple(Mention(given.text[s:e], s, e, 1.0) for k, s, e in given.mentions if k == key)
        forms = dict.fromkeys(m.text for m in places if m.text != known["name"])
        entities.append(Entity(keys[key], known["name"], known["label"], places, tuple(forms)))
    quotes = []
    for number, each in enumerate(given.quotes, start=1):
        parts = tuple(_trim(given.text, *span) for span in each.parts)
        known = given.entities.get(each.speaker)
        who = Speaker(known["name"], 0, 0, known["name"], keys[each.speaker]) if known else None
        quotes.append(_quote(number, given.text, parts, who))
    return Article(given.text, id=given.name, published=given.published, entities=tuple(entities), quotes=tuple(quotes))


def _sample(given: sample_gold.Sample) -> Article:
    text = given.record["text"]
    quotes = []
    for number, (spans, known) in enumerate(given.quotes, start=1):
        name = known.get("name")
        quotes.append(_quote(number, text, spans, Speaker(name, 0, 0, name) if name else None))
    day = given.record.get("published") or given.record.get("date")
    published = date.fromisoformat(str(day)[:10]) if day else None
    return Article(text, id=given.name, published=published, quotes=tuple(quotes))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The part without white space around it; the marks of a direct one are left off."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    if text[start] in MARKS and text[end - 1] in MARKS:
        return start + 1, end - 1
    return start, end


def _quote(number: int, text: str, spans: tuple[tuple[int, int], ...], who: Speaker | None) -> Quote:
    parts = tuple(TextSpan(text[s:e], s, e) for s, e in spans)
    direct = text[parts[0].start - 1] in MARKS
    inside = any(mark in part.text for part in parts for mark in '"“')
    kind = "direct" if direct else "mixed" if inside else "indirect"
    whole = " ".join(part.text for part in parts)
    return Quote(f"Q{number}", whole, parts[0].start, parts[-1].end, parts, kind, speaker=who)


class Maker:
    """Makes claims with their verdicts from annotated articles."""

    def __init__(self, kept: list[Article], held: list[Article], seed: int) -> None:
        self.random = random.Random(seed)
        self.kept, self.held = kept, held
        self.direct = [(a, q) for a in kept for q in a.quotes if q.kind == "direct" and _size(q) >= 6]
        self.indirect = [(a, q) for a in kept for q in a.quotes if q.kind == "indirect" and _size(q) >= 6]
        self.known = {" ".join(split(a.text).words) for a in kept}
        self.names = sorted({q.speaker.name for a in kept for q in a.quotes if q.speaker and q.speaker.name})
        self.makers: dict[str, list[Callable[[], Claim | None]]] = {
            "verbatim": [self.verbatim],
            "altered": [
                self.negated, self.modal, self.number, self.named, self.changed, self.added, self.dropped, self.clause,
                self.twice, self.short,
            ],
            "spliced": [self.spliced],
            "other speaker": [self.swapped],
            "paraphrase": [self.reported],
            "not quoted": [self.narrated],
            "absent": [self.absent, self.mixed],
        }  # fmt: skip

    def claims(self, count: int) -> Iterator[Claim]:
        for wanted, share in WANTED.items():
            makers, left = self.makers[wanted], round(share * count)
            for number in range(left):
                yield next(made for made in iter(makers[number % len(makers)], 0) if isinstance(made, Claim))

    def _one(self) -> tuple[Article, Quote, list[str]]:
        article, quote = self.random.choice(self.direct)
        return article, quote, quote.text.split()

    def _asked(self, quote: Quote) -> str | None:
        name = quote.speaker.name if quote.speaker else None
        return name if self.random.random() < 0.6 else None

    def _part(self, words: list[str], least: int = 6) -> list[str]:
        size = self.random.randint(min(least, len(words)), len(words))
        start = self.random.randint(0, len(words) - size)
        return words[start : start + size]

    def _altered(self, how: str, quote: Quote, before: list[str], after: list[str], flag: str = "") -> Claim | None:
        text = " ".join(after)
        if split(text).words == split(" ".join(before)).words or self._is_printed(text):
            return None
        return Claim("altered", how, text, self._asked(quote), flag, " ".join(before))

    def _is_printed(self, text: str) -> bool:
        words = " ".join(split(text).words)
        return any(f" {words} " in f" {known} " for known in self.known)

    def verbatim(self) -> Claim | None:
        _, quote, words = self._one()
        part = self._part(words, 5)
        text = " ".join(part)
        how = self.random.choice(["plain", "marks", "case", "american", "brackets", "ellipsis", "dashes"])
        if how == "marks":
            text = f"‘{text.replace(chr(8217), chr(39)).replace('“', chr(34)).replace('”', chr(34))}’"
        elif how == "case":
            text = self.random.choice([text.upper(), text.capitalize()])
        elif how == "american":
            for one, other in AMERICAN:
                text = text.replace(one, other) if other in AMERICAN[0] or self.random.random() < 0.5 else text
            text = text.replace("colour", "color").replace("labour", "labor")
        elif how == "brackets":
            text = f"[{text[0].upper()}]{text[1:]}" if text[0].isalpha() and len(part[0]) > 1 else text
        elif how == "ellipsis" and len(part) >= 10:
            cut = self.random.randint(4, len(part) - 5)
            mark = self.random.choice(["[…]", "...", "…", "(...)"])
            text = " ".join([*part[:cut], mark, *part[cut + self.random.randint(1, len(part) - cut - 4) :]])
        elif how == "dashes":
            text = text.replace(" — ", " - ").replace("—", " – ").replace("-", "‑").replace(",", "")
            text = re.sub(r"(\d) (\d{3})", r"\1\2", text)
        return Claim("verbatim", how, text, self._asked(quote), source=quote.text)

    def negated(self) -> Claim | None:
        _, quote, words = self._one()
        for i, word in enumerate(words[:-1]):
            bare = word.lower().strip(",.;:!?")
            if i and bare in {"not", "never"}:
                return self._altered("negation dropped", quote, words, words[:i] + words[i + 1 :], "negation")
            if bare.endswith(("n't", "n’t")) and bare not in {"can't", "can’t", "won't", "won’t"}:
                cut = word.lower().replace("’", "'").replace("n't", "")
                return self._altered("negation dropped", quote, words, [*words[:i], cut, *words[i + 1 :]], "negation")
            if bare in {"is", "are", "was", "were", "will", "can", "could", "should", "has", "have"} and i + 1 < len(
                words
            ):
                new = self.random.choice(["not", "never"])
                return self._altered(
                    "negation put in", quote, words, [*words[: i + 1], new, *words[i + 1 :]], "negation"
                )
        return None

    def _replaced(self, how: str, flag: str, new: Callable[[str], str | None]) -> Claim | None:
        _, quote, words = self._one()
        places = [(i, other) for i, word in enumerate(words) if (other := new(word)) is not None]
        if not places:
            return None
        i, other = self.random.choice(places)
        return self._altered(how, quote, words, [*words[:i], other, *words[i + 1 :]], flag)

    def modal(self) -> Claim | None:
        return self._replaced("modal", "modal", lambda word: MODALS.get(word.lower()))

    def number(self) -> Claim | None:
        def new(word: str) -> str | None:
            bare = word.lower().strip(",.;:!?%")
            if bare in SMALL[1:]:
                other = self.random.choice([each for each in SMALL[1:] if each != bare])
                return other if self.random.random() < 0.5 else str(SMALL.index(other) + 1)
            return word.replace(bare, str(int(bare) + self.random.randint(1, 40))) if bare.isdigit() else None

        return self._replaced("number", "number", new)

    def named(self) -> Claim | None:
        _, quote, words = self._one()
        places = [
            i for i, word in enumerate(words)
            if i and word[0].isupper() and words[i - 1][-1].isalpha() and split(word).words[:1]
            and split(word).words[0].split("'")[0] != "i" and word.strip(",.").isalpha()
        ]  # fmt: skip
        if not places:
            return None
        i = self.random.choice(places)
        return self._altered("name", quote, words, [*words[:i], self.random.choice(NAMES), *words[i + 1 :]], "name")

    def changed(self) -> Claim | None:
        return self._replaced(
            "word", "", lambda word: self.random.choice(OTHERS) if not is_common(word.lower()) else None
        )

    def added(self) -> Claim | None:
        _, quote, words = self._one()
        i = self.random.randint(1, len(words) - 1)
        return self._altered(
            "added", quote, words, [*words[:i], *self.random.sample(OTHERS, self.random.randint(1, 2)), *words[i:]]
        )

    def dropped(self) -> Claim | None:
        _, quote, words = self._one()
        i = self.random.randint(1, len(words) - 2)
        return self._altered("dropped", quote, words, words[:i] + words[i + 1 :])

    def clause(self) -> Claim | None:
        _, quote, words = self._one()
        if len(words) < 14:
            return None
        size = self.random.randint(4, min(12, len(words) - 8))
        i = self.random.randint(4, len(words) - size - 4)
        return self._altered("clause", quote, words, words[:i] + words[i + size :])

    def twice(self) -> Claim | None:
        _, quote, words = self._one()
        if len(words) < 9:
            return None
        one, other = sorted(self.random.sample(range(1, len(words) - 1), 2))
        after = [*words[:one], self.random.choice(OTHERS), *words[one + 1 : other], *words[other + 1 :]]
        return self._altered("two words", quote, words, after)

    def short(self) -> Claim | None:
        _, quote, words = self._one()
        start = self.random.randint(0, len(words) - 5)
        part = words[start : start + 5]
        if _content(part) < 3:
            return None
        i = self.random.randint(0, 4)
        return self._altered("short", quote, part, [*part[:i], self.random.choice(OTHERS), *part[i + 1 :]])

    def spliced(self) -> Claim | None:
        article, one, first = self._one()
        pool = [q for a, q in self.direct if q is not one and (a is article or self.random.random() < 0.02)]
        if not pool:
            return None
        other = self.random.choice(pool)
        second = other.text.split()
        first, second = first[: self.random.randint(4, len(first))], second[-self.random.randint(4, len(second)) :]
        text = " ".join([*first, *second])
        if self._is_printed(text) or not all(_content(part) >= 2 for part in (first, second)):
            return None
        return Claim("spliced", "same article" if other in article.quotes else "two articles", text, None)

    def swapped(self) -> Claim | None:
        article, quote, words = self._one()
        if not quote.speaker or not quote.speaker.name:
            return None
        inside = {q.speaker.name for q in article.quotes if q.speaker and q.speaker.name}
        pool = sorted(inside) if self.random.random() < 0.5 and len(inside) > 1 else self.names
        last = quote.speaker.name.split()[-1]
        other = self.random.choice([name for name in pool if last not in name.split()] or self.names)
        mine = {form for e in article.entities if e.name == quote.speaker.name for form in (e.name, *e.aliases)}
        if last in other.split() or other in mine:
            return None
        return Claim("other speaker", "swapped", " ".join(self._part(words)), other)

    def reported(self) -> Claim | None:
        article, quote = self.random.choice(self.indirect)
        words = quote.text.split()
        words = words[1:] if words[0].lower() == "that" else words
        if len(words) < 5 or _content(words) < 3:
            return None
        how = self.random.choice(["as reported", "as said"])
        if how == "as said":
            turn = {"would": "will", "could": "can", "had": "have", "was": "is", "were": "are", "he": "I", "she": "I",
                    "they": "we", "his": "my", "her": "my", "their": "our"}  # fmt: skip
            words = [turn.get(word, word) for word in words]
        text = " ".join(words)
        del article
        return Claim("paraphrase", how, text, self._asked(quote), source=quote.text)

    def narrated(self) -> Claim | None:
        article = self.random.choice(self.kept)
        taken = sorted((q.start - 40, q.end + 60) for q in article.quotes)
        sentences = list(re.finditer(r"[A-Z][^.!?\n\"“”]+[.!?]", article.text))
        free = [m.group() for m in sentences if all(m.end() < s or m.start() > e for s, e in taken)]
        free = [each for each in free if len(each.split()) >= 7]
        return Claim("not quoted", "narrated", self.random.choice(free), None) if free else None

    def absent(self) -> Claim | None:
        article = self.random.choice(self.held)
        quotes = [q for q in article.quotes if _size(q) >= 6]
        if not quotes:
            return None
        quote = self.random.choice(quotes)
        return Claim("absent", "held out", quote.text, self._asked(quote))

    def mixed(self) -> Claim | None:
        words = [word for _, q in self.random.sample(self.direct, 8) for word in self.random.sample(q.text.split(), 2)]
        return Claim("absent", "mixed words", " ".join(words), None)


def _size(quote: Quote) -> int:
    return len(split(quote.text))


def _content(words: list[str]) -> int:
    return len({stem(word) for word in split(" ".join(words)).words if not is_common(word)})


def archive(articles: list[Article], path: Path) -> Path:
    """The articles as an archive."""
    sink = Database(path)
    state = sink.begin(State({}))
    for number, article in enumerate(articles, start=1):
        sink.add(article, number, Origin())
    sink.commit(state)
    sink.close()
    return path


def extracted(articles: list[Article]) -> list[Article]:
    from newsparse import extract_many

    return list(extract_many({"text": a.text, "id": a.id, "published": a.published} for a in articles))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--extracted", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    articles = annotated()
    random.Random(options.seed).shuffle(articles)
    held, kept = articles[: len(articles) // 5], articles[len(articles) // 5 :]
    claims = list(Maker(kept, held, options.seed).claims(options.count))
    with tempfile.TemporaryDirectory() as folder:
        base = archive(extracted(kept) if options.extracted else kept, Path(folder) / "a.sqlite")
        with checker(archive=base) as ask:
            answers = [(claim, ask(claim.quote, claim.speaker)) for claim in claims]
    return report(answers, show=options.show)


def report(answers: list[tuple[Claim, QuoteCheck]], *, show: bool) -> int:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for claim, answer in answers:
        for key in (claim.wanted, f"{claim.wanted}: {claim.how}", "all"):
            total[key] += 1
            right[key] += claim.wanted == answer.verdict
        if claim.flag and answer.verdict == "altered":
            total["flags"] += 1
            right["flags"] += claim.flag in answer.flags
            if show and claim.flag not in answer.flags:
                print(f"FLAG {claim.flag} {answer.flags}: {claim.quote!r}\n   of {claim.source!r} {answer.changes}")
        if show and claim.wanted != answer.verdict:
            places = [(p.text, p.speaker, p.score) for p in (*answer.places, *answer.candidates[:1])]
            print(
                f"{claim.wanted} ({claim.how}) is {answer.verdict} {answer.score}: {claim.quote!r} by {claim.speaker}"
            )
            print(f"   {places}")
    for key in sorted(total):
        print(f"{key:40} {right[key]:5} of {total[key]:5}  {right[key] / total[key]:.3f}")
    false = sum(claim.wanted == "altered" and answer.verdict == "verbatim" for claim, answer in answers)
    print(f"altered called verbatim: {false}")
    return int(right["all"] < RIGHT * total["all"] or false > NEVER_VERBATIM)


if __name__ == "__main__":
    sys.exit(main())
