"""python -m presskit is the command presskit."""

from presskit.cli import run

run()
