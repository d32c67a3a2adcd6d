"""What commands do with each thing they are given, and say of it: checks, lists, removals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit import console
from presskit.diagnostics import Diagnostic, Location, PresskitError

if TYPE_CHECKING:
    from presskit.inspect.leaks import Watch
    from presskit.model import Film, Moment
    from presskit.produce import Checked
    from presskit.project import Project
    from presskit.request import Request
    from presskit.theme import Theme


def check_book(
    file: Path,
    shown: str,
    asked: Sequence[str],
    environ: Mapping[str, str],
    names: Sequence[str] = (),
) -> int:
    """An EPUB, with the checkers that were asked for; `shown` is how messages call it.

    `names` are the user's and the machine's, which no file may have.
    """
    from presskit.inspect import epub, leaks, read, tools

    console.tell(f"checking the EPUB {shown}: {', '.join([epub.ABOUT, leaks.ABOUT, *asked])}")
    data = read(file, shown)
    watch, unknown = _watch(file.parent, shown, names)
    found = [*unknown, *epub.inspect(data, shown), *leaks.search(data, shown, watch)]
    found += tools.run(list(asked), file, shown, environ)
    return console.verdict(file.name, found)


def check_file(file: Path, shown: str, names: Sequence[str]) -> int:
    """Any other file, for what should not be in it."""
    from presskit.inspect import leaks, read

    console.tell(f"checking the file {shown}: {leaks.ABOUT}")
    watch, unknown = _watch(file.parent, shown, names)
    found = leaks.search(read(file, shown), shown, watch)
    clean = "" if found else "nothing in it that should not be there"
    code = console.verdict(file.name, [*unknown, *found], clean)
    console.tell_program(file=shown, files=1, findings=len(found))
    return code


def check_kit(folder: Path, shown: str, names: Sequence[str] = ()) -> int:
    """A built kit against its manifest, and for what should not be in it."""
    from presskit.kit import leaks, verify

    console.tell(f"checking the kit {shown}")
    watch, unknown = _watch(folder, shown, names)
    found = [*unknown, *verify(folder, shown)]
    files, leaked = leaks(folder, shown, watch)
    read = f"{console.count(files, 'file')} read"
    clean = "" if leaked else "nothing in them that should not be there"
    code = console.verdict(folder.name, [*found, *leaked], ", ".join(filter(None, (read, clean))))
    console.tell_program(kit=shown, files=files, findings=len(found) + len(leaked))
    return code


def _watch(folder: Path, shown: str, names: Sequence[str]) -> tuple[Watch, list[Diagnostic]]:
    """What no file of a kit's folder may have, and for a kit without its film what that leaves out.

    `shown` is how messages call what is checked.
    """
    from presskit.inspect.leaks import NOTHING
    from presskit.kit import is_final, is_kit
    from presskit.project import find_root, open_project
    from presskit.watching import watch_for

    if not is_kit(folder):
        return NOTHING, []
    final = is_final(folder)
    root = find_root(folder)
    film, _, audience = folder.name.partition(".")
    content = root / "content" / film if root else None
    if root is None or content is None or not content.is_dir():
        return replace(NOTHING, final=final), [_unwatched(f"no film “{film}” was found", shown)]
    watch = watch_for(content, open_project(root), names, final, audience, _moment(folder))
    if watch is None:
        return replace(NOTHING, final=final), [_unwatched(f"“{film}” cannot be read", shown)]
    return watch, []


def _unwatched(why: str, shown: str) -> Diagnostic:
    """Of a kit whose film is not known: nobody may take silence for a search."""
    message = f"{why}: what it withholds and the names of this machine were not looked for"
    hint = "Check the kit in its project, where content/ has the film without errors."
    return Diagnostic("PK729", message, Location(shown), hint)


def _moment(kit: Path) -> Moment | None:
    """The moment that a kit is for, if it is not its film's date."""
    from presskit.model import Moment
    from presskit.report import read_manifest

    try:
        return Moment.read(str(read_manifest(kit).get("as_of")))
    except (ValueError, OSError):
        return None


def check_film(project: Project, folder: Path, shown: str, asked: Request) -> int:
    """A film's content, as far as it is shown to whom and when `asked` says."""
    from presskit.produce import examine

    console.tell(f"checking the film {shown}")
    return console.verdict(folder.name, examine(project, folder, asked).found)


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
    from presskit.produce import examine
    from presskit.request import Request

    checked = examine(project, folder, Request())
    if checked.film is None or checked.theme is None:
        raise PresskitError(*checked.found)
    return checked.film, checked.theme, checked
