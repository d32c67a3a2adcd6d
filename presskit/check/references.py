"""Rules for ids: each names one entry, and every reference finds its own."""

import difflib
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.load import Sources, place, values
from presskit.model import Film, Prose
from presskit.shape import dotted
from presskit.source import KeyPath


def ids_are_unique(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """An id names one entry."""
    groups: list[tuple[str, tuple[str, ...]]] = [
        ("facts", tuple(f.id for f in film.facts)),
        ("sources", tuple(s.id for s in film.sources)),
        ("people", tuple(p.id for p in film.people)),
        ("stills", tuple(s.id for s in film.stills.stills)),
        ("profiles", _own_profiles(sources)),
    ]
    for name, ids in groups:
        for i, one in enumerate(ids):
            if one in ids[:i]:
                where = place(sources, name, (name, i, "id"))
                message = f"the id “{one}” stands twice in {name}.yaml"
                yield Diagnostic("PK304", message, where, "Give one of the two another id.")


# Fields that hold ids, by the class and the field that holds them.
_PEOPLE = {"directed_by", "produced_by", "subject", "told_by", "who", "people", "of"}


def _own_profiles(sources: Sources) -> tuple[str, ...]:
    """Ids as profiles.yaml of the film has them: in the film they stand among presskit's own."""
    source = sources.get("profiles")
    data = source.data if source else None
    entries = data.get("profiles", ()) if isinstance(data, dict) else ()
    return tuple(str(entry["id"]) for entry in entries)


def references_resolve(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Every id of a source, a person or a fact names an entry."""
    known = {
        "PK301": ("fact", "facts.yaml", {f.id for f in film.facts}),
        "PK302": ("source", "sources.yaml", {s.id for s in film.sources}),
        "PK303": ("person", "people.yaml", {p.id for p in film.people}),
        "PK316": ("still", "stills.yaml", {s.id for s in film.stills.stills}),
    }
    for name, path, value in values(film):
        code = _reference(path, value)
        if code is None:
            continue
        noun, file, ids = known[code]
        if value not in ids:
            close = difflib.get_close_matches(str(value), sorted(ids), n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Add it to {file}."
            message = f"{dotted(path)}: there is no {noun} “{value}”"
            yield Diagnostic(code, message, place(sources, name, path), hint)


def _reference(path: KeyPath, value: object) -> str | None:
    """The code to report when this value names an entry that is not there."""
    if not isinstance(value, str) or isinstance(value, Prose) or value == "":
        return None
    field = next((p for p in reversed(path) if isinstance(p, str)), "")
    if field == "sources" and isinstance(path[-1], int) and len(path) > 2:
        return "PK302"
    if field == "source" and (path == ("source",) or path[:1] == ("ledger",)):
        return "PK302"
    if field in ("born", "died", "age") and "derived" in path:
        return "PK303"
    if field in _PEOPLE and not (field == "people" and len(path) == 2):
        return "PK303"
    if field in ("fact", "total", "part"):
        return "PK301"
    if field == "portrait":
        return "PK316"
    return None
