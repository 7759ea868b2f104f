"""The closed classes of English words, once each, in small letters and with straight apostrophes as `Tokens.lower`."""

from __future__ import annotations

__all__ = [
    "ADDING", "AHEAD", "AMID", "ANOTHER", "ARTICLES", "ATTACHING", "AUXILIARIES", "BACKSHIFTED", "BE", "BEARING",
    "CLOSING_MARKS", "COMPLEMENTIZERS", "CONCEDING", "CONDITIONS", "CONJUNCTIONS", "COPULAS", "DASHES", "DEFINITE",
    "DEMONSTRATIVES", "DO", "FIRST_PERSON", "FORMER", "HAVE", "HE_OR_SHE", "HOLDING", "INDEFINITE",
    "INDEFINITE_PRONOUNS", "IN_LISTS", "IS", "LISTING", "MAKING", "MODALS", "NAMES_TOO", "NAMING", "NEGATIONS",
    "NEGATIVES", "OBJECT_PRONOUNS", "OPENING_MARKS", "OWNING", "PERSONAL_PRONOUNS", "POSSESSIVES", "POSSESSIVE_MARKS",
    "POSSESSIVE_PRONOUNS", "POSTED", "PREPOSITIONS", "PRONOUNS", "REFLEXIVES", "RELATIVES", "SENTENCE_ENDS",
    "SUBJECT_PRONOUNS", "TOWARDS", "VERSUS", "WHILE", "word_set",
]  # fmt: skip


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(words.split())


SUBJECT_PRONOUNS = word_set("i you he she it we they")
FIRST_PERSON = word_set("i we")
"""Those of whoever speaks."""
HE_OR_SHE = word_set("he she")
OBJECT_PRONOUNS = word_set("me you him her it us them")
REFLEXIVES = word_set("myself yourself yourselves himself herself itself ourselves themselves themself oneself")
POSSESSIVES = word_set("my your his her its our their")
"""Those that stand before a noun."""
POSSESSIVE_PRONOUNS = word_set("mine yours his hers its ours theirs")
"""Those that stand alone."""
PERSONAL_PRONOUNS = SUBJECT_PRONOUNS | OBJECT_PRONOUNS | REFLEXIVES | POSSESSIVES | POSSESSIVE_PRONOUNS
RELATIVES = word_set("who whom whose which that where when")
INDEFINITE_PRONOUNS = word_set("anybody anyone everybody everyone nobody somebody someone")
DEMONSTRATIVES = word_set("this that these those")
PRONOUNS = PERSONAL_PRONOUNS | (RELATIVES - {"where", "when"}) | DEMONSTRATIVES
"""All that stand for somebody or something."""
NAMES_TOO = word_set("it us who")
"""Those that are names where they stand in capitals."""

ARTICLES = word_set("a an the")
INDEFINITE = word_set("a an another one some any every each no")
"""Words that begin a noun phrase which takes nothing up."""
DEFINITE = frozenset({"the"}) | DEMONSTRATIVES | POSSESSIVES
"""Words that begin a noun phrase which takes something up."""
POSSESSIVE_MARKS = frozenset({"'s", "'"})

BE = word_set("am are be been being is was were 's 're 'm")
IS = word_set("are is")
"""Those of what is so now."""
COPULAS = word_set("is was are were became becomes remains remained")
HAVE = word_set("has have had having 've 'd")
DO = word_set("do does did doing")
MODALS = word_set("can ca could may might must shall should will wo would 'll 'd")
AHEAD = word_set("shall will wo 'll")
"""Those of what is to come."""
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIVES = word_set("not n't never neither nor no none nobody nothing hardly without")
NEGATIONS = NEGATIVES | word_set("barely cannot nowhere rarely scarcely seldom")
"""All words that turn a statement round, or nearly so."""
CONDITIONS = word_set("if unless whether")
"""Words that begin a clause on which another depends."""
BACKSHIFTED = {"could": "can", "might": "may", "would": "will"}
"""What a report in the past makes of modals, and what it was."""

AMID = word_set("amid amidst despite to through under")
"""Between what somebody does and what others do meanwhile: left to jeers."""
TOWARDS = word_set("at from to")
"""To whom and from where something is said."""
CONCEDING = word_set("although though whereas while")
"""Words that begin what is granted."""
WHILE = word_set("after as before during when")
"""Words that begin when something happened."""
PREPOSITIONS = word_set(
    "about above across after against along alongside amid among around as at before behind below beneath beside"
    " besides between beyond by despite during except for from in including inside into like near of off on onto"
    " outside over past per since through throughout to toward towards under until up upon via with within without"
)
ATTACHING = word_set("at for in of on to")
"""Those that hang a place or a body on an office: "head of", "spokesman for", "minister at"."""
POSTED = word_set("at for of")
"""Those of them that tell which office it is, and no place or day of something else."""
OWNING = word_set("at by from in on to with")
"""Those that tell, beside "of", whose something is or where."""
MAKING = word_set("by from")
"""Those that tell who made something."""
HOLDING = word_set("for in of through via with")
"""Those that lead to what somebody holds or makes: "in the hope", "of the opinion", "a letter with a warning"."""
BEARING = word_set("in on through via")
"""Those that tell in what something was said: "in a letter", "through the website"."""
ANOTHER = word_set("deputy elder fellow new next older opposing other second third younger")
"""Before a noun they set somebody apart from whoever was called so."""
FORMER = word_set("former ex late")
"""Before a noun they say that somebody no longer is one."""
NAMING = word_set("called named surnamed")
"""Before a name they say whose it is."""
VERSUS = word_set("v v. vs vs. versus")
"""Between two who stand against each other: "Leeds v. Hull"."""
CONJUNCTIONS = word_set("and & or but nor yet")
LISTING = word_set("and & ,")
"""What stands between the members of a list."""
IN_LISTS = word_set("and or the of from by with in for , ( )")
"""What may stand between the names of a list, besides how many of each."""
ADDING = word_set("and but")
"""Those that join a sentence to the one before it."""
COMPLEMENTIZERS = word_set("that whether")
"""Those that begin a clause which is said or asked."""

SENTENCE_ENDS = frozenset({".", "!", "?", "...", "…"})
DASHES = frozenset({"-", "–", "—", "--", "―"})
OPENING_MARKS = frozenset({'"', "“", "„", "‘", "‘‘", "'", "``", "`", "«"})
CLOSING_MARKS = frozenset({'"', "”", "’", "’’", "'", "''", "»"})
