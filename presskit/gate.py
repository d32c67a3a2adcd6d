"""What stands between a draft and a final: what is open, perishable or out of date, and of whom.

A final refuses each point, unless it is waived by name with a reason. Ages are reckoned to the
date of the kit's version, not to the clock.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from presskit.check import used_facts
from presskit.diagnostics import Diagnostic, Location
from presskit.load import Sources, place, values
from presskit.model import FILES, Content, Film, Tbc, slug
from presskit.request import STALE_AFTER
from presskit.source import KeyPath

_SUBJECTS = (
    "label", "purpose", "festival", "name", "title", "role", "heading", "event", "what",
)  # fmt: skip
"""Fields that say what an entry of a list is about; the first that it has."""

_PLAIN = {"value", "names", "tbc", "open"}
"""Fields that add nothing to what they belong to."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a final refuses.

    `name` is what a waiver calls it, `label` what people do; `whom` can supply it. `value` is what
    stands in the content, by which templates can be asked whether they print it.
    """

    name: str
    label: str
    whom: str
    known: str
    code: str
    place: Location
    value: object = None


def points(film: Film, sources: Sources, stale_after: int = STALE_AFTER) -> tuple[Point, ...]:
    """Everything that a final refuses, in the order of the content."""
    found = [*_open(film, sources), *_unconfirmed(film, sources)]
    return (*found, *_perishable(film, sources, stale_after))


def refused(
    found: tuple[Point, ...], waived: Mapping[str, str], names: frozenset[str]
) -> list[Diagnostic]:
    """For a final: the points that are not waived, and waivers that fit nothing.

    `names` can be waived: those of the points, and of points that are withheld today.
    """
    out = [_refusal(point) for point in found if point.name not in waived]
    for name in sorted(waived.keys() - names):
        hint = "Names are those that a final build lists."
        out.append(Diagnostic("PK313", f"{name} is not to be confirmed", None, hint))
    return out


def _refusal(point: Point) -> Diagnostic:
    ask = "" if point.code == "PK318" else f"Ask {point.whom}, or waive it"
    ask = ask or "Look again and write the day, or waive it"
    hint = f"{ask}: --waive '{point.name}=REASON'"
    message = f"{point.name}: {point.known or point.label}"
    return Diagnostic(point.code, message, point.place, hint, point.whom)


def _open(film: Film, sources: Sources) -> Iterator[Point]:
    """What is to be confirmed."""
    for name, path, value in values(film):
        if isinstance(value, Tbc):
            says = [name, *_named(film, name, path)]
            label = _label(film, name, path, value)
            known = value.what or value.note or "to be confirmed"
            where = place(sources, name, path)
            yield Point(".".join(says), label, value.tbc, known, "PK309", where, value)


def _unconfirmed(film: Film, sources: Sources) -> Iterator[Point]:
    """Facts that some text prints and that nobody has confirmed."""
    used = used_facts(film)
    for i, fact in enumerate(film.facts):
        if fact.state == "to be confirmed" and fact.id in used:
            where = place(sources, "facts", ("facts", i, "state"))
            name = f"facts.{fact.id}"
            yield Point(name, fact.about, fact.ask, fact.about, "PK309", where, fact)


def _perishable(film: Film, sources: Sources, stale_after: int) -> Iterator[Point]:
    """What changes by itself, and was looked at long ago, or nobody says when."""
    oldest = film.about.date - dt.timedelta(days=stale_after)
    watch = film.about.watch
    if watch and (watch.checked is None or watch.checked < oldest):
        seen = f"last seen on {watch.checked}" if watch.checked else "nobody says when it was seen"
        where = place(sources, "film", ("watch",))
        label = "Where to watch"
        yield Point("film.watch", label, "the distributor", f"{label}: {seen}", "PK318", where)
    for i, source in enumerate(film.sources):
        if source.seen and source.seen < oldest:
            where = place(sources, "sources", ("sources", i, "seen"))
            known = f"{source.name} was last looked at on {source.seen}"
            yield Point(f"sources.{source.id}", source.name, source.name, known, "PK318", where)


# ------------------------------------------------------------ what a value is called


def _root(film: Film, name: str) -> object:
    """The model behind a content file, or behind one text or interview."""
    kind, _, slug = name.partition("/")
    if kind in ("text", "interviews"):
        entries = film.texts if kind == "text" else film.interviews
        return next((e for e in entries if e.slug == slug), None)
    given = {"film": film.about, "accolades": film.accolades, "festivals": film.festivals}
    given["stills"] = film.stills
    return given.get(name, film)


def _steps(film: Film, name: str, path: KeyPath) -> Iterator[tuple[object, str | int, object]]:
    """Each step of a path: what it starts from, the key, and what it comes to."""
    at = _root(film, name)
    for key in path:
        if isinstance(at, tuple) and isinstance(key, int):
            inner: object = at[key]
        elif isinstance(at, dict):
            inner = at[str(key)]
        else:
            inner = getattr(at, _attribute(at, str(key)))
        yield at, key, inner
        at = inner


def _attribute(at: object, key: str) -> str:
    fields = type(at).model_fields if isinstance(at, Content) else {}
    return next((name for name, info in fields.items() if info.alias == key), key)


def _named(film: Film, name: str, path: KeyPath) -> Iterator[str]:
    """A path with entries of lists by what they are about: contacts, press, email."""
    for at, key, inner in _steps(film, name, path):
        # people.people, stills.stills: the file says it already
        if isinstance(key, int) and isinstance(at, tuple):
            slugs = [slug(_subject(entry)) for entry in at]
            own = slugs[key]
            yield own if own and slugs.count(own) == 1 else f"{own or 'entry'}-{key + 1}"
        elif not (key == name.partition("/")[0] and inner is not None and name in FILES):
            yield str(key)


def _label(film: Film, name: str, path: KeyPath, value: Tbc) -> str:
    """What people call it: Press: email; Josh Hall: relation to Rod Hall."""
    about = ""
    title = ""
    for at, key, inner in _steps(film, name, path):
        if isinstance(key, int) and not isinstance(inner, Tbc):
            about = _subject(inner) or about
        elif isinstance(at, Content) and isinstance(key, str):
            info = type(at).model_fields.get(_attribute(at, key))
            title = str(info.title) if info and info.title else key.replace("_", " ")
    last = str(path[-1]) if path else ""
    words = value.what or ("" if last in _PLAIN else title)
    if not about:
        return (words or last)[:1].upper() + (words or last)[1:]
    return f"{about}: {words}" if words else about


def _subject(entry: object) -> str:
    """What an entry of a list is about, in its own words."""
    for field in _SUBJECTS:
        said = getattr(entry, field, "")
        if isinstance(said, str) and said:
            return said
    return ""
