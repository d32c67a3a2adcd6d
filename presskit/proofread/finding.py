"""What proofread reports: a diagnostic, how sure it is, and what the registry has."""

import json
from dataclasses import dataclass

from presskit.diagnostics import CODES, Diagnostic, Location
from presskit.model import Fact, Film

LEVELS = {"high": 0.75, "medium": 0.5, "low": 0.0}
"""Least confidence of each level; medium and above are shown unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement, of the words at [start, end) of block `block` with the registry."""

    code: str
    block: int
    start: int
    end: int
    words: str
    message: str
    hint: str
    confidence: float
    location: Location
    sources: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        return next(name for name, least in LEVELS.items() if self.confidence >= least)

    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.code, self.message, self.location, self.hint)

    def as_json(self) -> str:
        """One line of JSON, as for a diagnostic, with how sure it is and the sources."""
        where = self.location
        line = {
            "code": self.code,
            "severity": CODES[self.code].severity,
            "message": self.message,
            "path": where.path,
            "line": where.line,
            "column": where.column,
            "within": where.within,
            "hint": self.hint,
            "words": self.words,
            "confidence": round(self.confidence, 2),
            "level": self.level,
            "sources": list(self.sources),
        }
        return json.dumps(line, ensure_ascii=False)


def behind(fact: Fact, film: Film) -> str:
    """What stands behind a fact: its state and its sources by name."""
    return f"{fact.state}: {', '.join(names(fact.sources, film))}"


def names(ids: tuple[str, ...], film: Film) -> tuple[str, ...]:
    """Sources as they are printed."""
    known = ((wanted, film.source(wanted)) for wanted in ids)
    return tuple(source.name if source else wanted for wanted, source in known)
