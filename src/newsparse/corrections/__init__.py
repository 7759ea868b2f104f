"""Corrections that people make in Label Studio or brat, read back as gold annotations, with what they changed."""

from newsparse.corrections.changes import Change, changes
from newsparse.corrections.read import Corrected, read

__all__ = ["Change", "Corrected", "changes", "read"]
