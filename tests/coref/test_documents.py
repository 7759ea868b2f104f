"""Whose a document is, on parses given by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsparse.coref.documents import carries, deeds, is_shared, maker, writer
from newsparse.coref.mentions import phrase_at
from newsparse.coref.referents import Referent
from newsparse.text.tokens import read_tokens
from newsparse.types import Entity, Mention

VOCAB = spacy.blank("en").vocab

# Each word with its tag, the place of its head and its relation; the maker is the token with a star.
EXAMPLES = {
    "who issued it": "*Brune/NNP/1/nsubj published/VBD/1/ROOT a/DT/3/det survey/NN/1/obj",
    "who only read it": "Brune/NNP/1/nsubj read/VBD/1/ROOT a/DT/3/det survey/NN/1/obj",
    "by whom it was sent": "A/DT/1/det note/NN/3/nsubj:pass got/VBD/3/aux sent/VBN/3/x by/IN/5/case *Brune/NNP/3/obl",
    "who said so in one": "*Brune/NNP/1/nsubj agreed/VBD/1/ROOT in/IN/4/case a/DT/4/det statement/NN/1/obl",
    "who is in a known one": "Brune/NNP/1/nsubj figured/VBD/1/ROOT in/IN/4/case the/DT/4/det statement/NN/1/obl",
    "whose it is": "*Its/PRP$/1/nmod:poss report/NN/2/nsubj followed/VBD/2/ROOT",
    "who describes it": "A/DT/2/det *Brune/NNP/2/compound poll/NN/3/nsubj followed/VBD/3/ROOT",
    "whose tests they are": "Tests/NNS/3/nsubj by/IN/2/case *Brune/NNP/0/nmod followed/VBD/3/ROOT",
    "whose they are": "Its/PRP$/1/nmod:poss tests/NNS/4/nsubj by/IN/3/case Brune/NNP/1/nmod followed/VBD/4/ROOT",
    "two describe it": "Brune/NNP/3/compound -/HYPH/3/punct Coral/NNP/3/compound poll/NN/4/nsubj followed/VBD/4/ROOT",
}  # fmt: skip

NOUNS = ("survey", "note", "statement", "report", "poll", "tests")


@pytest.mark.parametrize(
    ("example", "shared"),
    [
        ("Brune/NNP/1/nsubj published/VBD/1/ROOT a/DT/4/det joint/JJ/4/amod report/NN/1/obj", True),
        ("Brune/NNP/3/nsubj and/CC/2/cc Coral/NNP/0/conj issued/VBD/3/ROOT a/DT/5/det note/NN/3/obj", True),
        (
            "A/DT/1/det survey/NN/6/nsubj by/IN/3/case Brune/NNP/1/nmod and/CC/5/cc Coral/NNP/3/conj led/VBD/6/ROOT",
            True,
        ),
        (
            "A/DT/1/det survey/NN/6/nsubj by/IN/3/case Brune/NNP/1/nmod &/CC/5/cc Coral/NNP/3/conj led/VBD/6/ROOT",
            False,
        ),
        ("Brune/NNP/1/nsubj published/VBD/1/ROOT a/DT/4/det new/JJ/4/amod report/NN/1/obj", False),
        ("A/DT/4/det Brune/NNP/4/compound -/HYPH/1/punct Coral/NNP/4/compound poll/NN/5/nsubj ran/VBD/5/ROOT", True),
        ("A/DT/4/det Brune/NNP/4/compound -/HYPH/1/punct wide/JJ/4/amod poll/NN/5/nsubj ran/VBD/5/ROOT", False),
    ],
)
def test_several_make_a_document_together(example: str, shared: bool) -> None:
    words, tags, heads, deps = zip(*(word.split("/") for word in example.split()), strict=True)
    tokens = read_tokens(Doc(VOCAB, list(words), tags=list(tags), heads=list(map(int, heads)), deps=list(deps)))
    phrase = phrase_at(tokens, next(i for i, word in enumerate(words) if word in NOUNS), (), source=True)
    assert phrase is not None
    named = {i for i, word in enumerate(words) if word in ("Brune", "Coral", "&")}
    assert is_shared(tokens, phrase, named) is shared


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_whose_a_document_is(example: str) -> None:
    rows = [word.split("/") for word in example.split()]
    words, tags, heads, deps = zip(*rows, strict=True)
    plain = [word.lstrip("*") for word in words]
    tokens = read_tokens(Doc(VOCAB, plain, tags=list(tags), heads=list(map(int, heads)), deps=list(deps)))
    bodies = {
        i: Referent("organisation", Entity(f"E{i}", word, "ORG", (Mention(word, 0, 1, 1.0),)))
        for i, word in enumerate(plain)
        if word in ("Brune", "Coral", "Its")
    }
    noun = next(i for i, word in enumerate(plain) if word.lower() in NOUNS)
    phrase = phrase_at(tokens, noun, bodies, source=True)
    assert phrase is not None
    starred = [bodies[i] for i, word in enumerate(words) if word.startswith("*")]
    assert maker(tokens, bodies.get, phrase) is (starred[0] if starred else None)


@pytest.mark.parametrize(
    ("platform", "noun", "carried"),
    [("Facebook", "post", True), ("Facebook", "report", False), ("Brune", "post", False)],
)
def test_a_platform_carries_what_is_posted_on_it(platform: str, noun: str, carried: bool) -> None:
    tokens = read_tokens(Doc(VOCAB, ["A", platform, noun, "read"], tags=["DT", "NNP", "NN", "VBD"]))
    phrase = phrase_at(tokens, 2, {1}, source=True)
    assert phrase is not None
    who = Referent("organisation", Entity("E1", platform, "ORG", (Mention(platform, 2, 2 + len(platform), 1.0),)))
    assert carries(who, phrase) is carried
    assert maker(tokens, {1: who}.get, phrase) is (None if carried else who)


def test_who_is_told_behind_a_document() -> None:
    rows = ["In/IN/2/case", "a/DT/2/det", "statement/NN/5/obl", ",/,/5/punct", "Brune/NNP/5/nsubj", "agreed/VBD/5/ROOT"]
    words, tags, heads, deps = zip(*(row.split("/") for row in rows), strict=True)
    tokens = read_tokens(Doc(VOCAB, list(words), tags=list(tags), heads=list(map(int, heads)), deps=list(deps)))
    phrase = phrase_at(tokens, 2, (), source=True)
    assert phrase is not None
    assert writer(tokens, phrase) == 4


def test_what_there_is_to_read_of_a_deed() -> None:
    assert "lawsuit" in deeds("sue")
    assert not deeds("leave")
