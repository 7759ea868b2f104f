"""What beside a content is none of it: when and how often it was said, who was told, what joins it to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import fold, is_person_noun
from newsparse.names.nouns import outlets
from newsparse.text.grammar import FINITE, Phrase, agent, is_passive, noun_phrase, phrase_of_speaker
from newsparse.text.relations import DESCRIBING, Rel
from newsparse.text.words import ADDING, AUXILIARIES, NEGATIVES, TOWARDS, WHILE

from .adjacent_cue import goes_on
from .kinds import norm_behind
from .lexicon import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .attribution import Attribution
    from .typography import Quoted
    from .workspace import Workspace

__all__ = [
    "begin_after_according", "begin_after_told", "cut_times", "end_before_main_verb", "leave_addressees",
    "leave_brackets", "leave_connectives", "leave_denied", "leave_norms", "leave_references", "leave_relatives",
    "leave_to_calling", "leave_topics", "read_according_to_what",
]  # fmt: skip

_HELPING = AUXILIARIES | NEGATIVES
_CONNECTIVE = 5  # tokens in which a connective ends with a comma
_GLOSS = 5  # tokens in which a phrase comes to what it refers to
_SORRY = ("for", "over")  # before what somebody apologises for
_COUNTED = 3  # words that tell how often
_LINKS = ("CC", "PRP", "W", ",")  # tags of what leads to another clause
_NOMINAL = ("NN", "JJ", "CD")  # tags of what stands in a row of nouns


# Behind it.


def cut_times(ws: Workspace) -> None:
    """How often or when a quotation was said is no part of it: said “no” | four times, called it “sin” | as he left."""
    for each in ws.attributions:
        quoted = ws.quotations(each.start, each.end)
        if len(quoted) != 1 or quoted[0].end >= each.end:
            continue
        often = quoted[0].start == each.start and _is_often(ws, (quoted[0].end, each.end))
        begin = quoted[0].end if often else _tells_when(ws, each, quoted[0])
        if begin is not None:
            ws.cut(each, (begin, each.end))


def _is_often(ws: Workspace, span: Span) -> bool:
    """Whether some words tell how often."""
    rest = " ".join(ws.tokens.lower[i] for i in ws.tokens.between(*span)).strip(" .,;")
    return rest in listed("often") or (rest.endswith("times") and rest.count(" ") < _COUNTED)


def _tells_when(ws: Workspace, each: Attribution, q: Quoted) -> int | None:
    """Where a time begins, behind who is addressed at most, that follows a whole sentence (shouted “You'll pay” | at
    the judge as he left), or what something is called or called for: a “curse” to the town | as it fell.
    """
    when = _time_among(ws.tokens, ws.tokens.between(q.end, each.end))
    if when is None or not _is_apart(ws, each, q):
        return None
    if not _is_calling(ws, each):
        return q.end
    asked = any(ws.tokens.lower[i] == "for" for i in ws.cue_tokens(each))
    return None if asked and ws.tokens.lower[when] != "as" else ws.tokens.ends[when - 1]


def _time_among(tokens: Tokens, rest: range) -> int | None:
    """The word with which a clause of time begins among some tokens, behind who is addressed at most."""
    when = next((i for i in rest if tokens.lower[i] in WHILE or tokens.tags[i] in FINITE), None)
    if when is None or tokens.lower[when] not in WHILE:
        return None
    begins = when == rest.start or tokens.lower[rest.start] in TOWARDS
    whole = tokens.lower[when] not in ("as", "when") or _acts(tokens, range(when + 1, rest.stop))
    return when if begins and whole else None


def _is_apart(ws: Workspace, each: Attribution, q: Quoted) -> bool:
    """Whether a quotation is what something is called, or a whole sentence that begins a content."""
    tokens = ws.tokens
    if _is_calling(ws, each):
        return not _acts(tokens, tokens.between(each.start, q.start))
    return q.start == each.start and ws.text[q.inner_start].isupper() and _acts(tokens, tokens.between(*q.span))


def _acts(tokens: Tokens, inside: range) -> bool:
    """Whether a verb stands among some tokens."""
    return any(tokens.tags[i].startswith(("MD", "VB")) for i in inside)


def leave_references(ws: Workspace) -> None:
    """Whom the writer takes it to mean is no part of what is said: fools ran it, | in a veiled dig at the board."""
    tokens = ws.tokens
    for each, cue, _ in ws.cued():
        inside = tokens.between(*each.contents[-1])
        comma = next((i for i in inside[:-1] if tokens.words[i] == "," and _refers(tokens, i + 1, inside.stop)), None)
        if comma is not None and cue[-1] < inside.start and not ws.quotations(tokens.starts[comma], each.end):
            ws.cut(each, (tokens.starts[comma], each.end), "less what it refers to")


def _refers(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether a phrase that tells what something refers to begins at a token, and nothing goes on behind it."""
    gloss = next((i for i in range(first, min(first + _GLOSS, stop)) if tokens.lower[i] in listed("glosses")), None)
    if gloss is None or tokens.tags[first] not in ("DT", "IN", "RB", "VBG"):
        return False
    led = FINITE.isdisjoint(tokens.tags[first:gloss]) and not TOWARDS.isdisjoint(tokens.lower[gloss + 1 : gloss + 2])
    return led and not _comes_on(tokens, range(gloss, stop - 1))


