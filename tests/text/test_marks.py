from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.text.lines import paragraphs
from newsparse.text.marks import Quotation, find_quotations


def quotations(text: str) -> list[Quotation]:
    return find_quotations(text, paragraphs(text))


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotations(text) if not q.depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," he said.', ["Yes,"]),
        ("said ‘the worst of times’ and ‘the best of days’ today", ["the worst of times", "the best of days"]),
        ("the ‘worst of times’ for the boys’ coach.", ["worst of times"]),
        ("‘We like the boys’ coach,’ he said.", ["We like the boys’ coach,"]),
        ("rock 'n' roll in the '90s gave 'em 'hell'", ["hell"]),
        ("»Ja«, sagte er", ["Ja"]),
        ("”Ja”, sade han", ["Ja"]),
        ("``Never,'' he said, ``ever.''", ["Never,", "ever."]),
        ("“Never,’’ he said. ‘‘Not here, ever.’’ It was “late.’’", ["Never,", "Not here, ever.", "late."]),
        ("“She told me, ‘Go home,’’’ he said. “I did.’’", ["She told me, ‘Go home,’", "I did."]),
        ('"I think"--he paused--"that we go"', ["I think", "that we go"]),
        ("He is 5'10\" tall.", []),
        ('"I forgot it, he said. "Then I went on," she said.', ["I forgot it, he said.", "Then I went on,"]),
        ("O'Hara's and the Joneses' dogs", []),
    ],
)
def test_outermost_quotations(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_nested_quotations_have_depth() -> None:
    found = quotations("“He told me ‘no’ and left,” she said.")
    assert [(q.depth, q.kind) for q in found] == [(0, "double"), (1, "single")]


def test_a_missing_mark_ends_at_its_paragraph() -> None:
    text = "“Open only.\n\nA paragraph without marks.\n\n“Closed,” he said."
    assert [q.closed for q in quotations(text)] == [False, True]
    assert inner(text) == ["Open only.", "Closed,"]


def test_paragraphs_that_one_quotation_runs_over_share_a_chain() -> None:
    found = quotations("“One.\n\n“Two.\n\n“Three,” she said.\n\n“Four,” he said.")
    assert [q.chain for q in found] == [0, 0, 0, -1]


def test_straight_single_marks_stay_open_where_the_next_paragraph_begins_with_one() -> None:
    found = quotations("'One.\n\n'My brother's two.\n\n'Three,' she said.")
    assert [(q.chain, q.closed) for q in found] == [(0, False), (0, False), (0, True)]
    assert inner("'Tis late.\n\nNobody spoke.") == []
    assert inner("'Twas late.\n\n'No,' he said.") == ["No,"]


def test_single_marks_stay_open_behind_a_colon_or_a_sentence_where_the_next_paragraph_begins_with_the_same() -> None:
    assert inner("He said: 'The players' bus was late.\n\n'We ran.'") == ["The players' bus was late.", "We ran."]
    assert inner("‘No,’ he said. ‘We ran.\n\n‘Then it blew.’") == ["No,", "We ran.", "Then it blew."]
    assert inner("He said: 'No problems' and left.\n\n'We ran,' she said.") == ["No problems", "We ran,"]
    assert inner("It was the ‘end of the road.\n\n‘No,’ he said.") == ["No,"]
    assert inner("He said: 'We ran.\n\n‘No,’ she said.") == ["No,"]


@given(st.text(alphabet="ab .,\n\"“”‘’'`«»„", max_size=60))
def test_any_marks_give_ordered_spans_inside_the_text(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
