"""The roles of a person: what stands before the name and in apposition to it.

"Syrian President Ahmed al-Sharaa" and "Moses Tafari, an engineer at the institute," are roles;
"Honor Blackwood, who joined from ..." is none. A role is a noun phrase with a noun for a person in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import is_kin, is_person_noun
from newsparse.names.lexicon import is_rank, titles
from newsparse.names.nouns import kind_words, office_before, singular
from newsparse.text.beside import ends_title

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens
    from collections.abc import Iterator

    from newsparse.entities.named import Named

__all__ = ["roles_of"]

_LONGEST_BEFORE = 9
_LONGEST_AFTER = 24
_BEFORE_TAGS = ("NN", "JJ", "POS", "HYPH", "VBN", "VBG", "CD", "AFX")
_STOP_BEFORE = frozenset({
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "this", "that", "mr", "mr.", "mrs", "mrs.",
    "ms", "ms.",
})  # fmt: skip
# Common nouns that stand before a name without being anybody's trade.
_NO_TRADES = frozenset({
    "age", "album", "band", "book", "brand", "case", "character", "company", "day", "evening", "film", "hour", "house",
    "midnight", "minute", "month", "morning", "movie", "name", "night", "noon", "novel", "play", "ship", "show",
    "song", "storm", "time", "today", "tomorrow", "tonight", "week", "weekend", "year", "yesterday",
})  # fmt: skip
_COPULAS = frozenset({"is", "was", "became", "remains"})
_NAMING = frozenset({"called", "named"})
# Titles that follow a role without being part of it, and words that make one with such a title: "Associate Professor".
_ADDRESS = frozenset({
    "cllr", "clr", "cr", "dame", "dr", "hon", "imam", "lady", "lord", "mr", "mrs", "ms", "prof", "professor", "rev",
    "reverend", "sheik", "sheikh", "sheikha", "sir",
})  # fmt: skip
_RANKS = frozenset({"adjunct", "assistant", "associate", "distinguished", "emeritus", "senior", "visiting"})
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "messrs", "mx"})
_HAVE = frozenset({"has", "have", "had", "'ve", "’ve", "was", "were", "is", "are", "been"})
_RELATIVE = frozenset({"who", "whom", "which", "whose", "that", "where", "when"})
_CLAUSE = frozenset(
    {"said", "says", "told", "is", "was", "are", "were", "has", "had", "will", "would", "because", "while", "if", "but"}
)
_STARTS = frozenset(
    {"a", "an", "the", "one", "his", "her", "their", "its", "our", "my", "former", "then", "now", "also"}
)
_CLOSING = frozenset({".", ";", ":", "!", "?", '"', "“", "”", "—", "–", "--", "(", ")", "\n", "''", "``"})
_PREPOSITIONS = frozenset(
    {"of", "for", "to", "in", "including", "at", "on", "from", "with", "under", "by", "and", "&", "the", "'s", "’s"}
)
# What hangs on a noun for a person by these belongs to the role: "envoy to Syria", not "approved by the director".
_HANGS = frozenset({"at", "for", "in", "of", "on", "to"})
_OWNING = frozenset({"his", "her", "their", "its", "our", "my", "your", "'s", "’s", "'", "’"})


def roles_of(tokens: Tokens, mention: Named, inside: frozenset[int]) -> Iterator[str]:
    """The roles that the text gives at one mention of a person; `inside` holds the tokens of all persons' names."""
    before = _before(tokens, mention, inside)
    if before:
        yield before
    if not before or all(word.rstrip(".") in titles() for word in before.lower().split()):
        reverse = _reversed(tokens, mention, inside)
        if reverse:
            yield reverse
    after = _after(tokens, mention, inside)
    if after:
        yield after


def _is_role_word(word: str) -> bool:
    bare = word.rstrip(".")
    return bare in titles() or is_person_noun(bare) or is_person_noun(singular(bare))


