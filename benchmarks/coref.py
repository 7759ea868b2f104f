"""Entities and pronouns on UD English-GUM: are the names of one bearer one Entity, do pronouns find it?

Two measures over the news, biographies, interviews and speeches, on raw text through the whole pipeline, or with
`--gold` on the treebank's own tokens, tags, heads and names, which shows the rules without the model's errors:

- B-cubed over the named mentions of persons and organisations that were found;
- personal pronouns of the third person singular that stand for a named person: answered, and right where answered.
  Those that stand for nobody named are counted apart: how often they were given a name all the same.

    python benchmarks/coref.py --corpora DIR [--part dev] [--gold] [--show]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from training.corpora.gum_coref import Document, named_spans, read

FILES = {"dev": "en_gum-ud-dev.conllu", "train": "en_gum-ud-train.conllu"}
LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
PRONOUNS = {"he", "him", "his", "himself", "she", "her", "hers", "herself"}


@dataclass
class Score:
    precision: float = 0.0
    recall: float = 0.0
    mentions: int = 0
    pronouns: int = 0
    answered: int = 0
    right: int = 0
    unnamed: int = 0
    invented: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("precision", "recall", "mentions", "pronouns", "answered", "right", "unnamed", "invented"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors += other.errors

    def figures(self) -> dict[str, float]:
        p, r = (v / max(1, self.mentions) for v in (self.precision, self.recall))
        return {
            "mentions": self.mentions,
            "b3_precision": p,
            "b3_recall": r,
            "b3_f1": 2 * p * r / (p + r) if p + r else 0.0,
            "pronouns": self.pronouns,
            "pronouns_answered": self.answered / max(1, self.pronouns),
            "pronouns_right": self.right / max(1, self.answered),
            "unnamed": self.unnamed,
            "unnamed_given_a_name": self.invented / max(1, self.unnamed),
        }


def gold_doc(nlp: Any, document: Document) -> Any:
    """A Doc with the treebank's tokens, tags, heads and names."""
    from spacy.tokens import Doc, Span

    doc = Doc(
        nlp.vocab,
        words=document.words,
        spaces=document.spaces,
        tags=document.tags,
        pos=document.pos,
        lemmas=document.lemmas,
        heads=document.heads,
        deps=["ROOT" if d == "root" else d for d in document.deps],
    )
    spans = [Span(doc, f, s, label=LABELS[kind]) for f, s, _, kind in named_spans(document) if kind in LABELS]
    doc.set_ents(_apart(spans))
    return doc


