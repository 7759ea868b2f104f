"""What the tests of the service share: a pool that does what it is told at once, and a client without a network."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

pytest.importorskip("starlette", reason="the extra serve is not installed")

from newsparse.serve.app import application
from newsparse.serve.jobs import Answer
from newsparse.serve.settings import Settings

VERSIONS = {"newsparse": "9.9", "model": "en_test 1", "python": "3"}


def echo(job: Any) -> Answer:
    """What would have been done."""
    record = {name: value if isinstance(value, str) else repr(value) for name, value in job.record.items()}
    told = {"record": record, "form": job.form, "table": job.table, "attributions": job.options.attributions}
    if job.claim:
        told["claim"] = [job.claim["quote"], job.claim.get("speaker")]
    return Answer(json.dumps(told).encode())


class InstantPool:
    """Stands for the processes: each job is done when it is given; None leaves it undone."""

    size = alive = 1
    waiting = 0
    mean = 0.1

    def __init__(self, work: Callable[[Any], Any] = echo) -> None:
        self.work = work
        self.jobs: list[Any] = []
        self.futures: list[Future[Any]] = []

    def submit(self, job: Any) -> Future[Any]:
        self.jobs.append(job)
        future: Future[Any] = Future()
        self.futures.append(future)
        if (found := self.work(job)) is not None:
            future.set_result(found)
        return future


@dataclass
class Got:
    """A response."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.body.splitlines()]


class Client:
    """Requests to an application, with all that a server would do for it."""

    def __init__(self, work: Callable[[Any], Any] = echo, **settings: Any) -> None:
        self.pool = InstantPool(work)
        self.settings = Settings(**settings)
        self.app = application(self.pool, self.settings, VERSIONS)  # type: ignore[arg-type]

    def get(self, path: str, **headers: str) -> Got:
        return asyncio.run(self.ask("GET", path, (), headers))

    def post(self, path: str, body: Any = b"", **headers: str) -> Got:
        """A JSON value, or bytes with a `content_type`, as they are or in chunks."""
        if not isinstance(body, bytes | list):
            body, headers = json.dumps(body).encode(), {"content_type": "application/json", **headers}
        return asyncio.run(self.ask("POST", path, [body] if isinstance(body, bytes) else body, headers))

    async def ask(  # `leave_at` so many jobs the client goes
        self, method: str, path: str, chunks: Iterable[bytes], headers: dict[str, str], *, leave_at: int = 0
    ) -> Got:
        path, _, query = path.partition("?")
        raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "headers": raw}
        scope |= {"query_string": query.encode(), "root_path": "", "scheme": "http", "http_version": "1.1"}
        scope |= {"server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9), "state": {}}
        got = Got()
        waiting = messages(list(chunks))

        async def receive() -> dict[str, Any]:
            if waiting:
                await asyncio.sleep(0)
                return waiting.pop(0)
            if not leave_at:
                await asyncio.Event().wait()
            while len(self.pool.futures) < leave_at:
                await asyncio.sleep(0)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                got.status = message["status"]
                got.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
            else:
                got.body += message.get("body", b"")

        await self.app(scope, receive, send)
        return got


def messages(chunks: Sequence[bytes]) -> list[dict[str, Any]]:
    """A body as a server hands it on."""
    last = len(chunks) - 1
    found = [{"type": "http.request", "body": chunk, "more_body": place < last} for place, chunk in enumerate(chunks)]
    return found or [{"type": "http.request", "body": b"", "more_body": False}]


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def client_of() -> type[Client]:
    """To make a client with other settings, or other work."""
    return Client
