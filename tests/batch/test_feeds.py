"""RSS and Atom: what an entry says, and that a feed can ask for nothing."""

from __future__ import annotations

import io
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from newsparse.batch.feeds import entries, plain_text
from newsparse.batch.files import file_of, find
from newsparse.batch.inputs import Columns, Reader
from newsparse.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast</title>
<item><title>Port &amp; rail</title><link>https://news.example/1</link><guid>g1</guid>
<pubDate>Tue, 01 Jul 2025 23:30:00 -0400</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Oyá Lund said no.</p><script>x()</script><p>She&nbsp;left.</p>]]></content:encoded></item>
<item><title>Nothing</title><link>https://news.example/2</link></item>
<item><title>Third</title><description>&lt;b&gt;Bold&lt;/b&gt; words</description><pubDate>soon</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title>
<entry><title type="html">A &lt;i&gt;port&lt;/i&gt;</title><id>tag:1</id><link rel="self" href="https://x.example/"/>
<link href="https://news.example/1"/><published>2025-07-01T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ben Lowe<br/>spoke.</p></div></content></entry>
<entry><title>B</title><id>tag:2</id><updated>2025-07-02</updated>
<summary type="text">5 &lt; 6</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="u"><title>T</title><link>u</link>
<dc:date>2025-07-03</dc:date><description>Text.</description></item></rdf:RDF>"""


def read(feed: str, longest: int = 10_000_000) -> list[object]:
    return [each.source or each.error for each in entries(io.BytesIO(feed.encode()), longest)]


def test_rss() -> None:
    assert read(RSS) == [
        {
            "id": "g1", "url": "https://news.example/1", "title": "Port & rail", "published": date(2025, 7, 1),
            "text": "Oyá Lund said no.\n\nShe left.",
        },
        "the entry 'https://news.example/2' has no text",
        {"id": None, "url": None, "title": "Third", "published": None, "text": "Bold words"},
    ]  # fmt: skip


def test_atom() -> None:
    assert read(ATOM) == [
        {
            "id": "tag:1", "url": "https://news.example/1", "title": "A port", "published": date(2025, 7, 1),
            "text": "Ben Lowe\n\nspoke.",
        },
        {"id": "tag:2", "url": None, "title": "B", "published": date(2025, 7, 2), "text": "5 < 6"},
    ]  # fmt: skip


def test_rss_of_rdf() -> None:
    [entry] = read(RDF)
    assert isinstance(entry, dict)
    assert (entry["title"], entry["published"], entry["text"]) == ("T", date(2025, 7, 3), "Text.")


@pytest.mark.parametrize("text", ["", "no xml", "<html><body>a page</body></html>", "<urlset/>"])
def test_no_feed(text: str) -> None:
    with pytest.raises(InputError, match="no feed"):
        read(text)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET")
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 9 + f'"><!ENTITY c SYSTEM "{secret.as_uri()}">]>'
    [entry] = read(f"{bomb}<rss><channel><item><description>x &b; &c; y</description></item></channel></rss>")
    assert isinstance(entry, dict)
    assert "ha" not in entry["text"]
    assert "SECRET" not in entry["text"]


def test_an_entry_without_an_end_is_not_held() -> None:
    endless = "<rss><channel><item>" + "<a>word</a>" * 100_000
    with pytest.raises(InputError, match="an entry is longer than 1,000 bytes"):
        read(endless, 1000)


def test_many_entries_are_let_go() -> None:
    feed = "<rss><channel>" + "<item><description>word</description></item>" * 5000 + "</channel></rss>"
    assert len(read(feed, 1000)) == 5000


def test_plain_text() -> None:
    assert plain_text("One &amp; two<p>three\nfour</p><style>x</style> five") == "One & two\n\nthree four\n\nfive"
    assert plain_text("<p>Six <img src='a.png'> <i>seven</i></p>") == "Six seven"


def test_files(tmp_path: Path) -> None:
    for name in ("a.rss", "b.atom", "c.xml"):
        (tmp_path / name).write_text(RSS if name != "b.atom" else ATOM, encoding="utf-8")
    assert [file.kind for file in find([tmp_path], tmp_path / "out.jsonl", stdin="jsonl")] == ["feed", "feed"]
    assert len(list(Reader([file_of(str(tmp_path / "c.xml"))], Columns()))) == 3
    (tmp_path / "c.xml").write_text("<urlset/>")
    [record] = Reader([file_of(str(tmp_path / "c.xml"))], Columns(), tolerant=True)
    assert "its root is <urlset>" in str(record.error)


@pytest.mark.parametrize(
    ("before", "after", "title", "url"),
    [
        ("Third", "Quay & sons", "Quay & sons", None),
        ("<title>Third", "<link>https://n.example/?a=1&b=2</link><title>Third", "Third", "https://n.example/?a=1&b=2"),
        ("Third", "<![CDATA[Ham &]]> &c<![CDATA[ & so]]>&hellip", "Ham & &c & so&hellip", None),
        ("Coast", "Coast & Sea", "Third", None),
    ],
)
def test_what_is_not_escaped_ends_nothing(before: str, after: str, title: str, url: str | None) -> None:
    *_, third = read(RSS.replace(before, after))
    assert len(read(RSS.replace(before, after))) == 3
    assert isinstance(third, dict)
    assert (third["title"], third["url"], third["text"]) == (title, url, "Bold words")


def test_references_in_chunks() -> None:
    words = "Salt & pepper &amp; <![CDATA[oil & <b>]]> " * 5000
    [entry] = read(f"<rss><channel><item><title>{words}</title><description>x</description></item></channel></rss>")
    assert isinstance(entry, dict)
    assert entry["title"] == " ".join(["Salt & pepper & oil &"] * 5000)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    feed = ATOM.replace("5 &lt; 6", "Ham &amp; eggs")
    [_, entry] = entries(io.BytesIO(f'<?xml version="1.0" encoding="{encoding}"?>{feed}'.encode(encoding)), 1000)
    assert entry.source is not None
    assert entry.source["text"] == "Ham & eggs"


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF])
def test_a_feed_that_is_cut_off_is_damaged(feed: str) -> None:
    whole = read(feed)
    for end in range(feed.index("<", 200), len(feed)):
        ended = feed[:end].count("</item>") + feed[:end].count("</entry>")
        found = entries(io.BytesIO(feed[:end].encode()), 1000)
        assert [each.source or each.error for each in islice(found, ended)] == whole[:ended]
        with pytest.raises(InputError, match="damaged"):
            next(found)


def test_tags_that_do_not_match_are_damage() -> None:
    with pytest.raises(InputError, match="damaged"):
        read(RSS.replace("Short.", "Short.<br>"))
