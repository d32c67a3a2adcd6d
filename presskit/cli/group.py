"""The group of all commands, and what they share: where things are, and who asks."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import io
import os
import platform
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presskit import __version__, console, resources
from presskit.diagnostics import PresskitError

if TYPE_CHECKING:
    from presskit.project import Project

F = TypeVar("F", bound=Callable[..., Any])

# ------------------------------------------------------------ where things are


def here() -> Path:
    return Path.cwd().resolve()


def shown(path: Path) -> str:
    """A path as the user would type it from here."""
    start = here()
    return path.relative_to(start).as_posix() if path.is_relative_to(start) else str(path)


def project_at(start: Path) -> Project:
    from presskit.project import find_root, open_project

    return open_project(find_root(start) or here())


def names() -> tuple[str, ...]:
    """What the user and the machine are called: nothing that is made may tell."""
    found = [platform.node(), platform.node().partition(".")[0]]
    with contextlib.suppress(OSError, KeyError, ImportError):  # a user without a name
        found.append(getpass.getuser())
    return tuple(dict.fromkeys(filter(None, found)))


def stamp() -> dt.datetime | None:
    """SOURCE_DATE_EPOCH, the date that a packager wants outputs to carry."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {given!r}; it must be seconds since 1970, or unset."
        raise click.UsageError(message) from None


@contextlib.contextmanager
def fenced(*given: Path, write: tuple[Path, ...] = ()) -> Iterator[None]:
    """Open nothing but the project, what was given and what is to be written, from here on.

    For good: so this is done in a process of presskit's own alone (see `run`), not in one of
    somebody who calls its commands.
    """
    ctx = click.get_current_context()
    if ctx.find_root().obj is not console.ALONE:
        yield
        return
    from presskit.fencing import denied, fence

    refused = fence(_reached(given), (*write, *_kept(given), Path(os.devnull)))
    yield
    if found := denied(refused):
        console.say(found)
        ctx.exit(console.exit_code(found))


def _reached(given: tuple[Path, ...]) -> Iterator[Path]:
    """What a command may read that was given these paths: them, their projects, their kits."""
    from presskit.project import Project, Settings
    from presskit.report import MANIFEST

    yield from given
    yield from (path.parent / MANIFEST for path in given)
    for root in _roots(given):
        yield root
        yield from Project(root, Settings()).films()  # one may be a link


def _roots(given: tuple[Path, ...]) -> list[Path]:
    """The projects that are concerned."""
    from presskit.project import find_root

    return [root for path in (here(), *given) if (root := find_root(path))]


def _kept(given: tuple[Path, ...]) -> Iterator[Path]:
    """Where projects keep what was made of their photographs: looking at them is work, too."""
    from presskit import keeping

    for root in _roots(given):
        folder = keeping.pictures(root)
        if folder and (root / "content").is_dir():
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                yield folder


def complete_film(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    with contextlib.suppress(PresskitError, OSError):
        return [f.name for f in project_at(here()).films() if f.name.startswith(incomplete)]
    return []


def out_option(words: str) -> Callable[[F], F]:
    """The option --out, for a folder."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option("--out", metavar="DIR", type=folder, help=words)


class MomentType(click.ParamType[Any]):
    """A moment, as content has them after embargo:."""

    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        from presskit.model import Moment

        try:
            return Moment.read(str(value))
        except ValueError as error:
            self.fail(f"{value!r}: {error}.", param, ctx)


def shown_options(command: F) -> F:
    """The options --as-of and --audience: what may be shown, when and to whom."""
    as_of = click.option(
        "--as-of",
        metavar="MOMENT",
        type=MomentType(),
        help="Hold embargoes against this day or time, not against the kit's date.",
    )
    audience = click.option(
        "--audience", metavar="NAME", default="", help="With what is for them alone: festival."
    )
    return as_of(audience(command))


def chosen(film: str | None) -> list[tuple[Project, Path]]:
    """The film that is named, or every film of the project."""
    from presskit.project import films_of, locate

    return [locate(film, here())] if film else films_of(project_at(here()))


def the_film(film: str | None) -> tuple[Project, Path]:
    """The film that is named, or the only one of the project."""
    films = chosen(film)
    if len(films) > 1:
        names = ", ".join(folder.name for _, folder in films)
        raise click.UsageError(f"There are several films here: {names}. Say which: --film NAME.")
    return films[0]


# ------------------------------------------------------------ the group


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