def _comes_on(tokens: Tokens, inside: range) -> bool:
    """Whether a conjunction or a verb follows a comma among some tokens."""
    commas = (i for i in inside if tokens.words[i] == ",")
    return any(tokens.tags[i + 1] == "CC" or goes_on(tokens, i + 1) for i in commas)


def leave_brackets(ws: Workspace) -> None:
    """Behind a bracket that opens before the cue nothing is said: Ito was kind (he said he never slept | ) and shy."""
    for each, cue, _ in ws.cued():
        start = ws.sentence(cue[0])[0]
        opened = ws.text.rfind("(", start, ws.tokens.starts[cue[0]])
        if opened > ws.text.rfind(")", start, each.start) and cue[0] < ws.tokens.at(each.start):
            ws.cut(each, (_closing(ws.text, opened, each.end), each.end), "less what is behind the bracket")


def _closing(text: str, opened: int, end: int) -> int:
    """Where the bracket closes that opens there; the end where it does not."""
    depth = 0
    for i in range(opened, end):
        depth += (text[i] == "(") - (text[i] == ")")
        if not depth:
            return i
    return end


def end_before_main_verb(ws: Workspace) -> None:
    """A clause on which an adjective leads, in a sentence without another verb, ends before the verb that is left over:
    villagers fearful that the dam would burst | have moved.
    """
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        felt = len(cue) == 1 and tokens.lower[cue[0]] in listed("feelings") and tokens.at(each.start) == cue[0] + 1
        if felt and _opens_before(tokens, source, cue[0]):
            verb = _verb_left_over(tokens, range(cue[0] + 1, tokens.sentence(cue[0]).stop))
            if verb is not None and tokens.starts[verb] < each.end:
                ws.cut(each, (tokens.starts[verb], each.end), "less the main verb")


def _opens_before(tokens: Tokens, source: range, cue: int) -> bool:
    """Whether a source opens the sentence, right before its cue."""
    return bool(source) and source.start == tokens.sentence(cue).start and source.stop == cue


def _verb_left_over(tokens: Tokens, rest: range) -> int | None:
    """The verb behind the first one of a clause that no conjunction, and no subject, parts from it."""
    first = next((i for i in rest if tokens.tags[i] in FINITE), rest.stop)
    own = next((i for i in range(first, rest.stop) if tokens.lower[i] not in _HELPING), rest.stop)
    verb = next((i for i in range(own + 1, rest.stop) if _is_verb_form(tokens, i)), None)
    parted = verb and any(tokens.tags[i].startswith(_LINKS) for i in range(own + 1, verb))
    return None if parted else verb


