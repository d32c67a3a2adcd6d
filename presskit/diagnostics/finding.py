"""One finding: a code, a place, a message and a remedy."""

from dataclasses import dataclass

from presskit.diagnostics.codes import CODES, Severity


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
