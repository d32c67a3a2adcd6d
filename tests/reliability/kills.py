"""kill -9 of a build over a good kit: at any moment, while it publishes, at a call of its own."""

import ctypes
import itertools
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.builds import NOW, Ended, Film, build, calls, judged, resumed
from tests.reliability.injection import KILLED, KILLED_AFTER, Fault, System

ROOT = Path(__file__).parents[2]
_MODIFIED_OR_CREATED = 0x102


@dataclass(frozen=True, slots=True)
class Kill:
    """A way to die, in words, and what came of it; `killed` is False when the build was faster."""

    way: str
    killed: bool
    wrong: tuple[str, ...]


def started(command: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    environ = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


PRESSKIT = [sys.executable, "-m", "presskit", "build", "minimal"]


def duration(command: list[str], folder: Path) -> float:
    """Seconds that a run takes which nobody kills."""
    begin = time.monotonic()
    if started(command, folder).wait():
        raise AssertionError(f"{command} does not end well")
    return time.monotonic() - begin


def at_a_moment(command: list[str], folder: Path, seconds: float) -> bool:
    """Start it and kill it so many seconds later; whether it was still at it."""
    process = started(command, folder)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait() == -signal.SIGKILL


def when_it_writes(
    command: list[str], folder: Path, where: Path, seconds: float, name: bytes = b""
) -> bool:
    """Start it and kill it so many seconds after it first writes in `where` what has a `name`."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init()
    libc.inotify_add_watch(watch, os.fsencode(where), _MODIFIED_OR_CREATED)
    process = started(command, folder)
    while process.poll() is None:
        if select.select([watch], [], [], 0.5)[0] and name in os.read(watch, 4096):
            break
    os.close(watch)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait() == -signal.SIGKILL


def kills(film: Film, folder: Path, seed: int) -> Iterator[Kill]:
    """Kills without end: in turn at any moment, while staging, and at a call."""
    chance = random.Random(seed)
    whole = duration(PRESSKIT, film.again(folder / "timed" / "project").project)
    shutil.rmtree(folder / "timed")
    systems = [System(), System(exchanges=False)]
    made = {system: calls(film, folder / "counted", system) for system in systems}
    for turn in itertools.count():
        copy = film.again(folder / "trial" / "project")
        if turn % 3 == 0:
            moment = whole * (1 - chance.random() ** 2)  # more of them towards the end
            way = f"after {moment:.3f} s"
            ended = _ended(at_a_moment(PRESSKIT, copy.project, moment))
        elif turn % 3 == 1 and sys.platform == "linux":
            moment = chance.random() * 0.01
            way = f"{moment:.4f} s into staging"
            dist = copy.target.parent
            ended = _ended(when_it_writes(PRESSKIT, copy.project, dist, moment, b".part"))
        else:
            system = chance.choice(systems)
            nth = made[system].total() - int(chance.random() ** 2 * made[system].total())
            fault = Fault("", nth, chance.choice([KILLED, KILLED_AFTER]))
            way = f"{fault} of {system}"
            ended = build(copy.project, fault=fault, system=system)
        kill = Kill(way, ended.code < 0, tuple(f"{way}: {what}" for what in _wrong(copy, ended)))
        shutil.rmtree(folder / "trial")
        yield kill


def _ended(killed: bool) -> Ended:
    return Ended(-signal.SIGKILL if killed else 0, "")


def _wrong(film: Film, ended: Ended) -> Iterator[str]:
    gone = not film.target.exists() and (film.target.parent / ".minimal.old").exists()
    if not gone:  # between two renames: the next build puts a whole set there
        yield from judged(film, ended)
    yield from resumed(film)
