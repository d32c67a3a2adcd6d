"""The README is true: its commands run as they stand, and its table has every command."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from presskit.cli import main

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_its_commands_run_as_they_stand(tmp_path: Path) -> None:
    assert len(BLOCKS) == 4
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # It stays until somebody ends it.
    stopped = "timeout --preserve-status --signal INT 15 presskit watch"
    script = "set -e\n" + "\n".join(BLOCKS).replace("presskit watch", stopped)
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        # Who runs the tests in the background may have had Ctrl-C ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert done.returncode == 0, done.stderr
    kit = tmp_path / "my-film" / "dist" / "my-film"
    named = re.findall(r"`(my-film-[\w-]+\.\w+)`", README)
    assert len(named) >= 6
    assert [name for name in named if not (kit / name).is_file()] == []


def test_its_table_has_every_command() -> None:
    told = set(re.findall(r"^\| `presskit (\w+)", README, re.MULTILINE))
    assert told == set(main.commands)
