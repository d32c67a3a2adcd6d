"""python -m presskit is the command presskit."""

from presskit.cli import main

main(prog_name="presskit")