def _apart(spans: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def raw_text(document: Document) -> tuple[str, list[int]]:
    """The text with blank lines between paragraphs, and where each token starts."""
    text, starts = "", []
    for i, word in enumerate(document.words):
        if i in document.paragraphs:
            text = text.rstrip(" ") + "\n\n"
        starts.append(len(text))
        text += word + (" " if document.spaces[i] else "")
    return text, starts


def mark_quotes(doc: Any) -> None:
    """Direct speech by its quotation marks, for gold Docs, which no quotes stage has seen."""
    from newsparse import keys, types

    found, opened = [], -1
    for token in doc:
        if token.text in ('"', "“", "”", "``", "''"):
            if opened >= 0 and (token.text in ("”", "''") or token.text == '"'):
                start, end = doc[opened].idx + 1, token.idx
                if end - start > 15:
                    part = types.TextSpan(doc.text[start:end], start, end)
                    found.append(types.Quote(f"Q{len(found) + 1}", part.text, start, end, (part,), "direct"))
                opened = -1
            else:
                opened = token.i
        elif opened >= 0 and token.i - opened > 150:
            opened = -1
    doc.user_data[keys.QUOTES] = tuple(found)


def score(document: Document, doc: Any, starts: list[int], show: bool) -> Score:
    """The measures of one document; `starts` are the offsets of the gold tokens in the Doc's text."""
    from newsparse import keys

    at = {start: i for i, start in enumerate(starts)}
    entities = keys.get(doc, keys.ENTITIES)
    chains, system = _align(document, entities, at)
    result = b_cubed({m: chains[m] for m in system}, system)
    if show:
        result.errors += _cluster_errors(document, chains, system, {e.id: e.name for e in entities})
    _score_pronouns(document, doc, at, chains, system, show, result)
    return result


def _align(document: Document, entities: Any, at: dict[int, int]) -> tuple[dict[int, str], dict[int, str]]:
    """First token of a named mention -> its chain, and -> the id of the Entity found there."""
    gold = {
        i: (first, chain)
        for first, stop, chain, kind in named_spans(document)
        if kind in ("person", "organization")
        for i in range(first, stop)
    }
    system: dict[int, str] = {}
    for entity in entities:
        for mention in entity.mentions if entity.label in ("PERSON", "ORG") else ():
            touched = (at.get(offset, -1) for offset in range(mention.start, mention.end))
            for first in (gold[i][0] for i in touched if i in gold):
                system.setdefault(first, entity.id)
    return dict(gold.values()), system


def _score_pronouns(  # noqa: PLR0917
    document: Document,
    doc: Any,
    at: dict[int, int],
    chains: dict[int, str],
    system: dict[int, str],
    show: bool,
    result: Score,
) -> None:
    from newsparse import keys
    from newsparse.coref.component import resolve_pronouns

    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, entity_id in system.items():
        votes[entity_id][chains[mention]] += 1
    names = {e.id: e.name for e in keys.get(doc, keys.ENTITIES)}
    named = set(chains.values())
    single = {
        m.first: m.chain
        for m in document.mentions
        if m.stop - m.first == 1 and document.words[m.first].lower() in PRONOUNS
    }
    for start, _, entity_id in resolve_pronouns(doc):
        i = at.get(start, -1)
        chain = single.get(i)
        if chain is None:
            continue
        if chain not in named:
            result.unnamed += 1
            result.invented += entity_id is not None
            continue
        right = entity_id is not None and entity_id in votes and votes[entity_id].most_common(1)[0][0] == chain
        result.pronouns += 1
        result.answered += entity_id is not None
        result.right += right
        if show and not right:
            before = " ".join(document.words[max(0, i - 30) : i])
            result.errors.append(
                f"{document.id}: ...{before} [{document.words[i]}] -> {names.get(entity_id)} (gold chain {chain})"
            )


def b_cubed(gold: dict[int, str], system: dict[int, str]) -> Score:
    """B-cubed over the mentions that both have."""
    by_gold, by_system = defaultdict(set), defaultdict(set)
    for mention, chain in gold.items():
        by_gold[chain].add(mention)
    for mention, entity in system.items():
        by_system[entity].add(mention)
    result = Score(mentions=len(gold))
    for mention in gold:
        both = len(by_gold[gold[mention]] & by_system[system[mention]])
        result.precision += both / len(by_system[system[mention]])
        result.recall += both / len(by_gold[gold[mention]])
    return result


def _cluster_errors(
    document: Document, chains: dict[int, str], system: dict[int, str], names: dict[str, str]
) -> list[str]:
    text = {first: " ".join(document.words[first:stop]) for first, stop, _, _ in named_spans(document)}
    by_chain, by_entity = defaultdict(set), defaultdict(set)
    for mention, entity in system.items():
        by_chain[chains[mention]].add((entity, text[mention]))
        by_entity[entity].add((chains[mention], text[mention]))
    lines = [f"{document.id} SPLIT {sorted(v)}" for v in by_chain.values() if len({e for e, _ in v}) > 1]
    return lines + [
        f"{document.id} MERGED {names[k]}: {sorted(v)}" for k, v in by_entity.items() if len({c for c, _ in v}) > 1
    ]


def evaluate(corpora: Path, part: str, gold: bool, show: bool = False) -> Score:
    """Score one part of the treebank."""
    total = Score()
    nlp = _pipeline(gold)
    for document in read(corpora / "ud-gum" / FILES[part]):
        if gold:
            doc = gold_doc(nlp, document)
            starts = [t.idx for t in doc]
            mark_quotes(doc)
            doc = nlp.get_pipe("newsparse_entities")(doc)
        else:
            text, starts = raw_text(document)
            doc = nlp(text)
        total.add(score(document, doc, starts, show))
    return total


def _pipeline(gold: bool) -> Any:
    import spacy

    import newsparse

    if not gold:
        return newsparse.load(strict=True)
    import newsparse.entities.component

    nlp = spacy.blank("en")
    nlp.add_pipe("newsparse_entities")
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("NEWSPARSE_CORPORA", "corpora")))
    parser.add_argument("--part", choices=sorted(FILES), default="dev")
    parser.add_argument("--gold", action="store_true", help="the treebank's tokens, tags, heads and names")
    parser.add_argument("--show", action="store_true", help="print the errors")
    options = parser.parse_args()
    result = evaluate(options.corpora, options.part, options.gold, options.show)
    for line in result.errors:
        print(line)
    for name, value in result.figures().items():
        print(f"{name:24}{value:10.3f}" if isinstance(value, float) else f"{name:24}{value:10d}")


if __name__ == "__main__":
    main()
