"""One view of a Doc for all stages: its tokens as columns, its layout, and the walks over its grammar.

`tokens` reads a Doc once, `layout` knows its paragraphs, `marks` its quotation marks, `grammar` its closed words and
its parse. Nothing here knows a stage, and nothing is written on the Doc.
"""
