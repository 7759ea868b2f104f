"""The article taken from a page, scored against the true body of the article-extraction benchmark.

python -m benchmarks.extraction [--corpora DIR]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING

from newsparse import sources
from training.corpora import article_extraction, corpus, root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TOKEN = re.compile(r"\w+")


def token_f1(truth: str, taken: str) -> float:
    """F1 of the two texts as bags of words, as written."""
    wanted, got = Counter(TOKEN.findall(truth)), Counter(TOKEN.findall(taken))
    return 2 * sum((wanted & got).values()) / max(1, sum(wanted.values()) + sum(got.values()))


def body(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The kept text, one span a line."""
    return "\n".join(text[start:end] for start, end in spans)


def from_plain(page: article_extraction.Page) -> str:
    """What newsparse keeps of the plain text of a page."""
    text, reading = sources.read(page.plain)
    return body(text, reading.kept)


def from_html(page: article_extraction.Page) -> str:
    """What newsparse takes from the HTML of a page."""
    text, reading = sources.read({"html": page.html, "url": page.url})
    return body(text, reading.kept)


def scores(folder: str | None = None) -> dict[str, float]:
    """The mean token F1 over the pages: ours from plain text and from HTML, and the stored output of peers."""
    where = corpus(root(folder), "article-extraction")
    pages = list(article_extraction.read(where))

    def average(take: Callable[[article_extraction.Page], str]) -> float:
        return mean(token_f1(page.body, take(page)) for page in pages)

    found = {
        "plain text": average(from_plain),
        "html": average(from_html),
        "plain text as it is": average(lambda page: page.plain),
    }
    for name, taken in article_extraction.peers(where).items():
        found[name] = mean(token_f1(page.body, taken.get(page.name, "")) for page in pages)
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", help="the folder of the corpora")
    for name, score in scores(parser.parse_args().corpora).items():
        print(f"{name:22} {score:.4f}")


if __name__ == "__main__":
    main()
