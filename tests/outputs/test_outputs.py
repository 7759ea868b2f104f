"""The writers: all in the registry, everything escaped, nothing lost."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from newsparse import InputError
from newsparse.outputs import BINARY_WRITERS, WRITERS
from newsparse.outputs.table import grid
from newsparse.types import Article, TextSpan

NASTY = 'a\x1b[31m <script>alert("x")</script> \ud800 \x00 \u202e &amp; '


@pytest.mark.parametrize("name", [*WRITERS, *BINARY_WRITERS])
def test_every_writer_takes_every_article(name: str, article: Article) -> None:
    for each in (
        article,
        Article(""),
        Article(NASTY, title=NASTY, body=(TextSpan(NASTY, 0, len(NASTY)),), warnings=(NASTY,)),
    ):
        assert isinstance({**WRITERS, **BINARY_WRITERS}[name](each), bytes if name in BINARY_WRITERS else str)


def test_json_reads_back(article: Article) -> None:
    assert Article.from_json(WRITERS["json"](article)) == article


def test_table_shows_the_facts(article: Article) -> None:
    table = WRITERS["table"](article)
    for part in ("Ada Obi", "deny", "Accra", "GH", "2025-05-02", "warning: w & w", "published: 2025-05-03"):
        assert part in table
    assert all(len(line) <= 100 for line in table.splitlines())


def test_table_disarms_control_characters() -> None:
    table = WRITERS["table"](Article(NASTY, title=NASTY, warnings=(NASTY,)))
    assert not {"\x1b", "\x00", "\u202e", "\ud800"} & set(table)


def test_grid_wraps_the_last_column() -> None:
    assert grid(("a", "b"), [("x", "one two three four five six")], width=22).splitlines()[2:] == [
        "x  one two three four",
        "   five six",
    ]


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.shown = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.shown += data


def test_html_escapes_and_keeps_the_text(article: Article) -> None:
    page = Page(WRITERS["html"](article))
    assert article.text in page.shown
    assert "b" not in page.tags[: page.tags.index("h2")]
    assert "script" not in Page(WRITERS["html"](Article(NASTY))).tags
    assert Page(article._repr_html_()).tags[0] == "div"


def test_frames(article: Article) -> None:
    pytest.importorskip("pandas")
    quotes = article.to_frame()
    assert list(quotes["speaker"].dropna()) == ["Ada Obi"]
    assert list(quotes["kind"]) == ["direct", "indirect"]
    assert list(article.to_frame("mentions")["text"]) == ["Ada Obi", "Accra"]
    assert str(article.to_frame("dates")["first_day"][0].date()) == "2025-05-02"
    assert list(Article("").to_frame("entities").columns)[:3] == ["article", "entity", "name"]
    wrong: Any = "verbs"
    with pytest.raises(InputError, match="mentions"):
        article.to_frame(wrong)


def test_frames_hold_what_is_known_around_people_and_quotes(article: Article) -> None:
    entities, quotes = article.to_frame("entities"), article.to_frame("quotes")
    assert entities.loc[0, "gender"] == "female"
    assert tuple(entities.loc[0, "gender_evidence"]) == ("Ada",)
    denied = quotes.loc[1]
    assert (denied.speaker_kind, denied.affiliation, denied.anonymity) == ("unnamed person", "Accra", "left")
    assert (denied.addressee, denied.medium, str(denied.said_on.date())) == ("menu", "then", "2025-05-02")
    assert article.text[denied.medium_start : denied.medium_end] == "then"
    assert quotes["addressee"].isna().tolist() == [True, False]
