"""What names are made of, for the stages that need it: pure functions on strings, no spaCy."""

from __future__ import annotations

from newsparse.names.nouns import covers, gender_of_noun, is_kin, is_person_noun, kind_of_organisation
from newsparse.names.person import PersonName, parse_person, same_person
from newsparse.names.text import fold, has_word, initials, key_words, one_line, strip_possessive, without_the

__all__ = [
    "PersonName", "covers", "fold", "gender_of_noun", "has_word", "initials", "is_kin", "is_person_noun", "key_words",
    "kind_of_organisation", "one_line", "parse_person", "same_person", "strip_possessive", "without_the",
]  # fmt: skip
