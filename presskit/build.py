"""A film's kit: its files are made, then put into place as a set. Nothing else writes there."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from presskit import makers, outputs, remembered, report, usage
from presskit.diagnostics import Diagnostic, Location, PresskitError, errors, in_order
from presskit.document import Artifact
from presskit.inputs import digest
from presskit.remembered import Earlier, Record

if TYPE_CHECKING:
    from presskit.project import Project
    from presskit.request import Notify, Request
    from presskit.wire import Made

Make = Callable[["Project", Path, "Request", Earlier, "Notify"], "Made"]
"""`produce`, here or in a process of its own."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build: the artifacts in `target`, and everything the user should know.

    `changed` are files of the last kit, with the labels of the pages or chapters whose words are
    not what they were; `again` are the names of files that stood there already.
    """

    target: Path
    artifacts: tuple[Artifact, ...]
    found: tuple[Diagnostic, ...]
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    again: frozenset[str] = frozenset()


def build(
    project: Project,
    folder: Path,
    request: Request,
    notify: Notify,
    make: Make | None = None,
    force: bool = False,
) -> Report:
    """Make a film's kit: the whole set, or nothing at all.

    What would be as it stands there is left; with `force` everything is made anew.
    """
    target = request.target or kit_folder(project.root / "dist", folder.name, request.audience)
    with outputs.locked(target), outputs.resumed(target, report.names_in) as found:
        maker = makers.stamp()
        file = remembered.file_of(project.root, folder.name, target)
        last = Record() if force else remembered.recall(file)
        asked = _stamp(maker, project, folder, request)
        before = report.artifacts_in(report.read_manifest(target))
        if last.stamp == asked and (standing := _standing(target, last, before)):
            again = frozenset(artifact.name for artifact in standing)
            return Report(target, standing, in_order([*found, *last.found]), again=again)
        known = last.editions if last.maker == maker else {}
        made = (make or _produce())(
            project, folder, request, Earlier(target, before, known), notify
        )
        found += made.found
        if errors(found):
            return Report(target, (), in_order([*found, *_in_place(target, made)]))
        found += _publish(target, request, made)
        # What was changed meanwhile is not what was read.
        stamp = asked if _stamp(maker, project, folder, request) == asked else ""
        names = tuple(artifact.name for artifact in made.artifacts)
        manifest = _digest(target / report.MANIFEST)
        now = Record(maker, stamp, manifest, names, made.found, made.remembered)
        remembered.record(file, now, last)
        parts = {a.name: a.parts for a in before}
        changed = usage.changes(parts, {a.name: a.parts for a in made.artifacts})
        return Report(target, made.artifacts, in_order(found), changed, made.again)


def _produce() -> Make:
    from presskit.produce import produce  # half a second, of which a kit that stands needs none

    return produce


def _stamp(maker: str, project: Project, folder: Path, request: Request) -> str:
    """SHA-256 over all that a build can read, and what is asked of it."""
    total = hashlib.sha256(maker.encode())
    total.update(digest((request, project.root, project.settings, folder)).encode())
    for part in (folder, project.root / "templates", project.root / "assets"):
        makers.of_tree(part, total.update)
    return total.hexdigest()


def _standing(target: Path, last: Record, before: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """The files that the last build made, if all of the kit is as it left it; else none."""
    if _digest(target / report.MANIFEST) != last.manifest:
        return ()
    if any(remembered.as_made(target, artifact) is None for artifact in before):
        return ()
    return tuple(artifact for artifact in before if artifact.name in last.names)


def _digest(file: Path) -> str:
    with contextlib.suppress(OSError), file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
    return ""


def kit_folder(kits: Path, film: str, audience: str) -> Path:
    """Where a film's kit stands; one for some alone stands apart, no film has a dot in its name."""
    return kits / (f"{film}.{audience}" if audience else film)


def _in_place(target: Path, made: Made) -> list[Diagnostic]:
    """Of a build that writes nothing: if the kit in place shows what is withheld by now."""
    manifest = report.read_manifest(target)
    if not report.artifacts_in(manifest) or manifest.get("withheld", "") == made.withheld:
        return []
    message = "the kit in place was made when other content was withheld"
    hint = "Do not send it: build again, or remove it with presskit clean."
    return [Diagnostic("PK642", message, Location(target.name), hint)]


def _publish(target: Path, request: Request, made: Made) -> list[Diagnostic]:
    """Swap the new set in: what was built, and nothing that a build of all no longer makes.

    When some editions were asked for, the others stay as they are; but drafts and finals never
    stand in one kit, nor do files that show what others withhold.
    """
    manifest = report.read_manifest(target)
    before = report.artifacts_in(manifest)
    status = made.artifacts[0].status
    asked = {a.edition for a in made.artifacts}
    others = [a for a in before if request.editions and a.edition not in asked]
    others = [a for a in others if a.name not in made.files]
    there = [a for a in others if (target / a.name).exists()]
    changed = [a for a in there if remembered.as_made(target, a) is None]
    others = [a for a in others if a not in changed and (target / a.name).is_file()]
    alike = manifest.get("withheld", "") == made.withheld
    kept = [a for a in others if a.status == status and alike]
    files = {a.name: (target / a.name).read_bytes() for a in kept} | made.files
    files[report.MANIFEST] = report.manifest(made.head, [*kept, *made.artifacts])
    try:
        outputs.publish(target, files, report.names_in(target))
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{target.name}/ cannot be written: {reason}. {_unchanged(target, before)}"
        hint = "Free some space, or check who may write there."
        raise PresskitError(Diagnostic("PK507", message, Location(target.name), hint)) from None
    hint = "Build without --edition to make the whole kit."
    was = f"a {others[0].status}" if others and alike else "made when other content was withheld"
    gone = [(a.name, was) for a in others if a not in kept]
    gone += [(a.name, "changed after it was made") for a in changed]
    return [
        Diagnostic("PK521", f"{name} was {why} and is gone", Location(target.name), hint)
        for name, why in gone
    ]


def _unchanged(target: Path, before: tuple[Artifact, ...]) -> str:
    """What a disk that refused has left."""
    if not before:
        return "There was no kit before it"
    if not target.exists():  # the disk refused to have it back as well
        return "The next build puts the previous kit, or this one, in its place"
    return "The previous kit is unchanged"
