"""What may be shown: to whom a kit is for, on the moment that it is for.

What may not be shown yet, or any more, or only to others, is taken out of the film before anything
is made of it. Moments are held against the kit's date or a moment that is given, not the clock.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from presskit.check import check
from presskit.diagnostics import Diagnostic, Location
from presskit.embargo.held import Held
from presskit.embargo.words import sentences, short_names, told
from presskit.load import PARTS, Sources, parts, place, values
from presskit.markdown import links
from presskit.model import Content, Film, Item, Moment, Path, Prose, Still, walk
from presskit.plan import addresses

__all__ = ["Held", "Shown", "audiences", "sentences", "short_names", "shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """The film with what may be shown and the places of that; what is withheld; what to say."""

    film: Film
    sources: Sources
    withheld: tuple[Held, ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def stills(self) -> tuple[Still, ...]:
        return tuple(held.item for held in self.withheld if isinstance(held.item, Still))

    @property
    def digest(self) -> str:
        """What is withheld, as a word that gives nothing of it away; empty when nothing is."""
        items = sorted(f"{held.name} {held.item.model_dump_json()}" for held in self.withheld)
        return hashlib.sha256("\n".join(items).encode()).hexdigest()[:16] if items else ""


def shown(film: Film, sources: Sources, as_of: Moment | None = None, audience: str = "") -> Shown:
    """What may be shown at `as_of`, the kit's date if not given, to `audience`, or to everybody.

    Errors tell of what cannot be withheld alone, because something that stays refers to it.
    """
    sieve = _Sieve((as_of or Moment(film.about.date.isoformat())).at, audience)
    kept: dict[str, Any] = {}
    for field, (name, path) in PARTS.items():
        kept[field] = sieve.keep(name, path, getattr(film, field))
    for field in ("texts", "interviews"):
        entries = [
            (entry, sieve.keep(f"{_FOLDERS[field]}/{entry.slug}", (), entry))
            for entry in getattr(film, field)
        ]
        kept[field] = tuple(left for _, left in entries if left is not None)
    if not sieve.held:
        return Shown(film, sources)
    less = film.model_copy(update=kept)
    placed = {name: _moved(source, sieve.moves.get(name, {})) for name, source in sources.items()}
    found = [_said(held, sources, as_of or film.about.date) for held in sieve.held]
    found += _bound(film, less, sources, placed, sieve.held)
    found += _linked(less, placed, addresses(film) - addresses(less))
    found += told(film, less, placed, sieve.held)
    found += _sourced(film, less, placed)
    return Shown(less, placed, tuple(sieve.held), tuple(found))


_FOLDERS = {"texts": "text", "interviews": "interviews"}


def audiences(film: Film) -> tuple[str, ...]:
    """For whom there is something in the film that others do not get."""
    items = (value for _, path, part in parts(film) for _, value in walk(part, path))
    return tuple(sorted({i.audience for i in items if isinstance(i, Item) and i.audience}))


class _Sieve:
    """Takes out what may not be shown; keeps what was taken out, and what moved up for it."""

    def __init__(self, now: dt.datetime, audience: str) -> None:
        self.now, self.audience = now, audience
        self.held: list[Held] = []
        self.moves: dict[str, dict[Path, dict[int, int]]] = {}
        """By source and path of a list: the new place of each entry that stays."""

    def keep(self, name: str, path: Path, value: Any) -> Any:
        """The value without what is withheld in it; None when nothing of it may be shown."""
        if isinstance(value, Item) and (why := self._why(value)):
            self.held.append(Held(name, path, value, why))
            return None
        if isinstance(value, tuple) and any(isinstance(item, Content) for item in value):
            left = [self.keep(name, (*path, i), item) for i, item in enumerate(value)]
            stay = [i for i, item in enumerate(left) if item is not None]
            if len(stay) < len(value):
                self.moves.setdefault(name, {})[path] = {old: new for new, old in enumerate(stay)}
            return tuple(item for item in left if item is not None)
        return self._fields(name, path, value) if isinstance(value, Content) else value

    def _fields(self, name: str, path: Path, value: Content) -> Content | None:
        changed: dict[str, Any] = {}
        for field, info in type(value).model_fields.items():
            old = getattr(value, field)
            new = self.keep(name, (*path, info.alias or field), old)
            if new is not old and new != old:
                changed[field] = new
            if old and new == () and info.is_required():
                return None  # a group of which nothing is left
        return value.model_copy(update=changed) if changed else value

    def _why(self, item: Item) -> str:
        if item.embargo and self.now < item.embargo.at:
            return f"is under embargo until {item.embargo}"
        until = getattr(item, "until", None)
        if until and until < self.now.date():
            return f"may not be used after {until}"
        if item.audience and item.audience != self.audience:
            return f"is for “{item.audience}” alone"
        return ""


def _said(held: Held, sources: Sources, moment: object) -> Diagnostic:
    kind = type(held.item).__name__.lower()
    message = f"the {kind} “{held.called}” {held.why}: it is in no output of {moment}"
    at = ("id",) if "id" in type(held.item).model_fields else ()
    return Diagnostic("PK608", message, place(sources, held.name, (*held.path, *at)))


def _bound(
    film: Film, less: Film, sources: Sources, placed: Sources, held: Sequence[Held]
) -> Iterator[Diagnostic]:
    """What stays and refers to what is withheld: it would say that there is something."""
    hint = "Give it the same embargo: or audience:, or take the reference out."
    before = {(d.code, d.message) for d in check(film, sources)}
    for finding in check(less, placed):
        if finding.severity == "error" and (finding.code, finding.message) not in before:
            message = f"what it refers to is withheld ({finding.message})"
            yield Diagnostic("PK640", message, finding.location, hint)
    gone = {h.item.id for h in held if isinstance(getattr(h.item, "id", None), str)}  # type: ignore[attr-defined]
    for i, fact in enumerate(less.facts):
        if inner := sorted(gone & set(less.carried.get(fact.id, ()))):
            message = f"the wording of “{fact.id}” holds “{inner[0]}”, which is withheld"
            yield Diagnostic("PK640", message, place(placed, "facts", ("facts", i, "id")), hint)
        if fact.derived and fact.derived.at in gone:
            message = f"“{fact.id}” is reckoned from “{fact.derived.at}”, which is withheld"
            yield Diagnostic(
                "PK640", message, place(placed, "facts", ("facts", i, "derived")), hint
            )
    for i, credit in enumerate(less.about.credits):
        names = credit.names if isinstance(credit.names, tuple) else ()
        if inner := sorted(gone & set(names)):
            where = place(placed, "film", ("credits", i, "names"))
            yield Diagnostic("PK640", f"the person “{inner[0]}” is withheld", where, hint)


def _linked(less: Film, placed: Sources, gone: frozenset[str]) -> Iterator[Diagnostic]:
    """Links that stay and lead to what is withheld."""
    hint = "Withhold the text that has the link as well, or take the link out."
    for name, path, value in values(less):
        for line, target in links(value) if gone and isinstance(value, Prose) else ():
            if target[:1] == "#" and target[1:] in gone:
                message = f"the link “{target}” leads to what is withheld"
                start = place(placed, name, path)
                where = replace(start, line=start.line + line)
                yield Diagnostic("PK640", message, where, hint)


def _sourced(film: Film, less: Film, placed: Sources) -> Iterator[Diagnostic]:
    """Sources that stay, and are printed, though only what is withheld is from them."""
    idle = _cited(film) - _cited(less)
    for i, source in enumerate(less.sources):
        if source.id in idle:
            message = f"“{source.name}” is a source of nothing but what is withheld"
            hint = "It is in every list of sources: give it the same embargo: or audience:."
            yield Diagnostic("PK641", message, place(placed, "sources", ("sources", i, "id")), hint)


def _cited(film: Film) -> set[str]:
    """Ids of the sources that something in the film names."""
    found = (one for _, path, part in parts(film) for one in walk(part, path))
    return {
        value
        for path, value in found
        if isinstance(value, str) and {"source", "sources"} & set(path[1:] or path)
    }


# ------------------------------------------------------------ places


def _moved(source: Any, moves: Mapping[Path, Mapping[int, int]]) -> Any:
    """The same source, where entries of lists stand in the places that they have now."""
    if not moves:
        return source

    def moved(places: Mapping[Path, Location]) -> dict[Path, Location]:
        found = {_path(path, moves): where for path, where in places.items()}
        return {path: where for path, where in found.items() if path is not None}

    return replace(source, keys=moved(source.keys), values=moved(source.values))


def _path(path: Path, moves: Mapping[Path, Mapping[int, int]]) -> Path | None:
    """Where what stood at `path` stands now; None when it is withheld."""
    now: Path = ()
    for depth, step in enumerate(path):
        places = moves.get(path[:depth])
        if places is None:
            now = (*now, step)
        elif int(step) in places:
            now = (*now, places[int(step)])
        else:
            return None
    return now
