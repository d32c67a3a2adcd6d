"""Commands that make something: a project, a kit, a copy of a template."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presskit import console, limits
from presskit.cli.group import (
    chosen,
    complete_film,
    here,
    main,
    names,
    out_option,
    project_at,
    shown,
    shown_options,
    stamp,
)
from presskit.diagnostics import PresskitError

if TYPE_CHECKING:
    from presskit.build import Report
    from presskit.model import Moment
    from presskit.project import Project
    from presskit.remembered import Earlier
    from presskit.request import Limits, Notify, Request
    from presskit.wire import Made


@main.command()
@click.argument("name", required=False)
@click.option("--film", metavar="NAME", help="Add a film to the project you are in.")
def init(name: str | None, film: str | None) -> None:
    """Start a project in a new folder NAME, or add a film to a project.

    A name has lower-case letters, digits and hyphens; it becomes the name of folders and files.
    Nothing is ever overwritten.

    \b
    Examples:
      presskit init my-film
      presskit init --film my-second-film
    """
    from presskit import scaffold

    if (name is None) == (film is None):
        raise click.UsageError("Give a NAME for a new project, or --film NAME for one more film.")
    today = dt.datetime.now(dt.UTC).astimezone().date()
    if film is not None:
        _named(film, "--film")
        from presskit.project import find_root

        root = find_root(here())
        if root is None:
            raise click.UsageError("This folder is in no project. Start one: presskit init NAME.")
        made = scaffold.new_film(root, film, today)
    else:
        root = Path(os.path.normpath(here() / str(name)))
        _named(root.name, "NAME")
        made = scaffold.new_project(root, today)
    for path in made:
        click.echo(shown(path))
    there = "" if root == here() else f"cd {shown(root)} && "
    console.tell(f"Next: fill in the files under content/, then {there}presskit build")


def _named(name: str, option: str) -> None:
    from presskit.scaffold import NAME, name_like

    if not NAME.match(name):
        hint = f"write lower-case letters, digits and hyphens, for example {name_like(name)}."
        raise click.BadParameter(f"{name!r}: {hint}", param_hint=option)


@main.command()
@click.argument("film", required=False, shell_complete=complete_film)
@click.option("--edition", "editions", metavar="NAME", multiple=True, help="Only this edition.")
@click.option("--final", is_flag=True, help="Refuse what is still to be confirmed, and list it.")
@click.option(
    "--waive",
    metavar="NAME=REASON",
    multiple=True,
    help="Leave this open in a final kit; the reason goes into the manifest.",
)
@click.option(
    "--stale-after",
    metavar="DAYS",
    type=click.IntRange(min=0),
    help="In a final, how old a look at a source or a platform may be: 180 unless said.",
)
@click.option(
    "--max-mb",
    metavar="MB",
    type=click.IntRange(min=1),
    help="Refuse an archive of stills that is larger, and name what is largest in it.",
)
@click.option(
    "--max-seconds",
    metavar="SECONDS",
    type=click.IntRange(min=1),
    default=limits.SECONDS,
    help=f"Stop a kit that takes longer: {limits.SECONDS} unless said.",
)
@click.option(
    "--max-memory",
    metavar="MB",
    type=click.IntRange(min=512),
    default=limits.MEMORY,
    help=f"Stop a kit that takes more memory: {limits.MEMORY} unless said.",
)
@shown_options
@click.option("--white", is_flag=True, help="Set PDFs on white, for an office printer.")
@click.option("--force", is_flag=True, help="Make everything anew, even what would be the same.")
@out_option("The folder of all kits, in place of dist.")
@click.option("--json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def build(
    ctx: click.Context,
    film: str | None,
    editions: tuple[str, ...],
    final: bool,
    waive: tuple[str, ...],
    stale_after: int | None,
    max_mb: int | None,
    max_seconds: int,
    max_memory: int,
    as_of: Moment | None,
    audience: str,
    white: bool,
    force: bool,
    out: Path | None,
    json: bool,
) -> None:
    """Build a film's kit into dist/FILM: the whole new kit, or the old one untouched.

    FILM is a name under content/ or a path; without it every film of the project is built.
    What would be the same as it stands there is not made again.
    Options --edition and --waive may be given several times.

    \b
    Examples:
      presskit build
      presskit build my-film --edition booklet
      presskit build my-film --final --waive "film.specs.premiere=not announced yet"
    """
    from presskit.request import Limits, Request

    ctx.meta[console.JSON] = json
    if (waive or stale_after is not None) and not final:
        raise click.UsageError("--waive and --stale-after have a meaning with --final only.")
    request = Request(editions, final, _reasons(waive), stamp(), white=white, max_mb=max_mb)
    request = replace(request, as_of=as_of, audience=audience, names=names())
    if stale_after is not None:
        request = replace(request, stale_after=stale_after)
    within = Limits(max_seconds, max_memory)
    ctx.exit(max(_build(*one, request, out, within, force) for one in chosen(film)))


def _reasons(waive: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Names that are waived, each with its reason."""
    found = []
    for given in waive:
        name, _, reason = given.partition("=")
        if not reason.strip():
            hint = f"say why, for the manifest: --waive '{name}=REASON'."
            raise click.BadParameter(f"{given!r}: {hint}", param_hint="--waive")
        found.append((name.strip(), reason.strip()))
    return tuple(found)


