from __future__ import annotations

import pytest

from benchmarks import samples, scaling


@pytest.mark.parametrize("family", scaling.FAMILIES)
def test_texts_have_the_words_that_are_asked_for(family: str) -> None:
    # A unit is taken whole, and a sample article is a long one.
    assert 60 <= samples.words(scaling.text_of(family, 60)) < 1_000


def test_ratios_leave_out_what_is_too_short_to_measure() -> None:
    found = scaling.ratios({"tagger": 1.0, "quotes": 0.01}, {"tagger": 4.0, "quotes": 9.0})
    assert found == {"tagger": 4.0, "total": 13.0 / 1.01}
