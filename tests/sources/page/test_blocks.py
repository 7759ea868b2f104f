"""The tree as blocks, and their kinds."""

from __future__ import annotations

import pytest

from newsparse.sources.page import tree
from newsparse.sources.page.blocks import Page, blocks
from newsparse.sources.page.kinds import kinds
from newsparse.sources.page.metadata import Metadata
from newsparse.sources.page.rows import NAMES, rows
from newsparse.sources.page.words import BUCKETS, groups_of, pieces

pytest.importorskip("lxml")


def page(body: str) -> Page:
    return blocks(tree.parse(tree.bounded(f"<html><body>{body}</body></html>")[0]))


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).blocks]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>The <b>bold</b> <a href=x>link</a>\n runs on</p>", ["The bold link runs on"]),
        ("<div>Loose<p>Inside</p>tail</div>", ["Loose", "Inside", "tail"]),
        ("<p>First line<br>second line</p>", ["First line", "second line"]),
        ("<h1>First line<br>second line</h1>", ["First line second line"]),
        # What style sets apart, and what it does not.
        ("<p><span>Ana Ruiz</span><a href=x>Follow</a></p>", ["Ana Ruiz Follow"]),
        ("<p><span>LIVE</span>Storm <span>Mc</span>Neil</p>", ["LIVE Storm McNeil"]),
        ("<p><span>T</span>he i<b>Phone</b></p>", ["The iPhone"]),
        ("<p>soft\u00adhyphen and zero\u200bwidth</p>", ["softhyphen and zerowidth"]),
        ("<script>var a = '<p>no</p>'</script><style>p{}</style><p>Yes</p>", ["Yes"]),
        ("<p>Rain fell <span class='ad-slot'>Buy boots</span>all night.</p>", ["Buy boots", "Rain fell all night."]),
        ("<figure><figcaption>A ship <span class=credit>Ana Ruiz</span></figcaption></figure>", ["Ana Ruiz", "A ship"]),
        (
            "<p>Ore (<a href=x>AN<i style='clip: rect(0 0 0 0)'>, opens <b>new</b> tab</i></a>) fell.</p>",
            ["Ore (AN) fell."],
        ),
        # What an advertisement breaks.
        ("<p>Rain fell <div class=ad>Buy boots</div>all night.</p>", ["Buy boots", "Rain fell all night."]),
        ("<div>Rain fell <div class=ad><p>Buy</p></div>all night.</div>", ["Buy", "Rain fell all night."]),
        ("<p>Rain fell. <div class=ad>Buy boots</div>all night.</p>", ["Rain fell.", "Buy boots", "all night."]),
        ("<p>Rain</p><div class=ad>Buy boots</div><p>all night.</p>", ["Rain", "Buy boots", "all night."]),
        # The number of a footnote, what is struck out and what is not shown.
        (
            "<p>Two piles<a class=footnote-anchor href=#f1>1</a> rust<sup><a href=#f2>[2]</a></sup>.</p>",
            ["Two piles rust."],
        ),
        ("<p>40 m<sup>2</sup> of <a href=/x>3</a> quays, area <a href=/y>51</a></p>", ["40 m2 of 3 quays, area 51"]),
        ("<p>It has <del>three</del> <ins>four</ins> piles.</p>", ["It has four piles."]),
        ("<p>The quay<span style='display:none'>A pier</span> rusts.</p>", ["A pier", "The quay rusts."]),
        ("<p><span aria-hidden=true>T</span>he quay</p>", ["The quay"]),
        # A browser shows the marks of a quotation, where the page has none.
        (
            "<p><q>It leaks,</q> said Lie. “<q>Still</q>.” <q>«No»</q></p>",
            ["“It leaks,” said Lie. “Still.” «No»"],
        ),
        ("<p><q>He said <q>no</q> twice.</q></p>", ["“He said ‘no’ twice.”"]),
        ("<select><option>No</option></select><textarea>No</textarea><p>Yes</p>", ["Yes"]),
        (
            "<button><article><p>In a button that was never closed.</p></article>",
            ["In a button that was never closed."],
        ),
    ],
)
def test_blocks(body: str, wanted: list[str]) -> None:
    assert texts(body) == wanted


def test_menus_are_no_blocks() -> None:
    menu = "<ul>" + "".join(f"<li><a href=/{i}>Page {i}</a></li>" for i in range(8)) + "</ul>"
    assert texts(menu + "<p>A story.</p>") == ["A story."]


