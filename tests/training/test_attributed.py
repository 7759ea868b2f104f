"""What the network is shown of who said what."""

from __future__ import annotations

import pytest

from training import attributed
from training.annotations import Annotation, Attribution
from training.corpora import gum_attribution, polnear
from training.labels import ATTRIBUTION_TAGS, CONTENT_CLASSES, IGNORE

TEXT = "Mayor Ida Brandt said that “the weir holds,” a diver told her it leaked. She fears floods."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def said(content: str, source: str, cue: str, cls: str = "statement") -> Attribution:
    return Attribution((span(content),), "indirect", cls, (span(source),), (span(cue),))


@pytest.mark.parametrize(
    ("content", "widened"),
    [("the weir holds", "that “the weir holds,”"), ("it leaked", "it leaked"), ("floods", "floods")],
)
def test_contents_are_widened_to_what_politics_counts_to_them(content: str, widened: str) -> None:
    ((start, end),) = attributed.as_in_politics(TEXT, (span(content),))
    assert TEXT[start:end] == widened


def test_what_is_told_within_a_content_is_not_shown() -> None:
    outer = said("the weir holds,” a diver told her it leaked", "Mayor Ida Brandt", "said")
    inner = said("it leaked", "a diver", "told")
    other = said("floods", "She", "fears", "belief")
    assert [each.cls for each in attributed.outermost(TEXT, [outer, inner, other])] == ["statement", "belief"]


def test_words_of_a_content_bear_its_class_and_parts_point_to_their_cue() -> None:
    (paragraph,) = attributed.attribution_document(
        TEXT, attributed.outermost(TEXT, [said("floods", "She", "fears", "belief")])
    )
    at = paragraph.words.index("floods")
    classes = paragraph.labels["class"]
    assert classes[at] == CONTENT_CLASSES.index("belief")
    assert set(classes[:at] + classes[at + 1 :]) == {IGNORE}
    tags = [ATTRIBUTION_TAGS[tag] for tag in paragraph.labels["attribution"]]
    assert tags[at - 2 : at + 1] == ["B-SOURCE", "B-CUE", "B-CONTENT"]
    assert paragraph.labels["links"][at - 2 : at + 1] == [1, 0, -1]


def test_in_politics_the_class_is_known_only_where_a_reader_tells_it() -> None:
    marked = polnear.Attribution((span("Mayor Ida Brandt"),), (span("said"),), (span("“the weir holds,”"),))
    plain = polnear.Attribution((span("She"),), (span("fears"),), (span("floods"),))
    article = polnear.AttributedText("x", TEXT, None, (marked, plain))
    known = Annotation("x", "", attributions=[said("floods", "She", "fears", "belief")])
    assert [each.cls for each in attributed.politics(article, known)] == [None, "belief"]
    assert [each.cls for each in attributed.politics(article, None)] == [None, None]


def test_gum_gives_the_clauses_that_are_attributed(tmp_path) -> None:
    rows = [
        "1\tDr\tDr\tPROPN\tNNP\t_\t3\tnsubj\t_\tDiscourse=attribution-positive:1->2:1:_",
        "2\tSow\tSow\tPROPN\tNNP\t_\t1\tflat\t_\t_",
        "3\twrote\twrite\tVERB\tVBD\t_\t0\troot\t_\t_",
        "4\tit\tit\tPRON\tPRP\t_\t5\tnsubj\t_\tDiscourse=ROOT:2:0",
        "5\tsnowed\tsnow\tVERB\tVBD\t_\t3\tccomp\t_\tSpaceAfter=No",
        "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_",
        "",
        "1\tI\tI\tPRON\tPRP\t_\t2\tnsubj\t_\tDiscourse=attribution-positive:3->4:1:_",
        "2\tmean\tmean\tVERB\tVBP\t_\t0\troot\t_\t_",
        "3\tyes\tyes\tINTJ\tUH\t_\t2\tdiscourse\t_\tDiscourse=joint-list:4->2:0:_",
    ]
    path = tmp_path / "gum.conllu"
    path.write_text("# newdoc id = GUM_x\n" + "\n".join(rows) + "\n", "utf8")
    (found,) = gum_attribution.read(path)
    (reported,) = found.attributions
    assert [[found.text[a:b] for a, b in part] for part in (reported.source, reported.cue, reported.content)] == [
        ["Dr Sow"],
        ["wrote"],
        ["it snowed"],
    ]
    (paragraph,) = attributed.reported_document(found)
    tags = [ATTRIBUTION_TAGS[tag] if tag != IGNORE else None for tag in paragraph.labels["attribution"]]
    assert tags == ["B-SOURCE", "I-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT", "O", None, None, None]
