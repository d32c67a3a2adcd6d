"""What the user should know, as values: a code, a place, a message and a remedy.

`CODES` is the one table of codes, in `codes.py`.
"""

from collections.abc import Iterable

from presskit.diagnostics.codes import CODES, Code, Severity
from presskit.diagnostics.finding import Diagnostic, Location
from presskit.diagnostics.folding import More, folded

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Location",
    "More",
    "PresskitError",
    "Severity",
    "errors",
    "folded",
    "in_order",
    "refusal",
]


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
