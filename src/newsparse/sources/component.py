"""The pipe `newsparse_reader`: the first one, so that `nlp(text)` knows its article without `extract`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language

from newsparse import defaults, keys
from newsparse.guard import guarded
from newsparse.sources.reader import read

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Reader", "make_reader"]


class Reader:
    """Reads the text of a Doc that has no `Reading` yet, and logs why text was left out.

    clean: leave boilerplate out; False takes the whole text as the article.
    attributions: "statements" or "all", for Docs that come without a `Reading`.
    strict: a stage that fails on such a Doc raises.
    gender_from_names: whether given names may tell the gender of people, for the same Docs.
    """

    def __init__(self, nlp: Language, name: str, **settings: Any) -> None:
        self.name = name
        self.model = keys.model_name(nlp.meta)
        self.settings = settings
        self.strict = bool(settings.get("strict"))

    @guarded("sources")
    def __call__(self, doc: Doc) -> Doc:
        """Give the Doc its `Reading` and the name of its model where it has none; log the decisions of the reading."""
        doc.user_data.setdefault(keys.MODEL, self.model)  # a pipeline that spaCy loaded has no tokenizer of ours
        found = doc.user_data.get(keys.READING)
        if not isinstance(found, keys.Reading):
            _, found = read(doc.text, **self.settings)
            doc.user_data[keys.READING] = found
        keys.log(doc, *found.decisions)
        return doc


@Language.factory(
    "newsparse_reader",
    default_config={
        "clean": defaults.CLEAN,
        "attributions": defaults.ATTRIBUTIONS,
        "strict": defaults.STRICT,
        "gender_from_names": defaults.GENDER_FROM_NAMES,
    },
)
def make_reader(
    nlp: Language, name: str, *, clean: bool, attributions: str, strict: bool, gender_from_names: bool
) -> Reader:
    """The factory of `newsparse_reader`."""
    return Reader(nlp, name, clean=clean, attributions=attributions, strict=strict, gender_from_names=gender_from_names)
