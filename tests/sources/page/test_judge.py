"""What single blocks do not show: decisions over made-up probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from newsparse.sources import lexicon
from newsparse.sources.page import tree
from newsparse.sources.page.blocks import blocks
from newsparse.sources.page.judge import decided
from newsparse.sources.page.kinds import kinds
from newsparse.sources.page.metadata import Metadata

pytest.importorskip("lxml")

LONG = "The council of Lomvik closed the oldest quay of the town on Monday after divers had found rust in its piles. "


def kept(body: str, probability: list[float], title: str = "") -> list[str]:
    page = blocks(tree.parse(tree.bounded(f"<body>{body}</body>")[0]))
    speaks = [any(lexicon.scores(lexicon.normal(block.text))) for block in page.blocks]
    found = decided(page, kinds(page, Metadata(title=title)), np.array(probability), speaks)
    return [block.text.split()[0] for block, keep in zip(page.blocks, found, strict=True) if keep]


def paragraphs(*words: str) -> str:
    return "".join(f"<p>{word} {LONG * 2}</p>" for word in words)


def test_alike_blocks_stay_together() -> None:
    assert kept(paragraphs("a", "b", "c", "d"), [0.9, 0.9, 0.3, 0.9]) == ["a", "b", "c", "d"]
    assert kept(paragraphs("a", "b", "c", "d"), [0.9, 0.9, 0.01, 0.9]) == ["a", "b", "d"]


def test_the_headline_is_left_out() -> None:
    assert kept("<h1>Quay closed</h1>" + paragraphs("a", "b"), [0.9, 0.9, 0.9], "Quay closed") == ["a", "b"]


def test_captions_and_standfirsts_under_the_headline_stay_wherever_they_lie() -> None:
    caption = "<figure><figcaption>{}</figcaption></figure>"
    opening = "<header><h1>Quay closed</h1><h2>Lomvik sends its boats to the next harbour until June</h2>{}</header>"
    page = opening + f"<main>{paragraphs('a', 'b')}</main>"
    shown = caption.format("Divers at the oldest quay of the town on Monday.")
    assert kept(page.format(shown), [0.9, 0.3, 0.2, 0.9, 0.9], "Quay closed") == ["Lomvik", "Divers", "a", "b"]
    assert kept(page.format(shown), [0.9, 0.3, 0.01, 0.9, 0.9], "Quay closed") == ["Lomvik", "a", "b"]
    assert kept(page.format(caption.format("Photo: B. Lie")), [0.9, 0.3, 0.2, 0.9, 0.9], "Quay closed") == [
        "Lomvik",
        "a",
        "b",
    ]
    hidden = f"<div hidden>{shown}</div>"
    assert kept(page.format(hidden), [0.9, 0.3, 0.9, 0.9, 0.9], "Quay closed") == ["Lomvik", "a", "b"]


def test_a_copy_and_a_repeated_pull_quote_are_left_out() -> None:
    body = paragraphs("a", "a", "b") + f"<aside class='pull-quote'>{LONG}</aside>"
    assert kept(body, [0.9] * 4) == ["a", "b"]


def test_a_short_pull_quote_that_is_repeated_is_left_out() -> None:
    pulled = "<aside class='pull-quote'>rust in its piles</aside><aside class='pull-quote'>Not one more winter</aside>"
    assert kept(paragraphs("a", "b") + pulled, [0.9] * 4) == ["a", "b", "Not"]


def test_a_pull_quote_that_leaves_out_who_said_it_is_left_out() -> None:
    body = (
        paragraphs("a")
        + "<p>“We knew of the rust,” Lie told the council. “Nobody dived to see it.”</p>"
        + paragraphs("b")
    )
    pull = "<aside class=pull-quote>“{}”</aside>"
    assert kept(body + pull.format("We knew of the rust. Nobody dived to see it."), [0.9] * 4) == ["a", "“We", "b"]
    assert kept(body + pull.format("We knew of the rust. Everybody dived to see it."), [0.9] * 4)[-1] == "“We"


def test_links_in_capitals_and_teasers_are_left_out() -> None:
    body = (
        paragraphs("a")
        + "<p><a href=x>MAYOR OF TOWN OPENS BRIDGE</a></p><p>READ MORE: The bridge</p>"
        + paragraphs("b")
    )
    assert kept(body, [0.9] * 4) == ["a", "b"]


@pytest.mark.parametrize("opening", ["<div hidden>", "<div class=hidden>"])
def test_what_is_not_shown_is_left_out(opening: str) -> None:
    body = f"<article>{paragraphs('a', 'b', 'c')}</article>{opening}{paragraphs('d')}"
    assert kept(body, [0.9] * 4) == ["a", "b", "c"]


def test_of_a_page_without_sure_blocks_the_likeliest_are_taken() -> None:
    assert kept("<p>Rain in Lomvik.</p><p>More rain.</p>", [0.35, 0.05]) == ["Rain"]


def test_entries_of_a_live_blog_lose_their_stamps_and_names() -> None:
    entry = "<p>{}</p><p>Ximena Arce</p>" + paragraphs("{}")
    body = "".join(
        entry.format(stamp, word) for stamp, word in (("14:05 3 May", "a"), ("2.10pm BST", "b"), ("3h ago", "c"))
    )
    assert kept(body, [0.9] * 9) == ["a", "b", "c"]
    # One time alone is of the story.
    assert kept("<p>14:05</p>" + paragraphs("a", "b"), [0.9] * 3) == ["14:05", "a", "b"]


def test_a_capital_or_two_missing_a_link_in_capitals_is_one_still() -> None:
    body = paragraphs("a") + "<p><strong><a href=x>MAYOR OF LOMVIK WINS AT THE AMAs, AGAIN</a></strong></p>"
    assert kept(body + paragraphs("b"), [0.9] * 3) == ["a", "b"]


def test_an_appeal_for_money_goes_with_all_of_its_element() -> None:
    appeal = (
        "<div class=box><p>Readers keep us going.</p><p>Help keep our news free for all: give what you can.</p></div>"
    )
    assert kept(f"<div>{paragraphs('a', 'b')}</div>{appeal}", [0.9] * 4) == ["a", "b"]
    # In the middle of the story only the line itself goes; what somebody is quoted with stays.
    lines = "<p>Please donate.</p>" + paragraphs("b") + "<p>“Please donate,” says the poster of the harbour.</p>"
    assert kept(f"<div>{paragraphs('a')}{lines}</div>", [0.9] * 4) == ["a", "b", "“Please"]


def test_a_disclosure_goes() -> None:
    body = paragraphs("a", "b") + "<p>We may earn a commission if you buy something.</p>"
    assert kept(body, [0.9] * 3) == ["a", "b"]


def test_the_note_about_the_author_goes_and_the_last_paragraph_stays() -> None:
    body = paragraphs("a", "b", "c", "d")
    note = "<p>Ana Ruiz is a reporter for the Lomvik Courier. Email her at a@b.example.</p>"
    assert kept(body + note, [0.9] * 5) == ["a", "b", "c", "d"]
    assert kept(body + "<p>Ana Ruiz is a director of the harbour, which she calls “home”.</p>", [0.9] * 5)[-1] == "Ana"
    assert kept(body + "<p>Ana Ruiz is in hospital.</p>", [0.9] * 5)[-1] == "Ana"
    # Whom the article names elsewhere is no author of it.
    named = f"<p>Ruiz {LONG}</p>" + body
    assert kept(named + "<p>Ana Ruiz is the director of the harbour.</p>", [0.9] * 6)[-1] == "Ana"


def test_a_hidden_paragraph_among_many_that_are_shown_stays() -> None:
    body = f"<div>{paragraphs('a', 'b', 'c', 'd', 'e')}<p style='display:none'>f {LONG}</p></div>"
    assert kept(body, [0.9] * 6) == ["a", "b", "c", "d", "e", "f"]
    assert kept(f"<div>{paragraphs('a', 'b')}<p style='display:none'>f {LONG}</p></div>", [0.9] * 3) == ["a", "b"]


def test_of_a_caption_and_a_paragraph_that_say_the_same_the_paragraph_stays() -> None:
    body = f"<figure><figcaption>{LONG}</figcaption></figure><p>{LONG}</p>{paragraphs('b')}"
    page = blocks(tree.parse(tree.bounded(f"<body>{body}</body>")[0]))
    found = decided(page, kinds(page, Metadata()), np.array([0.9] * 3), [False] * 3)
    assert found == [False, True, True]


def test_an_offer_goes_with_all_of_its_element() -> None:
    offer = (
        "<div class=box><h2>Subscribe to continue reading</h2><p>From two crowns a week.</p><ul><li>All pages</li>"
        "<li>All puzzles</li></ul></div>"
    )
    assert kept(f"<main>{paragraphs('a', 'b')}{offer}</main>", [0.9] * 6) == ["a", "b"]


def test_where_the_author_can_be_reached_goes_and_whom_the_article_names_stays() -> None:
    body = "<p>By Ana Ruiz</p>" + paragraphs("a", "b", "c")
    for line in ("Reach Ana Ruiz at a@b.example.", "Ana Ruiz can be reached at 555-0101."):
        assert kept(f"{body}<p>{line}</p>", [0.9] * 5)[-1] == "c"
        assert kept(f"{body}<p>Ruiz {LONG}</p><p>{line}</p>", [0.9] * 6)[-1] == line.split()[0]


def test_a_table_keeps_the_cells_that_speak_as_furniture_does() -> None:
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("Port", "Share"), ("Lomvik", "14%"), ("Antofagasta", "86%"))
    )
    story = paragraphs("a", "b")
    shown = [0.9, 0.9, 0.9, 0.01, 0.9, 0.9, 0.9, 0.9]
    assert kept(f"{story}<table>{rows}</table>", shown) == [
        "a",
        "b",
        "Port",
        "Share",
        "Lomvik",
        "14%",
        "Antofagasta",
        "86%",
    ]
    assert kept(f"{story}<table>{rows}</table>", [0.9, 0.9, 0.9, *[0.01] * 5]) == ["a", "b", "Port"]


def test_the_tables_of_a_layout_are_no_tables() -> None:
    row = "<tr><td><p>{}</p></td></tr>"
    page = f"<table>{row.format(LONG)}{row.format('Nobody saw it.')}</table>"
    figures = "<table><tr><td>Boats</td><td>12</td></tr><tr><td>Quays</td><td>3</td></tr></table>"
    found = blocks(tree.parse(tree.bounded(page + figures)[0]))
    assert kinds(found, Metadata()) == ["paragraph"] * 2 + ["table"] * 4


def test_the_paragraphs_of_entries_in_a_list_are_no_items() -> None:
    entries = f"<ol><li><article><p>{LONG}</p><ul><li>One quay</li></ul></article></li></ol>"
    found = blocks(tree.parse(tree.bounded(entries)[0]))
    assert kinds(found, Metadata()) == ["paragraph", "list"]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("ADVERTISEMENT", False),
        ("Story continues below", False),
        ("Sign up to our free newsletter", False),
        ("5 min read", False),
        ("Updated 12 minutes ago", False),
        ("Follow us on Facebook", False),
        ("Written by Ana Ruiz Tuesday", False),
        ("Home | News | Sport", False),
        ("Tags: harbour, quay", False),
        ("Sign up for the fund ended on Friday, Lie said", True),
        ("Story continues to grow", True),
        ("Accept.", True),
        ("Rust | salt | weather", True),
        ("Published by Lomvik Games", True),
        ("Stories of the quay", True),
        # What loads, what plays, what asks for consent.
        ("Ad Blocker Detected", False),
        ("ADVERTISEMENT - CONTINUE READING BELOW", False),
        ("Advertisement · Scroll to continue", False),
        ("Allow Instagram content? We ask before it is loaded.", False),
        ("By entering your email you agree to the terms of the Lomvik Courier.", False),
        ("Link copied to clipboard", False),
        ("Loading post…", False),
        ("0:00 / 12:40", False),
        ("Play 2:05 The sound of the quay", False),
        ("2 of 14", False),
        ("The media could not be loaded, since the network failed.", False),
        ("Thank you for subscribing! We have sent you a mail.", False),
        ("To view this content, please change your settings.", False),
        ("Watch the latest edition of Harbour Talk below:", False),
        ("We use cookies on our website to give you the most relevant experience.", False),
        ("Your browser does not support the video tag.", False),
        ("Advertisement rates of the port rose in May", True),
        ("Allow nobody on the quay was the order", True),
        ("By entering the hall you passed the flood mark", True),
        ("Loading takes two hours at the new quay", True),
        ("Watch the children below the quay was the order", True),
        ("2 of 14 piles", True),
        # What sends elsewhere.
        ("Don’t miss: The men who dive for rust", False),
        ("Go deeper: Why piles rust", False),
        ("In pictures: The quay through the years", False),
        ("Related story: Divers find rust", False),
        ("Watch: Divers at the quay (2:14)", False),
        ("Click here to join our Telegram channel", False),
        ("Stay up to date with the latest from the harbour.", False),
        ("Were you affected by the closure? Email us at desk@courier.example.", False),
        ("Follow her on X @inalie.", False),
        ("Twitter: @inalie", False),
        ("Get the day’s best stories delivered to your inbox.", False),
        ("Download our free app for every harbour", False),
        ("Have a news tip? Write to the desk.", False),
        ("desk@courier.example", False),
        ("Contact the writer: ilie@courier.example", False),
        ("Related-party loans of the port rose", True),
        ("Watch for ice on the quay", True),
        ("Recommended-age limits fell in May", True),
        ("Follow her on the quay at night was the order", True),
        ("Stay with the boat was the order", True),
        ("More: the quay needs forty piles", True),
        # The end of a report.
        ("Published in The Lomvik Courier, May 3rd, 2024", False),
        ("This article appeared in the May print edition under the headline: Rust", False),
        ("(This story has not been edited by our staff.)", False),
        ("(With agency inputs)", False),
        ("-30-", False),
        ("# # #", False),
        ("- Ends -", False),
        ("Edited by: Berit Lund", False),
        ("(Editing by Ola Berg)", False),
        ("Media contact:", False),
        ("(LNA)", False),
        ("SOURCE Lomvik Quays, Inc.", False),
        ("Source: AFP/DPA", False),
        ("Source: courier.example", False),
        ("[Editor: berit]", False),
        ("Source: Lomvik | Editor: berit", False),
        ("— Bernama", False),
        ("Information from The Associated Press was used in this report.", False),
        ("Views: 1,204", False),
        ("URL: https://courier.example/quay", False),
        ("Printed from courier.example on 03/05/2024", False),
        ("Republish this story", False),
        ("This newspaper adheres to the code of the press council.", False),
        ("Published in Oslo, the report tells of rust", True),
        ("This article of the treaty ran to forty pages", True),
        ("Source: the harbour master of Lomvik", True),
        ("- Ends of rope", True),
        ("(Some of it)", True),
        ("Editor: No.", True),
        ("Views of the quay", True),
    ],
)
def test_lines_that_surely_are_of_no_article(line: str, stays: bool) -> None:
    found = kept(f"{paragraphs('a', 'b')}<div>{line}</div>{paragraphs('c')}", [0.9] * 4)
    assert found == (["a", "b", line.split(maxsplit=1)[0], "c"] if stays else ["a", "b", "c"])


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("READ: <a href=/1>Harbour master quits after a row</a>", False),
        ("<b>Read | </b><a href=/1>Harbour master quits after a row</a>", False),
        ("EXPLAINER: <a href=/1>Why the piles rust</a>", False),
        ("<a href=/1>&gt;&gt; Harbour master quits after a row</a>", False),
        ("• <a href=/1>Listen: The harbour podcast</a>", False),
        ("Read <a href=/1>the ruling of the court</a> before June", True),
        ("More: the <a href=/1>quay</a> needs forty piles and a roof", True),
    ],
)
def test_a_link_behind_what_sends_to_it_is_left_out(line: str, stays: bool) -> None:
    assert len(kept(f"{paragraphs('a', 'b')}<p>{line}</p>{paragraphs('c')}", [0.9] * 4)) == 3 + stays


def test_an_element_that_a_heading_of_other_stories_opens_is_left_out() -> None:
    box = "<section><h2>{}</h2><p>Ferry owner sues the town over its lease.</p></section>"
    story = paragraphs("a", "b", "c")
    assert kept(story + box.format("You may also like"), [0.9] * 5) == ["a", "b", "c"]
    assert kept(story + box.format("The ferry"), [0.9] * 5) == ["a", "b", "c", "The", "Ferry"]
