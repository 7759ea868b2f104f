"""Fitting the weights of the country of a place."""

from __future__ import annotations

from collections import Counter

from newsparse.entities.countries import WEIGHTS, Bearers, Question
from training.countries import NAMES, example, fit, judge


def test_weights_learn_who_bears_the_name() -> None:
    asked = [Question(Bearers({code: 5.0}), spoken=Counter({"XX": 1})) for code in ("PE", "MW", "LA")]
    given = [example(question, code) for question, code in zip(asked, ("PE", "MW", "LA"), strict=True)]
    weights = fit(given)
    assert tuple(WEIGHTS) == NAMES
    assert weights[NAMES.index("bearer")] > 0
    assert judge(given, weights) == Counter({"right": 3})


def test_a_country_that_is_not_asked_is_no_example() -> None:
    assert example(Question(Bearers({"PE": 5.0})), "MW").right is None
    assert example(Question(Bearers({"PE": 5.0})), None).right == 1
