"""The same content gives the same bytes: anywhere, at any time, whoever builds it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from presskit.build import build
from presskit.project import Project, Settings
from presskit.request import Request
from tests.conftest import ROOT
from tests.kit.conftest import CONTENT

HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}
FEW = [f"--edition={name}" for name in ("press-kit-a4", "one-sheet-letter", "booklet")]
THERE = {"TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE", "PYTHONHASHSEED": "4242"}


def copied(root: Path) -> Path:
    """A project that holds a copy of the film's content; the film's folder."""
    return Path(shutil.copytree(CONTENT, root / "content" / "one-more-win"))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_builds_in_other_surroundings_are_equal_to_the_byte(kit: Path, tmp_path: Path) -> None:
    running = []
    for name, environment, editions in (("a", HERE, FEW), ("another place", THERE, [])):
        root = tmp_path / name
        copied(root)
        surroundings = os.environ | environment | {"PYTHONPATH": str(ROOT), "HOME": str(root)}
        command = [sys.executable, "-m", "presskit", "build", "one-more-win", *editions]
        running.append(subprocess.Popen(command, cwd=root, env=surroundings))
    assert [process.wait(300) for process in running] == [0, 0]
    few, every = (contents(tmp_path / n / "dist/one-more-win") for n in ("a", "another place"))
    ours = contents(kit)  # this process is another place still
    assert {Path(name).suffix for name in few} == {".json", ".txt", ".pdf", ".epub"}
    assert [name for name in ours | every if ours.get(name) != every.get(name)] == []
    del few["manifest.json"]  # it lists fewer files
    assert [name for name in few if few[name] != ours[name]] == []


def test_one_word_changed_changes_every_file_that_prints_it(kit: Path, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = folder / "film.yaml"
    text = file.read_text("utf-8")
    assert "The texts of this kit" in text
    file.write_text(text.replace("The texts of this kit", "The words of this kit"), "utf-8")
    target = tmp_path / "dist"
    request = Request(("one-sheet-a4", "booklet"), target=target)
    build(Project(tmp_path, Settings()), folder, request, lambda *_: None)
    changed, before = contents(target), contents(kit)
    assert {"one-more-win-one-sheet-a4.pdf", "one-more-win-booklet.epub"} < set(changed)
    assert [name for name in changed if changed[name] == before[name]] == []
