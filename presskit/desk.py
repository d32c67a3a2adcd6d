"""What commands do with each thing they are given, and say of it: checks, lists, removals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from presskit import console
from presskit.diagnostics import Diagnostic, PresskitError

if TYPE_CHECKING:
    from presskit.build import Checked
    from presskit.model import Film
    from presskit.project import Project
    from presskit.theme import Theme


def check_book(file: Path, shown: str, asked: Sequence[str], environ: Mapping[str, str]) -> int:
    """An EPUB, with the checkers that were asked for; `shown` is how messages call it."""
    from presskit.inspect import epub, read, tools

    console.tell(f"checking the EPUB {shown}: {', '.join([epub.ABOUT, *asked])}")
    found = [*epub.inspect(read(file, shown), shown)]
    found += tools.run(list(asked), file, shown, environ)
    return console.verdict(file.name, found)


def check_kit(folder: Path, shown: str) -> int:
    """A built kit against its manifest."""
    from presskit.kit import listed, verify

    console.tell(f"checking the kit {shown}")
    found = verify(folder, shown)
    return console.verdict(folder.name, found, console.count(len(listed(folder, "")), "file"))


def check_film(project: Project, folder: Path, shown: str) -> int:
    """A film's content."""
    from presskit.build import Request, examine

    console.tell(f"checking the film {shown}")
    return console.verdict(folder.name, examine(project, folder, Request()).found)


def proofread(
    project: Project, folder: Path, files: Sequence[tuple[Path, str]], least: float
) -> int:
    """Texts about a film, each with the name that messages call it; what cannot be read is said.

    Raises PresskitError when the film itself cannot be read.
    """
    from presskit.load import load
    from presskit.proofread import proofread as against
    from presskit.proofread.reading import read, words

    loaded = load(folder, project)
    if loaded.film is None:
        raise PresskitError(*loaded.found)
    codes = []
    for file, shown in files:
        try:
            text = read(file, shown)
        except PresskitError as error:
            codes.append(console.verdict(file.name, error.found, "not read"))
            continue
        found = against(loaded.film, text)
        codes.append(console.proofread(file.name, found, words(text), least))
    return max(codes)


def clean(name: str, target: Path, shown: str) -> None:
    """Remove from a kit's folder what its manifest lists, and nothing else."""
    from presskit import outputs
    from presskit.kit import is_kit, listed
    from presskit.report import MANIFEST, names_in

    if not is_kit(target) and not outputs.interrupted(target):
        console.tell(f"{name}: nothing to remove")
        return
    with outputs.locked(target), outputs.resumed(target, names_in) as found:
        console.say(found)
        # The manifest last: whatever is not removed yet is named in it.
        ours = [*(a.name for a in listed(target, shown)), MANIFEST] if is_kit(target) else []
        gone = outputs.remove(target, ours)
    console.tell(f"{name}: {console.count(len(gone), 'file')} removed from {shown}")


def facts(project: Project, folder: Path, used: str | None, kit: Path, shown: str) -> Iterator[str]:
    """The registry, a line a fact; or where the kit shows one of them.

    Raises PresskitError when the film cannot be read, has no such fact, or was not built.
    """
    from presskit import usage
    from presskit.kit import is_kit, listed

    known = _sound(project, folder)[0].facts
    if used is None:
        yield from (f"{fact.id}: {fact.printed} ({fact.state})" for fact in known)
        return
    if used not in {fact.id for fact in known}:
        message = f"there is no fact “{used}” in {folder.name}"
        raise PresskitError(Diagnostic("PK301", message, None, "presskit facts lists them."))
    if not is_kit(kit):
        message = f"{shown} is no kit"
        raise PresskitError(Diagnostic("PK510", message, None, "Build it: presskit build."))
    places = usage.used(listed(kit, shown), used)
    yield from (f"{name}: {usage.listed(labels)}" for name, labels in places.items())
    if not places:
        console.tell(f"{folder.name}: no output of the last build shows it")


def lengths(project: Project, folder: Path, only: str) -> Iterator[str]:
    """Each text with its counts, and what fits which field of which form.

    Raises PresskitError when the film is not right or has no such profile.
    """
    from presskit import lengths as measure

    film = _sound(project, folder)[0]
    known = {profile.id for profile in film.profiles}
    if only and only not in known:
        message = f"there is no profile “{only}”"
        hint = f"There are: {', '.join(sorted(known))}; add yours to profiles.yaml."
        raise PresskitError(Diagnostic("PK322", message, None, hint))
    yield from measure.table(film, only)


def gaps(project: Project, folder: Path) -> str:
    """What a final would refuse, as Markdown; raises PresskitError when the film is not right."""
    from presskit import gaps as missing
    from presskit.gate import points

    film, theme, checked = _sound(project, folder)
    waits = missing.waiting(project, film, checked.sources, theme, checked.pictures)
    return missing.as_markdown(film, points(film, checked.sources), waits)


def _sound(project: Project, folder: Path) -> tuple[Film, Theme, Checked]:
    """A film without errors, with its theme."""
    from presskit.build import Request, examine

    checked = examine(project, folder, Request())
    if checked.film is None or checked.theme is None:
        raise PresskitError(*checked.found)
    return checked.film, checked.theme, checked
