"""One person, one organisation, over many articles: stable ids, with the evidence for each."""

from newsparse.archive.link.run import Summary, explain, link

__all__ = ["Summary", "explain", "link"]
