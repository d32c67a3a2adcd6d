"""Findings for a person's eye: of what is said of many things alike, three and then a sum."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from presskit.diagnostics.finding import Diagnostic

SHOWN = 3
"""So many of a kind are shown in full."""

NAMED = 8
"""So many more are named."""


@dataclass(frozen=True, slots=True)
class More:
    """Findings that are like the ones before them."""

    like: tuple[Diagnostic, ...]

    def __str__(self) -> str:
        names = list(dict.fromkeys(_name(item) for item in self.like))
        shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
        return f"and {len(self.like)} more like this ({self.like[0].code}): {shown}"


def folded(found: Iterable[Diagnostic]) -> Iterator[Diagnostic | More]:
    """The findings in their order; of warnings and notes of a kind, the first and then a sum.

    Errors are never folded, since each has to be put right, nor is what is meant for somebody.
    """
    listed = list(found)
    kinds: dict[tuple[str, str], list[Diagnostic]] = {}
    for item in listed:
        kinds.setdefault(_kind(item), []).append(item)
    hidden: set[int] = set()
    for item in listed:
        if id(item) in hidden:
            continue
        rest = _rest(kinds[_kind(item)])
        if not any(item is other for other in rest):
            yield item
            continue
        hidden |= {id(other) for other in rest}
        yield More(tuple(rest))


def _rest(like: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Those of a kind that are summed up: none, or two and more, for one is as short in full."""
    whole = like[0].severity == "error" or like[0].whom or len(like) < SHOWN + 2
    return () if whole else like[SHOWN:]


def _kind(item: Diagnostic) -> tuple[str, str]:
    """Findings are alike when one remedy, but for names and figures, is offered for all."""
    return item.code, _ONES_OWN.sub("", item.hint)


_PICTURE = re.compile(r"[^\s/“”()]+\.(?:jpe?g|png|tiff?|webp|gif|heic|avif)\b", re.IGNORECASE)
_ONES_OWN = re.compile(rf"“[^”]*”|{_PICTURE.pattern}|\d+", re.IGNORECASE)


def _name(item: Diagnostic) -> str:
    """The picture that a finding is about, or the place that it is at."""
    picture = _PICTURE.search(item.message)
    if picture:
        return picture[0]
    return str(item.location) if item.location else item.message
