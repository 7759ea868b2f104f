"""Windows: every word answered for once, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsparse.tagger.windows import AFTER, BEFORE, CORE, windows

WORDS = st.lists(st.tuples(st.integers(1, 12), st.booleans(), st.sampled_from(["word", ".", "He"])), max_size=400)


@given(WORDS)
def test_cores_tile_the_text_and_windows_fit(words: list[tuple[int, bool, str]]) -> None:
    sizes = [size for size, _, _ in words]
    found = windows(sizes, [opens for _, opens, _ in words], [word for _, _, word in words])
    assert [index for window in found for index in range(window.core_start, window.core_end)] == list(range(len(words)))
    for window in found:
        assert 0 <= window.start <= window.core_start < window.core_end <= window.end <= len(words)
        assert sum(sizes[window.start : window.end]) <= CORE + BEFORE + AFTER


def test_a_core_ends_at_a_paragraph_where_it_can() -> None:
    found = windows([1] * 300, [index in (0, 150) for index in range(300)], ["word"] * 300)
    assert [(window.core_start, window.core_end) for window in found] == [(0, 150), (150, 300)]


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence() -> None:
    words = ["word"] * 300
    words[120], words[121] = ".", "He"
    found = windows([1] * 300, [index == 0 for index in range(300)], words)
    assert found[0].core_end == 121
