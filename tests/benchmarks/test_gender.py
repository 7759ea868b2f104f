"""Who has evidence of a gender in annotated news, and what counts as found, on an article made by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from benchmarks import gender
from newsparse.types import Article, Cue, Entity, Mention, Quote, Speaker, TextSpan
from training.annotations import Source, notation

TEXT = """Wira Tan told the council the bridge was shut. "We waited," she said in a letter.

Mr Lim laughed. Ms Lim did not. A spokesman for Port Foods said it had paid."""
SOURCE = Source("naeb/bridge", TEXT, date(2025, 3, 12))
LINES = """E tan PERSON - Wira Tan
E lim PERSON - Lim
E port ORG - Port Foods
A 1 i s | the bridge was shut | Wira Tan | told | tan | to=the council
A 1 d s | We waited | she | said | tan | in=a letter
A 2 i s | it had paid | A spokesman for Port Foods | said | - | for=port"""
ANNOTATION, FAULTS = notation.read(LINES.splitlines(), SOURCE)


def at(words: str) -> tuple[str, int, int]:
    start = TEXT.index(words)
    return words, start, start + len(words)


def quote(words: str, speaker: Speaker | None = None) -> Quote:
    part = TextSpan(*at(words))
    return Quote("Q1", words, part.start, part.end, (part,), "direct", speaker=speaker, cue=Cue("said", "say", 0, 1))


def person(name: str, given: str | None) -> Entity:
    return Entity("E1", name, "PERSON", (Mention(*at(name), 1.0),), gender=given)  # type: ignore[arg-type]


def test_evidence_of_one_gender_alone() -> None:
    assert not FAULTS
    assert gender.wanted(ANNOTATION, TEXT) == {"tan": "female"}  # Mr Lim is Ms Lim as well


def test_the_person_that_shares_most_mentions() -> None:
    tan = ANNOTATION.entities[0]
    found = person("Wira Tan", "female")
    assert gender.same(tan, Article(TEXT, entities=(found,))) == found
    assert gender.same(tan, Article(TEXT, entities=(person("Lim", None),))) is None
    assert gender.judged(found, "female") == "right"
    assert gender.judged(found, "male") == "wrong"
    assert gender.judged(person("Wira Tan", None), "male") == "none"
    assert gender.judged(None, "male") == "no person"


def test_circumstances() -> None:
    told = replace(quote("the bridge was shut"), addressee=TextSpan(*at("the council")))
    wrote = replace(quote("We waited"), medium=TextSpan(*at("in a letter")))
    who = Speaker(*at("A spokesman for Port Foods"), kind="unnamed person", affiliation="Port Foods")
    article = Article(TEXT, quotes=(told, wrote, quote("it had paid", who)))
    assert [*gender.circumstances(ANNOTATION, article)] == [
        ("addressee", "found"),
        ("medium", "found"),
        ("affiliation", "found"),
    ]
    other = replace(wrote, medium=TextSpan(*at("bridge")))
    missed = [*gender.circumstances(ANNOTATION, Article(TEXT, quotes=(quote("the bridge was shut"), other)))]
    assert missed == [("addressee", "missed"), ("medium", "other")]


def test_figures() -> None:
    assert gender.figures(Counter(right=8, wrong=1, none=1)).startswith(
        "gender: 10 people with evidence, found 0.9000, right 0.8889"
    )
