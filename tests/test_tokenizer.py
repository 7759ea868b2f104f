"""The words of a text: what spaCy's English rules leave together, or part."""

from __future__ import annotations

import pytest
from spacy.vocab import Vocab

from newsparse.tokenizer import make_tokenizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S.-led talks", ["U.S.", "-", "led", "talks"]),
        ("Turku--(PORT WIRE)--Nordkap", ["Turku", "--", "(", "PORT", "WIRE", ")", "--", "Nordkap"]),
        ("the Ferry Board(FB) met", ["the", "Ferry", "Board", "(", "FB", ")", "met"]),
        ("the VKP(M) men told V&H.", ["the", "VKP", "(", "M", ")", "men", "told", "V&H", "."]),
        ("in May 2022.He left", ["in", "May", "2022", ".", "He", "left"]),
        ("“Too late,”Ruiz said", ["“", "Too", "late", ",", "”", "Ruiz", "said"]),
        ("shares of LakeX.", ["shares", "of", "LakeX", "."]),
        ("version 2.0 of f(x) by J.X.", ["version", "2.0", "of", "f(x", ")", "by", "J.X."]),
        ("It cost £4m. On 5G.", ["It", "cost", "£", "4", "m", ".", "On", "5", "G", "."]),
        ("at 6 p.m. today", ["at", "6", "p.m.", "today"]),
        ("Mohd. Salim left Kg. Lada.", ["Mohd.", "Salim", "left", "Kg.", "Lada", "."]),
        ("Sub-Insp. Rao (Retd.) of Brgy. 9", ["Sub-Insp.", "Rao", "(", "Retd.", ")", "of", "Brgy.", "9"]),
        ("They will wed on Wed. next week", ["They", "will", "wed", "on", "Wed", ".", "next", "week"]),
        ("It weighs 5 kg. He left", ["It", "weighs", "5", "kg", ".", "He", "left"]),
        ("really?! =====", ["really", "?!", "====="]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    doc = make_tokenizer(Vocab())(text)
    assert [token.text for token in doc] == words
    assert doc.text == text
