"""What is no quote after all."""

from __future__ import annotations

import spacy

from newsparse.quotes.attribution import Attribution
from newsparse.quotes.lexicon import cues
from newsparse.quotes.pruning import drop_datelines
from newsparse.quotes.workspace import Workspace
from newsparse.text.tokens import read_tokens


def test_a_text_without_paragraphs_has_no_datelines() -> None:
    tokens = read_tokens(spacy.blank("en")("GALLE: Rain fell."))
    each = Attribution([(7, 16)], source=(0, 5), cue=(5, 6))
    drop_datelines(Workspace(tokens, [], [], [], attributions=[each], lexicon=cues()))
    assert each.contents == [(7, 16)]
