"""What converters and reader modes put above a text."""

from __future__ import annotations

from datetime import date

import pytest

from newsparse.sources.header import header
from newsparse.sources.reader import read

STORY = (
    "The ferry to Isla Brea did not sail on Monday, the harbour office of Puerto Calma said, because a pump had failed."
)
FIELDS = (
    "Title: Ferry stays in port\n\nURL Source: https://example.org/ferry\n\nPublished Time: 2024-03-12T08:00:00Z\n\n"
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            f"{FIELDS}Markdown Content:\n{STORY}",
            ("Ferry stays in port", "https://example.org/ferry", date(2024, 3, 12), ()),
        ),
        (
            "---\ntitle: 'Ferry stays in port'\nauthor: Ximena Arce, Hugo Lantigua\ndate: 2024-03-12\ntags: sea\n---\n"
            + STORY,
            ("Ferry stays in port", None, date(2024, 3, 12), ("Ximena Arce", "Hugo Lantigua")),
        ),
        (
            f"% Ferry stays in port\n% Ximena Arce\n% 12 March 2024\n\n{STORY}",
            ("Ferry stays in port", None, date(2024, 3, 12), ("Ximena Arce",)),
        ),
        (
            f"news.example.org\n\nFerry stays in port\n\nXimena Arce\n\n3–4 minutes\n\n{STORY}",
            ("Ferry stays in port", None, None, ("Ximena Arce",)),
        ),
        (f"example.org\nFerry stays in port\n5 min read\n{STORY}", ("Ferry stays in port", None, None, ())),
        (f"---\nsource: a friend\ntitle: Ferry\n---\n{STORY}", ("Ferry", None, None, ())),
    ],
)
def test_headers(text: str, wanted: tuple[object, ...]) -> None:
    found = header(text)
    assert found is not None
    end, said = found
    assert (said.title, said.url, said.published, said.authors) == wanted
    assert text[end:].strip() == STORY


@pytest.mark.parametrize(
    "text",
    [
        "",
        STORY,
        f"Title: {STORY}",
        f"Arce: The pump had failed.\n\nLantigua: When?\n\n{STORY}",
        f"---\n{STORY}",
        f"example.org\n{STORY}\n{STORY}",
        "Title: Ferry",
        f"Weather: rain\nContent: {STORY}",
        f"---\ncolour: red\n---\n{STORY}",
    ],
)
def test_no_headers(text: str) -> None:
    assert header(text) is None


def test_a_header_is_metadata_and_no_part_of_the_article() -> None:
    text = f"{FIELDS}Markdown Content:\n\n{STORY}\n\n> {STORY}\n"
    read_, said = read(text)
    assert read_ == text
    assert [text[a:b].lstrip("> ") for a, b in said.kept] == [STORY, STORY]
    assert said.kinds == ("paragraph", "quote")
    assert (said.title, said.url, said.published) == (
        "Ferry stays in port",
        "https://example.org/ferry",
        date(2024, 3, 12),
    )
    assert said.decisions[0].rule == "header of a converter"
    assert len(read(text, clean=False)[1].kept) > 2
