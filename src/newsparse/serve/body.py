"""Reading the body of a request: as much as it may have, in the time it may take, and in the charset that it names."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from newsparse.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Sequence

    from starlette.requests import Request

__all__ = ["Gone", "chunks", "decoded", "left", "media_of", "unless", "whole"]

_T = TypeVar("_T")


class Gone(Exception):  # noqa: N818 - no error of anybody's
    """The client has gone; there is nobody to answer."""


async def whole(request: Request, most: int, seconds: float) -> bytes:
    """The body. Raises `Problem` where it has more than `most` bytes or takes longer, `Gone` where it does not end."""
    try:
        return await asyncio.wait_for(_joined(request, most), seconds)
    except asyncio.TimeoutError:
        raise Problem("slow", f"it took more than {seconds:g} seconds") from None


async def _joined(request: Request, most: int) -> bytes:
    return b"".join([chunk async for chunk in chunks(request, most)])


async def chunks(request: Request, most: int, pause: float | None = None) -> AsyncIterator[bytes]:
    """The body as it comes.

    Raises `Problem` where it has more than `most` bytes or nothing comes for more than `pause` seconds, `Gone` where it
    does not end.
    """
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise Problem("too-large", f"{told} bytes, and {most} are the most")
    total = 0
    more = True
    while more:
        try:
            message = await asyncio.wait_for(request.receive(), pause)
        except asyncio.TimeoutError:
            raise Problem("slow", f"nothing came for {pause:g} seconds") from None
        if message["type"] == "http.disconnect":
            raise Gone
        chunk = message.get("body", b"")
        total += len(chunk)
        if total > most:
            raise Problem("too-large", f"more than {most} bytes")
        more = message.get("more_body", False)
        yield chunk


async def left(request: Request) -> None:
    """Ends when the client has gone; the rest of a body is passed over."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def unless(gone: Coroutine[Any, Any, None], work: Coroutine[Any, Any, _T]) -> _T:
    """What comes of the work. Raises `Gone`, and gives the work up, where `gone` ends before it."""
    tasks = (watch, task) = asyncio.create_task(gone), asyncio.create_task(work)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        watch.result()
        raise Gone
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def media_of(request: Request, wanted: Sequence[str]) -> tuple[str, str | None]:
    """The type of the body, one of those wanted, and its charset or None. Raises `Problem` for another type."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem("media-type", "the body is compressed; it is read as it is")
    media, *parameters = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    if media.lower() not in wanted:
        raise Problem("media-type", f"the type is {media.lower()[:80] or 'missing'!r}; there is {', '.join(wanted)}")
    given = (part.partition("=") for part in parameters)
    charset = next((value.strip('"') for name, _, value in given if name.strip().lower() == "charset"), None)
    return media.lower(), charset


def decoded(data: bytes, charset: str | None) -> str:
    """The body as text: in its charset, else in UTF-8. Raises `Problem` where it is not."""
    name = charset or "utf-8"
    try:
        return data.decode(name).removeprefix("\ufeff")
    except (LookupError, ValueError):
        raise Problem("malformed", f"the body is not text in {name[:40]!r}") from None
