"""What the command line says, and the exit codes with which its commands end."""

from __future__ import annotations

import contextlib
import json
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from presskit import __version__
from presskit.diagnostics import CODES, Diagnostic, More, PresskitError, errors, folded, refusal
from presskit.limits import MEMORY

if TYPE_CHECKING:
    from presskit.proofread import Finding

DONE, FAILED, ENVIRONMENT, OURS, INTERRUPTED = 0, 1, 3, 70, 130
"""Done; errors in the content; the machine; a bug of ours; Ctrl-C. Click's own is 2: usage."""

JSON = "presskit.json"
"""Set in Click's context when output is for a program."""

ALONE = object()
"""Click's `obj` in a process of presskit's own."""

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


class Confidence(click.ParamType[float]):
    """high, medium, low, or a number from 0 to 1."""

    name = "LEVEL"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        from presskit.proofread import LEVELS

        if value in LEVELS:
            return LEVELS[value]
        number = -1.0
        with contextlib.suppress(ValueError):
            number = float(value)
        if not 0 <= number <= 1:
            self.fail(f"{value!r} is not high, medium, low or a number from 0 to 1.", param, ctx)
        return number


class Guarded(click.Group):
    """Gives whatever goes wrong in a command its words and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except PresskitError as error:
            say(error.found)
            ctx.exit(exit_code(error.found))
        except OSError as error:
            say([refusal(error)])
            ctx.exit(ENVIRONMENT)
        except MemoryError:
            hint = "Take out what is largest."
            say(
                [
                    Diagnostic(
                        "PK532", f"it takes more than {MEMORY} megabytes of memory", None, hint
                    )
                ]
            )
            ctx.exit(FAILED)
        except KeyboardInterrupt:
            tell("Stopped. Nothing is left half done.")
            ctx.exit(INTERRUPTED)
        except Exception:  # noqa: BLE001  # whatever is left is our mistake, and shown whole
            traceback.print_exc()
            words = "This is a mistake in presskit, not in your film. Please report the lines above"
            tell(f"{words} and the version: {__version__}.")
            ctx.exit(OURS)


def exit_code(found: Iterable[Diagnostic]) -> int:
    """How a command ends that found this."""
    wrong = errors(found)
    if any(CODES[d.code].environment for d in wrong):
        return ENVIRONMENT
    return FAILED if wrong else DONE


def say(found: Iterable[Diagnostic], whole: bool = False) -> None:
    """Print diagnostics: as text to stderr, or as JSON to stdout where that was asked for.

    In text, what is said of many things alike is summed up, unless it is to be `whole`.
    """
    if as_json():
        from presskit.report import as_json as line

        for one in found:
            click.echo(line(one))
        return
    listed = list(found)
    whom = ""
    shown: Iterable[Diagnostic | More] = listed if whole else folded(listed)
    for item in shown:
        if isinstance(item, More):
            tell(f"    {item}")
            continue
        if item.whom != whom:
            whom = item.whom
            theirs = sum(other.whom == whom for other in listed)
            tell(click.style(f"{whom[:1].upper()}{whom[1:]} ({theirs}):", bold=True))
        place = f"{item.location}: " if item.location else ""
        kind = click.style(f"{item.severity} {item.code}", _COLOURS[item.severity], bold=True)
        hint = f"\n    {item.hint}" if item.hint else ""
        tell(f"{place}{kind} {item.message}{hint}")


def tell(line: str) -> None:
    """A line for the person at the terminal, not for a program."""
    click.echo(line, err=True)


def tell_program(**said: object) -> None:
    """A line of JSON that sums up, where that was asked for."""
    if as_json():
        click.echo(json.dumps(said, ensure_ascii=False))


def as_json() -> bool:
    return bool(click.get_current_context().meta.get(JSON))


def count(number: int, noun: str) -> str:
    """No files, 1 file, 2 files."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def tally(found: Iterable[Diagnostic]) -> str:
    """2 errors, 1 warning."""
    kinds = [d.severity for d in found]
    parts = [count(kinds.count("error"), "error")]
    if "warning" in kinds:
        parts.append(count(kinds.count("warning"), "warning"))
    return ", ".join(parts)


def verdict(name: str, found: Sequence[Diagnostic], made: str = "") -> int:
    """Say what was found in one thing, and how it stands; the exit code that follows."""
    say(found)
    tell(f"{name}: {', '.join(filter(None, (made, tally(found))))}")
    return exit_code(found)


def proofread(name: str, found: Sequence[Finding], words: int, least: float) -> int:
    """Say where one text disagrees with the registry, and how it stands; the exit code."""
    shown = [finding for finding in found if finding.confidence >= least]
    if as_json():
        for finding in shown:
            click.echo(finding.as_json())
    else:
        levels = {finding.diagnostic(): finding.level for finding in shown}
        shown_as = [replace(d, message=f"{d.message} [{level}]") for d, level in levels.items()]
        say(shown_as, whole=True)
    hidden = f"; {count(len(found) - len(shown), 'doubtful one')} not shown" * (
        len(found) > len(shown)
    )
    number = count(len(shown), "disagreement") if shown else "no disagreement"
    tell(f"{name}: {number} found in {count(words, 'word')}{hidden}")
    return FAILED if shown else DONE


@contextlib.contextmanager
def progress(film: str, terminal: str) -> Iterator[Callable[[str, int, int], None]]:
    """One line on a terminal that says what is being made; nothing in a pipe.

    `terminal` is the terminal's kind (TERM): a dumb one cannot clear a line.
    """
    shown = sys.stderr.isatty() and terminal != "dumb"

    def notify(edition: str, number: int, total: int) -> None:
        if shown:
            click.echo(f"\r\x1b[2K{film}: {edition} ({number} of {total}) …", nl=False, err=True)

    try:
        yield notify
    finally:
        if shown:
            click.echo("\r\x1b[2K", nl=False, err=True)
