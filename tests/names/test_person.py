"""Spellings of one given name, titles of two words, generations."""

from __future__ import annotations

import pytest

from newsparse.names import parse_person, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrin", "Sergey Lavrin"),
        ("Mohammed Haddad", "Muhammad Haddad"),
        ("Yulia Petrenko", "Julia Petrenko"),
    ],
)
def test_spellings_of_one_given_name(one: str, other: str) -> None:
    assert same_person(parse_person(one), parse_person(other))


@pytest.mark.parametrize(
    ("text", "shown", "suffix"),
    [
        ("Tan Sri Lim Wei", "Lim Wei", ""),
        ("Datuk Seri Hassan Omar", "Hassan Omar", ""),
        ("Ibu Siti Aminah", "Siti Aminah", ""),
        ("Rt. Hon. Ama Mensah", "Ama Mensah", ""),
        ("Frank Boyle senior", "Frank Boyle senior", "sr"),
        ("Jan Moor IV", "Jan Moor IV", "iv"),
        ("Neymar Junior", "Neymar Junior", ""),
        ("Coun Trevor Maddock", "Trevor Maddock", ""),
        ("Hojatoleslam Karim Vaziri", "Karim Vaziri", ""),
        ("Togbui Ametefe IV", "Ametefe IV", "iv"),
        ("Datuk Seri Panglima Hatta Jumat", "Hatta Jumat", ""),
        ("Makcik Rokiah Sulong", "Rokiah Sulong", ""),
        ("Niamh Dolan TD", "Niamh Dolan", ""),
        ("Carrie Tse GBM", "Carrie Tse", ""),
        ("Adegoke SAN", "Adegoke", ""),
        ("ADA SAN", "ADA SAN", ""),
        ("Eze Nwosu", "Eze Nwosu", ""),
    ],
)
def test_titles_and_generations(text: str, shown: str, suffix: str) -> None:
    name = parse_person(text)
    assert (name.shown, name.suffix) == (shown, suffix)
