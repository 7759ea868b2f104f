"""The exchange formats, each read as its consumer reads it: exact offsets, whatever is in the text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from newsparse.outputs import WRITERS, brat, docbin, labelstudio
from newsparse.types import Article, Cue, DateMention, Entity, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "🐟 <Fish> prices fell, said Oyá Lund,\r\nwho runs \ud83d a port.\u2028“Nobody bought,” she added,\n\n"
    "“not a single crate.” It was\tMay."
)


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _part(words: str) -> TextSpan:
    return TextSpan(words, *_at(words))


@pytest.fixture
def hard() -> Article:
    """Astral characters, a lone surrogate, every end of line, a quote of two parts and one over lines."""
    lund = Entity(
        "E1", "Oyá Lund", "PERSON", (Mention("Oyá Lund", *_at("Oyá Lund"), 0.5), Mention("she", *_at("she"), 1))
    )
    said = _part("Nobody bought,"), _part("not a single crate.")
    whole = TEXT[said[0].start : said[1].end]
    first = Quote(
        "Q1", " ".join(part.text for part in said), said[0].start, said[0].start + len(whole), said, "direct",
        speaker=Speaker("she", *_at("she"), "Oyá Lund", "E1"), cue=Cue("added", "add", *_at("added"), negated=True),
    )  # fmt: skip
    over = _part("Lund,\r\nwho runs \ud83d a port.\u2028“Nobody")
    second = Quote("Q2", over.text, over.start, over.end, (over,), "indirect", speaker=Speaker("It", *_at("It")))
    day = DateMention("May", *_at("May"), "DATE", "XXXX-05")
    return Article(
        TEXT, id="x", url="https://news.example/a?b=1#top", entities=(lund,), quotes=(first, second), dates=(day,)
    )


def spans_of(article: Article) -> set[tuple[int, int]]:
    found = {(each.start, each.end) for entity in article.entities for each in entity.mentions}
    found |= {(part.start, part.end) for quote in article.quotes for part in quote.parts}
    linked = [each for quote in article.quotes for each in (quote.speaker, quote.cue) if each]
    return found | {(each.start, each.end) for each in (*linked, *article.dates)}


def expanded(document: str, context: dict[str, Any]) -> Any:
    """The document as a JSON-LD processor understands it, with a context that stands for the one at the address."""
    jsonld = pytest.importorskip("pyld.jsonld")

    def loader(url: str, _: Any) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    return jsonld.expand(json.loads(document), {"documentLoader": loader, "base": "https://base.example/"})


def test_jsonld_is_a_graph_of_schema_org(hard: Article) -> None:
    schema = "https://schema.org/"
    [top] = expanded(WRITERS["jsonld"](hard), {"@vocab": schema, "url": {"@id": f"{schema}url", "@type": "@id"}})
    assert top["@type"] == [f"{schema}NewsArticle"]
    assert top["@id"] == hard.url
    [person] = top[f"{schema}mentions"]
    assert (person["@type"], person["@id"]) == ([f"{schema}Person"], "https://news.example/a?b=1#E1")
    quotes = top[f"{schema}hasPart"]
    assert [each["@type"] for each in quotes] == [[f"{schema}Quotation"]] * 2
    assert [each[f"{schema}text"][0]["@value"] for each in quotes] == [
        q.text.replace("\ud83d", "\ufffd") for q in hard.quotes
    ]
    assert quotes[0][f"{schema}spokenByCharacter"] == [{"@id": person["@id"]}]
    assert quotes[1][f"{schema}spokenByCharacter"][0][f"{schema}name"] == [{"@value": "It"}]


def test_jsonld_may_stand_in_a_page_and_names_places(article: Article) -> None:
    text = WRITERS["jsonld"](article)
    found = json.loads(text)
    assert "<" not in text
    assert text.isascii()
    assert found["headline"] == "T <i>"
    assert found["datePublished"] == "2025-05-03"
    assert "@id" not in found
    ada, accra = found["mentions"]
    assert (ada["@id"], ada["jobTitle"], ada["alternateName"]) == ("_:E1", ["farmer"], ["Obi"])
    assert accra["address"] == {"@type": "PostalAddress", "addressCountry": "GH"}
    assert found["hasPart"][0]["spokenByCharacter"] == {"@id": "_:E1"}


def anno_context() -> dict[str, Any]:
    """What the context of the standard says of the terms in use."""
    oa, terms = "http://www.w3.org/ns/oa#", {}
    for name, iri in {
        "body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector",
        "motivation": "motivatedBy", "purpose": "hasPurpose",
    }.items():  # fmt: skip
        terms[name] = {"@id": oa + iri, "@type": "@vocab" if name in {"motivation", "purpose"} else "@id"}
    terms |= {name: {"@id": oa + name} for name in ("start", "end", "exact", "prefix", "suffix")}
    terms |= {name: {"@id": oa + name} for name in ("tagging", "identifying", "describing", "classifying", "linking")}
    activity = "http://www.w3.org/ns/activitystreams#"
    terms |= {"items": {"@id": f"{activity}items", "@type": "@id", "@container": "@list"}, "id": "@id", "type": "@type"}
    terms |= {"AnnotationPage": f"{activity}OrderedCollectionPage", "startIndex": f"{activity}startIndex"}
    terms |= {"generator": {"@id": f"{activity}generator", "@type": "@id"}, "Software": f"{activity}Application"}
    terms |= {"value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "name": "http://xmlns.com/foaf/0.1/name"}
    return {**terms, **{name: oa + name for name in ("Annotation", "TextualBody", "SpecificResource")}}


def test_web_annotations_are_what_the_standard_asks(hard: Article) -> None:
    page = json.loads(WRITERS["webannotation"](hard))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    found: set[tuple[int, int]] = set()
    plain = TEXT.replace("\ud83d", "\ufffd")
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:uuid:")
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            position, words = target["selector"]
            start, end = position["start"], position["end"]
            assert (position["type"], words["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            assert words["exact"] == plain[start:end]
            assert plain[:start].endswith(words["prefix"])
            assert plain[end:].startswith(words["suffix"])
            found.add((start, end))
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids)
    linked = {body["source"] for item in page["items"] for body in item["body"] if body["purpose"] == "linking"}
    assert linked
    assert linked <= set(ids)
    assert found == spans_of(hard)
    assert WRITERS["webannotation"](hard) == WRITERS["webannotation"](hard)


def test_web_annotations_are_a_graph(hard: Article) -> None:
    [page] = expanded(WRITERS["webannotation"](hard), anno_context())
    [items] = page["http://www.w3.org/ns/activitystreams#items"]
    assert {kind for item in items["@list"] for kind in item["@type"]} == {"http://www.w3.org/ns/oa#Annotation"}
    assert all(item["http://www.w3.org/ns/oa#hasTarget"] for item in items["@list"])


_LINE = re.compile(
    r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t.*|R\d+\t[\w-]+ Arg1:T\d+ Arg2:T\d+|A\d+\t[\w-]+ T\d+( [\w-]+)?"
    r"|#\d+\tAnnotatorNotes T\d+\t.*|\*\tSame T\d+( T\d+)+"
)


def test_brat_reads_its_own_lines(hard: Article) -> None:
    text, lines = brat.text_of(hard), WRITERS["brat"](hard).splitlines()
    assert len(text) == len(TEXT)
    named = {line.split("\t")[0] for line in lines if line[0] == "T"}
    for line in lines:
        assert _LINE.fullmatch(line), line
        assert set(re.findall(r"\bT\d+\b", line.partition("\t")[2].rpartition("\t")[0] or line)) <= named
        if line[0] == "T":
            _, where, words = line.split("\t")
            pieces = [tuple(map(int, each.split())) for each in where.partition(" ")[2].split(";")]
            assert pieces == sorted(pieces)
            assert words == " ".join(text[a:b] for a, b in pieces)
            assert len(words.splitlines()) == 1
    assert f"Quote {hard.quotes[0].parts[0].start} {hard.quotes[0].parts[0].end};" in "\n".join(lines)
    assert sum(line.startswith("R") for line in lines) == 4
    [cue] = [line.split("\t")[0] for line in lines if "\tCue " in line]
    assert f"A3\tNegated {cue}" in lines


def test_brat_configuration_knows_every_label() -> None:
    conf = brat.configuration(["WORK OF ART"])
    for name in ("WORK_OF_ART", "Quote", "SaidBy", "CuedBy", "RefersTo", "Kind", "Act", "Negated", "<OVERLAP>"):
        assert name in conf


def test_label_studio_takes_the_task(hard: Article) -> None:
    """By the format's documentation: each region names a tag of the interface, each relation two regions."""
    [task] = json.loads(WRITERS["labelstudio"](hard))
    interface = ElementTree.fromstring(labelstudio.configuration())  # noqa: S314 - our own
    tags = {each.get("name"): each for each in interface.iter() if each.get("name")}
    labels = {each.get("value") for each in interface.iter("Label")}
    relations = {each.get("value") for each in interface.iter("Relation")}
    text = task["data"]["text"]
    regions: dict[str, tuple[int, int]] = {}
    [prediction] = task["predictions"]
    for result in prediction["result"]:
        if result["type"] == "relation":
            assert {result["from_id"], result["to_id"]} <= set(regions)
            assert set(result["labels"]) <= relations
            continue
        tag = tags[result["from_name"]]
        assert (tag.get("toName"), tag.tag.lower()) == (result["to_name"], result["type"])
        value = result["value"]
        regions[result["id"]] = value["start"], value["end"]
        assert value["text"] == text[value["start"] : value["end"]] or result["type"] == "textarea"
        assert set(value.get("labels", [])) <= labels
        assert set(value.get("choices", [])) <= {each.get("value") for each in tag}
    assert set(regions.values()) == spans_of(hard)
    assert regions["Q1-2"] == _at("not a single crate.")


