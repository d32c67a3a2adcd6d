"""What a build makes, as bytes: load, check, plan, render, write, read again. It writes nothing.

It runs in a process of its own when content is not trusted (`contain`): what goes in and what comes
out are plain values.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

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
from presskit.inputs import Inputs, digest, inputs
from presskit.inspect import inspect
from presskit.inspect.leaks import NOTHING, Watch
from presskit.load import Sources, load
from presskit.model import Film, without_tbc
from presskit.plan import plan
from presskit.project import Project
from presskit.remembered import NOTHING_EARLIER, Earlier, Remembered, with_digest
from presskit.render import render
from presskit.request import Notify, Request
from presskit.templating import misspelled
from presskit.theme import Theme, load_theme
from presskit.wire import Made


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
class _Task:
    """What every edition is made from; `earlier` is the last kit."""

    folder: Path
    request: Request
    film: Film
    theme: Theme
    checked: Checked
    editions: tuple[Edition, ...]
    earlier: Earlier
    notify: Notify


@dataclass(frozen=True, slots=True)
class _Done:
    """One edition: its artifact, its file, how it was made, and whether it stood there already."""

    artifact: Artifact
    written: Written
    how: Remembered
    again: bool


def produce(
    project: Project,
    folder: Path,
    request: Request,
    earlier: Earlier = NOTHING_EARLIER,
    notify: Notify = lambda *_: None,
) -> Made:
    """Make a film's files; `earlier` is the kit that stands there."""
    checked = examine(project, folder, request, notify)
    editions, lacking = _wanted(project, request, checked)
    film, theme = checked.film, checked.theme
    if film is None or theme is None or lacking:
        return Made(found=in_order([*checked.found, *lacking]), withheld=checked.withheld)
    task = _Task(folder, request, film, theme, checked, editions, earlier, notify)
    made: list[_Done] = []
    found = [*checked.found]
    for edition in editions:
        notify(edition.name, len(made) + 1, len(editions))
        made.append(_edition(task, edition, made))
        found += (*made[-1].how.found, *made[-1].how.leaks)
    given = (film, request.final, request.waived, checked.withheld, request.as_of or "")
    head = report.head(*given)
    found += inspect(report.JSON, report.manifest(head, ()), report.MANIFEST, checked.watch)
    if errors(found):
        return Made(found=in_order(found), withheld=checked.withheld)
    return Made(
        head,
        tuple(one.artifact for one in made),
        {one.artifact.name: one.written.data for one in made},
        in_order(found),
        checked.withheld,
        {one.artifact.edition: one.how for one in made},
        frozenset(one.artifact.name for one in made if one.again),
    )


def _edition(task: _Task, edition: Edition, made: list[_Done]) -> _Done:
    """One edition, when those that it needs are made: as it stands there, if it would be that."""
    checked, request = task.checked, task.request
    kind = FORMATS[edition.format]
    document = render(
        edition,
        task.film,
        checked.sources,
        task.theme,
        kind,
        checked.pictures,
        _carried(edition, made),
        request.stamp,
        usage.places(_shown(task.earlier.artifacts, made)) if edition.of_all else None,
    )
    document = replace(document, printed=_printed(task, edition, made))
    now = inputs(document, edition.format, report.versions())
    name = _file(task.film, edition)
    known = task.earlier.editions.get(edition.name)
    stands = _standing(task.earlier, name, known, now)
    if known and stands is not None:
        written, found = Written(stands, known.layout, ()), known.found
        told = known.parts
    else:
        written = kind.write(_counted(document, edition.name, task.notify))
        # The same page may be right on one paper and wrong on the other.
        found = tuple(replace(d, message=f"{edition.name}: {d.message}") for d in written.found)
        told = usage.parts(document, written.layout, written.data)
    artifact = _artifact(task.film, edition, written, now.made_of, told)
    most = request.max_mb or edition.options.max_mb
    searched = digest((name, checked.watch, most))
    if known and stands is not None and known.searched == searched:
        leaks = known.leaks
    else:
        leaks = inspect(kind.media_type, written.data, name, checked.watch)
        leaks += tuple(_oversize(written.data, most, artifact))
    how = Remembered(now, artifact.sha256, written.layout, found, told, searched, leaks)
    return _Done(artifact, written, how, stands is not None)


def _standing(earlier: Earlier, name: str, known: Remembered | None, now: Inputs) -> bytes | None:
    """The file that stands there, if the same would be made, and said of it."""
    if earlier.folder is None or known is None or not known.of(now):
        return None
    return with_digest(earlier.folder / name, known.sha256)


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


def _shown(earlier: tuple[Artifact, ...], made: list[_Done]) -> list[Artifact]:
    """What was made so far, and of the last kit what is not made anew."""
    artifacts = [one.artifact for one in made]
    anew = {a.edition for a in artifacts}
    return [*artifacts, *(a for a in earlier if a.edition not in anew)]


def _printed(task: _Task, edition: Edition, made: list[_Done]) -> Printed | None:
    """The edition whose pages this one names, with its layout if it was built before."""
    name = edition.pages_from
    shared = next((e for e in task.editions if e.name == name), None)
    file = _file(task.film, shared) if shared else ""
    layouts = {one.artifact.edition: one.written.layout for one in made}
    return Printed(name, file, layouts.get(name)) if name else None


def _carried(edition: Edition, made: list[_Done]) -> tuple[Attachment, ...]:
    """The artifacts that an edition carries, byte for byte as they stand beside it."""
    return tuple(
        Attachment(one.artifact.name, one.artifact.media_type, one.written.data)
        for wanted in edition.attach
        for one in made
        if one.artifact.edition == wanted
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
