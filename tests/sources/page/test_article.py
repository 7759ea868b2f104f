"""The article of a page, written out."""

from __future__ import annotations

import json
from datetime import date

import pytest

from newsparse.sources import read
from newsparse.sources.page import article

pytest.importorskip("lxml")

STORY = [
    "The council of Lomvik closed the oldest quay of the town on Monday after divers had found rust in all of its piles.",
    "“We cannot let a bus stand on it, let alone a crane,” said the harbour master, Ana Ruiz, who has kept the quay since 2009.",
    "The boats will go to the next harbour until June, and the council will ask the county for the money for a new one.",
    "Bo Lie, who sells fish on the quay, said that he would sell it from his van, as his father had done in the war.",
]


def html(*parts: str, head: str = "<title>Quay closed</title>") -> str:
    return f"<html><head>{head}</head><body><article><h1>Quay closed</h1>{''.join(parts)}</article></body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_blocks_with_their_kinds() -> None:
    found = article.read(html(paragraphs(*STORY[:2]), "<h2>What is next</h2>", paragraphs(*STORY[2:])))
    assert found.text == "\n".join([*STORY[:2], "What is next", *STORY[2:]])
    assert [found.text[a:b] for a, b in found.spans] == found.text.split("\n")
    assert found.kinds == ("paragraph", "paragraph", "subhead", "paragraph", "paragraph")
    assert not found.whole
    assert [d.start for d in found.decisions if "Quay closed" in d.note] == [0]


def test_a_paragraph_that_an_advertisement_divides_is_one() -> None:
    begin, end = STORY[0][:60], STORY[0][60:]
    found = article.read(html(f"<p>{begin}<div class=ad-slot>Advertisement</div>{end}</p>", paragraphs(*STORY[1:])))
    assert found.text.splitlines()[0] == STORY[0]


def test_clean_false_keeps_all() -> None:
    page = html(paragraphs(*STORY), "<p>Subscribe to our newsletter</p>")
    assert "newsletter" in article.read(page, clean=False).text
    assert "newsletter" not in article.read(page).text


@pytest.mark.parametrize("empty", ["", "<div id=root></div>", "<p>Loading…</p>"])
@pytest.mark.parametrize("kind", ["ld+json", "json"])
def test_the_article_of_a_script(empty: str, kind: str) -> None:
    fields = {"@type": "NewsArticle", "headline": "Quay closed", "articleBody": "\n\n".join(STORY)}
    found = article.read(
        f"<html><body>{empty}<script type='application/{kind}'>{json.dumps(fields)}</script></body></html>"
    )
    assert [found.text[a:b] for a, b in found.spans] == STORY
    assert found.warnings[-1] == article.SCRIPT


def test_letters_written_as_entities_in_the_article_of_a_script() -> None:
    body = (
        "\n\n".join(STORY) + "\n\nThe port&#039;s tide &amp; weather log was shut, the harbour master wrote that night."
    )
    fields = {"@type": "NewsArticle", "articleBody": body}
    found = article.read(f"<html><body><script type='application/ld+json'>{json.dumps(fields)}</script></body></html>")
    assert "The port's tide & weather log" in found.text.splitlines()[-1]


def test_markup_in_the_article_of_a_script() -> None:
    state = {"props": {"pageProps": {"content": paragraphs(*STORY)}}}
    found = article.read(
        f"<html><body><script id=__NEXT_DATA__ type='application/json'>{json.dumps(state)}</script></body></html>"
    )
    assert found.text.splitlines() == STORY


@pytest.mark.parametrize(
    ("page", "warning"),
    [
        ("", article.EMPTY),
        ("   ", article.EMPTY),
        ("<!-- nothing -->", article.NONE),
        ("<html><body></body></html>", article.NONE),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "the page is no page: it begins as a PNG image does"),
    ],
)
def test_pages_without_an_article(page: str | bytes, warning: str) -> None:
    found = article.read(page)
    assert found.whole
    assert found.warnings[-1] == warning


def test_a_page_that_is_not_free_to_read_is_told_so() -> None:
    found = article.read(html(paragraphs(*STORY[:2]), "<p>Subscribe to read the rest of this story</p>"))
    assert found.warnings[-1] == article.CLOSED
    assert "Subscribe" not in found.text


def test_a_saved_view_of_the_source_is_read_as_the_page() -> None:
    lines = html(*[f"\n{paragraphs(text)}" for text in STORY], *["\n<hr>"] * 10).split("\n")
    rows = "".join(
        f"<tr><td class=line-number></td><td class=line-content>{line.replace('<', '&lt;').replace('>', '&gt;')}</td></tr>"
        for line in lines
    )
    assert article.read(f"<html><body><table>{rows}</table></body></html>").text.splitlines() == STORY


@pytest.mark.parametrize(
    "opening", ["<html amp lang=en>", "<html ⚡>", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">']
)
def test_other_forms_of_pages(opening: str) -> None:
    assert article.read(html(paragraphs(*STORY)).replace("<html>", opening)).text.splitlines() == STORY


def test_bytes_in_their_encoding() -> None:
    page = html(paragraphs(*STORY), "<p>Kåre Ås of Ærø said so.</p>").encode("cp1252")
    assert "Kåre Ås of Ærø" in article.read(page, clean=False).text


def test_the_times_and_authors_of_entries_are_in_the_text_and_not_in_the_body() -> None:
    entries = "".join(
        f"<div><p>{time}</p><p>Ximena Arce</p>{paragraphs(story)}</div>"
        for time, story in zip(("14:05", "14:20", "14:45", "15:10"), STORY, strict=True)
    )
    text, reading = read({"html": html(entries)})
    assert [text[a:b] for a, b in reading.kept] == STORY
    stamps = [text[d.start : d.end] for d in reading.decisions if d.rule == "time or author of an entry"]
    assert stamps[:4] == ["14:05", "Ximena Arce", "14:20", "Ximena Arce"]
    assert text.index("14:20") < reading.kept[1][0]
    assert reading.entries == ()


@pytest.mark.parametrize("times", [True, False], ids=["time elements", "JSON-LD"])
def test_an_entry_of_a_live_blog_has_its_own_day(times: bool) -> None:
    days = [date(2024, 2, 7), date(2024, 2, 7), date(2024, 2, 6), date(2024, 2, 5)]
    heads = ["Ferries tied up", "Pier closed", "Crane topples", "Gale warning"]
    stamps = (f"<p><time datetime={day}T14:05:00Z>14:05</time></p>" if times else "<p>14:05</p>" for day in days)
    body = "".join(f"<h2>{h}</h2>{s}{paragraphs(p)}" for h, s, p in zip(heads, stamps, STORY, strict=True))
    updates = [
        {"@type": "BlogPosting", "headline": h, "datePublished": f"{d}"} for h, d in zip(heads, days, strict=True)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Storm", "liveBlogUpdate": updates})
    script = "" if times else f"<script type='application/ld+json'>{data}</script>"
    text, reading = read({"html": html(f"{script}{body}")})
    assert [day for _, day in reading.entries] == days
    opens = "14:05" if times else "Ferries"
    assert text[reading.entries[0][0] :].startswith(opens)
    assert all(start <= text.index(story) for (start, _), story in zip(reading.entries, STORY, strict=True))
