"""How a word hangs on its head: one set of relations for both label schemes of English parsers.

Universal Dependencies (nsubj:pass, obl, case, acl:relcl) and the scheme of spaCy's own English models (nsubjpass,
prep, pobj, relcl) are mapped here and nowhere else. Their trees differ in one thing that stays: a preposition hangs
on its noun in the first (`CASE`), the noun on its preposition in the second (`PREP`, `POBJ`). `grammar.governed` reads
both.
"""

from __future__ import annotations

from enum import IntEnum, auto

__all__ = ["APPOSED", "CLAUSES", "HELPING", "OBJECTS", "PARTS_OF_NAME", "SUBJECTS", "Rel", "rel_of"]


class Rel(IntEnum):
    """The relation of a word to its head."""

    ROOT = auto()
    SUBJ = auto()
    PASS_SUBJ = auto()
    CLAUSE_SUBJ = auto()
    AGENT = auto()  # of a passive verb: the noun (UD), or the "by" that it hangs on
    OBJ = auto()
    IOBJ = auto()
    OBL = auto()
    ATTR = auto()  # what hangs on a copula as its predicate; UD makes the predicate the head
    POSS = auto()
    NMOD = auto()
    APPOS = auto()
    NAME = auto()
    COMPOUND = auto()
    CONJ = auto()
    CC = auto()
    COMP = auto()
    XCOMP = auto()
    RELCL = auto()
    ACL = auto()
    ADVCL = auto()
    PARATAXIS = auto()
    CASE = auto()
    PREP = auto()
    POBJ = auto()
    PCOMP = auto()
    MARK = auto()
    AUX = auto()
    PASS_AUX = auto()
    COP = auto()
    DET = auto()
    MOD = auto()
    NUM = auto()
    ADVMOD = auto()
    NEG = auto()
    PRT = auto()
    FIXED = auto()
    EXPL = auto()
    VOCATIVE = auto()
    DISCOURSE = auto()
    LIST = auto()
    DEP = auto()
    PUNCT = auto()
    OTHER = auto()  # no label, or one of neither scheme


SUBJECTS = frozenset({Rel.SUBJ, Rel.PASS_SUBJ, Rel.CLAUSE_SUBJ})
OBJECTS = frozenset({Rel.OBJ, Rel.IOBJ})
CLAUSES = frozenset({Rel.COMP, Rel.XCOMP})
SAID = frozenset({Rel.COMP, Rel.PARATAXIS})
"""How what is said hangs on the verb, before or around it as well."""
APPOSED = frozenset({Rel.APPOS})
HELPING = frozenset({Rel.AUX, Rel.PASS_AUX})
PARTS_OF_NAME = frozenset({Rel.NAME, Rel.COMPOUND})

_LABELS = {
    Rel.ROOT: "root",
    Rel.SUBJ: "nsubj nsubj:outer",
    Rel.PASS_SUBJ: "nsubj:pass nsubjpass",
    Rel.CLAUSE_SUBJ: "csubj csubj:pass csubjpass csubj:outer",
    Rel.AGENT: "agent obl:agent",
    Rel.OBJ: "obj dobj",
    Rel.IOBJ: "iobj dative",
    Rel.OBL: "obl",
    Rel.ATTR: "attr acomp oprd",
    Rel.POSS: "nmod:poss poss",
    Rel.NMOD: "nmod",
    Rel.APPOS: "appos",
    Rel.NAME: "flat goeswith",
    Rel.COMPOUND: "compound nn",
    Rel.CONJ: "conj",
    Rel.CC: "cc",
    Rel.COMP: "ccomp",
    Rel.XCOMP: "xcomp",
    Rel.RELCL: "acl:relcl relcl advcl:relcl",
    Rel.ACL: "acl",
    Rel.ADVCL: "advcl",
    Rel.PARATAXIS: "parataxis",
    Rel.CASE: "case",
    Rel.PREP: "prep",
    Rel.POBJ: "pobj",
    Rel.PCOMP: "pcomp",
    Rel.MARK: "mark",
    Rel.AUX: "aux",
    Rel.PASS_AUX: "aux:pass auxpass",
    Rel.COP: "cop",
    Rel.DET: "det predet preconj cc:preconj",
    Rel.MOD: "amod",
    Rel.NUM: "nummod",
    Rel.ADVMOD: "advmod npadvmod quantmod",
    Rel.NEG: "neg",
    Rel.PRT: "compound:prt prt",
    Rel.FIXED: "fixed",
    Rel.EXPL: "expl",
    Rel.VOCATIVE: "vocative",
    Rel.DISCOURSE: "discourse intj",
    Rel.LIST: "list",
    Rel.DEP: "dep",
    Rel.PUNCT: "punct",
}
_RELS = {label: rel for rel, labels in _LABELS.items() for label in labels.split()}


def rel_of(label: str) -> Rel:
    """The relation that a label of either scheme stands for; a subtype that is not listed counts as its type."""
    plain = label.lower()
    found = _RELS.get(plain)
    return found if found is not None else _RELS.get(plain.partition(":")[0], Rel.OTHER)
