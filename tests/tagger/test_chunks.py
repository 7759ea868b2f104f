"""Noun phrases over Universal Dependencies, on parses made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsparse.tagger.chunks import noun_chunks

NLP = spacy.blank("en")

# A word a line: form, part of speech, relation, head (from 1; 0 is the root).
PARSES = {
    "Ada Obi | the mayor": """
        Ada PROPN nsubj 6 | Obi PROPN flat 1 | , PUNCT punct 5 | the DET det 5 | mayor NOUN appos 1
        | left VERB root 0""",
    "the old town 's new bridges | the river": """
        the DET det 3 | old ADJ amod 3 | town NOUN nmod:poss 6 | 's PART case 3 | new ADJ amod 6 | bridges NOUN nsubj 7
        | cross VERB root 0 | the DET det 9 | river NOUN obj 7""",
    "They | three very small boats": """
        They PRON nsubj 2 | saw VERB root 0 | three NUM nummod 6 | very ADV advmod 5 | small ADJ amod 6
        | boats NOUN obj 2""",
    "The Bank | England": "The DET det 2 | Bank PROPN root 0 | of ADP case 4 | England PROPN nmod 2",
}


def parsed(rows: str) -> Doc:
    words, tags, relations, heads = zip(*(row.split() for row in rows.split("|")), strict=True)
    at = [int(head) - 1 if head != "0" else number for number, head in enumerate(heads)]
    return Doc(NLP.vocab, list(words), pos=list(tags), deps=[r.replace("root", "ROOT") for r in relations], heads=at)


@pytest.mark.parametrize("wanted", PARSES)
def test_phrases(wanted: str) -> None:
    doc = parsed(PARSES[wanted])
    assert [doc[start:end].text for start, end, _ in noun_chunks(doc)] == wanted.split(" | ")
    assert list(noun_chunks(doc[:])) == list(noun_chunks(doc))


def test_without_a_parse() -> None:
    with pytest.raises(ValueError, match="need a parse"):
        list(noun_chunks(NLP("Ada left.")))
