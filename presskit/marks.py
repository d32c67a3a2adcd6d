"""Marks round the facts that a text cites, by which it is told where each is printed.

They are taken out before anything is laid out: a span more would move letters on a page.
"""

import re
from html import escape

MARK = "data-fact"
_MARKED = re.compile(rf'<span {MARK}="[^"]*">([^<]*)</span>')


def mark(fact: str, words: str) -> str:
    """XHTML of the words of a fact, with its id."""
    return f'<span {MARK}="{fact}">{escape(words, quote=False)}</span>'


def unmarked(xhtml: str) -> str:
    """A text of XHTML without marks."""
    return _MARKED.sub(r"\1", xhtml)
