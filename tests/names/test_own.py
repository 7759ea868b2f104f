"""The user's own words: what is wrong is told by file, table and key, and nothing leaks into other pipelines."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from newsparse import LexiconError
from newsparse.names import gender_of_noun, is_person_noun, parse_person
from newsparse.names.own import current, read, using
from newsparse.quotes.lexicon import cues, with_own

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

FILE = """
[cues.statement]
verbs = ["toot", "Shew"]
nouns = ["dispatch"]
phrases = ["In the telling of"]
[cues.belief]
verbs = ["pledge"]
[cues.manner]
verbs = ["yodel"]
[cues.irregular]
shew = "shewed shewn"

[titles]
female = ["Bibi"]
neutral = ["Sheha."]
[roles]
female = ["nahodha"]

[[names]]
name = "Ada Obi"
label = "PERSON"
id = 17
aliases = ["Mama Port", "A$A"]

[[places]]
name = "Kisumu Ndogo"
country = "ke"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_file_and_mapping_are_the_same_words(file: Path) -> None:
    own = read(file)
    assert own is not None
    assert read(str(file)) is own
    assert pickle.loads(pickle.dumps(own)).data == own.data
    assert own.titles == {"bibi": "f", "sheha": ""}
    ada, kisumu = own.names
    assert (ada.id, ada.forms) == ("17", ("Ada Obi", "Mama Port", "A$A"))
    assert (kisumu.label, kisumu.country, own.places["kisumu ndogo"]) == ("GPE", "KE", "KE")
    assert "$" not in own.data
    assert read(None) is None


def test_changed_file_is_read_again(file: Path) -> None:
    before = read(file)
    file.write_text('[titles]\nmale = ["bwana"]\n')
    after = read(file)
    assert after is not before
    assert after is not None
    assert after.titles == {"bwana": "m"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[cue]\n", "the top, 'cue': no such key; there are cues, names, places, roles, titles"),
        ("[cues.said]\n", "[cues], 'said': no such key"),
        ("[cues.statement]\nverb = []\n", "[cues.statement], 'verb': no such key; there are nouns, phrases, verbs"),
        ('[cues.statement]\nverbs = "toot"\n', "[cues.statement], verbs: 'toot'; wanted is a list of texts"),
        ('[cues.statement]\nverbs = ["toot at"]\n', "[cues.statement], verbs: 'toot at'; wanted are single words"),
        ('[cues.statement]\nphrases = ["per"]\n', "[cues.statement], phrases: 'per'; wanted are two words or more"),
        ("[cues.irregular]\nshew = 1\n", "[cues.irregular], shew: 1; wanted is a text"),
        ("titles = 1\n", "[titles]: a int; wanted is a table"),
        ('[titles]\nmale = ["bibi"]\nfemale = ["bibi"]\n', "'bibi' has another gender already"),
        ("[names]\n", "[names]: a dict; wanted are tables, each under [[names]]"),
        ('[[names]]\nlabel = "ORG"\n', "[names, entry 1], name: None; wanted is a text"),
        ('[[names]]\nname = "Oyá"\n', "[names, entry 1], label: None; wanted is a text"),
        ('[[names]]\nname = "Oyá"\nlabel = "ORG"\nid = []\n', "[names, entry 1], id: []; wanted is a text or a number"),
        (
            '[[names]]\nname = "Oyá"\nlabel = "person"\n',
            "[names, entry 1], label: 'person'; wanted is PERSON, ORG, GPE",
        ),
        ('[[names]]\nname = "Zuri"\nlabel = "PERSN"\n', "[names, entry 1], label: 'PERSN'; wanted is PERSON, ORG, GPE"),
        ('[[places]]\nname = "Oyá"\nlabel = "ORG"\n', "[places, entry 1], label: 'ORG'; wanted is GPE, LOC, FAC"),
        ('[[places]]\nname = "Oyá"\ncountry = "KEN"\n', "country: 'KEN'; wanted is an ISO 3166-1 code"),
        ('[[places]]\nname = "A"\n[[places]]\nname = "B"\naliases = ["A"]\n', "'A' is a form of 'A' already"),
        ("[[names]]\nname = 2000-01-01\n", "holds what is no text, list or table"),
        ("x = \n", "is not TOML"),
    ],
)
def test_errors_name_file_table_and_key(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        read(path)
    assert told in str(raised.value)
    assert "wrong.toml" in str(raised.value)


@pytest.mark.parametrize("lexicon", [7, "no/such.toml"])
def test_no_lexicon(lexicon: Any) -> None:
    with pytest.raises(LexiconError, match="lexicon"):
        newsparse.load(lexicon=lexicon)


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b'[titles]\nmale = ["\xff"]')
    with pytest.raises(LexiconError, match="not UTF-8 at byte 18"):
        read(tmp_path / "a.toml")


