"""What the leak check looks for in a film's outputs: what is withheld of it, names, folders."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from presskit import embargo
from presskit.embargo import Held, Shown
from presskit.inspect.leaks import (
    Watch,
    Withheld,
    digests,
    folded,
    screened,
    squeezed,
    unsaid,
)
from presskit.load import load
from presskit.markdown import to_text
from presskit.model import Film, Moment, Prose, Still, walk
from presskit.plan import SECTIONS
from presskit.project import Project
from presskit.stills import said_of


def watch(shown: Shown, folder: Path, project: Project, names: Iterable[str], final: bool) -> Watch:
    """What to look for in the outputs of a film, which says only what may be shown.

    `names` are those of the user and the machine. What the film itself says is not looked for,
    nor is what sections are called.
    """
    said = "\n".join((*_said(shown.film), *(kind.title for kind in SECTIONS.values())))
    root = str(project.root)
    return Watch(
        withheld=tuple(_withheld(held, shown.film, folder, said) for held in shown.withheld),
        names=screened(names, said),
        folders=(root,) if len(project.root.parts) > 2 else (),
        final=final,
        said=squeezed(folded(said)),
    )


def watch_for(
    folder: Path,
    project: Project,
    names: Iterable[str],
    final: bool,
    audience: str = "",
    as_of: Moment | None = None,
) -> Watch | None:
    """The same for a film that is read for it; None when it cannot be read."""
    loaded = load(folder, project)
    if loaded.film is None:
        return None
    shown = embargo.shown(loaded.film, loaded.sources, as_of, audience)
    return watch(shown, folder, project, names, final)


def _withheld(held: Held, film: Film, folder: Path, said: str) -> Withheld:
    """Words and picture of something that may not be shown, but for words that the film says."""
    if isinstance(held.item, Still):
        return _photograph(held.item, film, folder, said)
    words = []
    for path, value in walk(held.item):
        if isinstance(value, str) and len(value) >= _TELLING and path[-1] not in _ANYBODYS:
            text = to_text(value, film.cite) if isinstance(value, Prose) else value
            words += [text, *embargo.sentences(text)]
    names = screened(embargo.short_names(held.item), said)
    called = getattr(held.item, "id", held.called)
    return Withheld(called, unsaid(words, said), frozenset(), names)


_TELLING = 8
"""Letters from which words are looked for: of shorter ones, names alone are."""

_ANYBODYS = {"role", "purpose", "department", "kind", "state", "unit", "embargo", "audience"}
"""Fields whose words templates have as well."""


def _photograph(still: Still, film: Film, folder: Path, said: str) -> Withheld:
    told = said_of(still, film)
    file = still.file if isinstance(still.file, str) else ""
    words = [still.id, told.title, file.rpartition(".")[0]]
    for text in (told.caption, told.alt):
        words += [text, *embargo.sentences(text)]
    known: frozenset[str] = frozenset()
    if file:
        with contextlib.suppress(OSError):
            known = digests((folder / "stills" / Path(file).name).read_bytes())
    return Withheld(still.id, unsaid(words, said), known)


def _said(film: Film) -> Iterator[str]:
    """What a film says: its texts as they are typed, and with the facts that they cite."""
    for text in _texts(film.model_dump(mode="json")):
        yield text
        if "{" in text or "](" in text:
            yield to_text(Prose(text), film.cite)


def _texts(content: Any) -> Iterator[str]:
    """Every text of plain data."""
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
