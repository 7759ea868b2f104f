"""Sources: what a user hands in, read as a text and a `keys.Reading`."""

from newsparse.sources.reader import read

__all__ = ["read"]
