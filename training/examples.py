"""The training and development parts of all corpora as documents, by task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import annotations
from .attributed import attribution_document, outermost, politics, reported_document
from .corpora import conllu, corpus, gum_attribution, gum_entities, polnear, re3d, wikigold, worldwide
from .documents import Document, Paragraph, paragraphs
from .labels import TagSets
from .named import entity_document, gum_document, news_document, re3d_document, wikigold_document
from .parsed import TreebankLabels, treebank_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMES_NEWS = 2  # how often an epoch has the annotated news, whose texts are the most varied
TREEBANKS = {"ud-ewt": "en_ewt-ud", "ud-gum": "en_gum-ud"}


def load(folder: Path) -> tuple[dict[str, list[Document]], TagSets, TreebankLabels]:
    """The train parts of all corpora by task ("entities", "attribution", "syntax"), with the label inventories.

    Documents of the parts dev and blind of the annotated news are in none of them; "news" is pages without labels.
    """
    sets, labels = TagSets(), TreebankLabels()
    tasks = {
        "entities": _entities(folder, sets),
        "attribution": _attribution(folder),
        "syntax": _syntax(folder, "train", labels),
        "news": list(_unlabelled(folder)),
    }
    return tasks, sets, labels


def development(folder: Path, labels: TreebankLabels) -> dict[str, list[Document]]:
    """The development parts by task, with the inventories of training; "news" is attributions of the annotated news."""
    newswire, attributed = corpus(folder, "worldwide-newswire"), corpus(folder, "polnear")
    return {
        "entities": [entity_document(example, TagSets()) for example in worldwide.read(newswire, "dev")],
        "attribution": [attribution_document(x.text, politics(x, None)) for x in polnear.read(attributed, "dev")],
        "syntax": _syntax(folder, "dev", labels),
        "news": list(_news(folder, "dev")),
    }


def _unlabelled(folder: Path) -> Iterator[Document]:
    """The bodies of news pages, without those of which the annotated news is held out."""
    for name in annotations.PAGES:
        for source in annotations.read(folder, name).values():
            if annotations.part(source.id) == "train":
                yield [Paragraph(words, spaces, {}) for _, words, spaces in paragraphs(source.text)]


def _entities(folder: Path, sets: TagSets) -> list[Document]:
    newswire, held = corpus(folder, "worldwide-newswire"), annotations.held_out()
    train = [
        entity_document(example, sets)
        for example in worldwide.read(newswire, "train")
        if f"worldwide-newswire/{example.name.removesuffix('.txt')}" not in held
    ]
    train += [wikigold_document(sentence, sets) for sentence in wikigold.read(corpus(folder, "wikigold"))]
    train += [re3d_document(example, sets) for example in re3d.read(corpus(folder, "re3d"))]
    train += [
        news_document(source.text, found.entities, sets)
        for source, found in annotations.documents(folder, "train", names=annotations.PAGES)
    ]
    gum = corpus(folder, "ud-gum") / f"{TREEBANKS['ud-gum']}-train.conllu"
    train += [
        gum_document(sentences, document.text, sets)
        for sentences, document in zip(gum_entities.read(gum), conllu.read(gum), strict=True)
    ]
    return train


def _attribution(folder: Path) -> list[Document]:
    attributed, held = corpus(folder, "polnear"), annotations.held_out()
    known = {source.id: found for source, found in annotations.documents(folder, "train", names=("polnear",))}
    train = [
        attribution_document(example.text, politics(example, known.get(f"polnear/{example.name}")))
        for example in polnear.read(attributed, "train")
        if f"polnear/{example.name}" not in held
    ]
    train += TIMES_NEWS * list(_news(folder, "train"))
    gum = corpus(folder, "ud-gum") / f"{TREEBANKS['ud-gum']}-train.conllu"
    return train + [reported_document(example) for example in gum_attribution.read(gum)]


def _news(folder: Path, part: str) -> Iterator[Document]:
    """The attributions of the annotated news of one part, without politics."""
    for source, found in annotations.documents(folder, part, names=annotations.FULL):
        yield attribution_document(source.text, outermost(source.text, found.attributions))


def _syntax(folder: Path, split: str, labels: TreebankLabels) -> list[Document]:
    return [
        treebank_document(example, labels, grow=split == "train")
        for name, stem in TREEBANKS.items()
        for example in conllu.read(corpus(folder, name) / f"{stem}-{split}.conllu")
    ]
