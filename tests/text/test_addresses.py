"""Addresses of the web."""

from __future__ import annotations

import pytest

from newsparse.text.addresses import address


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://www.courier.example/a/b?c", "www.courier.example", "/a/b"),
        (" http://[::1]:80/x ", "::1", "/x"),
        ("http://[bad/x", None, ""),
        ("not an address", None, "not an address"),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_parts(url: str | None, host: str | None, path: str) -> None:
    assert (address(url).hostname, address(url).path) == (host, path)