def _before(tokens: Tokens, mention: Named, inside: frozenset[int]) -> str:
    """The words before the name in one noun phrase: "former Syrian leader"."""
    first = mention.first
    while first > 0 and mention.first - first < _LONGEST_BEFORE and _joins(tokens, first - 1, mention, inside):
        first -= 1
    first = _of_owner(tokens, first, mention.first)
    while first < mention.first and (tokens.lower[first] in _PREPOSITIONS or not tokens.words[first][0].isalnum()):
        first += 1
    first = _without_owner(tokens, first, mention.first)
    office = office_before(tokens.words, mention.first)
    if office < first:
        first = office
        while (
            first > 0 and tokens.tags[first - 1].startswith(("NN", "JJ")) and _joins(tokens, first - 1, mention, inside)
        ):
            first -= 1  # "Labour MP for Leeds North"
        return tokens.cut(first, mention.first)
    if tokens.tags[first : first + 1] == ["VBN"] and tokens.lower[max(0, first - 1)] in _HAVE:
        first += 1  # a verb: "has appointed finance director Ruiz"
    if first == mention.first:
        return ""
    last = _last_word(tokens, first, mention.first)
    if (
        not _is_role_word(tokens.lower[last])
        and not is_rank(tokens.words[last])
        and not _is_trade(tokens, last, mention)
    ):
        return ""
    if _opens_clause(tokens, last, mention):
        return ""
    text = tokens.cut(first, _before_address(tokens, first, mention.first))
    word, one = tokens.words[last], singular(tokens.lower[last])
    if one != tokens.lower[last] and text.endswith(word) and is_person_noun(one):
        # "Councillors Ana Ruiz and Bo Lund", but not "told reporters Ruiz left"
        if (
            tokens.words[mention.stop : mention.stop + 1] not in (["and"], ["&"], [","])
            or mention.stop + 1 not in inside
        ):
            return ""
        text = text.removesuffix(word) + (one.capitalize() if word[0].isupper() else one)
    return "" if text.lower().rstrip(".") in _COURTESY else text


def _opens_clause(tokens: Tokens, noun: int, mention: Named) -> bool:
    """Whether the name is the subject of a clause that hangs on the noun before it: "the figure Ruiz cited"."""
    if not tokens.parsed or tokens.words[noun][0].isupper():
        return False
    heads = [tokens.heads[i] for i in range(mention.first, mention.stop) if tokens.deps[i].startswith("nsubj")]
    if tokens.heads[noun] in heads and tokens.deps[noun].startswith("obj"):
        return True
    return any(tokens.deps[i].startswith(("acl", "relcl")) and tokens.heads[i] == noun for i in heads)


def _of_owner(tokens: Tokens, first: int, stop: int) -> int:
    """Where a role begins whose owner's name holds an "of": "Bank of Japan's governor"."""
    owned = any(tokens.lower[i] in ("'s", "’s") for i in range(first, stop))
    while owned and first > 1 and tokens.lower[first - 1] == "of" and tokens.words[first][0].isupper():
        if not tokens.words[first - 2][0].isupper() or tokens.sentences[first - 2] != tokens.sentences[stop]:
            break
        first -= 2
        while first > 0 and tokens.words[first - 1][0].isupper() and tokens.tags[first - 1].startswith("NNP"):
            first -= 1
    return first


def _without_owner(tokens: Tokens, first: int, stop: int) -> int:
    """Where a role begins without a word that only the text explains: "her sister", "the company's chairman".

    Of a relation everyone whose it is goes; of other roles only who has no name.
    """
    if stop <= first:
        return first
    kin = is_kin(tokens.lower[stop - 1])
    owned = [i + 1 for i in range(first, stop) if tokens.lower[i] in _OWNING]
    if not kin and any(tokens.words[i][0].isupper() for i in range(first, max(owned, default=first))):
        return first
    return max([first, *owned])


