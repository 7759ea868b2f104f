"""The page around what is shown: complete in itself, nothing may be fetched or run, whatever an article holds."""

from __future__ import annotations

__all__ = ["shell"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
{body}
</html>
"""


def shell(title: str, style: str, body: str) -> str:
    """The page of a title (escaped), a style sheet and a `<body>` element."""
    return _PAGE.format(policy=_POLICY, title=title, style=style, body=body)
