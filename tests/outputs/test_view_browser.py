"""The page in a real browser: jumps, colours, keyboard, and nothing run or fetched. Needs Chromium and playwright."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.outputs import html
from newsparse.types import Article, Cue, DateMention, Entity, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SCRIPT = "<script>window.ran = true; alert(1)</script>"
FILLER = "The ferry timetable for the islands did not change in any way that passengers noticed.\n\n" * 40

pytestmark = pytest.mark.slow


def place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


@pytest.fixture(scope="module")
def long_article() -> Article:
    """A long text with a script in it, its quote at the end, and a menu outside the body."""
    head = f"Home | Sport | Contact\n\nA page held {SCRIPT} and was read aloud on Suva radio.\n\n"
    text = f"{head}{FILLER}“The bridge opens on 4 August,” said Litia Vakaloloma of Fiji Roads, a Fijian body."
    names = {"Suva": "GPE", "Litia Vakaloloma": "PERSON", "Fiji Roads": "ORG", "Fijian": "NORP"}
    said = "The bridge opens on 4 August,"
    who = Speaker("Litia Vakaloloma", *place(text, "Litia Vakaloloma"), "Litia Vakaloloma", "E2")
    who = replace(who, affiliation="the Ministry of Roads, Bridges and Ferries of the Republic of the Fiji Islands")
    return Article(
        text,
        title=f"A bridge {SCRIPT}",
        published=date(2025, 7, 30),
        url="https://news.example/bridge",
        body=(TextSpan(text[24:], 24, len(text)),),
        entities=tuple(
            Entity(f"E{number}", name, label, (Mention(name, *place(text, name), 1.0),))
            for number, (name, label) in enumerate(names.items(), start=1)
        ),
        quotes=(
            Quote(
                "Q1",
                said,
                *place(text, said),
                (TextSpan(said, *place(text, said)),),
                "direct",
                speaker=who,
                cue=Cue("said", "say", *place(text, "said")),
            ),
        ),
        dates=(
            DateMention("4 August", *place(text, "4 August"), "DATE", "2025-08-04", date(2025, 8, 4), date(2025, 8, 4)),
        ),
        warnings=("the text is one of a test",),
    )


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open HTML as a file; at the end, nothing may have been complained about, run or fetched."""
    opened = []

    def open_(content: str, **options: Any) -> Any:
        file = tmp_path / f"page{len(opened)}.html"
        file.write_text(content, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 800}, **options})
        page = context.new_page()
        log: list[str] = []
        page.on("console", lambda message: log.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: log.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (log.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: log.append(f"request: {request.url}"))
        page.goto(file.as_uri())
        opened.append((context, log, f"request: {file.as_uri()}"))
        return page

    yield open_
    for context, log, own in opened:
        context.close()
        assert [line for line in log if not line.startswith("request: data:")] == [own]


def in_view(page: Any, selector: str) -> bool:
    return bool(
        page.evaluate(
            "s => { const r = document.querySelector(s).getBoundingClientRect();"
            " return r.top >= 0 && r.bottom <= innerHeight }",
            selector,
        )
    )


def test_links_jump_to_the_words_and_back(show: Callable[..., Any], long_article: Article) -> None:
    page = show(html.write(long_article))
    assert not in_view(page, "#np-q1")
    page.click(".np-list a")
    assert in_view(page, "#np-q1")
    assert page.inner_text("#np-q1") == long_article.quotes[0].text
    page.click("#np-q1 .np-by")
    assert page.url.endswith("#np-l1")
    assert in_view(page, "#np-l1")
    page.click(".np-line a")
    assert page.inner_text(":target") == "4 August"


def test_a_script_is_shown_and_not_run(show: Callable[..., Any], long_article: Article) -> None:
    page = show(html.write(long_article))
    assert SCRIPT in page.inner_text(".np-text")
    assert SCRIPT in page.inner_text("h1")
    assert SCRIPT in page.title()
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.scripts.length") == 0


def test_the_text_is_the_text(show: Callable[..., Any], long_article: Article) -> None:
    page = show(html.write(long_article))
    assert page.text_content(".np-text") == long_article.text


def test_both_colour_schemes(show: Callable[..., Any], long_article: Article) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page = show(html.write(long_article), color_scheme=scheme)
        style = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
        colours[scheme] = page.eval_on_selector(".newsparse", style)
    assert colours["light"][0] != colours["dark"][0]
    assert luminance(colours["light"][0]) > 0.8 > luminance(colours["light"][1])
    assert luminance(colours["dark"][0]) < 0.1 < luminance(colours["dark"][1])


def luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("whole", [True, False], ids=["page", "cell"])
def test_accessible(show: Callable[..., Any], long_article: Article, scheme: str, width: int, whole: bool) -> None:
    """The rules of axe: contrast (AA), landmarks, headings, names of controls, regions that scroll."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    content = html.write(long_article) if whole else notebook(html.fragment(long_article))
    page = show(content, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    found = axe.Axe().run(page).response
    assert not [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
    assert {"color-contrast", "link-name", "label"} <= {each["id"] for each in found["passes"]}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def notebook(*outputs: str) -> str:
    """A page around the outputs of cells."""
    cells = "".join(f"<div>{output}</div>" for output in outputs)
    head = '<meta charset="utf-8"><link rel="icon" href="data:,"><title>notebook</title>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><main><h1>n</h1>{cells}</main></body></html>'


def test_keyboard(show: Callable[..., Any], long_article: Article) -> None:
    page = show(html.write(long_article))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    assert in_view(page, ":focus")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Who said what"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Litia Vakaloloma"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert in_view(page, "#np-q1")


def test_kinds_are_told_in_words_and_can_be_hidden(show: Callable[..., Any], long_article: Article) -> None:
    page = show(html.write(long_article))
    tree = page.locator(".np-text").aria_snapshot()
    for words in ("person: ", "place: ", "organisation: ", "group: ", "date: ", "Quote 1, direct, Litia Vakaloloma"):
        assert words in tree
    sign = "getComputedStyle(document.querySelector('.np-text .np-person'), '::before').content"
    assert page.evaluate(sign) != "none"
    page.get_by_label("people").uncheck()
    assert page.evaluate(sign) == "none"
    assert "organisation: " in page.locator(".np-text").aria_snapshot()


def test_what_is_left_out_can_be_hidden(show: Callable[..., Any], long_article: Article) -> None:
    page = show(html.write(long_article))
    assert "left out: " in page.locator(".np-text").aria_snapshot()
    assert page.inner_text(".np-text").startswith("Home | Sport | Contact")
    page.get_by_label("what is left out").uncheck()
    assert page.inner_text(".np-text").startswith("A page held")


def test_two_cells_of_a_notebook(show: Callable[..., Any], long_article: Article) -> None:
    other = replace(long_article, title="The other")
    page = show(notebook(html.fragment(long_article), html.fragment(other)))
    cell = page.locator("section.newsparse", has_text="The other")
    cell.locator(".np-list a").click()
    assert page.locator(":target").count() == 1
    assert cell.locator(":target").inner_text() == long_article.quotes[0].text
    assert in_view(page, ":target")


def test_a_long_article_opens(show: Callable[..., Any]) -> None:
    text = FILLER * 350  # two hundred thousand words
    page = show(html.write(Article(text, body=(TextSpan(text, 0, len(text)),))))
    assert page.locator(".np-text p").count() == 14_000