def _before_address(tokens: Tokens, first: int, stop: int) -> int:
    """Where a role ends before the title by which one addresses its bearer: "finance director Dr" without "Dr"."""
    last = stop
    while last > first and (tokens.words[last - 1] == "." or tokens.lower[last - 1].rstrip(".") in _ADDRESS):
        last -= 1
    if last < stop and last > first and tokens.words[last] == ".":
        last += 1
    if last in (first, stop) or tokens.lower[last - 1] in _RANKS or not _is_role_word(tokens.lower[last - 1]):
        return stop
    return stop if tokens.lower[last - 1].rstrip(".") in _ADDRESS | {"rt", "the"} else last


def _is_trade(tokens: Tokens, i: int, mention: Named) -> bool:
    """Whether an unlisted noun right before a name is what its bearer does: "coxswain Peter Hobbs".

    The noun must be a common one in the noun phrase of the name, as the parse has it, and no time or measure.
    """
    word = tokens.lower[i]
    if not tokens.parsed or i + 1 != mention.first or tokens.tags[i] != "NN" or not tokens.words[i].islower():
        return False
    if not word.isalpha() or word in _NO_TRADES or kind_words(word):
        return False
    if mention.first <= tokens.heads[i] < mention.stop:
        return not tokens.deps[i].startswith(("nsubj", "obj", "obl", "case", "advmod", "nmod:tmod", "cc", "conj"))
    if tokens.heads[i] == tokens.heads[mention.first] and tokens.deps[i] == tokens.deps[mention.first] == "nsubj":
        return True  # two subjects of one verb, side by side, are one phrase that the parse has torn
    return tokens.heads[mention.first] == i and tokens.deps[mention.first].startswith(("appos", "flat"))


def _last_word(tokens: Tokens, first: int, stop: int) -> int:
    """The last token of the phrase that is no full stop: "Lt. Col." may be four tokens."""
    last = stop - 1
    while last > first and tokens.words[last] == ".":
        last -= 1
    return last


def _joins(tokens: Tokens, i: int, mention: Named, inside: frozenset[int]) -> bool:
    word, lower = tokens.words[i], tokens.lower[i]
    if i in inside or lower in _STOP_BEFORE:
        return False
    if tokens.sentences[i] != tokens.sentences[i + 1] and not ends_title(tokens, i):
        return False
    if lower.rstrip(".") in titles() or (word == "." and i > 0 and tokens.lower[i - 1] in titles()):
        return True
    if lower == "in" and tokens.words[i - 1] == tokens.words[i + 1] == "-":  # "editor-in-chief"
        return True
    if lower in ("and", "&", "-") and i + 1 < mention.first:
        return _is_role_word(tokens.lower[i - 1]) and _is_role_word(tokens.lower[i + 1]) if lower != "-" else True
    if tokens.tagged:
        return tokens.tags[i].startswith(_BEFORE_TAGS) and lower not in _CLAUSE
    return word[0].isalpha() and (_is_role_word(lower) or word[0].isupper()) and lower not in _PREPOSITIONS


def _reversed(tokens: Tokens, mention: Named, inside: frozenset[int]) -> str:
    """A role before the name and a comma, "named" or a copula: "U.S. special envoy to Syria, Tom Barrack"."""
    i = mention.first - 1
    while i > 0 and (tokens.words[i] == "." or tokens.lower[i].rstrip(".") in titles()):
        i -= 1
    named = tokens.lower[i] in _NAMING or (tokens.lower[i] in _COPULAS and _is_predicate(tokens, i, mention))
    if i < 1 or not (tokens.words[i] == "," or named) or tokens.sentences[i - 1] != tokens.sentences[mention.first]:
        return ""
    first = i
    while first > 0 and i - first < _LONGEST_BEFORE + 3 and _joins_reversed(tokens, first - 1, mention, inside):
        first -= 1
    first = _phrase_before(tokens, first, i)
    while first < i and (tokens.lower[first] in _PREPOSITIONS | _OWNING or tokens.lower[first] in _STARTS - {"former"}):
        first += 1
    head = _head_word(tokens, first, i)
    if head < 0 or not _is_role_word(tokens.lower[head]) or singular(tokens.lower[head]) != tokens.lower[head]:
        return ""
    return tokens.cut(_without_owner(tokens, first, i), i)