def _is_verb_form(tokens: Tokens, i: int) -> bool:
    """Whether a token is a finite verb, a participle of the past or an auxiliary."""
    return tokens.tags[i] in FINITE or tokens.tags[i] == "VBN" or tokens.lower[i] in AUXILIARIES


# Before it.


def begin_after_told(ws: Workspace) -> None:
    """Of the nouns behind "told" the first are who was told, the last the subject: told the court | officers left."""
    tokens = ws.tokens
    for each, cue, _ in ws.cued():
        begin, stop = cue[-1] + 1, _past_nouns(tokens, cue[-1] + 1)
        tells = ws.lexicon.lemma.get(tokens.lower[cue[-1]]) == "tell" and not is_passive(tokens, cue[-1])
        split = _past_told(tokens, begin, stop) if tells and tokens.at(each.start) in (begin, stop) else None
        if split is not None and goes_on(tokens, stop):
            first = tokens.starts[split], each.contents[0][1]
            ws.set_contents(each, [first, *each.contents[1:]], "behind who is told")


def _past_nouns(tokens: Tokens, i: int) -> int:
    """Past an article and a row of nouns at a token."""
    i += tokens.tags[i : i + 1] in (["DT"], ["PRP$"])
    return next((k for k in range(i, len(tokens)) if not tokens.tags[k].startswith(_NOMINAL)), i)


def _past_told(tokens: Tokens, begin: int, stop: int) -> int | None:
    """Where the subject begins in the nouns before a verb: behind an outlet, or a noun that hears, else the last."""
    nouns = [i for i in range(begin, stop) if tokens.tags[i].startswith("NN")]
    hears = [i for i in nouns[:-1] if _hears(fold(tokens.words[i])) or _is_outlet(tokens, begin, i)]
    told = (hears or nouns[:-1])[-1:]
    return told[0] + 1 if told else None


def _is_outlet(tokens: Tokens, begin: int, last: int) -> bool:
    """Whether some words are the name of one of the media, and no part of a longer name."""
    names = [tokens.tags[i].startswith("NNP") for i in (last, last + 1, last + 2)]
    name = fold(tokens.text[slice(*tokens.chars(begin, last))]).removeprefix("the ")
    return name in outlets() and names != [True, True, True]


def _hears(noun: str) -> bool:
    return noun in listed("hearers") | listed("forums") or is_person_noun(noun)


def leave_relatives(ws: Workspace) -> None:
    """A relative word, and what it takes up, is no part of the words in marks behind its cue: a tax, which the mayor
    called | “theft”.
    """
    for each in (each for each, cue, source in ws.cued() if source and source[0] < cue[0]):
        before, behind = each.parted(each.source[0] if each.source else 0)
        if before and ws.tokens.tags[ws.tokens.at(before[-1][1] - 1)] == "WDT" and _is_marked(ws, behind):
            ws.set_contents(each, behind)


def _is_marked(ws: Workspace, contents: list[Span]) -> bool:
    """Whether some content begins with a quotation, or an article before it."""
    first = (ws.tokens.at(span[0]) for span in contents[:1])
    begins = [ws.tokens.starts[i + (ws.tokens.tags[i] == "DT")] for i in first]
    return any(q.start <= begin for begin in begins for q in ws.quotations(begin, begin + 1))


def leave_denied(ws: Workspace) -> None:
    """A noun of saying that sums up what somebody denies is no part of it, and tells nothing else: took bribes, | an
    accusation the force disputes; beat two men, | claims that the army rejects.
    """
    tokens = ws.tokens
    for each, cue, _ in ws.cued():
        last = max(tokens.between(each.start, each.end), default=0)
        comma = last - 1 - (tokens.tags[last - 1] == "DT")
        if _denies(tokens, cue[-1]) and ws.lexicon.noun(tokens.lower[last]) and tokens.words[comma] == ",":
            ws.cut(each, (tokens.starts[comma], each.end) if each.start < tokens.starts[comma] else (0, 0))
        elif _denies(tokens, last) and ws.lexicon.noun(tokens.lower[cue[-1]]) and tokens.words[cue[0] - 1] == ",":
            ws.drop(each)


