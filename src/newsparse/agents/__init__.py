"""`newsparse mcp`: newsparse as tools of a language model, by the Model Context Protocol. Needs the extra `mcp`.

`answers` has what the tools return and how it is made of an article, `server` the tools. Importing it imports nothing
of the extra.
"""
