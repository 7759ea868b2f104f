"""The choice of antecedents (`newsparse.speakers.antecedents`): examples from annotated texts, and the training."""
