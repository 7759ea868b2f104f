"""A few hundred texts that nobody wrote, by a fixed seed: nothing is raised, and every invariant holds.

`python -m tests.fuzz --minutes 30` tries more, with the texts of the corpora where they are.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz import sources, texts
from tests.fuzz.campaign import Campaign

TEXTS, DOCUMENTS = 250, 500


@pytest.mark.model
@pytest.mark.slow
def test_texts() -> None:
    campaign = Campaign(seed=20, longest=300)
    for _ in range(TEXTS):
        campaign.text()
    assert not campaign.result.failures, campaign.result.report()
    assert campaign.result.words > TEXTS


@pytest.mark.model
@pytest.mark.slow
def test_made_up_docs() -> None:
    campaign = Campaign(seed=21, longest=300)
    for _ in range(DOCUMENTS):
        campaign.document()
    assert not campaign.result.failures, campaign.result.report()


@pytest.mark.parametrize("change", texts.CHANGES, ids=lambda change: change.__name__)
def test_a_change_takes_any_text(change: texts.Change) -> None:
    rng = Random(1)
    for text in ("", " ", "a", "“No,” said Ada Obi.\n\nShe left.", *rng.sample(sources.examples(), 5)):
        for _ in range(5):
            assert isinstance(change(text, rng), str)


def test_the_same_seed_makes_the_same_texts() -> None:
    made = [
        [texts.make(texts.drawing(sources.examples(), rng), rng) for _ in range(20)] for rng in (Random(3), Random(3))
    ]
    assert made[0] == made[1]
    assert len({text for text, _ in made[0]}) > 15


def test_failures_are_told_by_kind_and_place() -> None:
    campaign = Campaign(seed=1)

    def fail() -> None:
        raise ValueError("asked to fail")

    for text in ("a long text", "a text"):
        campaign._try(text, (), fail)  # type: ignore[arg-type]
    assert "2 x ValueError at fuzz/test_fuzz.py" in campaign.result.report()
    assert "'a text'" in campaign.result.report()
