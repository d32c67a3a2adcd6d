"""What the user should know, as values: a code, a place, a message and a remedy.

`CODES` is the one table of codes, in `codes.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from presskit.diagnostics.codes import CODES, Code, Severity

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Location",
    "PresskitError",
    "Severity",
    "errors",
    "in_order",
    "refusal",
]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: path from the project (POSIX), line and column from 1; 0 = whole file.

    `within` names the place in a file that has no lines: page 3, chapter “Notes”.
    """

    path: str
    line: int = 0
    column: int = 0
    within: str = ""

    def __str__(self) -> str:
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts) + (f", {self.within}" if self.within else "")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is a key of CODES; `hint` says what to do, `whom` who can."""

    code: str
    message: str
    location: Location | None = None
    hint: str = ""
    whom: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        text = f"{place}{self.severity} {self.code} {self.message}"
        return f"{text}\n    {self.hint}" if self.hint else text


class PresskitError(Exception):
    """Raised at an edge where going on is senseless; carries the diagnostics to show."""

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__("; ".join(str(d) for d in found))
        self.found = found


def refusal(error: OSError) -> Diagnostic:
    """What the system refused, in its own words."""
    where = Location(str(error.filename)) if error.filename else None
    hint = "Check that the disk has room, and who may read and write there."
    return Diagnostic("PK507", error.strerror or str(error), where, hint)


def errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of the diagnostics that stop a build."""
    return tuple(d for d in found if d.severity == "error")


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By who can put it right (mostly whoever reads it), file, line, column and code; each once."""

    def key(d: Diagnostic) -> tuple[str, str, int, int, str, str]:
        place = d.location or Location("")
        return (d.whom, place.path, place.line, place.column, d.code, d.message)

    return tuple(sorted(dict.fromkeys(found), key=key))
