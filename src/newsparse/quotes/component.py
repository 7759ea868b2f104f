"""The spaCy component `newsparse_quotes`: reads the Doc, asks the rule modules, leaves quotes on the Doc."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from spacy.language import Language

from newsparse import keys
from newsparse.guard import guarded
from newsparse.names.own import of_json

from .circumstances import with_circumstances
from .finish import finish
from .heads import HeadSpan, read_heads
from .lexicon import Lexicon, cues, with_own
from .marks import find_quotations, paragraphs
from .merge import Scene, merge
from .pagelayout import ASIDES
from .said import is_said
from .syntax import find_by_syntax
from .typography import Quoted, judge
from .words import Span, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsparse.names.own import OwnWords
    from newsparse.types import Quote

    from .draft import Draft

__all__ = ["QuoteFinder", "make_quotes"]

STAGE = "quotes"
LEAST = 0.3  # found on polnear train and dev
UNLISTED = 4 / 3  # times as sure must be what a cue says that the lexicon does not know
_HALF = 1 << 63  # spaCy's arrays hold the distance to a head without its sign


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes of a Doc, each with the draft it was made from."""

    quotes: tuple[Quote, ...]
    drafts: tuple[Draft, ...]


class QuoteFinder:
    """Leaves a tuple of `types.Quote` under `keys.QUOTES`, and why under `keys.DECISIONS`.

    `attributions` is "statements", "all", or None for what the Doc's `Reading` asks for. With `use_heads`
    False the spans of an attribution head are not read and the parse alone decides. An indirect quote of somebody
    is left out below the confidence `least`, one whose cue the lexicon does not know a third above it. `lexicon` holds
    the user's own words (`names.own`), None for none.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "newsparse_quotes",
        *,
        attributions: str | None = None,
        use_heads: bool = True,
        least: float = LEAST,
        lexicon: OwnWords | None = None,
    ) -> None:
        if attributions not in (None, "statements", "all"):
            raise ValueError(f"attributions={attributions!r}: give 'statements', 'all' or None")
        self.name = name
        self.attributions = attributions
        self.use_heads = use_heads
        self.least = least
        self._lexicon: Lexicon = cues() if lexicon is None else with_own(lexicon)

    @guarded(STAGE)
    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes and write them."""
        self.set_annotations(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> Found:
        """The quotes of a Doc; the Doc is not changed."""
        words, proposed = self.propose(doc)
        everything = (self.attributions or keys.reading(doc).attributions) == "all"
        dates = keys.get(doc, keys.DATES)
        quotes: list[Quote] = []
        made: list[Draft] = []
        for quote, draft in proposed:
            doubtful = everything and _is_doubtful(quote, self.least, self._lexicon)
            if not doubtful and (everything or is_said(words, quote, draft, self._lexicon)):
                quotes.append(with_circumstances(words, replace(quote, id=f"Q{len(quotes) + 1}"), dates))
                made.append(draft)
        return Found(tuple(quotes), tuple(made))

    def propose(self, doc: Doc) -> tuple[Words, list[tuple[Quote, Draft]]]:
        """The words of a Doc, and what may be a quote, with the draft it is made from: said or only spoken about."""
        words = read_words(doc)
        reading = keys.reading(doc)
        blocks = list(zip(reading.kept, reading.kinds, strict=False))
        kept = _kept_paragraphs(words.source, reading.kept)
        asides = _asides(kept, blocks)
        flow = [span for i, span in enumerate(kept) if i not in asides]
        quotations = find_quotations(words.source, [*flow, *(kept[i] for i in sorted(asides))])
        quoted, inner = (judge(words.source, quotations, kept, depth) for depth in (0, 1))
        made_by_heads = self._drafts(doc, words, quoted, kept)
        scene = Scene(words, kept, quoted, made_by_heads, self._lexicon, inner=inner, blocks=blocks, asides=asides)
        made = ((finish(words, inner if d.nested else quoted, d, self._lexicon), d) for d in merge(scene))
        return words, [(quote, draft) for quote, draft in made if any(map(str.isalnum, quote.text))]

    def set_annotations(self, doc: Doc, found: Found) -> None:
        """Write the quotes and the decisions behind them."""
        doc.user_data[keys.QUOTES] = found.quotes
        for quote, draft in zip(found.quotes, found.drafts, strict=True):
            keys.log(doc, *_decisions(quote, draft))

    def _drafts(self, doc: Doc, words: Words, quoted: list[Quoted], kept: list[Span]) -> list[Draft]:
        if self.use_heads and keys.ATTRIBUTION in doc.spans:
            return read_heads(words.source, _head_spans(doc), kept)
        inside = _marker(len(words.source), [q.span for q in quoted if q.clause], kept)
        return find_by_syntax(words, self._lexicon, lambda i: inside[words.start[i]] != 1)


def _asides(paragraphs: list[Span], blocks: list[tuple[Span, str]]) -> frozenset[int]:
    """The numbers of the paragraphs that stand beside the text: captions, subheads."""
    beside = [span for span, kind in blocks if kind in ASIDES]
    found, at = set(), 0
    for number, (start, end) in enumerate(paragraphs):
        while at < len(beside) and beside[at][1] <= start:
            at += 1
        if at < len(beside) and beside[at][0] <= start and end <= beside[at][1]:
            found.add(number)
    return frozenset(found)


def _kept_paragraphs(text: str, kept: tuple[Span, ...]) -> list[Span]:
    """The paragraphs of the text, cut to what was kept of it."""
    found, position = [], 0
    for start, end in paragraphs(text):
        while position < len(kept) and kept[position][1] <= start:
            position += 1
        at = position
        while at < len(kept) and kept[at][0] < end:
            piece = max(start, kept[at][0]), min(end, kept[at][1])
            if text[piece[0] : piece[1]].strip():
                found.append(piece)
            at += 1
    return found


def read_words(doc: Doc) -> Words:
    """The tokens of a Doc as plain lists."""
    parsed = doc.has_annotation("DEP")
    names: list[int | str] = ["ORTH", "TAG", "LEMMA", "DEP", "HEAD", "SENT_START", "SPACY"]
    orth, tag, lemma, dep, head, begins, spaces = doc.to_array(names).T.tolist() if len(doc) else [[]] * len(names)
    text = _strings(doc, orth)
    start = doc.to_array(["IDX"]).tolist() if len(doc) else []
    return Words(
        source="".join([t + " " if space else t for t, space in zip(text, spaces, strict=True)]),
        text=text,
        start=start,
        end=[s + len(t) for s, t in zip(start, text, strict=True)],
        tag=_strings(doc, tag),
        lemma=_strings(doc, lemma),
        dep=_strings(doc, dep),
        head=[i + (o if o < _HALF else o - 2 * _HALF) for i, o in enumerate(head)] if parsed else list(range(len(doc))),
        sentence=list(accumulate([int(first == 1 and i > 0) for i, first in enumerate(begins)])),
        parsed=parsed,
    )


def _strings(doc: Doc, hashes: list[int]) -> list[str]:
    """The strings of a column of hashes, each looked up once."""
    known = {value: str(doc.vocab.strings[value]) for value in set(hashes)}
    return [known[value] for value in hashes]


def _head_spans(doc: Doc) -> list[HeadSpan]:
    group = doc.spans[keys.ATTRIBUTION]
    scores = group.attrs.get("scores") or [1.0] * len(group)
    classes = group.attrs.get(keys.CLASSES) or [{}] * len(group)
    return [
        HeadSpan(span.start_char, span.end_char, span.label_, span.id_, float(score), chances)
        for span, score, chances in zip(group, scores, classes, strict=False)
    ]


def _is_doubtful(quote: Quote, least: float, lexicon: Lexicon) -> bool:
    """Whether an indirect quote is less sure than `least`, or a little more where the lexicon does not know its cue."""
    if quote.kind != "indirect":
        return False
    if quote.cue is not None and quote.cue.lemma not in lexicon.act:
        return quote.confidence < least * UNLISTED
    return quote.speaker is not None and quote.confidence < least


def _marker(size: int, clauses: list[Span], kept: list[Span]) -> bytearray:
    """1 for every character that is kept and outside quoted clauses."""
    marks = bytearray(size + 1)
    for start, end in kept:
        marks[start:end] = b"\x01" * (end - start)
    for start, end in clauses:
        marks[start:end] = b"\x02" * (end - start)
    return marks


def _decisions(quote: Quote, draft: Draft) -> list[keys.Decision]:
    """Which rule or head found content, cue and speaker of a quote."""
    rules, scores = draft.rules, draft.scores
    note = f"{quote.id}: {quote.kind} {quote.act}, confidence {quote.confidence:.2f}"
    found = [keys.Decision(STAGE, f"content: {rules.get('content', '')}", quote.start, quote.end, note)]
    if quote.cue is not None:
        note = (
            f"{quote.id}: lemma {quote.cue.lemma!r}"
            + (", negated" if quote.cue.negated else "")
            + _score(scores, "cue")
        )
        found.append(keys.Decision(STAGE, f"cue: {rules.get('cue', '')}", quote.cue.start, quote.cue.end, note))
    if quote.speaker is not None:
        note = f"{quote.id}: {quote.speaker.text!r}" + _score(scores, "source")
        found.append(
            keys.Decision(STAGE, f"speaker: {rules.get('source', '')}", quote.speaker.start, quote.speaker.end, note)
        )
    for name in ("addressee", "medium"):
        span = getattr(quote, name)
        if span is not None:
            found.append(keys.Decision(STAGE, name, span.start, span.end, f"{quote.id}: {span.text!r}"))
    if quote.said_on is not None and quote.cue is not None:
        note = f"{quote.id}: said on {quote.said_on.isoformat()}"
        found.append(keys.Decision(STAGE, "day of saying", quote.cue.start, quote.cue.end, note))
    if quote.speaker is None:
        found.append(
            keys.Decision(STAGE, "speaker: none written", quote.start, quote.end, f"{quote.id}: no source found")
        )
    return found


def _score(scores: dict[str, float], name: str) -> str:
    return f", score {scores[name]:.2f}" if name in scores else ""


@Language.factory(
    "newsparse_quotes",
    assigns=["doc.user_data"],
    requires=["token.tag", "doc.spans"],
    default_config={"attributions": None, "use_heads": True, "least": LEAST, "lexicon": ""},
)
def make_quotes(  # noqa: PLR0917 - spaCy gives them by name
    nlp: Language, name: str, attributions: str | None, use_heads: bool, least: float, lexicon: str
) -> QuoteFinder:
    """The factory of `QuoteFinder`; `lexicon` is `OwnWords.data`, or empty."""
    own = of_json(lexicon) if lexicon else None
    return QuoteFinder(nlp, name, attributions=attributions, use_heads=use_heads, least=least, lexicon=own)
