"""The spaCy component `newsparse_quotes`: reads the Doc, asks the rule modules, leaves quotes on the Doc."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from newsparse import keys
from newsparse.guard import guarded
from newsparse.names.own import of_json
from newsparse.text.tokens import read_tokens

from .attribution import Origin
from .build_quote import build_quote
from .circumstances import with_circumstances
from .lexicon import Lexicon, cues, with_own
from .phases import RULES, attributions
from .statements import is_doubtful, is_reported, is_said
from .syntax import find_by_syntax
from .tagger_relations import TaggedSpan, read_relations
from .typography import judge
from .workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from newsparse.names.own import OwnWords
    from newsparse.rules import RuleTable
    from newsparse.text.layout import Paragraph
    from newsparse.text.tokens import Tokens
    from newsparse.types import Quote

    from .attribution import Attribution
    from .typography import Quoted

__all__ = ["QuoteFinder", "make_quotes"]

STAGE = "quotes"
LEAST = 0.3  # found on polnear train and dev


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes of a Doc, each with the attribution it was made from."""

    quotes: tuple[Quote, ...]
    attributions: tuple[Attribution, ...]


class QuoteFinder:
    """Leaves a tuple of `types.Quote` under `keys.QUOTES`, and why under `keys.DECISIONS`.

    `attributions` is "statements", "all", or None for what the Doc's `Reading` asks for. With `use_heads`
    False the spans of an attribution head are not read and the parse alone decides. An indirect quote of somebody
    is left out below the confidence `least`, one whose cue the lexicon does not know a third above it. `lexicon` holds
    the user's own words (`names.own`), None for none. `rules` are those of `phases.RULES`, or fewer.
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
        rules: RuleTable[Workspace, None] = RULES,
    ) -> None:
        if attributions not in (None, "statements", "all"):
            raise ValueError(f"attributions={attributions!r}: give 'statements', 'all' or None")
        self.name = name
        self.attributions = attributions
        self.use_heads = use_heads
        self.least = least
        self.rules = rules
        self._lexicon: Lexicon = cues() if lexicon is None else with_own(lexicon)

    @guarded(STAGE)
    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes and write them."""
        self.set_annotations(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> Found:
        """The quotes of a Doc; the Doc is not changed."""
        tokens, proposed = self.propose(doc)
        dates = keys.get(doc, keys.DATES)
        kept = [(quote, found) for quote, found in proposed if self._is_quote(doc, tokens, quote, found)]
        quotes = [with_circumstances(tokens, replace(q, id=f"Q{i}"), dates) for i, (q, _) in enumerate(kept, 1)]
        return Found(tuple(quotes), tuple(found for _, found in kept))

    def propose(self, doc: Doc) -> tuple[Tokens, list[tuple[Quote, Attribution]]]:
        """The tokens of a Doc, and what may be a quote, with what it is made from: said or only spoken about."""
        tokens = read_tokens(doc)
        paragraphs = [p for p in tokens.layout.paragraphs if p.kept]
        quoted, inner = (judge(tokens.text, tokens.layout.quotations, paragraphs, depth) for depth in (0, 1))
        ws = Workspace(
            tokens,
            paragraphs,
            quoted,
            inner,
            attributions=self._read(doc, tokens, quoted, paragraphs),
            lexicon=self._lexicon,
            speaker=keys.reading(doc).speaker,
            times={(date.start, date.end) for date in keys.get(doc, keys.DATES)},
        )
        made = [
            (build_quote(tokens, inner if _is_inner(tokens, each) else quoted, each, self._lexicon), each)
            for each in attributions(ws, self.rules)
        ]
        return tokens, [(quote, found) for quote, found in made if any(map(str.isalnum, quote.text))]

    def _is_quote(self, doc: Doc, tokens: Tokens, quote: Quote, found: Attribution) -> bool:
        """Whether a quote is one of those that are asked for."""
        if found.origin == Origin.NESTED and quote.kind != "direct":
            return is_reported(tokens, quote, found, self._lexicon)
        if (self.attributions or keys.reading(doc).attributions) == "all":
            return not is_doubtful(quote, self.least, self._lexicon)
        return is_said(tokens, quote, found, self._lexicon)

    def set_annotations(self, doc: Doc, found: Found) -> None:
        """Write the quotes and the decisions behind them."""
        doc.user_data[keys.QUOTES] = found.quotes
        for quote, made in zip(found.quotes, found.attributions, strict=True):
            keys.log(doc, *_decisions(quote, made))

    def _read(
        self, doc: Doc, tokens: Tokens, quoted: list[Quoted], paragraphs: Sequence[Paragraph]
    ) -> list[Attribution]:
        """The attributions by the tagger, else by the parse."""
        if self.use_heads and keys.ATTRIBUTION in doc.spans:
            return read_relations(tokens.text, _tagged_spans(doc), [(p.start, p.end) for p in paragraphs])
        outside = bytearray(len(tokens.text) + 1)
        for p in paragraphs:
            outside[p.start : p.end] = b"\x01" * (p.end - p.start)
        for q in quoted:
            if q.clause:
                outside[q.start : q.end] = b"\x00" * (q.end - q.start)
        return find_by_syntax(tokens, self._lexicon, lambda i: outside[tokens.starts[i]] == 1)


def _is_inner(tokens: Tokens, each: Attribution) -> bool:
    """Whether an attribution is made within quotation marks."""
    return each.origin == Origin.NESTED and tokens.depths[tokens.at(each.anchor)] > 0


def _tagged_spans(doc: Doc) -> list[TaggedSpan]:
    group = doc.spans[keys.ATTRIBUTION]
    scores = group.attrs.get("scores") or [1.0] * len(group)
    classes = group.attrs.get(keys.CLASSES) or [{}] * len(group)
    return [
        TaggedSpan(span.start_char, span.end_char, span.label_, span.id_, float(score), chances)
        for span, score, chances in zip(group, scores, classes, strict=False)
    ]


def _decisions(quote: Quote, found: Attribution) -> list[keys.Decision]:
    """Which rule or head found content, cue and speaker of a quote."""
    note = f"{quote.kind} {quote.act}, confidence {quote.confidence:.2f}"
    decided = [_decision(quote, found, "content", (quote.start, quote.end), note)]
    if quote.cue is not None:
        note = f"lemma {quote.cue.lemma!r}" + (", negated" if quote.cue.negated else "")
        decided.append(_decision(quote, found, "cue", (quote.cue.start, quote.cue.end), note))
    if quote.speaker is not None:
        span = quote.speaker.start, quote.speaker.end
        decided.append(_decision(quote, found, "source", span, repr(quote.speaker.text)))
    else:
        note = f"{quote.id}: no source found"
        decided.append(keys.Decision(STAGE, "speaker: none written", quote.start, quote.end, note))
    return [*decided, *_circumstances(quote)]


def _decision(quote: Quote, found: Attribution, part: str, span: tuple[int, int], note: str) -> keys.Decision:
    """Why a part of a quote is what it is, and how sure the tagger was."""
    score = f", score {found.scores[part]:.2f}" if part in found.scores and part != "content" else ""
    name = "speaker" if part == "source" else part
    return keys.Decision(STAGE, f"{name}: {found.why.get(part, '')}", *span, f"{quote.id}: {note}{score}")


def _circumstances(quote: Quote) -> list[keys.Decision]:
    """To whom, where and when."""
    spans = {"addressee": quote.addressee, "medium": quote.medium}
    decided = [
        keys.Decision(STAGE, name, span.start, span.end, f"{quote.id}: {span.text!r}")
        for name, span in spans.items()
        if span is not None
    ]
    if quote.said_on is not None and quote.cue is not None:
        note = f"{quote.id}: said on {quote.said_on.isoformat()}"
        decided.append(keys.Decision(STAGE, "day of saying", quote.cue.start, quote.cue.end, note))
    return decided


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
