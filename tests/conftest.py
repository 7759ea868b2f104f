"""What many tests share: a pipeline without the packaged model, a hand-made article, the sample articles."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy
import pytest
import spacy
from hypothesis import settings
from spacy.attrs import DEP, HEAD, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span

import newsparse
from newsparse import api, batch, invariants
from newsparse.types import Article, Cue, DateMention, Entity, GenderEvidence, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "data" / "articles"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
settings.register_profile(
    "untimed", parent=settings.default, deadline=None, max_examples=3000
)  # a first example loads what all share
settings.load_profile("untimed")
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b")


@Language.factory("capital_tagger", assigns=["doc.ents", "token.dep", "token.head", "token.tag"])
class CapitalTagger:
    """Stands for a model in unit tests: runs of capitalised words are people; the parse knows three verbs."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if "FAIL HERE" in doc.text:
            raise ValueError("asked to fail")
        doc.from_array([SENT_START, HEAD, DEP, TAG], _parse(doc))
        found = (doc.char_span(*match.span(), label="PERSON") for match in _NAME.finditer(doc.text))
        doc.ents = [span for span in found if isinstance(span, Span)]
        return doc


def _parse(doc: Doc) -> numpy.ndarray:
    """Rows of beginning, head, relation and tag: one sentence under its first verb of saying, each with its subject."""
    verbs = [token.i for token in doc if token.lower_ in ("said", "told", "tooted")]
    heads, relations = [verbs[0] if verbs else 0] * len(doc), ["dep"] * len(doc)
    for verb in verbs:
        behind = doc[verb + 1 : verb + 2].text
        subject = verb - 1 if not behind.istitle() and behind != "an" else verb + 1 + (behind == "an")
        subject = min(subject, len(doc) - 1)
        for i in range(max(0, subject - 2), min(subject + 2, len(doc))):
            if doc[i].is_title or doc[i].text == "an":
                heads[i], relations[i] = subject, "compound"
        if 0 <= subject < len(doc):
            heads[subject], relations[subject] = verb, "nsubj"
        heads[verb], relations[verb] = verbs[0], "ROOT" if verb == verbs[0] else "conj"
    names = doc.vocab.strings
    distances = numpy.array(heads, "int64") - numpy.arange(len(doc))
    begins = numpy.where(numpy.arange(len(doc)) == 0, 1, -1)
    labels = [[names.add(relations[i]), names.add("VBD" if i in verbs else "NNP")] for i in range(len(doc))]
    columns = (begins.astype("uint64"), distances.astype("uint64"), *numpy.array(labels, "uint64").reshape(-1, 2).T)
    return numpy.stack(columns, axis=1)


@pytest.fixture(scope="session", autouse=True)
def strict() -> Iterator[None]:
    """A stage that fails fails the test: `strict=True` is the default of what the tests call."""
    called = (api.extract, api.explain, api.extract_many, api.load, batch.run)
    with pytest.MonkeyPatch.context() as patch:
        for function in called:
            patch.setitem(function.__kwdefaults__, "strict", True)
        yield


@pytest.fixture(scope="session")
def rules_nlp() -> Language:
    """All stages after a tagger made by hand: runs in milliseconds, and needs no model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("capital_tagger")
    return newsparse.load(nlp)


@pytest.fixture
def article() -> Article:
    """An article with one of everything."""
    text = 'Ada Obi said: "Yes," then <b>left</b> Accra on 2 May. ŠÁTEK denied it. menu'
    ada = Entity("E1", "Ada Obi", "PERSON", (Mention("Ada Obi", 0, 7, 0.9),), ("Obi",), ("farmer",))
    told = GenderEvidence("Ada", 0, 3, "name", "female")
    ada = replace(ada, gender="female", gender_evidence=(told,))
    place = Entity("E2", "Accra", "GPE", (_mention(text, "Accra"),), country="GH")
    said = Quote(
        "Q1",
        "Yes,",
        *_place(text, "Yes,"),
        parts=(TextSpan("Yes,", *_place(text, "Yes,")),),
        kind="direct",
        speaker=Speaker("Ada Obi", 0, 7, "Ada Obi", "E1"),
        cue=Cue("said", "say", *_place(text, "said")),
        confidence=0.9,
    )
    anonymity = TextSpan("left", *_place(text, "left"))
    denied = Quote(
        "Q2",
        "it",
        *_place(text, "it."),
        parts=(TextSpan("it.", *_place(text, "it.")),),
        kind="indirect",
        speaker=Speaker("ŠÁTEK", *_place(text, "ŠÁTEK"), None, None, "unnamed person", "Accra", anonymity),
        cue=Cue("denied", "deny", *_place(text, "denied")),
        addressee=TextSpan("menu", *_place(text, "menu")),
        medium=TextSpan("then", *_place(text, "then")),
        said_on=date(2025, 5, 2),
    )
    day = DateMention("2 May", *_place(text, "2 May"), "DATE", "2025-05-02", date(2025, 5, 2), date(2025, 5, 2))
    body = (TextSpan(text[:-5], 0, len(text) - 5),)
    return Article(
        text,
        id="a1",
        title="T <i>",
        published=date(2025, 5, 3),
        authors=("B. Author",),
        body=body,
        entities=(ada, place),
        quotes=(said, denied),
        dates=(day,),
        model="en_test 1",
        warnings=("w & w",),
    )


def _place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def _mention(text: str, part: str) -> Mention:
    return Mention(part, *_place(text, part), 0.8)


@pytest.fixture(scope="session")
def samples() -> list[dict[str, Any]]:
    """The sample articles of `data/articles`, as records for `extract`."""
    found = []
    for path in sorted(ARTICLES.glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        found.append({**known, "text": path.with_suffix(".txt").read_text(encoding="utf-8")})
    return found


@pytest.fixture(scope="session")
def check_article() -> Any:
    """Assert what must hold for every article, and give it back."""

    def check(article: Article) -> Article:
        assert not invariants.broken(article)
        return article

    return check


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The Chromium of the system, without a window; skips where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()
