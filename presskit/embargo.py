"""What may be shown: to whom a kit is for, on the moment that it is for.

What may not be shown yet, or any more, or only to others, is taken out of the film before anything
is made of it. Moments are held against the kit's date or a moment that is given, not the clock.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from typing_extensions import TypeIs

from presskit.check import check
from presskit.diagnostics import Diagnostic, Location
from presskit.inspect.leaks import folded, screened, telling
from presskit.load import PARTS, Sources, parts, place, values
from presskit.markdown import links, to_text
from presskit.model import CITED, Content, Film, Item, Moment, Path, Prose, Still, walk
from presskit.plan import addresses


@dataclass(frozen=True, slots=True)
class Held:
    """Something that may not be shown: where it stands, what it is called, and why not."""

    name: str
    path: Path
    item: Item
    why: str

    @property
    def called(self) -> str:
        for field in _CALLED:
            said = getattr(self.item, field, None)
            if isinstance(said, str) and said:
                return said
        return type(self.item).__name__.lower()


_CALLED = ("title", "label", "event", "festival", "name", "role", "heading", "purpose", "about",
           "slug", "publication", "who")  # fmt: skip
"""Fields by which people call a thing, the first that it has."""


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
    found += _told(film, less, placed, sieve.held)
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


# ------------------------------------------------------------ words that others say as well

TELLING = 20
"""Letters from which words are held to be a thing's own, and not anybody's."""

SHORT = 6
"""Letters from which a name is looked for, spelled as it is typed."""

FEW = 4
"""Words of a sentence that is looked for by itself."""

_NAMES = {"name", "full_name", "also", "title", "event", "festival", "award", "publication",
          "company"}  # fmt: skip
"""Fields with names; an entry that is shown makes its own public on purpose."""

_NOBODYS = {"role", "purpose", "department", "kind", "state", "unit", "group", "outcome", "manner",
            "about", "label", "result", "near", "forms_near", "apart", "refuse",
            "unlike"}  # fmt: skip
"""Fields whose words, unless they are many, are no secret: choices, headings, search words."""

_ASKED = {"tbc", "what", "ask"}
"""Fields that say what is open, and whom to ask."""

_OWN = {"value", "wording", "forms", "text", "body", "answer", "caption", "alt", "short", "long"}
"""Fields whose words are the thing itself: no other entry has them in common with it."""

_CAPITAL = re.compile(r"(?<![^\W_])[^\W_a-z]")
"""How the words of a name begin; “The prize” is words."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Secret:
    """Words of something withheld, without marks; short names as they are spelled."""

    held: Held
    plain: str
    field: str = ""
    spelled: re.Pattern[str] | None = None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be known again."""
    yield from (one for one in _SENTENCES.split(text) if len(one.split()) >= FEW)


def _secrets(held: Sequence[Held], film: Film) -> Iterator[_Secret]:
    """What withheld things say, as far as it is their own."""
    for one in held:
        for path, value in walk(one.item):
            field = _field(path)
            if not _words(value) or isinstance(value, Moment) or field in _ASKED:
                continue
            typed, printed = to_text(_typed(value), film.cite), to_text(value, film.cite)
            for text in dict.fromkeys((typed, printed)):
                if len(text) >= TELLING:
                    long = (part for part in sentences(text) if len(part) >= TELLING)
                    yield from (_Secret(one, _plain(part), field) for part in (text, *long))
                elif _NOBODYS.isdisjoint(map(str, path)):
                    yield from _short(one, text, field)


def _short(held: Held, text: str, field: str) -> Iterator[_Secret]:
    if telling(text) and (field not in _NAMES or len(_CAPITAL.findall(text)) > 1):
        yield _Secret(held, _plain(text), field)
    elif field in _NAMES and _is_name(text):
        words = r"[\s*_]+".join(map(re.escape, text.split()))
        spelled = re.compile(rf"(?<![^\W_]){words}(?![^\W_])")
        yield _Secret(held, _plain(text), field, spelled)


def short_names(item: Item) -> tuple[str, ...]:
    """Names of a thing that say too little to be looked for as other words are."""
    found = ((_field(path), value) for path, value in walk(item))
    texts = (value for field, value in found if isinstance(value, str) and field in _NAMES)
    return tuple(text for text in texts if _is_name(text) and not telling(text))


def _is_name(text: str) -> bool:
    """Whether words of a field for names are one that nobody takes for a common word."""
    return len(text) >= SHORT and text[0].isupper() and bool(screened((text,), ""))


def _told(film: Film, less: Film, placed: Sources, held: Sequence[Held]) -> Iterator[Diagnostic]:
    """Texts that stay and say, among other words, what is withheld."""
    public = set(_public(less))
    secrets = [
        one
        for one in _secrets(held, film)
        if public.isdisjoint({("", one.plain), (one.field, one.plain)})
    ]
    hint = "Write it without them, or withhold it as well."
    for name, path, value in values(less):
        if name == "names" or not _words(value):
            continue  # names.yaml is for proofreading, and in no output
        told = []
        for one in secrets:
            if one.held not in told and (line := _line(one, value)) is not None:
                told.append(one.held)
                start = place(placed, name, path)
                message = f"words of “{one.held.called}”, which {one.held.why}, stand here as well"
                yield Diagnostic("PK641", message, replace(start, line=start.line + line), hint)


def _public(less: Film) -> Iterator[tuple[str, str]]:
    """What entries that are shown say of themselves, in which field; names of theirs in none."""
    for name, path, value in values(less):
        field = _field(path)
        if name != "names" and _words(value) and field not in _OWN:
            parts = (_typed(value), *sentences(_typed(value)))
            yield from (("" if field in _NAMES else field, _plain(part)) for part in parts)


def _words(value: object) -> TypeIs[str]:
    """Whether a value has words of its own: it is no id, and more than cited facts."""
    if not isinstance(value, str) or _ID.match(value):
        return False
    return bool(_WORD.search(CITED.sub("", value)))


def _field(path: Path) -> str:
    if "forms" in path:
        return "forms"
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _typed(value: str) -> str:
    """The words of a text as it is typed, but for addresses; a fact that it cites is one word."""
    text = CITED.sub(lambda cited: f"fact{''.join(_WORD.findall(cited[1]))}", value)
    return to_text(text, lambda _: None) if "](" in text else text


def _line(secret: _Secret, value: str) -> int | None:
    """The line of a text, from 0, where it says what is withheld; None when it does not."""
    if secret.spelled:
        match = secret.spelled.search(value)
        return value.count("\n", 0, match.start()) if match else None
    if secret.plain not in _plain(_typed(value)):
        return None
    lines = value.split("\n")
    upto = ("\n".join(lines[:end]) for end in range(1, len(lines) + 1))
    return next((i for i, text in enumerate(upto) if secret.plain in _plain(_typed(text))), 0)


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


_WORD = re.compile(r"[^\W_]+")


@lru_cache(10_000)
def _plain(text: str) -> str:
    """Words alone, between blanks: lines, capitals and marks do not matter."""
    return f" {' '.join(_WORD.findall(folded(text)))} "


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
