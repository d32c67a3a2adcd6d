"""dist/<film>/ changes as a set: the whole new kit or the whole old one, whatever happens.

Everything is staged in a folder beside it, synced, and exchanged with it in one step where the
system can, else in two renames that the next run completes. Files that presskit did not make are
carried over; nothing that the previous manifest does not name is ever deleted.

What stands beside it says by its name what it is worth:

    .film.part   nothing: half staged, or on its way out
    .film.new    a whole set: on its way in, or exchanged and on its way out
    .film.old    the whole set before, between the two renames
    .film.lock   held while a build runs
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from presskit import strangers
from presskit.diagnostics import Diagnostic, Location, PresskitError, refusal

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def _beside(target: Path, suffix: str) -> Path:
    return target.parent / f".{target.name}.{suffix}"


@contextlib.contextmanager
def locked(target: Path) -> Iterator[None]:
    """One build per film at a time; raises PresskitError (PK506). Freed by the system on a kill."""
    target.parent.mkdir(parents=True, exist_ok=True)
    file = _beside(target, "lock")
    with file.open("a+b", buffering=0) as handle:
        # `remove` may have deleted the file since it was opened: such a lock would hold off nobody.
        if not _try_lock(handle.fileno()) or not _same(handle.fileno(), file):
            handle.seek(0)
            holder = handle.read(20).decode("ascii", "replace").strip() or "unknown"
            message = f"another build of {target.name} runs (process {holder})"
            raise PresskitError(Diagnostic("PK506", message, None, "Wait for it to end."))
        with contextlib.suppress(OSError):  # a full disk: it can still be cleaned
            handle.truncate(0)
            handle.write(str(os.getpid()).encode())
        yield


def _try_lock(descriptor: int) -> bool:
    """Whether the lock is ours now; raises OSError where the file system has no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # One byte for all, wherever the file ends; and not where others read who holds it.
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


_LOCKED_BYTE = 1 << 20
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


