"""The pipeline: load, check, plan, render, write, report. The only place where they meet."""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from presskit import embargo, gate, outputs, report, stills, usage
from presskit.check import check
from presskit.diagnostics import Diagnostic, Location, PresskitError, errors, in_order
from presskit.document import (
    Artifact,
    Attachment,
    Document,
    Edition,
    Layout,
    Part,
    Photograph,
    Printed,
    Written,
)
from presskit.formats import FORMATS
from presskit.glyphs import missing
from presskit.images import Picture
from presskit.inspect import inspect
from presskit.load import Sources, load
from presskit.model import Film, Still, without_tbc
from presskit.plan import plan
from presskit.project import Project
from presskit.render import render
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
    """

    editions: tuple[str, ...] = ()
    final: bool = False
    waived: tuple[tuple[str, str], ...] = ()
    stamp: dt.datetime | None = None
    target: Path | None = None
    white: bool = False
    stale_after: int = gate.STALE_AFTER
    max_mb: int | None = None

    @property
    def asked(self) -> str:
        """What the request alone decides of an output's bytes."""
        return f"{self.stamp} {sorted(name for name, _ in self.waived)}"


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build: the artifacts in `target`, and everything the user should know.

    `changed` are files of the last kit, with the labels of the pages or chapters whose words are
    not what they were.
    """

    target: Path
    artifacts: tuple[Artifact, ...]
    found: tuple[Diagnostic, ...]
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """A film that was read and checked; `film` is None when errors stand in its way.

    `withheld` is a digest of what may not be shown; empty when all may.
    """

    film: Film | None
    sources: Sources
    theme: Theme | None
    pictures: Mapping[str, Picture]
    found: tuple[Diagnostic, ...]
    withheld: str = ""


def build(project: Project, folder: Path, request: Request, notify: Notify) -> Report:
    """Make a film's kit: the whole set, or nothing at all."""
    target = request.target or project.root / "dist" / folder.name
    with outputs.locked(target), outputs.resumed(target, report.names_in) as found:
        checked = examine(project, folder, request, notify)
        found += checked.found
        film, theme = checked.film, checked.theme
        if film is None or theme is None:
            return Report(target, (), in_order(found))
        editions = _wanted(project, request, checked)
        made: dict[str, bytes] = {}
        artifacts: list[Artifact] = []
        layouts: dict[str, Layout | None] = {}
        for number, edition in enumerate(editions, 1):
            notify(edition.name, number, len(editions))
            kind = FORMATS[edition.format]
            carried = _carried(edition, artifacts, made)
            document = render(
                edition,
                film,
                checked.sources,
                theme,
                kind,
                checked.pictures,
                carried,
                request.stamp,
                usage.places(_shown_in(target, artifacts)) if edition.of_all else None,
            )
            shared = next((e for e in editions if e.name == edition.pages_from), None)
            document = replace(document, printed=_printed(film, edition, shared, layouts))
            written = kind.write(_counted(document, edition.name, notify))
            layouts[edition.name] = written.layout
            # The same page may be right on one paper and wrong on the other.
            found += (replace(d, message=f"{edition.name}: {d.message}") for d in written.found)
            needed = {*edition.attach, edition.pages_from}
            others = [a.inputs for a in artifacts if edition.of_all or a.edition in needed]
            digest = report.inputs_digest(folder, theme, edition, others, request.asked)
            told = usage.parts(document, written.layout, written.data)
            artifact = _artifact(film, edition, written, digest, told)
            found += inspect(kind.media_type, written.data, artifact.name)
            found += _oversize(written.data, request.max_mb or edition.options.max_mb, artifact)
            artifacts.append(artifact)
            made[artifact.name] = written.data
        if errors(found):
            return Report(target, (), in_order(found))
        before = {a.name: a.parts for a in report.artifacts_in(report.read_manifest(target))}
        found += _publish(target, film, request, artifacts, made, checked.withheld)
        changed = usage.changes(before, {a.name: a.parts for a in artifacts})
        return Report(target, tuple(artifacts), in_order(found), changed)


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


