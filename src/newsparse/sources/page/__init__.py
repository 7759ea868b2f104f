"""Pages: the tree, its blocks and what they are, the article and the metadata."""