def _same(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def recover(target: Path, named: Callable[[Path], Collection[str]]) -> list[Diagnostic]:
    """Finish or clear what an interrupted run left; call it with the lock held.

    `named` gives the names that the manifest in a folder lists, with its own: what else is in a
    set on its way out was saved there meanwhile, and is kept.
    """
    if not interrupted(target):
        return []
    new, old = _beside(target, "new"), _beside(target, "old")
    if not target.exists() and old.exists():
        # The second rename was missing. `new` was whole before the first one began.
        (new if new.exists() else old).rename(target)
    _settle(target, named)
    state = "a whole kit is in place" if target.exists() else "there was no kit before it"
    message = f"the last build was interrupted; {state}"
    return [Diagnostic("PK509", message, Location(f"{target.parent.name}/{target.name}"))]


def interrupted(target: Path) -> bool:
    """Whether a run left something beside a folder."""
    return any(_beside(target, suffix).exists() for suffix in ("new", "old", "part"))


@contextlib.contextmanager
def resumed(target: Path, named: Callable[[Path], Collection[str]]) -> Iterator[list[Diagnostic]]:
    """`recover`, and what it found; it is told as well when what comes after it fails."""
    left = recover(target, named)
    try:
        yield list(left)
    except PresskitError as error:
        raise PresskitError(*left, *error.found) from None
    except OSError as error:
        raise PresskitError(*left, refusal(error)) from error


def _settle(target: Path, named: Callable[[Path], Collection[str]]) -> None:
    """Clear what stands beside a folder, but for what somebody saved there meanwhile."""
    part = _beside(target, "part")
    for left in (_beside(target, "new"), _beside(target, "old")):
        _clear(part)
        if left.exists():
            if target.exists():
                strangers.rescue(left, target, named(left), named(target))
            # Under its own name it would be taken for a whole set when half of it is deleted.
            left.rename(part)
    _clear(part)


def _clear(part: Path) -> None:
    """Delete a folder, though somebody may have made folders in it read-only."""
    if not part.exists():
        return
    try:
        shutil.rmtree(part)
    except PermissionError:
        part.chmod(0o700)
        for folder, within, _ in os.walk(part):
            for name in within:
                path = Path(folder, name)
                if not path.is_symlink():
                    path.chmod(0o700)
        shutil.rmtree(part)


def publish(target: Path, files: Mapping[str, bytes], ours: Collection[str]) -> None:
    """Put `files` (name → bytes) in place as the new set.

    `ours` are the names that the previous manifest lists and that may be dropped. Raises
    PresskitError (PK505) when a file of somebody else has the name of an output, and OSError
    when the disk refuses; the old set is untouched then.
    """
    others = _others(target, files, ours)
    part, new = _beside(target, "part"), _beside(target, "new")
    try:
        part.mkdir()
        for name, data in files.items():
            _write(part / name, data)
        for other in others:
            strangers.carry(other, part / other.name)
        strangers.sync(part)
        part.rename(new)
        _swap(new, target, lambda folder: files if folder == target else ours)
    except BaseException:
        # If the old set could not be put back either, the new one is whole: `recover` takes it.
        if target.exists() or not _beside(target, "old").exists():
            with contextlib.suppress(OSError):
                _settle(target, lambda _: {*files, *ours})
        raise


def _others(target: Path, files: Collection[str], ours: Collection[str]) -> list[Path]:
    """What of a folder is to be carried over; raises as `publish` does what stands in its way."""
    place = f"{target.parent.name}/{target.name}"
    if target.exists() and not target.is_dir():
        message = f"{target.name} is there and is not a folder"
        raise PresskitError(Diagnostic("PK505", message, Location(place), "Move it elsewhere."))
    if target.is_dir() and not os.access(target, os.W_OK):
        # The whole folder could be exchanged all the same; whoever locked it did not mean that.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    others = strangers.of(target, ours)
    clash = sorted(p.name for p in others if p.name in files)
    if clash:
        message = f"{clash[0]} is there and was not made by presskit"
        where, hint = Location(f"{place}/{clash[0]}"), "Move it elsewhere and build again."
        raise PresskitError(Diagnostic("PK505", message, where, hint))
    return others


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _swap(new: Path, target: Path, named: Callable[[Path], Collection[str]]) -> None:
    if not target.exists():
        new.rename(target)
        with contextlib.suppress(OSError):
            strangers.sync(target.parent)
        return
    old = _beside(target, "old")
    if not _exchange(new, target):
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
    # The new set is in place: nothing below may call that a failure, the next run can finish it.
    with contextlib.suppress(OSError):
        strangers.sync(target.parent)
        _settle(target, named)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            call = ctypes.CDLL(None, use_errno=True).renameat2
            return bool(call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)
        if sys.platform == "darwin":
            call = ctypes.CDLL(None, use_errno=True).renamex_np
            return bool(call(*names, _EXCHANGE) == 0)
    except (OSError, AttributeError):
        pass
    return False


def remove(target: Path, ours: Sequence[str]) -> list[str]:
    """Delete the files of `ours` that are there, and the folder if nothing else is in it.

    They go all at once. Where the disk has no room for that they go one by one: the last of `ours`
    is the manifest, by which the next run finds the rest.
    """
    part = _beside(target, "part")
    there = [n for n in ours if Path(n).name == n and (target / n).is_file()]
    if there and strangers.of(target, there):
        try:
            publish(target, {}, there)
        except OSError:
            if not target.exists():  # nor could it be put back; the next run does that
                raise
            for name in there:
                (target / name).unlink(missing_ok=True)
    elif there:
        target.rename(part)
    # The kit is gone: what cannot be cleared now, the next run clears.
    with contextlib.suppress(OSError):
        _clear(part)
        if target.is_dir() and not any(target.iterdir()):
            target.rmdir()
    with contextlib.suppress(OSError):  # Windows keeps a file that is open
        _beside(target, "lock").unlink()
    return sorted(there)
