"""Commands that read and tell: what is wrong, what is known, what is missing."""

from __future__ import annotations

import os
from pathlib import Path

import click

from presskit import console
from presskit.cli.group import (
    chosen,
    complete_film,
    here,
    main,
    out_option,
    project_at,
    shown,
    the_film,
)


@main.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=complete_film)
@click.option("--epubcheck", is_flag=True, help="Let EPUBCheck look at each EPUB too.")
@click.option("--ace", is_flag=True, help="Let Ace look at each EPUB too.")
@click.option("--json", is_flag=True, help="Print one JSON object a line, and leave none out.")
@click.pass_context
def check(
    ctx: click.Context, paths: tuple[str, ...], epubcheck: bool, ace: bool, json: bool
) -> None:
    """Say what is wrong, and build nothing.

    PATH is a film (its folder, or its name under content/), an EPUB, or the folder of a built kit,
    whose files must be those that the manifest lists. Without PATH: every film of the project.
    Of warnings of one kind three are shown in full, the others are summed up.

    \b
    Examples:
      presskit check
      presskit check content/my-film --json
      presskit check dist/my-film
      presskit check dist/my-film/my-film-booklet.epub --epubcheck --ace
    """
    from presskit import desk
    from presskit.kit import is_kit
    from presskit.project import films_of, locate

    ctx.meta[console.JSON] = json
    codes = []
    tools = [name for name, asked in (("EPUBCheck", epubcheck), ("Ace", ace)) if asked]
    for path in paths or (None,):
        folder = Path(os.path.normpath(here() / (path or "")))
        if folder.is_file() or folder.suffix == ".epub":
            codes.append(desk.check_book(folder, shown(folder), tools, os.environ))
        elif path and is_kit(folder) and not (folder / "film.yaml").is_file():
            codes.append(desk.check_kit(folder, shown(folder)))
        elif path and not any((folder / name).exists() for name in ("presskit.yaml", "content")):
            codes.append(desk.check_film(*(found := locate(path, here())), shown(found[1])))
        else:
            codes += [desk.check_film(*one, shown(one[1])) for one in films_of(project_at(folder))]
    ctx.exit(max(codes))


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
    paths = (Path(os.path.normpath(here() / name)) for name in files)
    ctx.exit(desk.proofread(*the_film(film), [(path, shown(path)) for path in paths], least))


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

    for project, folder in chosen(film):
        click.echo(desk.gaps(project, folder))


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
