"""Whether what an attribution holds was said: one logistic formula over its cue and the form of its content.

"denied wrongdoing" was said, "discussed wrongdoing" was only spoken about, and who "claimed a victory" said nothing.
The weights lie in `data/said.toml`; `training/said.py` fits them to the annotated news. Where the tagger gives the
class of a content, its chances of being a statement, a belief or a finding go into the sum.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from newsparse.tables import load
from newsparse.text.grammar import FINITE, head_of
from newsparse.text.lines import bare
from newsparse.text.relations import CLAUSES, DESCRIBING, OBJECTS, SUBJECTS, Rel
from newsparse.text.words import (
    AHEAD,
    AUXILIARIES,
    COMPLEMENTIZERS,
    DEFINITE,
    DEMONSTRATIVES,
    FIRST_PERSON,
    HAVE,
    IS,
    OBJECT_PRONOUNS,
    REFLEXIVES,
    SUBJECT_PRONOUNS,
    word_set,
)

from .attribution import Origin
from .confidence import RULED
from .deeds import is_learnt, is_of, is_recalled, is_supposed, nobodys
from .lexicon import listed
from .syntax import pleads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsparse.text.tokens import Tokens
    from newsparse.types import Quote

    from .attribution import Attribution
    from .lexicon import Lexicon

__all__ = ["SAID", "chance", "features", "is_clause", "is_doubtful", "is_reported", "is_said", "said_odds"]

SAID = ("statement", "belief", "finding")
_OPENERS = {"that": "that", "to": "to", "as": "as"} | dict.fromkeys(
    ("whether", "if", "what", "how", "why", "who", "when", "where", "which"), "question"
)
_PRONOUNS = SUBJECT_PRONOUNS | OBJECT_PRONOUNS | REFLEXIVES | DEMONSTRATIVES | {"what"}
_EMPTY = _PRONOUNS | AUXILIARIES | word_set("not so didn't wasn't don't")
_FRAME = OBJECTS | CLAUSES | {Rel.OBL, Rel.PRT}
_AHEAD = (AHEAD - {"wo"}) | {"must"}
_ANYBODY = word_set("anybody anyone one you")
_SAYING = frozenset({"add", "ask", "say", "tell", "want to know"})
_CLAUSES = frozenset({"clause", "question", "that"})  # forms in which these leave no doubt
_FEW = 2  # words of "he was"
LEAST = 0.26  # a chance; found on the annotated news, train in folds and dev
_WITHIN = 0.7  # a chance; found there as well, and on articles of our own
_LONG = 3  # words of a cue, or a content
_LONGEST = 3.5  # the length of a content counts up to here, as a logarithm
_NEAR = 2  # words between cue and content that stand beside each other
_UNLISTED = 4 / 3  # times as sure must be what a cue says that the lexicon does not know
_LEAST = 1e-3  # chances are cut here before their odds are taken


def is_doubtful(quote: Quote, least: float, lexicon: Lexicon) -> bool:
    """Whether an indirect quote is less sure than `least`, or a little more where the lexicon does not know its cue."""
    if quote.kind != "indirect":
        return False
    if quote.cue is not None and quote.cue.lemma not in lexicon.act:
        return quote.confidence < least * _UNLISTED
    return quote.speaker is not None and quote.confidence < least


def is_said(tokens: Tokens, quote: Quote, found: Attribution, lexicon: Lexicon) -> bool:
    """Whether somebody said it, thinks so or found it: what stands in marks, or has a form that tells it, always is;
    what anybody might say, and a pronoun and its auxiliary as all there is, never.
    """
    if quote.kind == "direct" or found.origin == Origin.ASIDE:
        return True
    if _is_anybodys(quote) or _says_nothing(tokens, quote, found):
        return False
    lemma = quote.cue.lemma if quote.cue else ""
    if _is_plea(tokens, found, lexicon):
        return True
    if lemma in _SAYING and _form(tokens, _content(tokens, found)) in _CLAUSES:
        return not _is_ahead(tokens, quote, found)
    return chance(tokens, quote, found, lexicon) >= LEAST


def _is_anybodys(quote: Quote) -> bool:
    """Whether anybody might say so."""
    return quote.speaker is not None and quote.speaker.text.lower() in _ANYBODY


def _is_plea(tokens: Tokens, found: Attribution, lexicon: Lexicon) -> bool:
    """Whether somebody appeals for something, or to somebody to do it."""
    cue = tokens.between(*found.cue) if found.cue and found.source else ()
    return any(pleads(tokens, i, lexicon) for i in cue)


def is_reported(tokens: Tokens, quote: Quote, found: Attribution, lexicon: Lexicon) -> bool:
    """Whether a clause within what somebody says is what another one says, or nobody who is named: it is said, is
    expected to.
    """
    if _says_nothing(tokens, quote, found) or _is_appeal(tokens, quote, found):
        return False
    return chance(tokens, quote, found, lexicon) >= _WITHIN


def _is_appeal(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether it is the speaker who asks for something in the passive: drivers are urged | to wait."""
    cue = nobodys(tokens, quote, found)
    if not is_of(quote, "telling") or not {tokens.lower[i] for i in cue[:1]} & IS:
        return False
    own = any(tokens.lower[c] in FIRST_PERSON for i in cue for c in tokens.children[i])
    return not own and _form(tokens, _content(tokens, found)) == "to"


