"""What must hold of every text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.dates import scan
from newsparse.dates.rules import RULES

from .examples import find, tagged_words

if TYPE_CHECKING:
    from newsparse.dates.find import Found
    from newsparse.dates.words import Words

TODAY = date(2025, 7, 16)
PIECES = st.sampled_from(
    [
        "May",
        "5",
        ",",
        "2019",
        "and",
        "to",
        "-",
        "the",
        "last",
        "week",
        "of",
        "Friday",
        "next",
        ".",
        "in",
        "10:30",
        "a.m.",
        "on",
        "three",
        "years",
        "ago",
        "early",
        "2024-05-14",
        "14/5/24",
        "'s",
        "'",
        "90s",
        "every",
        "day",
        "second",
        "quarter",
        "fall",
        "March",
        "Christmas",
        "Eve",
        "will",
        "said",
        "\n",
        "\xa0",
        "–",
        "½",
        "Feb",
        "30",
        "99",
        "2000",
        "GMT",
        "BC",
        "century",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=30).map(" ".join))


@given(TEXTS, st.sampled_from([None, TODAY, date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)]))
def test_any_text(text: str, published: date | None) -> None:
    last = 0
    for f in find(text, published=published):
        assert last <= f.start < f.end <= len(text)
        last = f.end
        assert text[f.start : f.end].strip() == text[f.start : f.end]
        assert f.type in {"DATE", "TIME", "DURATION", "SET"}
        assert f.value
        assert (f.first is None) == (f.last is None)
        if f.first is not None and f.last is not None:
            assert f.first <= f.last


@given(TEXTS)
def test_same_every_time(text: str) -> None:
    assert find(text, published=TODAY) == find(text, published=TODAY)


def test_nothing_is_resolved_against_the_clock() -> None:
    text = "He left yesterday, on Monday, last week, two years ago and in March; now, this year, on the 5th."
    for found in find(text):
        assert found.first is None, found
        assert "X" in found.value or found.value.endswith("_REF"), found


def test_spans_limit_what_is_read() -> None:
    text = "Read more: 5 May 2020. He died on 6 May 2020. Updated 7 May 2020."
    start, end = text.index("He"), text.index(" Updated")
    assert [text[f.start : f.end] for f in find(text, spans=[(start, end)])] == ["6 May 2020"]


def test_expressions_do_not_cross_spans() -> None:
    text = "He came in May\n2020 people were there"
    assert [f.value for f in find(text, published=TODAY, spans=[(0, 14), (15, len(text))])] == ["2025-05"]


def test_expressions_do_not_cross_paragraphs() -> None:
    assert [f.value for f in find("It was in May\n\n2019 was dry", published=TODAY)] == ["2025-05", "2019"]


@pytest.mark.parametrize(
    "piece", ["May ", "1", "2015, ", "2 to ", "10:30:", "May 5, ", "the last ", "3-", "two and ", "early ", "x"]
)
def test_work_grows_with_length(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text is at most about twice the tries, and each try sees a bounded stretch."""
    tries: list[int] = []
    read = scan._read

    def counting(text: str, starts: list[int], stop: int) -> object:
        tries.append(len(starts) * len(RULES))
        return read(text, starts, stop)

    monkeypatch.setattr(scan, "_read", counting)
    sums = []
    for count in (500, 1000):
        tries.clear()
        find(piece * count, published=TODAY)
        sums.append(sum(tries))
    assert sums[1] <= 2 * sums[0] + len(RULES)


def test_long_digits_are_one_word() -> None:
    assert find("1" * 10_000, published=TODAY) == []


def tagged(text: str, **tags: str) -> Words:
    """Tokens of a text; `tags` gives the Penn tag of a word."""
    return tagged_words(text, lambda word, place: tags.get(word, "NN"))


def one(text: str, words: Words | None = None) -> Found:
    (found,) = find(text, published=TODAY, words=words)
    return found


