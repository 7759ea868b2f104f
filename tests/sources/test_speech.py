"""Whose words an article is throughout."""

from __future__ import annotations

import pytest

from newsparse.sources import read
from newsparse.sources.speech import named

WORDS = [
    "Thank you for coming on such a wet day, and thank you to the divers, who have been in the water since March.",
    "When I was a girl my father rowed me past this quay every morning, and he told me never to step on it.",
    "We will close it on Monday. The boats go to the next harbour until June, and we shall pay for the diesel.",
]


def story(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Remarks by Mayor Ana Ruiz at the Harbour Fair", "Mayor Ana Ruiz"),
        ("Statement of Judge Tomas Oyelaran before the Committee on Fisheries", "Judge Tomas Oyelaran"),
        ("Opening remarks by Ms Amara Diallo, Deputy Governor of the Bank of Lomvik", "Ms Amara Diallo"),
        ("Full text of the speech by President Ingrid Solheim in Bergen", "President Ingrid Solheim"),
        ("Ana Ruiz’s resignation speech in full", "Ana Ruiz"),
        ("Transcript: Prime Minister Bo Lie's address to the nation", "Prime Minister Bo Lie"),
        ("Remarks as prepared for delivery by Farid al-Hashimi", "Farid al-Hashimi"),
        ("Remarks by minister anger farmers", None),
        ("Minister's statement draws fire", None),
        ("She read a statement by the lawyer of Ana Ruiz.", None),
        ("Quay closes on Monday", None),
    ],
)
def test_a_line_that_names_the_speaker(line: str, who: str | None) -> None:
    found = named(line)
    assert (line[slice(*found)] if found else None) == who


@pytest.mark.parametrize(
    "lines",
    [
        ("Remarks by Mayor Ana Ruiz at the Harbour Fair", *WORDS),
        ("Quay closes on Monday", "Remarks by Mayor Ana Ruiz, as delivered", *WORDS),
        ("Mayor Ana Ruiz's speech on the quay in full", WORDS[0], WORDS[1], WORDS[0]),
    ],
)
def test_a_speech_is_its_speakers(lines: tuple[str, ...]) -> None:
    text, reading = read(story(*lines))
    assert reading.speaker
    assert text[slice(*reading.speaker)] == "Mayor Ana Ruiz"


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "The quay of Lomvik closes on Monday.",
            "Boats go to the next harbour until June, the council wrote on Friday.",
        ],
        [f"“{WORDS[0]}” she said.", f"“{WORDS[1]}” she told the crowd.", WORDS[2]],
        [f"THE MAYOR: {WORDS[0]}", f"Q: {WORDS[1]}", f"THE MAYOR: {WORDS[2]}"],
        WORDS[:1],
    ],
)
def test_a_report_of_it_or_a_conversation_is_none(paragraphs: list[str]) -> None:
    assert read(story("Remarks by Mayor Ana Ruiz at the Harbour Fair", *paragraphs))[1].speaker is None


def test_the_headline_of_a_page_is_in_the_body_where_it_names_the_speaker() -> None:
    pytest.importorskip("lxml")
    page = (
        "<html><body><article><h1>{}</h1>"
        + "".join(f"<p>{words}</p>" for words in WORDS * 2)
        + "</article></body></html>"
    )
    text, reading = read({"html": page.format("Remarks by Mayor Ana Ruiz at the Harbour Fair")})
    assert reading.speaker
    assert text[slice(*reading.speaker)] == "Mayor Ana Ruiz"
    assert reading.kinds[0] == "headline"
    text, reading = read({"html": page.format("Quay closes on Monday")})
    assert reading.speaker is None
    assert "headline" not in reading.kinds
