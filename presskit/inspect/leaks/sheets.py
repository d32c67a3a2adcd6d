"""Style sheets: their comments, strings and addresses."""

import re
from collections.abc import Iterator
from typing import Any

import tinycss2

from presskit.inspect.leaks.pieces import Found, Link, Piece, Spot, Walk

HINT = "Receivers can read it. Take it out of the style sheet."
LARGEST = 4 << 20
_SPEAKS = re.compile(r"/\*|[\"']|url\(", re.IGNORECASE)
"""What a style must hold to say more than its rules."""


def walk(text: str, spot: Spot, line: int = 1, attribute: bool = False) -> Walk:
    """What a style sheet says besides its rules; `line` is the one that it begins at."""
    if len(text) > LARGEST:
        yield Piece(spot, text, "code", line)
        return
    yield Piece(spot, text, "code", line)
    if attribute and not _SPEAKS.search(text):
        return
    for token in _tokens(tinycss2.parse_component_value_list(text)):
        yield from _token(token, spot, line - 1 + token.source_line)


def _token(token: Any, spot: Spot, line: int) -> Iterator[Found]:
    if token.type == "comment" and token.value.strip():
        yield Piece(spot, token.value, "data", line)
        size = len(token.value.strip())
        yield spot.say("PK725", f"a comment of {size} letters", HINT, line)
    elif token.type == "string":
        yield Piece(spot, token.value, "data", line)
    elif token.type == "url" and not token.value.startswith("data:"):
        yield Link(spot, token.value, line)


def _tokens(nodes: list[Any]) -> Iterator[Any]:
    """Every token, those within functions and brackets included."""
    waiting = list(reversed(nodes))
    while waiting:
        token = waiting.pop()
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inner, list):
            waiting.extend(reversed(inner))
