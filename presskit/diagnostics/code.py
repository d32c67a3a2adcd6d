"""What a code of a diagnostic says: how bad it is, and what it means."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic: how bad it is, its title, and what it means, in plain English."""

    severity: Severity
    title: str
    explanation: str
    environment: bool = False
