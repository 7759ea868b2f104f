"""The spaCy component `newsparse_quotes`: reads the Doc, asks the rule modules, leaves quotes on the Doc."""

from __future__ import annotations

from dataclasses import replace
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
from .typography import judge, overlapping
from .workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from newsparse.names.own import OwnWords
    from newsparse.rules import RuleTable
    from newsparse.text.layout import Paragraph
    from newsparse.text.tokens import Tokens
    from newsparse.types import Cue, Quote, Speaker, TextSpan

    from .attribution import Attribution
    from .typography import Quoted

__all__ = ["QuoteFinder", "make_quotes"]

STAGE = "quotes"
_PARTS = {"content": "content", "cue": "cue", "speaker": "source"}
LEAST = 0.3  # found on polnear train and dev


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

    def find(self, doc: Doc) -> list[tuple[Quote, Attribution]]:
        """The quotes of a Doc, each with what it is made from; the Doc is not changed."""
        tokens, proposed = self.propose(doc)
        dates, latest = keys.get(doc, keys.DATES), keys.reading(doc).latest
        kept = [pair for pair in proposed if self._is_quote(doc, tokens, *pair)]
        return [
            (replace(with_circumstances(tokens, quote, dates, latest), id=f"Q{number}"), made)
            for number, (quote, made) in enumerate(kept, 1)
        ]

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
        return tokens, made

    def _is_quote(self, doc: Doc, tokens: Tokens, quote: Quote, found: Attribution) -> bool:
        """Whether a quote is one of those that are asked for."""
        if found.origin == Origin.NESTED and quote.kind != "direct":
            return is_reported(tokens, quote, found, self._lexicon)
        if (self.attributions or keys.reading(doc).attributions) == "all":
            return not is_doubtful(quote, self.least, self._lexicon)
        return is_said(tokens, quote, found, self._lexicon)

    def set_annotations(self, doc: Doc, found: list[tuple[Quote, Attribution]]) -> None:
        """Write the quotes and the decisions behind them."""
        doc.user_data[keys.QUOTES] = tuple(quote for quote, _ in found)
        for quote, made in found:
            keys.log(doc, *_decisions(quote, made))

    def _read(
        self, doc: Doc, tokens: Tokens, quoted: list[Quoted], paragraphs: Sequence[Paragraph]
    ) -> list[Attribution]:
        """The attributions by the tagger, else by the parse."""
        if self.use_heads and keys.ATTRIBUTION in doc.spans:
            return read_relations(tokens.text, _tagged_spans(doc), [(p.start, p.end) for p in paragraphs])
        kept = tokens.layout.paragraphs

        def is_outside(i: int) -> bool:
            said = any(q.clause for q in overlapping(quoted, tokens.starts[i], tokens.ends[i]))
            return kept[tokens.paragraphs[i]].kept and not said

        return find_by_syntax(tokens, self._lexicon, is_outside)


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
    """Which rule or head found the parts of a quote, how sure the tagger was; to whom, where and when it was said."""
    why = {name: f"{name}: {found.why.get(part, '')}" for name, part in _PARTS.items()}
    score = {name: f", score {found.scores[part]:.2f}" for name, part in _PARTS.items() if part in found.scores}
    cue, speaker = quote.cue, quote.speaker
    told: list[tuple[str, TextSpan | Quote | Cue | Speaker | None, str]] = [
        (why["content"], quote, f"{quote.kind} {quote.act}, confidence {quote.confidence:.2f}"),
        (why["cue"], cue, f"lemma {cue.lemma!r}{', negated' * cue.negated}{score.get('cue', '')}" if cue else ""),
        (why["speaker"], speaker, f"{speaker.text!r}{score.get('speaker', '')}" if speaker else ""),
        ("speaker: none written", None if speaker else quote, "no source found"),
        *((name, span, repr(span.text)) for name in ("addressee", "medium") if (span := getattr(quote, name))),
        ("day of saying", cue if quote.said_on else None, f"said on {quote.said_on}"),
    ]
    return [keys.Decision(STAGE, rule, at.start, at.end, f"{quote.id}: {note}") for rule, at, note in told if at]


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
