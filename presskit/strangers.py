"""Files in a kit's folder that presskit did not make: carried into the new set, never lost."""

import errno
import filecmp
import itertools
import os
import shutil
import sys
from collections.abc import Collection
from pathlib import Path


def of(folder: Path, ours: Collection[str]) -> list[Path]:
    """What is in a folder and is none of the files `ours`."""
    if not folder.is_dir():
        return []
    return [p for p in folder.iterdir() if p.name not in ours or not p.is_file()]


# ------------------------------------------------------------ into the new set


def carry(path: Path, to: Path) -> None:
    """A file or a folder under one name more; copied where files cannot have two.

    What vanishes meanwhile, as files do that an open program writes, is left out.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            to.mkdir()
            for within in path.iterdir():
                carry(within, to / within.name)
            shutil.copystat(path, to)  # last: it may say that nothing can be added
            sync(to)
        else:
            _link(path, to)
    except FileNotFoundError:
        if os.path.lexists(path):
            raise


def _link(path: Path, to: Path) -> None:
    try:
        os.link(path, to, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, to, follow_symlinks=False)
        if not to.is_symlink():
            sync(to)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk before anything that comes after."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems know no such thing for a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


# ------------------------------------------------------------ out of the old set


def rescue(left: Path, target: Path, ours: Collection[str], outputs: Collection[str]) -> None:
    """Move what somebody saved into `left`, a set on its way out, since it was carried over.

    `ours` are names that its manifest lists, `outputs` those of the set in `target`.
    """
    for path in of(left, ours):
        _keep(path, target / path.name, path.name in outputs)


def _keep(path: Path, to: Path, taken: bool = False) -> None:
    """Move `path` to `to`; of two that differ the one saved later has the name, unless an output
    has `taken` it."""
    if _folder(path) and _folder(to):
        for within in list(path.iterdir()):
            _keep(within, to / within.name)
    elif not os.path.lexists(to):
        path.rename(to)
    elif not _alike(path, to):
        # At the same time: a copy has the times of what was saved while it was made.
        later = not taken and path.lstat().st_mtime_ns >= to.lstat().st_mtime_ns
        if later:
            to.rename(_beside(to))
        path.rename(to if later else _beside(to))


def _folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _alike(path: Path, other: Path) -> bool:
    """Whether they are one file, or hold the same."""
    if os.path.samestat(path.lstat(), other.lstat()):
        return True
    if path.is_symlink() and other.is_symlink():
        return path.readlink() == other.readlink()
    plain = all(one.is_file() and not one.is_symlink() for one in (path, other))
    return plain and filecmp.cmp(path, other, shallow=False)


def _beside(path: Path) -> Path:
    """A name for the other one of two that were saved under the same."""
    names = (f"{path.stem} ({number}){path.suffix}" for number in itertools.count(2))
    return next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))
