"""Docs with results on them survive spaCy's own serialisation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from newsparse import keys, wire

if TYPE_CHECKING:
    from spacy.language import Language

    from newsparse.types import Article

wire.register()
TEXT = 'Ada Obi said: "We will come back tomorrow." She left.'


def results(doc: Doc) -> Article:
    return doc._.article


def test_docs_survive_bytes_and_docbin(rules_nlp: Language) -> None:
    doc = rules_nlp(TEXT)
    again = Doc(rules_nlp.vocab).from_bytes(doc.to_bytes())
    assert results(again) == results(doc)
    assert results(doc).people
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    assert results(next(DocBin().from_bytes(packed).get_docs(rules_nlp.vocab))) == results(doc)


def test_docs_keep_every_kind_of_value(rules_nlp: Language, article: Article) -> None:
    doc = rules_nlp.make_doc(article.text)
    decision = keys.Decision("dates", "r", 0, 1, "n")
    reading = keys.Reading(
        ((0, 5),), ((0, 2), (3, 5)), title="\ud800", published=date(2025, 5, 3), decisions=(decision,)
    )
    given_: dict[str, Any] = {
        keys.READING: reading,
        keys.ENTITIES: article.entities,
        keys.QUOTES: article.quotes,
        keys.DATES: article.dates,
        keys.DECISIONS: [decision],
    }
    doc.user_data.update(given_)
    again = Doc(rules_nlp.vocab).from_bytes(doc.to_bytes())
    assert keys.reading(again) == reading
    for key in (keys.ENTITIES, keys.QUOTES, keys.DATES, keys.DECISIONS):
        assert keys.get(again, key) == tuple(given_[key])


def test_spacy_processes(rules_nlp: Language) -> None:
    texts = [f"{TEXT} {number}" for number in range(4)]
    alone = [results(doc) for doc in rules_nlp.pipe(texts)]
    assert [results(doc) for doc in rules_nlp.pipe(texts, n_process=2, batch_size=1)] == alone


@given(st.text(st.characters()))
def test_any_text_in_a_value(text: str) -> None:
    import srsly

    decision = keys.Decision("s", text, 0, 1)
    assert srsly.msgpack_loads(srsly.msgpack_dumps([decision])) == [decision]
