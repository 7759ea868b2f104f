from __future__ import annotations

from benchmarks.facets.cleaning import lost


def test_tokens_of_spans_outside_the_body():
    text = "Ada Moss spoke. Read more. Ben left."
    spans = [(0, 14), (21, 36), (0, 8)]
    assert lost(text, spans, [(0, 15), (27, 36)]) == ([21], 6)
    assert lost(text, spans, [(0, 36)]) == ([], 6)
    assert lost(text, [], []) == ([], 0)
