"""Disks that refuse by their own means: a full one, a limit on files, a folder of somebody else."""

import contextlib
import ctypes
import os
import resource
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.reliability.sets import Outcome, Trial, judged, prepared, resumed

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


def bound_by_modes() -> None:
    """From now on this process may do what the modes of files allow, even if it is root's."""
    if os.getuid() == 0:
        header = struct.pack("Ii", _CAPABILITIES_3, 0)
        if ctypes.CDLL(None).capset(header, bytes(24)):
            raise OSError("root cannot do without its rights here")


_CAPABILITIES_3 = 0x20080522
