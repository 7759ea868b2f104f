"""How far a content goes: where the parse or the quotation marks say so more surely than the tagger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.text.grammar import FINITE, PAST, TENSED, Phrase
from newsparse.text.lines import bare
from newsparse.text.relations import HELPING, SUBJECTS, Rel
from newsparse.text.words import (
    ADDING,
    AUXILIARIES,
    CONJUNCTIONS,
    HAVE,
    MODALS,
    POSSESSIVE_MARKS,
    SUBJECT_PRONOUNS,
    WHILE,
)

from .adjacent_cue import ANYBODY, attribute, goes_on, last_word, look, nouns_before, words_in
from .attribution import Attribution, Origin, reasons
from .kinds import is_felt, is_thing
from .lexicon import listed
from .syntax import attribution_at, pleads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .typography import Quoted
    from .workspace import Workspace

__all__ = [
    "fill_contents", "join_chains", "join_inserted", "part_joined", "run_on", "settle", "snap", "widen_cues",
]  # fmt: skip

_QUESTIONS = frozenset({"how", "if", "that", "what", "when", "where", "whether", "which", "who", "why"})
_THAT = frozenset({Rel.COMP})
_JOINED = frozenset({Rel.CONJ, Rel.PARATAXIS})
_CC = frozenset({Rel.CC})
_JOINING = CONJUNCTIONS | {"so"}
_UNSURE = 0.5  # score of a content below which the parse decides its extent
_UNENDED = AUXILIARIES | {"not", "n't"}
_SPEAKERS = SUBJECT_PRONOUNS - {"it"}
_CLAUSE = 3  # words of what only the parse gives a cue, that may be what was said


# The clause of the cue.


def fill_contents(ws: Workspace) -> None:
    """A cue and a source that the tagger gave no content report what a cue of another sentence has in theirs, else the
    clause that the cue has in the parse, or the one behind an inserted "as he said".
    """
    for each, cue, source in ws.cued():
        if each.contents or not source:
            continue
        contents = _strays(ws, cue) or _parsed(ws, each) or _behind_as(ws.tokens, cue, source)
        if contents and _is_new(ws, contents):
            ws.set_contents(each, contents, "clause of the cue")


def _strays(ws: Workspace, cue: range) -> list[Span]:
    """The content without marks in the sentence of a cue that is one part of what a cue of another sentence has; it is
    taken from that.
    """
    start, end = ws.sentence(cue[0])
    for other in ws.near(start, end):
        stray = [span for span in other.contents if start <= span[0] < end and not ws.quotations(*span)]
        if stray and len(stray) < len(other.contents) and other.cue and not start <= other.cue[0] < end:
            for span in stray:
                ws.cut(other, span)
            return stray
    return []


def _behind_as(tokens: Tokens, cue: range, source: range) -> list[Span]:
    """The clause behind the comma of an inserted report: As the harbour master explained, | no ferry sails."""
    somebody = tokens.lower[source[0] - 1] == "as" and tokens.lower[source[0]] not in ANYBODY
    if not somebody or tokens.words[cue[-1] + 1 : cue[-1] + 2] != [","]:
        return []
    rest = range(cue[-1] + 2, tokens.sentence(cue[-1]).stop)
    words = [i for i in rest if tokens.words[i][-1].isalnum()]
    return [tokens.chars(rest[0], words[-1])] if any(tokens.tags[i] in FINITE for i in words) else []


def _is_new(ws: Workspace, contents: list[Span]) -> bool:
    """Whether some spans are a clause that no attribution holds any of."""
    held = any(other.overlap(*span) for span in contents for other in ws.near(*span))
    return not held and sum(words_in(ws.tokens, *span) for span in contents) >= _CLAUSE


def settle(ws: Workspace) -> None:
    """Where the tagger is unsure how far a content goes, the clause of the cue in the parse decides."""
    for each in ws.attributions:
        parsed = _parsed(ws, each) if each.scores.get("content", 1.0) < _UNSURE else []
        if any(each.overlap(*span) for span in parsed):
            ws.set_contents(each, parsed, "parse where the tagger is unsure")


def _parsed(ws: Workspace, each: Attribution) -> list[Span]:
    """The clause that a cue has in the parse."""
    read = (attribution_at(ws.tokens, i, ws.lexicon) for i in ws.cue_tokens(each))
    return next((found.contents for found in read if found), [])


def widen_cues(ws: Workspace) -> None:
    """A cue takes the particle that it speaks with (cut in), and the verb that it leads up to (declined to say)."""
    for each, cue, _ in ws.cued():
        end = _end_of_cue(ws, cue[-1])
        if pleads(ws.tokens, cue[-1], ws.lexicon) and each.overlap(*ws.tokens.chars(cue[-1] + 1, cue[-1] + 1)):
            end = cue[-1] + 1  # made an appeal to | drivers to stay
        if each.cue and end is not None:
            ws.set_cue(each, (each.cue[0], ws.tokens.ends[end]))


def _end_of_cue(ws: Workspace, last: int) -> int | None:
    lower = ws.tokens.lower
    to, verb, question = (lower[last + step : last + step + 1] for step in (1, 2, 3))
    declines = lower[last].startswith(("declin", "refus")) and listed("declined").intersection(verb)
    asks = ws.lexicon.lemma.get(lower[last]) == "want" and verb == ["know"]
    if (declines or asks) and to == ["to"] and _QUESTIONS.intersection(question):
        return last + 2
    return ws.lexicon.particle(lower, last)


def part_joined(ws: Workspace) -> None:
    """What is joined to the saying is none of what it holds: what the source does besides (said the boat was old | and
    called for a strike), a second report with a subject of its own (| and the army said it was not).
    """
    tokens = ws.tokens
    for each in list(ws.attributions):
        other = next(_joined(ws, each), None)
        second = attribution_at(tokens, other, ws.lexicon) if other is not None else None
        if other is None or (second is None and tokens.child(other, SUBJECTS) is not None):
            continue
        ws.cut(each, (tokens.starts[tokens.edges(other)[0]], each.end), "less what is said or done besides")
        known = ws.with_cue_in(*tokens.chars(other, other))
        if known is None and second is not None:
            known = ws.new(second)
        if known is not None and each.source and tokens.tags[tokens.heads[other]] != "VBD":
            ws.set_source(known, each.source, "of the verb that it is joined to")


def _joined(ws: Workspace, each: Attribution) -> Iterator[int]:
    """The verbs that are joined to that of a cue, or to the clause that it reports, and begin something else."""
    tokens = ws.tokens
    for tensed in [i for i in ws.cue_tokens(each) if tokens.tags[i] in TENSED][:1]:
        verb = tokens.heads[tensed] if tokens.rels[tensed] in HELPING else tensed
        clauses = [verb, *(c for c in tokens.children[verb] if tokens.rels[c] in (Rel.COMP, Rel.XCOMP))]
        joined = (c for clause in clauses for c in tokens.children[clause] if tokens.rels[c] in _JOINED)
        yield from (c for c in joined if _is_apart(ws, each, verb, c))


def _is_apart(ws: Workspace, each: Attribution, verb: int, other: int) -> bool:
    """Whether a verb in a content, outside all marks, begins a second report or a deed behind a conjunction."""
    tokens, at = ws.tokens, ws.tokens.starts[other]
    own, inside = tokens.child(other, SUBJECTS), each.overlap(at, at + 1) and not ws.clauses_in(at, at + 1)
    leaves = own is None and _leaves(ws, tokens.heads[other], other)
    if tokens.child(other, _CC) is None or not (inside or (leaves and ws.with_cue_in(at, at + 1))):
        return False
    if own is not None:
        return own < other and ws.says(other)
    return leaves or (tokens.heads[other] == verb and _is_alike(tokens, verb, other))


def _is_alike(tokens: Tokens, verb: int, other: int) -> bool:
    """Whether a verb has an auxiliary, or the form of the one it is joined to: has praised her and | called for more;
    an adjective of feeling, no pronoun before it: said the pitch was fine and | was confident.
    """
    tag, joined = tokens.tags[verb], tokens.tags[other]
    if is_felt(tokens, other):
        return all(tokens.tags[i] != "PRP" for i in range(verb, other))
    return tag == joined or {tag, joined} == PAST or tokens.child(other, HELPING) is not None


def _leaves(ws: Workspace, clause: int, other: int) -> bool:
    """Whether a past verb of saying cannot go on with the clause that it is joined to, by the form of that or because
    its subject is a thing: demand would fall | and called on; the bridge had cracked | and urged.
    """
    tokens, who = ws.tokens, ws.tokens.child(clause, SUBJECTS)
    helping = {tokens.lower[c] for c in tokens.children[clause] if tokens.rels[c] in HELPING}
    if who is None or tokens.tags[other] not in PAST or not ws.lexicon.is_speech(tokens.lower[other]):
        return False
    if ws.lexicon.is_of(tokens.lower[other], "effects") and tokens.child(other, _THAT) is None:
        return False
    if HAVE.isdisjoint(helping):
        return not MODALS.isdisjoint(helping)
    return tokens.tags[other] == "VBD" and is_thing(tokens, who)


# Quotation marks.


def snap(ws: Workspace) -> None:
    """A content that meets a quotation takes all of it."""
    for q in ws.quoted:
        claims = [] if q.reason else ws.holding(q)
        if not claims:
            continue
        best = max(claims, key=lambda each: _claim(each, q))
        if best.overlap(q.inner_start, q.inner_end) < q.inner_end - q.inner_start:
            ws.grow(best, q.span, "quotation marks")
        if q.clause:
            ws.take_from_others(q.span, best)
            _part_sentences(ws, q, best)


def _part_sentences(ws: Workspace, q: Quoted, each: Attribution) -> None:
    """A full stop before a quoted clause parts it from what stands before, an abbreviation's as well: He left at 4 a.m.
    | “I saw him,” said Ben. So does the end of a paragraph, where what stands before is told without marks.
    """
    before = [span for span in each.contents if span[0] < q.start]
    if not before or each.cue is None or ws.before(q) not in ("", "."):
        return
    if before[-1][1] > q.start or (each.cue[0] < before[0][0] and not ws.quotations(before[0][0], before[0][0] + 1)):
        ws.cut(each, (q.start, max(q.end, each.end)) if each.cue[0] < q.start else (before[0][0], q.start))


def _claim(each: Attribution, q: Quoted) -> tuple[float, float]:
    """How well an attribution claims a quotation: by what it holds of it, then by its score."""
    return each.overlap(q.inner_start, q.inner_end), each.scores.get("content", 0.5)


def join_chains(ws: Workspace) -> None:
    """Paragraphs that one quotation runs over are parts of one quote."""
    chains: dict[int, list[Quoted]] = {}
    for q in ws.quoted:
        if q.chain >= 0:
            chains.setdefault(q.chain, []).append(q)
    for links in chains.values():
        _join(ws, links)


def _join(ws: Workspace, links: list[Quoted]) -> None:
    """Give the paragraphs of one quotation to the cues beside them; one without a cue goes on with the one before."""
    owners = [_own(ws, q) for q in links]
    held = (ws.owner(q) for q in links)
    current = next((each for each in (*owners, *held) if each is not None), None)
    if current is None:
        return
    for q, owner in zip(links, owners, strict=True):
        current = owner or current
        ws.take_from_others(q.span, current)
        ws.grow(current, q.span, "runs over paragraphs")


def _own(ws: Workspace, q: Quoted) -> Attribution | None:
    """The attribution whose cue stands outside all marks and in the paragraph of this part of a quotation."""
    for each in sorted(ws.holding(q), key=lambda each: -_claim(each, q)[0]):
        at = each.cue[0] if each.cue else q.start
        if not ws.clauses_in(at, at + 1) and ws.paragraph(at) == q.paragraph:
            return each
    found = look(ws, q) if ws.teller(q) is None else None
    return None if found is None else attribute(ws, q, found)


# Commas around a cue: where what is said begins, goes on and ends beside a cue that stands in its midst.


def join_inserted(ws: Workspace) -> None:
    """Commas around a cue and its source part one clause: The club, | says its captain Rita Moss, | cannot pay."""
    tokens = ws.tokens
    for cue, source in _inserted(ws):
        comma = max(cue[-1], source.last) + 1
        begin = _subject_before(tokens, min(cue[0], source.first))
        known = ws.with_cue_in(*tokens.chars(cue[0], cue[-1]))
        around = known and known.start < tokens.starts[source.first] < tokens.starts[comma] < known.end
        if begin is None or (around and cue[0] > source.first):
            continue
        start, end = tokens.chars(comma + 1, last_word(tokens, tokens.sentence(comma).stop))
        before = tokens.chars(begin, min(cue[0], source.first) - 2)
        contents = [before, (start, max([end, *(q.end for q in ws.quotations(start, end))]))]
        spans = tokens.chars(*source), tokens.chars(cue[0], cue[-1])
        why = reasons("commas around the cue", "between the commas")
        ws.replace([known], Attribution(contents, *spans, Origin.ASIDE, why=why))


def _inserted(ws: Workspace) -> Iterator[tuple[range, Phrase]]:
    """The cues between two commas, where a verb goes on, each with the nouns behind it, or before a verb of saying."""
    tokens = ws.tokens
    verbs = [i for i in range(len(tokens)) if ws.says(i)]
    for cue in [*_sure_cues(ws), *(range(i, i + 1) for i in verbs if _is_free(ws, i))]:
        comma = _comma_behind(tokens, cue[-1])
        if comma is not None:
            yield cue, Phrase(cue[-1] + 1, comma - 1)
    for i, first in ((i, nouns_before(tokens, i)) for i in verbs if tokens.words[i + 1 : i + 2] == [","]):
        if first < i and goes_on(tokens, i + 2):
            yield range(i, i + 1), Phrase(first, i - 1)


def _sure_cues(ws: Workspace) -> list[range]:
    """The cues that are finite or "according"."""
    cues = (cue for _, cue, _ in ws.cued())
    return [cue for cue in cues if ws.tokens.lower[cue[0]] == "according" or ws.tokens.tags[cue[0]] in FINITE]


def _is_free(ws: Workspace, verb: int) -> bool:
    """Whether a verb is nobody's cue and no past form; "found dead", "called Ana" may be participles."""
    return ws.tokens.tags[verb] != "VBD" and not ws.with_cue_in(*ws.tokens.chars(verb, verb))


