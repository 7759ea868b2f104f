"""The classifier of the blocks of a page (`newsparse.sources.page`)."""