def _is_predicate(tokens: Tokens, copula: int, mention: Named) -> bool:
    """Whether a name is all that follows a copula: "Her coach is Ana Ruiz."; not "the nurse was Ana Ruiz's sister"."""
    after = tokens.words[mention.stop : mention.stop + 1]
    return copula == mention.first - 1 and (not after or after[0] in _CLOSING | {",", "and"})


def _phrase_before(tokens: Tokens, first: int, stop: int) -> int:
    """Where the noun phrase of a role begins among the words before a comma; `stop` where none is there.

    Read from the comma: "special envoy to Syria" is one phrase with what hangs on it; of "a letter from the minister"
    and "was approved by the minister" only the last part is. A determiner begins its part.
    """
    found, end = stop, stop
    while end > first:
        start = end
        while start > first and not _links(tokens, start - 1):
            start -= 1
        begins = [i for i in range(start, end) if tokens.tags[i] in ("DT", "PRP$") or tokens.lower[i] in _STARTS]
        begins = [i for i in begins if tokens.lower[i] not in ("former", "then", "now", "also")]
        start = begins[-1] if begins else start
        while start < end and tokens.tags[start] == "VBN" and start == first:
            start += 1  # "has appointed finance director, Ruiz"
        last = max((i for i in range(start, end) if tokens.words[i][0].isalpha()), default=-1)
        is_role = last >= 0 and _is_role_word(tokens.lower[last])
        if is_role:
            found = start
        elif found < stop:
            break
        if begins and begins[-1] > first and not _links(tokens, begins[-1] - 1):
            break
        end = start - 1
        if found < stop and end >= first and tokens.lower[end] not in _HANGS:
            break
    return found


def _links(tokens: Tokens, i: int) -> bool:
    """Whether a preposition stands here, as tags or the list has it."""
    return tokens.tags[i] in ("IN", "TO") or tokens.lower[i] in _PREPOSITIONS - {"and", "&", "the", "'s", "’s"}


def _joins_reversed(tokens: Tokens, i: int, mention: Named, inside: frozenset[int]) -> bool:
    if i in inside or tokens.sentences[i] != tokens.sentences[mention.first] or tokens.words[i] in _CLOSING | {","}:
        return False
    lower = tokens.lower[i]
    if lower in _RELATIVE or lower in _CLAUSE:
        return False
    if tokens.tagged:
        tag = tokens.tags[i]
        return tag.startswith((*_BEFORE_TAGS, "DT", "IN", "TO", "PRP$")) and not tag.startswith(("VBD", "VBZ"))
    return tokens.words[i][0].isalpha() or lower in ("'s", "’s")


def _head_word(tokens: Tokens, first: int, stop: int) -> int:
    """The head of a noun phrase: its last word before a preposition; -1 when the phrase is empty."""
    head = -1
    for i in range(first, stop):
        lower = tokens.lower[i]
        if (
            i > first
            and lower in ("of", "for", "to", "at", "in", "on", "from", "with", "under", "by", "and", ",")
            and head >= 0
        ):
            break
        if tokens.words[i][0].isalpha() and lower not in _STARTS and lower != "'s":
            head = i
    return head


def _after(tokens: Tokens, mention: Named, inside: frozenset[int]) -> str:
    """An apposition after the name: ", an economist at the University of Lagos,"."""
    i = mention.stop
    copula = _copula(tokens, i)
    if copula:
        return _predicate(tokens, copula, mention, inside)
    if i + 1 >= len(tokens.words) or tokens.words[i] not in (",", "(", "—", "–", "-", "--"):
        return ""
    bracket = tokens.words[i] == "("
    i = _skip_age(tokens, i + 1)
    stop = _end_of_apposition(tokens, i, mention, bracket, inside)
    if stop <= i or (stop >= len(tokens.words) and not bracket):
        return ""
    head = _head_word(tokens, i, stop)
    if head < 0 or not _is_role_word(tokens.lower[head]) or not _opens(tokens, i):
        return ""
    plural = tokens.tags[head] in ("NNS", "NNPS") or singular(tokens.lower[head]) != tokens.lower[head]
    return "" if plural and tokens.lower[i] not in ("one", "a", "an") else tokens.cut(i, stop)