def _denies(tokens: Tokens, verb: int) -> bool:
    """Whether a token is a finite verb of denying."""
    return tokens.lemmas[verb] in listed("denying") and tokens.tags[verb] in FINITE


def leave_topics(ws: Workspace) -> None:
    """What a colon parts from a quoted clause, without a verb, is what that is about: spoke about the flood: | “We lost
    three bridges.”
    """
    for each in ws.attributions:
        q = next(iter(ws.quotations(each.start, each.end)), None)
        if q is not None and q.clause and each.cue and each.cue[0] < each.start < q.start and _is_topic(ws, each, q):
            ws.cut(each, (each.start, q.start))


def _is_topic(ws: Workspace, each: Attribution, q: Quoted) -> bool:
    """Whether what a content begins with, before a quotation, ends with a colon and has no verb."""
    return ws.before(q) == ":" and not _acts(ws.tokens, ws.tokens.between(each.start, q.start))


def leave_connectives(ws: Workspace) -> None:
    """What joins a sentence to the one before it is no part of what is said: But | the well is dry, the mayor said."""
    tokens = ws.tokens
    for each in ws.attributions:
        first = tokens.at(each.start)
        opens = first < len(tokens) and first == tokens.sentence(first).start
        stop = _past_connective(tokens, first) if opens and not tokens.depths[first] else first
        if stop > first and each.cue and each.start < each.cue[0]:
            ws.cut(each, tokens.chars(first, stop - 1))


def _past_connective(tokens: Tokens, first: int) -> int:
    """Past "but" or "and", or an adverb with its comma ("However,"), at a token; the token itself where none is."""
    near = tokens.lower[first : first + _CONNECTIVE]
    stop = first + near.index(",") if "," in near else first
    whole = " ".join(tokens.lower[first:stop]) in listed("connectives")
    return stop + 1 if whole else first + (tokens.lower[first] in ADDING)


def begin_after_according(ws: Workspace) -> None:
    """What a preposition leads in behind "According to the ministry," is content: until 2020, | no ferry ran."""
    tokens = ws.tokens
    for each, cue, source in ws.cued():
        opens = tokens.lower[cue[0]] == "according" and cue[0] == tokens.sentence(cue[0]).start
        begin = source[-1] + 2 if opens and source and cue[-1] < source[0] else 0
        if begin and tokens.words[begin - 1 : begin] == [","] and tokens.tags[begin : begin + 1] == ["IN"]:
            start = min(each.start, tokens.starts[begin])
            ws.set_contents(each, [(start, each.contents[0][1]), *each.contents[1:]])


def read_according_to_what(ws: Workspace) -> None:
    """Behind "according to" a relative word is no content: according to what | the paper published; a report, according
    to which | the mine has closed, tells that.
    """
    tokens = ws.tokens
    for each, cue, _ in ws.cued():
        what = cue[-1] + 1
        if tokens.lower[cue[0]] != "according" or tokens.tags[what : what + 1] not in (["WP"], ["WDT"]):
            continue
        if tokens.lower[what] == "which":
            ws.set_contents(each, [(tokens.starts[what + 1], each.end)] if each.end > tokens.ends[what] else [])
            ws.set_source(each, tokens.chars(*_taken_up(tokens, cue[0])), "what the relative word takes up")
        else:
            _read_what(ws, each, cue[0], what)


def _read_what(ws: Workspace, each: Attribution, according: int, what: int) -> None:
    """Behind "according to what" whoever tells that speaks, of what stands before it where nothing else is told."""
    tokens = ws.tokens
    verb, first = tokens.child(what, DESCRIBING), tokens.sentence(according).start
    ws.cut(each, tokens.chars(what, tokens.edges(what)[1]))
    if not each.contents and tokens.starts[first] < each.anchor:
        ws.grow(each, tokens.chars(first, according - 2), "according to what")
    who = phrase_of_speaker(tokens, verb) if verb is not None else None
    if who is not None:
        ws.set_source(each, tokens.chars(*who), "according to what they tell")


