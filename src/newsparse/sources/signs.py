"""What several readers of a source look for: the end of a sentence."""

from __future__ import annotations

import re

__all__ = ["SENTENCE_END"]

SENTENCE_END = re.compile(r"[.?!][\"”’'»)\]]*$")
