"""The same content gives the same bytes: anywhere, at any time, whoever builds it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from presskit.build import Request, build
from presskit.project import Project, Settings
from tests.conftest import ROOT
from tests.kit.conftest import CONTENT

HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE", "PYTHONHASHSEED": "4242"}


def copied(root: Path) -> Path:
    """A project that holds a copy of the film's content; the film's folder."""
    return Path(shutil.copytree(CONTENT, root / "content" / "one-more-win"))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.mark.parametrize("epoch", [None, "1000000000"], ids=["date of the film", "date given"])
def test_two_builds_are_equal_to_the_byte(epoch: str | None, kit: Path, tmp_path: Path) -> None:
    # The whole kit once; where a date is given, the editions that have one in their bytes.
    editions = ["--edition", "press-kit-a4", "--edition", "booklet"] if epoch else []
    running = []
    for name, environment in (("a", HERE), ("another place", THERE)):
        root = tmp_path / name
        copied(root)
        given = {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
        surroundings = (
            os.environ | environment | given | {"PYTHONPATH": str(ROOT), "HOME": str(root)}
        )
        command = [sys.executable, "-m", "presskit", "build", "one-more-win", *editions]
        running.append(subprocess.Popen(command, cwd=root, env=surroundings))
    assert [process.wait(300) for process in running] == [0, 0]
    one, other = (contents(tmp_path / n / "dist/one-more-win") for n in ("a", "another place"))
    assert [name for name in one if one[name] != other.get(name)] == []
    assert set(one) == set(other)
    ours = contents(kit)
    if epoch:
        dated = [name for name in one if name.endswith((".pdf", ".epub"))]
        assert dated
        assert [name for name in dated if one[name] == ours[name]] == []
    else:
        assert [name for name in ours if ours[name] != one.get(name)] == []


def test_one_word_changed_changes_every_file_that_prints_it(kit: Path, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = folder / "film.yaml"
    text = file.read_text("utf-8")
    assert "The texts of this kit" in text
    file.write_text(text.replace("The texts of this kit", "The words of this kit"), "utf-8")
    target = tmp_path / "dist"
    request = Request(("press-kit-a4", "booklet"), target=target)
    build(Project(tmp_path, Settings()), folder, request, lambda *_: None)
    changed, before = contents(target), contents(kit)
    assert len(changed) == 7
    assert [name for name in changed if changed[name] == before[name]] == []
