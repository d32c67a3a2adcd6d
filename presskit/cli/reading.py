"""Commands that read and tell: what is wrong, what is known, what is missing."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presskit import console
from presskit.cli.group import (
    chosen,
    complete_film,
    fenced,
    here,
    main,
    names,
    out_option,
    project_at,
    shown,
    shown_options,
    the_film,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model import Moment
    from presskit.request import Request


@main.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=complete_film)
@click.option("--epubcheck", is_flag=True, help="Let EPUBCheck look at each EPUB too.")
@click.option("--ace", is_flag=True, help="Let Ace look at each EPUB too.")
@click.option("--json", is_flag=True, help="Print one JSON object a line, and leave none out.")
@shown_options
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    epubcheck: bool,
    ace: bool,
    json: bool,
    as_of: Moment | None,
    audience: str,
) -> None:
    """Say what is wrong, and build nothing.

    PATH is a film (its folder, or its name under content/), an EPUB, the folder of a built kit,
    whose files must be those that the manifest lists, or the folder of all kits. Without PATH:
    every film of the project. Of warnings of one kind three are shown in full, the others are
    summed up.

    What was made, and any PDF, ZIP, DOCX, picture or text, is searched for what should not be in
    it: what is under embargo, paths and names of your machine, private picture data, notes,
    comments, hidden text, links that only you can open.

    \b
    Examples:
      presskit check
      presskit check content/my-film
      presskit check dist
      presskit check dist/my-film --json
      presskit check dist/my-film/my-film-booklet.epub --epubcheck --ace
    """
    from presskit.request import Request

    ctx.meta[console.JSON] = json
    request = Request(as_of=as_of, audience=audience)
    tools = [name for name, asked in (("EPUBCheck", epubcheck), ("Ace", ace)) if asked]
    ours = names()
    given = [Path(os.path.normpath(here() / path)) for path in paths]
    # Checkers are programs: with them, only what presskit itself opens is held by its own rules.
    with nullcontext() if tools else fenced(*given):
        codes = [c for path in paths or (None,) for c in _checked(path, tools, request, ours)]
    ctx.exit(max(codes))


def _checked(
    path: str | None, tools: list[str], request: Request, names: tuple[str, ...]
) -> Iterator[int]:
    """Check what is at a path, whatever it is; an exit code for each thing that is there."""
    from presskit import desk
    from presskit.kit import is_kit, kits_in
    from presskit.project import films_of, locate

    folder = Path(os.path.normpath(here() / (path or "")))
    if folder.suffix == ".epub":
        yield desk.check_book(folder, shown(folder), tools, os.environ, names)
    elif folder.is_file():
        yield desk.check_file(folder, shown(folder), names)
    elif path and is_kit(folder) and not (folder / "film.yaml").is_file():
        yield desk.check_kit(folder, shown(folder), names)
    elif path and not _source(folder) and (kits := kits_in(folder)):
        for kit in kits:
            yield desk.check_kit(folder / kit, shown(folder / kit), names)
    elif path and not any((folder / name).exists() for name in ("presskit.yaml", "content")):
        one = locate(path, here())
        yield desk.check_film(*one, shown(one[1]), request)
    else:
        for one in films_of(project_at(folder)):
            yield desk.check_film(*one, shown(one[1]), request)


def _source(folder: Path) -> bool:
    """Whether a folder holds content rather than what was made of it."""
    return any((folder / name).exists() for name in ("film.yaml", "presskit.yaml", "content"))


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--film", metavar="NAME", shell_complete=complete_film, help="The film it is about.")
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

    ctx.meta[console.JSON] = json
    paths = [Path(os.path.normpath(here() / name)) for name in files]
    with fenced(*paths, *_named(film)):
        code = desk.proofread(*the_film(film), [(path, shown(path)) for path in paths], least)
    ctx.exit(code)


@main.command()
@click.argument("film", required=False, shell_complete=complete_film)
@click.option("--used", metavar="FACT", help="Where the last kit shows this fact.")
@out_option("The folder of all kits, in place of dist.")
def facts(film: str | None, used: str | None, out: Path | None) -> None:
    """List the registry's facts, or every page and chapter that shows one of them.

    Where a fact is shown is what the last build wrote down.

    \b
    Examples:
      presskit facts
      presskit facts my-film --used starts
    """
    from presskit import desk

    with fenced(*_named(film), *filter(None, [out])):
        for project, folder in chosen(film):
            kit = ((out or project.root / "dist") / folder.name).resolve()
            for line in desk.facts(project, folder, used, kit, shown(kit)):
                click.echo(line)


@main.command()
@click.argument("film", required=False, shell_complete=complete_film)
@click.option("--profile", metavar="ID", default="", help="Only what this receiver asks for.")
def lengths(film: str | None, profile: str) -> None:
    """List how long the texts are, and which of them fits which field of a festival's form.

    \b
    Examples:
      presskit lengths
      presskit lengths my-film --profile short-forms
    """
    from presskit import desk

    with fenced(*_named(film)):
        for project, folder in chosen(film):
            for line in desk.lengths(project, folder, profile):
                click.echo(line)


@main.command()
@click.argument("film", required=False, shell_complete=complete_film)
def gaps(film: str | None) -> None:
    """List what is missing, who can supply it, and which outputs wait for it.

    The list is Markdown, to be mailed. It has what a final would refuse.

    \b
    Examples:
      presskit gaps
      presskit gaps my-film > missing.md
    """
    from presskit import desk

    with fenced(*_named(film)):
        for project, folder in chosen(film):
            click.echo(desk.gaps(project, folder))


def _named(film: str | None) -> list[Path]:
    """Where a film is that was named by its path."""
    return [Path(os.path.normpath(here() / film))] if film else []


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
