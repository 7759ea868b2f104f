"""Who said what: quotation marks, cues and the model's spans made into quotes.

`component.py` reads and writes the Doc; every other module takes and returns plain values.
"""
