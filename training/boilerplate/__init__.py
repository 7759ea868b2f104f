"""Training of the classifier that tells an article from the furniture of its page."""
