"""Batches: lines in, lines out, in order, while others still come."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from newsparse.serve.jobs import Answer, Refusal
from newsparse.serve.stream import Spool, split

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .conftest import Client

LINES = {"content_type": "application/x-ndjson"}


def body(*values: Any) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def test_a_line_for_each_line(client: Client) -> None:
    sent = body({"text": "Ngozi Eze said so.", "attributions": "all"}, "Only a text.", {"txet": 1})
    got = client.post("/extract/batch?clean=false", sent + b"\nnot JSON\n" + body({"html": "<p>x"}), **LINES)
    assert (got.status, got.headers["content-type"]) == (200, "application/x-ndjson")
    first, second, third, fourth, fifth = got.lines
    assert (first["record"], first["attributions"]) == ({"text": "Ngozi Eze said so."}, "all")
    assert second["record"] == {"text": "Only a text."}
    assert (third["status"], third["line"]) == (422, 3)
    assert (fourth["status"], fourth["line"], fourth["type"]) == (400, 5, "/docs#malformed")
    assert fifth["form"] == "line"
    assert all(job.options.clean is False for job in client.pool.jobs)


def test_lines_that_fail_cost_themselves(client_of: type[Client]) -> None:
    def work(job: Any) -> Answer | Refusal:
        deadly = job.record["text"] == "deadly"
        return Refusal("died", "the worker process died") if deadly else Answer(b'{"ok": 1}')

    got = client_of(work).post("/extract/batch", body("a", "deadly", "b"), **LINES)
    assert [each.get("status", 200) for each in got.lines] == [200, 500, 200]


def test_a_line_that_is_too_long_is_passed_over(client_of: type[Client]) -> None:
    client = client_of(most_bytes=40)
    sent = body("a", "b" * 500, "c")
    for chunks in ([sent], [sent[place : place + 7] for place in range(0, len(sent), 7)]):
        got = client.post("/extract/batch", chunks, **LINES)
        assert [each.get("type", each.get("record")) for each in got.lines] == [
            {"text": "a"},
            "/docs#too-large",
            {"text": "c"},
        ]
        assert got.lines[1]["line"] == 2


def test_a_batch_that_is_too_large_ends_with_a_problem(client_of: type[Client]) -> None:
    client = client_of(most_batch_bytes=30)
    got = client.post("/extract/batch", [body("a" * 10), body("b" * 10), body("c" * 10)], **LINES)
    assert [each.get("status", 200) for each in got.lines] == [200, 200, 413]


def test_no_lines_and_many(client: Client) -> None:
    assert client.post("/extract/batch", b"", **LINES).lines == []
    got = client.post("/extract/batch", body(*(f"text {number}" for number in range(200))), **LINES)
    assert [each["record"]["text"] for each in got.lines] == [f"text {number}" for number in range(200)]


def test_answers_come_while_lines_still_come(client: Client) -> None:
    """The second line is sent when the first is answered."""

    async def ask() -> list[bytes]:
        said = asyncio.Event()
        lines = [body("one"), body("two")]
        answers: list[bytes] = []

        async def receive() -> dict[str, Any]:
            if len(lines) == 1:
                await said.wait()
            if not lines:
                await asyncio.Event().wait()
            return {"type": "http.request", "body": lines.pop(0), "more_body": bool(lines)}

        async def send(message: Any) -> None:
            if message.get("body"):
                answers.append(message["body"])
                said.set()

        headers = [(b"content-type", b"application/x-ndjson")]
        scope = {"type": "http", "method": "POST", "path": "/extract/batch", "raw_path": b"", "headers": headers}
        scope |= {"query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1", "state": {}}
        await asyncio.wait_for(client.app(scope, receive, send), 5)
        return answers

    assert [json.loads(line)["record"]["text"] for line in asyncio.run(ask())] == ["one", "two"]


def test_a_client_that_goes(client_of: type[Client]) -> None:
    client = client_of(lambda job: None)
    got = asyncio.run(client.ask("POST", "/extract/batch", [body("a", "b")], LINES, leave_at=2))
    assert got.body == b""
    assert [future.cancelled() for future in client.pool.futures] == [True, True]


def test_batches_have_a_bound(client_of: type[Client]) -> None:
    client = client_of(lambda job: None, batches=1)

    async def ask() -> int:
        first = asyncio.create_task(client.ask("POST", "/extract/batch", [body("a")], LINES))
        while not client.pool.futures:
            await asyncio.sleep(0)
        second = await client.ask("POST", "/extract/batch", [body("b")], LINES)
        client.pool.futures[0].set_result(Answer(b"{}"))
        await first
        return second.status

    assert asyncio.run(ask()) == 429


def test_batches_take_what_they_are(client: Client) -> None:
    assert client.post("/extract/batch", body("a"), content_type="application/json").status == 415
    assert client.post("/extract/batch?published=2025-01-01", body("a"), **LINES).status == 422
    assert client.post("/extract/batch", body("a"), accept="text/html", **LINES).status == 406


def test_a_spool_keeps_lines_beyond_its_memory() -> None:
    async def pass_on() -> list[tuple[int, bytes]]:
        spool = Spool()
        wanted = [(number, b"x" * number) for number in range(1, 2000)]
        for each in wanted:
            spool.put(*each)
        spool.end()
        found = [each async for each in spool.lines()]
        spool.close()
        assert found == wanted
        return found

    assert len(asyncio.run(pass_on())) == 1999


def test_split_numbers_lines() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for chunk in (b"a\r\n\nb", b"c\n", b"  \n", b"d"):
            yield chunk

    async def collect() -> list[tuple[int, bytes]]:
        return [each async for each in split(chunks(), 10)]

    assert asyncio.run(collect()) == [(1, b"a"), (3, b"bc"), (5, b"d")]
