"""Time expressions: found by a grammar of named rules, resolved to TIMEX3 values and days.

`find.find` is the stage without spaCy; `component` puts it into a pipeline as `newsparse_dates`.
"""
