"""The tokenizer of the packaged pipeline: spaCy's English rules, with what newswire needs besides.

Its words are those of the treebanks that the model is trained on; text and white space are kept whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# A hyphen after an abbreviation ("U.S.-led"), and the horizontal bar that sets off a name after a quotation.
EXTRA_INFIXES = (r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])", r"―")


def make_tokenizer(vocab: Vocab) -> Tokenizer:
    """A tokenizer over `vocab`."""
    defaults = English.Defaults
    nlp = English(vocab=vocab)
    tokenizer = cast(Tokenizer, nlp.tokenizer)
    tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *EXTRA_INFIXES]).finditer
    return tokenizer