@pytest.mark.parametrize(
    ("text", "tags", "day"),
    [
        ("The board convenes Friday.", {"convenes": "VBZ"}, date(2025, 7, 18)),
        ("The board convened Friday.", {"convened": "VBD"}, date(2025, 7, 11)),
        ("They will rest after losing on Monday.", {"will": "MD", "rest": "VB", "losing": "VBG"}, date(2025, 7, 14)),
        ("She will need help after tripping on Friday.", {"will": "MD", "tripping": "VBG"}, date(2025, 7, 11)),
        ("Ruiz faces a ban after shoving a referee on Sunday.", {"faces": "VBZ", "shoving": "VBG"}, date(2025, 7, 13)),
        ("The board will decide after meeting on Thursday.", {"will": "MD", "meeting": "VBG"}, date(2025, 7, 17)),
        ("Call your vet on Friday.", {"Call": "VB"}, date(2025, 7, 18)),
        ("Take the numbers from Friday.", {"Take": "VB"}, date(2025, 7, 11)),
        ("The board shut Friday.", {"shut": "VBD"}, date(2025, 7, 11)),
        ("The board will convene Friday.", {"will": "MD", "convene": "VB"}, date(2025, 7, 18)),
        ("The board did not convene Friday.", {"did": "VBD", "convene": "VB"}, date(2025, 7, 11)),
        ("On Friday, the board convened.", {"convened": "VBD"}, date(2025, 7, 11)),
        # A past that is written like the present, headlines and captions.
        ("LIMA: Peru beat Chile by a goal on Tuesday.", {"beat": "VBP"}, date(2025, 7, 15)),
        ("Rebels quit talks on Friday.", {"quit": "VBP"}, date(2025, 7, 11)),
        ("Peru will beat Chile on Tuesday.", {"will": "MD", "beat": "VB"}, date(2025, 7, 22)),
        ("Minister resigns on Monday.", {"resigns": "VBZ"}, date(2025, 7, 14)),
        ("People queue for water on Saturday.", {"queue": "VBP"}, date(2025, 7, 12)),
        ("The dispute stems from a raid on Monday.", {"stems": "VBZ"}, date(2025, 7, 14)),
        # Conditions and participles.
        ("She appears in court on Monday.", {"appears": "VBZ"}, date(2025, 7, 21)),
        ("If Peru beat Chile on Sunday, they go through.", {"beat": "VBP", "go": "VBP"}, date(2025, 7, 20)),
        ("Bombs planted on Monday killed two.", {"planted": "VBN", "killed": "VBD"}, date(2025, 7, 14)),
        ("He will air planned reforms on Monday.", {"will": "MD", "air": "VB", "planned": "VBN"}, date(2025, 7, 21)),
        # What is announced.
        ("Leeds host Hull on Saturday.", {"Leeds": "NNP", "host": "NN", "Hull": "NNP"}, date(2025, 7, 19)),
        ("They are playing Peru on Sunday.", {"are": "VBP", "playing": "VBG"}, date(2025, 7, 20)),
        ("Police are examining the wreck on Sunday.", {"are": "VBP", "examining": "VBG"}, date(2025, 7, 13)),
        ("The vote is held in Lille on Sunday.", {"is": "VBZ", "held": "VBN"}, date(2025, 7, 20)),
        ("A crowd is seen in Lille on Sunday.", {"is": "VBZ", "seen": "VBN"}, date(2025, 7, 13)),
        ("Syria's team arriving Tuesday lost.", {"'s": "POS", "arriving": "VBG", "lost": "VBD"}, date(2025, 7, 15)),
        ("He could not be found Tuesday.", {"could": "MD", "be": "VB", "found": "VBN"}, date(2025, 7, 15)),
        ("Rain is forecast for Sunday.", {"is": "VBZ", "forecast": "VBN"}, date(2025, 7, 20)),
        ("The hall has been opened on Sunday.", {"has": "VBZ", "been": "VBN", "opened": "VBN"}, date(2025, 7, 13)),
        ("He is being moved to Lille on Sunday.", {"is": "VBZ", "being": "VBG", "moved": "VBN"}, date(2025, 7, 20)),
        ("We are not playing on Sunday.", {"are": "VBP", "not": "RB", "playing": "VBG"}, date(2025, 7, 20)),
        ("I am not singing on Sunday.", {"am": "VBP", "not": "RB", "singing": "VBG"}, date(2025, 7, 20)),
        ("Is she coming on Sunday?", {"Is": "VBZ", "coming": "VBG"}, date(2025, 7, 20)),
        ("I hope he is fit on Sunday.", {"hope": "VBP", "is": "VBZ"}, date(2025, 7, 20)),
        ("It may have sunk on Sunday.", {"may": "MD", "have": "VB", "sunk": "VBN"}, date(2025, 7, 13)),
        ("On Sunday it might have sunk.", {"might": "MD", "have": "VB", "sunk": "VBN"}, date(2025, 7, 13)),
        # The verb that governs the day, not the nearest.
        (
            "Leeds, who lost at Hull, host Derby on Saturday.",
            {"Leeds": "NNP", "lost": "VBD", "Hull": "NNP", "host": "NN", "Derby": "NNP"},
            date(2025, 7, 19),
        ),
        ("Ann, who lost in Rome, plays in Oslo on Saturday.", {"lost": "VBD", "plays": "VBZ"}, date(2025, 7, 19)),
        ("The men, who had been freed, spoke on Saturday.", {"freed": "VBN", "spoke": "VBD"}, date(2025, 7, 12)),
        # What was ordered or moved is to come.
        ("He urged voters to turn out on Sunday.", {"urged": "VBD", "turn": "VB"}, date(2025, 7, 20)),
        ("He asked that they be freed on Sunday.", {"asked": "VBD", "be": "VB", "freed": "VBN"}, date(2025, 7, 20)),
        ("He tried to swim across on Sunday.", {"tried": "VBD", "swim": "VB"}, date(2025, 7, 13)),
        ("The race was moved to Sunday.", {"was": "VBD", "moved": "VBN"}, date(2025, 7, 20)),
        ("Fans could not enter on Sunday.", {"could": "MD", "not": "RB", "enter": "VB"}, date(2025, 7, 13)),
        ("Ruiz is raising doubts about Sunday's debate.", {"is": "VBZ", "raising": "VBG"}, date(2025, 7, 13)),
        ("She wants the fee cut by Sunday.", {"wants": "VBZ", "cut": "VBN"}, date(2025, 7, 20)),
    ],
)
def test_tense_of_tags(text: str, tags: dict[str, str], day: date) -> None:
    assert one(text, tagged(text, **tags)).first == day


