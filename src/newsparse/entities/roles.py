"""The roles of a person: what stands before the name, in apposition to it, and what a copula says of it.

"Syrian President Ahmed al-Sharaa" and "Moses Tafari, an engineer at the institute," are roles;
"Honor Blackwood, who joined from ..." is none. A role is a noun phrase with a noun for a person at its head.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsparse.names import is_kin, is_person_noun
from newsparse.names.lexicon import is_rank, titles
from newsparse.names.nouns import office_before, singular
from newsparse.tables import listed
from newsparse.text.beside import (
    apposition_after,
    ends_title,
    head_noun,
    is_title,
    predicate_after,
    titles_before,
)
from newsparse.text.grammar import FINITE, Phrase
from newsparse.text.relations import DESCRIBING, SUBJECTS
from newsparse.text.words import (
    ARTICLES,
    ATTACHING,
    AUXILIARIES,
    COPULAS,
    DASHES,
    HAVE,
    LISTING,
    NAMING,
    POSSESSIVE_MARKS,
    POSSESSIVES,
    PREPOSITIONS,
    SENTENCE_ENDS,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["roles_of"]

_LONGEST = 12
"""Tokens before a name that are looked at."""
_NOMINAL = ("NN", "JJ", "POS", "HYPH", "VBN", "VBG", "CD", "AFX")
_STARTS = ARTICLES | POSSESSIVES | word_set("this that")
"""What hangs on a noun for a person by these belongs to the role: "envoy to Syria", not "approved by the director"."""
_OWNING = POSSESSIVES | POSSESSIVE_MARKS
_CLOSING = SENTENCE_ENDS | DASHES - {"-"} | frozenset({",", ";", ":", '"', "“", "”", "(", ")", "''", "``"})


_words = partial(listed, "newsparse.entities", "roles.toml")


def roles_of(tokens: Tokens, mention: Named, inside: frozenset[int]) -> Iterator[str]:
    """The roles that the text gives at one mention of a person; `inside` holds the tokens of all persons' names."""
    before = _before(tokens, mention, inside)
    titled = all(word.rstrip(".") in titles() for word in before.lower().split())
    set_off = _set_off(tokens, mention, inside) if titled else ""
    yield from filter(None, (before, set_off, _after(tokens, mention, inside)))


def _is_role_word(word: str) -> bool:
    bare = word.rstrip(".")
    return bare in titles() or is_person_noun(bare) or is_person_noun(singular(bare))


def _is_plural(tokens: Tokens, i: int) -> bool:
    return tokens.tags[i] in ("NNS", "NNPS") or singular(tokens.lower[i]) != tokens.lower[i]


# Right before the name: "former Syrian leader".


def _before(tokens: Tokens, mention: Named, inside: frozenset[int]) -> str:
    """The words before the name in one noun phrase."""
    stop = _past_letters(tokens, mention.first)
    office = office_before(tokens.words, stop)
    if office < stop:
        return tokens.cut(_first_joined(tokens, office, inside), stop)
    first = _begin(tokens, stop, inside)
    if first == stop:
        return _shared(tokens, mention, inside)
    head = _last_word(tokens, first, stop)
    if not (_is_role_word(tokens.lower[head]) or is_rank(tokens.words[head])) or _opens_clause(tokens, head, mention):
        return ""
    if of_each := _of_each(tokens, first, head):
        return of_each if _is_joined(tokens, mention, inside) else ""  # none in "told reporters Ruiz left"
    text = tokens.cut(first, _before_address(tokens, first, stop))
    return "" if not text or _is_courtesy(text.split()[-1].lower()) else text


def _past_letters(tokens: Tokens, stop: int) -> int:
    """Where what ends before a token ends without letters in brackets: "Road Safety Chief | (RSC) Ruiz"."""
    return stop - 3 if tokens.words[max(0, stop - 3) : stop : 2] == ["(", ")"] else stop


