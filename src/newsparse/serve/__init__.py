"""`newsparse serve`: the library over HTTP, with the same results, and a page to try. Needs the extra `serve`.

    request ── problems, body, fields, accept ──> job ──> pool ──> worker process: jobs ──> answer

`app` has the routes, `stream` JSON lines in and out, `openapi` and `pages` what is read by people and programs, `log`
the lines that tell what was done, without a word of an article. Importing it imports nothing of the extra.
"""
