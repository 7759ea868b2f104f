"""Certain repairs of the tagger's spans, and nothing that is only likely: the spans are the model's."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.constituency import constituencies_apart
from newsparse.entities.extent import fuller, torn
from newsparse.entities.geography import lookup, postal
from newsparse.entities.joined import joined
from newsparse.entities.labels import relabel
from newsparse.entities.named import PLACES
from newsparse.entities.unnamed import why_nothing, without_headings, without_offices
from newsparse.names import fold, is_person_noun, key_words
from newsparse.names.lexicon import given_names, is_rank, nameless, particles, titles, titles_at
from newsparse.names.nouns import legal_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["repair"]

_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "`s"})
_EDGES = frozenset({",", ";", ":", "?", '"', "“", "”", "-", "–", "—", "(", "[", "|", "•", "·", "/", "''", "``"})
# What American papers put after a politician's name: ", D-Nev.", " (R-Ohio)".
_PARTY = re.compile(r"[,(]\s*[A-Z]{1,3}\s?[-–]\s?[A-Z]")
_PARTIES = frozenset({"D", "DFL", "Dem", "G", "I", "Ind", "L", "NPP", "PDP", "R", "Rep"})
# Members of parliaments, as papers put them between party and name.
_OFFICES = frozenset({"MP", "MPs", "TD", "MEP", "MSP", "MLA", "MHA", "AM", "MS", "MNA", "MPP"})
_REPEATED = frozenset({"PERSON", "ORG", *PLACES})
_SCORE = re.compile(r"(?<= )\d{1,3}[-–]\d{1,3}(?= )")
# The full stop that the tokenizer left on a sum at the end of a sentence: "£4m."
_SENTENCE_END = re.compile(r"\d(?:[bkm]|bn|mn|tn)?\.$")
_CLOSING_FORMS = frozenset({"corp", "gmbh", "inc", "llc", "ltd", "plc"})
_COURTESY = frozenset({"dr", "miss", "mr", "mrs", "ms", "prof"})
_NICKNAMES = {'"': '"', "“": "”", "‘": "’", "'": "'"}
_TRAILING = _EDGES | {")", "]", "!"}


def repair(tokens: Tokens, named: Sequence[Named]) -> tuple[list[Named], list[tuple[Named, str]]]:
    """The mentions repaired, and for each repair the mention as it was and what was done."""
    kept: list[Named] = []
    notes: list[tuple[Named, str]] = []
    for mention in _parted(tokens, named, notes):
        nothing = why_nothing(tokens, mention)
        if nothing:
            notes.append((mention, f"{nothing}: left out"))
            continue
        trimmed = _trim(tokens, mention)
        if trimmed is None:
            notes.append((mention, "no letter or digit: left out"))
            continue
        if trimmed != mention:
            notes.append((mention, f"trimmed to {trimmed.text!r}"))
        kept.append(trimmed)
    kept = torn(tokens, fuller(tokens, joined(tokens, kept, notes), notes), notes)
    kept = _without_parties(tokens, _divided(tokens, kept, notes), notes)
    kept = constituencies_apart(tokens, _without_ranks(tokens, kept, notes), notes)
    kept = _addressed(tokens, _again(tokens, kept, notes), notes)
    kept = without_offices(tokens, without_headings(tokens, kept, notes), notes)
    kept = _two_of_one(tokens, _two_places(tokens, kept, notes), notes)
    return relabel(tokens, kept, notes), notes


def _parted(tokens: Tokens, named: Sequence[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """A name that runs over the end of a paragraph or sentence, or over a score ("Vale 2-2 Sefton"), in its parts."""
    found: list[Named] = []
    for mention in named:
        score = _SCORE.search(tokens.text, mention.start, mention.end)
        lines = [i for i in range(mention.first + 1, mention.stop) if _begins_anew(tokens, mention, i)]
        if score:
            cut = [i for i in range(mention.first, mention.stop) if score.start() <= tokens.starts[i] < score.end()]
            parts = [(mention.first, cut[0]), (cut[-1] + 1, mention.stop)]
        else:
            parts = list(itertools.pairwise([mention.first, *lines, mention.stop]))
        if score or lines:
            notes.append((mention, "a paragraph, a sentence or a score ends the name"))
        found += _cut(tokens, mention, [part for part in parts if part[0] < part[1]]) if score or lines else [mention]
    return found


def _begins_anew(tokens: Tokens, mention: Named, i: int) -> bool:
    """Whether another name begins at token `i`: in a new paragraph, or after a full stop that ends a sentence.

    That is one after a legal form, a sum or a name that begins again: "Sgeir Holdings Ltd. Sgeir", "K2m. Vale".
    """
    if tokens.paragraphs[i] != tokens.paragraphs[i - 1]:
        return tokens.words[i - 1] not in particles("particles")  # "van der", at the end of a line
    last = tokens.lower[i - 1] if tokens.words[i - 1] != "." else tokens.lower[i - 2] + "."
    if not last.endswith(".") or not tokens.words[i][0].isupper() or i - 1 == mention.first == 0:
        return False
    legal = last[:-1] in _CLOSING_FORMS and fold(tokens.words[i]).rstrip(".") not in legal_forms()
    return (
        legal
        or tokens.words[i] == tokens.words[mention.first]
        or bool(_SENTENCE_END.search(tokens.text[mention.start : tokens.ends[i - 1]]))
    )


def _divided(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """One person where only a hyphen or a nickname's mark divides two: "Holm", "-", "Wu"; "Rob", "“", "Bo” Dale"."""
    found: list[Named] = []
    for mention in named:
        last = found[-1] if found else None
        if last is not None and (
            _is_given(tokens, last, mention)
            or (last.label == mention.label == "PERSON" and _divides(tokens, last, mention))
        ):
            notes.append((mention, "one name with the one before"))
            text = tokens.text[last.start : mention.end]
            found[-1] = replace(mention, first=last.first, start=last.start, text=text)
        else:
            found.append(mention)
    return found