def test_label_studio_itself_takes_the_task(hard: Article) -> None:
    """By its own package, where that is installed: it asks for much that nothing else here needs."""
    reader = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    interface = reader.LabelInterface(labelstudio.configuration())
    interface.validate()
    [task] = json.loads(WRITERS["labelstudio"](hard))
    assert interface.validate_task({"data": task["data"]})
    for prediction in task["predictions"]:
        assert interface.validate_prediction(prediction, return_errors=True) == []


def test_doc_bin_is_read_by_spacy(hard: Article, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    path = tmp_path / "a.spacy"
    path.write_bytes(docbin.pack([hard, Article("")]))
    doc, empty = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    assert doc.text == TEXT.replace("\ud83d", "\ufffd")
    assert len(empty) == 0
    found = {(each.start_char, each.end_char) for group in doc.spans.values() for each in group}
    assert found == spans_of(hard)
    assert [(each.text, each.label_, each.id_) for each in doc.spans["entities"]] == [
        ("Oyá Lund", "PERSON", "E1"),
        ("she", "PERSON", "E1"),
    ]
    assert [each.text for each in doc.ents] == ["Oyá Lund", "she"]
    assert [each.id_ for each in doc.spans["quotes"]] == ["Q1", "Q1", "Q2"]
    assert doc.spans["cues"][0].kb_id_ == "negated"
    assert [each.kb_id_ for each in doc.spans["speakers"]] == ["E1", ""]
