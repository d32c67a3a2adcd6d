"""Kits of presskit under the clock: what is prepared before each run, and what is run."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.measure import FailedError, Taken, Watched, run
from benchmarks.peers import ROOT
from benchmarks.project import FILM

A4 = "press-kit-a4"
PAIR = (A4, "booklet")


@dataclass(frozen=True, slots=True)
class Contestant:
    """One thing that is measured, in turn with others: `prepare` is not on the clock."""

    name: str
    prepare: Callable[[], None]
    run: Callable[[], Taken]


def environment() -> dict[str, str]:
    """What our commands are run with: this checkout, wherever they run."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "presskit", *words]


def named(editions: tuple[str, ...]) -> list[str]:
    return [word for edition in editions for word in ("--edition", edition)]


def build(root: Path, editions: tuple[str, ...]) -> Taken:
    """presskit build of these editions; size and pages of what was asked for."""
    taken = run([command("build", FILM, *named(editions))], root, environment())
    return replace(taken, size=size(root, editions), pages=pages(root))


def files(root: Path) -> list[dict[str, object]]:
    text = (root / "dist" / FILM / "manifest.json").read_text("utf-8")
    return list(json.loads(text)["files"])


def pages(root: Path) -> int:
    return sum(int(str(one.get("pages") or 0)) for one in files(root))


def size(root: Path, editions: tuple[str, ...]) -> int:
    return sum(int(str(one["size"])) for one in files(root) if one["edition"] in editions)


def nothing(root: Path) -> None:
    """No build was ever made of the project."""
    shutil.rmtree(root / "dist", ignore_errors=True)
    shutil.rmtree(root / "build", ignore_errors=True)


def pictures_alone(root: Path) -> None:
    """Of earlier builds the project has the pictures only."""
    shutil.rmtree(root / "dist", ignore_errors=True)
    for kept in (root / "build").glob("*"):
        if kept.name != "pictures":
            shutil.rmtree(kept)


def cold(name: str, root: Path, editions: tuple[str, ...] = PAIR) -> Contestant:
    """A build of which nothing is there."""
    return Contestant(name, lambda: nothing(root), lambda: build(root, editions))


def cached(name: str, root: Path, editions: tuple[str, ...] = PAIR) -> Contestant:
    """A build when the pictures were made before."""
    return Contestant(name, lambda: pictures_alone(root), lambda: build(root, editions))


def again(name: str, root: Path, editions: tuple[str, ...] = PAIR) -> Contestant:
    """A build right after the same build."""

    def prepare() -> None:
        if not (root / "dist" / FILM / "manifest.json").exists():
            build(root, editions)

    return Contestant(name, prepare, lambda: build(root, editions))


# ------------------------------------------------------------ watch

WORDS = ("glacier", "aquarium", "trombone", "carousel", "umbrella")
"""Words that an edit puts in, one after the other; no text has them before."""

OTHER = "pavilion"

PAUSE = 1.0
"""Seconds between two edits: somebody reads what came of the last one."""

PATIENCE = 300.0
"""Seconds after which a kit is not waited for any longer."""


def can_watch() -> bool:
    ended = subprocess.run(command("watch", "--help"), env=environment(), capture_output=True)
    return ended.returncode == 0


def watched(name: str, root: Path, editions: tuple[str, ...] = PAIR) -> Contestant:
    """One word changed while presskit watches: from the write of the file to the new kit."""
    return Contestant(name, lambda: nothing(root), lambda: watch(root, editions))


def watch(root: Path, editions: tuple[str, ...]) -> Taken:
    """The median over some edits, each in another paragraph and with another word."""
    manifest = root / "dist" / FILM / "manifest.json"
    process = subprocess.Popen(
        command("watch", FILM, *named(editions)), cwd=root, env=environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    said: list[bytes] = []
    threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True).start()
    looked = Watched(process.pid)
    try:
        _changed(process, manifest, None)
        seconds = []
        for number, word in enumerate(WORDS):
            time.sleep(PAUSE)
            before = manifest.read_bytes()
            text, words = _edit(root, number, word)
            begin = time.perf_counter()
            text.write_text(words, "utf-8")
            _changed(process, manifest, before)
            seconds.append(time.perf_counter() - begin)
    finally:
        peak = looked.done()
        process.terminate()
        process.wait(30)
    return Taken(median(seconds), 0.0, peak, size(root, editions), pages(root))


def _edit(root: Path, number: int, word: str) -> tuple[Path, str]:
    """A chapter's file, and its text with one word of a paragraph replaced."""
    texts = sorted((root / "content" / FILM / "text").iterdir())
    file = texts[number % len(texts)]
    head, _, body = file.read_text("utf-8").rpartition("\n---\n")
    paragraphs = body.split("\n\n")
    at = 1 + number % (len(paragraphs) - 1)
    words = paragraphs[at].split(" ")
    words[2] = word if words[2] != word else OTHER  # an earlier round put it in
    paragraphs[at] = " ".join(words)
    return file, f"{head}\n---\n" + "\n\n".join(paragraphs)


def _changed(process: "subprocess.Popen[bytes]", manifest: Path, before: bytes | None) -> None:
    """Wait until there is another manifest than before."""
    end = time.perf_counter() + PATIENCE
    while process.poll() is None and time.perf_counter() < end:
        try:
            if manifest.read_bytes() != before:
                return
        except OSError:  # the kit is being swapped in
            pass
        time.sleep(0.005)
    raise FailedError("presskit watch made no new kit")
