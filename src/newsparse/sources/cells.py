"""Values as tables and scientific libraries hold them, as Python's own."""

from __future__ import annotations

from typing import Any

__all__ = ["cell"]


def cell(value: Any) -> Any:
    """A value of a table as Python's own: numpy's scalars as numbers and ISO strings; None for one that is missing.

    NaN, NaT and `pd.NA` are missing.
    """
    if value is None or isinstance(value, str | bytes):
        return value
    if _is_missing(value):
        return None
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return str(value) if type(value).__name__ == "datetime64" else value.item()
    return value


def _is_missing(value: Any) -> bool:
    """Whether a value is not equal to itself (NaN, NaT), or does not say whether it is (`pd.NA`)."""
    try:
        return not value == value  # noqa: PLR0124, SIM201 - what `!=` says of NaN differs from type to type
    except TypeError:
        return True
    except ValueError:
        return False  # an array, which is no value of a table
