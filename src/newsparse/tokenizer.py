"""The tokenizer of the packaged pipeline: spaCy's English rules, with what newswire needs besides.

Its words are those of the treebanks that the model is trained on; text and white space are kept whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.lang.en import English
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from newsparse.tables import listed

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# A hyphen after an abbreviation ("U.S.-led"), the horizontal bar that sets off a name after a quotation, and the agency
# of a dateline without spaces: "Turku--(PORT WIRE)--Nordkap".
EXTRA_INFIXES = (r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])", r"―", r"--(?=\()", r"(?<=--)\(", r"\)(?=--)", r"(?<=\))--")
# Where a space was left out: "Ferry Board(FB)", "CPI(M)", "in 2022.He", "no,”Ruiz said".
UNSPACED = (
    r"(?<=[A-Za-z])\((?=[A-Z])",
    r"(?<=\d)\.(?=[A-Z][a-z])",
    r"(?<=[a-z])[,.?!](?=[”\"][A-Z][a-z])",
    r"(?<=[,.?!])[”\"](?=[A-Z][a-z])",
)
# The full stop behind a name with a capital at its end, and behind a number with one letter: "SpaceX.", "M&G.", "£4m."
EXTRA_SUFFIXES = (r"(?<=[a-z&][A-Z])\.", r"(?<=\d[A-Za-z])\.")
# Rules drawn with signs ("=====", "____") and repeated marks ("!!", "?!") are one word each.
DRAWN = r"[=*_~]{3,}"
# Units whose full stop ends a sentence, "£4m.", "60g.", and what is a verb or a weekday and no "we'd".
NO_EXCEPTIONS = ("m.", "g.", "wed", "Wed")
MARKS = r"[!?]{2,}"
# Two single marks for a double one, of which spaCy knows the closing pair.
DOUBLED = "‘‘"


def make_tokenizer(vocab: Vocab) -> Tokenizer:
    """A tokenizer over `vocab`."""
    defaults = English.Defaults
    rules = {word: parts for word, parts in defaults.tokenizer_exceptions.items() if word not in NO_EXCEPTIONS}
    short = (f"{word.title()}." for word in listed("newsparse.names", "abbreviations.toml", "words"))
    return Tokenizer(
        vocab,
        rules=rules | {word: [{ORTH: word}] for word in short},
        prefix_search=compile_prefix_regex([DRAWN, DOUBLED, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([DRAWN, MARKS, *EXTRA_SUFFIXES, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex([DRAWN, *(defaults.infixes or ()), *EXTRA_INFIXES, *UNSPACED]).finditer,
        token_match=re.compile(f"(?:{DRAWN}|{MARKS}|[$]{{2,}})$").match,
        url_match=defaults.url_match,
    )
