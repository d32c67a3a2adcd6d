"""The whole kit read as a receiver could: nothing is in it that should not be, and it is told."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from presskit.build import build
from presskit.cli import main
from presskit.diagnostics import Diagnostic, errors
from presskit.inspect.leaks import Watch, search
from presskit.project import Project, Settings, open_project
from presskit.request import Request
from tests.kit.conftest import CONTENT

SUFFIXES = {".pdf", ".epub", ".docx", ".json", ".txt", ".csv"}


def test_nothing_is_in_the_kit_that_should_not_be(kit: Path) -> None:
    watch = Watch(names=("idasolberg", "studio-box-7"), folders=(str(CONTENT.parents[1]),))
    files = sorted(kit.iterdir())
    assert {file.suffix for file in files} == SUFFIXES
    found = [str(d) for file in files for d in search(file.read_bytes(), file.name, watch)]
    assert found == []


def test_a_final_says_nowhere_that_something_is_open(tmp_path: Path) -> None:
    """Its legends and headings included."""
    project = Project(CONTENT.parents[1], Settings())
    editions = ("press-kit-a4", "fact-check", "booklet", "copy-deck", "fact-sheet")

    def final(*waived: tuple[str, str]) -> list[Diagnostic]:
        request = Request(editions, True, waived, target=tmp_path / "kit", stale_after=10_000)
        return list(errors(build(project, CONTENT, request, lambda *_: None).found))

    names = [found.message.split(":")[0] for found in final()]
    assert [str(d) for d in final(*((name, "a test") for name in names))] == []


def test_check_tells_how_many_files_it_read(kit: Path, tmp_path: Path) -> None:
    shutil.copytree(kit, tmp_path / "dist" / "one-more-win")
    done = CliRunner().invoke(main, ["check", str(tmp_path / "dist"), "--json"])
    assert done.exit_code == 0, done.output
    assert "nothing in them that should not be there" in done.stderr
    alone, said = map(json.loads, done.stdout.splitlines())
    assert (alone["code"], alone["severity"]) == ("PK729", "warning")
    assert (said["files"], said["findings"]) == (len(list(kit.iterdir())), 1)

    (tmp_path / "dist" / "one-more-win" / "notes.txt").write_text("TODO: ask Ann", "utf-8")
    done = CliRunner().invoke(main, ["check", str(tmp_path / "dist"), "--json"])
    assert done.exit_code == 1
    _, finding, summary = map(json.loads, done.stdout.splitlines())
    assert (finding["code"], finding["path"].rpartition("/")[2]) == ("PK723", "notes.txt")
    assert summary["findings"] == 2


@pytest.mark.parametrize("edition", ["press-kit", "booklet"])
def test_a_build_with_a_leak_writes_nothing(minimal: Path, edition: str) -> None:
    """Words of a withheld still stand in a template of the project."""
    content = minimal / "content" / "minimal"
    ledger = content / "stills.yaml"
    entry = "    embargo: 2027-01-01\n"
    text = ledger.read_text("utf-8").replace("title:", "title: The secret ending of # ", 1)
    ledger.write_text(text.rstrip("\n") + "\n" + entry, "utf-8")
    templates = minimal / "templates" / "default" / "sections"
    templates.mkdir(parents=True)
    shipped = CONTENT.parents[1] / "templates" / "default" / "sections" / "colophon.html.j2"
    leaking = shipped.read_text("utf-8") + "<p>See the secret ending of it.</p>"
    (templates / "colophon.html.j2").write_text(leaking, "utf-8")
    project = open_project(minimal)
    report = build(project, content, Request((edition,)), lambda *_: None)
    wrong = errors(report.found)
    assert [d.code for d in wrong] == ["PK720"]
    assert "ending" not in str(wrong[0])
    assert not (minimal / "dist" / "minimal" / "manifest.json").exists()
