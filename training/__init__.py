"""From public corpora to the weights in `src/newsparse/model/`."""
