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


@pytest.mark.parametrize(
    "note",
    [
        "<em>This interview has been edited and condensed for clarity.</em>",
        "The interview was conducted by Tor Aas.",
        "<i>Tomorrow: the mayor of Aarhus.</i>",
        "<em>Her memoir, The Long Bend, is published by Carver Books in May.</em>",
        "Interview by Tor Aas. Translated by Kate Moll.",
    ],
)
@pytest.mark.parametrize("mark", ["<p><strong>{}</strong></p>", "<h3>{}</h3>"])
def test_a_note_below_an_interview_is_no_answer(check_article: Any, mark: str, note: str) -> None:
    turns = "".join(f"{mark.format(q)}<p>{a}</p>" for q, a in zip(QUESTIONS, ANSWERS, strict=True))
    found = said(read(check_article, INTRODUCTION + turns + f"<p>{note}</p>"))
    assert [text for text, _ in found] == [t for pair in zip(QUESTIONS, ANSWERS, strict=True) for t in pair]


def test_an_answer_may_speak_of_the_interview_and_of_books(check_article: Any) -> None:
    answers = [*ANSWERS[:2], "This interview is the last that I give. My book is published in May."]
    turns = "".join(f"<h3>{q}</h3><p>{a}</p>" for q, a in zip(QUESTIONS, answers, strict=True))
    assert said(read(check_article, INTRODUCTION + turns))[-1] == (answers[-1], "Ingrid Solheim")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("<p><strong>{}</strong></p>", "<p>“{}”</p>"),
        ("<h3>{}</h3>", "<p>“{}”</p>"),
        ("<p><strong>Q: {}</strong></p>", "<p><strong>A:</strong> {}</p>"),
        ("<p><strong>Talk: {}</strong></p>", "<p><strong>Ingrid Solheim:</strong> {}</p>"),
    ],
)
def test_answers_in_marks_and_behind_labels(check_article: Any, question: str, answer: str) -> None:
    turns = "".join(question.format(q) + answer.format(a) for q, a in zip(QUESTIONS, ANSWERS, strict=True))
    found = said(read(check_article, INTRODUCTION + turns))
    assert [pair for pair in found if pair[0] in ANSWERS] == [(answer, "Ingrid Solheim") for answer in ANSWERS]


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


def test_a_post_that_nobody_signs_is_not_said_by_the_last_speaker(check_article: Any) -> None:
    text = "She is the best harbour master that this coast has ever had."
    for post in (
        "<blockquote class=tiktok-embed><a>@projas</a><p>{}</p></blockquote>",
        "<blockquote class=twitter-tweet>{}</blockquote>",
    ):
        body = f"{PORT}<p>Quispe said that she was tired.</p>{post.format(text)}{END}"
        assert (text, "Rosa Quispe") not in said(read(check_article, body))


def test_a_post_with_dots_in_its_name_and_a_time_is_its_authors(check_article: Any) -> None:
    text = "She is the best harbour master that this coast has ever had."
    post = f"<blockquote class=bluesky-embed><p>{text}</p>&mdash; Pablo Rojas (<a>@projas.bsky.social</a>) <a>May 3, 2023 at 10:02 AM</a></blockquote>"
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
