"""What is asked of many articles: is a quotation real, who is who, who says the same, who gets quoted."""

from newsparse.archive.checking import check, checker
from newsparse.archive.result import Change, Place, QuoteCheck

__all__ = ["Change", "Place", "QuoteCheck", "check", "checker"]
