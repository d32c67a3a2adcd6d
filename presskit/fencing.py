"""This very process, fenced in for good: a command reads what strangers wrote, and then ends."""

import sys
from collections.abc import Iterable
from pathlib import Path

from presskit import confine
from presskit.diagnostics import Diagnostic
from presskit.fenced import readable
from presskit.limits import MEMORY, SECONDS


def fence(read: Iterable[Path], write: Iterable[Path]) -> list[str]:
    """From here on these paths alone can be opened, besides presskit, Python and the system's
    libraries; no network and no program. The list gets what is asked for in vain.
    """
    sys.dont_write_bytecode = True  # Python would write beside its own modules
    refused: list[str] = []
    written = list(write)
    own = Path(__file__).resolve().parent
    allowed = [*readable(own, own), *read]
    confine.limit(SECONDS, MEMORY)
    confine.fence(allowed, written)
    confine.refuse(allowed, written, refused.append)
    return refused


def denied(refused: Iterable[str]) -> list[Diagnostic]:
    """What was asked for in vain: nothing of ours asks for it."""
    hint = "Look at what was added last: a picture, a font, a link or a template asks for it."
    return [
        Diagnostic("PK534", f"{one} was asked for, and refused", None, hint)
        for one in dict.fromkeys(refused)
    ]
