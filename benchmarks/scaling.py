"""Whether time grows as the text does: CPU time of every stage at n words and at four times as many.

    python benchmarks/scaling.py [--words N] [--only FAMILY ...] [--markdown]

Each family is a kind of text that grows by repeating itself, or by going on with a list. `--words` is n: with 50,000
the longer text has 200,000 words. A time that grows as the text gives a ratio of 4; more than 4.6 is marked, and the
exit code is 1. What takes less than a tenth of a second at n has no ratio: it is noise. Times are CPU seconds of this
process, on one thread.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from itertools import cycle, product
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import samples  # found only after the line above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language

__all__ = ["FAMILIES", "LIMIT", "main", "text_of"]

TIMES = 4
LIMIT = 4.6
SHORTEST = 0.1
ARTICLES = 4_000  # words of the sample articles that are joined
STAGES = ("tokenizer", "reader", "tagger", "entities", "dates", "quotes", "speakers", "article")


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = _words("Ada Lena Tomas Ruth Kofi Mei Ivan Nadia Omar Greta Pablo Aoife Yusuf Hana Sven Priya")
_FAMILY = _words("Obi Moss Vell Quispe Adler Banda Corran Dufort Eklund Farrow Goran Hale Ibsen Jarvis Kapoor Lund")
_FIRMS = _words("Kestrel Harrow Selby Vantor Orlen Brask Fenwick Corva Dunmore Ellery Farnham Gorse")
_KINDS = ("Foods Ltd", "Mills plc", "Bank", "Trust", "University", "Holdings", "Airways", "Rovers")
_PLACES = _words("Paris Lima Oslo Quito Hanoi Leeds Accra Tampa Perth Dakar Cork Osaka Turin Lagos")
_MONTHS = _words("January February March April May June July August September October November December")


def _repeated(unit: str) -> Callable[[], Iterator[str]]:
    return lambda: cycle([unit])


def _letters() -> Iterator[str]:
    """`aaa`, `aab`, ... over and over: words that are all different for a long time."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return ("".join(each) for each in cycle(product(letters, repeat=3)))


FAMILIES: dict[str, Callable[[], Iterable[str]]] = {
    "short quotes": _repeated("“a” said B. "),
    "nested marks": _repeated("“He said ‘no “never” again’ to us,” said Ann Vell. "),
    "quotations left open": _repeated("“We open here and go on for a while, she said.\n\n"),
    "turns of an interview": lambda: (f"{name}: Why would we do that now?\n\n" for name in cycle(["Obi", "Moss"])),
    "pronouns": _repeated("He told her that they had seen him with it. "),
    "one word a line": lambda: (f"{word}\n" for word in cycle(["River", "stone", "Weather", "about", "Sport"])),
    "one letter a line": _repeated("a\n"),
    "one long line": _repeated("river of stone and water that runs under "),
    "table": lambda: (f"{place}\t{i % 7}\t{i % 3}\t{i % 50}\n" for i, place in enumerate(cycle(_PLACES))),
    "names": lambda: (f"{given} {family}, " for family, given in cycle(product(_FAMILY, _GIVEN))),
    "names, all different": lambda: (
        f"{given} {word.title()}, " for given, word in zip(cycle(_GIVEN), _letters(), strict=False)
    ),
    "firms, all different": lambda: (
        f"{word.title()} {kind} said so. " for kind, word in zip(cycle(_KINDS), _letters(), strict=False)
    ),
    "firms": lambda: (f"{firm} {kind}, " for kind, firm in cycle(product(_KINDS, _FIRMS))),
    "places": lambda: (f"{place}, " for place in cycle(_PLACES)),
    "initials": lambda: (f"{letter}. " for letter in cycle("ABCDEFGHJKLMNOP")),
    "acronyms": lambda: (f"{name} " for name in cycle(["NATO", "OPEC", "UNHCR", "BBC", "IMF", "WHO"])),
    "one name again": _repeated("NATO said on Monday that the United States would stay. "),
    "a speaker in capitals": _repeated("MR. DANIEL SMITH: We heard it from the BBC. "),
    "dates, joined by commas": lambda: (
        f"{month} {day}, " for day, month in cycle(product(range(1, 29), _MONTHS))
    ),
    "months in a row": lambda: (f"{month} " for month in cycle(_MONTHS)),
    "letters and hyphens": _repeated("a-a a/b "),
    "sample articles": lambda: (f"{text}\n\n" for text in cycle(samples.articles(ARTICLES))),
}  # fmt: skip


def text_of(family: str, words: int) -> str:
    """A text of the family: as many units as come to so many words, or a few more."""
    parts, count = [], 0
    for unit in FAMILIES[family]():
        if count >= words:
            break
        parts.append(unit)
        count += samples.words(unit)
    return "".join(parts)


def seconds(nlp: Language, text: str) -> dict[str, float]:
    """The CPU seconds of each stage."""
    found: dict[str, float] = {}

    def timed(stage: str, call: Callable[[], object]) -> object:
        gc.collect()  # what the stages before have left is not counted
        started = time.process_time()
        result = call()
        found[stage] = time.process_time() - started
        return result

    doc = timed("tokenizer", lambda: nlp.make_doc(text))
    for name, pipe in nlp.pipeline:
        doc = timed(name.removeprefix("newsparse_"), lambda pipe=pipe, doc=doc: pipe(doc))
    timed("article", lambda: doc._.article.to_json())  # type: ignore[attr-defined]  # noqa: PLW0108 -- the article is made when asked for
    return found


def ratios(short: dict[str, float], long: dict[str, float]) -> dict[str, float]:
    """How many times as long each stage takes, for those that take long enough; "total" for all of them."""
    both = {stage: (short[stage], long[stage]) for stage in short}
    both["total"] = (sum(short.values()), sum(long.values()))
    return {stage: b / a for stage, (a, b) in both.items() if a >= SHORTEST}


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=2_000, help="n")
    parser.add_argument("--only", nargs="+", choices=FAMILIES, default=list(FAMILIES), metavar="FAMILY")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args(arguments)
    import newsparse

    nlp = newsparse.load(threads=1)
    nlp(samples.article())
    print(_row(("family", "words", "seconds", *STAGES, "total"), markdown=options.markdown))
    if options.markdown:
        print("|---" * (len(STAGES) + 4) + "|")
    worst = 0.0
    for family in options.only:
        short, long = (seconds(nlp, text_of(family, size)) for size in (options.words, TIMES * options.words))
        grown = ratios(short, long)
        worst = max(worst, *grown.values())
        cells = (
            f"{grown[stage]:.1f}{'!' * (grown[stage] > LIMIT)}" if stage in grown else ""
            for stage in (*STAGES, "total")
        )
        words = samples.words(text_of(family, TIMES * options.words))
        print(_row((family, str(words), f"{sum(long.values()):.1f}", *cells), markdown=options.markdown), flush=True)
    print(f"\nThe greatest ratio is {worst:.1f}; wanted is {LIMIT} or less.")
    return int(worst > LIMIT)


def _row(cells: tuple[str, ...], *, markdown: bool) -> str:
    if markdown:
        return f"| {' | '.join(cells)} |"
    return f"{cells[0]:24}{cells[1]:>9}" + "".join(f"{cell:>10}" for cell in cells[2:])


if __name__ == "__main__":
    raise SystemExit(main())