def _subject_before(tokens: Tokens, first: int) -> int | None:
    """Where the words without a verb begin that a comma parts from what stands between commas."""
    here = tokens.sentence(first)
    opens = max([here.start, *(i + 1 for i in range(here.start, first) if tokens.words[i] == ";")])
    begin = opens + (tokens.lower[opens] in _JOINING)
    parted = tokens.words[first - 1] == "," and _past_words(tokens, begin, here.stop) == first - 1 > begin
    return begin if parted else None


def _comma_behind(tokens: Tokens, cue: int) -> int | None:
    """The comma behind the source that follows a cue, and its name in apposition, where a finite verb goes on."""
    stop = tokens.sentence(cue).stop
    comma = _past_words(tokens, cue + 1, stop)
    named = next((i for i in range(comma + 1, stop) if not tokens.tags[i].startswith("NNP")), stop - 1)
    comma = named if tokens.words[named] == "," and named > comma + 1 else comma
    return comma if tokens.words[comma] == "," and comma > cue + 1 and goes_on(tokens, comma + 1) else None


def _past_words(tokens: Tokens, i: int, stop: int) -> int:
    """The first token from one on that is a finite verb or a mark; the last of the sentence where none is."""
    ends = (k for k in range(i, stop) if tokens.tags[k] in FINITE or not _is_word(tokens, k))
    return next(ends, stop - 1)


