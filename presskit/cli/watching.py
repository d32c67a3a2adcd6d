"""The command that stays: a kit that follows what is saved."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import click

from presskit import console
from presskit.cli.group import (
    complete_film,
    main,
    names,
    out_option,
    shown,
    shown_options,
    stamp,
    the_film,
)

if TYPE_CHECKING:
    from pathlib import Path

    from presskit.model import Moment
    from presskit.watch import Rebuilt


@main.command()
@click.argument("film", required=False, shell_complete=complete_film)
@click.option("--edition", "editions", metavar="NAME", multiple=True, help="Only this edition.")
@shown_options
@click.option("--white", is_flag=True, help="Set PDFs on white, for an office printer.")
@out_option("The folder of all kits, in place of dist.")
def watch(
    film: str | None,
    editions: tuple[str, ...],
    as_of: Moment | None,
    audience: str,
    white: bool,
    out: Path | None,
) -> None:
    """Build a film's kit, and again whenever something is saved, until Ctrl-C.

    Only what a change touches is made again, and one line says what and how long it took. An error
    is shown at its line, and the kit stays as it was until it is mended.

    \b
    Examples:
      presskit watch
      presskit watch my-film --edition booklet
    """
    from presskit.contain import Workshop
    from presskit.request import USUAL, Request
    from presskit.watch import rebuild, saves

    project, folder = the_film(film)
    kits = (out or project.root / "dist").resolve()
    request = Request(
        editions, stamp=stamp(), white=white, as_of=as_of, audience=audience, names=names()
    )
    stopped = threading.Event()
    first = True
    try:
        with Workshop(USUAL, os.environ) as shop:
            for _ in saves(project.root, folder, stopped.is_set):
                with console.progress(folder.name, os.environ.get("TERM", "")) as notify:
                    done = rebuild(shop, project.root, folder, request, kits, notify)
                _say(folder.name, done, first)
                if first:
                    console.tell(f"{folder.name}: {shown(folder)} is watched; Ctrl-C ends it")
                first = False
    except KeyboardInterrupt:
        console.tell(f"{folder.name}: no longer watched")


def _say(film: str, done: Rebuilt, first: bool) -> None:
    """What was found, and a line on what was done."""
    seconds = f"in {done.seconds:.1f} s"
    if done.report is None:
        console.say(done.found)
        console.tell(f"{film}: the kit stays as it was, {console.tally(done.found)}, {seconds}")
        return
    if done.made or first:
        console.say(done.found)
    made = ", ".join(done.made)
    total = console.count(len(done.report.artifacts), "file")
    what = f"{len(done.made)} of {total} made ({made})" if made else f"nothing to make of {total}"
    console.tell(f"{film}: {what}, {console.tally(done.found)}, {seconds}")
