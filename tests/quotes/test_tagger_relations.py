"""The attribution spans of the model, read as drafts."""

from __future__ import annotations

from newsparse.quotes.tagger_relations import TaggedSpan, read_relations, rejoin

TEXT = "Frost in Elva\n\nFruit trees lost their blossom, growers said.\n\nShare"
PARAGRAPHS = [(0, 13), (15, 60)]


def _span(part: str, role: str) -> TaggedSpan:
    start = TEXT.index(part)
    return TaggedSpan(start, start + len(part), role, "1", 0.9)


def test_a_content_does_not_run_over_a_headline() -> None:
    content = _span("Elva\n\nFruit trees lost their blossom", "CONTENT")
    drafts = read_relations(TEXT, [content, _span("said", "CUE"), _span("growers", "SOURCE")], PARAGRAPHS)
    assert [TEXT[a:b] for a, b in drafts[0].contents] == ["Fruit trees lost their blossom"]


def test_without_a_cue_the_longest_piece_is_the_content() -> None:
    drafts = read_relations(TEXT, [_span("Frost in Elva\n\nFruit", "CONTENT")], PARAGRAPHS)
    assert [TEXT[a:b] for a, b in drafts[0].contents] == ["Frost in Elva"]


def test_what_lies_in_one_paragraph_stays_as_it_is() -> None:
    drafts = read_relations(TEXT, [_span("Fruit trees", "CONTENT"), _span("said", "CUE")], PARAGRAPHS)
    assert [TEXT[a:b] for a, b in drafts[0].contents] == ["Fruit trees"]


def test_a_relation_without_words_takes_no_cue() -> None:
    cue = [_span("said", "CUE")]
    assert rejoin(TEXT, [[], cue]) == [[], cue]
