from __future__ import annotations

import pytest

from benchmarks.context import around
from benchmarks.errors import counts, sample
from benchmarks.measures import Counts, Error, Report, fingerprint


def test_counts():
    c = Counts()
    c.add(4, 2, 1)
    c.add(0, 0, 0)
    assert (c.precision, c.recall, c.f1) == (0.25, 0.5, pytest.approx(1 / 3))


@pytest.mark.parametrize(("found", "wanted", "f1"), [(0, 0, 1.0), (3, 0, 0.0), (0, 3, 0.0)])
def test_counts_of_nothing(found, wanted, f1):
    assert Counts(found, wanted).f1 == f1


def test_a_share_of_nothing_is_whole():
    report = Report()
    report.share("a", 0, 0)
    report.share("b", 1, 4)
    assert [figure.value for figure in report.figures] == [1.0, 0.25]


def test_the_hash_changes_with_the_text_the_annotation_and_the_order():
    hashes = {
        fingerprint(each) for each in ([("a", 1)], [("a", 2)], [("b", 1)], [("a", 1), ("b", 1)], [("b", 1), ("a", 1)])
    }
    assert len(hashes) == 5
    assert fingerprint([("a", 1)]) == fingerprint([("a", 1)])


def test_context_is_one_line():
    assert around("One.\n\nTwo three.", 6, 9, 6) == "One. ¶ ¶ [[Two]] three"


def test_a_sample_is_the_same_for_the_same_seed():
    errors = [Error("a" if i % 3 else "b", str(i), "") for i in range(30)]
    assert counts(errors) == [("a", 20), ("b", 10)]
    assert sample(errors, 5, 1) == sample(errors, 5, 1) != sample(errors, 5, 2)
    assert [e.kind for e in sample(errors, 30, 1)] == ["a"] * 20 + ["b"] * 10
