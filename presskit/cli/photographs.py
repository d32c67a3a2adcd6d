"""Commands for photographs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presskit import console
from presskit.cli.group import complete_film, fenced, here, main, shown, the_film

if TYPE_CHECKING:
    from presskit.project import Project


@main.group()
def stills() -> None:
    """Add photographs to a film.

    \b
    Example:
      presskit stills add on-the-road.jpg
    """


@stills.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--film", metavar="NAME", shell_complete=complete_film, help="The film it is of.")
@click.option("--as", "still", metavar="ID", default="", help="Fill in this entry, which is there.")
@click.pass_context
def add(ctx: click.Context, files: tuple[str, ...], film: str | None, still: str) -> None:
    """Copy photographs into the film's stills/, and list them in stills.yaml.

    FILE is a photograph, of the kinds that a build takes. What it says of itself (title, caption,
    people, photographer, credit, copyright, terms, text alternative) is taken into its entry. On a
    terminal the rest is asked for; what nobody knows is left to be confirmed. What stands in
    stills.yaml stays; with --as, what the entry leaves open is filled in.

    \b
    Examples:
      presskit stills add on-the-road.jpg
      presskit stills add --film my-film photographs/*.jpg
      presskit stills add hall.jpg --as hall-at-the-start
    """
    if still and len(files) > 1:
        raise click.UsageError("--as takes one FILE: an entry has one photograph.")
    project, folder = the_film(film)
    paths = [Path(os.path.normpath(here() / name)) for name in files]
    with fenced(*paths, folder, write=(folder,)):
        codes = [_added(project, folder, path, still) for path in paths]
    ctx.exit(max(codes))


def _added(project: Project, folder: Path, path: Path, still: str) -> int:
    """Add one photograph and say what came of it; the exit code."""
    from presskit import intake

    ask = _asking(shown(path)) if on_a_terminal() else None
    taken = intake.add(project, folder, path, shown(path), still, ask)
    console.say(taken.found)
    if taken.file:
        click.echo(shown(taken.file))
    if taken.line:
        console.tell(taken.line)
    return console.exit_code(taken.found)


def on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asking(file: str) -> Callable[[str, str], str]:
    """Asks for what a photograph does not say; says once what the questions are about."""
    told = False

    def ask(label: str, default: str) -> str:
        nonlocal told
        if not told:
            console.tell(f"{file} does not say all. Enter alone leaves it to be confirmed.")
        told = True
        words = f"  {label[:1].upper()}{label[1:]}"
        answer = click.prompt(words, default=default, show_default=bool(default), err=True)
        return str(answer)

    return ask
