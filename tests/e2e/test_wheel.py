"""The wheel, far from the checkout: the right files in it, and a new film's kit out of it."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ["templates", "assets", "content/one-more-win"]
DATA = "presskit/_data/"

pytestmark = pytest.mark.slow


def call(*command: str | Path, cwd: Path) -> str:
    # As a stranger's shell would run it: nothing of this Python or this checkout may help.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PRESSKIT"))}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{command} exited {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as make wheel does: from the tree the sdist, from the sdist the wheel."""
    out = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, cwd=ROOT)
    (path,) = out.glob("film_presskit-*.whl")
    return path


@pytest.fixture(scope="module")
def presskit(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into an environment of its own."""
    home = tmp_path_factory.mktemp("install")
    call(sys.executable, "-m", "venv", "venv", cwd=home)
    python = home / "venv/bin/python"
    pins = ROOT / "constraints.txt"
    call(python, "-m", "pip", "install", "-q", "-c", pins, wheel, cwd=home)
    return home / "venv/bin/presskit"


def test_wheel_carries_the_shipped_data_and_nothing_else(wheel: Path) -> None:
    tracked = call("git", "ls-files", "-z", *SHIPPED, cwd=ROOT).split("\0")[:-1]
    names = ZipFile(wheel).namelist()
    shipped = [name.removeprefix(DATA) for name in names if name.startswith(DATA)]
    assert sorted(shipped) == sorted(tracked), "git add what belongs to it, delete what does not"
    others = {name.split("/")[0] for name in names if not name.startswith(DATA)}
    assert others == {"presskit", next(n for n in others if n.endswith(".dist-info"))}


def test_wheel_builds_the_kit_of_a_new_film(presskit: Path, tmp_path: Path) -> None:
    call(presskit, "init", "my-film", cwd=tmp_path)
    project = tmp_path / "my-film"
    call(presskit, "build", cwd=project)
    made = {path.name for path in (project / "dist/my-film").iterdir()}
    assert made >= {
        "my-film-press-kit-a4.pdf",
        "my-film-press-kit-letter.pdf",
        "my-film-booklet.epub",
        "manifest.json",
    }
