"""What a page says about its article."""

from __future__ import annotations

import json
from datetime import date

import pytest

from newsparse.sources.page import linked, metadata, tree
from newsparse.sources.page.blocks import blocks

pytest.importorskip("lxml")

STORY = (
    "The council of Lomvik closed the oldest quay of the town on Monday after divers had found rust in its piles, and it will stay shut. "
    * 2
)
END = "<p>Text.</p>" * 13  # more blocks than those by the headline


def said(head: str = "", body: str = "", url: str | None = None) -> metadata.Metadata:
    root = tree.parse(tree.bounded(f"<html lang=en-GB><head>{head}</head><body>{body}</body></html>")[0])
    return metadata.read(root, blocks(root), url)


def data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (
            "<title>Quay closed | Lomvik Post</title><meta property=og:site_name content='Lomvik Post'>",
            "",
            "Quay closed",
        ),
        (
            "<title>Quay closed - The Lomvik Post</title><meta property=og:site_name content='The Lomvik Post'>",
            "",
            "Quay closed",
        ),
        (
            "<title>Lomvik Post: Quay &amp;amp; slip closed</title>",
            "<h1>Quay &amp; slip closed</h1>",
            "Quay & slip closed",
        ),
        (
            "<meta property=og:title content='Quay closed'>",
            "<h1>The quay of Lomvik is closed until June</h1>",
            "Quay closed",
        ),
        ("<title>Part one - part two</title>", "", "Part one - part two"),
        # The name of the site does not make a kicker, which other metadata repeats, the likelier headline.
        (
            "<title>Ferry fares frozen | The Lomvik Post</title><meta itemprop=headline content='Islanders relieved'>",
            "<h1>Ferry fares frozen</h1><h1>Islanders relieved</h1>",
            "Ferry fares frozen",
        ),
        (
            "<title>Where to row in Lomvik</title>",
            f"<h1>The best boats of the fjord</h1><p>{STORY}</p><p>{STORY}</p><h1>Where to swim in Lomvik</h1>",
            "The best boats of the fjord",
        ),
        ("", "<h1>Quay closed</h1>", "Quay closed"),
        ("", "<p>No headline.</p>", None),
        (
            "<meta property=og:title content='Quay of Lomvik shut'>" + data(headline="Quay of Lomvik shut"),
            "<h1>Quay of Lomvik is shut</h1>",
            "Quay of Lomvik is shut",
        ),
        # A heading over the story that the metadata does not know, which gives what is made for search engines.
        (
            "<meta property=og:title content='9 harbours to see'>" + data(headline="9 harbours to see"),
            f"<h1>Where the ferries of Lomvik sleep</h1><p>{STORY}</p>",
            "Where the ferries of Lomvik sleep",
        ),
        (
            "<meta property=og:title content='9 harbours to see'>",
            f"<h1>More News</h1><p>{STORY}</p>",
            "9 harbours to see",
        ),
        (
            "<meta property=og:title content='9 harbours to see'>",
            f"<p>{STORY}</p><p>{STORY}</p><h1>Where the ferries of Lomvik sleep</h1><p>{STORY}</p>",
            "9 harbours to see",
        ),
        # A heading that is the title of the metadata and a label or a day.
        (
            "<meta property=og:title content='Ferries of Lomvik stop for the winter'>",
            "<h1>Video: Ferries of Lomvik stop for the winter</h1>",
            "Ferries of Lomvik stop for the winter",
        ),
        (
            "<title>LomvikPost - The harbour tax: LomvikPost’s word of the year</title><meta property=og:site_name content=@lomvikpost>",
            "",
            "The harbour tax: LomvikPost’s word of the year",
        ),
    ],
)
def test_titles(head: str, body: str, wanted: str | None) -> None:
    assert said(head, body).title == wanted


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (data(author={"@type": "Person", "name": "Ana Ruiz"}), "", ("Ana Ruiz",)),
        (data(author=[{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo Lie"}]), "", ("Ana Ruiz", "Bo Lie")),
        (data(author={"@type": "Organization", "name": "Lomvik Post"}), "<h1>A</h1><p>By Ana Ruiz</p>", ("Ana Ruiz",)),
        (data(author={"@type": "Person", "name": "Madonna"}), "", ("Madonna",)),
        (data(author={"@type": "Person", "name": "News Desk"}), "", ()),
        ("<meta name=author content='By ANA RUIZ, ana@example.org'>", "", ("Ana Ruiz",)),
        ("<meta name=author content='Ana Ruiz, Senior Reporter'>", "", ("Ana Ruiz",)),
        ("<meta name=author content='Alison Berg'>", "", ("Alison Berg",)),
        (
            "<meta name=author content='Ana Ruiz'>",
            "<h1>Quay closed</h1><p>By Ana Ruiz and Bo Lie, CNN</p>",
            ("Ana Ruiz", "Bo Lie"),
        ),
        ("", "<h1>Quay closed</h1><p>ByAna Ruiz December 8December 8</p>", ("Ana Ruiz",)),
        (
            "<meta property=article:author content='https://example.org/ana'>",
            "<a rel=author>Ana Ruiz</a>",
            ("Ana Ruiz",),
        ),
        ("<meta name=author content='Lomvik Post'><meta property=og:site_name content='Lomvik Post'>", "", ()),
        ("", "<h1>Quay closed</h1><p>By Ana Ruiz • 12 March 2024 7:00 am</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><p>posted on 2024-03-12 by Ana Ruiz</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><p>Submitted by Ana Ruiz on Tue, 03/12/2024 - 07:00</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><p>Reporter: Ana Ruiz</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><p>Words and pictures by Ana Ruiz</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><p>Ana Ruiz | 12 March 2024 7:00 | Updated 13 March</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><div class=quote-author>Ana Ruiz, skipper</div>", ()),
        ("", "<h1>Quay closed</h1><p>ByAna Ruiz</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><p>By</p><p>Ana Ruiz</p>", ("Ana Ruiz",)),
        ("", "<h1>Quay closed</h1><div class=byline>Ana Ruiz and Bo Lie</div>", ("Ana Ruiz", "Bo Lie")),
        ("", "<h1>Quay closed</h1><p>By Ana Ruiz The Associated Press</p>", ("Ana Ruiz",)),
        # A site that is called after its author.
        (
            "<meta name=author content='Alison Berg'><meta property=og:site_name content='Alison Berg'>",
            "",
            ("Alison Berg",),
        ),
        (
            "",
            "<h1>Quay closed</h1><div class=author>12 March 2024 · Ana Ruiz on behalf of the harbour team</div>",
            ("Ana Ruiz",),
        ),
        ("", "<h1>Quay closed</h1><p>By Bo Lie as told to Ana Ruiz</p>", ("Ana Ruiz",)),
        ("<meta name=author content='Alison Berg, Chartered Surveyor &amp; Harbour Expert'>", "", ("Alison Berg",)),
        ("", "<a rel=author>Alison B</a>", ("Alison B",)),
        (
            "",
            f"<h1>Quay closed</h1>{END}<p>This post was written by Alison Berg, head of the archive</p>",
            ("Alison Berg",),
        ),
        ("", f"<h1>Quay closed</h1>{END}<div class=author-box>View all posts by Alison Berg</div>", ("Alison Berg",)),
        ("", f"<h1>Quay closed</h1>{END}<p>Written by Alison Berg</p><p>Written by Peter Lund</p>", ()),
        ("", f"<h1>Quay closed</h1>{END}<div class=post-author-name>Ximu Berg</div>", ("Ximu Berg",)),
        ("", f"<h1>Quay closed</h1>{END}<div class=author-box>Ximu Berg</div>", ()),
        # The paper behind the name of its reporter is that which the JSON-LD gives as the author.
        (
            data(author={"name": ", The Lomvik Post & Courier"}, publisher={"name": "Post & Courier"}),
            "<h1>Quay closed</h1><p class=byline>Alison Berg Lomvik Post &amp; Courier</p>",
            ("Alison Berg",),
        ),
        ("", "<div class=dateAndAuthor>Dec 17, 2025Alison Berg</div><h1>Quay closed</h1>", ("Alison Berg",)),
        # The family name first, addresses, and roles between two names.
        ("<meta name=DC.creator content='Berg, Alison'>", "", ("Alison Berg",)),
        (data(author={"name": "alison.berg@post.example"}), "", ()),
        ("", "<h1>Quay closed</h1><p>By Alison Berg alison@post.example</p>", ("Alison Berg",)),
        ("", "<h1>Quay closed</h1><p>By Alison Berg, Harbour Editor, and Ana Ruiz</p>", ("Alison Berg", "Ana Ruiz")),
        ("", "<h1>Quay closed</h1><p>Alison Berg, Political Editor</p>", ("Alison Berg",)),
        ("", f"<h1>Quay closed</h1>{END}<div class=comments><p class=author>Alison Berg</p></div>", ()),
        ("", "<h1>Quay closed</h1><p>May 3, 2024 | By Ina Lie</p>", ("Ina Lie",)),
        ("", "<h1>Quay closed</h1><p>3 May 2024 – by Ina Lie</p>", ("Ina Lie",)),
        ("", "<h1>Quay closed</h1><p>May 3, 2024 by the quay of Lomvik</p>", ()),
        (data(author={"@type": "Person", "name": "Lund, Rosa"}), "", ("Rosa Lund",)),
        (data(author={"@type": "Person", "name": "Super User"}), "<h1>Quay</h1><p>By Ina Lie</p>", ("Ina Lie",)),
        ("<meta name=author content='Agence France-Presse'>", "<h1>Quay</h1><p>By Ina Lie</p>", ("Ina Lie",)),
    ],
)
def test_authors(head: str, body: str, wanted: tuple[str, ...]) -> None:
    assert said(head, body).authors == wanted


@pytest.mark.parametrize(
    ("head", "body", "url", "wanted"),
    [
        (data(datePublished="2024-03-12T07:00:00+01:00"), "", None, date(2024, 3, 12)),
        ("<meta property=article:published_time content='2024-03-12'>", "", None, date(2024, 3, 12)),
        ("<meta name=pubdate content='Tue, 12 Mar 2024 07:00:00 GMT'>", "", None, date(2024, 3, 12)),
        ("", "<h1>Quay closed</h1><p>Published: 12 March 2024. Updated: 14 March 2024</p>", None, date(2024, 3, 12)),
        ("", "<h1>Quay closed</h1><p>March 12, 2024</p>", None, date(2024, 3, 12)),
        ("", "<h1>Quay closed</h1>", "https://example.org/2024/03/12/quay", date(2024, 3, 12)),
        ("", "<h1>Quay closed</h1>", "https://example.org/2024/mar/12/quay", date(2024, 3, 12)),
        ("", "<h1>Quay closed</h1>", "http://[broken/2024/03/12/", None),
        # In universal time it is the next day already; the page shows its own.
        (
            data(datePublished="2024-03-13T02:30:00Z"),
            "<h1>Quay closed</h1><p>March 12, 2024</p>",
            None,
            date(2024, 3, 12),
        ),
        (data(datePublished="2024-03-13T02:30:00Z"), "<h1>Quay closed</h1>", None, date(2024, 3, 13)),
        (data(datePublished="2999-01-01"), "", None, None),
        ("<meta name=citation_publication_date content='2024 Mar 12'>", "", None, date(2024, 3, 12)),
        ("<meta name=published content='March 12, 2024'>", "", None, date(2024, 3, 12)),
        # Published after its last change: when the page was made anew.
        (
            data(datePublished="2024-05-02", dateModified="2024-05-01"),
            "<h1>Quay closed</h1><p>March 12, 2024</p>",
            None,
            date(2024, 3, 12),
        ),
        ("", "<h1>Quay closed</h1>", "https://example.org/a/2024-03-12+quay", date(2024, 3, 12)),
        # A post that is shown in the article has a day of its own.
        (
            "",
            "<h1>Quay closed</h1><blockquote>Rust! <a>11 March 2024</a></blockquote>",
            "https://a.no/2024/03/12/q",
            date(2024, 3, 12),
        ),
        # The address is of the day on which the article was begun.
        ("", "<h1>Quay closed</h1><p>12 March 2024</p>", "https://example.org/2024/03/11/quay", date(2024, 3, 12)),
        ("", f"<h1>Quay closed</h1>{END}<p>Posted on 12 March 2024 at 19:00</p>", None, date(2024, 3, 12)),
        ("", f"<h1>Quay closed</h1>{END}<p>Posted on 12 March 2024</p><p>Posted on 13 March 2024</p>", None, None),
        ("", f"<h1>Quay closed</h1>{END}<p>Last updated: 12 March 2024</p>", None, date(2024, 3, 12)),
        ("", f"<h1>Quay closed</h1><p>{STORY[:60]} until the feast of 12 March 2024 and after.</p>", None, None),
        ("", "<h1>Quay closed</h1><p><time datetime=2024-03-12T08:00:00Z>3h ago</time></p>", None, date(2024, 3, 12)),
        ("", "<h1>Quay closed</h1><p class=date>03.05.2024</p>", None, date(2024, 5, 3)),
        ("", "<h1>Quay closed</h1><span title='2024-05-03T10:00:00Z'>3 hours ago</span>", None, date(2024, 5, 3)),
        ("", "<h1>Quay closed</h1><abbr title='2024-05-03T10:00:00Z'>10:00</abbr>", None, date(2024, 5, 3)),
        ("", "<h1>Quay closed</h1><abbr title='2024-05'>May</abbr>", None, None),
        ("<meta name=release_date content='2024-05-03'>", "", None, date(2024, 5, 3)),
        ("<meta name=firstcreate content='2024/05/03 09:32:00'>", "", None, date(2024, 5, 3)),
        (data(datePublished=1714732200), "", None, date(2024, 5, 3)),
        (
            data(datePublished="2024-05-03").replace('"@type"', '"description": "It "leaks"", "@type"'),
            "",
            None,
            date(2024, 5, 3),
        ),
    ],
)
def test_days(head: str, body: str, url: str | None, wanted: date | None) -> None:
    assert said(head, body, url).published == wanted


def test_days_that_disagree_are_warned_of() -> None:
    found = said(data(datePublished="2024-03-12") + "<meta name=date content=2024-05-01>")
    assert found.published == date(2024, 3, 12)
    assert found.warnings == (
        "the page gives more than one day of publication: 2024-03-12 was taken (JSON-LD), not 2024-05-01",
    )


def test_for_want_of_a_day_of_publication_that_of_the_last_change() -> None:
    found = said("<meta property=article:modified_time content=2024-03-12>")
    assert (found.published, found.updated) == (date(2024, 3, 12), date(2024, 3, 12))
    assert "the day of its last change" in found.warnings[0]


def test_the_rest() -> None:
    found = said(
        data(
            articleSection="Harbours",
            publisher={"name": "Lomvik Post"},
            dateModified="2024-03-14",
            isAccessibleForFree=False,
            articleBody="Text.",
        )
        + "<link rel=canonical href=https://example.org/quay>",
        url="https://example.org/quay?utm=1",
    )
    assert (found.section, found.site, found.url, found.language) == (
        "Harbours",
        "Lomvik Post",
        "https://example.org/quay",
        "en",
    )
    assert (found.updated, found.closed, found.body) == (date(2024, 3, 14), True, "Text.")
    assert (
        said("<link rel=canonical href=https://example.org/>", url="https://example.org/a").url
        == "https://example.org/a"
    )


def root(script: str, kind: str = "application/ld+json") -> object:
    return tree.parse(f"<html><body><script type='{kind}'>{script}</script></body></html>")


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 50_000,
        '{"@type": 3}',
        "null",
        '{"@graph": [{"@type": ["x"]}]}',
        '{"@type":"Article","author":[[[]]]}',
    ],
)
def test_odd_structured_data(script: str) -> None:
    assert linked.read(root(script), "A").authors == ()


def test_structured_data_as_pages_write_it() -> None:
    graph = '<!-- {"@graph": [{"@id": "#a", "@type": "Person", "name": "Ana Ruiz"}, {"@type": "Article", "headline": "Other"}, '
    graph += '{"@type": ["NewsArticle"], "headline": "Quay closed", "author": {"@id": "#a"},}]} -->'
    found = linked.read(root(graph), "Quay closed")
    assert (found.title, found.authors, found.persons) == ("Quay closed", ("Ana Ruiz",), frozenset({"Ana Ruiz"}))


def test_the_story_of_a_script() -> None:
    text = "The council of Lomvik closed the oldest quay of the town on Monday. " * 8
    assert linked.longest_story(root(json.dumps({"props": {"article": {"body": text}}}), "application/json")) == text
    blocks_of_it = {"content": [{"type": "p", "text": text}, {"type": "p", "children": [{"text": "More of it."}]}]}
    assert linked.longest_story(root(json.dumps(blocks_of_it), "application/json")) == f"{text}\n\nMore of it."
    assert linked.longest_story(root(f"window.__STATE__ = {json.dumps({'story': text})};", "text/javascript")) == text
    assert linked.longest_story(root(json.dumps({"body": "Too short."}), "application/json")) == ""
