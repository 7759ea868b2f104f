"""A spaCy CNN pipeline (tagger, parser, ner over one shared tok2vec) of the shape of the small English one, untrained.

No trained one can be had without a download from a model hub. The weights are random; the layers, their widths and the
labels are as many as in the trained one, so that the arithmetic of a text is the same. What it finds is meaningless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["pipeline"]

TAGS, LABELS, CLASSES = 50, 45, 18
WIDTH = 96


def _tok2vec() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _listener() -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}


def _parser(state: str, hidden: int) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": _listener(),
    }


def pipeline() -> Language:
    """The pipeline, initialised."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _listener()}})
    nlp.add_pipe("parser", config={"min_action_freq": 1, "model": _parser("parser", 64)})
    nlp.add_pipe("ner", config={"model": _parser("ner", 64)})
    example = _example(nlp)
    nlp.initialize(lambda: [example])
    return nlp


def _example(nlp: Language) -> Any:
    """One sentence that has every label once."""
    from spacy.tokens import Doc
    from spacy.training import Example

    number = max(TAGS, LABELS, 3 * CLASSES)
    doc = Doc(
        nlp.vocab,
        words=[f"word{i}" for i in range(number)],
        tags=[f"T{i % TAGS}" for i in range(number)],
        heads=[min(i + 1, number - 1) for i in range(number)],
        deps=[f"d{i % LABELS}" for i in range(number - 1)] + ["ROOT"],
        ents=[f"B-C{i // 3}" if i % 3 == 0 and i // 3 < CLASSES else "O" for i in range(number)],
        sent_starts=[i == 0 for i in range(number)],
    )
    return Example(nlp.make_doc(doc.text), doc)
