"""What `newsparse explain` prints."""

from __future__ import annotations

from newsparse.commands.explained import explained
from newsparse.types import Article, Entity, Mention


def test_a_result_without_a_decision_has_no_empty_table() -> None:
    article = Article("Ada Obi left.", entities=(Entity("E1", "Ada Obi", "PERSON", (Mention("Ada Obi", 0, 7, 1.0),)),))
    assert explained(article, ()) == "entity E1: Ada Obi (PERSON)\nas the model read it"
