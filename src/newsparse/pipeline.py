"""The stages in order, as a spaCy `Language`: over the packaged model, a directory, a package or a ready pipeline."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from newsparse import keys
from newsparse.errors import ModelError
from newsparse.once import once

if TYPE_CHECKING:
    from spacy.language import Language

    from newsparse.names.own import OwnWords

__all__ = ["STAGES", "build", "is_pipeline"]

TAGGER = "newsparse_tagger"
READER = "newsparse_reader"

# The pipes in their order, and the module whose import registers each factory.
STAGES = {
    READER: "newsparse.sources.component",
    TAGGER: "newsparse.tagger.component",
    "newsparse_entities": "newsparse.entities.component",
    "newsparse_dates": "newsparse.dates.component",
    "newsparse_quotes": "newsparse.quotes.component",
    "newsparse_speakers": "newsparse.coref.component",
}

# The stages that are given the user's own words.
TOLD = ("newsparse_entities", "newsparse_quotes", "newsparse_speakers")

# What the later stages read, by the spaCy component that usually gives it.
_NEEDED = {"ner": ("doc.ents",), "parser": ("token.dep", "token.head")}
_TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "newsparse.BoundedTokenizer.v1"}}}


def build(
    model: str | Path | Language | None,
    *,
    threads: int | None = None,
    lexicon: OwnWords | None = None,
    **reading: Any,
) -> Language:
    """A pipeline with all stages; `reading` are the settings of `newsparse_reader`.

    Raises `ModelError` where the model is missing, broken or lacks a component.
    """
    from newsparse import bounded

    _register()
    nlp = _base(model, threads=threads)
    _require(nlp)
    _add_stages(nlp, reading)
    if lexicon is not None:
        _tell(nlp, lexicon)
    # spaCy refuses texts over a million characters unless told otherwise; nothing here needs the limit.
    nlp.max_length = sys.maxsize
    bounded.wrap(nlp, model=keys.model_name(nlp.meta))
    return nlp


def is_pipeline(model: object) -> TypeGuard[Language]:
    """Whether a model is a ready pipeline."""
    from spacy.language import Language

    return isinstance(model, Language)


@once
def _register() -> None:
    """Import what registers the factories, the tokenizer and the extension: once, and not with the package."""
    from newsparse import assemble

    for module in STAGES.values():
        import_module(module)
    assemble.register()


def _base(model: str | Path | Language | None, *, threads: int | None) -> Language:
    """The pipeline as the model brings it: the packaged tagger alone, or the user's components."""
    if is_pipeline(model):
        return model
    if model is None:
        return _packaged(None, threads=threads)
    if not isinstance(model, str | Path):
        raise ModelError(
            f"the model is {model!r} ({type(model).__name__}); wanted is None (the packaged one), a directory, the "
            "name of an installed spaCy package, or a spaCy Language"
        )
    path = Path(model)
    if path.is_dir() and not (path / "config.cfg").exists():
        return _packaged(path, threads=threads)
    return _installed(model)


def _packaged(path: Path | None, *, threads: int | None) -> Language:
    """A blank English pipeline with our tagger; `path` is a directory of weights, None the one inside the package."""
    import spacy

    from newsparse import __version__

    nlp = spacy.blank("en", config=_TOKENIZER)
    nlp.add_pipe(TAGGER, config={"path": None if path is None else str(path), "threads": threads})
    nlp.meta["name"] = "newsparse"
    nlp.meta["version"] = __version__
    return nlp


def _installed(model: str | Path) -> Language:
    """A pipeline that spaCy loads: a directory that it wrote, or a package."""
    import spacy

    try:
        return spacy.load(model)
    except Exception as error:
        reason = str(error).split("\n", 1)[0]
        raise ModelError(
            f"cannot load the model {str(model)!r}: {reason} Wanted is a directory with a model, or an installed spaCy "
            f"package (`python -m spacy download {model}`); without `model`, newsparse uses its own."
        ) from error


def _require(nlp: Language) -> None:
    """Check that entities and a parse are there for the later stages."""
    given = {attribute for name in nlp.pipe_names for attribute in nlp.get_pipe_meta(name).assigns}
    missing = [name for name, attributes in _NEEDED.items() if not given.issuperset(attributes)]
    if missing:
        raise ModelError(
            f"the pipeline {keys.model_name(nlp.meta)!r} has no {' and no '.join(missing)} (its components: "
            f"{', '.join(nlp.pipe_names) or 'none'}): add the component {TAGGER!r}, which gives both, enable what "
            "is disabled, or use a pipeline that has them (`python -m spacy download en_core_web_sm`)"
        )


def _add_stages(nlp: Language, reading: dict[str, Any]) -> None:
    """Add the stages that are missing: the reader first, the later ones last; the user's components stay."""
    if READER in nlp.component_names:
        nlp.remove_pipe(READER)
    nlp.add_pipe(READER, first=True, config=reading)
    for name in STAGES:
        if name not in nlp.component_names and name != TAGGER:
            nlp.add_pipe(name)


def _tell(nlp: Language, lexicon: OwnWords) -> None:
    """Give the user's own words to the stages that have use for them, once; they are saved with the pipeline."""
    for name in TOLD:
        config = {key: value for key, value in nlp.get_pipe_config(name).items() if key != "factory"}
        if config.get("lexicon") != lexicon.data:
            nlp.replace_pipe(name, name, config={**config, "lexicon": lexicon.data})
