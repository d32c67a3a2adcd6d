"""The command line: parse, call, print, exit.

The only code that reads the clock, the environment and the working directory. What is heavy is
imported by the command that needs it: help and completion must answer at once.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presskit import __version__, console, resources
from presskit.diagnostics import PresskitError

if TYPE_CHECKING:
    from presskit.build import Report, Request
    from presskit.project import Project

F = TypeVar("F", bound=Callable[..., Any])

# ------------------------------------------------------------ where things are


def _here() -> Path:
    return Path.cwd().resolve()


def _shown(path: Path) -> str:
    """A path as the user would type it from here."""
    here = _here()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _project(start: Path) -> Project:
    from presskit.project import find_root, open_project

    return open_project(find_root(start) or _here())


def _stamp() -> dt.datetime | None:
    """SOURCE_DATE_EPOCH, the date that a packager wants outputs to carry."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {given!r}; it must be seconds since 1970, or unset."
        raise click.UsageError(message) from None


def _complete_film(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    with contextlib.suppress(PresskitError, OSError):
        return [f.name for f in _project(_here()).films() if f.name.startswith(incomplete)]
    return []


def _out(words: str) -> Callable[[F], F]:
    """The option --out, for a folder."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option("--out", metavar="DIR", type=folder, help=words)


# ------------------------------------------------------------ the commands


@click.group(
    cls=console.Guarded,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Completion of commands, options and films with the tab key:
  bash  eval "$(_PRESSKIT_COMPLETE=bash_source presskit)"   in ~/.bashrc
  zsh   eval "$(_PRESSKIT_COMPLETE=zsh_source presskit)"    in ~/.zshrc
  fish  _PRESSKIT_COMPLETE=fish_source presskit | source    in config.fish

\b
Exit codes: 0 done, 1 errors in the content, 2 a wrong option,
3 the machine (disk, permission, a missing library), 70 a bug of presskit.
""",
)
@click.version_option(__version__, prog_name="presskit", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Make a film's press kit from one folder of content.

    \b
    Examples:
      presskit init my-film       start a project with one film
      cd my-film
      presskit check              is everything right?
      presskit build              PDF press kits and EPUB booklet into dist/
    """
    # WeasyPrint's library reads this when it is loaded. With it, the fonts are those that
    # presskit brings and no others, so a page looks the same on every machine.
    fonts = resources.data_root() / "assets" / "fonts" / "fonts.conf"
    os.environ["FONTCONFIG_FILE"] = str(fonts)
    if "NO_COLOR" in os.environ:
        ctx.color = False
    # Libraries warn programmers; what a user should know arrives as a diagnostic.
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    # A terminal that lacks a letter gets a substitute for it, not a crash.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


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

        root = find_root(_here())
        if root is None:
            raise click.UsageError("This folder is in no project. Start one: presskit init NAME.")
        made = scaffold.new_film(root, film, today)
    else:
        root = Path(os.path.normpath(_here() / str(name)))
        _named(root.name, "NAME")
        made = scaffold.new_project(root, today)
    for path in made:
        click.echo(_shown(path))
    there = "" if root == _here() else f"cd {_shown(root)} && "
    console.tell(f"Next: fill in the files under content/, then {there}presskit build")


def _named(name: str, option: str) -> None:
    from presskit.scaffold import NAME, name_like

    if not NAME.match(name):
        hint = f"write lower-case letters, digits and hyphens, for example {name_like(name)}."
        raise click.BadParameter(f"{name!r}: {hint}", param_hint=option)


@main.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=_complete_film)
@click.option("--epubcheck", is_flag=True, help="Let EPUBCheck look at each EPUB too.")
@click.option("--ace", is_flag=True, help="Let Ace look at each EPUB too.")
def check(paths: tuple[str, ...], epubcheck: bool, ace: bool) -> None:
    """Say what is wrong, and build nothing.

    PATH is a film (its folder, or its name under content/), an EPUB, or the folder of a built kit,
    whose files must be those that the manifest lists. Without PATH: every film of the project.

    \b
    Examples:
      presskit check
      presskit check content/my-film
      presskit check dist/my-film
      presskit check dist/my-film/my-film-booklet.epub --epubcheck --ace
    """
    from presskit import desk
    from presskit.kit import is_kit
    from presskit.project import films_of, locate

    codes = []
    tools = [name for name, asked in (("EPUBCheck", epubcheck), ("Ace", ace)) if asked]
    for path in paths or (None,):
        folder = Path(os.path.normpath(_here() / (path or "")))
        if folder.is_file() or folder.suffix == ".epub":
            codes.append(desk.check_book(folder, _shown(folder), tools, os.environ))
        elif path and is_kit(folder) and not (folder / "film.yaml").is_file():
            codes.append(desk.check_kit(folder, _shown(folder)))
        elif path and not any((folder / name).exists() for name in ("presskit.yaml", "content")):
            codes.append(desk.check_film(*(found := locate(path, _here())), _shown(found[1])))
        else:
            codes += [desk.check_film(*one, _shown(one[1])) for one in films_of(_project(folder))]
    click.get_current_context().exit(max(codes))


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--film", metavar="NAME", shell_complete=_complete_film, help="The film it is about.")
@click.option(
    "--min-confidence",
    "least",
    type=console.Confidence(),
    default="medium",
    help="Show what is at least so sure: high, medium (unless said otherwise), low, or 0 to 1.",
)
@click.option("--json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def proofread(
    ctx: click.Context, files: tuple[str, ...], film: str | None, least: float, json: bool
) -> None:
    """Say where a text about the film disagrees with what is known of it.

    FILE is anybody's text, a press release, a review, a catalogue entry, a kit of your own, as
    txt, md, html, docx, pdf or epub. Reported with line or page and the sources: names and title,
    figures and dates, ages, awards, roles and relations, disputed figures given as certain, and
    quotations that nobody vouches for. Exits with 1 when something is reported.

    \b
    Examples:
      presskit proofread review.txt
      presskit proofread --film my-film release.docx catalogue.pdf
      presskit proofread --min-confidence low --json review.html
    """
    from presskit import desk
    from presskit.project import films_of, locate

    ctx.meta[console.JSON] = json
    films = [locate(film, _here())] if film else films_of(_project(_here()))
    if len(films) > 1:
        names = ", ".join(folder.name for _, folder in films)
        raise click.UsageError(f"There are several films here: {names}. Say which: --film NAME.")
    paths = (Path(os.path.normpath(_here() / name)) for name in files)
    ctx.exit(desk.proofread(*films[0], [(path, _shown(path)) for path in paths], least))


@main.command()
@click.argument("film", required=False, shell_complete=_complete_film)
@click.option("--edition", "editions", metavar="NAME", multiple=True, help="Only this edition.")
@click.option("--final", is_flag=True, help="Refuse what is still to be confirmed, and list it.")
@click.option("--waive", metavar="NAME", multiple=True, help="Leave this out of a final kit.")
@click.option("--white", is_flag=True, help="Set PDFs on white, for an office printer.")
@_out("The folder of all kits, in place of dist.")
@click.option("--json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def build(
    ctx: click.Context,
    film: str | None,
    editions: tuple[str, ...],
    final: bool,
    waive: tuple[str, ...],
    white: bool,
    out: Path | None,
    json: bool,
) -> None:
    """Build a film's kit into dist/FILM: the whole new kit, or the old one untouched.

    FILM is a name under content/ or a path; without it every film of the project is built.
    Options --edition and --waive may be given several times.

    \b
    Examples:
      presskit build
      presskit build my-film --edition booklet
      presskit build my-film --final --waive film.specs.premiere
    """
    from presskit.build import Request
    from presskit.project import films_of, locate

    ctx.meta[console.JSON] = json
    if waive and not final:
        raise click.UsageError("--waive has a meaning with --final only.")
    request = Request(editions, final, frozenset(waive), _stamp(), white=white)
    films = [locate(film, _here())] if film else films_of(_project(_here()))
    ctx.exit(max(_build(*one, request, out) for one in films))


def _build(project: Project, folder: Path, request: Request, out: Path | None) -> int:
    """Build one film and say what came of it; its exit code."""
    from dataclasses import replace

    from presskit.build import build as make

    target = ((out or project.root / "dist") / folder.name).resolve()
    try:
        with console.progress(folder.name, os.environ.get("TERM", "")) as notify:
            report = make(project, folder, replace(request, target=target), notify)
    except PresskitError as error:
        return console.verdict(folder.name, error.found, "nothing written")
    console.say(report.found)
    _say_made(report)
    made = console.count(len(report.artifacts), "file")
    what = f"{made} in {_shown(target)}" if report.artifacts else "nothing written"
    console.tell(f"{folder.name}: {what}, {console.tally(report.found)}")
    return console.exit_code(report.found)


def _say_made(report: Report) -> None:
    """The artifacts, to stdout: for a program, or for the next command of a pipe."""
    from presskit.report import as_json as line

    for artifact in report.artifacts:
        path = _shown(report.target / artifact.name)
        folder = path.rpartition("/")[0]
        click.echo(line(artifact, folder) if console.as_json() else path)


@main.command()
@click.argument("film", required=False, shell_complete=_complete_film)
@_out("The folder of all kits, in place of dist.")
def clean(film: str | None, out: Path | None) -> None:
    """Remove what build made: the files that the kit's manifest lists, and nothing else.

    \b
    Examples:
      presskit clean
      presskit clean my-film
    """
    from presskit import desk
    from presskit.kit import kits_in

    kits = out or _project(_here()).root / "dist"
    names = [Path(os.path.normpath(film)).name] if film else kits_in(kits)
    for name in names:
        target = (kits / name).resolve()
        desk.clean(name, target, _shown(target))


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
    project = _project(_here())
    click.echo(_shown(scaffold.eject(project.root, template)))


@main.command()
@click.argument("name", required=False)
@_out("Write into this folder; schemas that are there are replaced.")
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


@main.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Tell what this machine has, what it lacks, and what works without it.

    Exits with 3 when an edition cannot be built here.

    \b
    Example:
      presskit doctor
    """
    from presskit import doctor as surgery

    parts = surgery.examine(os.environ.get("PATH"))
    for line in surgery.lines(parts):
        click.echo(line)
    ctx.exit(console.DONE if surgery.builds(parts) else console.ENVIRONMENT)
