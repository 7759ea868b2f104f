"""Which form a header asks for."""

from __future__ import annotations

import pytest

from newsparse.serve.accept import chosen
from newsparse.serve.problems import Problem

OFFERED = ("application/json", "text/html", "text/plain")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, "application/json"),
        (" ", "application/json"),
        ("text/plain, text/html", "text/html"),
        ("text/plain, text/html;q=0.9", "text/plain"),
        ("TEXT/HTML", "text/html"),
        ("text/*, application/json;q=0.5", "text/html"),
        ("text/*;q=0.2, text/plain;q=0.3", "text/plain"),
        ("*/*, application/json;q=0", "text/html"),
        ("image/png, */*;q=0.1", "application/json"),
        ("text/html;q=high, text/plain", "text/plain"),
        ("text/html;level=1;q=0.5, text/plain;q=0.4", "text/html"),
    ],
)
def test_the_best_that_is_offered(header: str | None, wanted: str) -> None:
    assert chosen(header, OFFERED) == wanted


@pytest.mark.parametrize("header", ["image/png", "text/html;q=0", "*", ",;,"])
def test_nothing_that_is_offered(header: str) -> None:
    with pytest.raises(Problem, match="not-acceptable"):
        chosen(header, OFFERED)
