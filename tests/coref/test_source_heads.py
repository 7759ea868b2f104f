"""The head of a source, on sentences with their tags."""

from __future__ import annotations

import pytest

from newsparse.coref.source_heads import head_word
from tests.coref.test_source_resolution import read


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("<The envoy to Oslo> left.", "envoy"),
        ("<The envoy on Monday> left.", "envoy"),
        ("<The “Low Tide” actor> left.", "actor"),
        ("<The firm, which sells nets,> left.", "firm"),
        ("<The start-up> left.", "up"),
        ("<Vell Bank (VB) clerks> left.", "clerks"),
        ("<Vell Bank (VB) in Oslo> left.", "Bank"),
    ],
)
def test_heads(text: str, head: str) -> None:
    tokens, known, source = read(text)
    assert source is not None
    assert tokens.words[source.head] == tokens.words[head_word(tokens, source.first, source.stop, known.at)] == head
