"""Errors as RFC 9457 has them: a `Problem` is raised where a request ends, and told as `application/problem+json`.

`type` is the address of its description on the page of documentation, and the name after `#` is fixed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

__all__ = ["KINDS", "MEDIA", "Kind", "Problem"]

MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the status of its response, its title, and what to do about it."""

    status: int
    title: str
    remedy: str


KINDS = {
    "malformed": Kind(400, "The body cannot be read", "Send JSON, or text in UTF-8 or the charset that is named."),
    "unauthorized": Kind(401, "A token is needed", "Send the header Authorization: Bearer TOKEN."),
    "not-found": Kind(404, "There is nothing here", "The paths are listed on the page of documentation."),
    "method": Kind(405, "Not with this method", "The header Allow has the methods of the path."),
    "not-acceptable": Kind(406, "Not in this form", "Accept one of the forms that are listed for the path."),
    "slow": Kind(408, "The body did not come in time", "Send it faster, or in parts."),
    "too-large": Kind(413, "The body is too large", "Send less, or ask for a larger limit of the service."),
    "media-type": Kind(415, "Not this type of body", "Send one of the types that are listed, not compressed."),
    "invalid": Kind(422, "The request is not valid", "The detail names the field and what is wanted."),
    "busy": Kind(429, "Too many requests are waiting", "Come back after the seconds of the header Retry-After."),
    "failed": Kind(500, "The work failed", "The article is at fault, or newsparse is: please report it."),
    "died": Kind(500, "The worker process died", "The article needs too much memory, or newsparse is at fault."),
    "unavailable": Kind(503, "No worker was free in time", "Come back after the seconds of the header Retry-After."),
    "too-long": Kind(504, "The work took too long", "Send a shorter article, or ask for a longer limit."),
}


class Problem(Exception):  # noqa: N818 - the name of the RFC
    """The end of a request: a kind of problem, what is told of this one, and headers for the response."""

    def __init__(self, name: str, detail: str, **headers: str) -> None:
        super().__init__(name)
        self.name = name
        self.detail = detail
        self.headers = {key.replace("_", "-"): value for key, value in headers.items()}

    @property
    def status(self) -> int:
        """The status of the response."""
        return KINDS[self.name].status

    def body(self, **more: Any) -> bytes:
        """The JSON object; it is ASCII, whatever the detail repeats."""
        kind = KINDS[self.name]
        told = {"type": f"/docs#{self.name}", "title": kind.title, "status": kind.status, "detail": self.detail}
        return json.dumps(told | more).encode()
