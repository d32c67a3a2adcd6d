"""What may be shown on the kit's date: stills before their embargo ends, or after their term, not.

They are taken out of the film before anything is made of it.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from presskit.diagnostics import Diagnostic, Location
from presskit.load import Sources, place
from presskit.model import Film, Still
from presskit.source import KeyPath


@dataclass(frozen=True, slots=True)
class Shown:
    """The film with what may be shown and the places of that; what is withheld, and why."""

    film: Film
    sources: Sources
    withheld: tuple[Still, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def shown(film: Film, sources: Sources) -> Shown:
    """What may be shown on the date of the film's version."""
    found, kept = [], []
    for i, still in enumerate(film.stills.stills):
        why = _held_back(still, film.about.date)
        if not why:
            kept.append(i)
            continue
        message = f"the still “{still.title}” {why}: it is in no output of {film.about.date}"
        found.append(Diagnostic("PK608", message, place(sources, "stills", ("stills", i, "id"))))
    if not found:
        return Shown(film, sources)
    stills = tuple(film.stills.stills[i] for i in kept)
    less = film.model_copy(update={"stills": film.stills.model_copy(update={"stills": stills})})
    withheld = tuple(s for i, s in enumerate(film.stills.stills) if i not in kept)
    return Shown(less, _renumbered(sources, kept), withheld, tuple(found))


def digest(withheld: Sequence[Still]) -> str:
    """What is withheld, as a word that gives nothing of it away; empty when nothing is."""
    names = "\n".join(sorted(still.id for still in withheld))
    return hashlib.sha256(names.encode()).hexdigest()[:16] if names else ""


def _held_back(still: Still, day: dt.date) -> str:
    if still.embargo and day < still.embargo:
        return f"is under embargo until {still.embargo}"
    if still.until and still.until < day:
        return f"may not be used after {still.until}"
    return ""


def _renumbered(sources: Sources, kept: Sequence[int]) -> Sources:
    """The same sources, where the n-th still is the n-th of those that are kept."""
    now = {old: new for new, old in enumerate(kept)}
    source = sources["stills"]

    def moved(places: Mapping[KeyPath, Location]) -> dict[KeyPath, Location]:
        found = {}
        for path, where in places.items():
            if path[:1] == ("stills",) and len(path) > 1:
                if path[1] in now:
                    found[("stills", now[int(path[1])], *path[2:])] = where
            else:
                found[path] = where
        return found

    changed = replace(source, keys=moved(source.keys), values=moved(source.values))
    return {**sources, "stills": changed}
