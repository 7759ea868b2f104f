"""The routes: what is sent becomes a job, what is wrong a problem."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.outputs.schema import schema
from newsparse.serve.body import whole
from newsparse.serve.jobs import Answer, Refusal
from newsparse.serve.problems import KINDS, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .conftest import Client, Got

ARTICLE = {"text": "Amina Yusuf said no.", "published": "2025-01-02"}
TEXT, PAGE = {"content_type": "text/plain"}, {"content_type": "text/html"}


def problem(got: Got, name: str) -> str:
    """The detail of a problem, which must be one of this name in every way."""
    kind = KINDS[name]
    assert got.status == kind.status
    assert got.headers["content-type"] == "application/problem+json"
    assert {key: got.json[key] for key in ("type", "title", "status")} == {
        "type": f"/docs#{name}",
        "title": kind.title,
        "status": kind.status,
    }
    return str(got.json["detail"])


def test_json_is_a_record_and_options(client: Client) -> None:
    got = client.post("/extract", {**ARTICLE, "id": 7, "attributions": "all"})
    assert (got.status, got.headers["content-type"]) == (200, "application/json")
    assert got.json["record"] == {**ARTICLE, "id": "7"}
    assert got.json["attributions"] == "all"
    assert (got.headers["vary"], got.headers["cache-control"]) == ("accept", "no-store")


def test_a_text_with_the_rest_in_the_query(client: Client) -> None:
    got = client.post("/extract?published=2025-01-02&attributions=all&clean=false", "Zoë said.".encode(), **TEXT)
    assert got.json["record"] == {"text": "Zoë said.", "published": "2025-01-02"}
    assert client.pool.jobs[0].options.clean is False
    got = client.post("/extract", "Zoë".encode("latin-1"), content_type="text/plain; charset=iso-8859-1")
    assert got.json["record"] == {"text": "Zoë"}


def test_a_page_keeps_its_bytes_unless_the_charset_is_told(client: Client) -> None:
    client.post("/extract", b"<p>\xe9</p>", **PAGE)
    client.post("/extract", b"<p>\xe9</p>", content_type='application/xhtml+xml; charset="latin-1"')
    assert [job.record for job in client.pool.jobs] == [{"html": b"<p>\xe9</p>"}, {"html": "<p>é</p>"}]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/plain", "table"),
        ("application/json;q=0.1, text/csv", "csv"),
        ("application/ld+json", "jsonld"),
        ("application/geo+json, text/*;q=0.5", "geojson"),
        ("application/json;q=0, */*;q=0.1", "html"),
    ],
)
def test_accept_chooses_the_form(client: Client, accept: str, form: str) -> None:
    assert client.post("/extract", ARTICLE, accept=accept).json["form"] == form


def test_the_query_says_which_table_and_whether_a_fragment(client: Client) -> None:
    assert client.post("/extract?table=dates", ARTICLE, accept="text/csv").json["table"] == "dates"
    assert client.post("/extract?fragment=true", ARTICLE, accept="text/html").json["form"] == "fragment"
    assert "says nothing" in problem(client.post("/extract?table=dates", ARTICLE), "invalid")
    assert "wanted is" in problem(client.post("/extract?table=x", ARTICLE, accept="text/csv"), "invalid")


@pytest.mark.parametrize(
    ("body", "name", "told"),
    [
        (b"{", "malformed", "not JSON"),
        (b'{"text": NaN}', "malformed", "NaN"),
        (b"[" * 100_000, "malformed", ""),
        (b"\xff", "malformed", "not JSON"),
        (b'{"text": 1' + b"0" * 5000 + b"}", "malformed", "not JSON"),
        (b"[]", "invalid", "an array"),
        (b"{}", "invalid", "one of 'text' and 'html'"),
        (b'{"text": "a", "html": "b"}', "invalid", "one of"),
        (b'{"text": "a", "txet": "b"}', "invalid", "'txet'"),
        (b'{"text": 5}', "invalid", "'text' is a whole number; wanted is a string"),
        (b'{"text": "a", "clean": 1}', "invalid", "true or false"),
        (b'{"text": "a", "attributions": "some"}', "invalid", "'statements' or 'all'"),
        (b'{"text": "a", "quote": "b"}', "invalid", "unknown field"),
    ],
)
def test_bodies_that_are_wrong(client: Client, body: bytes, name: str, told: str) -> None:
    assert told in problem(client.post("/extract", body, content_type="application/json"), name)
    assert not client.pool.jobs


def test_requests_that_are_wrong(client: Client) -> None:
    problem(client.post("/extract", b"a", content_type="application/pdf"), "media-type")
    problem(client.post("/extract", b"a"), "media-type")
    problem(client.post("/extract", b"a", content_encoding="gzip", **TEXT), "media-type")
    problem(client.post("/extract", b"\xff", **TEXT), "malformed")
    problem(client.post("/extract", b"a", content_type="text/plain; charset=base64"), "malformed")
    problem(client.post("/extract", ARTICLE, accept="image/png"), "not-acceptable")
    problem(client.post("/extract?published=1&published=2", b"a", **TEXT), "invalid")
    problem(client.post("/extract?published=2025-01-01", ARTICLE), "invalid")
    problem(client.get("/nowhere"), "not-found")
    problem(client.get("/static/..%2fpages.py"), "not-found")
    problem(client.get("/extract/"), "not-found")
    got = client.get("/extract")
    problem(got, "method")
    assert got.headers["allow"] == "POST"


def test_bodies_that_are_too_large(client_of: type[Client]) -> None:
    client = client_of(most_bytes=50)
    problem(client.post("/extract", b"", content_length="51", **TEXT), "too-large")
    problem(client.post("/extract", [b"a" * 30, b"a" * 30], **TEXT), "too-large")
    assert client.post("/extract", b"a" * 50, **TEXT).status == 200


class Slow:
    """A request whose body never ends."""

    headers: Mapping[str, str] = {}

    async def receive(self) -> dict[str, Any]:
        await asyncio.sleep(0.001)
        return {"type": "http.request", "body": b"a", "more_body": True}


def test_a_body_that_is_too_slow() -> None:
    with pytest.raises(Problem, match="slow"):
        asyncio.run(whole(Slow(), 1000, 0.01))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("refusal", "name"),
    [
        (Refusal("invalid", "'published' is 'x'"), "invalid"),
        (Refusal("died", "the worker process died"), "died"),
        (Refusal("too-long", "more than 60 seconds"), "too-long"),
        (Refusal("unavailable", "the service is stopping"), "unavailable"),
        (Refusal("failed", "internal error (KeyError)", ("quotes/x.py:3 f",)), "failed"),
    ],
)
def test_refusals_of_the_worker(client_of: type[Client], refusal: Refusal, name: str) -> None:
    got = client_of(lambda job: refusal).post("/extract", ARTICLE)
    assert problem(got, name) == refusal.detail
    assert ("retry-after" in got.headers) == (name == "unavailable")


def test_a_full_room_says_when_to_come_back(client_of: type[Client]) -> None:
    client = client_of(lambda job: None, room=2)

    async def ask() -> list[Any]:
        asked = [client.ask("POST", "/extract", [b"a"], TEXT) for _ in range(2)]
        first = [asyncio.create_task(each) for each in asked]
        while len(client.pool.futures) < 2:
            await asyncio.sleep(0)
        third = await client.ask("POST", "/extract", [b"a"], TEXT)
        for future in client.pool.futures:
            future.set_result(Answer(b"{}"))
        return [third, *[await each for each in first], await client.ask("GET", "/health", [], {})]

    third, *others = asyncio.run(ask())
    problem(third, "busy")
    assert int(third.headers["retry-after"]) >= 1
    assert [each.status for each in others] == [200, 200, 200]


def test_a_client_that_goes_gives_its_job_up(client_of: type[Client]) -> None:
    client = client_of(lambda job: None)
    got = asyncio.run(client.ask("POST", "/extract", [b"a"], TEXT, leave_at=1))
    assert got.status == 0
    assert [future.cancelled() for future in client.pool.futures] == [True]


def test_a_job_that_no_worker_takes(client_of: type[Client], monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(lambda job: None, time_to_wait=1, time_to_work=1)
    real = asyncio.wait_for

    async def at_once(awaitable: Any, seconds: float) -> Any:
        return await real(awaitable, 0.01 if seconds == 2 else seconds)

    monkeypatch.setattr(asyncio, "wait_for", at_once)
    problem(client.post("/extract", ARTICLE), "unavailable")
    assert client.pool.futures[0].cancelled()


def test_an_error_of_ours_is_told_without_its_words(client_of: type[Client], caplog: pytest.LogCaptureFixture) -> None:
    def fail(job: Any) -> None:
        raise RuntimeError(f"secret words: {job.record}")

    with caplog.at_level("INFO", "newsparse.serve"):
        got = client_of(fail).post("/extract", ARTICLE)
    assert problem(got, "failed") == "internal error"
    assert "Amina" not in "".join(map(str, (record.__dict__.get("known") for record in caplog.records)))
    assert [record.getMessage() for record in caplog.records] == ["internal error", "request"]


def test_a_check_is_a_claim_and_a_record(client: Client) -> None:
    got = client.post("/check", {**ARTICLE, "quote": "no", "speaker": "Amina Yusuf"})
    assert got.json["claim"] == ["no", "Amina Yusuf"]
    assert got.json["record"] == ARTICLE
    assert "'quote' is missing" in problem(client.post("/check", ARTICLE), "invalid")
    problem(client.post("/check", b"a", **TEXT), "media-type")


def test_what_anybody_may_know(client: Client) -> None:
    assert client.get("/health").json == {"status": "ok", "workers": 1, "of": 1, "waiting": 0}
    assert client.get("/version").json["model"] == "en_test 1"
    assert client.get("/schema").json == json.loads(json.dumps(schema()))
    assert client.get("/").headers["content-type"].startswith("text/html")
    client.pool.alive = 0
    assert client.get("/health").status == 503


def test_the_token(client_of: type[Client]) -> None:
    client = client_of(token="s3same")
    for header in ({}, {"authorization": "Bearer other"}, {"authorization": "Basic s3same"}):
        got = client.post("/extract", ARTICLE, **header)
        problem(got, "unauthorized")
        assert got.headers["www-authenticate"] == "Bearer"
    assert client.post("/extract", ARTICLE, authorization="Bearer s3same").status == 200
    problem(client.post("/check", ARTICLE), "unauthorized")
    problem(client.post("/extract/batch", b"", content_type="application/x-ndjson"), "unauthorized")
    assert client.get("/health").status == 200
    assert 'id="token"' in client.get("/").body.decode()


def test_other_sites_only_where_asked_for(client: Client, client_of: type[Client]) -> None:
    site = {"origin": "https://desk.example"}
    assert "access-control-allow-origin" not in client.post("/extract", ARTICLE, **site).headers
    open_ = client_of(origins=("https://desk.example",))
    assert open_.post("/extract", ARTICLE, **site).headers["access-control-allow-origin"] == site["origin"]
    assert open_.post("/extract", b"", **site).headers["access-control-allow-origin"] == site["origin"]
    other = open_.post("/extract", ARTICLE, origin="https://other.example")
    assert "access-control-allow-origin" not in other.headers


def test_every_response_forbids_what_it_does_not_need(client: Client) -> None:
    for got in (client.post("/extract", ARTICLE), client.get("/"), client.get("/docs"), client.get("/nowhere")):
        assert got.headers["x-content-type-options"] == "nosniff"
        policy = got.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")
        assert "http" not in policy


def test_requests_have_names(client: Client) -> None:
    assert client.get("/health", x_request_id="desk-7").headers["x-request-id"] == "desk-7"
    assert len(client.get("/health", x_request_id="no spaces, please").headers["x-request-id"]) == 32


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    caplog.set_level("INFO", "newsparse.serve")
    return lambda: [record.__dict__["known"] for record in caplog.records]


def test_the_log_has_no_words_of_the_article(client: Client, logged: Callable[[], list[dict[str, Any]]]) -> None:
    client.post("/extract?title=Amina", b"Amina Yusuf", **TEXT)
    client.get("/Amina")
    [first, second] = logged()
    assert (first["method"], first["path"], first["status"], first["incomplete"]) == ("POST", "/extract", 200, False)
    assert (second["path"], second["status"], second["problem"]) == ("other", 404, "not-found")
    assert "Amina" not in str((first, second))
