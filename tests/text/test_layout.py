"""Paragraphs, kinds of blocks and headings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.keys import Reading
from newsparse.text.layout import is_heading, read_layout

TEXT = (
    "Flood Closes Market Hall\n\nACCRA (Wire) — “Water rose,” said Kofi.\nThe mayor came.\n\n"
    "Read more here\n\nIt ended."
)


def said(layout_text: str, reading: Reading | None) -> list[str]:
    return [layout_text[p.start : p.end] for p in read_layout(layout_text, reading).paragraphs]


def reading_of(*kept: str, kinds: tuple[str, ...] = (), cuts: tuple[str, ...] = ()) -> Reading:
    def place(piece: str) -> tuple[int, int]:
        return TEXT.index(piece), TEXT.index(piece) + len(piece)

    return Reading(kept=tuple(map(place, kept)), kinds=kinds, paragraphs=tuple(map(place, cuts)))


def test_without_a_reading_lines_are_paragraphs_unless_wrapped() -> None:
    assert said("One ended.\nTwo ended.\n\nThree.", None) == ["One ended.", "Two ended.", "Three."]
    wrapped = "The river rose in the night and the\nmarket was closed until the water went down."
    assert said(wrapped, None) == [wrapped]


def test_paragraphs_of_a_reading_hold_their_dateline() -> None:
    reading = reading_of(
        "Flood Closes Market Hall", "ACCRA (Wire) — “Water rose,” said Kofi.", "The mayor came.",
        kinds=("headline", "paragraph", "paragraph"),
        cuts=("Flood Closes Market Hall", "ACCRA (Wire) —", "“Water rose,” said Kofi.", "The mayor came."),
    )  # fmt: skip
    layout = read_layout(TEXT, reading)
    assert [TEXT[p.start : p.end][:5] for p in layout.paragraphs] == ["Flood", "ACCRA", "The m", "Read ", "It en"]
    assert TEXT[slice(*layout.dateline)] == "ACCRA (Wire) —"
    assert [p.kept for p in layout.paragraphs] == [True, True, True, False, False]
    assert [p.kind for p in layout.paragraphs] == ["headline", "paragraph", "paragraph", "", ""]


def test_places_before_and_between_paragraphs_belong_to_the_one_before() -> None:
    layout = read_layout("\n\nOne.\n\nTwo.", None)
    assert [layout.at(i) for i in (0, 2, 6, 8, 11)] == [0, 0, 0, 1, 1]
    assert not read_layout("", None).at(0)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("From Silence to Slow Dialogue", True),
        ("PILOT FINDS LOST GOAT", True),
        ("The mayor of Tema came home", False),
        ("Mayor Kofi Annor Came Home.", False),
        ("Harbour", False),
    ],
)
def test_headings_by_their_words(line: str, expected: bool) -> None:
    assert is_heading(line) is expected


def test_headings_by_their_blocks() -> None:
    kept = ("Flood Closes Market Hall", "The mayor came.", "It ended.")
    layout = read_layout(TEXT, reading_of(*kept, kinds=("caption", "subhead", "paragraph")))
    assert [TEXT[layout.paragraphs[n].start :][:3] for n in sorted(layout.headings)] == ["The"]
    assert [p.is_aside for p in layout.paragraphs if p.kept] == [True, True, False]


def test_a_quotation_does_not_run_on_over_what_stands_beside_the_text() -> None:
    text = "“We came.\n\nA “tall” ship in the port\n\n“We left,” he said."
    spans = ((0, 9), (11, 36), (38, len(text)))
    layout = read_layout(text, Reading(kept=spans, kinds=("paragraph", "caption", "paragraph")))
    assert [q.chain for q in layout.quotations] == [0, -1, 0]
    assert not any(q.start < text.index("ship") < q.end for q in layout.quotations)


@given(st.text(alphabet="aB .\n\u2028“”\u200b", max_size=60), st.integers(0, 30), st.integers(0, 30))
def test_any_paragraphs_are_in_order_and_apart(text: str, start: int, size: int) -> None:
    for reading in (None, Reading(kept=((min(start, len(text)), min(start + size, len(text))),))):
        found = read_layout(text, reading).paragraphs
        assert all(p.start < p.end <= len(text) for p in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


INTERVIEW = "\n\n".join(
    line
    for question in (
        "Why did you sail?",
        "Who taught you?",
        "Was your “school of fear” a boat?",
    )
    for line in (question, "I was nine, and my uncle had a boat.")
)


def kinds(text: str) -> list[str]:
    return [p.kind for p in read_layout(text, Reading(kept=((0, len(text)),))).paragraphs]


def test_questions_put_to_you_and_answered_in_the_first_person_are_those_of_an_interview() -> None:
    assert kinds(INTERVIEW) == ["question", ""] * 3
    assert kinds(f"The Gull: {INTERVIEW}") == ["", "", *["question", ""] * 2]


@pytest.mark.parametrize(
    "text",
    [
        INTERVIEW.replace("you", "he"),  # an explainer
        INTERVIEW.replace("I was nine, and my", "He was nine, and his"),
        INTERVIEW.replace("Who taught you?\n\n", ""),  # too few
        INTERVIEW.replace("Why did you sail?", "“Why did you sail?”"),
    ],
)
def test_other_questions_are_paragraphs(text: str) -> None:
    assert set(kinds(text)) == {""}
