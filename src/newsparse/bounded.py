"""A tokenizer whose time grows with the text, whatever is in it.

spaCy's tokenizer takes quadratic time on long runs without white space (100,000 quotation marks: minutes), and refuses
lone surrogates. The wrapper cuts such runs before spaCy sees them, and lets U+FFFD stand for a surrogate; the text
keeps its length, so every offset stays exact, and `keys.SURROGATES` holds what was there.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.util import registry

from newsparse import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

__all__ = ["BoundedTokenizer", "create_tokenizer", "wrap"]

# Calibration: no word, address or table row in 2,000 news articles runs longer without white space.
_LONG_RUN = re.compile(r"(?<!\S)\S{400,}")
# Of a long run, signs without a letter or digit are one token, however many they are; words and addresses stay whole up
# to 400 characters; other marks are taken eight at a time.
_PIECE = re.compile(r"([^\w\s]{64,})|[\w.,:/?=&%#@~+-]{1,400}|[^\w.,:/?=&%#@~+-]{1,8}")
_SIGNS = "x"  # stands for such signs while the inner tokenizer reads the text: a letter is never divided
_SURROGATES = re.compile("[\ud800-\udfff]")


class BoundedTokenizer:
    """`inner`, in time linear in the text.

    `model` is the name and version that `Article.model` reports; it is left on every Doc.
    """

    def __init__(self, inner: Any, *, model: str = "") -> None:
        self.inner = inner
        self.model = model

    def __call__(self, text: str) -> Doc:
        """Tokenize a text."""
        lone = tuple((found.start(), ord(found[0])) for found in _SURROGATES.finditer(text))
        readable = _SURROGATES.sub("\ufffd", text) if lone else text
        runs = list(_LONG_RUN.finditer(readable))
        doc = self._tokenize_cut(readable, runs) if runs else self.inner(readable)
        if lone:
            doc.user_data[keys.SURROGATES] = lone
        if self.model:
            doc.user_data[keys.MODEL] = self.model
        return doc

    def _tokenize_cut(self, text: str, runs: list[re.Match[str]]) -> Doc:
        """Tokenize with a space before each piece of a long run but its first, and take the spaces out again."""
        parts: list[str] = []
        added: set[int] = set()  # where spaces were put in, and where signs stand, in what the inner tokenizer reads
        signs: dict[int, str] = {}
        size = at = 0
        for run in runs:
            for piece in _PIECE.finditer(text, run.start(), run.end()):
                before, whole = text[at : piece.start()], piece[0]
                if piece.start() > run.start():
                    added.add(size + len(before))
                    before += " "
                size += len(before)
                if piece[1]:
                    signs[size], whole = whole, _SIGNS
                parts += (before, whole)
                size += len(whole)
                at = piece.end()
        doc = self.inner("".join([*parts, text[at:]]))
        spaces = [bool(token.whitespace_) and token.idx + len(token) not in added for token in doc]
        return Doc(doc.vocab, words=[signs.get(token.idx, token.text) for token in doc], spaces=spaces)

    @contextmanager
    def memory_zone(self, mem: Any) -> Iterator[Any]:
        """Take part in `nlp.memory_zone()` where the inner tokenizer does."""
        zone = getattr(self.inner, "memory_zone", None)
        with zone(mem) if zone else nullcontext():
            yield mem

    def __getattr__(self, name: str) -> Any:
        """What else the inner tokenizer has: it is written and read in the place of this one."""
        if name.startswith("__") or name == "inner":
            raise AttributeError(name)
        return getattr(self.inner, name)


def create_tokenizer() -> Callable[[Language], BoundedTokenizer]:
    """The tokenizer of the packaged pipeline, by the name that its config gives."""
    from newsparse.tokenizer import make_tokenizer

    def make(nlp: Language) -> BoundedTokenizer:
        return BoundedTokenizer(make_tokenizer(nlp.vocab))

    return make


registry.tokenizers.register("newsparse.BoundedTokenizer.v1", func=create_tokenizer)


def wrap(nlp: Language, *, model: str) -> None:
    """Put the wrapper around the tokenizer of a pipeline, once."""
    if isinstance(nlp.tokenizer, BoundedTokenizer):
        nlp.tokenizer.model = model
    else:
        nlp.tokenizer = BoundedTokenizer(nlp.tokenizer, model=model)