def _is_courtesy(word: str) -> bool:
    return word.rstrip(".") in _words("courtesy")


def _begin(tokens: Tokens, stop: int, inside: frozenset[int]) -> int:
    """Where the noun phrase begins that ends before a name, without what only the text explains: "her sister"."""
    first = _without_owner(tokens, _first_joined(tokens, stop, inside), stop)
    # A verb, "has appointed finance director Ruiz", or how long somebody has had the office: "newly elected".
    left = first > 0 and (tokens.lower[first - 1] in HAVE or tokens.tags[first - 1] == "RB")
    first += tokens.tags[first : first + 1] == ["VBN"] and left
    return max((i + 1 for i in range(first, stop) if _is_apart(tokens, i, first, stop)), default=first)


def _is_apart(tokens: Tokens, i: int, first: int, stop: int) -> bool:
    """Whether a verb, or a noun before a capital, hangs on no word of the phrase or the name: "a remark President Ruiz
    made", "polls showing rival Sen. Ruiz".
    """
    tag = tokens.tags[i]
    leads = tag.startswith("VB") or (tag in ("NN", "NNS") and tokens.words[i + 1][0].isupper())
    small = tokens.words[i].islower() and not _is_role_word(tokens.lower[i])
    return tokens.parsed and leads and small and not first <= tokens.heads[i] <= stop


def _first_joined(tokens: Tokens, stop: int, inside: frozenset[int]) -> int:
    """The first of the tokens before `stop` that are one noun phrase with it."""
    first = stop
    while first > 0 and stop - first < _LONGEST and _joins(tokens, first - 1, stop, inside):
        first -= 1
    while first < stop and (
        tokens.lower[first] in PREPOSITIONS | POSSESSIVE_MARKS | {"and"} or not tokens.words[first][0].isalnum()
    ):
        first += 1
    return first


def _joins(tokens: Tokens, i: int, stop: int, inside: frozenset[int]) -> bool:
    """Whether token i belongs to the noun phrase of the token after it, which ends before `stop`."""
    if i in inside or tokens.lower[i] in _STARTS or (i + 1 < stop and _is_courtesy(tokens.lower[i])):
        return False
    if tokens.sentences[i] != tokens.sentences[i + 1] and not ends_title(tokens, i):
        return False
    return is_title(tokens, i) or _links_inside(tokens, i, stop) or _is_nominal(tokens, i)


