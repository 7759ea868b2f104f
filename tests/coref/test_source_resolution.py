"""The source of a quote by its words: its head, whom it names, what kind it is."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsparse.coref.referents import referents
from newsparse.coref.source_resolution import Kind, Named, Source, read_source
from newsparse.text.tokens import Tokens, read_tokens
from newsparse.types import Entity, Mention
from tests.text.parsed import tagged

NLP = spacy.blank("en")
CAMPUS = [("University of Vell", "ORG"), ("Ostrow", "PERSON"), ("Olga Brandt", "PERSON")]
TWO = [("Kofi Sarpong", "PERSON"), ("Ama Sarpong", "PERSON")]


def read(text: str, *names: tuple[str, str]) -> tuple[Tokens, Named, Source | None]:
    """The source between "<" and ">", with names and their labels, in order of the text."""
    first, stop = text.index("<"), text.index(">") - 1
    plain = text.replace("<", "").replace(">", "")
    entities = []
    for number, (name, label) in enumerate(names, 1):
        at = plain.index(name)
        entities.append(Entity(f"E{number}", name, label, (Mention(name, at, at + len(name), 1.0),)))
    tokens = read_tokens(NLP(plain))
    known = Named(referents(tokens, entities))
    return tokens, known, read_source(tokens, known, *tokens.span(first, stop), ())


@pytest.mark.parametrize(
    ("text", "names", "who"),
    [
        # Titles and offices before a name; a preposition that belongs to neither.
        ("<Leader of the chamber Dame Olga Brandt> left.", [("Olga Brandt", "PERSON")], "Olga Brandt"),
        ("<Minister for mines Kofi Sarpong> left.", [("Kofi Sarpong", "PERSON")], "Kofi Sarpong"),
        ("<The cousin of Senator Olga Brandt> left.", [("Olga Brandt", "PERSON")], None),
        ("<A nurse for Kofi Sarpong> left.", [("Kofi Sarpong", "PERSON")], None),
        # Who says what she is called.
        ("<A nurse who gave her name only as Mrs Brandt> left.", [("Brandt", "PERSON")], "Brandt"),
        ("<A commercial driver>, who simply identified himself as Femi, left.", [("Femi", "PERSON")], "Femi"),
        ("<A commercial driver>, who saw himself and Femi, left.", [("Femi", "PERSON")], None),
        # The kind of an organisation right after its name; an owner's lawyer.
        ("<The Verdia union> struck.", [("Verdia", "ORG")], "Verdia"),
        ("<The Verdia lawyers> struck.", [("Verdia", "ORG")], None),
        ("<Verdia's union> struck.", [("Verdia", "ORG")], None),
        # A name that holds a preposition is one word of its phrase.
        ("<A Halden Court of Appeal justice> ruled.", [("Halden Court of Appeal", "ORG")], None),
        ("<Halden Court of Appeal> ruled.", [("Halden Court of Appeal", "ORG")], "Halden Court of Appeal"),
        # The name follows, with and without a comma; words of a name that was not read as one.
        ("<The group's spokesman>, Kofi Sarpong, left.", [("Kofi Sarpong", "PERSON")], "Kofi Sarpong"),
        ("<The group's spokesman> Kofi Sarpong left.", [("Kofi Sarpong", "PERSON")], "Kofi Sarpong"),
        ("Kofi Sarpong came. <Dr Sarpong> left.", [("Kofi Sarpong", "PERSON")], "Kofi Sarpong"),
        ("Kofi Sarpong met Ama Sarpong. <Sarpong> fell.", TWO, None),
        # An office from or for a place; a preposition within the name of a body.
        ("<The senator from the northern district Kofi Sarpong> left.", [("Kofi Sarpong", "PERSON")], "Kofi Sarpong"),
        ("<The envoy from Vell city Olga Brandt> sat.", [("Vell", "LOC"), ("Olga Brandt", "PERSON")], "Olga Brandt"),
        ("<A nurse from the firm of Kofi Sarpong> left.", [("Kofi Sarpong", "PERSON")], None),
        ("<University of Vell at Ostrow biologist Olga Brandt> left.", CAMPUS, "Olga Brandt"),
        ("<University of Vell at Ostrow> left. Olga Brandt sat.", CAMPUS, "University of Vell"),
        ("<Minister of state for mines Kofi Sarpong> left.", [("Kofi Sarpong", "PERSON")], "Kofi Sarpong"),
        ("<Chair of the new committee on roads Olga Brandt> sat.", [("Olga Brandt", "PERSON")], "Olga Brandt"),
        ("<The secretary at the centre for peat Olga Brandt> sat.", [("Olga Brandt", "PERSON")], "Olga Brandt"),
        ("<A nurse from the firm for peat of Kofi Sarpong> left.", [("Kofi Sarpong", "PERSON")], None),
        ("<A nurse at the home for driver Kofi Sarpong> left.", [("Kofi Sarpong", "PERSON")], None),
        # What is of a medium by its name and "news"; who is joined to a name.
        ("<The Verdia news site> opened.", [("Verdia", "ORG")], "Verdia"),
        ("<The Verdia news agency> opened.", [("Verdia", "ORG")], "Verdia"),
        ("<The Verdia news director> left.", [("Verdia", "ORG")], None),
        ("<The Verdia refugee agency> opened.", [("Verdia", "ORG")], None),
        ("<Vell and the island nation> met.", [("Vell", "LOC")], "Vell"),
        ("<Verdia and its owner> met.", [("Verdia", "ORG")], "Verdia"),
        ("<Vell and Verdia officials> met.", [("Vell", "LOC"), ("Verdia", "ORG")], None),
        # Two are nobody alone.
        ("<Kofi Sarpong and Olga Brandt> left.", [("Kofi Sarpong", "PERSON"), ("Olga Brandt", "PERSON")], None),
    ],
)  # fmt: skip
def test_whom_the_words_name(text: str, names: list[tuple[str, str]], who: str | None) -> None:
    _, _, source = read(text, *names)
    assert source is not None
    found = source.named.entity if source.named is not None else None
    assert (found.name if found else None) == who


GALA = "The/DT firm/NN that/WDT runs/VBZ the/DT gala/NN ,/, Blue/NNP Lamp/NNP"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (GALA + " ,/,", "Blue Lamp"),
        ("The/DT charity/NN that/WDT feeds/VBZ the/DT drivers/NNS ,/, Blue/NNP Lamp/NNP ./.", "Blue Lamp"),
        (GALA + " said/VBD", None),
        ("The/DT director/NN of/IN the/DT film/NN ,/, Blue/NNP Lamp/NNP ,/,", None),
        ("The/DT firm/NN that/WDT bought/VBD the/DT bank/NN ,/, Blue/NNP Lamp/NNP ,/,", None),
        ("The/DT largest/JJS insurer/NN in/IN the/DT country/NN Blue/NNP Lamp/NNP said/VBD", "Blue Lamp"),
        ("The/DT largest/JJS union/NN in/IN the/DT company/NN Blue/NNP Lamp/NNP said/VBD", None),
        ("The/DT lawyer/NN in/IN the/DT trial/NN Blue/NNP Lamp/NNP said/VBD", None),
        ("The/DT drivers/NNS '/POS union/NN (/( Blue/NNP Lamp/NNP )/)", "Blue Lamp"),
        ("The/DT water/NN association/NNP (/( Blue/NNP Lamp/NNP )/)", "Blue Lamp"),
        ("The/DT driver/NN (/( Blue/NNP Lamp/NNP )/)", None),
        ("The/DT head/NN of/IN the/DT union/NN (/( Blue/NNP Lamp/NNP )/)", None),
        ("Two/CD unions/NNS (/( Blue/NNP Lamp/NNP )/)", None),
        ("The/DT union/NN (/( owned/VBN by/IN Blue/NNP Lamp/NNP )/)", None),
    ],
)
def test_a_body_that_is_named_behind_what_is_told_of_it(text: str, who: str | None) -> None:
    tokens = tagged(text)
    at = tokens.text.index("Blue")
    entities = [Entity("E1", "Blue Lamp", "ORG", (Mention("Blue Lamp", at, at + 9, 1.0),))]
    source = read_source(tokens, Named(referents(tokens, entities)), 0, len(tokens) - 1, ())
    found = source.named.entity if source is not None and source.named is not None else None
    assert (found.name if found else None) == who


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("<Kofi Sarpong and Olga Brandt> left. Ama Lund sat.", ["Kofi Sarpong", "Olga Brandt"]),
        ("<Kofi Sarpong, Olga Brandt and Ama Lund> left.", ["Kofi Sarpong", "Olga Brandt", "Ama Lund"]),
        ("<Kofi Sarpong, who runs Vell, and Olga Brandt> left. Ama Lund sat.", ["Kofi Sarpong", "Olga Brandt"]),
        ("<Kofi Sarpong, who met Olga Brandt, and left> sat. Ama Lund sat.", []),
        ("<Kofi Sarpong, a friend of Olga Brandt> left. Ama Lund sat.", []),
    ],
)
def test_who_is_one_source_together(text: str, joint: list[str]) -> None:
    _, _, source = read(text, *((name, "PERSON") for name in ("Kofi Sarpong", "Olga Brandt", "Ama Lund")))
    assert source is not None
    found = source.named.joint if source.named is not None else ()
    assert [each.entity.name for each in found if each.entity] == joint


def test_names_that_only_describe_are_no_joint_source() -> None:
    words, heads = ["Kofi", "and", "Olga", "supporters", "left"], [3, 2, 0, 4, 4]
    deps, tags = ["compound", "cc", "conj", "nsubj", "ROOT"], ["NNP", "CC", "NNP", "NNS", "VBD"]
    tokens = read_tokens(Doc(spacy.blank("en").vocab, words, tags=tags, heads=heads, deps=deps))
    spans = [(tokens.starts[i], tokens.ends[i]) for i in (0, 2)]
    entities = [Entity(f"E{s}", tokens.text[s:t], "PERSON", (Mention(tokens.text[s:t], s, t, 1.0),)) for s, t in spans]
    source = read_source(tokens, Named(referents(tokens, entities)), 0, 4, ())
    assert source is not None
    assert source.named is None or not source.named.joint


@pytest.mark.parametrize(("dep", "joint"), [("conj", ["Ghana", "Togo"]), ("appos", [])])
def test_a_list_that_goes_on_with_nobody_named_is_of_those_who_are(dep: str, joint: list[str]) -> None:
    """ "Ghana, Togo and nine other states"; a place behind another may tell where that is."""
    words = ["Ghana", ",", "Togo", "and", "nine", "states", "left"]
    deps = ["nsubj", "punct", dep, "cc", "nummod", "conj", "ROOT"]
    tokens = read_tokens(Doc(NLP.vocab, words, heads=[6, 0, 0, 5, 5, 0, 6], deps=deps))
    spans = [(tokens.starts[i], tokens.ends[i]) for i in (0, 2)]
    entities = [Entity(f"E{s}", tokens.text[s:t], "LOC", (Mention(tokens.text[s:t], s, t, 1.0),)) for s, t in spans]
    source = read_source(tokens, Named(referents(tokens, entities)), 0, 6, ())
    found = source.named.joint if source is not None and source.named is not None else ()
    assert [each.entity.name for each in found if each.entity] == joint


def name_in(tokens: Tokens, first: int, stop: int) -> str | None:
    """Whom the source at tokens `first` to `stop` names, in a text about Kofi Sarpong."""
    at = tokens.text.index("Kofi")
    entities = [Entity("E1", "Kofi Sarpong", "PERSON", (Mention("Kofi Sarpong", at, at + 12, 1.0),))]
    source = read_source(tokens, Named(referents(tokens, entities)), first, stop, ())
    assert source is not None
    found = source.named.entity if source.named is not None else None
    return found.name if found else None


@pytest.mark.parametrize(("tag", "who"), [("NNS", "Kofi Sarpong"), ("NN", None)])
def test_several_that_somebody_heads_are_nobody_the_name_is_of(tag: str, who: str | None) -> None:
    """ "The head of nurses Kofi Sarpong"; of "the cousin of nurse Kofi Sarpong" he is the other."""
    words = ["The", "head", "of", "nurses", "Kofi", "Sarpong", "left"]
    tokens = read_tokens(Doc(NLP.vocab, words, tags=["DT", "NN", "IN", tag, "NNP", "NNP", "VBD"]))
    assert name_in(tokens, 0, 6) == who


@pytest.mark.parametrize(("dep", "who"), [("appos", "Kofi Sarpong"), ("nsubj", None)])
def test_a_name_behind_a_comma_that_is_a_subject_is_no_apposition(dep: str, who: str | None) -> None:
    """ "According to an official, Kofi Sarpong has left"."""
    words = ["According", "to", "an", "official", ",", "Kofi", "Sarpong", "has", "left", "."]
    heads = [3, 3, 3, 8, 3, 6, 3 if dep == "appos" else 8, 8, 8, 8]
    deps = ["case", "fixed", "det", "obl", "punct", "compound", dep, "aux", "ROOT", "punct"]
    tokens = read_tokens(Doc(NLP.vocab, words, heads=heads, deps=deps))
    assert name_in(tokens, 2, 4) == who


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<He> left.", Kind.PRONOUN),
        ("<He, too,> left.", Kind.PRONOUN),
        ("<We> left.", Kind.FIRST),
        ("Ana, <who> left.", Kind.RELATIVE),
        ("<That report> is late.", Kind.PHRASE),
        ("<The envoy on Monday> left.", Kind.PHRASE),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    _, _, source = read(text)
    assert source is not None
    assert source.kind == kind
