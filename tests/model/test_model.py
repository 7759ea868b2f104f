"""The packaged model, end to end: thresholds, not exact results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy

import newsparse
from newsparse.pipeline import STAGES

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp() -> Language:
    return newsparse.load()


def test_all_stages_in_order(nlp: Language) -> None:
    assert nlp.pipe_names == list(STAGES)
    assert newsparse.load() is nlp


def test_sample_articles(samples: list[dict[str, Any]], check_article: Any) -> None:
    assert len(samples) >= 5
    for record, found in zip(samples, newsparse.extract_many(samples), strict=True):
        check_article(found)
        assert found.id == record["id"]
        assert len(found.people) >= 4, record["id"]
        assert len(found.quotes) >= 5, record["id"]
        assert sum(quote.kind == "direct" for quote in found.quotes) >= 3, record["id"]
        named = [quote for quote in found.quotes if quote.speaker and quote.speaker.name]
        assert len(named) >= len(found.quotes) / 2, record["id"]
        assert found.dates, record["id"]
        assert found.model.startswith("en_newsparse ")


def test_who_said_what(samples: list[dict[str, Any]]) -> None:
    flood = newsparse.extract(next(record for record in samples if record["id"] == "agency-kafue-flood"))
    said = {quote.text: quote.speaker.name for quote in flood.quotes if quote.speaker and quote.kind == "direct"}
    by = {name for text, name in said.items() if "while we were asleep" in text}
    assert by == {"Beatrice Mwanza"}
    assert flood.quotes_by("Banda")
    assert flood.quotes_by("ingrid solheim")


def test_processes_give_the_same(samples: list[dict[str, Any]]) -> None:
    assert list(newsparse.extract_many(samples, n_process=2, batch_size=2)) == list(newsparse.extract_many(samples))


HARD = {
    "nul": "Ada Obi\x00 said: \x00“Yes, we will.”\x00",
    "lone surrogates": "\ud800Ada Obi\udfff said: “We \ud83d\ude00 will.” \udc00",
    "crlf": "Ada Obi said:\r\n\r\n“We will\r\ngo.”\r\n",
    "emoji": "👩‍👩‍👧 Ada Obi said: “We 🎉 will 🇿🇲.” 😀",
    "right to left": "قالت Ada Obi: “نعم” \u202eעברית\u202c “כן”",
    "no spaces": "a" * 100_000,
    "quotation marks": '"' * 10_000,
    "blank": " \n ",
}


@pytest.mark.parametrize("name", HARD)
def test_hard_text(name: str, check_article: Any) -> None:
    assert check_article(newsparse.extract(HARD[name], published="2025-01-01")).text == HARD[name]


def test_a_broken_model_is_named(tmp_path: Path) -> None:
    import shutil

    source = Path(newsparse.__file__).parent / "model"
    broken = tmp_path / "model"
    shutil.copytree(source, broken)
    for path in broken.glob("*.onnx"):
        path.write_bytes(b"broken")
    with pytest.raises(newsparse.ModelError):
        newsparse.load(broken)
    for path in broken.glob("*.onnx"):
        path.unlink()
    with pytest.raises(newsparse.ModelError):
        newsparse.load(broken)


def test_noun_chunks_are_whole_phrases() -> None:
    doc = newsparse.load()("Ada Obi, the mayor, opened the new bridge.")
    assert [chunk.text for chunk in doc.noun_chunks] == ["Ada Obi", "the mayor", "the new bridge"]


def test_a_saved_pipeline_keeps_its_name(tmp_path: Path) -> None:
    nlp = newsparse.load()
    nlp.to_disk(tmp_path)
    text = "“We will come back,” said Ada Obi."
    assert spacy.load(tmp_path)(text)._.article == nlp(text)._.article