def test_words_hold_inside_the_block_alone(file: Path) -> None:
    assert not is_person_noun("nahodha")
    with using(read(file)):
        assert is_person_noun("nahodha")
        assert gender_of_noun("nahodha") == "f"
        assert parse_person("Bibi Asha Juma").titles == ("bibi",)
    assert current() is None
    assert not is_person_noun("nahodha")
    assert parse_person("Bibi Asha Juma").titles == ()


def test_cues_are_merged(file: Path) -> None:
    own = read(file)
    assert own is not None
    found = with_own(own)
    assert (found.lemma["tooted"], found.act["toot"]) == ("toot", "statement")
    assert (found.lemma["shewn"], found.lemma["yodeled"]) == (
        "shew",
        "yodel",
    )
    assert "yodel" in found.manner
    assert found.act["pledge"] == "belief"
    assert ("in", "the", "telling", "of") in found.phrases["in"]
    assert "dispatch" in found.nouns
    assert "toot" not in cues().act
    assert cues().act["say"] == found.act["say"]


TEXT = "Rain fell on Kisumu Ndogo, where Mama Port spoke. “Rain stays,” tooted Obi. The Ada Obi Foundation paid."


def test_pipelines_with_and_without(file: Path, rules_nlp: Language) -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("capital_tagger")
    with_words = newsparse.load(nlp, lexicon=file)
    article = with_words(TEXT)._.article
    by_name = {each.name: each for each in article.entities}
    ada = by_name["Ada Obi"]
    assert (ada.label, ada.reference, ada.aliases[:1]) == ("PERSON", "17", ("Mama Port",))
    assert "Ada Obi Foundation" in by_name
    place = by_name["Kisumu Ndogo"]
    assert (place.label, place.country, place.reference) == ("GPE", "KE", None)
    [quote] = article.quotes
    assert quote.cue is not None
    assert (quote.cue.lemma, quote.act) == ("toot", "statement")
    assert all(TEXT[each.start : each.end] == each.text for entity in article.entities for each in entity.mentions)
    plain = rules_nlp(TEXT)._.article
    assert all(each.reference is None for each in plain.entities)
    assert "Ada Obi" not in {each.name for each in plain.entities if each.label == "GPE"}


def test_saved_pipelines_keep_the_words(file: Path, tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("capital_tagger")
    newsparse.load(nlp, lexicon=file).to_disk(tmp_path / "saved")
    again = newsparse.load(spacy.load(tmp_path / "saved"))
    assert "17" in {each.reference for each in again(TEXT)._.article.entities}


@pytest.mark.model
def test_loaded_once_for_each_lexicon(file: Path) -> None:
    assert newsparse.load(lexicon=file) is newsparse.load(lexicon=str(file))
    assert newsparse.load(lexicon=file) is not newsparse.load()


def test_workers_get_the_words(file: Path) -> None:
    from newsparse.workers import packed

    model, own = pickle.loads(packed(None, read(file)))
    assert model is None
    assert own.names[0].id == "17"


@pytest.mark.model
@pytest.mark.slow
def test_extract_many_with_processes(file: Path) -> None:
    found = list(newsparse.extract_many([TEXT] * 4, n_process=2, batch_size=1, lexicon=file))
    assert all("17" in {each.reference for each in article.entities} for article in found)
