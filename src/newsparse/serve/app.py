"""The routes of the service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from newsparse.outputs import html, schema
from newsparse.serve import fields, openapi, pages
from newsparse.serve.accept import FORMS, chosen
from newsparse.serve.body import left, media_of, unless, whole
from newsparse.serve.gate import Gate
from newsparse.serve.middleware import POLICY, Around
from newsparse.serve.problems import Problem
from newsparse.serve.requests import LINES, check_job, extract_job
from newsparse.serve.stream import JsonLines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from newsparse.serve.jobs import Answer, Job
    from newsparse.serve.settings import Settings
    from newsparse.workers import Pool

__all__ = ["application"]

# What the pages load, by its name and type.
STATIC = {"page.css": "text/css", "page.js": "text/javascript", "view.css": "text/css"}


def application(pool: Pool, settings: Settings, versions: Mapping[str, str]) -> Starlette:
    """The service before a pool that has started; `versions` is what /version tells."""
    service = _Service(Gate(pool, settings))
    middleware = [Middleware(Around, token=settings.token)]
    if settings.origins:
        cors: dict[str, Any] = {"allow_origins": settings.origins, "allow_methods": ["GET", "POST"]}
        cors["allow_headers"] = ["authorization", "content-type"]
        middleware.insert(0, Middleware(CORSMiddleware, **cors, expose_headers=["retry-after", "x-request-id"]))
    document = openapi.document(versions["newsparse"], token=settings.token is not None)
    fixed = {
        "/version": JSONResponse(dict(versions)),
        "/schema": Response(json.dumps(schema.schema()), media_type="application/schema+json"),
        "/openapi.json": JSONResponse(document),
        "/docs": _page(pages.documentation(document)),
        "/": _page(pages.home(settings)),
    }
    routes = [
        Route("/extract", service.extract, methods=["POST"]),
        Route("/extract/batch", service.batch, methods=["POST"]),
        Route("/check", service.check, methods=["POST"]),
        Route("/health", service.health),
        Route("/static/{name}", _static),
        *(Route(path, answer, methods=["GET"]) for path, answer in fixed.items()),
    ]
    app = Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: _no_route})
    app.router.redirect_slashes = False
    return app


class _Service:
    def __init__(self, gate: Gate) -> None:
        self.gate = gate

    async def extract(self, request: Request) -> Response:
        media = chosen(request.headers.get("accept"), tuple(FORMS))
        answer = await self._done(request, lambda body: extract_job(request, body, FORMS[media]))
        request.state.known["incomplete"] = answer.incomplete
        return Response(answer.body, headers={"vary": "accept"}, media_type=media)

    async def check(self, request: Request) -> Response:
        chosen(request.headers.get("accept"), ("application/json",))
        answer = await self._done(request, lambda body: check_job(request, body))
        return Response(answer.body, media_type="application/json")

    async def _done(self, request: Request, job: Callable[[bytes], Job]) -> Answer:
        async with self.gate.entered():
            body = await whole(request, self.gate.settings.most_bytes, self.gate.settings.time_to_send)
            work = self.gate.done(job(body))
            return await unless(left(request), work)

    async def batch(self, request: Request) -> JsonLines:
        chosen(request.headers.get("accept"), LINES)
        media_of(request, LINES)
        options = fields.from_query(request.query_params.multi_items(), fields.OPTIONS)  # for lines without their own
        return JsonLines(request, self.gate, options)

    async def health(self, request: Request) -> Response:
        pool = self.gate.pool
        alive = pool.alive
        told = {"status": "ok" if alive else "unavailable", "workers": alive, "of": pool.size, "waiting": pool.waiting}
        return JSONResponse(told, status_code=200 if alive else 503)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise Problem("not-found", "no such file")
    text = html.style() if name == "view.css" else pages.file(name)
    return Response(text, media_type=STATIC[name], headers={"cache-control": "no-cache"})


def _page(content: str) -> Response:
    headers = {"content-security-policy": POLICY, "cache-control": "no-cache"}
    return Response(content, media_type="text/html", headers=headers)


async def _no_route(request: Request, error: Exception) -> Response:
    """A path or a method that there is not, as a problem."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        raise Problem("method", f"wanted is {allowed}", allow=allowed)
    raise Problem("not-found", "the path is none of the service's")
