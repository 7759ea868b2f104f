"""A part of the generated claims, with the floors of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import quotecheck
from newsparse.archive import checker

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_generated_claims(tmp_path: Path) -> None:
    articles = quotecheck.annotated()
    claims = list(quotecheck.Maker(articles[::2], articles[1::4], seed=7).claims(200))
    assert {claim.wanted for claim in claims} == set(quotecheck.WANTED)
    archive = quotecheck.archive(articles[::2], tmp_path / "a.sqlite")
    with checker(archive=archive) as ask:
        answers = [(claim.wanted, ask(claim.quote, claim.speaker).verdict) for claim in claims]
    assert sum(wanted == verdict for wanted, verdict in answers) >= quotecheck.RIGHT * len(answers)
    assert ("altered", "verbatim") not in answers
