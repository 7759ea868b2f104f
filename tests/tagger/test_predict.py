"""What is kept of the scores of a head beside its choice."""

from __future__ import annotations

import numpy as np
import pytest

from newsparse.tagger.predict import _class_chances, _going_on, _Job, _label_chances
from newsparse.tagger.windows import Window

TAGS = ["O", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


def test_the_chance_of_a_label_is_the_mean_over_its_words() -> None:
    chances = np.array([[0.1, 0.6, 0.0, 0.3, 0.0], [0.0, 0.1, 0.7, 0.0, 0.2]], np.float32)
    assert _label_chances(chances, TAGS) == {"ORG": pytest.approx(0.7), "LOC": pytest.approx(0.25)}


def test_labels_that_are_hardly_possible_are_left_out() -> None:
    assert _label_chances(np.array([[0.0, 0.998, 0.0, 0.002, 0.0]], np.float32), TAGS) == {"ORG": pytest.approx(0.998)}


def test_the_class_of_a_content_goes_by_all_its_words() -> None:
    scores = np.array([[2.0, 0.0, -9.0], [0.0, 2.0, -9.0], [4.0, 0.0, -9.0]], np.float32)
    found = _class_chances(scores, ["statement", "topic", "intention"])
    assert list(found) == ["statement", "topic"]
    assert found["statement"] == pytest.approx(1 / (1 + np.exp(2 / 3 - 2)), abs=1e-3)


def test_no_span_goes_on_over_the_start_of_a_sentence_but_a_content_in_marks() -> None:
    job = _Job(Window(0, 3, 0, 3), [], [], [], [], [], [True, False, True], [False, False, True])
    tags = ["O", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"]
    assert np.argwhere(_going_on(job, tags)).tolist() == [[0, 2], [2, 2], [2, 4]]
