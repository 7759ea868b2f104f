from __future__ import annotations

from benchmarks.facets.entities import MAIN, NINE, classify, count, relabel


def test_places_are_one_label_and_other_labels_do_not_count():
    spans = [(0, 4, "GPE"), (5, 9, "FAC"), (10, 12, "MONEY"), (13, 15, "ORG")]
    assert relabel(spans, MAIN) == {(0, 4, "PLACE"), (5, 9, "PLACE"), (13, 15, "ORG")}
    assert relabel(spans, NINE) == {(0, 4, "LOC"), (5, 9, "FAC"), (10, 12, "MONEY"), (13, 15, "ORG")}


def test_spans_and_labels_are_exact():
    wanted = {(0, 4, "ORG"), (5, 9, "PERSON"), (20, 22, "PLACE")}
    found = {(0, 4, "ORG"), (5, 8, "PERSON"), (20, 22, "ORG")}
    total, by_label = count([(wanted, found)])
    assert (total.precision, total.recall) == (1 / 3, 1 / 3)
    assert (by_label["ORG"].precision, by_label["ORG"].recall, by_label["PLACE"].f1) == (0.5, 1.0, 0.0)


def test_nothing_wanted_and_nothing_found_is_right():
    total, by_label = count([(set(), set())])
    assert (total.f1, by_label) == (1.0, {})


def test_each_span_is_one_error():
    wanted = {(0, 4, "ORG"), (5, 9, "PERSON"), (20, 22, "PLACE"), (40, 44, "ORG")}
    found = {(0, 4, "PERSON"), (5, 8, "PERSON"), (30, 33, "ORG"), (40, 44, "ORG")}
    kinds = [(kind, span[:2]) for kind, span, _ in classify(wanted, found)]
    assert kinds == [("label", (0, 4)), ("boundary", (5, 9)), ("missed", (20, 22)), ("spurious", (30, 33))]
