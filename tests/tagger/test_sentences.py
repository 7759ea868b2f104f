"""Where a sentence begins for certain."""

from __future__ import annotations

import pytest

from newsparse.tagger.sentences import sure_starts


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("seven days a week~. Lumo is new", ["Lumo"]),
        ("it cost £~4~m~. Lund paid", ["Lund"]),
        ("they met Tae~-~ri~. Lund left", ["Lund"]),
        ("she lives in Washington~, D.C. She sings", ["She"]),
        ("We are here~. ... They are not", ["They"]),
        ("Leeds v. The Crown", []),
        ("the U.S. Senate met", []),
        ("in R~.~A~. Lund", []),
        ("et al~. Lund", []),
        ("a week~.Lund left", []),
        ("about a week ~. Lund", ["Lund"]),
        ("seven days a week . Lund", []),
        ("he wrote on X. Lund replied", ["Lund"]),
        ("they posted it to X. Police came", ["Police"]),
        ("under Plan B. Ministers said", ["Ministers"]),
        ("it is hepatitis B. Doctors said", ["Doctors"]),
        ("won Group C. Lund scored", ["Lund"]),
        ("Malcolm X. Lund said", []),
        ("Harry S. Lund said", []),
        ("the painter J. Lund said", []),
    ],
)
def test_sure_starts(text: str, opens: list[str]) -> None:
    pieces = [piece for word in text.split(" ") for piece in [*word.replace("~", " ~").split()]]
    words = [piece.lstrip("~") for piece in pieces]
    spaces = [not piece.startswith("~") for piece in pieces[1:]] + [False]
    found = sure_starts(words, spaces)
    assert [word for word, starts in zip(words, found, strict=True) if starts] == opens
