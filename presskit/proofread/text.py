"""A text as it was extracted: blocks with places, cut into sentences and words."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from presskit.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or cell: words that belong together.

    `marks` has where the characters from an offset on stand, in order; the first offset is 0.
    """

    text: str
    marks: tuple[tuple[int, Location], ...]

    def place(self, at: int) -> Location:
        """Where the character at an offset stands; the column is known where lines are."""
        offset, where = self.marks[max(0, bisect_right([m[0] for m in self.marks], at) - 1)]
        if not where.column:
            return where
        return Location(where.path, where.line, where.column + at - offset, where.within)


Text = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word at [start, end) of its block; `gap` counts the marks that part it from the last."""

    start: int
    end: int
    word: str
    gap: int


_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|vs|no|nos|jr|sr|dir|dirs|prod|approx|ca|c|min|hrs|mi|vol|ed|eds|fig"
    r"|pp|inc"
    r"|ltd|co|gen|col|lt|gov|rev|hon|prof|u\.s|u\.k|e\.g|i\.e|a\.m|p\.m"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)|\b[A-Z])\.\Z",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])|[.!?…]+[\"”’')\]]*\s*\Z|\n{2,}")
_IN_DATE = re.compile(r"\b\d{1,2}\.\s\d{1,2}\.\s(?:18|19|20)\d\d\b")
"""22. 11. 1937, as much of Europe writes a date."""
_TOKEN = re.compile(r"[^\W_]+(?:[’'.&][^\W_]+)*")
_PARTING = re.compile(r"[,;:()–—/|]|\s-\s")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block as [start, end)."""
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.end()].rstrip()
        if (
            match.group().startswith(".")
            and match.end() < len(text)
            and _ABBREVIATION.search(before)
        ):
            # “p.m.” and “Jr.” end a sentence only when nothing tells otherwise.
            continue
        if _IN_DATE.search(text[max(start, match.end() - 7) : match.end() + 10]):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


@lru_cache(maxsize=1024)  # rules ask for the words of a sentence one after the other
def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of a stretch; hyphens part words, apostrophes do not."""
    found: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, end):
        gap = len(_PARTING.findall(text[last : match.start()]))
        found.append(Token(match.start(), match.end(), match.group(), gap))
        last = match.end()
    return tuple(found)
