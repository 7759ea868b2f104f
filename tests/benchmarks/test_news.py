"""What counts as found, attributed, right, split and merged in annotated news, on an article made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks import runner
from benchmarks.facets import news
from newsparse.types import Article, Cue, DateMention, Entity, Mention, Quote, Speaker, TextSpan
from training.annotations import Source, notation

TEXT = """Wira Tan said the bridge was shut. "We waited," he said on Monday.

Port Dickson Council discussed tolls. The council said Lim Foods had paid. Tan laughed."""
SOURCE = Source("naeb/bridge", TEXT, date(2025, 3, 12))
LINES = """E tan PERSON - Wira Tan / Tan
E council ORG - Port Dickson Council
E lim ORG - Lim Foods
A 1 i s | the bridge was shut | Wira Tan | said | tan
A 1 d s | We waited | he | said #2 | tan
A 2 i t | tolls | Port Dickson Council | discussed | council
A 2 i s | Lim Foods had paid | The council | said | council
D 1 | Monday | 2025-03-10"""


def span(words: str, nth: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def quote(words: str, speaker: str | None, kind: str = "indirect") -> Quote:
    start, end = span(words)
    said_by = Speaker("x", 0, 1, None, speaker)
    return Quote(
        "Q1", words, start, end, (TextSpan(words, start, end),), kind, "statement", said_by, Cue("c", "c", 0, 1)
    )  # type: ignore[arg-type]


def entity(number: str, label: str, *mentions: tuple[int, int]) -> Entity:
    named = tuple(Mention(TEXT[a:b], a, b, 1.0) for a, b in mentions)
    return Entity(number, named[0].text, label, named)


TAN = entity("E1", "PERSON", span("Wira Tan"), span("Tan", 2))
COUNCIL = entity("E2", "ORG", span("Port Dickson Council"))
LIM = entity("E3", "ORG", span("Lim Foods"))


def document() -> news.Document:
    found, faults = notation.read(LINES.splitlines(), SOURCE)
    assert faults == []
    return news.Document(SOURCE, found)


def tally(article: Article) -> news.Tally:
    made = news.Tally()
    news.add(made, document(), article)
    return made


def test_quotes_are_found_by_half_of_their_content_and_topics_are_none() -> None:
    quotes = (quote("the bridge was", "E1"), quote("We waited", "E1", "direct"), quote("tolls", "E2"))
    made = tally(Article(TEXT, entities=(TAN, COUNCIL, LIM), quotes=quotes))
    assert (made.found.found, made.found.wanted, made.found.right_found) == (3, 3, 2)
    assert made.exact.right_found == 1
    assert made.speakers == {"right": 2}
    assert made.kinds == 2


@pytest.mark.parametrize(
    ("words", "speaker", "judged"),
    [
        ("the bridge was shut", "E1", "right"),
        ("the bridge was shut", "E2", "wrong"),
        ("the bridge was shut", None, "blank"),
        ("Lim Foods had paid", "E3", "wrong"),
    ],
)
def test_speakers(words: str, speaker: str | None, judged: str) -> None:
    made = tally(Article(TEXT, entities=(TAN, COUNCIL, LIM), quotes=(quote(words, speaker),)))
    assert made.speakers == {judged: 1}


def test_nobody_is_right_where_nobody_is_named_and_a_spokesman_may_be_his_principal() -> None:
    source = Source("naeb/bridge", TEXT)
    lines = ["E lim ORG - Lim Foods", "A 2 i s | had paid | - | - | - | for=lim", "A 1 i s | was shut | - | - | -"]
    found, _ = notation.read(lines, source)
    names = {each.key: each for each in found.entities}
    article = Article(TEXT, entities=(TAN, COUNCIL, LIM))
    spokesman, nobody = found.attributions
    assert news.verdict(spokesman, names, quote("had paid", "E3"), article) == "right"
    assert news.verdict(spokesman, names, quote("had paid", None), article) == "right"
    assert news.verdict(nobody, names, quote("was shut", "E1"), article) == "wrong"


def test_entities_are_right_missed_split_merged_or_of_another_class() -> None:
    def judged(*entities: Entity) -> dict[str, str]:
        made = news.entity_verdicts(document().annotation.entities, Article(TEXT, entities=entities))
        return {each.key if each else cls: verdict for cls, verdict, each in made}

    assert judged(TAN, COUNCIL, LIM) == {"tan": "right", "council": "right", "lim": "right"}
    both = entity("E4", "ORG", span("Port Dickson Council"), span("Lim Foods"))
    assert judged(TAN, both) == {"tan": "right", "council": "merged", "lim": "merged"}
    apart = (entity("E5", "PERSON", span("Wira Tan")), entity("E6", "PERSON", span("Tan", 2)))
    place = entity("E7", "GPE", span("Port Dickson"))
    assert judged(*apart, place) == {"tan": "split", "council": "wrong label", "lim": "missed"}
    assert judged(TAN, COUNCIL, LIM, entity("E8", "GPE", span("bridge")))["places"] == "spurious"


def test_days_are_right_by_first_and_last() -> None:
    start, end = span("Monday")
    day = date(2025, 3, 10)
    made = tally(Article(TEXT, dates=(DateMention("Monday", start, end, "DATE", "2025-03-10", day, day),)))
    assert made.days.right_found == made.days.wanted == 1
    late = date(2025, 3, 17)
    made = tally(Article(TEXT, dates=(DateMention("Monday", start, end, "DATE", "2025-03-17", late, late),)))
    assert (made.days.found, made.days.right_found) == (1, 0)


def test_nothing_of_a_blind_document_but_totals_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "article", lambda *_args, **_more: Article(TEXT, entities=(TAN,)))
    monkeypatch.setattr(news, "part_of", lambda _id: "blind")
    report = news.score([document()])
    assert list(news.errors([document()])) == []
    figures = {each.name: each.value for each in report.figures}
    assert figures["blind_found"] == 0.0
    assert figures["blind_people_right"] == 1.0
    assert not any("naeb" in row for table in report.tables for row in table.rows)
    monkeypatch.setattr(news, "part_of", lambda _id: "dev")
    kinds = [each.kind for each in news.errors([document()])]
    assert kinds.count("quote missed (statement, indirect)") == 2
