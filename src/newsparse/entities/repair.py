"""Certain repairs of the tagger's spans, and nothing that is only likely: the spans are the model's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.geography import lookup
from newsparse.entities.named import PLACES
from newsparse.names import Tokens, fold, initials

if TYPE_CHECKING:
    from collections.abc import Sequence

from newsparse.entities.named import Named

__all__ = ["repair"]

_PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "hers", "its", "their",
    "theirs", "our", "my", "your", "himself", "herself", "itself", "themselves", "who", "whom", "which", "that",
    "this", "these", "those",
})  # fmt: skip
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "`s"})
_EDGES = frozenset({",", ";", ":", "?", '"', "“", "”", "-", "–", "—", "(", "[", "|", "•", "·", "/", "''", "``"})
_TRAILING = _EDGES | {")", "]", "!"}


def repair(tokens: Tokens, named: Sequence[Named]) -> tuple[list[Named], list[tuple[Named, str]]]:
    """The mentions repaired, and for each repair the mention as it was and what was done."""
    kept: list[Named] = []
    notes: list[tuple[Named, str]] = []
    for mention in named:
        if fold(mention.text) in _PRONOUNS and not (mention.text in ("US", "IT", "WHO") and mention.label != "PERSON"):
            notes.append((mention, "a pronoun is no name: left out"))
            continue
        trimmed = _trim(tokens, mention)
        if trimmed is None:
            notes.append((mention, "no letter or digit: left out"))
            continue
        if trimmed != mention:
            notes.append((mention, f"trimmed to {trimmed.text!r}"))
        kept.append(trimmed)
    return _relabel(_acronyms(kept, notes), notes), notes


def _acronyms(named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """A place of capitals unknown to the tables that spells an organisation of the text is that organisation."""
    spelled = {a for n in named if n.label == "ORG" and " " in n.text for a in initials(n.text) if len(a) > 1}
    for i, mention in enumerate(named):
        letters = mention.text.replace(".", "")
        if (
            mention.label in PLACES
            and letters.isupper()
            and fold(letters) in spelled
            and not lookup(mention.text).codes
        ):
            notes.append((mention, "labelled ORG: it spells an organisation of the text"))
            named[i] = replace(mention, label="ORG")
    return named


def _trim(tokens: Tokens, mention: Named) -> Named | None:
    first, stop = mention.first, mention.stop
    while first < stop and tokens.words[first] in _EDGES | _POSSESSIVES:
        first += 1
    while stop > first and (tokens.words[stop - 1] in _TRAILING or tokens.words[stop - 1] in _POSSESSIVES):
        if tokens.words[stop - 1] in (")", "]") and any(w in ("(", "[") for w in tokens.words[first:stop]):
            break
        stop -= 1
    if not any(any(c.isalnum() for c in w) for w in tokens.words[first:stop]):
        return None
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    # A possessive that the tokenizer left on the word, as other tokenizers do.
    if len(tokens.text[start:end]) > 3 and tokens.text[start:end].endswith(("'s", "’s")):
        end -= 2
    if (first, stop, end) == (mention.first, mention.stop, mention.end):
        return mention
    return replace(mention, first=first, stop=stop, start=start, end=end, text=tokens.text[start:end])


def _relabel(named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """One string, labelled a person here and something else there, gets the label with the greater weight.

    A place and an organisation of one name are left apart: "Washington" is both.
    """
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for mention in named:
        labels = weights[mention.text]
        labels[mention.label] = labels.get(mention.label, 0.0) + mention.score
    for text, labels in weights.items():
        if len(labels) < 2 or "PERSON" not in labels:
            continue
        best, second = sorted(labels, key=lambda label: -labels[label])[:2]
        if labels[best] < 2 * labels[second]:
            continue
        for i, mention in enumerate(named):
            if mention.text == text and mention.label != best and "PERSON" in (mention.label, best):
                notes.append((mention, f"labelled {best} as elsewhere in the text"))
                named[i] = replace(mention, label=best)
    return named
