"""Whether what an attribution holds was said: one logistic formula over its cue and the form of its content.

"denied wrongdoing" was said, "discussed wrongdoing" was only spoken about, and who "claimed a victory" said nothing.
The weights lie in `data/said.toml`; `training/said.py` fits them to the annotated news. Where the tagger gives the
class of a content, its chances of being a statement, a belief or a finding go into the sum.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from newsparse.names.lexicon import load

from .lexicon import silences
from .words import FINITE, SUBJECTS, trim, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse.types import Quote

    from .draft import Draft
    from .lexicon import Lexicon
    from .words import Words

__all__ = ["SAID", "chance", "features", "is_said", "said_odds"]

SAID = ("statement", "belief", "finding")
_OPENERS = {"that": "that", "to": "to", "as": "as"} | dict.fromkeys(
    ("whether", "if", "what", "how", "why", "who", "when", "where", "which"), "question"
)
_PRONOUNS = word_set(
    "i me you he him she her it we us they them himself herself itself themselves this that these those what"
)
_EMPTY = _PRONOUNS | word_set("is was are were did does do has had will would can could so not didn't wasn't don't")
_ANYBODY = word_set("anybody anyone one you")
_SAYING = frozenset({"add", "ask", "say", "tell"})
_CLAUSES = frozenset({"clause", "question", "that"})  # forms in which these leave no doubt
_FEW = 2  # words of "he was"
LEAST = 0.25  # a chance; found on the annotated news, train in folds and dev
_LONG = 3  # words of a cue, or a content
_LONGEST = 3.5  # the length of a content counts up to here, as a logarithm
_NEAR = 2  # words between cue and content that stand beside each other
_LEAST = 1e-3  # chances are cut here before their odds are taken


def is_said(words: Words, quote: Quote, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether somebody said it, thinks so or found it: what stands in marks, or has a form that tells it, always is;
    what anybody might say, and a pronoun and its auxiliary as all there is, never.
    """
    if quote.kind == "direct" or draft.certain:
        return True
    speaker = quote.speaker.text.lower() if quote.speaker else ""
    content = quote.text.lower().replace("’", "'").split()
    if (
        speaker in _ANYBODY
        or " ".join(content) in silences()
        or (len(content) <= _FEW and all(word in _EMPTY for word in content))
    ):
        return False
    lemma = quote.cue.lemma if quote.cue else ""
    if lemma in _SAYING and _form(words, _content(words, draft)) in _CLAUSES:
        return True
    return chance(words, quote, draft, lexicon) >= LEAST


@cache
def weights() -> dict[str, dict[str, float]]:
    """The tables of said.toml: `form` weighs each feature, one that is not there nothing; `class` adds up both."""
    return load("newsparse.quotes", "said.toml")


def chance(words: Words, quote: Quote, draft: Draft, lexicon: Lexicon) -> float:
    """The chance, in 0..1, that somebody said, thought or found what a quote holds."""
    odds = form_odds(features(words, quote, draft, lexicon))
    if draft.chances:
        odds = class_odds(draft.chances, odds)
    return 1 / (1 + math.exp(-odds))


def form_odds(found: Mapping[str, float]) -> float:
    """The log odds by features alone."""
    table = weights()["form"]
    return sum(table.get(name, 0.0) * value for name, value in found.items())


def class_odds(chances: Mapping[str, float], odds: float) -> float:
    """The log odds by the features, and those by the chances of the classes, taken together."""
    table = weights()["class"]
    return table["bias"] + table["form"] * odds + table["class"] * said_odds(chances)


def said_odds(chances: Mapping[str, float]) -> float:
    """The log odds of a content's being a statement, a belief or a finding, by the chances of its classes."""
    chance = min(max(sum(chances.get(name, 0.0) for name in SAID), _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance))


def features(words: Words, quote: Quote, draft: Draft, lexicon: Lexicon) -> dict[str, float]:
    """What the formula weighs, by name; those that are 0 are left out."""
    content = _content(words, draft)
    cue = list(words.between(*draft.cue)) if draft.cue else []
    lemma = quote.cue.lemma if quote.cue else ""
    form = "marks" if quote.kind == "direct" else _form(words, content)
    act = lexicon.act.get(lemma, "unlisted") if lemma else "no cue"
    found = {"bias": 1.0, f"kind {quote.kind}": 1.0, f"form {form}": 1.0, f"act {act}": 1.0, f"{act} {form}": 1.0}
    found |= {f"lemma {lemma}": 1.0, f"lemma {lemma} {form}": 1.0}
    found |= _of_source(words, quote) | _of_cue(words, quote, cue, content, lexicon)
    found |= {"few words": float(len(content) <= _LONG), "length": min(math.log1p(len(content)), _LONGEST)}
    found["pronoun"] = float(len(content) == 1 and words.lower[content[0]] in _PRONOUNS)
    return {name: value for name, value in found.items() if value}


def _content(words: Words, draft: Draft) -> list[int]:
    """The words of a draft's content."""
    return [i for span in draft.contents for i in words.between(*trim(words.source, *span))]


def _of_source(words: Words, quote: Quote) -> dict[str, float]:
    if quote.speaker is None:
        return {"source none": 1.0}
    inside = words.between(quote.speaker.start, quote.speaker.end)
    last = words.tag[inside[-1]] if inside else ""
    kind = {"NNP": "name", "NNPS": "name", "PRP": "pronoun", "WP": "pronoun", "PRP$": "owner", "POS": "owner"}
    return {f"source {kind.get(last, 'other')}": 1.0}


def _of_cue(words: Words, quote: Quote, cue: list[int], content: list[int], lexicon: Lexicon) -> dict[str, float]:
    if not cue or not content:
        return {}
    verb = next((i for i in cue if words.lower[i] in lexicon.lemma and words.is_verb(i)), cue[-1])
    kind = "finite" if words.tag[verb] in FINITE else words.tag[verb][:3]
    found = {
        f"cue {kind}": 1.0,
        "cue long": float(len(cue) > 3),
        "negated": float(bool(quote.cue and quote.cue.negated)),
    }
    lead = words.lower[cue[-1]] if cue[-1] != verb and words.tag[cue[-1]] in ("IN", "TO", "RP") else ""
    found[f"lead {lead}"] = float(bool(lead))
    before = content[0] < cue[0]
    found["content first"] = float(before)
    gap = cue[0] - content[-1] - 1 if before else content[0] - cue[-1] - 1
    found["apart"] = float(gap > _NEAR)
    if words.parsed:
        inside = set(content)
        root = next((i for i in content if words.head[i] not in inside), content[0])
        link = words.dep[root] if words.head[root] in cue else "cue hangs" if words.head[verb] in inside else "none"
        found[f"link {link}"] = 1.0
    return found


def _form(words: Words, content: list[int]) -> str:
    """What a content is: a clause with "that", a question, an infinitive, a bare clause, a noun phrase and so on."""
    if not content:
        return "noun"
    opener = _OPENERS.get(words.lower[content[0]])
    if opener == "to" and not any(words.tag[i] in ("VB", "") for i in content[1:_LONG]):
        opener = "preposition"
    if opener is not None:
        return opener
    inside = set(content)
    root = next((i for i in content if words.head[i] not in inside or words.head[i] == i), content[0])
    if not words.parsed or any(words.dep[c] in SUBJECTS and c in inside for c in words.children[root]):
        return "clause"
    tag = words.tag[root]
    if tag in FINITE or tag == "MD":
        return "clause"
    return {"VB": "to", "VBG": "participle"}.get(tag, "preposition" if words.tag[content[0]] == "IN" else "noun")
