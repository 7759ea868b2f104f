"""The articles of who said what, from which the choice of antecedents learns."""

from __future__ import annotations

import json

import pytest

from training.antecedents.train import ARTICLES, spans_of

ROWS = [json.loads(line) for path in sorted(ARTICLES.glob("*.jsonl")) for line in path.read_text("utf8").splitlines()]


def test_parts_stand_one_after_the_other() -> None:
    assert spans_of("Go. Stay. Go.", ["Stay.", "Go."]) == [(4, 9), (10, 13)]
    with pytest.raises(ValueError, match="substring not found"):
        spans_of("Go. Stay.", ["Stay.", "Go."])


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_quotes_and_speakers_stand_in_the_text(row: dict[str, object]) -> None:
    text, quotes = str(row["text"]), row["quotes"]
    assert isinstance(quotes, list)
    assert quotes
    for quote in quotes:
        spans = spans_of(text, quote["parts"])
        assert [text[start:end] for start, end in spans] == quote["parts"]
        assert quote["speaker"] is None or quote["speaker"] in text


def test_a_number_stands_once() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 150
