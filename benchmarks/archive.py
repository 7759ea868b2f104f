"""What is promised of archives, measured on synthetic ones: the time and memory of checks, links and groups.

    python -m benchmarks.archive check [--quotes 1000000] [--folder DIR]
    python -m benchmarks.archive groups [--quotes 1000000] [--folder DIR]
    python -m benchmarks.archive link [--articles 100000] [--folder DIR]

Sentences are drawn from the word pairs of the sample articles, so that common words and turns are as common as in
papers. With `--folder` an archive that was made there is used again.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import gold
from newsparse.archive import checker
from newsparse.batch.database import Database
from newsparse.batch.journal import State
from newsparse.outputs.frame import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

PER_ARTICLE = 8
CHECK_MS = 50
GROUP_SECONDS, GROUP_MB = 900, 3000
# What invented families and towns are called by, and what people do there.
SOUNDS = "ba ke lo mi nu ra so ti vu da fe go hi ju ka le mo ni pa ro sa te vi wo za"
JOBS = (
    "mayor of", "nurse at the hospital of", "coach of the club of", "judge in", "head of the school of", "baker in"
)  # fmt: skip
FIRST = (
    "Ada Ben Chidi Dana Emre Farah Goran Hana Ivo Jun Kofi Lena Mio Nils Olga Pia Rui Sana Tom Uma Vera Wei Yara Zoe"
)
LAST = "Obi Lowe Eze Kaya Novak Sato Mensah Berg Silva Khan Moreau Weiss Adeyemi Costa Dumont Fischer Garcia Haddad Ito"


class Writer:
    """Draws sentences from the pairs of words in real texts."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.next: dict[str, list[str]] = defaultdict(list)
        for article in (*gold.articles("open"), *gold.articles("hard")):
            words = re.findall(r"[A-Za-z]+(?:['’][a-z]+)?|\d+", article.text)
            for one, other in itertools.pairwise(words):
                self.next[one].append(other)
        self.starts = sorted(self.next)

    def sentence(self, least: int = 8, most: int = 32) -> str:
        word = self.random.choice(self.starts)
        words = [word.capitalize()]
        for _ in range(self.random.randint(least, most) - 1):
            following = self.next.get(word)
            word = self.random.choice(following if following and self.random.random() < 0.93 else self.starts)
            words.append(word)
        return " ".join(words)


def build(path: Path, quotes: int, seed: int = 7) -> Path:
    """An archive of so many quotes, one in five of them a copy, altered or not, of an earlier one."""
    sink = Database(path)
    sink.commit(sink.begin(State({})))
    sink.close()
    writer = Writer(seed)
    people = [f"{one} {other}" for one in FIRST.split() for other in LAST.split()]
    recent: list[str] = []
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA synchronous = OFF")
        for number in range(1, quotes // PER_ARTICLE + 1):
            _insert(base, number, writer, people, recent)
        base.commit()
    return path


def _insert(base: sqlite3.Connection, number: int, writer: Writer, people: list[str], recent: list[str]) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in ("entities", "quotes", "quote_parts")}
    text = ". ".join(writer.sentence() for _ in range(3)) + ".\n\n"
    for place in range(1, PER_ARTICLE + 1):
        said, who = _said(writer, recent), writer.random.choice(people)
        start = len(text) + 1
        text += f"“{said},” {who} said.\n\n"
        end, entity, quote = start + len(said), f"E{place}", f"Q{place}"
        rows["entities"].append((number, entity, who, "PERSON", None, 1, "[]", "[]", 1.0))
        rows["quotes"].append(
            (number, quote, who, who, end + 3, end + 3 + len(who), entity, "say", "said", 0, 0, 0, "direct",
            "statement",
             said, start, end, 0.9)
        )  # fmt: skip
        rows["quote_parts"].append((number, quote, 1, said, start, end))
    day = f"20{writer.random.randint(10, 25)}-{writer.random.randint(1, 12):02}-{writer.random.randint(1, 28):02}"
    outlet = f"https://paper{number % 40}.example/{number}"
    known = {"article": number, "id": f"a{number}", "published": day, "url": outlet, "text": text}
    _put(base, "articles", list(known), [tuple(known.values())])
    for name, some in rows.items():
        _put(base, name, list(COLUMNS[name][: len(some[0])]), some)


