"""How long a command takes and how much memory, and what two series of measurements say of each
other."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PROC = Path("/proc/self/statm").exists()
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.1
"""Seconds between two looks at the memory: often enough to meet the peak, too seldom to disturb."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took: seconds on the clock, and of computing; at its peak megabytes of memory.

    `size` is the bytes of what it made, `pages` how many it laid out.
    """

    seconds: float
    computing: float = 0.0
    memory: float = 0.0
    size: int = 0
    pages: int = 0


class FailedError(RuntimeError):
    """A command that was measured did not succeed."""


def run(commands: Sequence[Sequence[str | Path]], cwd: Path, env: Mapping[str, str]) -> Taken:
    """Run the commands one after the other; what they took together, the highest peak of memory.

    Memory is the resident pages of a command and all its descendants, added up: pages that several
    share are counted for each.
    """
    seconds, peak, before = 0.0, 0.0, _computed()
    for command in commands:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        watch = Watched(process.pid)
        said = process.communicate()[1]
        seconds += time.perf_counter() - begin
        peak = max(peak, watch.done())
        if process.returncode:
            raise FailedError(_last(command, said.decode(errors="replace")))
    return Taken(seconds, _computed() - before, peak)


def _last(command: Sequence[str | Path], said: str) -> str:
    """A command's name and the last thing that it said."""
    lines = [line for line in said.splitlines() if line.strip()]
    return f"{Path(command[0]).name}: {lines[-1] if lines else 'it failed without a word'}"


def _computed() -> float:
    """Seconds of computing of all processes that this one has waited for, and that those have."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Watched:
    """Looks at the memory of a process and its descendants until it is told that it is done."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._over = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def done(self) -> float:
        """The highest that was seen, in megabytes; 0 where a system does not tell."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.is_set():
            self._peak = max(self._peak, memory(self._pid))
            self._over.wait(EVERY)


def memory(pid: int) -> float:
    """Megabytes that a process and its descendants have in memory now."""
    of: dict[int, list[int]] = {}
    for entry in filter(str.isdigit, os.listdir("/proc") if PROC else ()):  # noqa: PTH208
        parent = _parent(entry)
        if parent is not None:
            of.setdefault(parent, []).append(int(entry))
    family, seen = [pid], 0
    while seen < len(family):
        family += of.get(family[seen], [])
        seen += 1
    return sum(_resident(one) for one in family) / 1e6


def _parent(pid: str) -> int | None:
    """None when the process has ended."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123  # many times a second
            return int(file.read().rpartition(b")")[2].split()[1])
    except OSError:
        return None


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of ratios that were taken pair by pair, and the least and the greatest of them."""

    middle: float
    least: float
    most: float


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Of two series that were measured in turn, the ratios of their pairs."""
    pairs = [one / other for one, other in zip(ours, theirs, strict=True)]
    return Ratio(median(pairs), min(pairs), max(pairs))
