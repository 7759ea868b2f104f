"""`check`: is this quotation real, in these words, by this speaker? Against articles, one text, or an archive."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from newsparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from newsparse.archive.page import Page
    from newsparse.archive.result import QuoteCheck
    from newsparse.archive.store import Listener
    from newsparse.types import Article

__all__ = ["check", "checker"]

MOST_WORDS = 1000  # the time of a comparison is that of the claim's words times the quotation's


def check(
    quote: str,
    speaker: str | None = None,
    *,
    articles: Article | Iterable[Article] | None = None,
    text: str | None = None,
    published: date | str | None = None,
    archive: str | Path | None = None,
) -> QuoteCheck:
    """Check a quotation: whether somebody said it, in these words, and where.

    `quote` is the claim; quotation marks around it do not matter, and an ellipsis in it stands for any words. `speaker`
    is who is said to have said it, or None. One of three says where to look: `articles` (results of `extract`), `text`
    (one article's text, of the day `published`), or `archive` (the SQLite output of `newsparse batch`, which is indexed
    at the first check).

    Raises `InputError` for a claim without words or of more than 1,000, for none or several of the three, for a day
    without a text, and for what is no archive.
    """
    with checker(articles=articles, text=text, published=published, archive=archive) as ask:
        return ask(quote, speaker)


@contextmanager
def checker(
    *,
    articles: Article | Iterable[Article] | None = None,
    text: str | None = None,
    published: date | str | None = None,
    archive: str | Path | None = None,
    progress: Listener = None,
) -> Iterator[Callable[[str, str | None], QuoteCheck]]:
    """A function that checks many claims, each a quotation and a speaker or None, against the same articles.

    `progress` is called while an archive is indexed. Raises `InputError` as `check` does.
    """
    if sum(each is not None for each in (articles, text, archive)) != 1:
        raise InputError("a check needs one of articles=, text= and archive=")
    if published is not None and text is None:
        raise InputError("published= is the day of text=: articles and archives have their own")
    if archive is None:
        pages = _pages(articles, text, published)
        yield partial(_judged, lambda words, speaker: pages)
        return
    from newsparse.archive import index
    from newsparse.archive.store import open_archive

    with open_archive(archive) as base:
        index.build(base, progress)
        yield partial(_judged, partial(index.candidates, base))


def _judged(find: Callable[[Sequence[str], str | None], list[Page]], quote: str, speaker: str | None) -> QuoteCheck:
    from newsparse.archive.verdict import judge
    from newsparse.archive.words import split

    words = split(quote, gaps=True).words
    if not words:
        raise InputError(f"the quotation {quote!r} has no words")
    if len(words) > MOST_WORDS:
        raise InputError(f"the quotation has {len(words)} words, and {MOST_WORDS} are the most: check it in parts")
    asked = speaker.strip() if speaker and speaker.strip() else None
    return judge(quote, asked, find(words, asked))


def _pages(articles: Any, text: str | None, published: date | str | None) -> list[Page]:
    from newsparse.archive.page import page
    from newsparse.outputs.frame import several

    if text is not None:
        from newsparse.api import extract

        articles = extract(text, published=published)
    return [page(article, number) for number, article in enumerate(several(articles), start=1)]
