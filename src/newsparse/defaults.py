"""The options of `extract`, `extract_many` and `load`: their defaults and what they may be. Their only home."""

from __future__ import annotations

from typing import Final, Literal, get_args

from newsparse.errors import InputError

Attributions = Literal["statements", "all"]
OnError = Literal["raise", "record"]

CLEAN: Final = True
ATTRIBUTIONS: Final[Attributions] = "statements"
GENDER_FROM_NAMES: Final = False
ON_ERROR: Final[OnError] = "raise"
STRICT: Final = False
N_PROCESS: Final = 1
# Articles that go through the model together, and to a worker process together: enough to fill its batches.
BATCH_SIZE: Final = 16


def check(*, attributions: str = ATTRIBUTIONS, on_error: str = ON_ERROR) -> None:
    """Raise `InputError` for a value that an option cannot have."""
    for name, value, kind in (("attributions", attributions, Attributions), ("on_error", on_error, OnError)):
        if value not in get_args(kind):
            raise InputError(f"{name!r} is {value!r}; wanted is {' or '.join(map(repr, get_args(kind)))}")


def check_counts(**counts: object) -> None:
    """Raise `InputError` for a count that is no whole number above zero."""
    for name, count in counts.items():
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            raise InputError(f"{name!r} is {count!r}; wanted is a whole number from 1")
