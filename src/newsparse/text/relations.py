"""How a word hangs on its head: one set of relations for both label schemes of English parsers.

Universal Dependencies (nsubj:pass, obl, case, acl:relcl) and the scheme of spaCy's own English models (nsubjpass,
prep, pobj, relcl) are mapped here and nowhere else. Their trees differ in one thing that stays: a preposition hangs
on its noun in the first (`CASE`), the noun on its preposition in the second (`PREP`, `POBJ`). `grammar.governed` reads
both.
"""

from __future__ import annotations

from enum import Enum

__all__ = [
    "APPOSED", "CLAUSES", "HELPING", "OBJECTS", "PARTS_OF_NAME", "PASSIVE_SUBJECTS", "SAID", "SUBJECTS", "Rel",
    "rel_of",
]  # fmt: skip


class Rel(str, Enum):
    """The relation of a word to its head; its value are the labels of both schemes that stand for it."""

    ROOT = "root"
    SUBJ = "nsubj nsubj:outer"
    PASS_SUBJ = "nsubj:pass nsubjpass"  # noqa: S105 - of the passive
    CLAUSE_SUBJ = "csubj csubj:pass csubjpass csubj:outer"
    AGENT = "agent obl:agent"  # of a passive verb: the noun (UD), or the "by" that it hangs on
    OBJ = "obj dobj"
    IOBJ = "iobj dative"
    OBL = "obl"
    ATTR = "attr acomp oprd"  # what hangs on a copula as its predicate; UD makes the predicate the head
    POSS = "nmod:poss poss"
    NMOD = "nmod"
    APPOS = "appos"
    NAME = "flat goeswith"
    COMPOUND = "compound nn"
    CONJ = "conj"
    CC = "cc"
    COMP = "ccomp"
    XCOMP = "xcomp"
    RELCL = "acl:relcl relcl advcl:relcl"
    ACL = "acl"
    ADVCL = "advcl"
    PARATAXIS = "parataxis"
    CASE = "case"
    PREP = "prep"
    POBJ = "pobj"
    PCOMP = "pcomp"
    MARK = "mark"
    AUX = "aux"
    PASS_AUX = "aux:pass auxpass"  # noqa: S105 - the same
    COP = "cop"
    DET = "det predet preconj cc:preconj"
    MOD = "amod"
    NUM = "nummod"
    ADVMOD = "advmod npadvmod quantmod"
    NEG = "neg"
    PRT = "compound:prt prt"
    FIXED = "fixed"
    EXPL = "expl"
    VOCATIVE = "vocative"
    DISCOURSE = "discourse intj"
    LIST = "list"
    DEP = "dep"
    PUNCT = "punct"
    OTHER = ""  # no label, or one of neither scheme


SUBJECTS = frozenset({Rel.SUBJ, Rel.PASS_SUBJ, Rel.CLAUSE_SUBJ})
PASSIVE_SUBJECTS = frozenset({Rel.PASS_SUBJ})
OBJECTS = frozenset({Rel.OBJ, Rel.IOBJ})
CLAUSES = frozenset({Rel.COMP, Rel.XCOMP})
SAID = frozenset({Rel.COMP, Rel.PARATAXIS})
"""How what is said hangs on the verb, before or around it as well."""
HANGING = frozenset({Rel.OBL, Rel.NMOD, Rel.AGENT})
"""How a noun with its preposition hangs on a verb or a noun."""
DESCRIBING = frozenset({Rel.ACL, Rel.RELCL})
"""How a clause hangs on the noun that it describes."""
APPOSED = frozenset({Rel.APPOS})
HELPING = frozenset({Rel.AUX, Rel.PASS_AUX})
PARTS_OF_NAME = frozenset({Rel.NAME, Rel.COMPOUND})

_RELS = {label: rel for rel in Rel for label in rel.split()}


def rel_of(label: str) -> Rel:
    """The relation that a label of either scheme stands for; a subtype that is not listed counts as its type."""
    plain = label.lower()
    return _RELS.get(plain) or _RELS.get(plain.partition(":")[0], Rel.OTHER)
