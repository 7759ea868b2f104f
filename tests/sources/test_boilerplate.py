"""What single blocks of a plain text do not show."""

from __future__ import annotations

from newsparse.sources.boilerplate import judge
from newsparse.text import lines

STORY = [
    "The council of Lomvik closed the oldest quay on Monday after divers had found rust in all of its piles.",
    "“We cannot let a bus on it, let alone a crane,” said Ana Ruiz, the harbour master, who has kept it since 2009.",
    "The boats will go to the next harbour until June, and the council will ask the county for money for a new one.",
]
LINKS = ["Share", "Tweet", "Print this page", "Tagged: harbour", "Next post"]
OTHERS = [
    "I have worked on that quay for thirty years, and nobody ever asked us about the piles.",
    "My brother says that the county has no money, so the boats will stay where they are for years.",
    "He who pays for the crane should say where it stands, and that is us, the people who pay for all of it.",
]


def kept(*blocks: str) -> list[str]:
    text = "\n\n".join(blocks)
    spans = lines.paragraphs(text)
    return [text[a:b] for (a, b), keep in zip(spans, judge(text, spans)[0], strict=True) if keep]


def test_a_series_of_dated_blocks_below_the_article_is_left_out() -> None:
    comments = [
        line for i, each in enumerate(OTHERS) for line in (f"Bo Lie {i}", f"March {i + 3}, 2024 at 8:12 pm", each)
    ]
    assert kept(*STORY, *LINKS, *comments) == STORY
    ago = [line for i, each in enumerate(OTHERS) for line in ("Bo Lie", f"{i + 2} days ago", each)]
    assert kept(*STORY, *LINKS, *ago) == STORY


def test_a_notice_of_rights_is_left_out() -> None:
    notice = (
        "All rights reserved. This material may not be printed, sent or read aloud in whole or in part, the paper says."
    )
    assert kept(*STORY, notice) == kept(*STORY, "© 2024 The Lomvik Courier and whoever wrote for it") == STORY


def test_dated_entries_of_the_article_itself_stay() -> None:
    entries = [line for i, each in enumerate(STORY) for line in (f"{i + 3} March 2024, 8:12 pm", each)]
    assert [block for block in kept(*STORY, *entries) if block in STORY] == STORY * 2
