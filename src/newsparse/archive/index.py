"""The index of an archive by which a check finds articles without a scan: word pairs and rare words of every article.

A row of `check_index` (FTS5, without content) is an article. Its terms are the pairs of words that stand side by side
("we_will"), the stems of words that tell something ("dam_"), and the words of its speakers' names ("_obi"). A term that
very many articles have is dropped from a search after a glance, so that none costs more than the next.
"""

from __future__ import annotations

import itertools
import math
import re
import sqlite3
from typing import TYPE_CHECKING

from newsparse.archive.page import name_words
from newsparse.archive.store import Progress, has_table, page_of
from newsparse.archive.words import GAP, is_common, stem
from newsparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.archive.page import Page
    from newsparse.archive.store import Listener

__all__ = ["build", "candidates"]

_STEP = 500  # articles in one transaction
_FREQUENT = 600  # a term with more articles tells nothing by itself
_COPIES = 1500  # articles with all of a claim's terms that are looked at
_WANTED = 12  # articles that are compared word by word
_WORTH = 0.15  # of the best article's score: others have less of a claim than the shorter half of two that were joined

_SIGN = re.compile(r"[^\w]")
_CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS check_index USING fts5 (terms, content='', detail='none', columnsize=0, "
    "tokenize=\"ascii tokenchars '_'\")"
)


def build(base: sqlite3.Connection, progress: Listener = None) -> None:
    """Index the articles that are not yet indexed. An interruption loses at most one step.

    Raises `InputError` where SQLite has no full-text search, or the archive cannot be written.
    """
    last = _last(base)
    total = base.execute("SELECT count(*) FROM articles WHERE article > ?", (last,)).fetchone()[0]
    if not total:
        return
    try:
        base.execute(_CREATE)
        base.execute("CREATE TABLE IF NOT EXISTS check_state (last INTEGER)")
    except sqlite3.OperationalError as error:
        raise InputError(_refusal(error)) from error
    done = 0
    while rows := base.execute(
        "SELECT article FROM articles WHERE article > ? ORDER BY article LIMIT ?", (last, _STEP)
    ).fetchall():
        found = [(number, " ".join(_terms(page_of(base, number)))) for (number,) in rows]
        last = rows[-1][0]
        base.execute("BEGIN IMMEDIATE")
        base.executemany("INSERT INTO check_index (rowid, terms) VALUES (?, ?)", found)
        base.execute("DELETE FROM check_state")
        base.execute("INSERT INTO check_state VALUES (?)", (last,))
        base.execute("COMMIT")
        done += len(rows)
        if progress is not None:
            progress(Progress("index", done, total))


def _refusal(error: sqlite3.OperationalError) -> str:
    if "fts5" in str(error):
        return "this SQLite has no full-text search (FTS5): use a Python whose sqlite3 has it"
    return f"the archive has to be indexed before it is searched, and it cannot be written ({error})"


def _last(base: sqlite3.Connection) -> int:
    row = base.execute("SELECT last FROM check_state").fetchone() if has_table(base, "check_state") else None
    return row[0] if row else 0


def _terms(page: Page) -> set[str]:
    speakers = {name for said in page.said for name in said.names}
    return {*_worded(page.words.words), *(term for name in speakers for term in _named(name))}


def _worded(words: Sequence[str]) -> Iterator[str]:
    """Pairs of words, then the words that tell something."""
    for one, other in itertools.pairwise(words):
        if GAP not in (one, other):
            yield _term(f"{one}_{other}")
    for word in words:
        if not is_common(word):
            yield _term(f"{stem(word)}_")


def _named(name: str) -> list[str]:
    return [_term(f"_{word}") for word in name_words(name)]


def _term(text: str) -> str:
    """What the tokenizer keeps together: every other sign is a line."""
    return _SIGN.sub("_", text)


def candidates(base: sqlite3.Connection, claim: Sequence[str], speaker: str | None) -> list[Page]:
    """The articles that are likely to have the claim, the most likely first, copies by their days."""
    terms = list(dict.fromkeys(_worded(claim))) or [_term(f"{word}_") for word in claim]
    seen = {term: _articles(base, [term], _FREQUENT + 1) for term in terms}
    scores: dict[int, float] = {}
    for rows in seen.values():
        if len(rows) <= _FREQUENT:
            _add(scores, rows, 1.0 + math.log(_FREQUENT / max(1, len(rows))))
    frequent = [term for term, rows in seen.items() if len(rows) > _FREQUENT]
    for group in _groups(frequent, len(terms)):
        _add(scores, _articles(base, group, _COPIES), float(len(group)))
    if speaker is not None:
        _prefer(base, scores, terms, frequent, speaker)
    return [page_of(base, number) for number in _first(base, scores)]


def _groups(frequent: list[str], all_: int) -> Iterator[list[str]]:
    """The frequent terms that are looked for together: all of them, and each half where there are many."""
    if len(frequent) > 1 or (frequent and all_ == 1):
        yield frequent
    half = len(frequent) // 2
    if half > 2:
        yield frequent[:half]
        yield frequent[half:]


def _prefer(
    base: sqlite3.Connection, scores: dict[int, float], terms: list[str], frequent: list[str], speaker: str
) -> None:
    """Add articles in which somebody of the name speaks: all that have the frequent terms, and lift those found."""
    names = _named(speaker)
    if not names:
        return
    family = names[-1:]
    if frequent:
        for called in (names, family):
            _add(scores, _articles(base, [*called, *frequent], _COPIES), float(len(frequent)))
    top = sorted(scores, key=lambda number: -scores[number])[: 20 * _WANTED]
    if top:
        marks = ", ".join("?" * len(top))
        rows = base.execute(
            f"SELECT rowid FROM check_index WHERE check_index MATCH ? AND rowid IN ({marks})",  # noqa: S608 - marks alone
            (_query(family), *top),
        )
        _add(scores, [number for (number,) in rows], 0.1 * len(terms))


def _add(scores: dict[int, float], rows: Iterable[int], weight: float) -> None:
    for number in rows:
        scores[number] = scores.get(number, 0.0) + weight


def _articles(base: sqlite3.Connection, terms: Sequence[str], most: int) -> list[int]:
    found = base.execute("SELECT rowid FROM check_index WHERE check_index MATCH ? LIMIT ?", (_query(terms), most))
    return [number for (number,) in found]


def _query(terms: Iterable[str]) -> str:
    return " AND ".join(f'"{term}"' for term in terms)


def _first(base: sqlite3.Connection, scores: dict[int, float]) -> list[int]:
    best = _WORTH * max(scores.values(), default=0.0)
    top = sorted((each for each in scores if scores[each] >= best), key=lambda number: (-scores[number], number))
    if len(top) <= _WANTED:
        return top
    # Copies have one score: the earliest of them must be among those compared.
    least = scores[top[_WANTED - 1]]
    tied = [number for number in top if scores[number] >= least][: 40 * _WANTED]
    published = "SELECT coalesce(nullif(published, ''), '9999') FROM articles WHERE article = ?"
    days = {number: base.execute(published, (number,)).fetchone() for number in tied}
    return sorted(tied, key=lambda number: (-round(scores[number], 6), days[number], number))[:_WANTED]