def _taken_up(tokens: Tokens, cue: int) -> Phrase:
    """The noun phrase that ends before the comma of a relative clause."""
    noun = cue - 2
    while tokens.rels[noun] in (Rel.NMOD, Rel.NAME, Rel.COMPOUND, Rel.APPOS) and tokens.heads[noun] < cue:
        noun = tokens.heads[noun]
    span = noun_phrase(tokens, noun)
    return Phrase(span.first, min(span.last, cue - 2))


def leave_norms(ws: Workspace) -> None:
    """By what norm something is done says nothing, and belongs to whoever else tells it: the ministry said all were
    tested, | according to the rules.
    """
    tokens = ws.tokens
    for i, noun in _norms(ws):
        each = ws.with_cue_in(*tokens.chars(i, i))
        if each is not None:
            ws.drop(each)
        for other in ws.near(*tokens.chars(i, i)):
            if other.end in (tokens.ends[i - 2], tokens.ends[i - 1]):
                ws.grow(other, (other.end, tokens.ends[noun_phrase(tokens, noun).last]), "by what norm")


def _norms(ws: Workspace) -> Iterator[tuple[int, int]]:
    """Each "according" outside all marks behind which something is done by a norm, and that."""
    for i in (i for i, word in enumerate(ws.tokens.lower) if word == "according"):
        noun = norm_behind(ws.tokens, i)
        if noun is not None and not ws.clauses_in(*ws.tokens.chars(i, i)):
            yield i, noun


def leave_addressees(ws: Workspace) -> None:
    """To whom somebody apologises is no part of what they say: apologised to the guests | for the delay."""
    tokens = ws.tokens
    for each, cue, _ in list(ws.cued()):
        verb = next((i for i in cue if ws.lexicon.is_of(tokens.lower[i], "apologising")), None)
        if each.cue and verb is not None and tokens.lower[verb + 1 : verb + 2] == ["to"]:
            led = _led_behind(tokens, range(verb + 2, tokens.at(each.end - 1) + 1))
            ws.set_cue(each, (each.cue[0], tokens.ends[verb]))
            ws.set_contents(each, [] if led is None else [(tokens.starts[led], each.end)], "less who is told")


def _led_behind(tokens: Tokens, rest: range) -> int | None:
    """The first "for" or "over" before a finite verb."""
    first = next((i for i in rest if tokens.lower[i] in _SORRY or tokens.tags[i] in FINITE), None)
    return first if first is not None and tokens.lower[first] in _SORRY else None


def leave_to_calling(ws: Workspace) -> None:
    """What stands in marks behind a passive clause with its agent is what the verb of calling before it calls the
    thing: called the lab, which was planned by Hu, | “a duty”.
    """
    tokens = ws.tokens
    for each, cue, _ in list(ws.cued()):
        verb = cue[-1]
        behind = [span for span in each.contents if span[0] > tokens.ends[verb]]
        if tokens.rels[verb] not in DESCRIBING or agent(tokens, verb) is None or not _is_marked(ws, behind):
            continue
        outer = next((other for other in ws.near(*ws.sentence(verb)) if _calls(ws, other, each)), None)
        if outer is not None:
            ws.set_contents(outer, behind, "what it is called")
            ws.drop(each)


def _calls(ws: Workspace, other: Attribution, each: Attribution) -> bool:
    """Whether the cue of an attribution is a verb of calling, and ends before that of another."""
    return bool(other.cue and each.cue and other.cue[1] < each.cue[0]) and _is_calling(ws, other)


def _is_calling(ws: Workspace, each: Attribution) -> bool:
    """Whether the cue of an attribution has a verb by which something is called so."""
    return any(ws.lexicon.is_of(ws.tokens.lower[i], "calling") for i in ws.cue_tokens(each))
