"""Around every request: who may ask, what every response says, and the line in the log."""

from __future__ import annotations

import hmac
import logging
import re
import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.responses import Response

from newsparse.outputs import nesting
from newsparse.serve import log
from newsparse.serve.body import Gone
from newsparse.serve.problems import MEDIA, Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "WORK", "Around"]

# The paths whose requests are work; the others tell what anybody may know.
WORK = frozenset({"/extract", "/extract/batch", "/check"})
# What a page of ours may do, and what any other response may if somebody opens it: nothing.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
    "content-security-policy": f"{nesting.POLICY}; frame-ancestors 'none'",
}


class Around:
    """ASGI middleware: the token, headers, errors that nobody handles, and the log."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = _Request(scope, send)
        try:
            if not self._may(scope):
                raise Problem("unauthorized", "the token is missing or wrong", www_authenticate="Bearer")
            await self.app(scope, receive, request.send)
        except Problem as problem:
            await request.refuse(problem, receive)
        except Gone:
            request.status = 499  # nginx's number for it
        except Exception:
            log.tell("internal error", level=logging.ERROR, error=True, request=request.name)
            await request.refuse(Problem("failed", "internal error"), receive)
        finally:
            request.log()

    def _may(self, scope: Scope) -> bool:
        if self.token is None or scope["path"] not in WORK or scope["method"] == "OPTIONS":
            return True
        given = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")
        return given[0].lower() == b"bearer" and hmac.compare_digest(given[2].strip(), self.token.encode())


class _Request:
    """What is told of one request."""

    def __init__(self, scope: Scope, send: Send) -> None:
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        self.name = given if _NAME.fullmatch(given) else uuid4().hex
        self.scope = scope
        self.began = time.monotonic()
        self.status = 0
        self.sent = 0
        self._send = send
        self.known: dict[str, Any] = {}
        scope.setdefault("state", {})["known"] = self.known

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in {**_HEADERS, "x-request-id": self.name}.items():
                headers.setdefault(name, value)
        self.sent += len(message.get("body", b""))
        await self._send(message)

    async def refuse(self, problem: Problem, receive: Receive) -> None:
        """Answer with a problem, where no answer has begun; one that has is broken off."""
        if self.status:
            raise ConnectionAbortedError("an answer ended in an error")
        answer = Response(problem.body(), problem.status, problem.headers, MEDIA)
        await answer(self.scope, receive, self.send)
        self.known["problem"] = problem.name

    def log(self) -> None:
        log.tell(
            "request",
            request=self.name,
            method=self.scope["method"],
            path=self.scope["path"] if self.scope["path"] in _LOGGED else "other",
            status=self.status,
            seconds=round(time.monotonic() - self.began, 4),
            sent=self.sent,
            **self.known,
        )


_LOGGED = WORK | {"/", "/docs", "/health", "/version", "/schema", "/openapi.json"}