@pytest.mark.parametrize(
    ("text", "tags", "month"),
    [
        ("The firm agreed to sell the quarry in September.", {"agreed": "VBD", "sell": "VB"}, "2025-09"),
        ("The firm sold the quarry in September.", {"sold": "VBD"}, "2024-09"),
        ("He went on to win the cup in September.", {"went": "VBD", "win": "VB"}, "2024-09"),
        ("They campaigned for September's election.", {"campaigned": "VBD"}, "2025-09"),
        ("Classes start in September.", {"start": "VBP"}, "2025-09"),
        ("Exports pay for grain in September.", {"pay": "VBP"}, "2024-09"),
    ],
)
def test_months_of_plans(text: str, tags: dict[str, str], month: str) -> None:
    assert one(text, tagged(text, **tags)).value == month


def test_a_person_is_no_month() -> None:
    text = "In May the vote was lost."
    words = tagged_words(text, lambda word, place: "NNP", entity=("May", "PERSON"))
    assert find(text, published=TODAY, words=words) == []


def test_a_year_behind_its_host_is_no_date() -> None:
    words = tagged_words("She won gold at London 2012.", lambda word, place: "NN", entity=("London", "GPE"))
    assert find("She won gold at London 2012.", published=TODAY, words=words) == []


def test_a_year_beside_a_place_is_one() -> None:
    text = "In London, 2012 was wet."
    assert one(text, tagged_words(text, lambda word, place: "NN", entity=("London", "GPE"))).value == "2012"


