"""The choice of antecedents (`newsparse.coref.antecedents`): examples from annotated texts, and the training."""
