"""The rules of the quotes stage in their phases: typography and the tagger's attributions brought together.

The typography is certain about the extent of what stands between marks: a content that meets a quoted clause takes all
of it, and a clause belongs to one quote. The attributions (of the tagger, or the parse) are certain about nothing but
say what only meaning can: who, by which word, and how far a content without marks goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.rules import Rule, RuleTable

from . import claims, contents, missed, page_forms, parting, pruning, source_spans, sources, trimming, within
from .asides import read_asides

if TYPE_CHECKING:
    from .attribution import Attribution
    from .workspace import Workspace

__all__ = ["PHASES", "RULES", "attributions"]

PHASES = (
    "bare",  # cues that the tagger gave no content
    "missed",  # reports that have no cue so far
    "reports",  # second reports that the first one holds
    "forms",  # what the page makes a quote
    "relations",  # the clause of each cue
    "inserted",  # cues between the subject and the verb of what they report
    "contents",  # what is no part of it
    "quotations",  # the extent of what stands in marks
    "cues",  # the cue beside it
    "chains",  # marks that stay open over paragraphs
    "sources",  # the sources of cues, and those that sentences name without one
    "unclaimed",  # quotations that nobody says so far
    "turns",  # whose turn it is hangs on who spoke before
    "extents",  # the extent of what stands without marks
    "speakers",  # sources that are none
    "pruning",  # what is no quote
    "within",  # what others say in what is said
)

# Name, phase, what it does; its examples in data/quotes; why it is there.
# fmt: off
RULES: RuleTable[Workspace, None] = RuleTable(PHASES, [
    Rule("clause of a bare cue", "bare", contents.fill_contents,
         ("bare-inverted", "bare-behind", "bare-given", "bare-held", "bare-as", "bare-as-within", "bare-as-we",
          "bare-stray"),
         "annotated news: 11 quotes found, 9 of the right speaker, and 6 that nobody said"),
    Rule("missed by the tagger", "missed", missed.tell_missed,
         ("missed-per", "missed-per-opens", "missed-emerged", "missed-word", "missed-reports", "missed-growers",
          "missed-press", "missed-press-thing", "missed-appealed", "missed-faced", "missed-blamed", "missed-blamed-by",
          "missed-demand", "missed-demand-from", "missed-demand-none"),
         "guideline: what was said without a name is nobody's quote; 31 of 41 such invented sentences were missed"),
    Rule("joined to saying", "reports", contents.part_joined,
         ("reports-swallowed", "reports-swallowed-but", "reports-swallowed-announced", "reports-unsure", "reports-one",
          "deeds-called", "deeds-thanked", "deeds-perfect", "indirect-17", "reports-would", "reports-thing"),
         "public report: a second attribution swallowed by the first content; annotated news: 3 deeds fewer"),
    Rule("things that tell", "reports", within.part_relatives,
         ("thing-report", "thing-memo", "thing-letter"),
         "public report: 12 of 12 documents with a relative clause said nothing, or who has them spoke"),
    Rule("what is added", "reports", parting.part_added,
         ("adding-that", "adding-plain", "adding-to", "adding-behind", "adding-noting"),
         "guideline: once for each report; 5 of 5 such contents of annotated news and 100 articles, 15 of 22 invented"),
    Rule("participles of saying", "reports", missed.part_participles,
         ("participle-saying", "participle-calling", "participle-asking", "participle-letter"),
         "guideline: once for each report; 19 of 21 such sentences of invented articles gave one, or the object spoke"),
    Rule("asides apart", "forms", page_forms.keep_asides_apart,
         ("page-caption",), "layout: a caption or a subhead stands beside the text"),
    Rule("interviews", "forms", page_forms.interviews,
         ("conversations-8", "forms-7", "lists-4", "interview-initials", "transcript-surnames"),
         "typography: a name or a letter and a colon"),
    Rule("block quotations", "forms", page_forms.block_quotations,
         ("page-block-quotation", "page-block-quotation-after", "page-post"), "layout: a block quotation quotes"),
    Rule("interview questions", "forms", page_forms.interview_questions,
         ("page-interview", "interview-plain", "interview-label-once", "explainer-plain"),
         "layout: questions that are answered in the first person; annotated news: 17 quotes found"),
    Rule("announced paragraphs", "forms", page_forms.announced,
         ("lists-7", "lists-8"), "typography: a colon; public report of transcripts without marks"),
    Rule("speeches", "forms", page_forms.speeches,
         ("page-speech",), "layout: a line names whose words the page prints"),
    Rule("clause of an unsure cue", "relations", contents.settle,
         ("settle-short", "settle-sure"), "annotated news, content at Dice 0.8: 15 quotes of 3,241"),
    Rule("whole cues", "relations", contents.widen_cues,
         ("turns-7", "turns-8", "indirect-21"),
         "guideline: a cue holds its particle, and the verb that it leads up to"),
    Rule("what hangs on what is said", "relations", source_spans.leave_what_hangs,
         ("hangs-between", "hangs-from"), "7 of 13 such sources of invented articles held it"),
    Rule("auxiliaries", "relations", source_spans.leave_auxiliaries,
         ("auxiliary-promised", "auxiliary-warned", "auxiliary-name"),
         "a name has no auxiliary; 5 of 6 such sources of invented articles were nobody"),
    Rule("surnames", "relations", source_spans.leave_surnames,
         ("surname-said", "surname-told"), "typography: a capital within a sentence; 5 of 9 of invented articles"),
    Rule("inserted cues", "inserted", contents.join_inserted,
         ("inserted-says", "inserted-according", "inserted-owner", "inserted-owner-named", "inserted-quoted",
          "inserted-not", "inserted-semicolon", "inserted-present", "inserted-explains", "inserted-garbled"),
         "typography: commas around a cue and its source, and a verb behind them"),
    Rule("on behind the cue", "inserted", contents.run_on,
         ("on-but", "on-had", "on-deed", "on-could", "on-were", "on-hangs", "on-while"),
         "3 of 204 quotes of texts nobody fitted to were cut short; annotated news: 1 of 1 right"),
    Rule("times said", "contents", trimming.cut_times,
         ("fragments-1", "fragments-2", "fragments-3", "when-called", "when-told", "when-shouted", "when-called-for"),
         "public reports: how often and when is no part of what was said"),
    Rule("what it refers to", "contents", trimming.leave_references,
         ("refers-veiled", "refers-adverb", "refers-dig", "refers-content"),
         "guideline: what was said, and no more; 6 of 8 such sentences of invented articles held the writer's gloss"),
    Rule("brackets", "contents", trimming.leave_brackets,
         ("bracket-closed", "bracket-listed"), "typography: a bracket around the cue ends what is said in it"),
    Rule("subject of another clause", "contents", claims.leave_subjects,
         ("clause-rumours", "clause-complaints", "clause-it"),
         "a clause has one subject; 5 of 5 such contents of invented articles ran two together"),
    Rule("after according to", "contents", trimming.begin_after_according,
         ("according-when",), "annotated news, exact content: 3 quotes, and 3 of 3 more of newswire"),
    Rule("in keeping with", "contents", trimming.leave_norms,
         ("norm-rules", "norm-guidelines", "norm-minister", "norm-must"),
         "public report: 7 of 9 such sentences of invented articles quoted a rule; guideline: what somebody said"),
    Rule("to whom", "contents", trimming.leave_addressees,
         ("apologised-to", "apologised-to-for"),
         "guideline: what was said, and no more; public report: 5 of 7 such contents"),
    Rule("according to what", "contents", trimming.read_according_to_what,
         ("according-what", "according-which"), "a relative word tells nothing; 10 of 10 such contents were garbled"),
    Rule("what is called behind", "contents", trimming.leave_to_calling,
         ("called-behind",), "6 of 8 such quotations of invented articles were given to an agent in between"),
    Rule("sentence before", "contents", source_spans.take_sentence_before,
         ("before-reported", "before-disclosed", "before-agency", "before-paragraph"),
         "guideline: what was said, by whom; 9 of 9 of invented items of agencies"),
    Rule("relative words", "contents", trimming.leave_relatives,
         ("relative-marks", "relative-that", "relative-says"),
         "guideline: what was said, and no more; public report: 5 of 7 such contents"),
    Rule("marks take all", "quotations", contents.snap,
         ("snap-clause", "snap-fragment", "snap-full-stop", "snap-paragraph"),
         "typography; annotated news, content at Dice 0.8: 16 quotes"),
    Rule("cue behind", "cues", sources.heed_cues,
         ("indirect-19", "conversations-5", "heeded-agency"), "annotated news: 3 quotes found, 5 of exact content"),
    Rule("verb in marks", "cues", within.tell_by_marked_verb,
         ("verb-marked-shows", "verb-marked-told", "verb-marked-confirmed", "verb-marked-held"),
         "guideline: what was said, by whom; 10 of 12 such quotations of invented articles were garbled"),
    Rule("two quotations, two speakers", "cues", sources.part_turns,
         ("turns-1", "turns-2", "turns-3"), "public report: turns of two speakers within one paragraph"),
    Rule("name behind", "cues", page_forms.name_behind,
         ("behind-farmer", "behind-nurse", "behind-cue"),
         "layout: a name and an office end the paragraph; 3 of 3 such quotations of invented articles were nobody's"),
    Rule("one over paragraphs", "chains", contents.join_chains,
         ("broken-4", "broken-6", "chain-of-two"),
         "typography: marks that stay open; 22 quotes of annotated news at Dice 0.8"),
    Rule("subject of the cue", "sources", sources.fill_sources,
         ("source-clause", "turns-8"), "annotated news: 66 speakers"),
    Rule("asides", "sources", read_asides,
         ("asides-1", "asides-3", "asides-4", "asides-5", "asides-6", "fragments-6", "heard-1", "heard-4",
          "heard-then-said", "aside-states"),
         "public report: 'in X’s phrase', 'to hear X tell it', 'a court heard'"),
    Rule("person just introduced", "sources", sources.introduce,
         ("conversations-7", "introduced-colon", "introduced-label", "introduced-date"),
         "public report (CoreNLP#616): 4 speakers of own gold"),
    Rule("person just reported", "sources", sources.follow_reports,
         ("introduced-report", "introduced-report-told"),
         "annotated news: 3 quotes found, none lost; 29 of 42 invented ones"),
    Rule("unclaimed clauses", "unclaimed", sources.claim,
         ("broken-1", "forms-1", "speakers-1", "forms-11", "continued-paragraph", "broken-halves"),
         "typography: a clause in marks is said; 8 quotes of annotated news"),
    Rule("labelled fragments", "unclaimed", sources.take_label,
         ("fragments-4", "lists-1", "lists-2", "lists-3", "list-below-said", "list-dash"),
         "public report: lists of quotations"),
    Rule("turns", "turns", sources.take_turns,
         ("conversations-1", "conversations-2", "conversations-3"), "public report: a conversation in paragraphs"),
    Rule("reply", "turns", sources.reply,
         ("turns-4", "turns-5", "turns-6"), "public report: turns of two speakers within one paragraph"),
    Rule("reports apart", "turns", parting.part_reported,
         ("apart-behind", "apart-before", "apart-marked", "apart-mixed", "apart-stop", "apart-led"),
         "guideline: once for each report; annotated news: 10 of 12 such reports, 10 quotes found"),
    Rule("signatures", "turns", sources.sign,
         ("letters-2", "forms-3", "forms-4"), "public report (textacy#383): letters and releases"),
    Rule("connectives", "extents", trimming.leave_connectives,
         ("connective-but", "connective-however", "connective-phrase"),
         "guideline: what was said, and no more; annotated news: 20 of 25 contents that such a word begins"),
    Rule("topics", "extents", trimming.leave_topics,
         ("topic-explained", "topic-about"), "typography: a colon; annotated news: 1 of 1 kind right"),
    Rule("what is denied", "extents", trimming.leave_denied,
         ("denied-allegations", "denied-accusation", "denied-claims", "denied-that"),
         "guideline: what was said, and no more; 4 of 5 such contents of invented articles were garbled"),
    Rule("titles of works", "extents", pruning.drop_titles,
         ("title-of-a-work", "name-own", "name-nickname"),
         "guideline: titles of works and nicknames are nobody’s words"),
    Rule("other sentences", "extents", pruning.keep_to_sentence,
         ("sentence-before", "notquotes-13"), "annotated news, content at Dice 0.8: 6 quotes"),
    Rule("gaps", "extents", pruning.close_gaps,
         ("gaps-split", "gaps-cue"), "annotated news, content at Dice 0.8: 6 quotes"),
    Rule("its subject", "extents", pruning.take_subjects,
         ("subject-apposed", "subject-dashes", "subject-relative"),
         "a clause has its subject; 3 of 3 contents of 1,079 texts"),
    Rule("behind who is told", "extents", trimming.begin_after_told,
         ("told-court", "told-outlet", "told-senior"),
         "who is told is no part of what is said; public report: 33 of 48 contents behind “told” without “that”"),
    Rule("its verb", "extents", pruning.take_predicates,
         ("verb-relative", "verb-list", "verb-apposed"),
         "a clause has its verb; annotated news: 4 of 4 contents, and 1 of 1 of 309 invented articles"),
    Rule("quoted as saying", "speakers", source_spans.as_saying,
         ("cited-1", "cited-2", "cited-3", "indirect-11"), "public report: 'Agency quoted X as saying'"),
    Rule("the asked", "speakers", source_spans.leave_the_asked,
         ("speakers-10", "asked-1", "asked-2"),
         "public report: when asked whether, the one asked does not ask; annotated news: 4 wrong speakers fewer"),
    Rule("the told", "speakers", source_spans.leave_the_told,
         ("indirect-15", "told-participle", "told-hanging", "told-agent", "told-headline", "told-headline-to"),
         "annotated news: 3 wrong speakers fewer; 17 headlines and 14 openings that named whom they accuse or tell"),
    Rule("the believed", "speakers", source_spans.leave_the_believed,
         ("believed-said", "believed-thought", "believed-active"),
         "a passive participle has no speaker; 5 of 5 such sources of invented articles said nothing"),
    Rule("participles behind", "speakers", source_spans.take_from_outer,
         ("outer-adding", "outer-front"), "12 of 13 such sources of 1,218 texts are who speaks before"),
    Rule("times", "speakers", source_spans.leave_times,
         ("times-1", "times-2", "times-behind", "times-in-clause"),
         "annotated news: 5 of 5 sources that are a time are nobody; 2 of 2 go without the day behind them"),
    Rule("who hears", "speakers", source_spans.leave_who_hears,
         ("hears-1", "hears-2"), "public report: a court heard; annotated news: 2 of 2 are nobody's"),
    Rule("who bears", "speakers", source_spans.leave_who_bears,
         ("bears-sign", "bears-badge", "bears-banner", "bears-poster", "bears-cries", "bears-amid"),
         "guideline: a slogan is nobody's; 11 of 11 such sources of invented articles said nothing"),
    Rule("who faces", "speakers", claims.give_to_makers,
         ("faces-questions", "faces-warnings"), "guideline: who rejects a claim of others does not make it; 8 of 8"),
    Rule("relative clauses", "speakers", source_spans.mend_relatives,
         ("source-clause", "source-dangling"), "guideline: a source has its whole clause"),
    Rule("datelines", "pruning", pruning.drop_datelines,
         ("conversations-16",), "typography: a name in capitals and a colon begin a story"),
    Rule("remarks of the text", "pruning", pruning.drop_remarks,
         ("remark-worth", "remark-important", "remark-contracted"), "annotated news: 6 of 6 that say so are nobody's"),
    Rule("nothing attributes", "pruning", pruning.drop_unattributed,
         ("unattributed", "unattributed-marked", "notquotes-12"), "annotated news: 27 quotes fewer, 5 of them said"),
    Rule("main verb", "pruning", trimming.end_before_main_verb,
         ("main-fearful", "main-angry", "main-confident"),
         "a sentence has a verb; 5 of 6 such contents of invented articles held it"),
    Rule("marks within marks", "pruning", within.quote_within,
         ("nested-1", "nested-2", "nested-4"), "guideline: what somebody else is quoted with is a quote of its own"),
    Rule("remarks of an owner", "within", missed.tell_remarks,
         ("remark-owner", "remark-held", "remark-charge"),
         "guideline: what somebody is quoted with is theirs; 4 of 4 such sentences gave nothing"),
    Rule("what it is called", "within", within.called_within,
         ("called-marks", "called-plain", "called-i"),
         "guideline: what others report is a quote of its own; annotated news: 7 found, none spurious"),
    Rule("reports around", "within", within.report_around,
         ("around-report", "around-marks", "around-inner"),
         "guideline: once for each report; annotated news: 5 found, 2 spurious; 7 missed before in 100 articles"),
    Rule("granted and said", "within", within.part_conceded,
         ("conceded-while",), "guideline: once for each report; 5 of 5 such sentences of invented articles gave one"),
    Rule("reports kept", "within", within.keep_reports,
         ("kept-after",), "guideline: the outer report keeps the one within; 3 of 5 such contents were cut"),
    Rule("reports within", "within", within.report_within,
         ("within-named", "within-tells", "within-expected", "within-i"),
         "guideline: what others report in what is said is a quote of its own; annotated news: 94 found, 37 spurious"),
])
# fmt: on


def attributions(ws: Workspace, rules: RuleTable[Workspace, None] = RULES) -> list[Attribution]:
    """The attributions of a text that are quotes, in order."""
    for rule in rules:
        rule.apply(ws)
        ws.sweep()
    pruning.tidy(ws)
    ws.sweep()
    return sorted(ws.attributions, key=lambda each: (each.start, each.end))
