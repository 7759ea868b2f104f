"""The commands from end to end, over the repository's own data and a corpus of two sentences, without the model."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from benchmarks import errors, gate, quality, runner

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from spacy.language import Language

TEXT = 'Ada Moss said: "We will win." Rain fell on Monday.'
POLNEAR = """T1\tsource 0 8\tAda Moss
T2\tcue 9 13\tsaid
T3\tcontent 15 29\t"We will win."
E1\tSource:T1 Cue:T2 Content:T3
"""
TIMEML = '<TimeML><DCT><TIMEX3 value="2024-03-05">x</TIMEX3></DCT><TEXT>Rain fell on {}.</TEXT></TimeML>'
MONDAY = '<TIMEX3 type="DATE" value="2024-03-04">Monday</TIMEX3>'
CONLLU = """# newdoc id = {0}
1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def rules(rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The runner on the pipeline that needs no model."""

    def spacy_doc(text: str, *, clean: bool = True) -> Any:
        return rules_nlp(text)

    monkeypatch.setattr(runner, "article", partial(_extract, rules_nlp))
    monkeypatch.setattr(runner, "spacy_doc", spacy_doc)


def _extract(
    nlp: Language, text: str, published: date | None = None, attributions: Any = "statements", *, clean: bool = True
) -> Any:
    return newsparse.extract(text, published=published, attributions=attributions, clean=clean, model=nlp)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    files = {
        "polnear/data/metadata.dev.tsv": "filename\tpublication_date\na\t2024-03-05\n",
        "polnear/data/dev/text/a.txt": TEXT,
        "polnear/data/dev/attributions/a_0a1b.ann": POLNEAR,
        "timeml/a.tml": TIMEML.format(MONDAY),
        "ud-ewt/en_ewt-ud-dev.conllu": CONLLU.format("e1"),
        "ud-gum/en_gum-ud-dev.conllu": CONLLU.format("GUM_fiction_x"),
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf8")
    return tmp_path


@pytest.mark.usefixtures("rules")
def test_a_small_corpus_is_scored(corpora, tmp_path, capsys):
    out = tmp_path / "out.json"
    facets = ["entities", "attribution", "dates", "ud"]
    assert quality.main(["--corpora", str(corpora), "--only", *facets, "--json", str(out)]) == 0
    results = {each["facet"]: each for each in json.loads(out.read_text("utf8"))["results"]}
    assert results["entities"]["skipped"] == f"no worldwide-newswire under {corpora}"
    figures = {name: {f["name"]: f["value"] for f in r["report"]["figures"]} for name, r in results.items()}
    assert figures["dates"]["strict"] == figures["dates"]["value"] == 1.0
    assert figures["attribution"]["content"] == figures["attribution"]["speaker"] == 1.0
    assert figures["ud"]["tokens"] == 1.0
    assert (results["ud"]["documents"], results["ud"]["available"]) == (2, 2)
    printed = capsys.readouterr().out
    assert "reliability of Quote.confidence" in printed
    assert f"data {results['dates']['hash']}" in printed


@pytest.mark.usefixtures("rules")
def test_errors_are_shown_in_context(corpora, capsys):
    (corpora / "timeml" / "a.tml").write_text(TIMEML.format(MONDAY.replace("03-04", "03-11")), "utf8")
    assert errors.main(["dates", "--corpora", str(corpora)]) == 0
    printed = capsys.readouterr().out
    assert "     1 value of DATE" in printed
    assert "Rain fell on [[Monday]]." in printed
    assert errors.main(["entities", "--corpora", str(corpora)]) == 1


@pytest.mark.usefixtures("rules")
def test_the_gate_without_corpora_scores_the_gold_articles(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NEWSPARSE_CORPORA", str(tmp_path / "none"))
    arguments = ["--baseline", str(tmp_path / "baseline.json"), "--workers", "1"]
    assert gate.main([*arguments, "--update"]) == 0
    assert gate.main(arguments) == 0
    printed = capsys.readouterr().out
    assert "only the articles of data/gold and data/told count" in printed
    assert "No figure has fallen." in printed
    assert list(gate.read(tmp_path / "baseline.json")) == ["gold", "told"]
