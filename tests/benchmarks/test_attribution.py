from __future__ import annotations

from datetime import date

import pytest

from benchmarks.facets import attribution
from benchmarks.facets.attribution import Item, dice, joined_part, outer_part, pairs, part, stretches
from newsparse.types import Article, Cue, Quote, Speaker, TextSpan
from training.corpora.polnear import AttributedText, Attribution

TEXT = '"We will win," Ada Moss said, "in May."\n\nBen Roe said that it rained.'


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def item(content: str, source: str = "", cue: str = "", **more: object) -> Item:
    parts = [part(TEXT, [at(words)]) if words else frozenset() for words in (content, source, cue)]
    return Item(*parts, joined=parts[0], **more)


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([at('"We will win,"')], [at("We will win")]),
        ([at("We will win")], [at("We will win")]),
        ([at("said,")], [at("said")]),
        ([at('"We will win,"'), at('"in May."')], [at("We will win"), at("in May")]),
        ([at('," ')], []),
        ([], []),
    ],
)
def test_a_part_is_its_characters_less_punctuation_at_both_ends(spans, wanted):
    assert stretches(part(TEXT, spans)) == wanted


def test_stretches_that_only_punctuation_divides_are_joined():
    broken = [at('"We will win,"'), at('"in May."')]
    assert joined_part(TEXT, broken) == part(TEXT, broken)
    paragraphs = "“One two.\n\n“Three.”"
    whole = [(0, len(paragraphs))]
    assert joined_part(paragraphs, [(0, 9), (11, 19)]) == joined_part(paragraphs, whole) == part(paragraphs, whole)
    assert part(paragraphs, [(0, 9), (11, 19)]) != part(paragraphs, whole)


def test_outer_ends_leave_the_marks_inside():
    assert stretches(outer_part(TEXT, [at('"We will win,"'), at('"in May."')])) == [at('We will win,"'), at('"in May')]
    assert outer_part(TEXT, [at(',"')]) == frozenset()


def test_signs_of_money_and_per_cent_stay():
    assert stretches(part("(10%)", [(0, 5)])) == [(1, 4)]
    assert stretches(part("“$5”", [(0, 4)])) == [(1, 3)]


def test_dice():
    assert dice(frozenset({1, 2}), frozenset({2, 3})) == 0.5
    assert dice(frozenset(), frozenset()) == 0.0


def test_pairs_are_one_to_one_and_the_most_similar_first():
    wanted = [item("We will win"), item("it rained")]
    short, same = item("We will"), item("We will win")
    assert pairs(wanted, [short, same], least=0.5) == [(wanted[0], same)]
    assert pairs(wanted, [short]) == []
    assert pairs(wanted, [item("that it rained")], least=0.7) == [(wanted[1], item("that it rained"))]


def test_a_source_that_serves_two_quotes_counts_once():
    wanted = [item("We will win", "Ada Moss", "said"), item("in May", "Ben Roe")]
    found = [item("We will win", "Ada Moss"), item("in May", "Ada Moss")]
    result = attribution.tally([(wanted, found)])
    assert (result.source.found, result.source.wanted, result.source.right_found) == (1, 2, 1)
    assert (result.content.f1, result.cue.recall) == (1.0, 0.0)
    assert (result.speakers, result.sourced, result.pairs) == (1, 2, 2)


def test_marked_contents_are_those_marked_on_either_side():
    wanted = [item("We will win", marked=True), item("it rained")]
    found = [item("We will win", marked=False), item("it rained", marked=True), item("that", marked=True)]
    counts = attribution.tally([(wanted, found)]).marked
    assert (counts.recall, counts.precision) == (1.0, 0.5)


def test_contents_without_a_gold_source_do_not_count_for_the_speaker():
    result = attribution.tally([([item("it rained")], [item("it rained", "Ben Roe")])])
    assert (result.sourced, result.speakers, result.pairs) == (0, 0, 1)


def test_reliability_by_bins():
    quotes = [(0.95, True, True), (0.97, False, True), (1.0, False, False), (0.3, False, False)]
    table = attribution.reliability(quotes)
    assert table.rows == (
        ("0.00-0.50", "1", "0.300", "0.000", "0.000"),
        ("0.95-1.00", "3", "0.973", "0.333", "0.667"),
    )


def test_figures_of_an_article_of_newsparse():
    parts = tuple(TextSpan(TEXT[s:e], s, e) for s, e in (at("We will win"), at("in May")))
    speaker = Speaker("Ada Moss", *at("Ada Moss"))
    cue = Cue("said", "say", *at("said"))
    quote = Quote("Q1", "We will win in May", parts[0].start, parts[1].end, parts, "direct", "statement", speaker, cue)
    found = attribution.found_items(Article(TEXT, quotes=(quote,)))
    gold = AttributedText(
        "a",
        TEXT,
        date(2024, 5, 1),
        (
            Attribution((at("Ada Moss"),), (at("said"),), (at('"We will win,"'), at('"in May."'))),
            Attribution((at("Ben Roe"),), ((TEXT.rindex("said"), TEXT.rindex("said") + 4),), (at("that it rained."),)),
        ),
    )
    figures = {
        f.name: f.value for f in attribution.report(attribution.tally([(attribution.gold_items(gold), found)])).figures
    }
    assert figures["source"] == figures["cue"] == figures["content_dice"] == pytest.approx(2 / 3)
    assert figures["content"] == figures["content_joined"] == pytest.approx(2 / 3)
    assert figures["content_outer_ends"] == 0.0
    assert figures["marked_content_dice"] == figures["speaker"] == figures["right_above_0.9"] == 1.0


@pytest.mark.parametrize(
    ("wanted", "found", "kinds"),
    [
        ([item("it rained")], [], ["content missed (no marks)"]),
        ([], [item("it rained", marked=True)], ["content spurious (with marks)"]),
        ([item("that it rained")], [item("it rained")], ["content begins too late"]),
        ([item("it")], [item("it rained")], ["content ends too late"]),
        ([item("it rained", "Ben Roe", "said")], [item("it rained", "Ada Moss", "said")], ["source: wrong link"]),
        ([item("it", "Ben Roe")], [item("it", "Ben", "said")], ["source boundary: too short", "cue spurious"]),
        ([item("it rained", "Ben Roe")], [item("it rained")], ["source missed"]),
        ([item("it rained", "Ben Roe")], [item("it rained", "Ben Roe")], []),
    ],
)  # fmt: skip
def test_classes_of_errors(wanted, found, kinds):
    assert [kind for kind, _, _ in attribution.classify(wanted, found)] == kinds
