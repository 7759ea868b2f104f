"""Fetching, against a server on loopback: what it may ask for, how often, how much, and where it never goes."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.batch import run, web
from newsparse.batch.web import Web, _is_public
from newsparse.commands import reading
from newsparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.language import Language

PAGE = "<html><body><article><p>Ada Obi said that the pórt was open.</p></article></body></html>"
FEED = (
    "<rss><channel><item><title>One</title><link>/page</link><pubDate>Tue, 01 Jul 2025 10:00:00 GMT</pubDate></item>"
    "<item><title>Two</title><link>/gone</link></item><item><title>Three</title><description>Text.</description></item>"
    "</channel></rss>"
)
ROBOTS = "User-agent: *\nDisallow: /closed\nCrawl-delay: 0\n"
ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "/robots.txt": (200, "text/plain", ROBOTS.encode()),
    "/page": (200, "text/html; charset=ISO-8859-1", PAGE.encode("latin-1")),
    "/text": (200, "text/plain", "Oyá Lund left.".encode()),
    "/feed": (200, "application/rss+xml", FEED.encode()),
    "/picture": (200, "image/png", b"\x89PNG"),
    "/long": (200, "text/plain", b"x" * 100_000),
    "/closed/page": (200, "text/html", PAGE.encode()),
}
MOVED = {
    "/moved": "/page",
    "/away": "http://10.0.0.1/x",
    "/to-closed": "/closed/page",
    "/file": "file:///etc/hostname",
    "/loop": "/loop",
}


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str | None]] = []  # noqa: RUF012 - of the server of one test

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        if self.path in MOVED:
            self.send_response(302)
            self.send_header("Location", MOVED[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status, kind, data = ANSWERS.get(self.path, (404, "text/html", b"gone"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) + (9 if self.path == "/text" and self.server.cut else 0)))  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.cut = False  # type: ignore[attr-defined]
    Handler.asked.clear()
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def base(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def open_web(**options: Any) -> Web:
    return Web(0, allow_private=True, **options)


def test_pages_and_texts(base: str) -> None:
    found = open_web().fetch(f"{base}/moved")
    assert found.source() == {"id": f"{base}/page", "url": f"{base}/page", "html": PAGE}
    assert open_web().fetch(f"{base}/text").source()["text"] == "Oyá Lund left."
    assert {agent for _, agent in Handler.asked} == {web._agent()}
    assert [path for path, _ in Handler.asked][:3] == ["/robots.txt", "/moved", "/page"]


def test_feeds(base: str) -> None:
    page, gone, written = open_web().members(f"{base}/feed")
    assert page.source is not None
    assert (page.source["url"], page.source["html"]) == (f"{base}/page", PAGE)
    assert "answered 404" in str(gone.error)
    assert written.source is not None
    assert written.source["text"] == "Text."


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/closed/page", "robots.txt does not allow it"),
        ("/to-closed", "robots.txt does not allow it"),
        ("/nothing", "the server answered 404 Not Found"),
        ("/picture", "is image/png; wanted is a page, a text or a feed"),
        ("/long", "longer than 5,000 bytes"),
        ("/file", "is not allowed"),
        ("/loop", "answered 302"),
    ],
)
def test_what_is_not_read(base: str, path: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        list(open_web(longest=5000).members(f"{base}{path}"))


def test_answers_that_are_cut_off(server: ThreadingHTTPServer, base: str) -> None:
    server.cut = True  # type: ignore[attr-defined]
    with pytest.raises(InputError, match=r"cut off|IncompleteRead"):
        open_web().fetch(f"{base}/text")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://10.1.2.3/"])
def test_nothing_inside_a_network(url: str) -> None:
    with pytest.raises(InputError, match="not of the public internet: --allow-private"):
        Web(0).fetch(url)


def test_redirects_out_of_the_public_internet(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server on loopback stands for a public one, whose answer leads into a network."""
    monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(InputError, match=r"10\.0\.0\.1 is not of the public internet"):
        Web(0).fetch(f"{base}/away")
    assert Web(0).fetch(f"{base}/page").url == f"{base}/page"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("127.0.0.1", False), ("10.0.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False),
        ("2002:0a00:0001::1", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert _is_public(address) is public


@pytest.mark.parametrize(
    "url", ["http://", "http://a b/", "https://u:p@news.example/", "http://news.example:x/", "http://nóws.example/"]
)
def test_no_address(url: str) -> None:
    with pytest.raises(InputError, match="is no address"):
        Web(0).permit(url)


def test_a_host_is_not_asked_too_often(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(web.time, "sleep", waits.append)
    polite = Web(5, allow_private=True)
    polite.fetch(f"{base}/text")
    assert waits == []
    polite.fetch(f"{base}/text")
    assert len(waits) == 1
    assert 4 < waits[0] <= 5


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (503, False)])
def test_hosts_without_robots(base: str, monkeypatch: pytest.MonkeyPatch, status: int, allowed: bool) -> None:
    monkeypatch.setitem(ANSWERS, "/robots.txt", (status, "text/plain", b""))
    if allowed:
        assert open_web().fetch(f"{base}/closed/page").kind == "text/html"
    else:
        with pytest.raises(InputError, match="does not allow"):
            open_web().fetch(f"{base}/closed/page")


def test_batch_and_extract(base: str, tmp_path: Path, rules_nlp: Language) -> None:
    done = run(
        [f"{base}/page", f"{base}/feed", f"{base}/nothing"], tmp_path / "out.jsonl", model=rules_nlp, on_error="record",
        allow_private=True, delay=0,
    )  # fmt: skip
    assert (done.records, done.failed) == (5, 2)
    with pytest.raises(InputError, match="not of the public internet"):
        run(f"{base}/page", tmp_path / "no.jsonl", model=rules_nlp)
    assert reading.read_source(f"{base}/page", allow_private=True)["html"] == PAGE
    with pytest.raises(InputError, match="several articles"):
        reading.read_source(f"{base}/feed", allow_private=True)
