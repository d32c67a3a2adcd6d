"""Disks that refuse by their own means: a full one, a limit on files, a folder of somebody else."""

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.reliability.builds import LOST, in_a_process
from tests.reliability.sets import Outcome, Trial, judged, prepared, resumed

NOBODY = 65534
PAGE = 4096


def limit_files(size: int) -> None:
    """From now on this process cannot write a file of more bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


# ------------------------------------------------------------ a full disk


@contextlib.contextmanager
def small_disk(folder: Path, pages: int) -> Iterator[bool]:
    """A disk in memory at `folder`; False when this process may not have one."""
    folder.mkdir()
    size = f"size={pages * PAGE}"
    command = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, spare: int) -> Path:
    """A file that takes all of the disk but some pages."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail
    filler.write_bytes(bytes(max(0, free - spare) * PAGE))
    return filler


def full(trial: Trial, disk: Path) -> Iterator[Outcome]:
    """A trial on a disk with no page to spare, with one, ... until it has enough."""
    for spare in range(1000):
        target = disk / "trial" / "dist" / "film"
        act = prepared(trial, target)
        filler = fill(disk, spare)
        try:
            act()
            ended = "done"
        except OSError:
            ended = "refused"
        wrong = list(judged(trial, target, ended))
        filler.unlink()
        wrong += resumed(trial, target)
        subprocess.run(["rm", "-rf", str(disk / "trial")], check=True)
        yield Outcome(ended == "refused", tuple(f"{spare} pages, {trial}: {w}" for w in wrong))
        if ended == "done":
            return


# ------------------------------------------------------------ folders that are not ours to change


def as_nobody() -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def nobody_can(*paths: Path) -> bool:
    """Whether a user without rights can be played here, and can read these."""

    def work() -> int:
        as_nobody()
        return 0 if all(os.access(path, os.R_OK | os.X_OK) for path in paths) else LOST

    return os.getuid() == 0 and in_a_process(work)[0] == 0


def give_to_nobody(folder: Path) -> None:
    subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(folder)], check=True)
