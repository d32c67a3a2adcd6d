"""The pipeline: load, check, plan, render, write, report. The only place where they meet."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from presskit import outputs, report
from presskit.check import check, nothing_is_open
from presskit.diagnostics import Diagnostic, Location, PresskitError, errors, in_order
from presskit.document import Artifact, Attachment, Edition
from presskit.formats import FORMATS
from presskit.glyphs import missing
from presskit.images import Picture, read_picture
from presskit.load import Sources, load, place
from presskit.model import Film, without_tbc
from presskit.plan import plan
from presskit.project import Project
from presskit.render import render
from presskit.theme import Theme, load_theme

Notify = Callable[[str, int, int], None]
"""Told what is being made, which it is, and of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: edition names (empty: all), and whether the kit is final.

    `stamp` overrides the film's date in the outputs' own dates; `target` is the folder to
    write, dist/<film>/ of the project unless given.
    """

    editions: tuple[str, ...] = ()
    final: bool = False
    waived: frozenset[str] = frozenset()
    stamp: dt.datetime | None = None
    target: Path | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build: the artifacts in `target`, and everything the user should know."""

    target: Path
    artifacts: tuple[Artifact, ...]
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A film that was read and checked; `film` is None when errors stand in its way."""

    film: Film | None
    sources: Sources
    theme: Theme | None
    pictures: Mapping[str, Picture]
    found: tuple[Diagnostic, ...]


def build(project: Project, folder: Path, request: Request, notify: Notify) -> Report:
    """Make a film's kit: the whole set, or nothing at all."""
    target = request.target or project.root / "dist" / folder.name
    with outputs.locked(target):
        found = outputs.recover(target)
        checked = examine(project, folder, request)
        found += checked.found
        film, theme = checked.film, checked.theme
        if film is None or theme is None:
            return Report(target, (), in_order(found))
        editions = plan(project, request.editions, FORMATS, request.final)
        made: dict[str, bytes] = {}
        artifacts: list[Artifact] = []
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
            )
            written = kind.write(document)
            found += written.found
            digest = report.inputs_digest(folder, theme, edition)
            pages = len(written.layout.folios) if written.layout else None
            artifact = _artifact(film, edition, written.data, pages, digest)
            artifacts.append(artifact)
            made[artifact.name] = written.data
        if errors(found):
            return Report(target, (), in_order(found))
        _publish(target, film, request.final, artifacts, made)
        return Report(target, tuple(artifacts), in_order(found))


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


def examine(project: Project, folder: Path, request: Request) -> Checked:
    """Load and check: the content, its pictures, the theme and its fonts."""
    loaded = load(folder, project)
    found = list(loaded.found)
    theme = None
    try:
        theme = load_theme(project.theme_for(folder.name), project)
    except PresskitError as error:
        found += error.found
    film, pictures = loaded.film, dict[str, Picture]()
    if film:
        found += check(film, loaded.sources)
        found += _pictures(film, folder, loaded.sources, pictures)
        found += missing(film, loaded.sources, theme) if theme else ()
        if request.final:
            found += nothing_is_open(film, loaded.sources, request.waived)
            film = without_tbc(film)
    if errors(found):
        film = None
    return Checked(film, loaded.sources, theme, pictures, in_order(found))


def _pictures(
    film: Film, folder: Path, sources: Sources, pictures: dict[str, Picture]
) -> list[Diagnostic]:
    """Decode every still that has a file into `pictures`; what is wrong with the others."""
    found = []
    for i, still in enumerate(film.stills.stills):
        if isinstance(still.file, str):
            where = place(sources, "stills", ("stills", i, "file"))
            picture = read_picture(folder / "stills" / Path(still.file).name, where)
            if isinstance(picture, Diagnostic):
                found.append(picture)
            else:
                pictures[still.id] = picture
    return found


def _artifact(
    film: Film, edition: Edition, data: bytes, pages: int | None, inputs: str
) -> Artifact:
    kind = FORMATS[edition.format]
    return Artifact(
        name=f"{film.slug}-{edition.stem}{kind.suffix}",
        edition=edition.name,
        media_type=kind.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pages=pages,
        inputs=inputs,
    )


def _publish(
    target: Path, film: Film, final: bool, artifacts: list[Artifact], made: dict[str, bytes]
) -> None:
    """Swap the new set in. Editions that were not asked for stay as they are."""
    before = report.artifacts_in(report.read_manifest(target))
    kept = [a for a in before if a.name not in made and (target / a.name).is_file()]
    asked = {a.edition for a in artifacts}
    kept = [a for a in kept if a.edition not in asked]
    files = {a.name: (target / a.name).read_bytes() for a in kept} | made
    files[report.MANIFEST] = report.manifest(film, final, [*kept, *artifacts])
    # A manifest that lists nothing of ours is somebody else's file.
    ours = {a.name for a in before} | ({report.MANIFEST} if before else set())
    try:
        outputs.publish(target, files, ours)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{target.name}/ cannot be written: {reason}. The previous kit is unchanged"
        hint = "Free some space, or check who may write there."
        raise PresskitError(Diagnostic("PK507", message, Location(target.name), hint)) from None