def test_counts_and_places() -> None:
    found = page("<div hidden><p><a href=x>linked</a> <b>bold</b></p></div>").blocks[0]
    assert (found.links, found.bold, found.addresses) == (6, 4, 1)
    whole = page("<section><div class='a b' id=c><p>Text</p></div></section>")
    path = whole.path(whole.blocks[0].node)
    assert [(node.tag, node.words) for node in path[:3]] == [("p", ""), ("div", "a b c"), ("section", "")]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<figure><img><figcaption>The quay</figcaption></figure>", "caption"),
        ("<p class='image-caption'>The quay</p>", "caption"),
        ("<p class='drop-cap'>The quay was closed on Monday.</p>", "paragraph"),
        ("<blockquote><p>We are tired.</p></blockquote>", "quote"),
        ("<aside class='pull-quote'>We are tired.</aside>", "pullquote"),
        ("<h2>What happens next</h2>", "subhead"),
        ("<p><strong>What happens next</strong></p>", "subhead"),
        ("<p><strong>What happens next?</strong></p>", "question"),
        ("<dl><dt>Who pays?</dt></dl>", "question"),
        ("<ul><li>Two boats</li></ul>", "list"),
        ("<table><tr><td>14</td></tr></table>", "table"),
        ("<p>The quay was closed on Monday.</p>", "paragraph"),
        (
            "<table><tr><td><p>It leaks.</p><p>Nobody pays.</p><p>The quay was closed.</p></td></tr></table>",
            "paragraph",
        ),
        ("<table><tr><td>It leaks.</td><td>Nobody pays.</td><td>The quay was closed.</td></tr></table>", "table"),
    ],
)
def test_kinds(body: str, wanted: str) -> None:
    assert kinds(page(body), Metadata())[-1] == wanted


def test_headline_and_standfirst() -> None:
    body = (
        "<h1>Quay of Lomvik closed</h1><h2>The town council found rust in the piles of the oldest quay</h2>"
        "<p class=dek>Boats must go to the next harbour until June.</p><p>The quay was closed.</p>"
    )
    found = kinds(page(body), Metadata(title="Quay of Lomvik closed"))
    assert found == ["headline", "standfirst", "standfirst", "paragraph"]


@pytest.mark.parametrize(
    ("post", "wanted"),
    [
        ("<blockquote class=twitter-tweet><p>It leaks.</p>— Ina Lie (@inalie) May 3, 2023</blockquote>", "quote"),
        ("<blockquote class=bluesky-embed><p>It leaks.</p>— Ina Lie (@ina.bsky.social)</blockquote>", "quote"),
        ("<blockquote class=twitter-tweet><p>It leaks.</p></blockquote>", "paragraph"),
        ("<blockquote class=tiktok-embed><section><p>It leaks.</p></section></blockquote>", "paragraph"),
        ("<blockquote class=mastodon-embed><p>It leaks.</p>Post by @ina@quay.example</blockquote>", "paragraph"),
        ("<blockquote class=media><p>It leaks.</p></blockquote>", "quote"),
    ],
)
def test_a_post_that_nobody_signs_is_no_quotation(post: str, wanted: str) -> None:
    assert kinds(page(post), Metadata())[0] == wanted


def test_what_is_description_and_body_is_no_standfirst() -> None:
    story = "<p>Boats must go to the next harbour until June.</p><p>The quay was closed.</p>"
    body = f"<h1>Quay of Lomvik closed</h1><div itemprop='{{}}'>{story}</div>"
    found = [
        kinds(page(body.format(said)), Metadata(title="Quay of Lomvik closed"))
        for said in ("description articleBody", "description")
    ]
    assert found == [["headline", "paragraph", "paragraph"], ["headline", "standfirst", "paragraph"]]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("teaser", "standfirst"), ("entry-summary", "standfirst"), ("chapo", "standfirst"), ("x", "paragraph")],
)
def test_classes_of_a_standfirst(said: str, wanted: str) -> None:
    body = f"<h1>Quay closed</h1><div class='{said}'>Boats must go to the next harbour</div><p>The quay was closed.</p>"
    assert kinds(page(body), Metadata(title="Quay closed"))[1] == wanted


def test_the_first_paragraph_is_no_standfirst_where_the_description_repeats_it() -> None:
    first = "The oldest quay of the town was closed on Monday."
    body = f"<h1>Quay closed</h1><p>{first}</p><p>Divers had found rust in all of its piles.</p>"
    assert kinds(page(body), Metadata("Quay closed", description=first)) == ["headline", "paragraph", "paragraph"]
    apart = f"<h1>Quay closed</h1><div>{first}</div><p>Divers had found rust in all of its piles.</p>"
    assert kinds(page(apart), Metadata("Quay closed", description=first)) == ["headline", "standfirst", "paragraph"]


def test_the_rows_have_a_column_for_each_name() -> None:
    import numpy as np

    weights = np.zeros(3 * BUCKETS, dtype=np.float32)
    found = page(
        "<article class=story><h1>Quay closed</h1><p>The quay was closed on Monday, the council said.</p></article>"
    )
    table = rows(found, Metadata(title="Quay closed"), weights)
    assert table.shape == (2, len(NAMES))
    assert rows(Page(), Metadata(), weights).shape == (0, len(NAMES))
    assert len(set(NAMES)) == len(NAMES)
    assert table[:, NAMES.index("page_since_title")].tolist() == [0.0, float(np.log1p(1))]
    assert table[1, NAMES.index("page_tag_p")] == 1.0


def test_words_of_classes() -> None:
    assert pieces("articleBody__text--2x js-AD") == ("article", "body", "text", "js", "ad")
    assert groups_of("entry-content share") == {"body", "content", "share"}
