"""The rules of the quotes stage in their phases: typography and the tagger's attributions brought together.

The typography is certain about the extent of what stands between marks: a content that meets a quoted clause takes all
of it, and a clause belongs to one quote. The attributions (of the tagger, or the parse) are certain about nothing but
say what only meaning can: who, by which word, and how far a content without marks goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.rules import Rule, RuleTable

from . import contents, page_forms, pruning, source_spans, sources
from .asides import read_asides

if TYPE_CHECKING:
    from .attribution import Attribution
    from .workspace import Workspace

__all__ = ["PHASES", "RULES", "attributions"]

FORMS, RELATIONS, CONTENTS, QUOTATIONS, CUES, CHAINS = "forms", "relations", "contents", "quotations", "cues", "chains"
SOURCES, UNCLAIMED, TURNS, EXTENTS, SPEAKERS, SPANS, PRUNING = (
    "sources", "unclaimed", "turns", "extents", "speakers", "spans", "pruning"
)  # fmt: skip

PHASES = (FORMS, RELATIONS, CONTENTS, QUOTATIONS, CUES, CHAINS, SOURCES, UNCLAIMED, TURNS, EXTENTS, SPEAKERS, SPANS,
          PRUNING)  # fmt: skip
"""What the page makes certain; the cue's clause; what is no part of it; the marks; whose they are; how far the rest
goes; who is no speaker; how far a source goes; what is no quote."""


def _rule(name: str, phase: str, apply: object, why: str, *examples: str) -> Rule[Workspace, None]:
    return Rule(name, phase, apply, examples, why)  # type: ignore[arg-type]


RULES: RuleTable[Workspace, None] = RuleTable(PHASES, [
    _rule("asides apart", FORMS, page_forms.keep_asides_apart, "typography", "x"),
    _rule("interviews", FORMS, page_forms.interviews, "typography", "x"),
    _rule("block quotations", FORMS, page_forms.block_quotations, "typography", "x"),
    _rule("interview questions", FORMS, page_forms.interview_questions, "typography", "x"),
    _rule("announced", FORMS, page_forms.announced, "typography", "x"),
    _rule("nested", RELATIONS, contents.drop_nested, "typography", "x"),
    _rule("settle", RELATIONS, contents.settle, "typography", "x"),
    _rule("widen cues", RELATIONS, contents.widen_cues, "typography", "x"),
    _rule("conjuncts", CONTENTS, contents.part_conjuncts, "typography", "x"),
    _rule("reports", CONTENTS, contents.part_reports, "typography", "x"),
    _rule("times said", CONTENTS, contents.cut_times, "typography", "x"),
    _rule("after according", CONTENTS, contents.begin_after_according, "typography", "x"),
    _rule("snap", QUOTATIONS, contents.snap, "typography", "x"),
    _rule("cues", CUES, sources.heed_cues, "typography", "x"),
    _rule("tellers", CUES, sources.heed_tellers, "typography", "x"),
    _rule("part turns", CUES, sources.part_turns, "typography", "x"),
    _rule("lead", CUES, contents.cut_lead, "typography", "x"),
    _rule("chains", CHAINS, contents.join_chains, "typography", "x"),
    _rule("fill sources", SOURCES, sources.fill_sources, "typography", "x"),
    _rule("asides", SOURCES, read_asides, "typography", "x"),
    _rule("introduce", SOURCES, sources.introduce, "typography", "x"),
    _rule("claim", UNCLAIMED, sources.claim, "typography", "x"),
    _rule("label", UNCLAIMED, sources.take_label, "typography", "x"),
    _rule("broken", TURNS, sources.join_broken, "typography", "x"),
    _rule("turns", TURNS, sources.take_turns, "typography", "x"),
    _rule("answer", TURNS, sources.answer_by_name, "typography", "x"),
    _rule("reply", TURNS, sources.reply, "typography", "x"),
    _rule("sign", TURNS, sources.sign, "typography", "x"),
    _rule("headings", EXTENTS, pruning.drop_headings, "typography", "x"),
    _rule("titles", EXTENTS, pruning.drop_titles, "typography", "x"),
    _rule("paragraph", EXTENTS, pruning.keep_to_paragraph, "typography", "x"),
    _rule("sentence", EXTENTS, pruning.keep_to_sentence, "typography", "x"),
    _rule("gaps", EXTENTS, pruning.close_gaps, "typography", "x"),
    _rule("as saying", SPEAKERS, source_spans.as_saying, "typography", "x"),
    _rule("listeners", SPEAKERS, source_spans.heed_listeners, "typography", "x"),
    _rule("asked", SPEAKERS, source_spans.leave_the_asked, "typography", "x"),
    _rule("forums", SPEAKERS, source_spans.leave_the_listeners, "typography", "x"),
    _rule("quoted", SPEAKERS, source_spans.leave_the_quoted, "typography", "x"),
    _rule("told", SPEAKERS, source_spans.leave_the_told, "typography", "x"),
    _rule("times", SPEAKERS, source_spans.leave_times, "typography", "x"),
    _rule("names", SPANS, source_spans.widen_names, "typography", "x"),
    _rule("relatives", SPANS, source_spans.mend_relatives, "typography", "x"),
    _rule("adjuncts", SPANS, source_spans.trim_adjuncts, "typography", "x"),
    _rule("genitives", SPANS, source_spans.whole_genitives, "typography", "x"),
    _rule("contained", PRUNING, pruning.drop_contained, "typography", "x"),
    _rule("datelines", PRUNING, pruning.drop_datelines, "typography", "x"),
    _rule("unattributed", PRUNING, pruning.drop_unattributed, "typography", "x"),
    _rule("within", PRUNING, contents.quote_within, "typography", "x"),
])  # fmt: skip


def attributions(ws: Workspace, rules: RuleTable[Workspace, None] = RULES) -> list[Attribution]:
    """The attributions of a text that are quotes, in order."""
    for rule in rules:
        rule.apply(ws)
        ws.sweep()
    pruning.tidy(ws)
    ws.sweep()
    return sorted(ws.attributions, key=lambda each: (each.start, each.end))
