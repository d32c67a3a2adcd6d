"""A kit follows what is saved: only what a change touches, and never a broken state of it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from presskit.build import build
from presskit.contain import Workshop
from presskit.project import open_project
from presskit.request import USUAL, Request
from presskit.watch import rebuild

EDITIONS = """\
editions:
  fact-sheet: {format: json}
  captions: {format: csv}
  one-sheet: {format: pdf, shell: one-sheet, sections: [facts, credits], options: {paper: a4}}
  booklet: {format: epub}
"""
FILM = "content/minimal/film.yaml"
STILLS = "content/minimal/stills.yaml"


@pytest.fixture
def film(minimal: Path) -> Path:
    (minimal / "presskit.yaml").write_text(EDITIONS, "utf-8")
    return minimal


class Watched:
    """presskit watch, and the lines that it says."""

    def __init__(self, project: Path) -> None:
        command = [sys.executable, "-m", "presskit", "watch", "minimal"]
        # Who runs the tests in the background may have had Ctrl-C ignored.
        self.process = subprocess.Popen(
            command,
            cwd=project,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.put(line.rstrip())

    def next(self, wanted: str) -> list[str]:
        """Lines until one has the words."""
        said: list[str] = []
        while not said or wanted not in said[-1]:
            try:
                said.append(self.lines.get(timeout=60))
            except Empty:
                raise AssertionError(f"never said {wanted!r}: {said}") from None
        return said

    def quiet(self) -> bool:
        """Whether it says nothing for a while."""
        try:
            self.lines.get(timeout=1.5)
        except Empty:
            return True
        return False


@pytest.fixture
def watched(film: Path) -> Iterator[Watched]:
    one = Watched(film)
    yield one
    one.process.kill()
    one.process.wait()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    part = file.with_suffix(".part")  # as editors save: another file takes the name
    part.write_text(text.replace(old, new, 1), "utf-8")
    part.replace(file)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_what_is_saved_is_built_and_an_error_leaves_the_kit(film: Path, watched: Watched) -> None:
    assert "4 of 4 files made" in watched.next(" s")[-1]
    watched.next("Ctrl-C ends it")
    kit = film / "dist/minimal"

    change(film / STILLS, "caption: ", "caption: Anew, ")
    (line,) = watched.next(" in ")
    assert "1 of 4 files made (booklet)" in line, "the others do not show it"

    before = contents(kit)
    change(film / FILM, "title: ", "titel: ")
    said = watched.next(" in ")
    assert any(line.startswith(f"{FILM}:1:1: error PK201") for line in said), said
    assert "the kit stays as it was" in said[-1]
    assert contents(kit) == before

    change(film / FILM, "titel: ", "title: The ")
    (line,) = watched.next(" in ")
    assert "files made (fact-sheet" in line

    for number in range(10):
        name = film / f"content/minimal/text/more-{number}.md"
        name.write_text(f"---\ntitle: More {number}\n---\n\nWords.\n", "utf-8")
    (line,) = watched.next(" in ")
    assert "made" in line
    assert watched.quiet(), "ten files at once are one build"

    (film / "presskit.yaml").write_text(EDITIONS.replace("  captions: {format: csv}\n", ""))
    (line,) = watched.next(" in ")
    assert "nothing to make of 3 files" in line
    assert not (kit / "minimal-captions.csv").exists()

    theme = film / "templates/default"
    theme.mkdir(parents=True)
    watched.next(" in ")
    (theme / "theme.yaml").write_text("nonsense: 1\n", "utf-8")
    assert any("templates/default/theme.yaml" in line for line in watched.next(" in "))
    (theme / "theme.yaml").unlink()
    watched.next(" in ")

    fresh = film / "fresh"
    request = Request(target=fresh)
    build(open_project(film), film / "content/minimal", request, lambda *_: None, force=True)
    assert contents(kit) == contents(fresh)

    watched.process.send_signal(signal.SIGINT)
    watched.next("no longer watched")
    assert watched.process.wait(10) == 0


def test_a_warm_shop_makes_what_a_fresh_one_makes_and_starts_again_when_it_ends(
    film: Path,
) -> None:
    folder = film / "content/minimal"
    with Workshop(USUAL, os.environ) as shop:

        def done() -> set[str]:
            result = rebuild(shop, film, folder, Request(), film / "dist", lambda *_: None)
            assert result.report, result.found
            return set(result.made)

        assert done() == {"fact-sheet", "captions", "one-sheet", "booklet"}
        assert done() == set()
        running = shop._running
        assert running
        for number in range(3):
            change(film / FILM, "title: ", f"title: {number} ")
            assert {"one-sheet", "booklet"} < done()
        assert shop._running is running, "the process is the same"
        running.child.kill()
        change(film / FILM, "title: ", "title: Last ")
        assert {"one-sheet", "booklet"} < done(), "one that was killed is started again"
        assert shop._running is not running
    fresh = film / "fresh"
    request = Request(target=fresh)
    build(open_project(film), folder, request, lambda *_: None, force=True)
    assert contents(film / "dist/minimal") == contents(fresh)