def _copula(tokens: Tokens, i: int) -> int:
    """Where the predicate after a name starts ("is the director", ", who is a nurse"); 0 when there is none."""
    i += 2 * (tokens.lower[i : i + 2] == [",", "who"])
    if i + 2 >= len(tokens.words) or tokens.lower[i] not in _COPULAS:
        return 0
    i += 1 + (tokens.lower[i + 1] in ("also", "now", "then"))
    return i if tokens.lower[i] in ("a", "an", "the") else 0


def _predicate(tokens: Tokens, first: int, mention: Named, inside: frozenset[int]) -> str:
    """The noun phrase of a predicate when it is a role: "the director of the Puno Seed Bank"."""
    stop = first
    while stop < min(first + _LONGEST_AFTER, len(tokens.words)):
        lower = tokens.lower[stop]
        verb = lower in _CLAUSE or tokens.tags[stop] in ("VBD", "VBZ", "VBP", "MD")
        if tokens.sentences[stop] != tokens.sentences[mention.first] or lower in _CLOSING | _RELATIVE | {","} or verb:
            break
        stop += 1
    while stop > first and tokens.lower[stop - 1] in ("and", "but", "or"):
        stop -= 1
    head = _head_word(tokens, first, stop)
    if head < 0 or not _is_role_word(tokens.lower[head]) or inside.intersection(range(first, stop)):
        return ""
    return tokens.cut(first, stop) if singular(tokens.lower[head]) == tokens.lower[head] else ""


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether an apposition may start here: with an article, an adjective or a noun, not with a name or a verb."""
    if tokens.tagged:
        return tokens.tags[i].startswith(("DT", "PRP$", "JJ", "NN", "RB", "CD", "VBG", "VBN"))
    return (
        tokens.lower[i] in _STARTS
        or _is_role_word(tokens.lower[i])
        or tokens.words[i].islower()
        or tokens.words[i][0].isupper()
    )


def _skip_age(tokens: Tokens, i: int) -> int:
    """Past an age between commas: "Ana Ruiz, 34, a nurse"."""
    if i + 1 < len(tokens.words) and tokens.words[i].isdigit() and tokens.words[i + 1] == ",":
        return i + 2
    return i


def _is_owner(tokens: Tokens, i: int, inside: frozenset[int]) -> bool:
    """Whether a possessive follows the name at token `i`: "Veltor's chief economist"."""
    while i < len(tokens.words) and i in inside:
        i += 1
    return tokens.lower[i : i + 1] in (["'s"], ["’s"], ["'"], ["’"])


def _end_of_apposition(tokens: Tokens, first: int, mention: Named, bracket: bool, inside: frozenset[int]) -> int:
    """Where the apposition ends: at the next comma, bracket, dash, relative pronoun, verb or end of sentence."""
    for i in range(first, min(first + _LONGEST_AFTER, len(tokens.words))):
        word, lower = tokens.words[i], tokens.lower[i]
        if tokens.sentences[i] != tokens.sentences[mention.first] or word in _CLOSING or lower in _RELATIVE:
            return i
        if i in inside and i == first and not _is_owner(tokens, i, inside):
            return first
        if word == ",":
            return i
        if lower in _CLAUSE or tokens.tags[i] in ("VBD", "VBZ", "VBP", "MD"):
            return first if not bracket else i
        if word == "and" and i + 1 in inside:
            return first
        if word == "and" and tokens.lower[i + 1 : i + 2] in (["no"], ["not"]):
            return i  # "a manager at Vell and no relation to the owner"
    return first
