"""Who can be meant: what the text tells of a name where it stands."""

from __future__ import annotations

import pytest
import spacy

from newsparse.coref.referents import referents
from newsparse.text.tokens import read_tokens
from newsparse.types import Entity, Mention

NLP = spacy.blank("en")


def organisation(text: str, name: str) -> Entity:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Mention(name, at, at + len(name), 0.9))
        at = text.find(name, at + 1)
    return Entity("E1", name, "ORG", tuple(found))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ACCRA (Volta Press Agency) — Two ferries stopped.", True),
        ("ACCRA (Volta Press Agency) — Two ferries stopped. Volta Press Agency asked why.", False),
        ("The ferry firm (Volta Press Agency) stopped.", False),
    ],
)
def test_the_agency_of_a_dateline_is_known(text: str, printed: bool) -> None:
    spots = referents(read_tokens(NLP(text)), [organisation(text, "Volta Press Agency")])
    assert {spot.referent.printed for spot in spots} == {printed}
