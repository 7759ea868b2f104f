"""The tokenizer's wrapper: exact text, linear work, surrogates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from newsparse import assemble, keys
from newsparse.bounded import BoundedTokenizer

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

INNER = spacy.blank("en").tokenizer
TOKENIZE = BoundedTokenizer(INNER, model="m 1")


@given(
    st.text(st.characters(), max_size=60),
    st.integers(0, 900),
    st.sampled_from(["a", '"', "😀", "'s", "http://a.b/", "\u05d0"]),
)
def test_text_is_kept_exactly(text: str, count: int, unit: str) -> None:
    whole = text + unit * count + text
    doc = TOKENIZE(whole)
    assert assemble.text_of(doc) == whole
    assert len(doc.text) == len(whole)


class Counting:
    """The longest run without white space that the inner tokenizer is asked for."""

    def __init__(self, inner: Tokenizer) -> None:
        self.inner, self.longest = inner, 0

    def __call__(self, text: str) -> object:
        self.longest = max(self.longest, *map(len, text.split(" ")))
        return self.inner(text)


@pytest.mark.parametrize("unit", ['"', "“”", "'s", "a", "😀", "http://a.b/", "(", "a-", "é."])
def test_long_runs_never_reach_spacy(unit: str) -> None:
    counting = Counting(INNER)
    text = f"before {unit * 3000} after."
    assert BoundedTokenizer(counting)(text).text == text
    assert counting.longest <= 400


def test_ordinary_text_is_tokenized_as_before() -> None:
    text = "“It's U.S.-led,” he said.\r\n\r\nSee http://example.org/" + "a" * 200
    assert [t.text for t in TOKENIZE(text)] == [t.text for t in INNER(text)]


def test_surrogates_and_model_are_left_on_the_doc() -> None:
    doc = TOKENIZE("a\ud800 b")
    assert doc.text == "a\ufffd b"
    assert doc.user_data == {keys.SURROGATES: ((1, 0xD800),), keys.MODEL: "m 1"}
