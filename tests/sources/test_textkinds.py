"""Kinds of blocks in plain text."""

from __future__ import annotations

import pytest

from newsparse.sources import read

STORY = "The council of Lomvik closed the oldest quay of the town on Monday after divers had found rust in its piles."


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Rust closes the oldest quay of Lomvik", "Rust closes the oldest quay of Lomvik"),
        ("# Rust closes the oldest quay", "# Rust closes the oldest quay"),
        ("“We are tired”: the last fishers of Lomvik", "“We are tired”: the last fishers of Lomvik"),
        ("It rained on Monday.", None),
        ("By Ana Ruiz in Lomvik", None),
        ("• two boats and a crane", None),
        ("Ana Ruiz: Why is it closed", None),
        ("Lomvik", None),
    ],
)
def test_the_first_line_is_the_title_where_it_is_a_headline(first: str, title: str | None) -> None:
    assert read(f"{first}\n\n{STORY}\n\n{STORY}")[1].title == (title.removeprefix("# ") if title else None)


def test_a_title_that_is_given_goes_before() -> None:
    assert read({"text": f"Rust closes the quay\n\n{STORY}", "title": "Quay"})[1].title == "Quay"


def test_kinds_of_markdown() -> None:
    text = f"# Rust closes the oldest quay\n\n{STORY}\n\n## What is next\n\n> We are tired of it.\n\n* two boats\n\n{STORY}"
    assert read(text)[1].kinds == ("headline", "paragraph", "subhead", "quote", "list", "paragraph")


def test_a_story_alone_has_no_headline() -> None:
    assert read(STORY)[1].kinds == ("paragraph",)
    assert read("Rust closes the oldest quay")[1].kinds == ("paragraph",)
