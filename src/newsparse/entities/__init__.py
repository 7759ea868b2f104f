"""From the tagger's spans to entities: repair, clustering, names, roles and countries."""
