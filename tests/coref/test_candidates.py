"""Who may be meant at all, and who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsparse.coref.candidates import Anaphor, Candidates, is_he_told_of
from newsparse.coref.discourse_state import Focus
from newsparse.coref.mentions import name_at, phrase_at, pronoun_at
from newsparse.coref.referents import ORG, PERSON, Referent, referents
from newsparse.types import Entity, Mention
from tests.text.parsed import parsed, plain, tagged

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens


def offered(tokens: Tokens, asked: Anaphor, **called: str) -> list[str]:
    """Which of some women, with what the text calls them, may be meant; each is named by one word."""
    focus = Focus(tokens, {}, frozenset(), {})
    for name, noun in called.items():
        spots = [(i, i + 1) for i, word in enumerate(tokens.words) if word == name]
        who = Referent(PERSON, Entity(name, name, "PERSON", ()), "f", nouns=frozenset(noun.split()), spots=spots)
        focus.see(who, name_at(tokens, *spots[0], who))
    return [each.entity.name for each in Candidates(focus, ()).of(asked) if each.entity is not None]


@pytest.mark.parametrize(("word", "names"), [("her", []), ("herself", ["Banda"])])
def test_a_subject_is_not_the_object_of_its_verb(word: str, names: list[str]) -> None:
    tokens = parsed(f"Banda NNP 1 nsubj\nwarned VBD 1 ROOT\n{word} PRP 1 dobj\n. . 1 punct")
    assert offered(tokens, Anaphor(pronoun_at(tokens, 2), 2, 3), Banda="") == names


@pytest.mark.parametrize(("word", "names"), [("her", ["Banda"]), ("him", ["Moyo", "Banda"]), ("us", ["Moyo", "Banda"])])
def test_who_speaks_to_her_is_not_she(word: str, names: list[str]) -> None:
    tokens = parsed(
        "Banda NNP 1 nsubj\nmet VBD 1 ROOT\nMoyo NNP 1 dobj\n. . 1 punct\nThe DT 5 det\nmanager NN 6 nsubj\n"
        f"told VBD 6 ROOT\n{word} PRP 6 dobj\n. . 6 punct"
    )
    phrase = phrase_at(tokens, 5, ())
    assert phrase is not None
    assert offered(tokens, Anaphor(phrase, 4, 6, speaks=True), Banda="", Moyo="") == names


def test_according_to_him_may_be_the_subject() -> None:
    said = "according VBG 1 prep\nto TO 3 prep\nhim PRP 4 pobj"
    tokens = parsed(f"Banda NNP 1 nsubj\nleft VBD 1 ROOT\n, , 1 punct\n{said}\n. . 1 punct")
    assert offered(tokens, Anaphor(pronoun_at(tokens, 5), 5, 6, speaks=True), Banda="") == ["Banda"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Silva met Okoro. She said Silva had lied.", ["Okoro"]),
        ("Silva met Okoro. She said it had rained. Silva left.", ["Okoro", "Silva"]),
        ("Silva met Okoro. She said it would “rain for days,” Silva told us.", ["Okoro", "Silva"]),
        ("Silva met Okoro. She said it would “rain for days”, Silva told us.", ["Okoro", "Silva"]),
        ("Silva met Okoro. She said that “for days” Silva had lied.", ["Okoro"]),
    ],
)
def test_a_speaker_is_not_named_in_what_she_says(text: str, names: list[str]) -> None:
    tokens = plain(text)
    at = tokens.words.index("She")
    assert offered(tokens, Anaphor(pronoun_at(tokens, at), at, at + 1, speaks=True), Silva="", Okoro="") == names


@pytest.mark.parametrize(
    ("text", "noun", "names"),
    [
        ("Moreau/NNP left/VBD ./. The/DT bank/NN 's/POS auditor/NN spoke/VBD ./.", "officer", []),
        ("Moreau/NNP left/VBD ./. The/DT bank/NN 's/POS auditor/NN spoke/VBD ./.", "auditor", ["Moreau"]),
        ("Moreau/NNP left/VBD ./. The/DT bank/NN 's/POS auditor/NN spoke/VBD ./.", "", ["Moreau"]),
        ("Moreau/NNP left/VBD ./. The/DT tired/JJ auditor/NN spoke/VBD ./.", "officer", ["Moreau"]),
    ],
)
def test_somebody_of_a_body_is_not_who_is_called_otherwise(text: str, noun: str, names: list[str]) -> None:
    tokens = tagged(text)
    phrase = phrase_at(tokens, tokens.words.index("auditor"), ())
    assert phrase is not None
    assert offered(tokens, Anaphor(phrase, phrase.first, phrase.stop, speaks=True), Moreau=noun) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The/DT letter/NN sent/VBN to/TO Moreau/NNP fell/VBD ./.", []),
        ("The/DT letter/NN seen/VBN by/IN Moreau/NNP fell/VBD ./.", []),
        ("The/DT letter/NN written/VBN by/IN Moreau/NNP fell/VBD ./.", ["Moreau"]),
        ("The/DT letter/NN by/IN Moreau/NNP fell/VBD ./.", ["Moreau"]),
        ("The/DT family/NN of/IN Moreau/NNP left/VBD ./.", []),
    ],
)
def test_who_only_got_a_document_and_who_has_a_family(text: str, names: list[str]) -> None:
    tokens = tagged(text)
    phrase = phrase_at(tokens, 1, (), source=True)
    assert phrase is not None
    assert offered(tokens, Anaphor(phrase, 0, tokens.words.index("Moreau") + 1, speaks=True), Moreau="") == names


@pytest.mark.parametrize(
    ("name", "label", "noun", "meant"),
    [
        ("Vell/NNP Hospital/NNP", "FAC", "hospital", True),
        ("Vell/NNP Hospital/NNP", "FAC", "bank", False),
        ("Reuters/NNP", "ORG", "newspaper", True),
        ("Reuters/NNP", "ORG", "airline", False),
        ("TikTok/NNP", "ORG", "company", True),
        # A bank of states is a bank, and no firm.
        ("World/NNP Bank/NNP", "ORG", "bank", True),
        ("World/NNP Bank/NNP", "ORG", "lender", True),
        ("World/NNP Bank/NNP", "ORG", "airline", False),
    ],
)
def test_what_a_building_and_an_outlet_are_called(name: str, label: str, noun: str, meant: bool) -> None:
    tokens = tagged(f"{name} reported/VBD it/PRP ./. The/DT {noun}/NN said/VBD so/RB ./.")
    written = name.replace("/NNP", "")
    (spot,) = referents(tokens, [Entity("E1", written, label, (Mention(written, 0, len(written), 1.0),))])
    focus = Focus(tokens, {}, frozenset(), {})
    focus.see(spot.referent, spot)
    head = tokens.words.index(noun)
    phrase = phrase_at(tokens, head, ())
    assert phrase is not None
    found = Candidates(focus, ()).of(Anaphor(phrase, head - 1, head + 1, speaks=True))
    assert (found == [spot.referent], spot.referent.kind) == (meant, ORG)


@pytest.mark.parametrize(
    ("said", "names"),
    [((), ["Silva"]), (((0, 3),), []), (((3, 5),), ["Silva"])],
    ids=["nothing", "of her", "of others"],
)
def test_whom_somebody_tells_of_is_not_who_says_it(said: tuple[tuple[int, int], ...], names: list[str]) -> None:
    tokens = plain("Silva had lied . Rain fell , the judge said .")
    phrase = phrase_at(tokens, 8, ())
    assert phrase is not None
    assert offered(tokens, Anaphor(phrase, 7, 9, speaks=True, said=said), Silva="") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Orsk paid nothing , the report said .", []),
        ("Orsk paid nothing , the newspaper said .", []),
        ("Orsk paid nothing , the company said .", ["Orsk"]),
        ("Orsk paid nothing , the agency said .", ["Orsk"]),
        ("Orsk paid nothing , it said .", ["Orsk"]),
        ("Vell met . Orsk paid nothing , the report said .", ["Vell"]),
    ],
)
def test_no_report_is_of_whom_it_only_tells(text: str, names: list[str]) -> None:
    tokens = plain(text)
    focus = Focus(tokens, {}, frozenset(), {})
    for i in (i for i, word in enumerate(tokens.words) if word in ("Vell", "Orsk")):
        who = Referent(ORG, Entity(tokens.words[i], tokens.words[i], "ORG", ()), spots=[(i, i + 1)])
        focus.see(who, name_at(tokens, i, i + 1, who))
    head, first = len(tokens) - 3, tokens.words.index("Orsk")
    mention = pronoun_at(tokens, head) if tokens.words[head] == "it" else phrase_at(tokens, head, (), source=True)
    assert mention is not None
    asked = Anaphor(mention, mention.first, head + 1, speaks=True, said=((first, first + 3),))
    assert [each.entity.name for each in Candidates(focus, ()).of(asked) if each.entity is not None] == names


@pytest.mark.parametrize(("body", "names"), [("party", []), ("office", ["Silva"])])
def test_what_somebody_belongs_to_is_not_she(body: str, names: list[str]) -> None:
    tokens = plain(f"Silva left . Her {body} said so .")
    phrase = phrase_at(tokens, 4, ())
    assert phrase is not None
    silva = Referent(PERSON, Entity("Silva", "Silva", "PERSON", ()), "f", spots=[(0, 1)])
    focus = Focus(tokens, {}, frozenset(), {})
    focus.see(silva, name_at(tokens, 0, 1, silva))
    found = Candidates(focus, ()).of(Anaphor(phrase, 3, 5, speaks=True, owner=silva))
    assert [each.entity.name for each in found if each.entity is not None] == names


@pytest.mark.parametrize(
    ("subject", "calls", "names"),
    [("banker", "banker", []), ("banker", "", ["Silva"]), ("Silva", "", [])],
)
def test_who_is_told_of_by_name_or_title_does_not_say_it(subject: str, calls: str, names: list[str]) -> None:
    tokens = parsed(
        f"Silva NNP 1 nsubj\nsat VBD 1 ROOT\n{subject} NN 3 nsubj\nleft VBD 5 ccomp\nshe PRP 5 nsubj\nsaid VBD 5 ROOT"
    )
    spots = [(i, i + 1) for i, word in enumerate(tokens.words) if word == "Silva"]
    silva = Referent(PERSON, Entity("E1", "Silva", "PERSON", ()), words=frozenset(calls.split()), spots=spots)
    focus = Focus(tokens, {}, frozenset(), {})
    focus.people = frozenset(first for first, _ in spots)
    for i in (0, 2):
        focus.see(silva, name_at(tokens, i, i + 1, silva))
    asked = Anaphor(pronoun_at(tokens, 4), 4, 5, speaks=True, after_content=True, said=((2, 4),))
    assert [each.entity.name for each in Candidates(focus, ()).of(asked) if each.entity is not None] == names


@pytest.mark.parametrize(
    ("noun", "calls", "speech", "told"),
    [
        ("coach", "", True, True),
        ("coach", "coach", True, False),
        ("coach", "", False, False),
        ("19-year-old", "", True, False),
    ],
)
def test_he_of_what_a_noun_says_is_not_who_is_called_by_it(noun: str, calls: str, speech: bool, told: bool) -> None:
    tokens = tagged(f"She/PRP runs/VBZ ,/, the/DT {noun}/NN said/VBD ./.")
    phrase = phrase_at(tokens, 4, ())
    assert phrase is not None
    silva = Referent(PERSON, Entity("E1", "Silva", "PERSON", ()), "f", nouns=frozenset(calls.split()))
    focus = Focus(tokens, dict.fromkeys(range(2)) if speech else {}, frozenset(), {})
    focus.see(silva, pronoun_at(tokens, 0))
    assert is_he_told_of(Anaphor(phrase, 3, 5, speaks=True, said=((0, 2),)), silva, focus) == told


@pytest.mark.parametrize(
    ("behind", "names"),
    [("another boat", []), ("a club", []), ("a boat", ["Silva"]), ("the club", ["Silva"])],
)
def test_the_captain_of_another_boat_is_not_the_captain(behind: str, names: list[str]) -> None:
    article, noun = behind.split()
    tokens = parsed(
        "Silva NNP 1 nsubj\nsat VBD 1 ROOT\n. . 1 punct\nThe DT 4 det\ncaptain NN 8 nsubj\nof IN 7 case\n"
        f"{article} DT 7 det\n{noun} NN 4 nmod\nspoke VBD 8 ROOT"
    )
    phrase = phrase_at(tokens, 4, ())
    assert phrase is not None
    assert offered(tokens, Anaphor(phrase, 3, 8, speaks=True), Silva="captain") == names


@pytest.mark.parametrize(("text", "meant"), [("The/DT resident/NN", True), ("Another/DT resident/NN", False)])
def test_one_more_of_a_kind_is_not_who_was_told_of_before(text: str, meant: bool) -> None:
    tokens = tagged(f"A/DT resident/NN spoke/VBD ./. {text} ,/, Moreau/NNP ,/, left/VBD ./.")
    phrase = phrase_at(tokens, 1, ())
    assert phrase is not None
    at = tokens.words.index("Moreau")
    who = Referent(PERSON, Entity("E1", "Moreau", "PERSON", ()), "f", spots=[(at, at + 1)])
    focus = Focus(tokens, {}, frozenset(), {})
    found = Candidates(focus, [name_at(tokens, at, at + 1, who)]).of(Anaphor(phrase, 0, 2, speaks=True))
    assert (found == [who]) == meant
