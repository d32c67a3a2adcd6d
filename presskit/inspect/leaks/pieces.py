"""What a walk through a file gives: texts with their place, targets of links, bytes, findings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from presskit.diagnostics import Diagnostic, Location


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an output: its path, entries of archives included, and where in the file."""

    path: str
    within: str = ""

    def entry(self, name: str) -> "Spot":
        """A file within this one."""
        return Spot(f"{self.path}/{name}")

    def part(self, within: str) -> "Spot":
        """A part of this file: page 3, the info dictionary."""
        return replace(self, within=within)

    def say(self, code: str, message: str, hint: str, line: int = 0) -> Diagnostic:
        """A finding here."""
        return Diagnostic(code, message, Location(self.path, line, 0, self.within), hint)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that is read as a whole.

    `kind` is words (of a page), data (metadata, names, values), code (style sheets, scripts), raw
    (bytes of no known kind, as text), block (words of a part of a page) or whole (all its words
    again, for what goes on from part to part). `line` is that of its first character, 0 where the
    file has no lines.
    """

    spot: Spot
    text: str
    kind: str = "words"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What a link leads to. In an archive or a book it may lead to a file beside its own."""

    spot: Spot
    target: str
    line: int = 0
    beside: bool = True


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of a file, or of a picture within one."""

    spot: Spot
    data: bytes


Found = Piece | Link | Blob | Diagnostic
Walk = Iterator[Found]
Inner = Callable[[bytes, Spot], Walk]
"""Walks through a file that was found within another."""


def short(text: str, most: int = 40) -> str:
    """The beginning of a text, on one line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * most]).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