def _says_nothing(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether a content is one of silence, or no more than "he was" or "that claim", or what "which" takes up: the
    port, | which | the minister announced.
    """
    words, content = quote.text.lower().replace("’", "'").split(), _content(tokens, found)
    if _ends_with_relative(tokens, content, alone=len(words) == 1):
        return True
    few = len(words) <= _FEW and (_EMPTY.issuperset(words) or _takes_up(tokens, content, words[0]))
    return few or " ".join(words) in listed("silences") or _is_nothing(tokens, content)


def _ends_with_relative(tokens: Tokens, content: list[int], *, alone: bool) -> bool:
    """Whether a content ends with "which" behind a comma, or is no more than that."""
    return any(tokens.tags[i] == "WDT" and (alone or tokens.words[i - 1] == ",") for i in content[-1:])


def _takes_up(tokens: Tokens, content: list[int], first: str) -> bool:
    """Whether a content with a demonstrative for its first word ends with a noun: that claim."""
    return first in DEMONSTRATIVES and any(tokens.tags[i].startswith("NN") for i in content[-1:])


def _is_nothing(tokens: Tokens, content: list[int]) -> bool:
    """Whether a content without a verb begins with "nothing" or "little", or nearly so: almost nothing for an hour."""
    first = next((tokens.lower[i] for i in content if tokens.tags[i] != "RB"), "")
    return first in ("nothing", "little") and not any(tokens.tags[i] in FINITE for i in content)


@cache
def weights() -> dict[str, dict[str, float]]:
    """The tables of said.toml: `form` weighs each feature, one that is not there nothing; `class` adds up both."""
    return load("newsparse.quotes", "said.toml")


def chance(tokens: Tokens, quote: Quote, found: Attribution, lexicon: Lexicon) -> float:
    """The chance, in 0..1, that somebody said, thought or found what a quote holds; none where a verb tells a deed."""
    weighed = features(tokens, quote, found, lexicon)
    framed = any(f"frame {deed}" in weighed for deed in listed("deeds"))
    if quote.kind == "indirect" and (framed or any(told(tokens, quote, found) for told in _DEEDS)):
        return 0.0
    odds = form_odds(weighed)
    if found.chances:
        odds = class_odds(found.chances, odds)
    return 1 / (1 + math.exp(-odds))


def _is_done(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether what hangs on a cue makes a deed of it: found him | guilty, claimed | the title; had a bid | rejected."""
    if quote.cue is None or found.cue is None:
        return False
    cue, content = tokens.between(*found.cue), _content(tokens, found)
    if quote.speaker is None and _is_caused(tokens, cue[-1], content):
        return True
    return any(f"{quote.cue.lemma} {word}" in listed("done") for word in _tied(tokens, cue, content))


def _tied(tokens: Tokens, cue: range, content: list[int]) -> set[str]:
    """The words and the tags, in small letters, of a cue and of what hangs on it, and "that" or "to" where it opens a
    content.
    """
    beside = [*cue, *(i for i in content if tokens.heads[i] in cue)]
    opener = {tokens.lower[i] for i in content[:1]} & (COMPLEMENTIZERS | {"to"})
    return opener.union(*((tokens.lower[i], tokens.tags[i].lower()) for i in beside))


def _is_caused(tokens: Tokens, done: int, content: list[int]) -> bool:
    """Whether a participle hangs on "have" with an object, to which somebody in a content has something done."""
    had = tokens.heads[done]
    causes = tokens.lower[had] in HAVE and tokens.child(had, OBJECTS) is not None
    return tokens.tags[done] == "VBN" and had in content and causes


def _is_noted(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether a content is no more than the subject of a passive that tells what happened, and in what state it was:
    two foxes | were seen; a van | was reported | stolen.
    """
    cue, content = nobodys(tokens, quote, found), _content(tokens, found)
    if not cue or not is_of(quote, "noted") or content[0] > cue[0]:
        return False
    state = next((tokens.tags[i] for i in content if i > cue[-1]), "JJ")
    plain = all(tokens.tags[i] != "RB" for i in cue) and state.startswith(("JJ", "VB"))
    return plain and _form(tokens, content) == "noun"


def _is_pictured(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether pictures show what is to be seen on them, not that something is so: the footage shows | a guard; but the
    boat turns over, | a video shows.
    """
    if quote.cue is None or quote.cue.lemma != "show" or quote.speaker is None or quote.start < quote.cue.start:
        return False
    who = tokens.between(quote.speaker.start, quote.speaker.end)
    head = tokens.lower[head_of(tokens, who.start, who.stop)]
    return head in listed("pictures") and not quote.text.lower().startswith("that ")


def _is_ahead(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether something, but no clause, is still to be said: the jury will announce | the winner."""
    cue = tokens.between(quote.cue.start, quote.cue.end) if quote.cue else ()
    ahead = any(tokens.lower[c] in _AHEAD and tokens.tags[c] == "MD" for i in cue[-1:] for c in tokens.children[i])
    return ahead and _form(tokens, _content(tokens, found)) in ("noun", "question")


def _is_cited(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether who is quoted says something of their own: the paper quoted | officials who said it was unsafe."""
    clauses = _describing(tokens, found) if is_of(quote, "citing") else []
    who = [tokens.child(c, SUBJECTS) for c in clauses if tokens.rels[c] == Rel.RELCL]
    return any(i is not None and tokens.lower[i] == "who" for i in who)


def _is_weighed(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether something new is considered, not found to be so: considered | a plan raising fares."""
    clauses = _describing(tokens, found) if quote.cue and quote.cue.lemma == "consider" else []
    return any(tokens.tags[c] == "VBG" for c in clauses) and tokens.lower[tokens.at(found.start)] not in DEFINITE


def _describing(tokens: Tokens, found: Attribution) -> list[int]:
    """The verbs that describe the noun which is all of a content besides."""
    content = _content(tokens, found)
    return [c for i in content[:1] for c in tokens.children[_root(tokens, content)] if tokens.rels[c] in DESCRIBING]


def _is_instance(tokens: Tokens, quote: Quote, found: Attribution) -> bool:
    """Whether a participle tells what is done by way of example: duties such as | demanding sanctions."""
    cue = tokens.between(*found.cue) if found.cue else ()
    above = (tokens.heads[i] if tokens.rels[i] == Rel.CONJ else i for i in cue if tokens.tags[i] == "VBG")
    return any(tokens.lower[c : c + 2] == ["such", "as"] for i in above for c in tokens.children[i])


_DEEDS = (
    _is_instance, is_learnt, _is_done, _is_noted, _is_pictured, _is_ahead, is_supposed, is_recalled, _is_cited,
    _is_weighed,
)  # fmt: skip


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


def features(tokens: Tokens, quote: Quote, found: Attribution, lexicon: Lexicon) -> dict[str, float]:
    """What the formula weighs, by name; those that are 0 are left out."""
    content = _content(tokens, found)
    lemma = quote.cue.lemma if quote.cue else ""
    form = "marks" if quote.kind == "direct" else _form(tokens, content)
    act = lexicon.act.get(lemma, "unlisted") if lemma else "no cue"
    kind = _kind(tokens, quote, content, act)
    names = ("bias", f"kind {kind}", f"form {form}", f"act {act}", f"{act} {form}", f"lemma {lemma}")
    weighed = dict.fromkeys((*names, f"lemma {lemma} {form}", _kind_of_source(tokens, quote)), 1.0)
    cue = list(tokens.between(*found.cue)) if found.cue else []
    if cue and content:
        weighed |= _of_cue(tokens, quote, cue, lexicon) | _between(tokens, cue, content, lexicon)
        weighed |= dict.fromkeys(_frames(tokens, _cue_verb(tokens, cue, lexicon), act, lemma), 1.0)
    weighed[f"root {tokens.tags[_root(tokens, content)] if content else ''}"] = 1.0
    weighed |= {"few words": float(len(content) <= _LONG), "length": min(math.log1p(len(content)), _LONGEST)}
    weighed |= {f"score {part}": found.scores.get(part, RULED) for part in found.why} | {found.origin.value: 1.0}
    weighed["pronoun"] = float(len(content) == 1 and tokens.lower[content[0]] in _PRONOUNS)
    weighed["own words"] = float(quote.speaker is not None and quote.speaker.text.lower() in FIRST_PERSON)
    return {name: value for name, value in weighed.items() if value}


def _content(tokens: Tokens, found: Attribution) -> list[int]:
    """The tokens of a content."""
    return [i for span in found.contents for i in tokens.between(*bare(tokens.text, *span))]


def _kind(tokens: Tokens, quote: Quote, content: list[int], act: str) -> str:
    """The kind of a quote; under a verb of no list, one word in marks makes no mixed one: quits over ‘toxic’ talk."""
    marked = sum(tokens.depths[i] > 0 and tokens.words[i][0].isalnum() for i in content)
    return "indirect" if quote.kind == "mixed" and act == "unlisted" and marked <= 1 else quote.kind


_SOURCES = {"NNP": "name", "NNPS": "name", "PRP": "pronoun", "WP": "pronoun", "PRP$": "owner", "POS": "owner"}


def _kind_of_source(tokens: Tokens, quote: Quote) -> str:
    if quote.speaker is None:
        return "source none"
    inside = tokens.between(quote.speaker.start, quote.speaker.end)
    return f"source {_SOURCES.get(tokens.tags[inside[-1]] if inside else '', 'other')}"


def _cue_verb(tokens: Tokens, cue: list[int], lexicon: Lexicon) -> int:
    """The verb of a cue that attributes, else its last word."""
    return next((i for i in cue if tokens.lower[i] in lexicon.lemma and tokens.is_verb(i)), cue[-1])


def _frames(tokens: Tokens, verb: int, act: str, lemma: str) -> list[str]:
    """What hangs on a verb behind it: "call obj xcomp" calls somebody something, "call obj obl" fetches him."""
    behind = sorted(
        {tokens.rels[c].name.lower() for c in tokens.children[verb] if c > verb and tokens.rels[c] in _FRAME}
    )
    return [" ".join((of, *behind)) for of in ("frame", f"frame {act}", f"frame {lemma}")]


def _of_cue(tokens: Tokens, quote: Quote, cue: list[int], lexicon: Lexicon) -> dict[str, float]:
    verb = _cue_verb(tokens, cue, lexicon)
    leads = cue[-1] != verb and tokens.tags[cue[-1]] in ("IN", "TO", "RP")
    return {
        f"cue {tokens.tags[verb]}": 1.0,
        "modal": float(any(tokens.tags[i] == "MD" for i in cue)),
        "cue long": float(len(cue) > _LONG),
        "negated": float(quote.cue is not None and quote.cue.negated),
        f"lead {tokens.lower[cue[-1]]}": float(leads),
    }


def _between(tokens: Tokens, cue: list[int], content: list[int], lexicon: Lexicon) -> dict[str, float]:
    """Which comes first, how far apart they are, and how the parse ties them."""
    before = content[0] < cue[0]
    gap = cue[0] - content[-1] - 1 if before else content[0] - cue[-1] - 1
    link = f"link {_link(tokens, cue, content, lexicon)}"
    return {"content first": float(before), "apart": float(gap > _NEAR), link: 1.0}


def _link(tokens: Tokens, cue: list[int], content: list[int], lexicon: Lexicon) -> str:
    root = _root(tokens, content)
    if tokens.heads[root] in cue:
        return tokens.deps[root]
    return "cue hangs" if tokens.heads[_cue_verb(tokens, cue, lexicon)] in content else "none"


def _root(tokens: Tokens, content: list[int]) -> int:
    """The word of a content that hangs on none of the others."""
    inside = set(content)
    return next((i for i in content if tokens.heads[i] not in inside or tokens.heads[i] == i), content[0])


def is_clause(tokens: Tokens, found: Attribution) -> bool:
    """Whether what an attribution holds is a clause, with "that" or without."""
    return _form(tokens, _content(tokens, found)) in ("that", "clause")


def _form(tokens: Tokens, content: list[int]) -> str:
    """What a content is: a clause with "that", a question, an infinitive, a bare clause, a noun phrase and so on."""
    if not content:
        return "noun"
    opener = _OPENERS.get(tokens.lower[content[0]])
    if opener == "to":
        return "to" if any(tokens.tags[i] in ("VB", "") for i in content[1:_LONG]) else "preposition"
    return opener or _form_of_root(tokens, content)


def _form_of_root(tokens: Tokens, content: list[int]) -> str:
    root = _root(tokens, content)
    tag = tokens.tags[root]
    if tag in FINITE or any(tokens.rels[c] in SUBJECTS and c in content for c in tokens.children[root]):
        return "clause"
    return {"VB": "to", "VBG": "participle"}.get(tag, "preposition" if tokens.tags[content[0]] == "IN" else "noun")