def _is_word(tokens: Tokens, i: int) -> bool:
    return tokens.words[i][0].isalnum() or tokens.lower[i] in POSSESSIVE_MARKS


def run_on(ws: Workspace) -> None:
    """What "and" or "but" adds behind an inserted cue is said as well: It was late, he said, | but the bar was open.

    So is what an auxiliary continues (and had slept since) or leaves open (It could, he said, | rain), and a phrase
    that hangs on it (She ran, she said, | for an hour); a bare verb tells what the speaker does (and left).
    """
    tokens = ws.tokens
    for each in ws.attributions:
        comma = _comma_after_report(ws, each)
        last = tokens.at(bare(ws.text, each.start, each.end)[1] - 1)
        if comma is None:
            continue
        rest = range(comma + 1, last_word(tokens, tokens.sentence(comma).stop) + 1)
        hangs = rest and _hangs(tokens, rest, tokens.between(each.start, each.end))
        if hangs or tokens.lower[last] in _UNENDED or _is_added(tokens, comma + 1):
            ws.grow(each, tokens.chars(rest[0], rest[-1]), "goes on behind the cue")


def _hangs(tokens: Tokens, rest: range, said: range) -> bool:
    """Whether some words are a phrase with a preposition that hangs on what is said before, and do not tell when
    somebody said it: It was late, he said, | as he left.
    """
    branch = {i for i in rest if tokens.heads[i] not in rest}
    return (
        tokens.tags[rest[0]] == "IN"
        and not (tokens.lower[rest[0]] in WHILE and tokens.lower[rest[0] + 1] in _SPEAKERS)
        and all(_is_word(tokens, i) for i in rest)
        and all(tokens.heads[i] in said for i in branch)
    )


