"""From the source of a quote as written ("he", "the envoy") to the entity that it stands for."""
