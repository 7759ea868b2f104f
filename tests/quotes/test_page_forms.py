"""What the layout of a page says about quotes, through the packaged model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import newsparse

if TYPE_CHECKING:
    from newsparse.types import Article

pytest.importorskip("lxml")
pytestmark = pytest.mark.model


def read(check: Any, body: str) -> Article:
    page = f"<html lang=en><body><article><h1>The bridge builder speaks</h1>{body}</article></body></html>"
    article: Article = check(newsparse.extract({"html": page}, published="2024-05-05"))
    return article


def said(article: Article) -> list[tuple[str, str | None]]:
    return [(q.text, q.speaker.name if q.speaker else None) for q in article.quotes if q.kind == "direct"]


INTRODUCTION = (
    "<p>Ingrid Solheim has built bridges for forty years. Solheim spoke in Bergen on Monday about what is left to do, and "
    "about the ones that fell down in the storms.</p>"
)
ANSWERS = [
    "I grew up on an island, and my father rowed me to school every morning. It was cold in the boat in winter.",
    "The one at Lofoten. I lost two boats there and nearly my deputy. The current changes every six hours.",
    "I would like to sleep. Then I will draw a very small bridge for my garden, for the cat.",
]
QUESTIONS = ["Why did you begin to build bridges?", "Which one was the hardest?", "What comes next?"]


@pytest.mark.parametrize("mark", ["<p><strong>{}</strong></p>", "<h3>{}</h3>", "<dl><dt>{}</dt></dl>"])
def test_the_answers_of_an_interview(check_article: Any, mark: str) -> None:
    turns = "".join(f"{mark.format(q)}<p>{a}</p>" for q, a in zip(QUESTIONS, ANSWERS, strict=True))
    article = read(check_article, INTRODUCTION + turns)
    assert [span.kind for span in article.body] == ["paragraph", *["question", "paragraph"] * 3]
    found = said(article)
    assert [text for text, _ in found] == [t for pair in zip(QUESTIONS, ANSWERS, strict=True) for t in pair]
    assert [name for _, name in found[1::2]] == ["Ingrid Solheim"] * 3
    assert all(name != "Ingrid Solheim" for _, name in found[::2])


def test_the_questions_of_an_explainer_are_no_interview(check_article: Any) -> None:
    answers = (
        "The bridge at Lofoten was closed on Monday because the current had moved one of its pillars by a metre.",
        "The county pays for the repair, which will cost as much as a new ferry and take until the spring.",
        "The ferries of the county go every hour until then, and at night for the hospital alone.",
    )
    turns = "".join(
        f"<h3>{q}</h3><p>{a}</p>" for q, a in zip(("What happened?", "Who pays?", "And now?"), answers, strict=True)
    )
    assert said(read(check_article, INTRODUCTION + turns)) == []


def test_an_explainer_may_quote_the_first_person(check_article: Any) -> None:
    words = ["I never trusted that pillar, and my crew knew it", "I would have asked for a tunnel, as I told them"]
    told = (f"The bridge was closed on Monday. “{said_}.” The county pays for the repair of it." for said_ in words)
    turns = "".join(f"<h3>{q}</h3><p>{a}</p>" for q, a in zip(("What happened?", "And now?"), told, strict=True))
    assert {text.rstrip(".") for text, _ in said(read(check_article, INTRODUCTION + turns))} <= set(words)


def test_records_are_no_interview(check_article: Any) -> None:
    records = "<p>Language: Spanish</p><p>Format: Open book</p><p>Language: Danish</p><p>Format: Two films</p>"
    assert said(read(check_article, INTRODUCTION + records)) == []


PORT = (
    "<p>The harbour master of Antofagasta, Rosa Quispe, resigned on Friday after the report on the fire in the port was "
    "published by the ministry.</p>"
)
END = "<p>The ministry thanked her for her work and will name somebody else in June of this year.</p>"


def test_a_block_quotation_is_one_without_marks(check_article: Any) -> None:
    text = "The harbour was my life for nineteen years. It deserves people who sleep at night."
    body = f"{PORT}<p>In a letter to her staff, Quispe wrote:</p><blockquote><p>{text}</p></blockquote>{END}"
    assert said(read(check_article, body)) == [(text, "Rosa Quispe")]


def test_an_embedded_post_is_a_quotation_of_its_author(check_article: Any) -> None:
    text = "She is the best harbour master that this coast has ever had."
    post = f"<blockquote class=twitter-tweet><p>{text}</p>&mdash; Pablo Rojas (@projas_port) <a href=x>May 3, 2023</a></blockquote>"
    assert said(read(check_article, f"{PORT}{END}{post}")) == [(text, "Pablo Rojas")]


def test_a_pull_quote_that_is_repeated_is_no_second_quotation(check_article: Any) -> None:
    text = "Nobody should have to choose between a port and a school."
    body = f"{PORT}<p>“{text}” Quispe said on the quay.</p><aside class=pull-quote><p>“{text}”</p></aside>{END}"
    assert said(read(check_article, body)) == [(text, "Rosa Quispe")]


def test_captions_and_subheads_do_not_stand_between_a_speaker_and_the_quotation(check_article: Any) -> None:
    body = (
        "<p>The mayor of Tromdal, Kari Lunde, opened the library on Monday. Lunde told the guests:</p>"
        "<figure><img src=a><figcaption>The new library stands on the quay of Tromdal, where the fish market was.</figcaption></figure>"
        "<h2>A promise kept</h2><p>“Nobody can read a promise. Now there are forty thousand books in it.”</p>"
        "<p>The library will be open on every day of the year but one.</p>"
    )
    article = read(check_article, body)
    assert [span.kind for span in article.body] == ["paragraph", "caption", "subhead", "paragraph", "paragraph"]
    assert said(article) == [("Nobody can read a promise. Now there are forty thousand books in it.", "Kari Lunde")]


SPEECH = [
    "Thank you for coming on such a wet day, and thank you to the divers, who have been in the water since March.",
    "When I was a girl my father rowed me past this quay every morning, and he told me never to step on it.",
    "We will close it on Monday. The boats go to the next harbour until June, and we shall pay for the diesel.",
]


def test_the_paragraphs_of_a_speech_are_its_speakers(check_article: Any) -> None:
    text = "\n\n".join(["Mayor Ana Ruiz's speech on the quay, in full", *SPEECH])
    assert said(check_article(newsparse.extract(text, published="2024-05-05"))) == [(w, "Ana Ruiz") for w in SPEECH]