def _build(
    project: Project, folder: Path, request: Request, out: Path | None, within: Limits, force: bool
) -> int:
    """Build one film and say what came of it; its exit code."""
    from presskit.build import build as make
    from presskit.build import kit_folder

    def alone(
        project: Project, folder: Path, asked: Request, earlier: Earlier, notify: Notify
    ) -> Made:
        from presskit.contain import contained

        return contained(project, folder, asked, earlier, notify, within, os.environ)

    target = kit_folder(out or project.root / "dist", folder.name, request.audience).resolve()
    try:
        with console.progress(folder.name, os.environ.get("TERM", "")) as notify:
            report = make(project, folder, replace(request, target=target), notify, alone, force)
    except PresskitError as error:
        return console.verdict(folder.name, error.found, "nothing written")
    console.say(report.found)
    _say_made(report)
    _say_changed(report)
    what = _what(report, shown(target))
    console.tell(f"{folder.name}: {what}, {console.tally(report.found)}")
    return console.exit_code(report.found)


def _say_changed(report: Report) -> None:
    """Files of the last kit whose words are not what they were, with their pages or chapters."""
    if report.changed:
        from presskit.usage import listed

        for name, labels in report.changed.items():
            console.tell(f"{name}: other words than before, {listed(labels)}")


def _what(report: Report, place: str) -> str:
    """15 files in dist/my-film, 13 of them unchanged."""
    if not report.artifacts:
        return "nothing written"
    made, again = len(report.artifacts), len(report.again)
    unchanged = "" if not again else f", {'all' if again == made else again} of them unchanged"
    return f"{console.count(made, 'file')} in {place}{unchanged}"


def _say_made(report: Report) -> None:
    """The artifacts, to stdout: for a program, or for the next command of a pipe."""
    from presskit.report import as_json as line

    for artifact in report.artifacts:
        path = shown(report.target / artifact.name)
        folder = path.rpartition("/")[0]
        click.echo(line(artifact, folder) if console.as_json() else path)


@main.command()
@click.argument("film", required=False, shell_complete=complete_film)
@out_option("The folder of all kits, in place of dist.")
def clean(film: str | None, out: Path | None) -> None:
    """Remove what build made: the files that the kit's manifest lists, and nothing else.

    \b
    Examples:
      presskit clean
      presskit clean my-film
    """
    from presskit import desk
    from presskit.kit import kits_in

    kits = out or project_at(here()).root / "dist"
    made = [Path(os.path.normpath(film)).name] if film else kits_in(kits)
    for name in made:
        target = (kits / name).resolve()
        desk.clean(name, target, shown(target))


@main.command()
@click.argument("template", required=False)
def eject(template: str | None) -> None:
    """Copy one built-in template into your project, to change it.

    TEMPLATE is a name of the list that the command prints without it. A theme.yaml holds
    colours, fonts and measures: often it is all that one needs. Yours wins over the built-in.

    \b
    Examples:
      presskit eject
      presskit eject default/theme.yaml
      presskit eject default/sections/credits.html.j2
    """
    from presskit import scaffold

    if template is None:
        for name in scaffold.ejectable():
            click.echo(name)
        return
    project = project_at(here())
    click.echo(shown(scaffold.eject(project.root, template)))


@main.command()
@click.argument("name", required=False)
@out_option("Write into this folder; schemas that are there are replaced.")
def schema(name: str | None, out: Path | None) -> None:
    """Print the JSON Schema of a content file, for editors that complete and underline.

    Without NAME and --out, list the names. A project made by init has all of them in schemas/.

    \b
    Examples:
      presskit schema
      presskit schema film
      presskit schema --out schemas
    """
    from presskit.schema import SCHEMAS
    from presskit.schema import schema as text_of

    if name is not None and name not in SCHEMAS:
        known = ", ".join(SCHEMAS)
        raise click.BadParameter(f"there is no {name!r}. Schemas: {known}.", param_hint="NAME")
    wanted = [name] if name else list(SCHEMAS)
    if out is None:
        click.echo(text_of(name) if name else "\n".join(wanted), nl=name is None)
        return
    out.mkdir(parents=True, exist_ok=True)
    for one in wanted:
        file = out / f"{one}.json"
        file.write_text(text_of(one), "utf-8", newline="\n")
        click.echo(file.as_posix())
