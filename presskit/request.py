"""What is asked of a build: which editions, for whom and when, and how much it may take."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from presskit.limits import MEMORY, SECONDS
from presskit.model import Moment

Notify = Callable[[str, int, int], None]
"""Told what is being made, which it is, and of how many."""

STALE_AFTER = 180
"""Days after which a look at what changes by itself is out of date."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: edition names (empty: all), and whether the kit is final.

    `waived` are names of what a final leaves open, each with its reason; after `stale_after` days
    what changes by itself is out of date.
    `max_mb` is the size that an archive of stills may have; its edition's own if not given.
    `stamp` overrides the film's date in the outputs' own dates; `target` is the folder to
    write, dist/<film>/ of the project unless given; `white` sets what has pages on white.
    `as_of` is the moment that embargoes are held against, the film's date if not given; `audience`
    is whom the kit is for, everybody if empty.
    `names` are the user's and the machine's: no output may have them.
    """

    editions: tuple[str, ...] = ()
    final: bool = False
    waived: tuple[tuple[str, str], ...] = ()
    stamp: dt.datetime | None = None
    target: Path | None = None
    white: bool = False
    stale_after: int = STALE_AFTER
    max_mb: int | None = None
    as_of: Moment | None = None
    audience: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one kit may take: seconds, on the clock and of computing, and megabytes of memory."""

    seconds: int = SECONDS
    memory: int = MEMORY


USUAL = Limits()
"""What a kit may take unless it is said otherwise."""
