"""What reading promises for the results: exact offsets, nothing from the furniture, wrapped text as good as flat."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import newsparse

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from newsparse.types import Article

PAGES = sorted((Path(__file__).parents[2] / "data" / "pages").glob("*.toml"))
STORY = """\
The fisheries minister, Anahera Tuhoe, told reporters on the beach on Thursday that the last whaling ship of the \
island had been sunk to make a reef.

"It took a hundred men to build her and one of them to sink her," Tuhoe said on 12 January 2024. Her deputy, Samuel \
Okafor Bright, said the council of Port Morrow would pay for the divers by the end of the year."""


def _facts(article: Article) -> tuple[Any, ...]:
    people = [(entity.name, len(entity.mentions)) for entity in article.people]
    quotes = [(" ".join(q.text.split()), q.kind, q.speaker.name if q.speaker else None) for q in article.quotes]
    return people, quotes, [(date.value, date.first_day) for date in article.dates]


def _read(text: str, check: Any) -> tuple[Any, ...]:
    return _facts(check(newsparse.extract(text, published="2024-01-13")))


@pytest.mark.model
@pytest.mark.parametrize("width", [44, 58, 66, 72])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n   ", " \n"])
def test_wrapped_lines_break_nothing(check_article: Any, width: int, end: str) -> None:
    wrapped = "\n\n".join(end.join(textwrap.wrap(paragraph, width)) for paragraph in STORY.split("\n\n"))
    assert _read(wrapped, check_article) == _read(STORY, check_article)


@pytest.mark.model
@pytest.mark.parametrize("space", ["  ", "   ", "\u00a0 "])
def test_doubled_spaces_break_nothing(check_article: Any, space: str) -> None:
    assert _read(STORY.replace(" ", space), check_article) == _read(STORY, check_article)


@pytest.mark.model
def test_words_divided_at_the_ends_of_lines_break_no_name_and_no_quote(check_article: Any) -> None:
    text = STORY.split(" Tuhoe said", maxsplit=1)[0].replace("whaling", "whal-\ning") + " Tu-\nhoe said."
    people, quotes, _ = _read(text, check_article)
    assert people == [("Anahera Tuhoe", 2)]
    assert [(kind, name) for _, kind, name in quotes] == [("indirect", "Anahera Tuhoe"), ("direct", "Anahera Tuhoe")]


@pytest.mark.model
@pytest.mark.parametrize(
    "byline", ["By Mirela Castellan", "Mirela Castellan", "Mirela Castellan\nUpdated 13 January 2024 18:40 GMT"]
)
def test_the_author_is_no_speaker_and_nobody_of_the_story(check_article: Any, byline: str) -> None:
    article = check_article(newsparse.extract(f"Last whaling ship of the island sunk\n\n{byline}\n\n" + STORY))
    assert article.authors == ("Mirela Castellan",)
    assert all("Castellan" not in entity.name for entity in article.entities)
    assert all(quote.speaker is None or "Castellan" not in (quote.speaker.name or "") for quote in article.quotes)


@pytest.mark.model
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_is_found_in_what_is_left_out(check_article: Any, path: Path) -> None:
    example = tomllib.loads(path.read_text(encoding="utf-8"))
    if "html" in example:
        pytest.importorskip("lxml")
    article = check_article(newsparse.extract(example.get("text") or {"html": example["html"]}))
    kept = [(span.start, span.end) for span in article.body]
    parts = [part for quote in article.quotes for part in quote.parts]
    mentions = [mention for entity in article.entities for mention in entity.mentions]
    speakers = [quote.speaker for quote in article.quotes if quote.speaker]
    for span in [*parts, *mentions, *speakers, *article.dates]:
        assert any(start <= span.start and span.end <= end for start, end in kept), span


@pytest.mark.model
def test_the_site_of_a_page_is_in_the_article(check_article: Any) -> None:
    pytest.importorskip("lxml")
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.split("\n\n") * 2)
    head = (
        '<meta property="og:site_name" content="The Morrow Post"><meta property="og:title" content="Last whaler sunk">'
    )
    article = check_article(
        newsparse.extract({"html": f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"})
    )
    assert (article.site, article.title) == ("The Morrow Post", "Last whaler sunk")
    assert article.to_dict()["site"] == "The Morrow Post"
    assert newsparse.extract("A text has no site.").site is None
