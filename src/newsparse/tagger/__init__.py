"""The packaged model as one spaCy component: entities, tags, lemmas, dependencies, sentences, attribution."""