def _put(base: sqlite3.Connection, table: str, columns: list[str], rows: list[tuple[object, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    base.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608 - our own names


def _said(writer: Writer, recent: list[str]) -> str:
    if recent and writer.random.random() < 0.2:
        words = writer.random.choice(recent).split()
        if writer.random.random() < 0.5:
            words[writer.random.randrange(len(words))] = writer.random.choice(writer.starts)
        if writer.random.random() < 0.3:
            words = words[: max(6, len(words) * 2 // 3)]
        return " ".join(words)
    new = writer.sentence()
    if len(recent) < 5000:
        recent.append(new)
    else:
        recent[writer.random.randrange(5000)] = new
    return new


def check(path: Path, count: int = 300) -> bool:
    """The time of a check on one core (CPU time), by kinds of claims; whether it keeps the promise."""
    rng = random.Random(3)
    writer = Writer(11)
    began = time.perf_counter()
    with checker(archive=path) as ask:
        built = time.perf_counter() - began
        print(f"index: {built:.0f} s, the archive is now {path.stat().st_size / 1e9:.2f} GB")
        times: dict[str, list[float]] = defaultdict(list)
        right: dict[str, int] = defaultdict(int)
        for kind, wanted, quote, speaker in _claims(path, count, rng, writer):
            start = time.process_time()
            answer = ask(quote, speaker)
            times[kind].append(1000 * (time.process_time() - start))
            right[kind] += answer.verdict == wanted
    for kind, some in times.items():
        some.sort()
        median, most = some[len(some) // 2], some[len(some) * 19 // 20]
        print(f"{kind:10} {len(some)} checks, {right[kind]} right: median {median:.1f} ms, ", end="")
        print(f"nineteen in twenty below {most:.1f} ms, the longest {some[-1]:.1f} ms", flush=True)
    every = sorted(each for some in times.values() for each in some)
    print(f"mean {sum(every) / len(every):.1f} ms, promised {CHECK_MS} ms; {_memory()}")
    return sum(every) / len(every) < CHECK_MS


def _claims(path: Path, count: int, rng: random.Random, writer: Writer) -> Iterator[tuple[str, str, str, str | None]]:
    with closing(sqlite3.connect(path)) as base:
        last = base.execute("SELECT max(article) FROM articles").fetchone()[0]
        for _ in range(count):
            number, quote = rng.randint(1, last), f"Q{rng.randint(1, PER_ARTICLE)}"
            text, speaker = base.execute(
                "SELECT text, speaker FROM quotes WHERE article = ? AND quote = ?", (number, quote)
            ).fetchone()
            words = text.split()
            yield "verbatim", "verbatim", text, None if rng.random() < 0.5 else speaker
            words[rng.randrange(1, len(words))] = "xylophone"
            yield "altered", "altered", " ".join(words), None
            yield "absent", "absent", writer.sentence(12), None


def groups(path: Path) -> bool:
    """The time and the memory of grouping."""
    from newsparse.archive.groups import group

    began, cpu = time.perf_counter(), time.process_time()
    print(group(path))
    print(f"{time.perf_counter() - began:.0f} s, {time.process_time() - cpu:.0f} s of them work; {_memory()}")
    return (
        time.process_time() - cpu < GROUP_SECONDS
        and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < GROUP_MB * 1024
    )


def build_people(path: Path, articles: int, seed: int = 5) -> Path:
    """An archive of people who live in towns and have roles there; five in an article, some far more often."""
    rng = random.Random(seed)
    sink = Database(path)
    sink.commit(sink.begin(State({})))
    sink.close()
    families = ["".join(rng.choices(SOUNDS.split(), k=rng.randint(2, 4))).capitalize() for _ in range(20_000)]
    towns = ["".join(rng.choices(SOUNDS.split(), k=4)).capitalize() for _ in range(max(20, articles // 100))]
    people = [
        [(f"{rng.choice(FIRST.split())} {rng.choice(families)}", f"{rng.choice(JOBS)} {town}") for _ in range(150)]
        for town in towns
    ]
    with closing(sqlite3.connect(path)) as base:
        for number in range(1, articles + 1):
            town = rng.randrange(len(towns))
            day = f"20{rng.randint(10, 25)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            known = {"article": number, "published": day, "site": f"{towns[town]} Courier", "text": ""}
            _put(base, "articles", list(known), [tuple(known.values())])
            cast = {people[town][min(149, int(rng.expovariate(0.03)))] for _ in range(5)}
            named = [(name, "PERSON", f'["{role}"]' if rng.random() < 0.8 else "[]") for name, role in sorted(cast)]
            named += [(towns[town], "GPE", "[]"), (f"{towns[town]} Council", "ORG", "[]")]
            rows = [
                (number, f"E{n}", name, label, None, 1, "[]", roles, 1.0)
                for n, (name, label, roles) in enumerate(named, 1)
            ]
            _put(base, "entities", list(COLUMNS["entities"][: len(rows[0])]), rows)
        base.commit()
    return path


def linking(path: Path) -> bool:
    """The time and the memory of linking, which has no promise but minutes and bounds."""
    from newsparse.archive.link import link

    began, cpu = time.perf_counter(), time.process_time()
    print(link(path))
    print(f"{time.perf_counter() - began:.0f} s, {time.process_time() - cpu:.0f} s of them work; {_memory()}")
    return True


def _memory() -> str:
    return f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["check", "groups", "link"])
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    make, measure = {"check": (build, check), "groups": (build, groups), "link": (build_people, linking)}[options.what]
    size, unit = (options.articles, "articles") if options.what == "link" else (options.quotes, "quotes")
    with tempfile.TemporaryDirectory() as temporary:
        path = (options.folder or Path(temporary)) / f"{make.__name__}-{size}.sqlite"
        if not path.exists():
            began = time.perf_counter()
            make(path, size)
            gigabytes = path.stat().st_size / 1e9
            print(f"made {size} {unit} in {time.perf_counter() - began:.0f} s, {gigabytes:.2f} GB", flush=True)
        return 0 if measure(path) else 1


if __name__ == "__main__":
    sys.exit(main())