def _is_added(tokens: Tokens, i: int) -> bool:
    """Whether "and" or "but" stands at a token, and what it adds has a subject or begins with an auxiliary."""
    stop = tokens.sentence(i).stop
    verb = next((k for k in range(i + 1, stop) if tokens.tags[k] in FINITE), i + 1)
    return tokens.lower[i] in ADDING and (verb > i + 1 or tokens.lower[verb] in AUXILIARIES)


def _comma_after_report(ws: Workspace, each: Attribution) -> int | None:
    """The comma behind a finite cue and its source, where a comma parts them from the content before, without marks."""
    tokens = ws.tokens
    block = sorted([*ws.cue_tokens(each), *ws.source_tokens(each)])
    if not block or not each.source or each.end > tokens.starts[block[0]]:
        return None
    first, comma = block[0], block[-1] + 1
    says = any(map(ws.says, ws.cue_tokens(each)))
    marked = bool(ws.quotations(each.end - 1, each.end))
    inserted = tokens.at(each.end - 1) in (first - 2, first - 1) and tokens.words[first - 1 - marked] == ","
    whole = comma - first == len(block) and tokens.words[comma : comma + 1] == [","]
    return comma if says and inserted and whole and (not marked or _quotes_on(ws, comma)) else None


def _quotes_on(ws: Workspace, comma: int) -> bool:
    """Whether a sentence goes on with a few words in marks that nobody else says."""
    rest = range(comma + 1, ws.tokens.sentence(comma).stop)
    quoted = ws.quotations(*ws.tokens.chars(comma, rest.stop - 1))
    return bool(quoted) and not quoted[0].sentence and not any(map(ws.says, rest))
