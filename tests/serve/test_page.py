"""The page to try, in a real browser: by mouse, by keyboard, narrow, dark, and with a service that refuses."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from newsparse.serve.jobs import Answer, Refusal, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsparse.types import Article

    from .conftest import Client

STUCK = "stuck"

pytestmark = pytest.mark.slow


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The address of a server in a thread."""
    import uvicorn

    config = uvicorn.Config(app, lifespan="off", ws="none", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.001)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def site(client_of: type[Client], article: Article) -> Iterator[tuple[str, Client]]:
    """The service, whose every article is one and the same."""

    def work(job: Any) -> Answer | Refusal:
        if job.record.get("text") == STUCK:
            return Refusal("too-long", "more than 60 seconds of work")
        if job.claim:
            return Answer(newsparse.check(**job.claim, articles=article).to_json().encode())
        return Answer(written(article, job.form, job.table))

    client = client_of(work, token="s3same")
    with serving(client.app) as address:
        yield address, client


@pytest.fixture
def show(browser: Any, site: tuple[str, Client]) -> Iterator[Callable[..., Any]]:
    """Open the page; at the end, nothing may have been complained about or asked of others."""
    address, _ = site
    opened = []

    def open_(path: str = "/", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
        page = context.new_page()
        log: list[str] = []
        page.on("console", lambda message: log.append(message.text))
        page.on("pageerror", lambda error: log.append(str(error)))
        page.on("request", lambda request: log.append(request.url) if address not in request.url else None)
        page.goto(address + path)
        opened.append((context, log))
        return page

    yield open_
    for context, log in opened:
        context.close()
        assert [line for line in log if not line.startswith(("data:", "blob:")) and "504" not in line] == []


def example_of_the_page() -> str:
    return (resources.files("newsparse.serve") / "static" / "example.json").read_text(encoding="utf-8")


def test_the_example_is_a_sample_article() -> None:
    samples = Path(__file__).parents[2] / "data" / "articles"
    example = json.loads(example_of_the_page())
    assert example["text"] == (samples / "agency-kafue-flood.txt").read_text(encoding="utf-8")
    assert example["published"] == json.loads((samples / "agency-kafue-flood.json").read_text("utf-8"))["published"]


def extracted(page: Any) -> None:
    page.get_by_label("Token").fill("s3same")
    page.get_by_role("button", name="Take the example").click()
    page.get_by_role("heading", name="Results").wait_for()


def test_from_the_example_to_the_verdict(show: Callable[..., Any], site: tuple[str, Client], article: Article) -> None:
    example = json.loads(example_of_the_page())
    page = show()
    extracted(page)
    assert page.text_content("#view .np-text") == article.text
    assert page.evaluate("document.activeElement.id") == "results"
    assert page.inner_text("#status") == "Done: 2 quotes, 2 names."
    sent = site[1].pool.jobs[0]
    assert sent.record == {"text": example["text"], "published": example["published"]}
    assert sent.options.attributions == "statements"
    page.get_by_label("Quotation").fill("Yes")
    page.get_by_label("Speaker").fill("Ada Obi")
    page.get_by_role("button", name="Check").click()
    page.get_by_text("verbatim").wait_for()
    page.get_by_role("link", name="to the words").click()
    assert page.inner_text(":target") == "Yes,"


def test_what_is_asked_for(show: Callable[..., Any], site: tuple[str, Client], tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text("<title>A page</title>", encoding="utf-8")
    page = show()
    page.get_by_label("Token").fill("s3same")
    page.get_by_label("Intentions and attitudes").check()
    page.get_by_label("Published").fill("2025-02-03")
    page.get_by_label("Article", exact=True).fill("Ada Obi said no.")
    page.get_by_role("button", name="Extract").click()
    page.get_by_role("heading", name="Results").wait_for()
    page.get_by_label("File", exact=True).set_input_files(saved)
    page.get_by_text("saved.html").wait_for()
    page.get_by_role("button", name="Extract").click()
    page.get_by_text("Done:").wait_for()
    first, second = site[1].pool.jobs
    assert first.record == {"text": "Ada Obi said no.", "published": "2025-02-03"}
    assert (first.options.attributions, first.form) == ("all", "fragment")
    assert second.record == {"html": b"<title>A page</title>", "published": "2025-02-03"}
    page.get_by_role("button", name="Remove the file").click()
    assert page.evaluate("document.activeElement.id") == "article"


@pytest.mark.parametrize(
    ("button", "name"), [("JSON", "article.json"), ("CSV", "dates.csv"), ("JSON-LD", "article.jsonld")]
)
def test_downloads(show: Callable[..., Any], article: Article, button: str, name: str) -> None:
    page = show()
    extracted(page)
    page.get_by_label("of", exact=True).select_option("dates")
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    assert download.value.suggested_filename == name
    form = {"JSON": "json", "CSV": "csv", "JSON-LD": "jsonld"}[button]
    assert Path(download.value.path()).read_bytes() == written(article, form, "dates")


def test_a_file_that_is_dropped(show: Callable[..., Any], site: tuple[str, Client]) -> None:
    page = show()
    page.get_by_label("Token").fill("s3same")
    page.evaluate(
        "() => { const data = new DataTransfer();"
        " data.items.add(new File(['Ada Obi said yes.'], 'dropped.txt', { type: 'text/plain' }));"
        " document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })) }"
    )
    page.get_by_text("dropped.txt").wait_for()
    page.get_by_role("button", name="Extract").click()
    page.get_by_role("heading", name="Results").wait_for()
    assert site[1].pool.jobs[0].record == {"text": "Ada Obi said yes."}


def test_what_goes_wrong_is_told(show: Callable[..., Any]) -> None:
    page = show()
    page.get_by_label("Token").fill("s3same")
    page.get_by_role("button", name="Extract").click()
    assert "There is no article yet" in page.get_by_role("alert").inner_text()
    page.get_by_label("Article", exact=True).fill(STUCK)
    page.get_by_role("button", name="Extract").click()
    page.get_by_text("The work took too long: more than 60 seconds of work").wait_for()
    assert page.get_by_role("button", name="Extract").is_enabled()


def test_by_keyboard(show: Callable[..., Any]) -> None:
    page = show()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the article"
    page.keyboard.press("Enter")
    page.keyboard.type("Ada Obi said no.")
    assert page.get_by_label("Article", exact=True).input_value() == "Ada Obi said no."
    page.get_by_label("Token").focus()
    page.keyboard.type("s3same")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Results").wait_for()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
@pytest.mark.parametrize("path", ["/", "/docs"])
def test_accessible(show: Callable[..., Any], scheme: str, width: int, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = show(path, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    if path == "/":
        extracted(page)
        page.get_by_label("Quotation").fill("Yes")
        page.get_by_role("button", name="Check").click()
        page.get_by_text("verbatim").wait_for()
    found = axe.Axe().run(page).response
    assert not [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
    assert "color-contrast" in {each["id"] for each in found["passes"]}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