def _links_inside(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether token i joins two words of a role: "founder and director", "Water and Roads Minister"."""
    if i == 0 or i + 1 >= stop:
        return False
    if tokens.lower[i] in ("and", "&"):
        both = _is_role_word(tokens.lower[i - 1]) and _is_role_word(tokens.lower[i + 1])
        return both or i < tokens.heads[i - 1] < stop
    if tokens.lower[i] == "of":  # "Bank of Japan's governor"
        return tokens.words[i - 1][0].isupper() and not POSSESSIVE_MARKS.isdisjoint(tokens.lower[i:stop])
    if tokens.words[i] == "-":  # not "54 percent - President"
        return tokens.starts[i] == tokens.ends[i - 1]
    return tokens.lower[i] == "in" and tokens.words[i - 1] == tokens.words[i + 1] == "-"


def _is_nominal(tokens: Tokens, i: int) -> bool:
    """Whether a noun, an adjective or the like stands here, by its tag or else by its word."""
    lower = tokens.lower[i]
    if lower in AUXILIARIES - POSSESSIVE_MARKS:
        return False
    if tokens.tagged:
        return tokens.tags[i].startswith(_NOMINAL)
    named = tokens.words[i][0].isupper() and lower not in PREPOSITIONS
    return tokens.words[i][0].isalpha() and (_is_role_word(lower) or named)


def _without_owner(tokens: Tokens, first: int, stop: int) -> int:
    """Where a role begins without whose it is: of a relation everyone goes, of other roles only who has no name."""
    owned = [i + 1 for i in range(first, stop) if tokens.lower[i] in _OWNING]
    if not owned:
        return first
    named = any(tokens.words[i][0].isupper() for i in range(first, owned[-1]))
    return first if named and not is_kin(tokens.lower[stop - 1]) else owned[-1]


def _last_word(tokens: Tokens, first: int, stop: int) -> int:
    """The last token of the phrase that is no full stop: "Lt. Col." may be four tokens."""
    last = stop - 1
    while last > first and tokens.words[last] == ".":
        last -= 1
    return last


def _opens_clause(tokens: Tokens, noun: int, mention: Named) -> bool:
    """Whether the name is the subject of a clause that hangs on the noun before it: "the figure Ruiz cited"."""
    if not tokens.parsed or tokens.words[noun][0].isupper():
        return False
    verbs = [tokens.heads[i] for i in range(mention.first, mention.stop) if tokens.rels[i] in SUBJECTS]
    return any(tokens.heads[verb] == noun and tokens.rels[verb] in DESCRIBING for verb in verbs)


def _is_joined(tokens: Tokens, mention: Named, inside: frozenset[int]) -> bool:
    """Whether another person's name follows behind a comma or "and"."""
    return mention.stop + 1 in inside and tokens.words[mention.stop] in LISTING


def _shared(tokens: Tokens, mention: Named, inside: frozenset[int]) -> str:
    """The role that a name has with others before it: "Councillors Ana Ruiz, Li Wen and Bo Lund"."""
    first = mention.first
    while first > 1 and tokens.words[first - 1] in LISTING and first - 2 in inside:
        first -= 2
        while first - 1 in inside:
            first -= 1
    begin = _begin(tokens, first, inside)
    return "" if first in (begin, mention.first) else _of_each(tokens, begin, _last_word(tokens, begin, first))


def _of_each(tokens: Tokens, first: int, head: int) -> str:
    """The role of each in "Councillors Ana Ruiz and Bo Lund"; "" where the noun is no plural."""
    one = singular(tokens.lower[head])
    if not (_is_plural(tokens, head) and is_person_noun(one)):
        return ""
    word = one.capitalize() if tokens.words[head][0].isupper() else one
    return f"{tokens.cut(first, head)} {word}".strip()


def _before_address(tokens: Tokens, first: int, stop: int) -> int:
    """Where a role ends before the title by which one addresses its bearer: "finance director Dr" without "Dr"."""
    last = stop
    while last > first and (tokens.words[last - 1] == "." or tokens.lower[last - 1].rstrip(".") in _words("address")):
        last -= 1
    last += last < stop and tokens.words[last] == "."
    if last <= first:
        return stop
    word = tokens.lower[last - 1]
    one = _is_role_word(word) and not _is_plural(tokens, last - 1)
    return last if one and word.rstrip(".") not in _words("address") | _words("degrees") else stop


# Before the name and a comma, "named" or a copula: "U.S. special envoy to Syria, Tom Barrack".


def _set_off(tokens: Tokens, mention: Named, inside: frozenset[int]) -> str:
    """A role that is set off before the name."""
    mark = titles_before(tokens, mention.first)[0] - 1
    if mark <= 0:
        return ""
    mark -= tokens.lower[mark] in NAMING and tokens.words[mark - 1] == ","  # "a driver, surnamed Hsu"
    office = office_before(tokens.words, mark) if tokens.words[mark] == "," else mark
    if office < mark:
        return tokens.cut(_first_joined(tokens, office, inside), mark)
    part = _role_before(tokens, mark, inside) if _sets_off(tokens, mark, mention) else None
    if part is None or _is_plural(tokens, _last_word(tokens, *part)):
        return ""
    if tokens.words[mark] == "," and (_is_anothers(tokens, part[0], inside) or _is_led(tokens, part[0], mention)):
        return ""
    return tokens.cut(_without_owner(tokens, part[0], mark), mark)


def _is_anothers(tokens: Tokens, first: int, inside: frozenset[int]) -> bool:
    """Whether a role stands behind the name it belongs to: "Ana Ruiz, Chile's finance minister, Bo Lund, a baker"."""
    while first > 1 and tokens.words[first - 1] not in _CLOSING and tokens.tags[first - 1] not in {"CC", *FINITE}:
        first -= 1
    return first > 1 and tokens.words[first - 1] == "," and first - 2 in inside


def _is_led(tokens: Tokens, first: int, mention: Named) -> bool:
    """Whether a role is led by a preposition and the name the subject: "After hearing from the Speaker, Ruiz left", but
    not "As minister, Ruiz".
    """
    at = first - 1 - (first > 0 and tokens.lower[first - 1] in _STARTS)
    subject = any(tokens.rels[i] in SUBJECTS for i in range(mention.first, mention.stop))
    return at >= 0 and subject and tokens.tags[at] in ("IN", "TO") and tokens.lower[at] not in _words("leading")


def _sets_off(tokens: Tokens, i: int, mention: Named) -> bool:
    """Whether a comma, "named", or a copula of which the name is the predicate stands at token i."""
    if tokens.sentences[i - 1] != tokens.sentences[mention.first]:
        return False
    if tokens.words[i] == "," or tokens.lower[i] in NAMING:
        return True
    last = {*tokens.words[mention.stop : mention.stop + 1]} <= _CLOSING | {"and"}
    return tokens.lower[i] in COPULAS and i == mention.first - 1 and last


def _role_before(tokens: Tokens, stop: int, inside: frozenset[int]) -> tuple[int, int] | None:
    """The words (first, one past the last) of a role on which all hangs that ends before `stop`; None where there is
    none: "special envoy" of "special envoy to Syria", "finance minister" of "approved by the finance minister".
    """
    found = None
    while True:
        first = _first_joined(tokens, stop, inside)
        if first < stop and _is_role_word(tokens.lower[_last_word(tokens, first, stop)]):
            found = first, stop
        elif found is not None:
            return found
        stop = first - (first > 0 and tokens.lower[first - 1] in _STARTS) - 1
        if stop < 1 or tokens.lower[stop] not in ATTACHING:
            return found


# After the name: ", an economist at the University of Lagos,", "is the director of the Puno Seed Bank".


def _after(tokens: Tokens, mention: Named, inside: frozenset[int]) -> str:
    """The role that an apposition or a copula after the name gives."""
    phrase = predicate_after(tokens, mention.stop)
    if phrase is None:
        phrase = apposition_after(tokens, mention.stop, inside)
    elif not inside.isdisjoint(range(phrase.first, phrase.stop)):
        return ""
    if phrase is None or (head := _role_noun(tokens, phrase)) is None:
        return ""
    of_several = _is_plural(tokens, head) and tokens.lower[phrase.first] not in ("one", "a", "an")
    first = phrase.first + (tokens.lower[phrase.first] in _words("now"))
    return "" if of_several else tokens.cut(first, phrase.stop)


def _role_noun(tokens: Tokens, phrase: Phrase) -> int | None:
    """The head of a phrase, or of what its owner has in it ("Bank of Ghana's governor"), that is a word for a role."""
    owned = max((i + 1 for i in range(*phrase) if tokens.lower[i] in POSSESSIVE_MARKS), default=phrase.first)
    heads = [head_noun(tokens, Phrase(first, phrase.last)) for first in (phrase.first, owned)]
    heads += [phrase.last] * _is_one_noun(tokens, owned, phrase.last)
    return next((head for head in heads if head is not None and _is_role_word(tokens.lower[head])), None)


def _is_one_noun(tokens: Tokens, first: int, last: int) -> bool:
    """Whether nouns that "and" joins describe the last one: "health and roads minister"."""
    return all(tokens.lower[i] == "and" or _is_nominal(tokens, i) for i in range(first, last))