def _without_parties(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """The place alone in what stands after a politician's name: "Dale Whitlock (D-Morriston)"."""
    ends = {n.stop for n in named if n.label == "PERSON"}
    found: list[Named] = []
    for mention in named:
        first = mention.first
        letters = tokens.words[first : first + 2]
        if (
            mention.stop - first > 2
            and letters[0] in _PARTIES
            and letters[1] in ("-", "–")
            and tokens.words[first - 1 : first] in (["("], [","])
            and first - 1 in ends
        ):
            notes.append((mention, "a party before a place"))
            found += [
                replace(part, label="LOC", labels={"LOC": 1.0})
                for part in _cut(tokens, mention, [(first + 2, mention.stop)])
            ]
        else:
            found.append(mention)
    return found


def _without_ranks(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """A rank in capitals and the family name of a person of the text, called an organisation: "DCI Marsh"."""
    families = {w[-1] for n in named if n.label == "PERSON" and len(w := key_words(n.text)) > 1}
    found: list[Named] = []
    for mention in named:
        words = tokens.words[mention.first : mention.stop]
        if mention.label in ("ORG", "MISC") and len(words) == 2 and is_rank(words[0]) and fold(words[1]) in families:
            notes.append((mention, "a rank before a family name"))
            found += [
                replace(n, label="PERSON", labels={"PERSON": 1.0})
                for n in _cut(tokens, mention, [(mention.first + 1, mention.stop)])
            ]
        else:
            found.append(mention)
    return found


def _is_given(tokens: Tokens, one: Named, other: Named) -> bool:
    """Whether a given name, labelled a thing, stands right before a family name: "Evgenii" and "Dolin"."""
    return (
        one.label == "MISC"
        and other.label == "PERSON"
        and other.stop - other.first == one.stop - one.first == 1
        and one.end + 1 == other.start
        and tokens.words[one.first].istitle()
        and fold(one.text) in given_names()
    )


def _divides(tokens: Tokens, one: Named, other: Named) -> bool:
    between = tokens.text[one.end : other.start]
    if between == "-":
        return True
    opens = between.strip() in _NICKNAMES and any(mark in other.text for mark in _NICKNAMES.values())
    return opens or (between.strip() in _NICKNAMES.values() and any(mark in one.text for mark in _NICKNAMES))


def _again(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """Names that the tagger found once and passed over elsewhere: of several words, or of capitals alone."""
    known: dict[str, dict[tuple[str, ...], Named]] = {}
    for mention in named:
        words = tuple(tokens.words[mention.first : mention.stop])
        if mention.label in _REPEATED and (len(words) > 1 or (words[0].isupper() and len(words[0]) > 1)):
            known.setdefault(words[0], {}).setdefault(words, mention)
    sizes = {word: sorted(set(map(len, names)), reverse=True) for word, names in known.items()}
    taken = {i: mention for mention in named for i in range(mention.first, mention.stop)}
    found = list(named)
    pieces: set[Named] = set()
    for i, word in enumerate(tokens.words):
        for size in sizes.get(word, ()):
            stop = i + size
            if stop > len(tokens.words):
                continue
            same = known[word].get(tuple(tokens.words[i:stop]))
            inside = {taken[j] for j in range(i, stop) if j in taken} if same else set()
            # Pieces of the name, each a mention of its own, give way to the whole: "TP" and "Nkana".
            whole = not inside or (len(inside) > 1 and all(i <= m.first and m.stop <= stop for m in inside))
            if same and whole:
                pieces |= inside
                found += _cut(tokens, same, [(i, stop)])
                taken.update(dict.fromkeys(range(i, stop), found[-1]))
                notes.append((found[-1], "a name that the text has elsewhere"))
                break
    return sorted((m for m in found if m not in pieces), key=lambda mention: mention.first)


def _addressed(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """Family names after a courtesy title that the tagger passed over, because they are words as well: "Ms Bishop"."""
    full = {w[-1]: n for n in named if n.label == "PERSON" and len(w := key_words(n.text)) > 1}
    taken = {i for n in named for i in range(n.first, n.stop)} if full else set()
    found = list(named)
    for i in range(1, len(tokens.words) if full else 0):
        title = tokens.lower[i - 1] if tokens.words[i - 1] != "." else tokens.lower[max(0, i - 2)]
        if title.rstrip(".") in _COURTESY and i not in taken and tokens.words[i].istitle():
            mention = full.get(fold(tokens.words[i]))
            if mention is not None:
                found += _cut(tokens, mention, [(i, i + 1)])
                notes.append((found[-1], "the family name of a person of the text, after a title"))
    return sorted(found, key=lambda mention: mention.first)


def _two_places(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """A place "A, B" is two where B is one that the tables know: "Medellín, Colombia"."""
    found: list[Named] = []
    for mention in named:
        commas = [i for i in range(mention.first + 1, mention.stop - 1) if tokens.words[i] == ","]
        if mention.label in PLACES and len(commas) == 1 and _is_within(tokens, mention, commas[0]):
            notes.append((mention, "two places: one is within the other"))
            found += _cut(tokens, mention, [(mention.first, commas[0]), (commas[0] + 1, mention.stop)])
        else:
            found.append(mention)
    return found


def _is_within(tokens: Tokens, mention: Named, comma: int) -> bool:
    """Whether the tables know the second of two places: "Medellín, Colombia", "Tampa, FL"."""
    last = tokens.cut(comma + 1, mention.stop)
    return bool(lookup(last).codes or postal(last, tokens.cut(mention.first, comma)).codes)


def _cut(tokens: Tokens, mention: Named, parts: Sequence[tuple[int, int]]) -> list[Named]:
    """A mention in parts, each from a token to one past its last."""
    found = []
    for first, stop in parts:
        start, end = tokens.starts[first], tokens.ends[stop - 1]
        found.append(replace(mention, first=first, stop=stop, start=start, end=end, text=tokens.text[start:end]))
    return found


def _two_of_one(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """An organisation "A and B" is two where the text has one of them alone, or each has its article."""
    alone = {words for n in named if n.label == "ORG" and len(words := _bare_words(n.text)) > 1}
    found: list[Named] = []
    for mention in named:
        ands = [i for i in range(mention.first + 1, mention.stop - 1) if tokens.lower[i] == "and"]
        parts = [(mention.first, ands[0]), (ands[0] + 1, mention.stop)] if len(ands) == 1 else []
        papers = bool(parts) and tokens.words[ands[0] + 1] == tokens.words[mention.first] == "The"
        if mention.label == "ORG" and (papers or any(_bare_words(tokens.cut(*part)) in alone for part in parts)):
            notes.append((mention, "two names: one of them stands alone elsewhere"))
            found += _cut(tokens, mention, parts)
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


def _after_office(tokens: Tokens, first: int, stop: int) -> int:
    """Where the name itself begins in "Sinn Féin TD Aoife Walsh" and in "delta, Anneke Bosman"."""
    for i in range(stop - 2, first, -1):
        if tokens.words[i] in _OFFICES and tokens.words[i - 1][:1].isupper():
            return i + 1
    return _after_lead(tokens, first, stop)


def _after_titles(tokens: Tokens, first: int, stop: int) -> int:
    """Where the name itself begins in "Insp Ruairí McIlhatton" and "DCI Marsh"."""
    while stop - first > 1 and is_rank(tokens.words[first]) and tokens.words[first + 1].istitle():
        first += 1
    first += 2 * (titles_at(tokens.words[first:stop]) == 2)
    while (
        stop - first > 1
        and (word := fold(tokens.words[first]).rstrip(".")) in titles()
        and word not in given_names()
        and tokens.words[first + 1] not in ("-", "–")  # "Shah-Deo"
    ):
        first += 1 + (tokens.words[first + 1] == "." and stop - first > 2)
    return first


def _after_noun(tokens: Tokens, first: int, stop: int) -> int:
    """Where the name begins after a noun that has its capital from the sentence: "Crofter Donald John MacLeod".

    An office that is nobody's name has one anywhere: "Public Ombudsman Nadia Quispe".
    """
    if stop - first > 2 and tokens.lower[first] in nameless("words"):
        return first + 1
    if stop - first < 3 or (first and tokens.sentences[first - 1] == tokens.sentences[first]):
        return first
    noun, given = tokens.lower[first], fold(tokens.words[first + 1])
    return first + 1 if is_person_noun(noun) and noun not in given_names() and given in given_names() else first


def _after_lead(tokens: Tokens, first: int, stop: int) -> int:
    """Where the name begins after words in lower case and a comma: "delta, Anneke Bosman"."""
    comma = next((i for i in range(first, stop - 1) if tokens.words[i] == ","), first)
    return comma + 1 if comma > first and all(w.islower() for w in tokens.words[first:comma]) else first


def _trim(tokens: Tokens, mention: Named) -> Named | None:
    first, stop = mention.first, mention.stop
    while first < stop and tokens.words[first] in _EDGES | _POSSESSIVES:
        first += 1
    while stop > first and (tokens.words[stop - 1] in _TRAILING or tokens.words[stop - 1] in _POSSESSIVES):
        if tokens.words[stop - 1] in (")", "]") and any(w in ("(", "[") for w in tokens.words[first:stop]):
            break
        stop -= 1
    if mention.label == "PERSON":
        first = _after_noun(tokens, _after_titles(tokens, _after_office(tokens, first, stop), stop), stop)
    else:
        first = _after_lead(tokens, first, stop)
    if (
        mention.label == "PERSON"
        and stop - first > 4
        and tokens.words[stop - 1] == ")"
        and tokens.words[stop - 3] == "("
    ):
        stop -= 3 * (tokens.words[stop - 2] in _PARTIES)  # "Kay Ivers (R)"
    party = _PARTY.search(tokens.text, tokens.starts[first], tokens.ends[stop - 1]) if first < stop else None
    if party and mention.label == "PERSON":
        stop = (
            max(i + 1 for i in range(first, stop) if tokens.ends[i] <= party.start())
            if party.start() > tokens.starts[first]
            else stop
        )
    if not any(any(c.isalnum() for c in w) for w in tokens.words[first:stop]):
        return None
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    # A possessive that the tokenizer left on the word, as other tokenizers do.
    if len(tokens.text[start:end]) > 3 and tokens.text[start:end].endswith(("'s", "’s")):
        end -= 2
    if _SENTENCE_END.search(tokens.text[start:end]):
        end -= 1
    if (first, stop, end) == (mention.first, mention.stop, mention.end):
        return mention
    return replace(mention, first=first, stop=stop, start=start, end=end, text=tokens.text[start:end])
