"""The archive that is made for linking, and the counting of pairs."""

from __future__ import annotations

import pytest

from benchmarks.linking import World, score


@pytest.fixture(scope="module")
def world() -> World:
    return World(3, 120, pairs=20)


def test_as_many_namesakes_as_asked_for(world: World) -> None:
    names = [(person.given, person.family) for person in world.people]
    assert len(names) == 120
    assert 15 <= len(names) - len(set(names)) <= 20  # two pairs may be one name


def test_truth_is_where_the_names_are(world: World) -> None:
    for story in world.stories(10):
        text = str(story.record["text"])
        for start, end, number in story.truth:
            person = world.people[number]
            families = {person.family, person.new_family, person.spelled[1] if person.spelled else None}
            assert set(text[start:end].split()) & families


def test_pairs_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    owned = {(1, "E1"): "a", (2, "E1"): "a", (3, "E1"): "b", (4, "E1"): "b"}
    assert score(owned, {(1, "E1"): "P1", (2, "E1"): "P1", (3, "E1"): "P1"}, show=False) == (1 / 3, 1 / 2)
    assert "1 rightly, of 2; 1 unresolved" in capsys.readouterr().out
