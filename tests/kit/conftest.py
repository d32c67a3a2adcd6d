"""The kit of One More Win, built once for all tests, and one that is approved."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from presskit.build import build
from presskit.diagnostics import errors
from presskit.model import Film
from presskit.produce import examine
from presskit.project import Project, Settings
from presskit.request import Request
from tests.conftest import ROOT
from tests.kit.reading import Booklet, Pdf

CONTENT = ROOT / "content" / "one-more-win"
PAPERS = ("press-kit-a4", "press-kit-letter")

Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Makes a folder in one of the processes that run tests; the others wait and share it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "kits"
    shared.mkdir(exist_ok=True)

    def make_once(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                make(folder)
        return folder

    return make_once


def make(folder: Path, target: Path, *editions: str) -> None:
    """Build the film in `folder` into `target`; errors stop the tests."""
    project = Project(folder.parents[1], Settings())
    report = build(project, folder, Request(editions, target=target), lambda *_: None)
    assert [str(d) for d in errors(report.found)] == []


@pytest.fixture(scope="session")
def kit(once: Once) -> Path:
    """The folder of the built kit, a draft, with all editions."""
    return once("one-more-win", lambda target: make(CONTENT, target))


@pytest.fixture(scope="session")
def approved(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three editions of the kit once it is approved and has a contact for the press."""
    name, email = "name: {tbc: the production}", "email: {tbc: the production}"
    lines = {
        "\nissued:": "\napproval: {name: Ann Archer, date: 2026-11-30}\nissued:",
        f"{name}\n    {email}": "name: Ann Archer\n    email: ann@archer.example",
    }

    def make_approved(target: Path) -> None:
        copy = tmp_path_factory.mktemp("approved") / "content" / "one-more-win"
        shutil.copytree(CONTENT, copy)
        text = (copy / "film.yaml").read_text("utf-8")
        for old, new in lines.items():
            assert old in text
            text = text.replace(old, new, 1)
        (copy / "film.yaml").write_text(text, "utf-8")
        make(copy, target, "press-kit-a4", "one-sheet-a4", "booklet")

    return once("approved", make_approved)


@pytest.fixture(scope="session")
def film() -> Film:
    checked = examine(Project(ROOT, Settings()), CONTENT, Request())
    assert checked.film
    return checked.film


def printed(folder: Path, edition: str) -> Pdf:
    return Pdf(folder / f"one-more-win-{edition}.pdf")


def bound(folder: Path) -> Booklet:
    return Booklet(folder / "one-more-win-booklet.epub")


@pytest.fixture(scope="session")
def papers(kit: Path) -> dict[str, Pdf]:
    return {edition: printed(kit, edition) for edition in PAPERS}


@pytest.fixture(scope="session", params=PAPERS)
def paper(request: pytest.FixtureRequest, papers: dict[str, Pdf]) -> Pdf:
    """The press kit on each paper in turn."""
    return papers[request.param]


@pytest.fixture(scope="session")
def booklet(kit: Path) -> Booklet:
    return bound(kit)


@pytest.fixture(scope="session", params=(*PAPERS, "booklet"))
def output(
    request: pytest.FixtureRequest, papers: dict[str, Pdf], booklet: Booklet
) -> Pdf | Booklet:
    """The press kit on each paper, and the booklet."""
    return papers.get(request.param, booklet)