def _wanted(project: Project, request: Request, checked: Checked) -> tuple[Edition, ...]:
    """The editions to build; raises PresskitError for one of stills that was asked for in vain."""
    editions = plan(project, request.editions, FORMATS, request.final, request.white)
    if checked.pictures:
        return editions
    for edition in editions:
        if edition.of_stills and edition.name in request.editions:
            message = f"there is no still to make “{edition.name}” of"
            hint = "Add one: presskit stills add FILE."
            raise PresskitError(Diagnostic("PK611", message, None, hint))
    return tuple(edition for edition in editions if not edition.of_stills)


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


def _shown_in(target: Path, artifacts: list[Artifact]) -> list[Artifact]:
    """What was made so far, and of the last kit what is not made anew."""
    made = {a.edition for a in artifacts}
    before = report.artifacts_in(report.read_manifest(target))
    return [*artifacts, *(a for a in before if a.edition not in made)]


def _printed(
    film: Film, edition: Edition, shared: Edition | None, layouts: Mapping[str, Layout | None]
) -> Printed | None:
    """The edition whose pages this one names, with its layout if it was built before."""
    name = edition.pages_from
    file = _file(film, shared) if shared else ""
    return Printed(name, file, layouts.get(name)) if name else None


def _carried(
    edition: Edition, artifacts: list[Artifact], made: Mapping[str, bytes]
) -> tuple[Attachment, ...]:
    """The artifacts that an edition carries, byte for byte as they stand beside it."""
    return tuple(
        Attachment(a.name, a.media_type, made[a.name])
        for wanted in edition.attach
        for a in artifacts
        if a.edition == wanted
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
    except PresskitError as error:
        found += error.found
    film, sources, pictures = loaded.film, loaded.sources, dict[str, Picture]()
    withheld: tuple[Still, ...] = ()
    if film:
        found += check(film, sources)
        shown = embargo.shown(film, sources)
        film, sources, withheld = shown.film, shown.sources, shown.withheld
        found += shown.found
        pictures, problems = stills.read(
            film, sources, folder, project.root, notify, stills.bytes_of(withheld, folder)
        )
        found += problems
        found += missing(film, sources, theme) if theme else ()
        found += stills.dull(film, sources, theme, pictures) if theme else ()
        if request.final:
            open_points = gate.points(film, sources, request.stale_after)
            found += gate.refused(open_points, dict(request.waived))
            film = without_tbc(film)
    if errors(found):
        film = None
    return Checked(film, sources, theme, pictures, in_order(found), embargo.digest(withheld))


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


def _publish(
    target: Path,
    film: Film,
    request: Request,
    artifacts: list[Artifact],
    made: dict[str, bytes],
    withheld: str,
) -> list[Diagnostic]:
    """Swap the new set in: what was built, and nothing that a build of all no longer makes.

    When some editions were asked for, the others stay as they are; but drafts and finals never
    stand in one kit, nor do files that show what others withhold.
    """
    manifest = report.read_manifest(target)
    before = report.artifacts_in(manifest)
    status = artifacts[0].status
    asked = {a.edition for a in artifacts}
    others = [a for a in before if request.editions and a.edition not in asked]
    others = [a for a in others if a.name not in made and (target / a.name).is_file()]
    alike = manifest.get("withheld", "") == withheld
    kept = [a for a in others if a.status == status and alike]
    files = {a.name: (target / a.name).read_bytes() for a in kept} | made
    files[report.MANIFEST] = report.manifest(
        film, request.final, [*kept, *artifacts], request.waived, withheld
    )
    try:
        outputs.publish(target, files, report.names_in(target))
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{target.name}/ cannot be written: {reason}. {_unchanged(target, before)}"
        hint = "Free some space, or check who may write there."
        raise PresskitError(Diagnostic("PK507", message, Location(target.name), hint)) from None
    hint = "Build without --edition to make the whole kit."
    was = f"a {others[0].status}" if others and alike else "made with other stills"
    return [
        Diagnostic("PK521", f"{a.name} was {was} and is gone", Location(target.name), hint)
        for a in others
        if a not in kept
    ]


def _unchanged(target: Path, before: tuple[Artifact, ...]) -> str:
    """What a disk that refused has left."""
    if not before:
        return "There was no kit before it"
    if not target.exists():  # the disk refused to have it back as well
        return "The next build puts the previous kit, or this one, in its place"
    return "The previous kit is unchanged"