def test_weekday_on_its_own_day() -> None:
    assert one("He met them on Wednesday.").first == TODAY
    assert one("He will meet them on Wednesday.").first == TODAY


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.sampled_from(["monday", "Thursday", "Sunday"]))
def test_last_weekday_is_within_a_week(published: date, weekday: str) -> None:
    (found,) = find(f"last {weekday}", published=published)
    assert found.first is not None
    assert timedelta(1) <= published - found.first <= timedelta(7)


def _tagged(text: str, tags: str) -> Words:
    given = tags.split()
    return tagged_words(text, lambda word, place: given[place])


@pytest.mark.parametrize(
    ("text", "tags", "values"),
    [
        ("She accused him of years of fraud.", "PRP VBD PRP IN NNS IN NN .", ["PXY"]),
        ("Farmers endured months of severe drought.", "NNS VBD NNS IN JJ NN .", ["PXM"]),
        ("His years of fame ended.", "PRP$ NNS IN NN VBD .", []),
        ("These were golden years of jazz.", "DT VBD JJ NNS IN NN .", []),
    ],
)
def test_a_plural_of_what_lasted_is_a_length(text: str, tags: str, values: list[str]) -> None:
    assert [f.value for f in find(text, published=TODAY, words=_tagged(text, tags))] == values


@pytest.mark.parametrize(
    ("text", "tags", "values"),
    [
        ("The ferry takes 2040 lorries.", "DT NN VBZ CD NNS .", []),
        ("About 1945 jars were lost.", "IN CD NNS VBD VBN .", []),
        ("Following 2019 polls it split.", "VBG CD NNS PRP VBD .", ["2019"]),
        ("She won 2019 elections.", "PRP VBD CD NNS .", ["2019"]),
        ("The 2019 polls were close.", "DT CD NNS VBD JJ .", ["2019"]),
    ],
)
def test_a_number_of_things_is_no_year(text: str, tags: str, values: list[str]) -> None:
    assert [f.value for f in find(text, published=TODAY, words=_tagged(text, tags))] == values


def named(text: str, name: str, label: str) -> Words:
    """Tokens of a text in which one name is an entity."""
    return tagged_words(text, lambda word, place: "NNP", entity=(name, label))


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Coach Julius Friday was tired.", "Julius Friday", "PERSON"),
        ("The Thursday Group owns it.", "Thursday Group", "ORG"),
        ("They met Wednesday Njoroge.", "Wednesday Njoroge", "PERSON"),
        ("The singer April March spoke.", "April March", "PERSON"),
    ],
)
def test_a_word_of_a_name_is_no_day(text: str, name: str, label: str) -> None:
    assert find(text, published=TODAY, words=named(text, name, label)) == []


@pytest.mark.parametrize("text", ["He told AFP Friday.", "On Friday Ann Li spoke."])
def test_a_day_beside_a_name_is_a_day(text: str) -> None:
    name, label = ("AFP", "ORG") if "AFP" in text else ("Ann Li", "PERSON")
    assert [f.value for f in find(text, published=TODAY, words=named(text, name, label))] == ["2025-07-11"]


@pytest.mark.parametrize(
    "piece", ["Friday's vote. ", "“It rained yesterday,” she said on Monday. ", "Friday and Sunday. "]
)
def test_many_of_a_kind(piece: str) -> None:
    found = find(piece * 50, published=TODAY)
    assert len(found) == 50 * len(find(piece, published=TODAY))


def test_a_paper_is_no_day() -> None:
    text = "He told USA Today so."
    words = tagged_words(text, lambda word, place: "NNP", entity=("USA Today", "ORG"))
    assert find(text, published=TODAY, words=words) == []
