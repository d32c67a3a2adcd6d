"""What a build makes, as bytes: load, check, plan, render, write, read again. It writes nothing.

It runs in a process of its own when content is not trusted (`contain`): what goes in and what comes
out are plain values.
"""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from presskit import embargo, gate, report, stills, usage, watching
from presskit.check import check
from presskit.diagnostics import Diagnostic, PresskitError, errors, in_order
from presskit.document import (
    Artifact,
    Attachment,
    Document,
    Edition,
    Part,
    Photograph,
    Printed,
    Written,
)
from presskit.formats import FORMATS
from presskit.glyphs import missing
from presskit.images import Picture
from presskit.inspect import inspect
from presskit.inspect.leaks import NOTHING, Watch
from presskit.load import Sources, load
from presskit.model import Film, Moment, without_tbc
from presskit.plan import plan
from presskit.project import Project
from presskit.render import render
from presskit.templating import misspelled
from presskit.theme import Theme, load_theme

Notify = Callable[[str, int, int], None]
"""Told what is being made, which it is, and of how many."""


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
    stale_after: int = gate.STALE_AFTER
    max_mb: int | None = None
    as_of: Moment | None = None
    audience: str = ""
    names: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """What the request alone decides of an output's bytes."""
        names = sorted(name for name, _ in self.waived)
        return f"{self.stamp} {names} {self.as_of} {self.audience}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A film that was read and checked; `film` is None when errors stand in its way.

    `withheld` is a digest of what may not be shown; empty when all may. `watch` is what no output
    may have.
    """

    film: Film | None
    sources: Sources
    theme: Theme | None
    pictures: Mapping[str, Picture]
    found: tuple[Diagnostic, ...]
    withheld: str = ""
    watch: Watch = NOTHING


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a film: files by name, each with its artifact, and what is to be said.

    `head` is the manifest without its files. Nothing is made when `found` holds an error.
    """

    head: dict[str, Any] = field(default_factory=dict)
    artifacts: tuple[Artifact, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """What every edition is made from; `earlier` are the artifacts of the last kit."""

    folder: Path
    request: Request
    film: Film
    theme: Theme
    checked: Checked
    editions: tuple[Edition, ...]
    earlier: tuple[Artifact, ...]
    notify: Notify


def produce(
    project: Project,
    folder: Path,
    request: Request,
    earlier: tuple[Artifact, ...] = (),
    notify: Notify = lambda *_: None,
) -> Made:
    """Make a film's files; `earlier` are the artifacts of the kit that stands there."""
    checked = examine(project, folder, request, notify)
    editions, lacking = _wanted(project, request, checked)
    film, theme = checked.film, checked.theme
    if film is None or theme is None or lacking:
        return Made(found=in_order([*checked.found, *lacking]), withheld=checked.withheld)
    task = _Task(folder, request, film, theme, checked, editions, earlier, notify)
    made: list[tuple[Artifact, Written]] = []
    found = [*checked.found]
    for edition in editions:
        notify(edition.name, len(made) + 1, len(editions))
        artifact, written, wrong = _edition(task, edition, made)
        made.append((artifact, written))
        found += wrong
    given = (film, request.final, request.waived, checked.withheld, request.as_of or "")
    head = report.head(*given)
    found += inspect(report.JSON, report.manifest(head, ()), report.MANIFEST, checked.watch)
    if errors(found):
        return Made(found=in_order(found), withheld=checked.withheld)
    artifacts = tuple(artifact for artifact, _ in made)
    files = {artifact.name: written.data for artifact, written in made}
    return Made(head, artifacts, files, in_order(found), checked.withheld)


def _edition(
    task: _Task, edition: Edition, made: list[tuple[Artifact, Written]]
) -> tuple[Artifact, Written, list[Diagnostic]]:
    """One edition, when those that it needs are made; what was written, and what is wrong."""
    checked, request = task.checked, task.request
    kind = FORMATS[edition.format]
    artifacts = [artifact for artifact, _ in made]
    document = render(
        edition,
        task.film,
        checked.sources,
        task.theme,
        kind,
        checked.pictures,
        _carried(edition, made),
        request.stamp,
        usage.places(_shown(task.earlier, artifacts)) if edition.of_all else None,
    )
    document = replace(document, printed=_printed(task, edition, made))
    written = kind.write(_counted(document, edition.name, task.notify))
    needed = {*edition.attach, edition.pages_from}
    others = [a.inputs for a in artifacts if edition.of_all or a.edition in needed]
    digest = report.inputs_digest(task.folder, task.theme, edition, others, request.asked)
    told = usage.parts(document, written.layout, written.data)
    artifact = _artifact(task.film, edition, written, digest, told)
    # The same page may be right on one paper and wrong on the other.
    found = [replace(d, message=f"{edition.name}: {d.message}") for d in written.found]
    found += inspect(kind.media_type, written.data, artifact.name, checked.watch)
    found += _oversize(written.data, request.max_mb or edition.options.max_mb, artifact)
    return artifact, written, found


def _counted(document: Document, edition: str, notify: Notify) -> Document:
    """The document, whose photographs are told of one by one as they are made."""
    photographs = document.photographs

    def told(number: int, one: Photograph, edge: int, ratio: float | None) -> bytes:
        notify(f"{edition}, photographs", number, len(photographs))
        return one.made(edge, ratio)

    counted = (
        replace(one, made=partial(told, number, one)) for number, one in enumerate(photographs, 1)
    )
    return replace(document, photographs=tuple(counted))


def _wanted(
    project: Project, request: Request, checked: Checked
) -> tuple[tuple[Edition, ...], list[Diagnostic]]:
    """The editions to build, and an error for each of stills that was asked for in vain.

    What is for some alone says so in the names of its files.
    """
    editions = plan(project, request.editions, FORMATS, request.final, request.white)
    if request.audience:
        who = request.audience
        editions = tuple(replace(e, stem=f"{e.stem}-for-{who}", audience=who) for e in editions)
    if checked.pictures or not checked.film:
        return editions, []
    hint = "Add one: presskit stills add FILE."
    lacking = [
        Diagnostic("PK611", f"there is no still to make “{edition.name}” of", None, hint)
        for edition in editions
        if edition.of_stills and edition.name in request.editions
    ]
    return tuple(edition for edition in editions if not edition.of_stills), lacking


def _oversize(data: bytes, most: int | None, artifact: Artifact) -> Iterator[Diagnostic]:
    """An archive of more than `most` megabytes, and what is largest in it."""
    if most and artifact.media_type == "application/zip" and len(data) > most * MEGABYTE:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            largest = max(archive.infolist(), key=lambda entry: entry.file_size)
        message = f"{artifact.name} has {_mb(len(data))} MB; at most {most} are allowed"
        share = f"The largest is {largest.filename}, {_mb(largest.file_size)} MB"
        yield Diagnostic("PK610", message, None, f"{share}: leave it out, or allow more.")


def _mb(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"


MEGABYTE = 1_000_000


def _shown(earlier: tuple[Artifact, ...], artifacts: list[Artifact]) -> list[Artifact]:
    """What was made so far, and of the last kit what is not made anew."""
    made = {a.edition for a in artifacts}
    return [*artifacts, *(a for a in earlier if a.edition not in made)]


def _printed(task: _Task, edition: Edition, made: list[tuple[Artifact, Written]]) -> Printed | None:
    """The edition whose pages this one names, with its layout if it was built before."""
    name = edition.pages_from
    shared = next((e for e in task.editions if e.name == name), None)
    file = _file(task.film, shared) if shared else ""
    layouts = {artifact.edition: written.layout for artifact, written in made}
    return Printed(name, file, layouts.get(name)) if name else None


def _carried(edition: Edition, made: list[tuple[Artifact, Written]]) -> tuple[Attachment, ...]:
    """The artifacts that an edition carries, byte for byte as they stand beside it."""
    return tuple(
        Attachment(artifact.name, artifact.media_type, written.data)
        for wanted in edition.attach
        for artifact, written in made
        if artifact.edition == wanted
    )


def examine(
    project: Project, folder: Path, request: Request, notify: Notify = lambda *_: None
) -> Checked:
    """Load and check: the content, its pictures, the theme and its fonts."""
    loaded = load(folder, project)
    found = list(loaded.found)
    theme = None
    try:
        theme = load_theme(project.theme_for(folder.name), project)
        found += misspelled(theme)
    except PresskitError as error:
        found += error.found
    film, sources, pictures = loaded.film, loaded.sources, dict[str, Picture]()
    withheld = ""
    watch = NOTHING
    if film:
        found += check(film, sources)
        found += _known_audience(film, request.audience)
        waivable = gate.points(film, sources, request.stale_after)
        shown = embargo.shown(film, sources, request.as_of, request.audience)
        film, sources, withheld = shown.film, shown.sources, shown.digest
        found += shown.found
        hidden = stills.bytes_of(shown.stills, folder)
        pictures, problems = stills.read(film, sources, folder, project.root, notify, hidden)
        found += problems
        watch = watching.watch(shown, folder, project, request.names, request.final)
        found += missing(film, sources, theme) if theme else ()
        found += stills.dull(film, sources, theme, pictures) if theme else ()
        if request.final:
            open_points = gate.points(film, sources, request.stale_after)
            names = frozenset(point.name for point in (*waivable, *open_points))
            found += gate.refused(open_points, dict(request.waived), names)
            film = without_tbc(film)
    if errors(found):
        film = None
    return Checked(film, sources, theme, pictures, in_order(found), withheld, watch)


def _known_audience(film: Film, audience: str) -> Iterator[Diagnostic]:
    known = embargo.audiences(film)
    if audience and audience not in known:
        hint = f"There is: {', '.join(known)}." if known else "Nothing has an audience: of its own."
        yield Diagnostic("PK643", f"nothing is for “{audience}” alone", None, hint)


def _artifact(
    film: Film, edition: Edition, written: Written, inputs: str, parts: tuple[Part, ...]
) -> Artifact:
    return Artifact(
        name=_file(film, edition),
        edition=edition.name,
        version=film.about.version,
        status="final" if edition.final else "draft",
        media_type=FORMATS[edition.format].media_type,
        size=len(written.data),
        sha256=hashlib.sha256(written.data).hexdigest(),
        pages=len(written.layout.folios) if written.layout else None,
        inputs=inputs,
        parts=parts,
    )


def _file(film: Film, edition: Edition) -> str:
    return f"{film.slug}-{edition.stem}{FORMATS[edition.format].suffix}"
