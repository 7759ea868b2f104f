"""Certain repairs of the tagger's spans, and nothing that is only likely: the spans are the model's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.geography import lookup
from newsparse.entities.named import PLACES
from newsparse.names import Tokens, fold, initials, key_words, parse_person
from newsparse.names.nouns import legal_forms

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
    kept = _two_of_one(tokens, kept, notes)
    return _relabel(_surnames(_acronyms(kept, notes), notes), notes), notes


def _two_of_one(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """An organisation "A and B" is two where the text has one of them, of two words or more, alone."""
    alone = {words for n in named if n.label == "ORG" and len(words := _bare_words(n.text)) > 1}
    found: list[Named] = []
    for mention in named:
        ands = [i for i in range(mention.first + 1, mention.stop - 1) if tokens.lower[i] == "and"]
        parts = [(mention.first, ands[0]), (ands[0] + 1, mention.stop)] if len(ands) == 1 else []
        if mention.label == "ORG" and any(_bare_words(tokens.cut(*part)) in alone for part in parts):
            notes.append((mention, "two names: one of them stands alone elsewhere"))
            for first, stop in parts:
                start, end = tokens.starts[first], tokens.ends[stop - 1]
                text = tokens.text[start:end]
                found.append(replace(mention, first=first, stop=stop, start=start, end=end, text=text))
        else:
            found.append(mention)
    return found


def _bare_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without "the" and legal forms at its end."""
    words = key_words(name)
    words = words[1:] if words[:1] == ("the",) else words
    while len(words) > 1 and words[-1] in legal_forms():
        words = words[:-1]
    return words


def _surnames(named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """The bare family name of a person of the text, called an organisation or thing, is that person."""
    families = {n.words[-1] for m in named if m.label == "PERSON" for n in [parse_person(m.text)] if len(n.words) > 1}
    for i, mention in enumerate(named):
        if (
            mention.label in ("ORG", "MISC", "PRODUCT")
            and mention.stop - mention.first == 1
            and not mention.text.isupper()
            and fold(mention.text) in families
        ):
            notes.append((mention, "labelled PERSON: it is the family name of a person of the text"))
            named[i] = replace(mention, label="PERSON")
    return named


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
