"""What stands before a brace: selectors and media queries (Selectors 4, 17; Media Queries 4, 3)."""

from collections.abc import Iterator
from typing import Any

from presskit.inspect.epub.vocabulary import words_of

_QUIET = ("whitespace", "comment")
_PARTS = (*_QUIET, "ident", "hash", "function", "[] block")
_STATES = words_of(
    """active any-link autofill after backdrop before blank checked cue current default defined
    details-content disabled empty enabled file-selector-button first first-child first-letter
    first-line first-of-type focus focus-visible focus-within footnote-call footnote-marker
    fullscreen future grammar-error hover host in-range indeterminate invalid last-child
    last-of-type left link local-link marker modal only-child only-of-type open optional
    out-of-range past paused placeholder placeholder-shown playing popover-open read-only read-write
    required right root scope selection slotted spelling-error target target-text target-within
    user-invalid user-valid valid visited"""
)
"""Pseudo-classes and pseudo-elements that are not functions (Selectors 4, CSS Pseudo 4)."""
_COMBINING = (">", "+", "~")
_SIGNS = (*_COMBINING, ".", ":", "*", "|", "||", "&")


def wrong(prelude: list[Any]) -> Iterator[str]:
    """What is no selector in a list of selectors."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    for part in parts:
        if not any(t.type not in _QUIET for t in part):
            if len(parts) > 1:
                yield "a selector is missing beside a comma"
        elif bad := _strange(part):
            yield f"{bad} has no place in a selector"
        elif reason := _broken(part):
            yield reason


def _strange(part: list[Any]) -> str:
    """The first token that no selector has."""
    for token in part:
        known = token.type in _PARTS or (token.type == "literal" and token.value in _SIGNS)
        if not known and token.type != "error":
            return repr(token.serialize()[:40])
    return ""


def _broken(part: list[Any]) -> str:
    """A sign without what it needs behind it."""
    for place, sign in enumerate(part):
        following = part[place + 1] if place + 1 < len(part) else None
        solid = next((t for t in part[place + 1 :] if t.type not in _QUIET), None)
        kind = following.type if following is not None else ""
        if _sign(sign) == "." and kind != "ident":
            return "a full stop has no class right behind it"
        if _sign(sign) == ":" and kind not in ("ident", "function") and _sign(following) != ":":
            return "a colon has no state right behind it"
        if kind == "ident" and _sign(sign) == ":" and not _state(following):
            return f":{_name(following)} is no state of an element"
        if _sign(sign) in _COMBINING and (solid is None or _sign(solid) in _COMBINING):
            return f"{_sign(sign)!r} has no selector behind it"
    return ""


def _state(token: Any) -> bool:
    return token.value.startswith("-") or token.lower_value in _STATES


def _name(token: Any) -> str:
    return str(token.value)[:40]


def _sign(token: Any) -> str:
    return token.value if token is not None and token.type == "literal" else ""


def wrong_query(prelude: list[Any]) -> Iterator[str]:
    """What is no condition in a media query: (min-width 30em), without its colon."""
    for token in prelude:
        if token.type == "error":
            yield f"the media query is broken: {token.message}"
        elif token.type in ("number", "dimension", "percentage"):
            yield f"{token.serialize()!r} stands outside the brackets of a media query"
        elif token.type == "() block":
            inner = [t for t in token.content if t.type not in _QUIET]
            signs = {_sign(t) for t in inner}
            nested = any(t.type in ("() block", "function") for t in inner)
            if nested:
                yield from wrong_query([t for t in inner if t.type == "() block"])
            elif not (
                signs & {":", "<", ">", "=", "<=", ">="} or [t.type for t in inner] == ["ident"]
            ):
                yield f"{token.serialize()[:60]!r} is no condition of a media query"
