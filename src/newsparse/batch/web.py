"""Pages and feeds of the web as inputs: politely, in bounded memory and time, and never from inside a network.

Nothing is fetched but what is given as an address, and the entries of a feed that is. Every connection, that of a
redirect and of robots.txt with it, goes to an address that was looked up and found to be of the public internet.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from newsparse.batch.archives import HTML_TYPES, READ_TYPES, Member, of_answer
from newsparse.batch.feeds import entries
from newsparse.batch.files import is_address
from newsparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DELAY", "Fetched", "Web"]

DELAY = 1.0  # seconds between two requests to one host
LONGEST_DELAY = 30.0  # what a robots.txt may ask for
TIMEOUT = 20.0  # seconds for an answer to begin or go on
LONGEST = 120.0  # seconds for all of it
ROBOTS_BYTES = 500_000  # RFC 9309 asks for as many
MOST_HOSTS = 1000
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_BAD = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address that gave it, its media type and charset, and its bytes."""

    url: str
    kind: str
    charset: str | None
    data: bytes

    @property
    def is_feed(self) -> bool:
        """Whether it is RSS or Atom, whatever it is called."""
        return self.kind not in HTML_TYPES and _FEED.match(self.data[:4096]) is not None

    def source(self) -> dict[str, Any]:
        """The page or text for `extract`. Raises `InputError` for another kind of file."""
        if self.kind not in READ_TYPES:
            raise InputError(f"{self.url} is {self.kind or 'of no kind'}; wanted is a page, a text or a feed")
        return {"id": self.url, "url": self.url, **of_answer(self.data, self.kind, self.charset)}


@dataclass(slots=True)
class Web:
    """Fetches, one request at a time: as robots.txt allows, `delay` seconds apart for a host, `longest` bytes at most.

    `allow_private` lets it reach addresses that are not of the public internet.
    """

    delay: float = DELAY
    allow_private: bool = False
    longest: int = 20_000_000
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def members(self, url: str) -> Iterator[Member]:
        """The article at an address; of a feed, the article behind each entry, or the entry where it has no link.

        Raises `InputError` where the address itself cannot be read.
        """
        found = self.fetch(url)
        if not found.is_feed:
            yield Member(1, found.source())
            return
        for entry in entries(io.BytesIO(found.data), self.longest):
            if not entry.link:
                yield entry
                continue
            try:
                source = self.fetch(urljoin(found.url, entry.link)).source()
                known = entry.source or {}
                told = {name: known[name] for name in ("title", "published") if known.get(name)}
                yield Member(entry.number, told | source)
            except InputError as error:
                yield Member(entry.number, error=str(error))

    def fetch(self, url: str) -> Fetched:
        """The answer of an address. Raises `InputError` that says why there is none."""
        self.permit(url)
        return self._answer(url, self.longest, _Redirects(self))

    def permit(self, url: str) -> None:
        """Wait until the host may be asked again. Raises `InputError` for an address that may not be fetched."""
        parts = _parts(url)
        host = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
        if host not in self._robots:
            if len(self._robots) >= MOST_HOSTS:
                self._robots.clear()
                self._last.clear()
            self._robots[host] = self._rules(host)
        rules = self._robots[host]
        if not rules.can_fetch(_agent(), url):
            raise InputError(f"{url}: robots.txt does not allow it")
        wanted = max(self.delay, min(float(rules.crawl_delay(_agent()) or 0), LONGEST_DELAY))
        wait = self._last.get(host, float("-inf")) + wanted - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _rules(self, host: str) -> RobotFileParser:
        """What robots.txt says: all is allowed where there is none, nothing where the host fails (RFC 9309)."""
        rules = RobotFileParser()
        try:
            found = self._answer(f"{host}/robots.txt", ROBOTS_BYTES, urllib.request.HTTPRedirectHandler())
            rules.parse(found.data.decode("utf-8", "replace").splitlines())
        except _StatusError as error:
            rules.parse(["User-agent: *", "Disallow: /"] if error.status >= 500 else [])
        return rules

    def _answer(self, url: str, longest: int, redirects: urllib.request.HTTPRedirectHandler) -> Fetched:
        opener = urllib.request.OpenerDirector()  # with nothing but what is added: no proxies, no files, no ftp
        for handler in (
            _Handler(self.allow_private), redirects, urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(), urllib.request.UnknownHandler(),
        ):  # fmt: skip
            opener.add_handler(handler)
        headers = {"User-Agent": _agent(), "Accept-Encoding": "identity", "Accept": "text/html, */*;q=0.5"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the opener knows http and https alone
        try:
            with opener.open(request, timeout=TIMEOUT) as answer:
                data = _read(answer, longest)
                told = answer.headers
                return Fetched(answer.geturl(), told.get_content_type(), told.get_content_charset(), data)
        except urllib.error.HTTPError as error:
            with error:
                raise _StatusError(f"{url}: the server answered {error.code} {error.reason}", error.code) from None
        except InputError as error:
            raise InputError(str(error) if url in str(error) else f"{url}: {error}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise InputError(f"{url}: {reason}") from error


class _StatusError(InputError):
    """The server answered that there is nothing, or that it fails."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def _agent() -> str:
    from newsparse import __version__

    return f"newsparse/{__version__}"


def _parts(url: str) -> Any:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"{url!r} is no address ({error})") from error
    if not is_address(url) or not host or _BAD.search(url) or parts.username or not url.isascii():
        raise InputError(
            f"{url!r} is no address that can be fetched: wanted is http(s)://host/..., in ASCII, no password"
        )
    return parts


def _read(answer: Any, longest: int) -> bytes:
    """The body. Raises `InputError` where it is too long, or takes too long."""
    began = time.monotonic()
    found = bytearray()
    while chunk := answer.read1(65536):
        found += chunk
        if len(found) > longest:
            raise InputError(f"longer than {longest:,} bytes")
        if time.monotonic() - began > LONGEST:
            raise InputError(f"not there after {LONGEST:.0f} seconds")
    if answer.length:
        raise InputError("the answer was cut off")
    return bytes(found)


def _connect(allow_private: bool, address: tuple[str, int], timeout: Any = None, *_given: Any) -> socket.socket:
    """A connection to a host by an address of its own that was checked. Raises `InputError` where none is public."""
    host, port = address
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not allow_private and not all(map(_is_public, found)):
        raise InputError(f"{host} is not of the public internet: --allow-private asks for it")
    error = OSError(f"{host} has no address")
    for each in found:
        try:
            return socket.create_connection((each, port), TIMEOUT if timeout is None else timeout)
        except OSError as failed:
            error = failed
    raise error


def _is_public(address: str) -> bool:
    """Whether an address, and the one that it may carry inside, is of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner: ipaddress.IPv4Address | None = None
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


class _Handler(urllib.request.AbstractHTTPHandler):
    """Answers to http and https, over connections to addresses that were checked."""

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_

    def __init__(self, allow_private: bool) -> None:
        super().__init__()
        self.allow_private = allow_private

    def http_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(partial(self._connection, http.client.HTTPConnection), request)

    def https_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(partial(self._connection, http.client.HTTPSConnection), request)

    def _connection(self, kind: Any, *given: Any, **options: Any) -> Any:
        made = kind(*given, **options)
        made._create_connection = partial(_connect, self.allow_private)
        return made


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to addresses that may be fetched, too."""

    max_redirections = 5

    def __init__(self, web: Web) -> None:
        self.web = web

    def redirect_request(self, request: Any, *given: Any) -> Any:
        self.web.permit(given[-1])
        return super().redirect_request(request, *given)
