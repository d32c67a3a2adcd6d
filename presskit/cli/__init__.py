"""The command line: parse, call, print, exit.

The only code that reads the clock, the environment and the working directory. What is heavy is
imported by the command that needs it: help and completion must answer at once.
"""

from presskit import console
from presskit.cli import making, photographs, reading, watching
from presskit.cli.group import main

__all__ = ["main", "making", "photographs", "reading", "run", "watching"]


def run() -> None:
    """The command presskit, in a process of its own: it may fence itself in."""
    main(prog_name="presskit", obj=console.ALONE)
